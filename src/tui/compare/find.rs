//! Finding words in both texts: where they stand, and the way from one place to the next.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::folds::Folds;
use super::geometry::Shape;
use super::ink::Lit;
use super::kind::Kind;
use super::rows::TextRow;
use super::scroll::Place;
use super::view::{CompareView, Top};
use crate::compare::{Link, Op};
use crate::sides::{Side, Sides};
use crate::text::Span;
use crate::theme::Theme;
use crate::tui::find::{Needle, count, keep};

/// Words the reader looks for, and where they are in what is on screen.
#[derive(Debug, Clone)]
pub(super) struct Find {
    words: String,
    needle: Needle,
    /// From the top of the screen to its end; within a row the left side first.
    places: Vec<Found>,
    /// The same as ranges of each side's text, in its order.
    spans: Sides<Vec<Span>>,
    current: Option<usize>,
    /// Whether the last step went past an end and on from the other.
    around: bool,
    /// What the places were looked up in.
    seen: Option<Seen>,
}

/// One place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    row: usize,
    side: Side,
    span: Span,
}

/// What decides which words are on screen: the comparison, the layout, and the side where only one is shown.
type Seen = (usize, Shape, Option<Side>);

/// What is put back when the reader thinks better of it.
#[derive(Debug, Clone)]
pub(super) struct Before {
    find: Option<Find>,
    folds: Folds,
    row: usize,
    top: Top,
}

impl Find {
    fn new(words: &str) -> Option<Find> {
        let needle = Needle::new(words)?;
        Some(Find {
            words: words.to_owned(),
            needle,
            places: Vec::new(),
            spans: Sides::default(),
            current: None,
            around: false,
            seen: None,
        })
    }

    /// The same words, to be looked up in another comparison.
    pub(super) fn anew(self) -> Find {
        Find { places: Vec::new(), spans: Sides::default(), current: None, seen: None, ..self }
    }

    /// How many places there are.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// What lies within a range of a side's text, in order.
    pub(super) fn lit(&self, side: Side, within: Span) -> impl Iterator<Item = (Span, Lit)> {
        let here = self.current.map(|k| self.places[k]).filter(|here| here.side == side).map(|here| here.span);
        let spans = &self.spans[side];
        let first = spans.partition_point(|span| span.end <= within.start);
        let near = spans[first..].iter().take_while(move |span| span.start < within.end);
        near.map(move |&span| (span, if Some(span) == here { Lit::Here } else { Lit::Found }))
    }

    /// The place after or before the current one, or, where the reader has gone elsewhere, after or before `row`; around the
    /// end if need be.
    fn next(&self, forward: bool, row: usize) -> Option<usize> {
        let count = self.places.len();
        let here = self.current.filter(|&k| self.places[k].row == row);
        match (here, forward) {
            _ if count == 0 => None,
            (Some(k), true) => Some((k + 1) % count),
            (Some(k), false) => Some((k + count - 1) % count),
            (None, true) => Some(self.places.partition_point(|place| place.row < row) % count),
            (None, false) => Some((self.places.partition_point(|place| place.row < row) + count - 1) % count),
        }
    }
}

impl CompareView {
    /// Begins to look for words; [`CompareView::find`] follows what is typed.
    pub fn begin_find(&mut self) {
        let (find, folds, row) = (self.find.clone(), self.folds.clone(), self.cursor_row());
        self.before = Some(Box::new(Before { find, folds, row, top: self.top }));
    }

    /// Looks for words from where the typing began, and goes to the first place.
    pub fn find(&mut self, words: &str, area: Rect, theme: &Theme) {
        if self.before.is_none() {
            self.begin_find();
        }
        self.put_back();
        self.find = Find::new(words);
        self.look_up(area);
        let row = self.cursor_row();
        if let Some(find) = &mut self.find {
            let first = find.next(true, row);
            find.around = first.is_some_and(|k| find.places[k].row < row);
            find.current = first;
        }
        self.reveal(area, theme);
    }

    /// Keeps the find, or, where nothing was typed, the one before. `false` where the words are nowhere; then there is none.
    pub fn keep_find(&mut self) -> bool {
        let before = self.before.take().and_then(|before| before.find);
        keep(&mut self.find, before, |find| find.places.is_empty())
    }

    /// Puts everything back as it was before the typing.
    pub fn cancel_find(&mut self) {
        self.put_back();
        self.find = self.before.take().and_then(|before| before.find);
    }

    /// The words looked for.
    pub fn find_words(&self) -> Option<&str> {
        self.find.as_ref().map(|find| find.words.as_str())
    }

    /// Which place of how many the reader is at: "3 of 11".
    pub fn find_count(&self) -> Option<String> {
        let find = self.find.as_ref()?;
        let item = self.items.get(self.cursor);
        let here = find.current.filter(|&k| item.is_some_and(|item| item.rows().contains(&find.places[k].row)));
        Some(count(here, find.places.len(), find.around))
    }

