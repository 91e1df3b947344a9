//! The state of the Compare screen: what is shown, how, and where the reader is in it.

use std::ops::Range;
use std::sync::Arc;

use ratatui::layout::Rect;

use super::blocks::Sheet;
use super::find::{Before, Find};
use super::folds::{Folds, Item, foldable, items};
use super::geometry::Geometry;
use super::hand::{Marked, shown};
use super::header;
use super::kind::Filter;
use super::made::Kept;
use super::rows::{TextRow, rows};
use super::scroll::Place;
use crate::compare::Comparison;
use crate::sides::{Side, Sides};
use crate::text::{Document, SentenceIx};
use crate::theme::Theme;

/// Whether a component took an input, or leaves it to its host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handled {
    /// The component took it.
    Yes,
    /// The host may act on it.
    No,
}

/// What stands above a column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heading {
    /// The outlet's name.
    pub outlet: String,
    /// When it was published, as the screen says it; empty where nobody knows.
    pub moment: String,
    /// The headline.
    pub title: String,
}

/// How the two texts share the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Layout {
    /// Side by side where there is room, stacked where there is not.
    #[default]
    Auto,
    /// Two columns.
    SideBySide,
    /// Each pair one above the other.
    Stacked,
    /// Both wordings in one text.
    Inline,
    /// The focused side alone.
    Single,
}

/// What the reader chose about the screen; outlives any one comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ViewSettings {
    /// How the two texts share the screen.
    pub layout: Layout,
    /// Whether one line says what the marks mean.
    pub legend: bool,
    /// Whether pairs that are only worth a look stand opposite each other.
    pub show_maybe: bool,
}

impl Default for ViewSettings {
    fn default() -> Self {
        ViewSettings { layout: Layout::Auto, legend: true, show_maybe: true }
    }
}

/// The reader's place, which survives another text on one side.
#[derive(Debug, Clone)]
pub struct Anchor {
    /// The first sentence under the cursor on each side that has one, with the text it is of.
    places: Vec<(Arc<Document>, SentenceIx)>,
    /// The lines on screen above the cursor, where known.
    above: Option<usize>,
}

impl Anchor {
    /// The place of these sentences, the first that is found.
    pub fn at(places: Vec<(Arc<Document>, SentenceIx)>) -> Anchor {
        Anchor::with_above(places, None)
    }

    /// The same with so many lines on screen above it, where known.
    pub fn with_above(places: Vec<(Arc<Document>, SentenceIx)>, above: Option<usize>) -> Anchor {
        Anchor { places, above }
    }
}

/// What is at the top of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Top {
    /// This line.
    At(Place),
    /// Whatever puts the cursor this many lines down, or, without a number, about a quarter of the screen.
    Above(Option<usize>),
}

/// The Compare screen.
#[derive(Debug, Clone)]
pub struct CompareView {
    /// With every pair.
    pub(super) whole: Arc<Comparison>,
    /// With the pairs the reader wants to see; all that is drawn comes from here.
    pub(super) comparison: Arc<Comparison>,
    pub(super) titles: Sides<Heading>,
    pub(super) settings: ViewSettings,
    pub(super) focus: Side,
    pub(super) rows: Vec<TextRow>,
    pub(super) filter: Filter,
    /// What can be folded, and what of it is open.
    pub(super) foldable: Vec<Range<usize>>,
    pub(super) folds: Folds,
    /// What is shown from top to bottom; follows from the four fields above.
    pub(super) items: Vec<Item>,
    /// The lines of the items, as far as they were on screen.
    pub(super) kept: Kept,
    /// The item the cursor is on.
    pub(super) cursor: usize,
    pub(super) top: Top,
    /// The lines above the cursor when the reader last did something.
    pub(super) above: Option<usize>,
    /// The line of the filter menu the reader is on, while it is open.
    pub(super) menu: Option<usize>,
    /// The words the reader looks for.
    pub(super) find: Option<Find>,
    /// What waits for its counterpart.
    pub(super) marked: Option<Marked>,
    /// The row a jump to a counterpart left, and the row it led to.
    pub(super) came_from: Option<(usize, usize)>,
    /// Where the reader was before the words now being typed.
    pub(super) before: Option<Box<Before>>,
}

