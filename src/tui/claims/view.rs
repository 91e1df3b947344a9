//! The state of the screen of claims: what is shown, in which order, and where the reader is.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::geometry::{Geometry, Share};
use super::heads::widest;
use super::rows::{Kind, Sort, rows};
use super::told::Told;
use crate::compare::{Claim, Column};
use crate::tui::layout::follow;

/// What the reader chose and where the reader is; kept for a story while the program runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The selected claim.
    pub(super) claim: usize,
    /// The selected outlet.
    pub(super) outlet: usize,
    /// The first visible row and column.
    pub(super) top: usize,
    pub(super) left: usize,
    pub(super) sort: Sort,
    pub(super) kind: Kind,
    /// Whether outlets that print one copy share a column.
    pub(super) folded: bool,
    pub(super) share: Share,
    /// Outlets picked for a comparison, the first for the left side.
    pub(super) picked: Vec<usize>,
    /// The wordings that are shown in full, and the line of them that is on top.
    pub(super) scrolled: Option<Scrolled>,
}

/// Wordings in full, of one claim seen from one outlet: those of another begin in short again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scrolled {
    pub(super) claim: usize,
    pub(super) outlet: usize,
    pub(super) line: usize,
}

/// The claims of a story by outlet.
#[derive(Debug, Clone)]
pub struct ClaimsView {
    pub(super) told: Arc<Told>,
    pub(super) columns: Vec<Column>,
    /// The claims shown, by index.
    pub(super) rows: Vec<usize>,
    pub(super) place: Place,
}

impl ClaimsView {
    /// Shows claims from where the reader left them; the first column tells most of the story's beginning.
    pub(in crate::tui) fn new(told: Arc<Told>, place: Place) -> ClaimsView {
        let mut view = ClaimsView { told, columns: Vec::new(), rows: Vec::new(), place };
        view.arrange();
        view
    }

    /// Takes the claims anew, where texts or what the reader says of them changed.
    pub(in crate::tui) fn replace(&mut self, told: Arc<Told>) {
        if !Arc::ptr_eq(&self.told, &told) {
            self.told = told;
            self.arrange();
        }
    }

    /// Where the reader is.
    pub(in crate::tui) fn place(&self) -> &Place {
        &self.place
    }

    /// Works out columns and rows anew; the selected claim stays selected where it is still shown.
    pub(super) fn arrange(&mut self) {
        let outlets = self.told.names.len();
        self.columns = self.told.claims.columns(self.place.folded);
        self.place.outlet = self.place.outlet.min(outlets.saturating_sub(1));
        self.place.picked.retain(|&outlet| outlet < outlets);
        let before = self.row().unwrap_or(0);
        self.rows = rows(&self.told, &self.columns, self.column(), self.place.kind, self.place.sort);
        if self.row().is_none() {
            let near = self.rows.get(before.min(self.rows.len().saturating_sub(1)));
            self.place.claim = near.copied().unwrap_or(0);
        }
    }

    /// The selected row; `None` where no claim is shown.
    pub(super) fn row(&self) -> Option<usize> {
        self.rows.iter().position(|&claim| claim == self.place.claim)
    }

    /// The selected claim.
    pub(super) fn claim(&self) -> Option<&Claim> {
        self.row().and_then(|_| self.told.claims.claims.get(self.place.claim))
    }

    /// The selected column.
    pub(super) fn column(&self) -> usize {
        self.columns.iter().position(|column| column.contains(&self.place.outlet)).unwrap_or(0)
    }

    /// The outlet that speaks for the selected column in the selected claim.
    pub(super) fn speaker(&self) -> usize {
        let spoken =
            self.columns.get(self.column()).zip(self.claim()).and_then(|(column, claim)| claim.speaker(column));
        spoken.unwrap_or(self.place.outlet)
    }

    /// The line of the wordings that is on top, where they are shown in full.
    pub(super) fn scrolled(&self) -> Option<usize> {
        let here = |at: &Scrolled| (at.claim, at.outlet) == (self.place.claim, self.speaker());
        self.place.scrolled.filter(here).map(|at| at.line)
    }

    /// Where everything stands on a screen of `area`.
    pub(super) fn geometry(&self, area: Rect) -> Geometry {
        Geometry::new(area, self.columns.len(), widest(&self.told.names, &self.columns), self.place.share)
    }

    /// The first row and the first column on screen: those of before, unless the selected ones would be out of sight.
    pub(super) fn window(&self, geometry: &Geometry) -> (usize, usize) {
        let top = follow(self.place.top, self.row().unwrap_or(0), geometry.rows(), self.rows.len());
        let left = follow(self.place.left, self.column(), geometry.shown(), self.columns.len());
        (top, left)
    }

    /// Fixes what is on screen, so that the next step starts from what the reader saw.
    pub(in crate::tui) fn settle(&mut self, area: Rect) {
        (self.place.top, self.place.left) = self.window(&self.geometry(area));
    }
}
