//! Text -> lines of at most so many columns, broken where its script allows.

use std::ops::Range;

use ratatui::buffer::CellWidth;
use ratatui::text::{Line, Span};
use textwrap::{WordSeparator, WordSplitter};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The columns a text takes on screen, grapheme by grapheme: what the terminal buffer will give it.
pub(super) fn columns(text: &str) -> usize {
    let mut columns = 0;
    let mut rest = text;
    loop {
        let plain = rest.bytes().take_while(|&byte| is_plain(byte)).count();
        if plain == rest.len() {
            return columns + plain;
        }
        // The last of them may carry a mark that follows.
        let sure = plain.saturating_sub(1);
        columns += sure;
        rest = &rest[sure..];
        // Between two of them a grapheme ends whatever stands before.
        let two = rest.as_bytes().windows(2).skip(1).position(|two| two.iter().all(|&byte| is_plain(byte)));
        let (other, after) = rest.split_at(two.map_or(rest.len(), |before| before + 2));
        columns += other.graphemes(true).map(grapheme_columns).sum::<usize>();
        rest = after;
    }
}

/// Whether a byte is a printable character of ASCII, which takes one column and needs no look at its neighbours of the same kind: most of
/// all text, and all of a screen is measured for every frame.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~')
}

/// The columns of one grapheme; control characters are never drawn and take none.
pub(super) fn grapheme_columns(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) { 0 } else { usize::from(grapheme.cell_width()) }
}

/// The same line in spans that each take the columns their graphemes take.
///
/// A span is placed behind the width of the one before it, and that counts lam and alef as the one sign they are written
/// as, while each has a cell of its own: the span behind would cover the last letter. So none has both.
pub(super) fn even(line: Line<'_>) -> Line<'_> {
    let even = |text: &str| text.bytes().all(is_plain) || text.width() == columns(text);
    if line.spans.iter().all(|span| even(&span.content)) {
        return line;
    }
    let spans =
        line.spans.iter().flat_map(|span| span.content.graphemes(true).map(|g| Span::styled(g.to_owned(), span.style)));
    Line { spans: spans.collect(), ..line }
}

/// The byte ranges of the lines of `text` at `width` columns, at least one.
///
/// Breaks stand where Unicode's line breaking allows one and after hyphens between letters; the space at a break belongs to no
/// line. A word wider than a line is broken between graphemes. A grapheme wider than the line itself gets a line of its own.
pub(super) fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut lines = Lines { width: width.max(1), done: Vec::new(), start: 0, end: 0, used: 0 };
    let mut at = 0;
    for word in WordSeparator::UnicodeBreakProperties.find_words(text) {
        let mut start = 0;
        for end in WordSplitter::HyphenSplitter.split_points(word.word).into_iter().chain([word.word.len()]) {
            let part = &word.word[start..end];
            lines.place(at + start, part, columns(part));
            start = end;
        }
        at += word.word.len() + word.whitespace.len();
        lines.used += columns(word.whitespace);
    }
    lines.done.push(lines.start..lines.end);
    lines.done
}

/// Lines being filled; `used` counts the space behind the last word too.
struct Lines {
    width: usize,
    done: Vec<Range<usize>>,
    start: usize,
    end: usize,
    used: usize,
}

impl Lines {
    fn place(&mut self, at: usize, word: &str, wide: usize) {
        if self.used + wide > self.width && self.end > self.start {
            self.next_line(at);
        }
        if wide <= self.width {
            self.take(at, word.len(), wide);
            return;
        }
        for (offset, grapheme) in word.grapheme_indices(true) {
            let wide = grapheme_columns(grapheme);
            if self.used + wide > self.width && self.end > self.start {
                self.next_line(at + offset);
            }
            self.take(at + offset, grapheme.len(), wide);
        }
    }

    fn take(&mut self, at: usize, len: usize, wide: usize) {
        if self.start == self.end {
            self.start = at;
            self.used = 0;
        }
        self.end = at + len;
        self.used += wide;
    }

