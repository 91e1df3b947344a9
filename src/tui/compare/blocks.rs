//! An item -> its lines on screen. What is drawn and what is measured come from here, so the two cannot disagree.

use std::rc::Rc;

use super::find::Find;
use super::folds::{Item, label};
use super::geometry::{Geometry, Shape};
use super::hand::Marked;
use super::ink::{Ink, InkLine, Tone};
use super::kind::Filter;
use super::made::Made;
use super::rows::TextRow;
use super::scroll::Scroller;
use super::spans::Wanted;
use super::{inline, side_by_side, single, stacked};
use crate::compare::{Comparison, Link};
use crate::sides::{Side, Sides};
use crate::theme::Theme;
use crate::tui::cells::{ellipsis, shows_ascii};

/// The lines of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// The lines of each column of text, two or one; all columns are equally long.
    pub(super) columns: Vec<Vec<InkLine>>,
    /// Whether a blank line follows.
    pub(super) gap: bool,
}

impl Block {
    /// Columns made equally long, the shorter ones filled with empty lines.
    fn new(mut columns: Vec<Vec<InkLine>>, gap: bool) -> Block {
        let height = columns.iter().map(Vec::len).max().unwrap_or(0).max(1);
        for column in &mut columns {
            column.resize(height, InkLine::default());
        }
        Block { columns, gap }
    }

    /// The lines it takes with the blank line after it; at least one.
    pub(super) fn height(&self) -> usize {
        self.text_height() + usize::from(self.gap)
    }

    /// The lines of text it takes.
    pub(super) fn text_height(&self) -> usize {
        self.columns[0].len()
    }
}

/// Everything the lines of an item depend on, for one frame or one command.
#[derive(Debug, Clone)]
pub(super) struct Sheet<'a> {
    /// The texts and their links.
    pub(super) comparison: &'a Comparison,
    /// Every row.
    pub(super) rows: &'a [TextRow],
    /// What of them is shown.
    pub(super) items: &'a [Item],
    /// The changes asked for.
    pub(super) filter: Filter,
    /// The side shown where only one is.
    pub(super) focus: Side,
    /// The words the reader looks for.
    pub(super) find: Option<&'a Find>,
    /// What waits for its counterpart.
    pub(super) marked: Option<&'a Marked>,
    /// Marks, and whether they are brackets.
    pub(super) theme: &'a Theme,
    /// Widths and layout.
    pub(super) geometry: Geometry,
    /// The lines made so far: an item is asked for its height several times before it is drawn, and breaking a long paragraph
    /// into lines is most of the work.
    pub(super) made: Made,
}

impl<'a> Sheet<'a> {
    /// The lines of an item.
    pub(super) fn block(&self, item: usize) -> Rc<Block> {
        if let Some(made) = self.made.borrow().get(&item) {
            return Rc::clone(made);
        }
        let block = Rc::new(self.make(item));
        self.made.borrow_mut().insert(item, Rc::clone(&block));
        block
    }

    fn make(&self, item: usize) -> Block {
        let gap = self.gap_after(item);
        let item = &self.items[item];
        let columns = match item {
            Item::Fold(rows) => vec![vec![self.fold_line(&self.rows[rows.clone()])]],
            Item::Row(row) => self.row_columns(&self.rows[*row]),
        };
        Block::new(columns, gap)
    }

    /// The arithmetic of what is on screen; there must be an item.
    pub(super) fn scroller(&self) -> Scroller<impl Fn(usize) -> usize + '_> {
        Scroller {
            items: self.items.len(),
            height_of: |item| self.height(item),
            screen: usize::from(self.geometry.body.height).max(1),
        }
    }

    /// The lines an item takes.
    pub(super) fn height(&self, item: usize) -> usize {
        self.block(item).height()
    }

    /// What the text of a row is made from.
    pub(super) fn wanted(&self, row: &'a TextRow) -> Wanted<'a> {
        Wanted {
            comparison: self.comparison,
            cells: &row.cells,
            link: row.link(self.comparison),
            brackets: self.theme.brackets,
            ascii: shows_ascii(self.theme),
            find: self.find,
        }
    }

    /// The link a row shows.
    pub(super) fn link(&self, row: &TextRow) -> Option<&'a Link> {
        row.link(self.comparison)
    }

    /// The width of a side's text.
    pub(super) fn width(&self, side: Side) -> usize {
        usize::from(self.geometry.text_width[side])
    }

    fn row_columns(&self, row: &'a TextRow) -> Vec<Vec<InkLine>> {
        match self.geometry.shape {
            Shape::SideBySide => {
                let Sides { left, right } = side_by_side::lines(self, row);
                vec![left, right]
            }
            Shape::Stacked => vec![stacked::lines(self, row)],
            Shape::Inline => vec![inline::lines(self, row)],
            Shape::Single => vec![single::lines(self, row)],
        }
    }

    /// Whether a blank line follows: at the end of a paragraph, and around two wordings that stand one above the other.
    fn gap_after(&self, item: usize) -> bool {
        let last = self.items[item].rows().end - 1;
        let pair = |row: &TextRow| row.link.is_some() && row.kind.is_change();
        let paired = || last + 1 < self.rows.len() && (pair(&self.rows[last]) || pair(&self.rows[last + 1]));
        self.rows[last].gap || (matches!(self.geometry.shape, Shape::Stacked | Shape::Inline) && paired())
    }

    fn fold_line(&self, rows: &[TextRow]) -> InkLine {
        let text = format!("{} {}", self.theme.symbols.fold, label(rows, self.filter));
        InkLine::new(text, Ink::tone(Tone::Fold)).cut(self.width(Side::Left), ellipsis(self.theme))
    }
}
