//! A terminal screen as an SVG picture, cell for cell.

use std::fmt::Write as _;
use std::ops::Range;

use newsdiff::theme::colour::rgb;
use newsdiff::theme::{StyleRole, Theme};
use ratatui::style::{Color, Modifier};
use vt100::{Cell, Screen};

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
    mods: Modifier,
}

/// Draws the screen. What it leaves to the terminal gets the colours of the default theme.
pub(crate) fn draw(screen: &Screen) -> String {
    let (rows, columns) = screen.size();
    let (width, height) =
        (f64::from(columns.get()) * CELL.0 + 2.0 * MARGIN, f64::from(rows.get()) * CELL.1 + 2.0 * MARGIN);
    let ground = paper();
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{}\"/>",
        hex(ground.bg)
    );
    for y in 0..rows.get() {
        let cells: Vec<&Cell> = (0..columns.get()).filter_map(|x| screen.cell(y, x)).collect();
        for (look, range) in runs(&cells, ground) {
            run(&mut out, &cells, y, look, range, ground.bg);
        }
    }
    out.push_str("</svg>\n");
    out
}

/// How a cell looks that says nothing.
fn paper() -> Look {
    let base = Theme::default().style(StyleRole::Base);
    let fixed = |colour: Option<Color>, otherwise| colour.and_then(rgb).unwrap_or(otherwise);
    let (fg, bg) = (fixed(base.fg, [0xff; 3]), fixed(base.bg, [0; 3]));
    Look { fg, bg, mods: Modifier::empty() }
}

fn look(cell: &Cell, paper: Look) -> Look {
    let colour = |colour, otherwise| match colour {
        vt100::Color::Default => otherwise,
        vt100::Color::Idx(n) => rgb(Color::Indexed(n)).unwrap_or(otherwise),
        vt100::Color::Rgb(r, g, b) => [r, g, b],
    };
    let (mut fg, mut bg) = (colour(cell.fgcolor(), paper.fg), colour(cell.bgcolor(), paper.bg));
    if cell.inverse() {
        (fg, bg) = (bg, fg);
    }
    let mods = [
        (cell.bold(), Modifier::BOLD),
        (cell.dim(), Modifier::DIM),
        (cell.italic(), Modifier::ITALIC),
        (cell.underline(), Modifier::UNDERLINED),
    ];
    Look { fg, bg, mods: mods.into_iter().filter(|m| m.0).map(|m| m.1).collect() }
}

/// The row as stretches of cells that look alike; the second half of a wide character looks like its first.
fn runs(cells: &[&Cell], paper: Look) -> Vec<(Look, Range<usize>)> {
    let mut runs: Vec<(Look, Range<usize>)> = Vec::new();
    for (x, cell) in cells.iter().enumerate() {
        let look = look(cell, paper);
        match runs.last_mut() {
            Some((last, range)) if *last == look || cell.is_wide_continuation() => range.end = x + 1,
            _ => runs.push((look, x..x + 1)),
        }
    }
    runs
}

fn run(out: &mut String, cells: &[&Cell], y: u16, look: Look, range: Range<usize>, ground: [u8; 3]) {
    let (left, top) = (MARGIN + range.start as f64 * CELL.0, MARGIN + f64::from(y) * CELL.1);
    let width = range.len() as f64 * CELL.0;
    if look.bg != ground {
        // A hair wider and taller than the cells, so that neighbours of one colour show no seam.
        rectangle(out, (left, top, width + 0.3, CELL.1 + 0.3), look.bg);
    }
    if look.mods.contains(Modifier::UNDERLINED) {
        rectangle(out, (left, top + BASELINE + 2.0, width, 1.0), look.fg);
    }
    for x in range.clone() {
        if let Some((dx, dy, w, h)) = shape(cells[x].contents()) {
            let corner = (MARGIN + (x as f64 + dx) * CELL.0, top + dy * CELL.1);
            rectangle(out, (corner.0, corner.1, w * CELL.0, h * CELL.1), look.fg);
        }
    }
    for (text, words) in words(cells, range) {
        let weight = if look.mods.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
        let slant = if look.mods.contains(Modifier::ITALIC) { " font-style=\"italic\"" } else { "" };
        let faint = if look.mods.contains(Modifier::DIM) { " opacity=\"0.6\"" } else { "" };
        // A stated length holds the grid with whatever font the reader's machine has.
        let _ = writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" textLength=\"{:.1}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{weight}{slant}{faint}>{}</text>",
            MARGIN + words.start as f64 * CELL.0,
            top + BASELINE,
            words.len() as f64 * CELL.0,
            hex(look.fg),
            escaped(&text)
        );
    }
}

fn rectangle(out: &mut String, (x, y, width, height): (f64, f64, f64, f64), fill: [u8; 3]) {
    let fill = hex(fill);
    let _ = writeln!(out, "<path d=\"M{x:.1} {y:.1}h{width:.1}v{height:.1}h-{width:.1}z\" fill=\"{fill}\"/>");
}

/// The stretches of text without two blanks in a row.
fn words(cells: &[&Cell], range: Range<usize>) -> Vec<(String, Range<usize>)> {
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    for x in range {
        let symbol = cells[x].contents();
        if cells[x].is_wide_continuation() {
            if let Some((_, words)) = found.last_mut() {
                words.end = x + 1;
            }
        } else if !symbol.trim().is_empty() && shape(symbol).is_none() {
            match found.last_mut() {
                Some((text, words)) if x <= words.end + 1 => {
                    text.push_str(if x > words.end { " " } else { "" });
                    text.push_str(symbol);
                    words.end = x + 1;
                }
                _ => found.push((symbol.to_owned(), x..x + 1)),
            }
        }
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
