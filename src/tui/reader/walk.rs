//! The sentence the reader is at, and going from one to another.

use super::Reader;
use super::lines::Sentence;
use super::reach::Mark;
use crate::text::SentenceIx;
use crate::tui::command::Command;
use crate::tui::wrap::grapheme_columns;
use unicode_segmentation::UnicodeSegmentation;

/// Lines of context left above or below a sentence that comes into sight.
const CONTEXT: usize = 1;

impl Reader {
    /// The sentence the reader is at; none where nothing is said of sentences.
    pub(in crate::tui) fn sentence(&self) -> Option<SentenceIx> {
        (self.is_marked() && self.shown.is_some()).then_some(self.cursor)
    }

    /// Moves the cursor; says whether the command was one for it.
    pub(super) fn move_cursor(&mut self, command: Command) -> bool {
        match command {
            Command::Down => self.step(true),
            Command::Up => self.step(false),
            Command::Top => {
                self.scroll_to(0);
                self.follow(true);
            }
            Command::Bottom => {
                self.scroll_to(usize::MAX);
                let last = self.on_page().next_back().map(|one| one.ix);
                if let Some(last) = last {
                    self.go(last);
                }
            }
            Command::NextParagraph | Command::PreviousParagraph => {
                let here = self.here().map_or(0, |one| one.paragraph);
                let forward = command == Command::NextParagraph;
                let wanted = if forward {
                    self.on_page().map(|one| one.paragraph).find(|&paragraph| paragraph > here)
                } else {
                    // To the beginning of this one first, as everywhere.
                    self.on_page().rfind(|one| one.ix < self.cursor).map(|one| one.paragraph)
                };
                let first = self.on_page().find(|one| Some(one.paragraph) == wanted).map(|one| one.ix);
                if let Some(first) = first {
                    self.go(first);
                }
            }
            _ => return false,
        }
        true
    }

    /// Scrolls by lines; the cursor comes along at the edge.
    pub(in crate::tui) fn scroll(&mut self, by: isize) {
        self.scroll_to(self.top.saturating_add_signed(by));
        self.follow(by > 0);
    }

    /// To the next or previous sentence whose mark is wanted; which of how many it is, and how many there are. Forward it goes
    /// around the end where `around` asks for it.
    pub(in crate::tui) fn walk(&mut self, forward: bool, around: bool, only: bool) -> Walked {
        let Some(reach) = &self.reach else { return Walked::Unknown };
        let wanted = |mark: Mark| if only { mark.only_here() } else { mark.differs };
        let there: Vec<SentenceIx> =
            self.on_page().map(|one| one.ix).filter(|&ix| reach.mark(ix).is_some_and(wanted)).collect();
        let here = self.cursor;
        let next = if forward {
            let on = there.iter().position(|&ix| ix > here);
            on.or((around && !there.is_empty()).then_some(0))
        } else {
            there.iter().rposition(|&ix| ix < here)
        };
        let Some(next) = next else { return Walked::Nowhere };
        self.jump(there[next]);
        Walked::To(next + 1, there.len())
    }

    /// Goes to a sentence, at about a third of the screen where it is not in sight.
    pub(super) fn jump(&mut self, ix: SentenceIx) {
        self.set_cursor(ix);
        let Some((first, last)) = self.here().and_then(|one| self.lines_of(one)) else { return };
        let screen = self.top..self.top + self.height();
        if !(screen.contains(&first) && screen.contains(&last)) {
            self.scroll_to(first.saturating_sub(self.height() / 3));
        }
    }

    /// The sentence at a cell of the terminal becomes the one the reader is at.
    pub(in crate::tui) fn click(&mut self, x: u16, y: u16) {
        let text = self.geometry().text;
        if !self.is_marked() || y < text.y || y >= text.bottom() {
            return;
        }
        let Some(line) = self.lines.get(self.top + usize::from(y - text.y)) else { return };
        let Some((paragraph, start)) = line.source else { return };
        let mut used = usize::from(text.x);
        let passed = line.text.graphemes(true).take_while(|grapheme| {
            used += grapheme_columns(grapheme);
            used <= usize::from(x)
        });
        let at = start + passed.map(str::len).sum::<usize>();
        let mut own = self.sentences.iter().filter(|one| one.paragraph == paragraph);
        if let Some(ix) = own.rfind(|one| one.range.start <= at).map(|one| one.ix) {
            self.set_cursor(ix);
        }
    }

