//! Claims by outlet on screen: the title, the names, and the rows that are visible.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Around;
use super::geometry::{GUTTER, Geometry, Shape};
use super::heads::heads;
use super::rows::{Kind, reach, short_reach, telling, values};
use super::view::ClaimsView;
use crate::compare::{Claim, Telling};
use crate::sides::Side;
use crate::theme::{StyleRole, Theme};
use crate::tui::cells::{ellipsis, fit, pad};
use crate::tui::wrap::{columns, even};

/// What differs takes no more of the text than this, and none where the claim would keep less than that.
const VALUES: usize = 28;
const CLAIM: usize = 22;
/// What differs is cut to no less than this.
const FEW: usize = 18;

/// The title: the story, and as much of what is known of it as there is room for, the first facts first.
pub(super) fn title(frame: &mut Frame<'_>, area: Rect, around: &Around<'_>, theme: &Theme) {
    let style = theme.style(StyleRole::Title);
    frame.buffer_mut().set_style(area, style);
    let width = usize::from(area.width);
    let mut facts = String::new();
    for fact in &around.facts {
        let longer = if facts.is_empty() { fact.clone() } else { format!("{facts} · {fact}") };
        // The headline keeps half the line.
        if columns(&longer) + 2 > width / 2 {
            break;
        }
        facts = longer;
    }
    let room = width.saturating_sub(columns(&facts) + 3);
    let text = format!(" {} {facts} ", pad(around.title, room, ellipsis(theme)));
    frame.render_widget(Line::styled(text, style), area);
}

/// The names of the columns on screen, what list this is, and the line below them.
pub(super) fn names(frame: &mut Frame<'_>, view: &ClaimsView, geometry: &Geometry, left: usize, theme: &Theme) {
    let (area, dots) = (geometry.heads, ellipsis(theme));
    let muted = theme.style(StyleRole::Muted);
    let rule = theme.symbols.rule.repeat(usize::from(geometry.rule.width));
    frame.render_widget(Line::styled(rule, theme.style(StyleRole::Border)), geometry.rule);
    let Some(last) = area.bottom().checked_sub(1).filter(|_| area.height > 0) else { return };
    let Shape::Columns { cell, shown } = geometry.shape else {
        named(frame, Rect { y: last, height: 1, ..area }, view, theme);
        return;
    };
    let room = usize::from(geometry.text).saturating_sub(1);
    let said = list(view).into_iter().find(|said| columns(said) <= room).unwrap_or_default();
    let at =
        Rect { x: area.x + GUTTER, y: last, width: geometry.text.min(area.width.saturating_sub(GUTTER)), height: 1 };
    frame.render_widget(Line::styled(said, muted), at);
    let names = heads(&view.told.names, &view.columns, usize::from(cell) - 1, dots);
    for (n, k) in (left..view.columns.len()).take(shown).enumerate() {
        let x = geometry.marks_x() + cell * n as u16;
        let here = k == view.column();
        let style = theme.style(StyleRole::Heading);
        let style = if here { style.patch(theme.style(StyleRole::Selected)) } else { style };
        // Names stand on the line above the rule.
        let lines = &names[k][names[k].len().saturating_sub(usize::from(area.height))..];
        for (line, y) in lines.iter().rev().zip((area.top()..area.bottom()).rev()) {
            let at = Rect { x: x + 1, y, width: cell - 1, height: 1 };
            frame.render_widget(Line::styled(pad(line, usize::from(cell) - 1, dots), style), at);
        }
        if let Some(side) = view.picked_for(k).filter(|_| geometry.rule.height > 0) {
            let at = Rect { x: x + 1, y: geometry.rule.y, width: 1, height: 1 };
            frame.render_widget(Line::styled(letter(side), theme.style(side_role(side))), at);
        }
    }
    beyond(frame, view, geometry, (left, shown), theme);
}

/// That there are more columns to the left and to the right.
fn beyond(frame: &mut Frame<'_>, view: &ClaimsView, geometry: &Geometry, (left, shown): (usize, usize), theme: &Theme) {
    let after = view.columns.len().saturating_sub(left + shown);
    let x = geometry.marks_x() + u16::try_from(shown).unwrap_or(0) * cell_of(geometry);
    let mut said = String::new();
    if left > 0 {
        said = format!("{}{left} ", theme.symbols.only_left);
    }
    if after > 0 {
        said = format!("{said}{after}{}", theme.symbols.only_right);
    }
    let y = geometry.heads.bottom().saturating_sub(1);
    let at = Rect { x: x + 1, y, width: geometry.reach.saturating_sub(1), height: geometry.heads.height.min(1) };
    let style = theme.style(StyleRole::Muted);
    frame.render_widget(Line::styled(fit(&said, usize::from(at.width), ""), style), at.intersection(frame.area()));
}

