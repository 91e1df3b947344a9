//! The frame: the screen, what lies over it, and the footer. Reads the state and never writes it.

use ratatui::Frame;
use ratatui::layout::Size;
use ratatui::text::Line;

use super::app::{App, Screen};
use super::layout::{SMALLEST, fits, with_title, without_title};
use super::overlay::{Overlay, help, messages, sheet_width};
use super::{cells, compare, footer, reader, stories};
use crate::theme::{StyleRole, Theme};

/// Draws everything.
pub(super) fn view(app: &App, theme: &Theme, frame: &mut Frame<'_>) {
    let size = Size::new(frame.area().width, frame.area().height);
    let whole = frame.area();
    frame.buffer_mut().set_style(whole, theme.style(StyleRole::Base));
    if !fits(size) {
        too_small(frame, size);
        return;
    }
    let (parts, hints) = match app.screen() {
        Screen::Stories => {
            let parts = with_title(size);
            stories::draw(frame, &parts, &app.stories, theme, &app.clock);
            status(app, theme, frame, parts.status);
            (parts, footer::STORIES)
        }
        Screen::Compare(comparing) => {
            let parts = without_title(size);
            match &comparing.view {
                Some(view) => compare::draw(frame, parts.body, view, theme),
                None => frame.render_widget(Line::styled(" Comparing", theme.style(StyleRole::Muted)), parts.body),
            }
            (parts, footer::COMPARE)
        }
        Screen::Reader(reader) => {
            let parts = with_title(size);
            reader::draw(frame, &parts, reader, app.measure, theme, &app.clock);
            (parts, footer::READER)
        }
    };
    let hints = match &app.overlay {
        Some(Overlay::Help(_) | Overlay::Messages(_)) => footer::SHEET,
        Some(Overlay::Themes(_)) => footer::THEMES,
        Some(Overlay::Search { .. }) | None => hints,
    };
    let message = match &app.overlay {
        Some(Overlay::Search { .. }) => Some(("Enter keeps these stories, Esc goes back", StyleRole::Info)),
        _ => app.message.as_ref().map(|message| (&*message.text, message.role)),
    };
    footer::draw(frame, parts.footer, hints, message, app.warnings_note(), &app.keymap, theme);
    match &app.overlay {
        Some(Overlay::Help(top)) => help(app.scopes(), &app.keymap, sheet_width(size), theme).draw(frame, *top, theme),
        Some(Overlay::Messages(top)) => messages(&app.warnings, sheet_width(size), theme).draw(frame, *top, theme),
        Some(Overlay::Themes(picker)) => picker.draw(frame, theme),
        Some(Overlay::Search { .. }) | None => {}
    }
}

/// The line above the footer in Stories: what is being typed, or what this list is.
fn status(app: &App, theme: &Theme, frame: &mut Frame<'_>, area: ratatui::layout::Rect) {
    let width = usize::from(area.width).saturating_sub(1);
    let line = if let Some(Overlay::Search { text, .. }) = &app.overlay {
        let style = theme.style(StyleRole::Input);
        let typed = format!(" /{text}");
        // The end of what is typed is what the eye is on.
        let skip = super::wrap::columns(&typed).saturating_sub(width.saturating_sub(1));
        let typed: String = typed.chars().skip(skip).collect();
        let end = super::wrap::columns(&typed) as u16;
        frame.set_cursor_position((area.x + end.min(area.width.saturating_sub(1)), area.y));
        Line::styled(typed, style)
    } else {
        // A sentence that does not fit whole is left out; the first is always there.
        let mut note = String::new();
        for sentence in app.list_note() {
            if note.is_empty() || super::wrap::columns(&note) + super::wrap::columns(&sentence) < width {
                note.push(' ');
                note.push_str(&sentence);
            }
        }
        let note = cells::fit(&note, width, cells::ellipsis(theme));
        Line::styled(format!(" {note}"), theme.style(StyleRole::Info))
    };
    frame.render_widget(line, area);
}

fn too_small(frame: &mut Frame<'_>, size: Size) {
    let Size { width, height } = SMALLEST;
    let said = [
        format!("newsdiff needs {width} x {height};"),
        format!("this is {} x {}.", size.width, size.height),
        "Make the window larger,".to_owned(),
        "or press q to quit.".to_owned(),
    ];
    for (line, y) in said.iter().zip(0..size.height) {
        frame.render_widget(Line::raw(&**line), ratatui::layout::Rect { x: 0, y, width: size.width, height: 1 });
    }
}
