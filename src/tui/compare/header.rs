//! Who is whom, above the columns; and the rule below, which says what is filtered.

use std::fmt::Write as _;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::blocks::Sheet;
use super::geometry::{Geometry, Shape};
use super::ink::{Ink, InkLine, Tone};
use super::kind::Filter;
use super::stacked::letter;
use super::view::CompareView;
use crate::sides::{Side, Sides};
use crate::text::{Role, neutralise};
use crate::theme::{StyleRole, Theme};
use crate::tui::cells::{ellipsis, fit, lines};
use crate::tui::wrap::{columns, even};

/// The most lines a headline above its column has.
const HEADLINE: usize = 2;
/// The columns of an outlet's name that are worth more than the moment behind it.
const OUTLET: usize = 8;

/// Draws both lines.
pub(super) fn draw(frame: &mut Frame, view: &CompareView, sheet: &Sheet) {
    let area = sheet.geometry.header;
    if area.height < 2 {
        return;
    }
    let names = Rect { height: 1, ..area };
    let below = area.height > 2;
    match sheet.geometry.shape {
        Shape::SideBySide => {
            for side in Side::BOTH {
                // The mark of the focus stands in the margin, so that the name stands above its text.
                let x = sheet.geometry.text_x[side].saturating_sub(2);
                let width = (sheet.geometry.text_width[side] + 2).min(names.right().saturating_sub(x));
                frame.render_widget(
                    name(view, side, usize::from(width), below, sheet.theme),
                    Rect { x, width, ..names },
                );
            }
        }
        Shape::Single => {
            frame.render_widget(name(view, view.focus, usize::from(names.width), below, sheet.theme), names);
        }
        Shape::Stacked | Shape::Inline => {
            frame.render_widget(both(view, usize::from(names.width), below, sheet.theme), names);
        }
    }
    if below {
        headlines(frame, view, sheet);
    }
    rule(frame, view, sheet, Rect { y: area.bottom() - 1, height: 1, ..area });
}

/// One side's name behind the mark of the focus, and its headline unless that has its own line `below`.
fn name(view: &CompareView, side: Side, width: usize, below: bool, theme: &Theme) -> Line<'static> {
    let focused = view.focus == side;
    let heading = &view.titles[side];
    let mark = if focused { theme.symbols.selected.as_str() } else { " " };
    let base = theme.style(StyleRole::Base);
    let title = base.patch(theme.style(StyleRole::Title));
    let style = if focused { title.patch(theme.style(StyleRole::FocusedPane)) } else { title };
    let dots = ellipsis(theme);
    let room = width.saturating_sub(2);
    // A moment cut tells nothing, a name cut still does.
    let mut moment = moment(view, side);
    let fits = columns(&moment) + columns(&heading.outlet).min(OUTLET) <= room;
    if !fits {
        moment.clear();
    }
    let outlet = cut(&heading.outlet, room - columns(&moment), dots);
    let mut headline = String::new();
    if fits && !below && !text_says(view, side) {
        headline = cut(&format!(" · {}", heading.title), room - columns(&outlet) - columns(&moment), dots);
    }
    if headline.trim_start_matches([' ', '·']) == dots {
        headline.clear();
    }
    even(Line::from(vec![
        Span::styled(format!("{mark} "), title),
        Span::styled(outlet, style),
        Span::styled(moment + &headline, base.patch(theme.style(StyleRole::Muted))),
    ]))
}

/// When a side is of, as it stands behind its name.
fn moment(view: &CompareView, side: Side) -> String {
    let moment = &view.titles[side].moment;
    if moment.is_empty() { String::new() } else { format!(" · {moment}") }
}

/// The lines that headlines take which neither text brings; none where the texts say them.
pub(super) fn headline_lines(view: &CompareView, geometry: &Geometry) -> u16 {
    let untold = Side::BOTH.into_iter().filter(|&side| !text_says(view, side));
    match geometry.shape {
        Shape::Stacked | Shape::Inline => untold.count() as u16,
        Shape::SideBySide | Shape::Single => {
            let untold = untold.filter(|&side| geometry.shape == Shape::SideBySide || side == view.focus);
            let high =
                |side| lines(&view.titles[side].title, usize::from(geometry.text_width[side]), HEADLINE, "").len();
            untold.map(high).max().unwrap_or(0) as u16
        }
    }
}

