//! The frame: the screen, what lies over it, and the footer. Reads the state and never writes it.

use ratatui::Frame;
use ratatui::layout::{Rect, Size};
use ratatui::text::Line;

use super::app::{App, Screen};
use super::footer::{Footer, Hints};
use super::layout::{Parts, SMALLEST, fits, with_title, without_title};
use super::overlay::{Overlay, help, messages, sheet_width};
use super::{cells, claims, compare, footer, reader, search, sources, stories, timeline};
use crate::sides::Side;
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
    let (parts, hints) = screen(app, theme, frame);
    bottom(app, theme, frame, &parts, hints);
    over(app, theme, frame, parts.status);
    if cells::shows_ascii(theme) {
        cells::in_ascii(frame.buffer_mut());
    }
}

/// Draws the screen; where its parts are, and what its footer names.
fn screen(app: &App, theme: &Theme, frame: &mut Frame<'_>) -> (Parts, Hints) {
    let size = Size::new(frame.area().width, frame.area().height);
    match app.screen() {
        Screen::Stories => {
            let parts = with_title(size);
            stories::draw(frame, &parts, &app.stories, &app.no_stories(), theme, &app.clock);
            status(app, theme, frame, parts.status);
            (parts, footer::STORIES)
        }
        Screen::Claims(claiming) => {
            let parts = without_title(size);
            claims::draw(frame, parts.body, claiming, app.explains(), &app.clock, theme);
            (parts, footer::CLAIMS)
        }
        Screen::Timeline(timeline) => {
            let parts = with_title(size);
            timeline::draw(frame, &parts, timeline, theme, &app.clock);
            (parts, if timeline.pair().is_some() { footer::TIMELINE } else { footer::TIMELINE_FIRST })
        }
        Screen::Search(search) => {
            let parts = with_title(size);
            search::draw(frame, &parts, search, theme, &app.clock);
            if search.typing && app.overlay.is_none() {
                typing(frame, parts.status, &search.text, theme);
            }
            (parts, footer::SEARCH)
        }
        Screen::Sources(list) => {
            let parts = with_title(size);
            let look = sources::Look { round: &app.round, theme, clock: &app.clock, keymap: &app.keymap };
            sources::draw(frame, &parts, list, &look);
            let note = app.round_note().or_else(|| app.round.last().map(str::to_owned)).unwrap_or_default();
            status_line(frame, parts.status, &note, theme);
            (parts, footer::SOURCES)
        }
        Screen::Compare(comparing) => {
            let parts = without_title(size);
            if let Some(view) = &comparing.view {
                compare::draw(frame, parts.body, view, theme);
            } else {
                let said = comparing.failed.as_deref().unwrap_or("Comparing");
                let said = cells::fit(said, usize::from(size.width).saturating_sub(2), cells::ellipsis(theme));
                frame.render_widget(Line::styled(format!(" {said}"), theme.style(StyleRole::Muted)), parts.body);
            }
            (parts, footer::COMPARE)
        }
        Screen::Reader(reader) => {
            reader::draw(frame, reader, theme, &app.clock);
            (with_title(size), if reader.is_marked() { footer::READER_REACH } else { footer::READER })
        }
    }
}

/// Draws the footer: the keys of what is open, or what is typed.
fn bottom(app: &App, theme: &Theme, frame: &mut Frame<'_>, parts: &Parts, hints: Hints) {
    let found = app.found();
    let waiting = app.waiting_side().filter(|_| app.overlay.is_none());
    let joining = app.joining(usize::from(frame.area().width)).filter(|_| app.overlay.is_none());
    let hints = match &app.overlay {
        Some(Overlay::Help(_) | Overlay::Info(_) | Overlay::Messages(_) | Overlay::Palette(_)) => footer::SHEET,
        Some(Overlay::Themes(_)) => footer::THEMES,
        Some(Overlay::Export(_)) => footer::EXPORT,
        None if waiting.is_some() => footer::PAIR,
        None if joining.is_some() => footer::JOIN,
        None if found.is_some() => footer::FIND,
        Some(Overlay::Search { .. } | Overlay::Find(_) | Overlay::Add(_) | Overlay::Remove { .. }) | None => hints,
    };
    if let Some(Overlay::Find(text)) = &app.overlay {
        finding(frame, parts.footer, text, found.map(|(_, count)| count), theme);
    } else {
        let found = found.filter(|_| app.overlay.is_none()).map(|(words, count)| format!("/{words}: {count}"));
        let note = match waiting {
            Some(Side::Left) => Some("Marked left, go to its partner".to_owned()),
            Some(Side::Right) => Some("Marked right, go to its partner".to_owned()),
            None => joining.or(found),
        };
        let footer = Footer { hints, note, message: message(app), warnings: app.warnings_note() };
        footer::draw(frame, parts.footer, footer, &app.keymap, theme);
    }
}

