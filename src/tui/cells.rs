//! Article text on its way to the screen: harmless, on one line, and no wider than its place.

use ratatui::buffer::Buffer;
use unicode_segmentation::UnicodeSegmentation;

use super::wrap::{columns, grapheme_columns, wrap};
use crate::text::neutralise;
use crate::theme::Theme;

/// A hyphen for a line's end alone, which terminals show everywhere, some in a column of its own.
pub(super) const SOFT_HYPHEN: char = '\u{ad}';

/// What stands for text that was cut off.
pub(super) fn ellipsis(theme: &Theme) -> &'static str {
    if shows_ascii(theme) { "..." } else { "…" }
}

/// Whether the screen keeps to marks of ASCII.
pub(super) fn shows_ascii(theme: &Theme) -> bool {
    theme.symbols.fold.is_ascii()
}

/// Marks between words in ASCII, one for one so that nothing moves: those that many terminals with few letters lack, and some with
/// wide ones draw in two columns. Letters stay.
pub(super) fn in_ascii(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let spelled = match cell.symbol() {
            "…" => ".",
            "·" | "–" | "—" | "―" | "‒" | "‐" | "‑" | "−" => "-",
            "•" | "×" => "*",
            "‘" | "’" | "‛" | "′" | "‚" | "‹" | "›" => "'",
            "“" | "”" | "„" | "‟" | "″" | "«" | "»" => "\"",
            "\u{a0}" | "\u{202f}" | "\u{2002}" | "\u{2003}" | "\u{2007}" | "\u{2009}" => " ",
            _ => continue,
        };
        cell.set_symbol(spelled);
    }
}

/// The text without anything a terminal acts on, every run of white space (tabs and line ends too) one space.
pub(super) fn clean(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    neutralise(&line).chars().filter(|&c| c != SOFT_HYPHEN).collect()
}

/// Words as they are typed, without anything a terminal acts on; spaces stay, so that the cursor moves with them.
pub(super) fn typed(text: &str) -> String {
    neutralise(text).into_owned()
}

/// The end of a text from a column on, cut between graphemes.
pub(super) fn from_column(text: &str, column: usize) -> &str {
    let mut used = 0;
    let cut = text.grapheme_indices(true).find(|(_, grapheme)| {
        let before = used;
        used += grapheme_columns(grapheme);
        before >= column
    });
    cut.map_or("", |(at, _)| &text[at..])
}

/// The clean text in at most `width` columns, cut between graphemes and ended by `ellipsis` where it does not fit.
pub(super) fn fit(text: &str, width: usize, ellipsis: &str) -> String {
    let text = dotted(clean(text), ellipsis);
    if columns(&text) <= width {
        return text;
    }
    let room = width.saturating_sub(columns(ellipsis));
    let mut used = 0;
    let mut cut = String::new();
    for grapheme in text.graphemes(true) {
        used += grapheme_columns(grapheme);
        if used > room {
            break;
        }
        cut.push_str(grapheme);
    }
    cut.truncate(cut.trim_end().len());
    if columns(ellipsis) <= width {
        cut.push_str(ellipsis);
    }
    cut
}

/// The text with its own ellipses in the form in which cuts are shown.
fn dotted(text: String, ellipsis: &str) -> String {
    if ellipsis.is_ascii() && !ellipsis.is_empty() { text.replace('…', ellipsis) } else { text }
}

/// [`fit`], then filled with spaces to exactly `width` columns.
pub(super) fn pad(text: &str, width: usize, ellipsis: &str) -> String {
    let mut cell = fit(text, width, ellipsis);
    let used = columns(&cell);
    cell.extend(std::iter::repeat_n(' ', width.saturating_sub(used)));
    cell
}

/// The clean text in lines of at most `width` columns; past `most` lines it ends in `ellipsis`.
pub(super) fn lines(text: &str, width: usize, most: usize, ellipsis: &str) -> Vec<String> {
    let text = dotted(clean(text), ellipsis);
    let ranges = wrap(&text, width);
    let mut lines: Vec<String> = ranges.iter().take(most).map(|range| text[range.clone()].to_owned()).collect();
    if let (true, Some(last)) = (ranges.len() > most, lines.last_mut()) {
        *last = fit(&text[ranges[most - 1].start..], width, ellipsis);
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check_fit(text: &str, width: usize, expected: &str) {
        assert_eq!(fit(text, width, "…"), expected, "{text:?} in {width}");
    }

    #[test]
    fn text_is_cut_between_graphemes() {
        check_fit("Bridge shut", 11, "Bridge shut");
        check_fit("Bridge shut", 8, "Bridge…");
        check_fit("桥梁关闭", 7, "桥梁关…");
        check_fit("桥梁关闭", 6, "桥梁…");
        check_fit("👩‍🚒👩‍🚒👩‍🚒", 5, "👩‍🚒👩‍🚒…");
        check_fit("Bridge", 0, "");
    }

    #[test]
    fn nothing_a_terminal_acts_on_is_left() {
        check_fit("co\u{ad}operate", 9, "cooperate");
        check_fit("a\u{1b}[31mb\tc\r\nd\u{202e}", 40, "a\u{fffd}[31mb c d");
    }

    #[test]
    fn lines_that_do_not_fit_end_in_an_ellipsis() {
        assert_eq!(lines("The bridge was shut on Monday", 10, 2, "…"), ["The bridge", "was shut…"]);
        assert_eq!(lines("The bridge", 10, 2, "…"), ["The bridge"]);
    }

    proptest! {
        #[test]
        fn a_cell_is_exactly_as_wide_as_asked(text in "\\PC{0,40}", width in 0usize..30) {
            prop_assert_eq!(columns(&pad(&text, width, "…")), width);
        }
    }
}