/// The headlines that are not in the texts: above the columns, or one below the other behind the letters of their sides.
fn headlines(frame: &mut Frame, view: &CompareView, sheet: &Sheet) {
    let (theme, geometry) = (sheet.theme, &sheet.geometry);
    let style = theme.style(StyleRole::Base).patch(theme.style(StyleRole::Heading));
    let dots = ellipsis(theme);
    let place = Rect { y: geometry.header.y + 1, height: geometry.header.height - 2, ..geometry.header };
    let mut y = place.y;
    for side in Side::BOTH.into_iter().filter(|&side| !text_says(view, side)) {
        let title = &view.titles[side].title;
        let (x, width) = (geometry.text_x[side], geometry.text_width[side]);
        match geometry.shape {
            Shape::Single if side != view.focus => {}
            Shape::SideBySide | Shape::Single => {
                let title = lines(title, usize::from(width), usize::from(place.height), dots);
                for (line, y) in title.into_iter().zip(place.y..place.bottom()) {
                    frame.render_widget(Line::styled(line, style), Rect { x, y, width, height: 1 });
                }
            }
            Shape::Stacked | Shape::Inline => {
                let room = usize::from(place.width).saturating_sub(5);
                let line = Line::from(vec![
                    Span::raw("  "),
                    Span::styled(letter(side), Ink::tone(Tone::Tag(side)).style(theme)),
                    Span::styled(format!(" {}", fit(title, room, dots)), style),
                ]);
                frame.render_widget(even(line), Rect { y, height: 1, ..place });
                y += 1;
            }
        }
    }
}

/// Both names in one line, each behind the letter its text has. What one side does not need the other has.
fn both(view: &CompareView, width: usize, below: bool, theme: &Theme) -> Line<'static> {
    let versus = format!(" {} ", theme.symbols.versus);
    let room = width.saturating_sub(columns(&versus));
    let wanted = Sides::from_fn(|side| 4 + columns(&view.titles[side].outlet) + columns(&moment(view, side)));
    let spare = room.saturating_sub(wanted.left + wanted.right);
    let left = match spare {
        0 => wanted.left.min((room / 2).max(room.saturating_sub(wanted.right))),
        // Headlines stand behind the names where they have no line of their own.
        _ if !below && !text_says(view, Side::Left) => wanted.left + spare / 2,
        _ => wanted.left,
    };
    let widths = Sides::new(left, room - left);
    let mut spans = Vec::new();
    for side in Side::BOTH {
        if side == Side::Right {
            spans.push(Span::styled(versus.clone(), theme.style(StyleRole::Base).patch(theme.style(StyleRole::Muted))));
        }
        let named = name(view, side, widths[side].saturating_sub(2), below, theme);
        let mut named = named.spans.into_iter();
        spans.extend(named.next());
        spans.push(Span::styled(letter(side), Ink::tone(Tone::Tag(side)).style(theme)));
        spans.push(Span::styled(" ", theme.style(StyleRole::Base)));
        spans.extend(named);
    }
    Line::from(spans)
}

/// The rule, with what the reader should know about what is below it.
fn rule(frame: &mut Frame, view: &CompareView, sheet: &Sheet, area: Rect) {
    let theme = sheet.theme;
    let border = theme.style(StyleRole::Base).patch(theme.style(StyleRole::Border));
    line(frame, area, theme, border);
    let mut note = String::new();
    if view.filter != Filter::All {
        let count = if view.position().1 == 0 { " (none)" } else { "" };
        note = format!(" showing only: {}{count} ", view.filter.name());
    } else if view.position().1 == 0 && !view.items.is_empty() {
        " nothing differs ".clone_into(&mut note);
    }
    match view.hidden() {
        0 => {}
        1 => note.push_str(" 1 maybe pair hidden "),
        hidden => {
            let _ = write!(note, " {hidden} maybe pairs hidden ");
        }
    }
    // Where there is no lens, the count stands here.
    if sheet.geometry.lens.height == 0 {
        note = format!("{note} {} ", position(view));
    }
    if note.is_empty() {
        return;
    }
    let note = cut(&note, usize::from(area.width.saturating_sub(2)), ellipsis(theme));
    let x = area.right().saturating_sub(columns(&note) as u16 + 2).max(area.x);
    let style = theme.style(StyleRole::Base).patch(theme.style(StyleRole::Info));
    frame.render_widget(Line::styled(note, style), Rect { x, width: area.right() - x, ..area });
}

/// A rule across an area of one line.
pub(super) fn line(frame: &mut Frame, area: Rect, theme: &Theme, style: Style) {
    frame.render_widget(Line::styled(theme.symbols.rule.repeat(usize::from(area.width)), style), area);
}

/// Which change this is of how many.
pub(super) fn position(view: &CompareView) -> String {
    match view.position() {
        (Some(here), all) => format!("{here} of {all}"),
        (None, 1) => "1 change".to_owned(),
        (None, all) => format!("{all} changes"),
    }
}

/// Whether the text itself brings its headline, or the title is no more than its first words.
fn text_says(view: &CompareView, side: Side) -> bool {
    let title = &view.titles[side].title;
    let document = &view.comparison.documents[side];
    document.paragraphs().iter().any(|paragraph| paragraph.role == Role::Headline)
        || document.text().contains(title.trim_end_matches(['…', '.']))
}

fn cut(text: &str, width: usize, ellipsis: &str) -> String {
    let line = InkLine::new(neutralise(text).replace('\n', " "), Ink::default()).cut(width, ellipsis);
    line.pieces.into_iter().map(|(text, _)| text).collect()
}