    /// Looks the words of another view up in this one.
    pub fn find_again(&mut self, words: Option<&str>, area: Rect) {
        self.find = words.and_then(Find::new);
        self.look_up(area);
    }

    /// Goes to the next or previous place.
    pub(super) fn step_find(&mut self, forward: bool, area: Rect, theme: &Theme) {
        let row = self.cursor_row();
        let Some(find) = &mut self.find else { return };
        let here = find.current.filter(|&k| find.places[k].row == row);
        let next = find.next(forward, row);
        find.around = next.is_some_and(|k| match here {
            Some(here) => (k > here) != forward,
            None => (find.places[k].row >= row) != forward,
        });
        find.current = next;
        self.reveal(area, theme);
    }

    /// Finds the places anew if another text, layout or side is shown; the current one stays if it still is one.
    pub fn look_up(&mut self, area: Rect) {
        let shape = Shape::at(self.settings.layout, area.width);
        let alone = (shape == Shape::Single).then_some(self.focus);
        let seen = (Arc::as_ptr(&self.comparison) as usize, shape, alone);
        let Some(find) = self.find.as_mut().filter(|find| find.seen != Some(seen)) else { return };
        let here = find.current.map(|k| (find.places[k].side, find.places[k].span));
        let mut places = Vec::new();
        for (k, row) in self.rows.iter().enumerate() {
            let link = row.link(&self.comparison);
            for side in Side::BOTH.into_iter().filter(|&side| shows(row, side, alone, shape)) {
                let (Some(first), Some(last)) = (row.cells[side].first(), row.cells[side].last()) else { continue };
                let document = &self.comparison.documents[side];
                let cell = Span::new(document.sentence(*first).span.start, document.sentence(*last).span.end);
                let found = find.needle.matches(document.content(cell).of(document.text())).into_iter();
                let start = document.content(cell).start;
                let spans = found.map(|range| Span::new(range.start + start, range.end + start));
                let told_once =
                    |span: &Span| shape == Shape::Inline && side == Side::Right && drawn_left(row, link, *span);
                places.extend(spans.filter(|span| !told_once(span)).map(|span| Found { row: k, side, span }));
            }
        }
        find.spans = Sides::from_fn(|side| {
            let mut spans: Vec<Span> = places.iter().filter(|place| place.side == side).map(|p| p.span).collect();
            spans.sort_unstable();
            spans
        });
        find.current = places.iter().position(|place| Some((place.side, place.span)) == here);
        find.places = places;
        find.seen = Some(seen);
    }

    /// Shows the current place: opens what it is folded in, and scrolls to its line.
    fn reveal(&mut self, area: Rect, theme: &Theme) {
        let Some(row) = self.find.as_ref().and_then(|find| Some(find.places[find.current?].row)) else { return };
        if let Some(fold) = self.foldable.iter().find(|fold| fold.contains(&row)).map(|fold| fold.start)
            && !self.folds.is_open(fold)
        {
            self.folds.toggle(fold);
            self.fold_again(row);
        }
        let item = self.items.partition_point(|item| item.rows().end <= row);
        (self.cursor, self.top) = self.jumped(item, area, theme);
        let sheet = self.sheet(area, theme);
        let (top, screen) = (self.place(&sheet), sheet.scroller().screen);
        let block = sheet.block(item);
        let lines = || block.columns.iter().map(|column| column.iter().position(super::ink::InkLine::is_here));
        let Some(line) = lines().flatten().min() else { return };
        let y = sheet.scroller().visible(top).into_iter().find(|(shown, _)| *shown == item).map(|(_, y)| y);
        if y.is_none_or(|y| !(0..screen as isize).contains(&(y + line as isize))) {
            let line = line.saturating_sub(screen / 3);
            self.top = Top::At(Place { item, line });
        }
    }

    /// The folds and the place from before the typing.
    fn put_back(&mut self) {
        let Some(before) = self.before.as_deref().cloned() else { return };
        self.folds = before.folds;
        self.fold_again(before.row);
        self.top = before.top;
    }
}

/// Whether a layout draws a side's words of a row; `alone` is the side that is shown alone.
fn shows(row: &TextRow, side: Side, alone: Option<Side>, shape: Shape) -> bool {
    match shape {
        Shape::SideBySide => true,
        Shape::Stacked | Shape::Inline => side == Side::Left || !matches!(row.kind, Kind::Same | Kind::Moved),
        Shape::Single => alone == Some(side),
    }
}

/// Whether right words are drawn as the left's, because both sides have them and the layout says them once.
fn drawn_left(row: &TextRow, link: Option<&Link>, span: Span) -> bool {
    let light = link.filter(|link| !link.heavy && !link.moved && row.kind != Kind::Same);
    light.is_some_and(|link| link.words.iter().any(|word| word.op == Op::Equal && word.spans.right.covers(span)))
}
