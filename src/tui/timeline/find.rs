//! Finding words in the headlines of versions and in what each version changed.

use ratatui::text::{Line, Span};

use super::Timeline;
use super::revision::{Change, Revision};
use crate::sides::Side;
use crate::text::SentenceIx;
use crate::theme::{StyleRole, Theme};
use crate::tui::cells::clean;
use crate::tui::find::{Needle, count, keep};

/// Words the reader looks for, and the versions that have them.
#[derive(Debug, Clone)]
pub(super) struct Find {
    words: String,
    needle: Needle,
    /// The places of the versions, in order.
    versions: Vec<usize>,
    /// Whether the last step went past an end.
    around: bool,
}

impl Find {
    fn new(words: &str) -> Option<Find> {
        let needle = Needle::new(words)?;
        Some(Find { words: words.to_owned(), needle, versions: Vec::new(), around: false })
    }

    /// Whether a text has the words.
    fn is_in(&self, text: &str) -> bool {
        !self.needle.matches(&clean(text)).is_empty()
    }

    /// Whether a change of a version has the words, on either side.
    pub(super) fn is_in_change(&self, revision: &Revision, change: &Change<'_>) -> bool {
        let Some(comparison) = &revision.comparison else { return false };
        let has = |side: Side, sentences: &[SentenceIx]| {
            sentences.iter().any(|&ix| self.is_in(comparison.documents[side].sentence_text(ix)))
        };
        match change {
            Change::Added(ix) => has(Side::Right, &[*ix]),
            Change::Cut(ix) => has(Side::Left, &[*ix]),
            Change::Edited(link) => Side::BOTH.into_iter().any(|side| has(side, &link.sentences[side])),
        }
    }

    /// A line with the words in the style of what was looked for.
    pub(super) fn lit(&self, line: Line<'static>, theme: &Theme) -> Line<'static> {
        let text: String = line.spans.iter().map(|span| &*span.content).collect();
        let found = self.needle.matches(&text);
        if found.is_empty() {
            return line;
        }
        let mut spans = Vec::new();
        let mut start = 0;
        for span in line.spans {
            let end = start + span.content.len();
            let mut at = start;
            for range in found.iter().filter(|range| range.start < end && range.end > start) {
                let (from, to) = (range.start.max(start), range.end.min(end));
                spans.push(Span::styled(text[at..from].to_owned(), span.style));
                spans.push(Span::styled(text[from..to].to_owned(), theme.style(StyleRole::Match)));
                at = to;
            }
            spans.push(Span::styled(text[at..end].to_owned(), span.style));
            start = end;
        }
        spans.retain(|span| !span.content.is_empty());
        Line { spans, ..line }
    }
}

/// What is put back when the reader thinks better of it.
#[derive(Debug)]
pub(super) struct Before {
    find: Option<Find>,
    selected: usize,
}

impl Timeline {
    /// Begins to look for words; [`Timeline::find`] follows what is typed.
    pub(in crate::tui) fn begin_find(&mut self) {
        self.before = Some(Before { find: self.find.clone(), selected: self.selected });
    }

    /// Looks for words from where the typing began, and goes to the first version that has them.
    pub(in crate::tui) fn find(&mut self, words: &str) {
        self.selected = self.before.as_ref().map_or(self.selected, |before| before.selected);
        self.find_again(Some(words));
        let here = self.selected;
        let Some(find) = &mut self.find else { return };
        let next = find.versions.iter().copied().find(|&at| at >= here);
        find.around = next.is_none();
        if let Some(at) = next.or(find.versions.first().copied()) {
            self.selected = at;
        }
    }

    /// Looks words up in the versions there are now, and goes nowhere.
    pub(super) fn find_again(&mut self, words: Option<&str>) {
        self.find = words.and_then(Find::new);
        let Some(find) = &self.find else { return };
        let infos = self.shown().map_or(&[][..], |article| &article.versions);
        let changed = |at: usize| {
            let revision = self.revisions.as_ref().and_then(|revisions| revisions.get(at));
            revision.is_some_and(|revision| revision.changes().iter().any(|change| find.is_in_change(revision, change)))
        };
        let versions = (0..infos.len()).filter(|&at| find.is_in(&infos[at].title) || changed(at)).collect();
        self.find = Some(Find { versions, ..find.clone() });
    }

    /// Keeps the find, or, where nothing was typed, the one before. `false` where the words are nowhere; then there is none.
    pub(in crate::tui) fn keep_find(&mut self) -> bool {
        let before = self.before.take().and_then(|before| before.find);
        keep(&mut self.find, before, |find| find.versions.is_empty())
    }

    /// Puts everything back as it was before the typing.
    pub(in crate::tui) fn cancel_find(&mut self) {
        if let Some(before) = self.before.take() {
            (self.find, self.selected) = (before.find, before.selected);
        }
    }

    /// The words looked for.
    pub(in crate::tui) fn find_words(&self) -> Option<&str> {
        self.find.as_ref().map(|find| find.words.as_str())
    }

    /// Which version of how many that have the words the reader is at.
    pub(in crate::tui) fn find_count(&self) -> Option<String> {
        let find = self.find.as_ref()?;
        let here = find.versions.iter().position(|&at| at == self.selected);
        Some(count(here, find.versions.len(), find.around))
    }

    /// Goes to the next or previous version that has the words, around the end.
    pub(super) fn step_find(&mut self, forward: bool) {
        let here = self.selected;
        let Some(find) = &mut self.find else { return };
        let versions = &find.versions;
        let next = if forward {
            versions.iter().find(|&&at| at > here).or(versions.first())
        } else {
            versions.iter().rev().find(|&&at| at < here).or(versions.last())
        };
        let Some(&next) = next else { return };
        find.around = if forward { next <= here } else { next >= here };
        self.selected = next;
    }
}