    /// The sentence with the cursor, as it stands on the page.
    pub(super) fn here(&self) -> Option<&Sentence> {
        self.sentences.binary_search_by_key(&self.cursor, |one| one.ix).ok().map(|at| &self.sentences[at])
    }

    /// The first and the last line of a sentence; none where it is folded.
    pub(super) fn lines_of(&self, one: &Sentence) -> Option<(usize, usize)> {
        let at = |byte: usize| self.line_of(&(one.paragraph, byte..byte));
        Some((at(one.range.start)?, at(one.range.end - 1)?))
    }

    /// Keeps the cursor in sight: where its sentence left the screen, the nearest that begins there has it.
    pub(super) fn follow(&mut self, forward: bool) {
        if !self.is_marked() {
            return;
        }
        let screen = self.top..self.top + self.height();
        let begins_inside = |one: &Sentence| self.lines_of(one).is_some_and(|(first, _)| screen.contains(&first));
        if self.here().is_some_and(begins_inside) {
            return;
        }
        let mut inside = self.sentences.iter().filter(|one| begins_inside(one));
        let near = if forward { inside.next() } else { inside.next_back() }.map(|one| one.ix);
        drop(inside);
        if let Some(near) = near {
            self.set_cursor(near);
        }
    }

    /// To the next or previous sentence, or a line further in one that reaches beyond the screen.
    fn step(&mut self, forward: bool) {
        let Some((first, last)) = self.here().and_then(|one| self.lines_of(one)) else {
            self.follow(forward);
            return;
        };
        if forward && last >= self.top + self.height() {
            self.scroll_to(self.top + 1);
        } else if !forward && first < self.top {
            self.scroll_to(self.top - 1);
        } else {
            match self.next_on_page(forward) {
                Some(ix) => self.go(ix),
                None => self.scroll_to(self.top.saturating_add_signed(if forward { 1 } else { -1 })),
            }
        }
    }

    /// Goes to a sentence and shows as much of it as there is room for, no further than needed.
    fn go(&mut self, ix: SentenceIx) {
        self.set_cursor(ix);
        let Some((first, last)) = self.here().and_then(|one| self.lines_of(one)) else { return };
        let height = self.height();
        if first < self.top + CONTEXT || last + 1 - first > height {
            self.scroll_to(first.saturating_sub(CONTEXT));
        } else if last + CONTEXT >= self.top + height {
            self.scroll_to((last + 1 + CONTEXT).saturating_sub(height).min(first));
        }
    }

    pub(super) fn set_cursor(&mut self, ix: SentenceIx) {
        if ix != self.cursor {
            (self.cursor, self.against) = (ix, None);
        }
    }

    /// The sentence after the cursor, or before it, of those that are not folded away.
    fn next_on_page(&self, forward: bool) -> Option<SentenceIx> {
        let there = |one: &&Sentence| self.lines_of(one).is_some();
        let before = self.sentences.partition_point(|one| one.ix < self.cursor);
        let next = if forward {
            let after = before + usize::from(self.here().is_some());
            self.sentences[after..].iter().find(there)
        } else {
            self.sentences[..before].iter().rfind(there)
        };
        next.map(|one| one.ix)
    }

    /// The sentences that are not folded away.
    fn on_page(&self) -> impl DoubleEndedIterator<Item = &Sentence> {
        self.sentences.iter().filter(|one| self.lines_of(one).is_some())
    }

    pub(super) fn height(&self) -> usize {
        usize::from(self.size.1).max(1)
    }
}

/// What came of a walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum Walked {
    /// To this one of so many.
    To(usize, usize),
    /// There is none that way.
    Nowhere,
    /// It is not known who tells what here.
    Unknown,
}
