//! Below the rows: what is known of the selected claim, and how each outlet words it, with what differs marked as in Compare.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::grid::{role, symbol};
use super::said;
use super::told::telling_differences;
use super::view::ClaimsView;
use crate::compare::{Claim, Telling};
use crate::theme::{StyleRole, Theme};
use crate::tui::cells::{ellipsis, lines};
use crate::tui::clock::Clock;
use crate::tui::wrap::{columns, even};

/// Lines above wordings that are shown in full: the rule and what is known of the claim.
const ABOVE: u16 = 2;

/// Draws the rule and everything below it; the marks are explained at the end where `legend` asks for it and there is room.
pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: &ClaimsView, clock: &Clock, legend: bool, theme: &Theme) {
    if area.height < 2 {
        return;
    }
    let rule = theme.symbols.rule.repeat(usize::from(area.width));
    frame.render_widget(Line::styled(rule, theme.style(StyleRole::Border)), Rect { height: 1, ..area });
    let Some(claim) = view.claim() else { return };
    let mut inner = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let scrolled = view.scrolled();
    if legend && inner.height > 5 && scrolled.is_none() {
        inner.height -= 1;
        explained(frame, Rect { y: inner.bottom(), height: 1, ..inner }, theme);
    }
    let width = usize::from(inner.width).saturating_sub(2);
    let about = about(view, claim, clock).join(" · ");
    let most = if inner.height > 8 && scrolled.is_none() { 2 } else { 1 };
    let mut drawn: Vec<Line<'_>> = lines(&about, width, most, ellipsis(theme))
        .into_iter()
        .map(|line| Line::styled(format!(" {line}"), theme.style(StyleRole::Muted)))
        .collect();
    match scrolled {
        None => {
            let room = usize::from(inner.height).saturating_sub(drawn.len());
            drawn.extend(said::in_short(view, claim, usize::from(inner.width), room, theme));
        }
        Some(line) => {
            let all = said::in_full(view, claim, usize::from(inner.width), theme);
            let (first, room) = (line.min(furthest(all.len(), area)), room_in_full(area));
            place(frame, area, (first, room, all.len()), theme);
            drawn.extend(all.into_iter().skip(first).take(room));
        }
    }
    for (line, y) in drawn.into_iter().zip(inner.top()..inner.bottom()) {
        frame.render_widget(even(line), Rect { y, height: 1, ..inner });
    }
}

/// How many lines wordings in full have in the lower part of the screen.
fn room_in_full(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(ABOVE))
}

/// The furthest that so many lines of wordings can be scrolled there.
pub(super) fn furthest(lines: usize, area: Rect) -> usize {
    lines.saturating_sub(room_in_full(area))
}

/// Which lines of how many are shown, at the end of the rule.
fn place(frame: &mut Frame<'_>, area: Rect, (first, room, all): (usize, usize, usize), theme: &Theme) {
    let last = (first + room).min(all);
    let said = format!(" wordings in full: lines {} to {last} of {all} ", first + 1);
    let width = u16::try_from(columns(&said)).unwrap_or(u16::MAX).min(area.width);
    let at = Rect { x: area.right() - width, width, height: 1, ..area };
    frame.render_widget(Line::styled(said, theme.style(StyleRole::Muted)), at);
}

/// What the marks mean.
fn explained(frame: &mut Frame<'_>, area: Rect, theme: &Theme) {
    let muted = theme.style(StyleRole::Muted);
    let tellings = [
        (Telling::Same, "same words"),
        (Telling::Reworded, "reworded"),
        (Telling::Differs, "a fact differs"),
        (Telling::Within, "in another row"),
        (Telling::Absent, "not told"),
    ];
    let mut spans = Vec::new();
    let mut used = 0;
    for (telling, words) in tellings {
        used += words.len() + 4;
        if used > usize::from(area.width) {
            break;
        }
        spans.push(Span::styled(format!(" {} ", symbol(telling, theme)), theme.style(role(telling))));
        spans.push(Span::styled(format!("{words} "), muted));
    }
    frame.render_widget(Line::from(spans), area);
}

impl ClaimsView {
    /// All there is to say of the selected claim: every wording, and what is known of it; nothing where no claim is shown.
    pub(in crate::tui) fn info(&self, width: usize, theme: &Theme, clock: &Clock) -> Vec<Line<'static>> {
        let Some(claim) = self.claim() else { return Vec::new() };
        let mut said = said::in_full(self, claim, width, theme);
        said.push(Line::default());
        for part in about(self, claim, clock) {
            let wrapped = lines(&part, width.saturating_sub(2).max(1), usize::MAX, "");
            let leads = std::iter::once("").chain(std::iter::repeat("  "));
            said.extend(leads.zip(wrapped).map(|(lead, line)| Line::raw(format!("{lead}{line}"))));
        }
        said
    }
}

/// How many tell it, in which facts they differ, and who had it first.
fn about(view: &ClaimsView, claim: &Claim, clock: &Clock) -> Vec<String> {
    let told = &view.told;
    let (reach, independent) = (claim.told_in(&view.columns), told.claims.independent(claim));
    let copies = if independent == reach { String::new() } else { format!(", {independent} independent") };
    let mut parts = vec![format!("told in {reach} of {}{copies}", view.columns.len())];
    parts.extend(telling_differences(claim).map(|difference| told.valued(difference)));
    if let Some((outlet, moment)) = &told.first.get(view.place.claim).and_then(Option::as_ref) {
        parts.push(format!("first {}, {}", told.names[*outlet], clock.say(*moment)));
    }
    parts
}