fn cell_of(geometry: &Geometry) -> u16 {
    match geometry.shape {
        Shape::Columns { cell, .. } => cell,
        Shape::Strip | Shape::Count => 0,
    }
}

/// Where there are no columns: the selected outlet by name and place, then what list this is.
fn named(frame: &mut Frame<'_>, area: Rect, view: &ClaimsView, theme: &Theme) {
    let width = usize::from(area.width).saturating_sub(usize::from(GUTTER) + 1);
    let place = format!("{} of {}", view.column() + 1, view.columns.len());
    let picked = view.picked_for(view.column()).map_or("", |side| if side == Side::Left { " L" } else { " R" });
    let name = fit(view.column_name(), width.saturating_sub(columns(&place) + 4), ellipsis(theme));
    let head = format!("{name}{picked}");
    let room = width.saturating_sub(columns(&head) + columns(&place) + 6);
    let rest = list(view).into_iter().find(|said| columns(said) <= room);
    let rest = rest.map_or_else(String::new, |said| format!(" · {said}"));
    let line = Line::from(vec![
        Span::raw("  "),
        Span::styled(head, theme.style(StyleRole::Heading)),
        Span::styled(format!(" · {place}{rest}"), theme.style(StyleRole::Muted)),
    ]);
    frame.render_widget(even(line), area);
}

/// What list this is, from the fullest to the shortest way of saying it.
fn list(view: &ClaimsView) -> Vec<String> {
    let (shown, all) = (view.rows.len(), view.told.claims.claims.len());
    let noun = if all == 1 { "claim" } else { "claims" };
    let name = view.column_name();
    let kind = match view.place.kind {
        Kind::All => format!("{all} {noun}"),
        Kind::Differing => format!("{shown} of {all} {noun} where facts differ"),
        Kind::OnlyHere => format!("{shown} of {all} {noun} only in {name}"),
        Kind::LeftOut => format!("{shown} of {all} {noun} left out by {name}"),
    };
    let brief = match view.place.kind {
        Kind::All => format!("{all}"),
        Kind::Differing => format!("{shown} differ"),
        Kind::OnlyHere => format!("{shown} only here"),
        Kind::LeftOut => format!("{shown} left out"),
    };
    let sort = view.place.sort.name();
    vec![format!("{kind}, {sort}"), format!("{brief}, {sort}"), brief]
}

/// The rows that are visible.
pub(super) fn rows(
    frame: &mut Frame<'_>,
    view: &ClaimsView,
    geometry: &Geometry,
    (top, left): (usize, usize),
    theme: &Theme,
) {
    let body = geometry.body;
    if view.rows.is_empty() {
        let said = nothing(view);
        let width = usize::from(body.width).saturating_sub(4);
        for (line, y) in crate::tui::cells::lines(&said, width, 3, "").into_iter().zip(body.top()..body.bottom()) {
            let at = Rect { x: body.x + GUTTER, y, width: body.width.saturating_sub(GUTTER), height: 1 };
            frame.render_widget(Line::styled(line, theme.style(StyleRole::Muted)), at);
        }
    }
    for (&k, y) in view.rows.iter().skip(top).zip(body.top()..body.bottom()) {
        let line = Rect { y, height: 1, ..body };
        let here = k == view.place.claim;
        if here {
            frame.buffer_mut().set_style(line, theme.style(StyleRole::Selected));
        }
        let row = Row { view, geometry, claim: &view.told.claims.claims[k], here, theme };
        row.draw(frame, line, left);
    }
}

fn nothing(view: &ClaimsView) -> String {
    let name = view.column_name();
    match view.place.kind {
        Kind::All => "There is no claim in these texts.".to_owned(),
        Kind::Differing => "No claim is told with facts that differ.".to_owned(),
        Kind::OnlyHere => format!("{name} tells nothing alone."),
        Kind::LeftOut => format!("{name} leaves out nothing that two others tell."),
    }
}

/// One row being drawn.
struct Row<'a> {
    view: &'a ClaimsView,
    geometry: &'a Geometry,
    claim: &'a Claim,
    here: bool,
    theme: &'a Theme,
}

