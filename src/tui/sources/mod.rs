//! The Sources screen: what the reader follows, when each was read and is read next, what it brought, and what is wrong with it.

mod desk;
mod draw;
mod said;
#[cfg(test)]
mod tests;

use ratatui::layout::Rect;

pub(super) use draw::{Look, draw};

use super::command::Command;
use super::layout::follow;
use crate::model::SourceId;
use crate::store::{Brought, Source};

/// From this width on the columns have a line with their names.
const NAMED: u16 = 60;
/// Fewer lines than this leave nothing to the details.
const LEAST: u16 = 6;
/// Lines of the details at most, the rule above them among them.
const DETAILS: u16 = 8;

/// A source with what it brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// The source.
    pub source: Source,
    /// What it brought.
    pub brought: Brought,
}

/// The sources, or their being on the way.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// What kept them from coming.
    pub(super) failed: Option<String>,
    followed: Option<Vec<Followed>>,
    /// The source to put the cursor on when it has come.
    sought: Option<SourceId>,
    selected: usize,
    top: usize,
}

/// The parts of the screen below the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Parts {
    /// The names of the columns; empty where there is no room for them.
    names: Rect,
    list: Rect,
    /// A rule and the details of the selected source; empty where they have no room.
    details: Rect,
}

impl Parts {
    fn new(body: Rect) -> Parts {
        let details = if body.height < LEAST { 0 } else { DETAILS.min(body.height / 2) };
        let names = u16::from(body.width >= NAMED && body.height > details + 3);
        let list = Rect { y: body.y + names, height: body.height - details - names, ..body };
        Parts {
            names: Rect { height: names, ..body },
            list,
            details: Rect { y: list.bottom(), height: details, ..body },
        }
    }
}

impl Sources {
    /// Takes the sources; the cursor stays on the one it is on, unless another is sought.
    pub(super) fn take(&mut self, followed: Vec<Followed>) {
        let here = self.sought.take().or(self.current().map(|followed| followed.source.id));
        self.failed = None;
        self.followed = Some(followed);
        match here {
            Some(id) => self.select(id),
            None => self.selected = 0,
        }
    }

    /// Whether the sources are not there yet.
    pub(super) fn is_waiting(&self) -> bool {
        self.followed.is_none() && self.failed.is_none()
    }

    /// All of them, in order of number.
    pub(super) fn followed(&self) -> &[Followed] {
        self.followed.as_deref().unwrap_or_default()
    }

    /// The source under the cursor.
    pub(super) fn current(&self) -> Option<&Followed> {
        self.followed().get(self.selected)
    }

    /// Puts the cursor on a source that was just added, once the sources are read again.
    pub(super) fn seek(&mut self, id: SourceId) {
        self.sought = Some(id);
    }

    /// Puts the cursor on a source; where it is gone, on the one in its place.
    fn select(&mut self, id: SourceId) {
        let last = self.followed().len().saturating_sub(1);
        let at = self.followed().iter().position(|followed| followed.source.id == id);
        self.selected = at.unwrap_or(self.selected).min(last);
    }

    /// Moves through the sources; says whether the command was one for it.
    pub(super) fn apply(&mut self, command: Command, body: Rect) -> bool {
        let page = usize::from(Parts::new(body).list.height).saturating_sub(1);
        let Some(by) = command.steps(page) else { return false };
        self.step(by, body);
        true
    }

    /// Moves the cursor as far as it goes.
    pub(super) fn step(&mut self, by: isize, body: Rect) {
        let last = self.followed().len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
        self.top = self.window(Parts::new(body).list);
    }

    /// Puts the cursor on the source at a place of the terminal; `true` where it was there already.
    pub(super) fn click(&mut self, x: u16, y: u16, body: Rect) -> bool {
        let list = Parts::new(body).list;
        if !list.contains((x, y).into()) {
            return false;
        }
        let at = self.window(list) + usize::from(y - list.y);
        let again = at == self.selected && self.current().is_some();
        if at < self.followed().len() {
            self.selected = at;
        }
        self.top = self.window(list);
        again
    }

    /// The first visible source.
    fn window(&self, list: Rect) -> usize {
        follow(self.top, self.selected, usize::from(list.height), self.followed().len())
    }
}