    fn next_line(&mut self, at: usize) {
        self.done.push(self.start..self.end);
        (self.start, self.end, self.used) = (at, at, 0);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check_columns(text: &str, expected: usize) {
        assert_eq!(columns(text), expected, "{text:?}");
    }

    #[test]
    fn a_text_is_as_wide_as_its_graphemes() {
        check_columns("", 0);
        check_columns("The ferry sank.", 15);
        check_columns("cafe\u{301} au lait", 12);
        check_columns("e\u{301}", 1);
        check_columns("“Don’t”", 7);
        check_columns("桥a桥bc", 7);
        check_columns("a\tb\r\nc", 3);
        check_columns("👩‍🚒 and 👩‍🚒", 9);
    }

    fn check_wrap(text: &str, width: usize, expect: &[&str]) {
        let lines: Vec<&str> = wrap(text, width).into_iter().map(|range| &text[range]).collect();
        assert_eq!(lines, expect, "{text:?} at {width}");
    }

    #[test]
    fn words_fill_lines() {
        check_wrap("", 10, &[""]);
        check_wrap("The ferry sank.", 20, &["The ferry sank."]);
        check_wrap("The ferry sank.", 9, &["The ferry", "sank."]);
        check_wrap("The ferry sank.", 8, &["The", "ferry", "sank."]);
    }

    #[test]
    fn a_word_wider_than_the_line_breaks_between_graphemes() {
        check_wrap("so unbelievable", 6, &["so", "unbeli", "evable"]);
        check_wrap("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn wide_characters_are_never_cut() {
        check_wrap("桥梁关闭", 5, &["桥梁", "关闭"]);
        check_wrap("桥", 1, &["桥"]);
    }

    #[test]
    fn breaks_follow_the_script() {
        check_wrap("市长说，桥已关闭。", 8, &["市长说，", "桥已关", "闭。"]);
        check_wrap("well-known bridge", 6, &["well-", "known", "bridge"]);
        check_wrap("قال العمدة إن الجسر مغلق", 11, &["قال العمدة", "إن الجسر", "مغلق"]);
    }

    #[test]
    fn no_break_spaces_hold() {
        check_wrap("pay 3\u{a0}km of", 7, &["pay", "3\u{a0}km of"]);
    }

    #[test]
    fn no_span_covers_the_end_of_the_one_before() {
        let line = Line::from(vec![Span::raw("الأحد"), Span::raw(" "), Span::raw("لا"), Span::raw("|")]);
        let area = ratatui::layout::Rect::new(0, 0, 9, 1);
        let mut buffer = ratatui::buffer::Buffer::empty(area);
        ratatui::widgets::Widget::render(even(line), area, &mut buffer);
        let drawn: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(drawn, "الأحد لا|");
    }

    proptest! {
        #[test]
        fn columns_are_those_of_all_graphemes(text in "([a-c~ ’\u{301}\u{600}\u{200d}桥👩\t\r\n]|\\PC){0,12}") {
            prop_assert_eq!(columns(&text), text.graphemes(true).map(grapheme_columns).sum::<usize>());
        }

        #[test]
        fn an_even_line_is_as_wide_as_its_graphemes(text in "[a-z لاأإآ桥é👩‍🚀 \u{301}ا-ي]{0,40}") {
            let line = even(Line::raw(text.clone()));
            prop_assert_eq!(line.width(), columns(&text));
            prop_assert_eq!(line.to_string(), text);
        }

        #[test]
        fn lines_are_the_text_without_the_spaces_at_breaks(text in "[a-zA-Z桥é👩‍🚀 \u{301}ا-ي.,-]{0,80}", width in 1usize..30) {
            let mut at = 0;
            for line in wrap(&text, width) {
                prop_assert!(line.start >= at || line.is_empty());
                prop_assert!(line.is_empty() || text[at..line.start].chars().all(|c| c == ' '));
                at = at.max(line.end);
            }
            prop_assert!(text[at..].chars().all(|c| c == ' '));
        }

        #[test]
        fn no_line_is_wider_than_asked(text in "\\PC{0,80}", width in 2usize..30) {
            for line in wrap(&text, width) {
                let text = &text[line];
                prop_assert!(columns(text) <= width || text.graphemes(true).count() == 1, "{:?}", text);
            }
        }
    }
}