impl Row<'_> {
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, left: usize) {
        let theme = self.theme;
        let mark = if self.here { &*theme.symbols.selected } else { " " };
        frame.render_widget(Span::styled(mark, self.over(Style::new())), Rect { width: 1, ..area });
        self.text(
            frame,
            Rect { x: area.x + GUTTER, width: self.geometry.text.min(area.width.saturating_sub(GUTTER)), ..area },
        );
        let mut x = self.geometry.marks_x();
        match self.geometry.shape {
            Shape::Columns { cell, shown } => {
                for k in (left..self.view.columns.len()).take(shown) {
                    self.mark(frame, Rect { x, width: cell.min(3), ..area }, k);
                    x += cell;
                }
            }
            Shape::Strip => {
                for k in 0..self.view.columns.len() {
                    self.mark(frame, Rect { x: x + 1 + k as u16, width: 1, ..area }, k);
                }
                x += self.view.columns.len() as u16 + 1;
            }
            Shape::Count => {}
        }
        let width = usize::from(self.geometry.reach.saturating_sub(2));
        let said = if self.geometry.worded {
            let brief = |outlet, width| self.view.told.brief(outlet, width, ellipsis(theme));
            reach(self.claim, &self.view.columns, width, brief)
        } else {
            short_reach(self.claim, &self.view.columns)
        };
        let at = Rect { x: x + 1, width: self.geometry.reach.saturating_sub(1), ..area }.intersection(area);
        let style = self.over(theme.style(StyleRole::Muted));
        frame.render_widget(Line::styled(fit(&said, width, ellipsis(theme)), style), at);
    }

    /// The claim, and at its end the values that differ.
    fn text(&self, frame: &mut Frame<'_>, area: Rect) {
        let (theme, dots) = (self.theme, ellipsis(self.theme));
        let width = usize::from(area.width).saturating_sub(1);
        let room = width.saturating_sub(CLAIM + 3).min(VALUES);
        let (mut values, figure) = values(&self.view.told, self.claim);
        if !values.is_empty() {
            let whole = format!("{} {values}", if figure { &*theme.symbols.number } else { "?" });
            // A beginning of them says nothing where it is short.
            let enough = columns(&whole) <= room || room >= FEW;
            values = if enough { fit(&whole, room, dots) } else { String::new() };
        }
        let gap = if values.is_empty() { 0 } else { 2 };
        let claim = pad(&self.view.told.wording(self.claim), width.saturating_sub(columns(&values) + gap), dots);
        let line = Line::from(vec![
            Span::styled(format!("{claim}{}", " ".repeat(gap)), self.over(Style::new())),
            Span::styled(values, self.over(theme.style(StyleRole::ToldDiffers))),
        ]);
        frame.render_widget(even(line), area);
    }

    /// One outlet's mark; the selected one stands in brackets where there is room for them.
    fn mark(&self, frame: &mut Frame<'_>, area: Rect, column: usize) {
        let telling = telling(self.claim, &self.view.columns[column]);
        let style = self.over(self.theme.style(role(telling)));
        let mark = symbol(telling, self.theme);
        let here = self.here && column == self.view.column();
        let text = match (area.width, here) {
            (3, true) => format!("[{mark}]"),
            (3, false) => format!(" {mark} "),
            _ => mark.to_owned(),
        };
        // A mark alone has no room for brackets; it is inverted, which needs no colour.
        let style = if here && area.width < 3 { style.add_modifier(ratatui::style::Modifier::REVERSED) } else { style };
        frame.render_widget(Span::styled(text, style), area.intersection(frame.area()));
    }

    /// A style on the ground of the row.
    fn over(&self, style: Style) -> Style {
        if self.here { style.patch(self.theme.style(StyleRole::Selected)) } else { style }
    }
}

/// The mark of a telling.
pub(super) fn symbol(telling: Telling, theme: &Theme) -> &str {
    let symbols = &theme.symbols;
    match telling {
        Telling::Same => &symbols.told_same,
        Telling::Reworded => &symbols.told_reworded,
        Telling::Differs => &symbols.told_differs,
        Telling::Within => &symbols.told_within,
        Telling::Absent => &symbols.told_absent,
    }
}

/// The role of a telling's mark.
pub(super) fn role(telling: Telling) -> StyleRole {
    match telling {
        Telling::Same => StyleRole::ToldSame,
        Telling::Reworded => StyleRole::ToldReworded,
        Telling::Differs => StyleRole::ToldDiffers,
        Telling::Within => StyleRole::ToldWithin,
        Telling::Absent => StyleRole::ToldAbsent,
    }
}

fn letter(side: Side) -> &'static str {
    match side {
        Side::Left => "L",
        Side::Right => "R",
    }
}

fn side_role(side: Side) -> StyleRole {
    match side {
        Side::Left => StyleRole::Left,
        Side::Right => StyleRole::Right,
    }
}
