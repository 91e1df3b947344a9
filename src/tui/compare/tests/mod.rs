//! The screen on small fake terminals, drawn from comparisons written by hand.

mod keys;
mod laws;
mod screens;
mod told;

use std::fmt::Write as _;
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use super::{CompareView, Heading, Layout, ViewSettings, draw};
use crate::compare::Comparison;
use crate::sides::Sides;
use crate::theme::{Depth, Theme};
use crate::tui::command::{COMMANDS, Command};

/// A view of a comparison written by hand, with invented names above the columns.
fn view(comparison: Comparison) -> CompareView {
    let heading = |outlet: &str, moment: &str| Heading {
        outlet: outlet.to_owned(),
        moment: moment.to_owned(),
        title: "Ferry strike".to_owned(),
    };
    let titles = Sides::new(heading("The Ledger", "3 Apr 14:10"), heading("Coast Wire", "3 Apr 11:32"));
    CompareView::new(Arc::new(comparison), titles, ViewSettings::default())
}

/// The same with a layout chosen and no legend.
fn view_in(comparison: Comparison, layout: Layout) -> CompareView {
    let settings = ViewSettings { layout, legend: false, show_maybe: true };
    let view = view(comparison);
    CompareView::new(Arc::clone(view.comparison()), view.titles().clone(), settings)
}

/// Types the names of commands, one after another, on a screen of this size.
fn press(view: &mut CompareView, (width, height): (u16, u16), commands: &str) {
    for name in commands.split_whitespace() {
        view.apply(command(name), Rect::new(0, 0, width, height), &Theme::default());
    }
}

fn command(name: &str) -> Command {
    COMMANDS.iter().find(|info| info.name == name).unwrap_or_else(|| panic!("no command {name}")).command
}

/// What the terminal would show.
fn screen(view: &CompareView, (width, height): (u16, u16), theme: &Theme) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen in memory");
    terminal.draw(|frame| draw(frame, frame.area(), view, theme)).expect("a screen in memory");
    terminal.backend().buffer().clone()
}

/// The characters of a screen, a line each, without the spaces at their ends.
fn characters(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut line = String::new();
        let mut x = buffer.area.left();
        while x < buffer.area.right() {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += crate::tui::wrap::grapheme_columns(symbol).max(1) as u16;
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

/// The characters, and below them every stretch whose style is not that of plain text.
fn with_styles(buffer: &Buffer) -> String {
    let plain = Theme::default().style(crate::theme::StyleRole::Base);
    let mut text = characters(buffer);
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut stretches: Vec<(String, String)> = Vec::new();
        for x in buffer.area.left()..buffer.area.right() {
            let cell = &buffer[(x, y)];
            let style = describe(cell.fg, cell.bg, cell.modifier);
            match stretches.last_mut() {
                Some((last, words)) if *last == style => words.push_str(cell.symbol()),
                _ => stretches.push((style, cell.symbol().to_owned())),
            }
        }
        let ground = describe(plain.fg.unwrap_or_default(), plain.bg.unwrap_or_default(), Modifier::empty());
        for (style, words) in stretches.iter().filter(|(style, words)| *style != ground && !words.trim().is_empty()) {
            let _ = writeln!(text, "{y:>2} {style}: {}", words.trim());
        }
    }
    text
}

fn describe(fg: Color, bg: Color, modifier: Modifier) -> String {
    let names: Vec<String> = modifier.iter_names().map(|(name, _)| name.to_lowercase()).collect();
    format!("{fg} on {bg} {}", names.join("+")).trim_end().to_owned()
}

/// The theme without any colour.
fn mono() -> Theme {
    Theme::default().at_depth(Depth::Mono)
}