impl CompareView {
    /// Shows a comparison, the cursor on its most telling change.
    pub fn new(comparison: Arc<Comparison>, titles: Sides<Heading>, settings: ViewSettings) -> Self {
        let whole = comparison;
        let comparison = shown(&whole, settings.show_maybe);
        let rows = rows(&comparison);
        let mut view = CompareView {
            whole,
            comparison,
            titles,
            settings,
            focus: Side::Left,
            rows,
            filter: Filter::All,
            foldable: Vec::new(),
            folds: Folds::default(),
            items: Vec::new(),
            kept: Kept::default(),
            cursor: 0,
            top: Top::Above(None),
            above: None,
            menu: None,
            find: None,
            marked: None,
            came_from: None,
            before: None,
        };
        view.fold_again(view.most_telling());
        view
    }

    /// What is shown.
    pub fn comparison(&self) -> &Arc<Comparison> {
        &self.comparison
    }

    /// What stands above the columns.
    pub fn titles(&self) -> &Sides<Heading> {
        &self.titles
    }

    /// What the reader chose about the screen, for the next comparison.
    pub fn settings(&self) -> ViewSettings {
        self.settings
    }

    /// Says whether one line explains the marks.
    pub fn set_legend(&mut self, shown: bool) {
        self.settings.legend = shown;
    }

    /// The side that next and previous outlet act on.
    pub fn focus(&self) -> Side {
        self.focus
    }

    /// The sentences under the cursor, for copying; none on a fold.
    pub fn sentences(&self) -> Sides<Vec<SentenceIx>> {
        match self.items.get(self.cursor) {
            Some(Item::Row(row)) => self.rows[*row].cells.clone(),
            _ => Sides::default(),
        }
    }

    /// The reader's place, for [`CompareView::restore`] in a view of other texts.
    pub fn anchor(&self) -> Anchor {
        let row = self.items.get(self.cursor).map(|item| &self.rows[item.rows().start]);
        // Where the reader reads comes first: it is the other side that changes.
        let places = [self.focus.other(), self.focus].into_iter().filter_map(|side| {
            let first = row?.cells[side].first()?;
            Some((Arc::clone(&self.comparison.documents[side]), *first))
        });
        Anchor { places: places.collect(), above: self.above }
    }

    /// The sentence under the cursor on each side that has one, and the lines on screen above it: an anchor without the texts.
    pub fn spot(&self) -> (Sides<Option<SentenceIx>>, Option<usize>) {
        let row = self.items.get(self.cursor).map(|item| &self.rows[item.rows().start]);
        let first = |side: Side| row.and_then(|row| row.cells[side].first().copied());
        (Sides::new(first(Side::Left), first(Side::Right)), self.above)
    }

    /// Puts the cursor back where `anchor` was taken, if a text of it is shown here.
    pub fn restore(&mut self, anchor: &Anchor) {
        let row = anchor.places.iter().find_map(|(document, sentence)| {
            let side = Side::BOTH.into_iter().find(|&side| self.comparison.documents[side] == *document)?;
            self.rows.iter().position(|row| row.cells[side].contains(sentence))
        });
        if let Some(row) = row {
            self.fold_again(row);
            self.top = Top::Above(anchor.above);
        }
    }

    /// Exchanges left and right; the sentence under the cursor stays where it is on screen.
    pub(super) fn swap(&mut self) {
        let anchor = self.anchor();
        let comparison = Comparison::clone(&self.whole).mirrored();
        let titles = std::mem::take(&mut self.titles).swapped();
        let filter = match self.filter {
            Filter::OnlyLeft => Filter::OnlyRight,
            Filter::OnlyRight => Filter::OnlyLeft,
            other => other,
        };
        // The focus stays with its text.
        let focus = self.focus.other();
        let find = self.find.take().map(Find::anew);
        let marked = self.marked.take().map(|marked| Marked { side: marked.side.other(), ..marked });
        let view = CompareView::new(Arc::new(comparison), titles, self.settings);
        *self = CompareView { focus, filter, find, marked, ..view };
        self.fold_again(0);
        self.restore(&anchor);
    }

