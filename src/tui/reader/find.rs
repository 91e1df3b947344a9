//! Finding words in the text being read.

use std::ops::Range;

use super::Reader;
use super::lines::{PageLine, Sentence};
use crate::text::{Role, SentenceIx};
use crate::theme::StyleRole;
use crate::tui::cells::clean;
use crate::tui::find::{Needle, count, keep};

/// Words the reader looks for, and where they are.
#[derive(Debug, Clone)]
pub(super) struct Find {
    words: String,
    /// Paragraph, and bytes of it as it is shown, in order.
    places: Vec<(usize, Range<usize>)>,
    current: Option<usize>,
    around: bool,
}

/// What is put back when the reader thinks better of it.
#[derive(Debug, Clone)]
pub(super) struct Before {
    find: Option<Find>,
    unfolded: bool,
    top: usize,
    cursor: SentenceIx,
}

impl Reader {
    /// Begins to look for words; [`Reader::find`] follows what is typed.
    pub(in crate::tui) fn begin_find(&mut self) {
        self.before =
            Some(Before { find: self.find.clone(), unfolded: self.unfolded, top: self.top, cursor: self.cursor });
    }

    /// Looks for words from where the typing began, and goes to the first place.
    pub(in crate::tui) fn find(&mut self, words: &str) {
        if self.before.is_none() {
            self.begin_find();
        }
        self.put_back();
        self.find_again(Some(words));
        self.step_find(true);
    }

    /// Looks words up in the text that is shown now, and goes nowhere.
    pub(in crate::tui) fn find_again(&mut self, words: Option<&str>) {
        let Some((words, needle)) = words.and_then(|words| Some((words.to_owned(), Needle::new(words)?))) else {
            self.find = None;
            return;
        };
        let places = self
            .paragraphs()
            .flat_map(|(k, text)| needle.matches(&text).into_iter().map(move |range| (k, range)).collect::<Vec<_>>());
        self.find = Some(Find { words, places: places.collect(), current: None, around: false });
    }

    /// Keeps the find, or, where nothing was typed, the one before. `false` where the words are nowhere; then there is none.
    pub(in crate::tui) fn keep_find(&mut self) -> bool {
        let before = self.before.take().and_then(|before| before.find);
        keep(&mut self.find, before, |find| find.places.is_empty())
    }

    /// Puts everything back as it was before the typing.
    pub(in crate::tui) fn cancel_find(&mut self) {
        self.put_back();
        self.find = self.before.take().and_then(|before| before.find);
    }

    /// The words looked for.
    pub(in crate::tui) fn find_words(&self) -> Option<&str> {
        self.find.as_ref().map(|find| find.words.as_str())
    }

    /// Which place of how many the reader is at.
    pub(in crate::tui) fn find_count(&self) -> Option<String> {
        let find = self.find.as_ref()?;
        Some(count(find.current.filter(|&k| self.is_visible(&find.places[k])), find.places.len(), find.around))
    }

    /// Goes to the next or previous place: after the current one while it is on screen, else after or before the screen's top.
    pub(super) fn step_find(&mut self, forward: bool) {
        let Some(find) = &self.find else { return };
        let count = find.places.len();
        if count == 0 {
            return;
        }
        let here = find.current.filter(|&k| self.is_visible(&find.places[k]));
        let below = find.places.partition_point(|place| self.line_near(place) < self.top);
        let next = match (here, forward) {
            (Some(k), true) => (k + 1) % count,
            (Some(k), false) => (k + count - 1) % count,
            (None, true) => below % count,
            (None, false) => (below + count - 1) % count,
        };
        let around = match here {
            Some(here) => (next > here) != forward,
            None => (next >= below) != forward,
        };
        if let Some(find) = &mut self.find {
            (find.current, find.around) = (Some(next), around);
        }
        self.reveal(next);
    }

    /// The stretches of a line that were looked for, in bytes of the line.
    pub(super) fn lit<'a>(&'a self, line: &'a PageLine) -> impl Iterator<Item = (Range<usize>, StyleRole)> + 'a {
        let source = line.source.zip(self.find.as_ref());
        source.into_iter().flat_map(|((paragraph, start), find)| {
            let end = start + line.text.len();
            let first = find.places.partition_point(|(k, range)| (*k, range.end) <= (paragraph, start));
            let near = find.places[first..].iter().zip(first..);
            near.take_while(move |((k, range), _)| *k == paragraph && range.start < end).map(move |((_, range), k)| {
                let role = if find.current == Some(k) { StyleRole::MatchCurrent } else { StyleRole::Match };
                (range.start.max(start) - start..range.end.min(end) - start, role)
            })
        })
    }

    fn reveal(&mut self, place: usize) {
        let Some((paragraph, range)) = self.find.as_ref().map(|find| find.places[place].clone()) else { return };
        let role = self.shown.as_ref().map(|version| version.document.paragraphs()[paragraph].role);
        if !self.unfolded && role == Some(Role::Noise) {
            self.unfolded = true;
            self.wrap();
        }
        let found = |one: &&Sentence| one.paragraph == paragraph && one.range.end > range.start;
        if let Some(ix) = self.sentences.iter().find(found).map(|one| one.ix) {
            self.set_cursor(ix);
        }
        let place = (paragraph, range);
        if let Some(line) = self.line_of(&place)
            && !self.is_visible(&place)
        {
            self.scroll_to(line.saturating_sub(usize::from(self.size.1) / 3));
        }
    }

    /// The line a place begins on, or, where it is folded, the one before it.
    pub(super) fn line_near(&self, (paragraph, range): &(usize, Range<usize>)) -> usize {
        self.lines.partition_point(|line| line.place() <= (*paragraph, range.start)).saturating_sub(1)
    }

    /// The line a place begins on; `None` where it is folded.
    pub(super) fn line_of(&self, place: &(usize, Range<usize>)) -> Option<usize> {
        let line = self.line_near(place);
        self.lines.get(line)?.source.is_some_and(|(k, _)| k == place.0).then_some(line)
    }

    fn is_visible(&self, place: &(usize, Range<usize>)) -> bool {
        let screen = self.top..self.top + usize::from(self.size.1).max(1);
        self.line_of(place).is_some_and(|line| screen.contains(&line))
    }

    /// The paragraphs as they are shown, by their number in the document.
    fn paragraphs(&self) -> impl Iterator<Item = (usize, String)> + '_ {
        self.shown.iter().flat_map(|version| {
            let document = &version.document;
            let paragraphs = document.paragraphs().iter().enumerate();
            paragraphs.map(|(k, paragraph)| (k, clean(paragraph.span.of(document.text()))))
        })
    }

    fn put_back(&mut self) {
        let Some(Before { unfolded, top, cursor, .. }) = self.before else { return };
        if unfolded != self.unfolded {
            self.unfolded = unfolded;
            self.wrap();
        }
        self.scroll_to(top);
        self.set_cursor(cursor);
    }
}
