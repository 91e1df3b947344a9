//! The screen of a story's claims: a claim a row, an outlet a column, and below them how each outlet words the selected claim.
//!
//! [`ClaimsView`] is plain data that changes in [`ClaimsView::apply`] and its kin; [`draw`] shows it and never changes it. Both
//! are given the same area. The worker makes what is shown ([`Told`]); nothing is compared here.

mod act;
mod geometry;
mod grid;
mod heads;
mod kept;
mod names;
mod page;
mod rows;
mod said;
mod told;
mod view;
mod wordings;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

pub use act::Outcome;
pub(super) use names::short;
pub use told::Told;
pub(super) use told::{sentences, telling_differences};
pub use view::{ClaimsView, Place};

use crate::model::{Moment, Story, VersionId};
use crate::text::SentenceIx;
use crate::theme::{StyleRole, Theme};
use crate::tui::cells::{clean, ellipsis, fit};
use crate::tui::clock::Clock;

/// A story's claims, or their being on the way.
#[derive(Debug)]
pub struct Claiming {
    /// The story.
    pub story: Story,
    /// The component; `None` until the claims are there.
    pub view: Option<ClaimsView>,
    /// What kept them from coming.
    pub(super) failed: Option<String>,
    /// Where to begin.
    place: Place,
    /// Sentences whose claim is to be selected, the first that tells one.
    sought: Vec<(VersionId, SentenceIx)>,
    /// The outlet whose next claim left out is to be selected.
    left_out: Option<usize>,
}

impl Claiming {
    /// Opens a story whose claims have to be found, where the reader left it, or at the claim of a sentence.
    pub fn new(story: Story, place: Place, sought: Vec<(VersionId, SentenceIx)>) -> Claiming {
        Claiming { story, view: None, failed: None, place, sought, left_out: None }
    }

    /// Looks for the claim of a sentence.
    pub(super) fn seek(&mut self, sought: Vec<(VersionId, SentenceIx)>, area: Rect) {
        match &mut self.view {
            Some(view) => view.select_sentence(&sought, area),
            None => self.sought = sought,
        }
    }

    /// Goes on to the next claim that an outlet leaves out, as soon as the claims are there; what is to be said of it.
    pub(super) fn seek_left_out(&mut self, outlet: usize, area: Rect) -> Option<String> {
        let Some(view) = &mut self.view else {
            self.left_out = Some(outlet);
            return None;
        };
        Some(view.walk_left_out(outlet, area))
    }

    /// Takes the claims; what is to be said of where the reader is.
    pub fn take(&mut self, told: &Arc<Told>, area: Rect) -> Option<String> {
        self.failed = None;
        if let Some(view) = &mut self.view {
            view.replace(Arc::clone(told));
            view.settle(area);
            return None;
        }
        let mut view = ClaimsView::new(Arc::clone(told), std::mem::take(&mut self.place));
        view.select_sentence(&std::mem::take(&mut self.sought), area);
        self.view = Some(view);
        self.left_out.take().and_then(|outlet| self.seek_left_out(outlet, area))
    }
}

/// What stands around the claims: the story, and what is known of it, the most telling first.
struct Around<'a> {
    title: &'a str,
    facts: Vec<String>,
}

/// Draws the claims, or that they are on the way, into `area`.
pub fn draw(frame: &mut Frame<'_>, area: Rect, claiming: &Claiming, legend: bool, clock: &Clock, theme: &Theme) {
    let area = area.intersection(frame.area());
    let facts = facts(&claiming.story, clock);
    let around = Around { title: &claiming.story.title, facts };
    let Some(view) = &claiming.view else {
        grid::title(frame, Rect { height: area.height.min(1), ..area }, &around, theme);
        let outlets = claiming.story.articles.len();
        let comparing = format!("Comparing {outlets} outlets, every two of them");
        let said = claiming.failed.as_deref().unwrap_or(&comparing);
        let said = fit(&clean(said), usize::from(area.width).saturating_sub(4), ellipsis(theme));
        let at = Rect { x: area.x + 2, y: area.y + 2, width: area.width.saturating_sub(2), height: 1 };
        frame.render_widget(Line::styled(said, theme.style(StyleRole::Muted)), at.intersection(area));
        return;
    };
    let geometry = view.geometry(area);
    let window = view.window(&geometry);
    grid::title(frame, geometry.title, &around, theme);
    grid::names(frame, view, &geometry, window.1, theme);
    grid::rows(frame, view, &geometry, window, theme);
    wordings::draw(frame, geometry.detail, view, clock, legend, theme);
}

/// How many outlets and versions, and who published first; no outlet is named where two may have.
fn facts(story: &Story, clock: &Clock) -> Vec<String> {
    let many = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let versions: usize = story.articles.iter().map(|article| article.versions.len()).sum();
    let mut facts = vec![many(story.articles.len(), "outlet")];
    let earliest = |k: usize| story.articles.get(k).and_then(|article| article.versions.first());
    if let Some(first) = earliest(0).filter(|first| first.published.is_some()) {
        let alone = earliest(1).and_then(|next| Some(apart(first.published?, next.published?))).unwrap_or(false);
        let by = if alone { format!(" {}", clean(&story.articles[0].outlet)) } else { String::new() };
        facts.push(format!("first {}{by}", clock.of(first)));
    }
    if versions > story.articles.len() {
        facts.insert(1, many(versions, "version"));
    }
    facts
}

/// Whether one moment surely comes before another.
fn apart(one: Moment, other: Moment) -> bool {
    match (one, other) {
        (Moment::Instant(one), Moment::Instant(other)) => one < other,
        _ => one.day() < other.day(),
    }
}
