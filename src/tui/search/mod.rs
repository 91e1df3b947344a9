//! The Search screen: words typed, and the articles of the store that have them, the best first, each with the sentence it was
//! found by.

mod draw;
#[cfg(test)]
mod tests;

use ratatui::layout::Rect;

pub(super) use draw::draw;

use super::command::Command;
use super::layout::follow;
use crate::model::{Story, VersionId};
use crate::store::Hit;

/// How many articles are asked for at first, and how many times as many where the reader goes on.
const FIRST: usize = 60;
const MORE: usize = 4;
/// From this width on outlet, day and headline share a line.
const WIDE: u16 = 72;

/// What a search found, or what is wrong with what was typed.
pub type Found = Result<FoundHits, String>;

/// Articles that were found.
#[derive(Debug, Clone, Default)]
pub struct FoundHits {
    /// How many there are in all.
    pub total: usize,
    /// The best of them, each with its story.
    pub hits: Vec<(Hit, Story)>,
}

/// Words being looked for in the store.
#[derive(Debug)]
pub(super) struct Search {
    /// The words as typed.
    pub(super) text: String,
    /// Whether keys are letters of them now.
    pub(super) typing: bool,
    found: Found,
    /// The words and the number of articles asked for last.
    asked: Option<(String, usize)>,
    /// The words that were answered last.
    answered: Option<String>,
    selected: usize,
    top: usize,
}

impl Search {
    /// A search for nothing yet.
    pub(super) fn new() -> Search {
        Search {
            text: String::new(),
            typing: true,
            found: Ok(FoundHits::default()),
            asked: None,
            answered: None,
            selected: 0,
            top: 0,
        }
    }

    /// What has to be looked for, if it has not been asked for: words, and how many articles.
    pub(super) fn wanted(&mut self) -> Option<(String, usize)> {
        let words = self.text.trim().to_owned();
        if words.is_empty() {
            self.found = Ok(FoundHits::default());
            self.asked = None;
            self.answered = None;
            (self.selected, self.top) = (0, 0);
            return None;
        }
        let known = self.hits().len();
        let at_end =
            self.answered.as_ref() == Some(&words) && self.selected + FIRST / 2 >= known && known < self.total();
        let limit = match &self.asked {
            Some((asked, limit)) if *asked == words => {
                if at_end && known >= *limit {
                    limit * MORE
                } else {
                    *limit
                }
            }
            _ => FIRST,
        };
        let ask = (words, limit);
        (self.asked.as_ref() != Some(&ask)).then(|| {
            self.asked = Some(ask.clone());
            ask
        })
    }

    /// Has the same looked for again: what was found may be in other stories now.
    pub(super) fn look_again(&mut self) {
        self.asked = None;
    }

    /// Takes what was found; what was asked for before the words changed is dropped.
    pub(super) fn take(&mut self, words: &str, found: Found) {
        if self.text.trim() != words {
            return;
        }
        if self.answered.as_deref() != Some(words) {
            (self.selected, self.top) = (0, 0);
        }
        self.answered = Some(words.to_owned());
        self.found = found;
        self.selected = self.selected.min(self.hits().len().saturating_sub(1));
    }

    /// What was found.
    pub(super) fn hits(&self) -> &[(Hit, Story)] {
        self.found.as_ref().map_or(&[], |found| &found.hits)
    }

    fn total(&self) -> usize {
        self.found.as_ref().map_or(0, |found| found.total)
    }

    /// The article under the cursor.
    pub(super) fn current(&self) -> Option<&(Hit, Story)> {
        self.hits().get(self.selected)
    }

    /// The version under the cursor and the words of it that were found, for the Reader.
    pub(super) fn opening(&self) -> Option<(Story, VersionId, Option<String>)> {
        let (hit, story) = self.current()?;
        let words = hit.snippet.found.first().map(|range| hit.snippet.text[range.clone()].to_owned());
        Some((story.clone(), hit.version, words))
    }

    /// Moves through what was found; says whether the command was one for it.
    pub(super) fn apply(&mut self, command: Command, body: Rect) -> bool {
        let by = match command {
            Command::NextHit => Some(1),
            Command::PreviousHit => Some(-1),
            Command::SearchAgain => {
                self.typing = true;
                return true;
            }
            _ => command.steps(rows(body).saturating_sub(1)),
        };
        let Some(by) = by else { return false };
        self.step(by, body);
        true
    }

    /// Moves the cursor as far as it goes.
    pub(super) fn step(&mut self, by: isize, body: Rect) {
        self.selected = self.selected.saturating_add_signed(by).min(self.hits().len().saturating_sub(1));
        self.top = self.window(body);
    }

    /// Puts the cursor on the article at a line of the terminal; `true` where it was there already.
    pub(super) fn click(&mut self, x: u16, y: u16, body: Rect) -> bool {
        if !body.contains((x, y).into()) {
            return false;
        }
        let at = self.window(body) + usize::from(y - body.y) / usize::from(height(body));
        let again = at == self.selected;
        if at < self.hits().len() {
            self.selected = at;
        }
        self.top = self.window(body);
        again && !self.hits().is_empty()
    }

    /// The first visible article.
    fn window(&self, body: Rect) -> usize {
        follow(self.top, self.selected, rows(body), self.hits().len())
    }
}

/// Lines an article takes: where, when and headline, and the sentence; the headline has its own where it is narrow.
fn height(body: Rect) -> u16 {
    if body.width >= WIDE { 2 } else { 3 }
}

fn rows(body: Rect) -> usize {
    usize::from(body.height / height(body)).max(1)
}
