//! A terminal screen as an SVG picture, cell for cell.

use std::fmt::Write as _;
use std::ops::Range;

use newsdiff::theme::colour::rgb;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// One cell in units of the picture: the proportions of common terminal fonts.
const CELL: (f64, f64) = (8.4, 18.0);
/// The baseline below the top of a cell.
const BASELINE: f64 = 13.5;
const MARGIN: f64 = 12.0;

/// What a run of cells looks like.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    fg: [u8; 3],
    bg: [u8; 3],
    /// The colour of its underline.
    line: [u8; 3],
    mods: Modifier,
}

/// Draws the screen on a ground of the theme's own colours, for what the screen leaves to the terminal.
pub(crate) fn draw(screen: &Buffer, ink: [u8; 3], ground: [u8; 3]) -> String {
    let (columns, rows) = (f64::from(screen.area.width), f64::from(screen.area.height));
    let (width, height) = (columns * CELL.0 + 2.0 * MARGIN, rows * CELL.1 + 2.0 * MARGIN);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{}\"/>",
        hex(ground)
    );
    for y in 0..screen.area.height {
        for (look, cells) in runs(screen, y, ink, ground) {
            run(&mut out, screen, y, look, cells, ground);
        }
    }
    out.push_str("</svg>\n");
    out
}

/// The row as stretches of cells that look alike; a wide character takes the cell after it along.
fn runs(screen: &Buffer, y: u16, ink: [u8; 3], ground: [u8; 3]) -> Vec<(Look, Range<u16>)> {
    let mut runs: Vec<(Look, Range<u16>)> = Vec::new();
    let mut x = 0;
    while x < screen.area.width {
        let cell = &screen[Position::new(x, y)];
        let colour = |c: Color, default| rgb(c).unwrap_or(default);
        let (mut fg, mut bg) = (colour(cell.fg, ink), colour(cell.bg, ground));
        if cell.modifier.contains(Modifier::REVERSED) {
            (fg, bg) = (bg, fg);
        }
        let look = Look { fg, bg, line: colour(cell.underline_color, fg), mods: cell.modifier };
        let end = (x + cell.symbol().width().max(1) as u16).min(screen.area.width);
        match runs.last_mut() {
            Some((last, cells)) if *last == look => cells.end = end,
            _ => runs.push((look, x..end)),
        }
        x = end;
    }
    runs
}

fn run(out: &mut String, screen: &Buffer, y: u16, look: Look, cells: Range<u16>, ground: [u8; 3]) {
    let (left, top) = (MARGIN + f64::from(cells.start) * CELL.0, MARGIN + f64::from(y) * CELL.1);
    let width = f64::from(cells.end - cells.start) * CELL.0;
    if look.bg != ground {
        // A hair wider and taller than the cells, so that neighbours of one colour show no seam.
        let _ = writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{}\"/>",
            width + 0.3,
            CELL.1 + 0.3,
            hex(look.bg)
        );
    }
    if look.mods.contains(Modifier::UNDERLINED) {
        let line = top + BASELINE + 2.5;
        let _ = writeln!(
            out,
            "<path d=\"M{left:.1} {line:.1}h{width:.1}\" stroke=\"{}\" stroke-width=\"1\"/>",
            hex(look.line)
        );
    }
    for x in cells.clone() {
        if let Some((dx, dy, w, h)) = shape(screen[Position::new(x, y)].symbol()) {
            let (x, y) = (MARGIN + (f64::from(x) + dx) * CELL.0, top + dy * CELL.1);
            let (w, h) = (w * CELL.0, h * CELL.1);
            let _ = writeln!(out, "<path d=\"M{x:.1} {y:.1}h{w:.1}v{h:.1}h-{w:.1}z\" fill=\"{}\"/>", hex(look.fg));
        }
    }
    for (text, at, columns) in words(screen, y, cells) {
        let weight = if look.mods.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
        let slant = if look.mods.contains(Modifier::ITALIC) { " font-style=\"italic\"" } else { "" };
        let faint = if look.mods.contains(Modifier::DIM) { " opacity=\"0.6\"" } else { "" };
        // A stated length holds the grid with whatever font the reader's machine has.
        let _ = writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" textLength=\"{:.1}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{weight}{slant}{faint}>{}</text>",
            MARGIN + f64::from(at) * CELL.0,
            top + BASELINE,
            f64::from(columns) * CELL.0,
            hex(look.fg),
            escaped(&text)
        );
    }
}

/// The stretches without two spaces in a row: text, first column, columns.
fn words(screen: &Buffer, y: u16, cells: Range<u16>) -> Vec<(String, u16, u16)> {
    let mut found: Vec<(String, u16, u16)> = Vec::new();
    let mut x = cells.start;
    while x < cells.end {
        let symbol = screen[Position::new(x, y)].symbol();
        let columns = symbol.width().max(1) as u16;
        if !symbol.trim().is_empty() && shape(symbol).is_none() {
            match found.last_mut() {
                Some((text, at, taken)) if *at + *taken == x => {
                    text.push_str(symbol);
                    *taken += columns;
                }
                Some((text, at, taken)) if *at + *taken + 1 == x => {
                    text.push(' ');
                    text.push_str(symbol);
                    *taken += columns + 1;
                }
                _ => found.push((symbol.to_owned(), x, columns)),
            }
        }
        x += columns;
    }
    found
}

/// The part of its cell that a line or block fills: left, top, width, height. As text they would leave gaps between rows.
fn shape(symbol: &str) -> Option<(f64, f64, f64, f64)> {
    Some(match symbol {
        "│" => (0.45, 0.0, 0.1, 1.02),
        "─" => (0.0, 0.48, 1.02, 0.05),
        "▌" => (0.0, 0.0, 0.5, 1.02),
        "▐" => (0.5, 0.0, 0.5, 1.02),
        "▏" => (0.0, 0.0, 0.125, 1.02),
        "▕" => (0.875, 0.0, 0.125, 1.02),
        "█" => (0.0, 0.0, 1.02, 1.02),
        _ => return None,
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn hex([r, g, b]: [u8; 3]) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}
