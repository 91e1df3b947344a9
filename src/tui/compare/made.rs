//! The lines of items, kept from one frame to the next while nothing they depend on changes.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::blocks::Block;
use super::geometry::{Geometry, Shape};
use super::kind::Filter;
use super::view::CompareView;
use crate::sides::{Side, Sides};
use crate::theme::{Symbols, Theme};

/// So many items are kept at most: some screens of them, not a whole book.
const MOST: usize = 1000;

/// Lines that were made, by item.
pub(super) type Made = Rc<RefCell<BTreeMap<usize, Rc<Block>>>>;

/// What the lines of an item depend on, beside the comparison, the rows and the items themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Look {
    /// How the two texts share the screen.
    shape: Shape,
    /// The columns of each text.
    widths: Sides<u16>,
    /// The changes asked for, of which a fold tells how many it hides.
    filter: Filter,
    /// The side shown where only one is.
    focus: Side,
    /// Whether word marks are brackets.
    brackets: bool,
    /// The marks.
    symbols: Symbols,
}

/// What was made for the last look. It belongs to one list of items: where that is made anew, so is this.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept(RefCell<Option<(Look, Made)>>);

impl Kept {
    /// What was made for a look, nothing at first. Who still holds what was made for another adds nothing to this.
    fn made(&self, look: Look) -> Made {
        let mut kept = self.0.borrow_mut();
        if let Some((_, made)) = kept.as_ref().filter(|(last, made)| *last == look && made.borrow().len() < MOST) {
            return Rc::clone(made);
        }
        let made = Made::default();
        *kept = Some((look, Rc::clone(&made)));
        made
    }
}

impl CompareView {
    /// The lines made so far; of what lights up words none are kept, for every step to the next word changes them.
    pub(super) fn made(&self, geometry: &Geometry, theme: &Theme) -> Made {
        if self.find.is_some() {
            return Made::default();
        }
        self.kept.made(Look {
            shape: geometry.shape,
            widths: geometry.text_width,
            filter: self.filter,
            focus: self.focus,
            brackets: theme.brackets,
            symbols: theme.symbols.clone(),
        })
    }
}