    /// Works out anew what is folded, the cursor on the item that shows `row`.
    pub(super) fn fold_again(&mut self, row: usize) {
        let shown = (self.settings.layout == Layout::Single).then_some(self.focus);
        self.foldable = foldable(&self.comparison, &self.rows, self.filter, shown);
        self.items = items(&self.foldable, self.rows.len(), &self.folds);
        self.kept = Kept::default();
        self.cursor = self.items.partition_point(|item| item.rows().end <= row).min(self.items.len().saturating_sub(1));
        self.top = Top::Above(self.above);
    }

    /// The first row of the item under the cursor.
    pub(super) fn cursor_row(&self) -> usize {
        self.items.get(self.cursor).map_or(0, |item| item.rows().start)
    }

    /// Whether an item is a change the reader asked for.
    pub(super) fn is_change(&self, item: &Item) -> bool {
        match item {
            Item::Row(row) => self.row_is_change(&self.rows[*row]),
            Item::Fold(_) => false,
        }
    }

    /// The changes shown: the number of the one under the cursor, if it is one, and how many there are.
    pub(super) fn position(&self) -> (Option<usize>, usize) {
        let changes = |rows: &[TextRow]| rows.iter().filter(|row| self.row_is_change(row)).count();
        let here = self.items.get(self.cursor).filter(|item| self.is_change(item));
        (here.map(|item| changes(&self.rows[..item.rows().end])), changes(&self.rows))
    }

    /// Everything the screen is drawn from.
    pub(super) fn sheet<'a>(&'a self, area: Rect, theme: &'a Theme) -> Sheet<'a> {
        let geometry = self.geometry(area);
        Sheet {
            comparison: &self.comparison,
            rows: &self.rows,
            items: &self.items,
            filter: self.filter,
            focus: self.focus,
            find: self.find.as_ref(),
            marked: self.marked.as_ref(),
            theme,
            made: self.made(&geometry, theme),
            geometry,
        }
    }

    /// Where everything goes in `area`.
    pub(super) fn geometry(&self, area: Rect) -> Geometry {
        let plain = Geometry::new(area, self.settings, 0);
        match header::headline_lines(self, &plain) {
            0 => plain,
            lines => Geometry::new(area, self.settings, lines),
        }
    }

    /// The line at the top of the screen; there must be an item.
    pub(super) fn place(&self, sheet: &Sheet) -> Place {
        let scroller = sheet.scroller();
        let top = match self.top {
            Top::At(place) => place,
            Top::Above(Some(above)) => scroller.with_above(self.cursor, above),
            // Near its beginning a text is shown from there: the headline is the best context.
            Top::Above(None) if scroller.reaches(self.cursor, scroller.screen * 3 / 4) => Place::default(),
            Top::Above(None) => {
                // Context begins with a whole item: half a sentence at the top is no help.
                let top = scroller.with_above(self.cursor, scroller.screen / 4);
                if top.line > 0 && top.item < self.cursor { Place { item: top.item + 1, line: 0 } } else { top }
            }
        };
        scroller.settle(top, self.cursor)
    }

    fn row_is_change(&self, row: &TextRow) -> bool {
        row.kind.is_change() && self.filter.passes(row.kind, row.link(&self.comparison))
    }

    /// The row a first-time reader learns most from; among equals the first.
    fn most_telling(&self) -> usize {
        let telling = |row: &TextRow| row.kind.telling(row.link(&self.comparison));
        let most = self.rows.iter().map(telling).max().unwrap_or(0);
        self.rows.iter().position(|row| telling(row) == most).unwrap_or(0)
    }
}
