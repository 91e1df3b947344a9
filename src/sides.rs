//! Whatever exists once per column: a [`Side`] names a column, [`Sides`] holds one value for each.
//!
//! Between outlets neither text is older or better, so the program says left and right everywhere and never old and new.

use std::ops::{Index, IndexMut};

/// One of the two columns of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The column the reader reads first; its order of sentences is kept on screen.
    Left,
    /// The column set against it.
    Right,
}

impl Side {
    /// Both sides, left first.
    pub const BOTH: [Side; 2] = [Side::Left, Side::Right];

    /// The other column.
    #[must_use]
    pub fn other(self) -> Side {
        match self {
            Side::Left => Side::Right,
            Side::Right => Side::Left,
        }
    }
}

/// One value for each column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Sides<T> {
    /// The left column's value.
    pub left: T,
    /// The right column's value.
    pub right: T,
}

impl<T> Sides<T> {
    /// Puts two values side by side.
    pub const fn new(left: T, right: T) -> Self {
        Sides { left, right }
    }

    /// Builds both values with one function of the side.
    pub fn from_fn(mut make: impl FnMut(Side) -> T) -> Self {
        Sides { left: make(Side::Left), right: make(Side::Right) }
    }

    /// Applies one function to both values.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Sides<U> {
        Sides { left: f(self.left), right: f(self.right) }
    }

    /// References to both values.
    pub const fn as_ref(&self) -> Sides<&T> {
        Sides { left: &self.left, right: &self.right }
    }

    /// The same values with left and right exchanged.
    #[must_use]
    pub fn swapped(self) -> Self {
        Sides { left: self.right, right: self.left }
    }
}

impl<T> Index<Side> for Sides<T> {
    type Output = T;

    fn index(&self, side: Side) -> &T {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }
}

impl<T> IndexMut<Side> for Sides<T> {
    fn index_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::Left => &mut self.left,
            Side::Right => &mut self.right,
        }
    }
}