/// What stands in the place of the keys.
fn message(app: &App) -> Option<(&str, StyleRole)> {
    match &app.overlay {
        None if matches!(app.screen(), Screen::Search(search) if search.typing) => {
            Some(("Enter goes to what is found, Esc goes back", StyleRole::Info))
        }
        Some(Overlay::Palette(_)) => Some(("Enter does it, Up Down choose, Esc closes", StyleRole::Info)),
        Some(Overlay::Add(adding)) => Some((adding.keys(), StyleRole::Info)),
        Some(Overlay::Remove { .. }) => Some(("Enter removes it, any other key keeps it", StyleRole::Info)),
        Some(Overlay::Search { .. }) => Some(("Enter keeps these stories, Esc goes back", StyleRole::Info)),
        _ => app.message.as_ref().map(|message| (&*message.text, message.role)),
    }
}

/// What lies over the screen.
fn over(app: &App, theme: &Theme, frame: &mut Frame<'_>, status: Rect) {
    let size = Size::new(frame.area().width, frame.area().height);
    match &app.overlay {
        Some(Overlay::Help(top)) => help(app.scopes(), &app.keymap, sheet_width(size), theme).draw(frame, *top, theme),
        Some(Overlay::Info(top)) => app.info_sheet(sheet_width(size)).draw(frame, *top, theme),
        Some(Overlay::Messages(top)) => messages(&app.warnings, sheet_width(size), theme).draw(frame, *top, theme),
        Some(Overlay::Themes(picker)) => picker.draw(frame, theme),
        Some(Overlay::Palette(palette)) => palette.draw(frame, app.scopes(), &app.keymap, theme),
        Some(Overlay::Export(menu)) => menu.draw(frame, theme),
        Some(Overlay::Add(adding)) => adding.draw(frame, theme),
        Some(Overlay::Remove { name, .. }) => {
            status_line(frame, status, &format!("Follow {name} no more? Its articles stay."), theme);
        }
        Some(Overlay::Search { .. } | Overlay::Find(_)) | None => {}
    }
}

/// The footer while words to find are typed: the words, and what came of them.
fn finding(frame: &mut Frame<'_>, area: Rect, typed: &str, count: Option<String>, theme: &Theme) {
    let status = theme.style(StyleRole::Status);
    frame.buffer_mut().set_style(area, status);
    let width = usize::from(area.width);
    let keys = "Enter keeps, Esc goes back";
    let mut said = count.map_or_else(|| keys.to_owned(), |count| format!("{count} · {keys}"));
    if super::wrap::columns(&said) + 16 > width {
        said = said.split(" · ").next().unwrap_or_default().to_owned();
    }
    let said = cells::fit(&said, width.saturating_sub(8), cells::ellipsis(theme));
    let room = width.saturating_sub(super::wrap::columns(&said) + 3);
    typing(frame, Rect { width: room as u16, ..area }, typed, theme);
    let x = area.right().saturating_sub(super::wrap::columns(&said) as u16 + 1).max(area.x);
    frame.render_widget(Line::styled(said, status), Rect { x, width: area.right() - x, ..area });
}

/// Words being typed, the cursor behind them.
fn typing(frame: &mut Frame<'_>, area: Rect, text: &str, theme: &Theme) {
    let typed = format!(" /{}", cells::typed(text));
    // The end of what is typed is what the eye is on.
    let skip = super::wrap::columns(&typed).saturating_sub(usize::from(area.width).saturating_sub(1));
    let typed = cells::from_column(&typed, skip);
    let end = super::wrap::columns(typed) as u16;
    frame.set_cursor_position((area.x + end.min(area.width.saturating_sub(1)), area.y));
    frame.render_widget(Line::styled(typed, theme.style(StyleRole::Input)), area);
}

/// The line above the footer in Stories: what is being typed, or what this list is.
fn status(app: &App, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width).saturating_sub(1);
    if let Some(Overlay::Search { text, .. }) = &app.overlay {
        typing(frame, area, text, theme);
        return;
    }
    // A sentence that does not fit whole is left out; the first is always there.
    let mut note = String::new();
    for sentence in app.list_note() {
        if note.is_empty() || super::wrap::columns(&note) + super::wrap::columns(&sentence) < width {
            note.push(' ');
            note.push_str(&sentence);
        }
    }
    status_line(frame, area, &note, theme);
}

/// A sentence in the line above the footer.
fn status_line(frame: &mut Frame<'_>, area: Rect, note: &str, theme: &Theme) {
    let note = cells::fit(note, usize::from(area.width).saturating_sub(2), cells::ellipsis(theme));
    frame.buffer_mut().set_style(area, theme.style(StyleRole::Info));
    frame.render_widget(Line::styled(format!(" {note}"), theme.style(StyleRole::Info)), area);
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
        frame.render_widget(Line::raw(&**line), Rect { x: 0, y, width: size.width, height: 1 });
    }
}
