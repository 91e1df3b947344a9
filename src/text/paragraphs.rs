//! Paragraphs of a text: one a line, unless the text was wrapped by hand to a column.

use super::span::Span;

/// The paragraphs of a text in order; they tile it.
///
/// White space and blank lines after a paragraph belong to it, those before the first to the first. A text of white
/// space alone is one paragraph; an empty text has none.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let column = wrap_column(&lines);
    let mut found: Vec<Span> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let continued = i > 0 && column.is_some_and(|column| lines[i - 1].is_continued_by(line, column));
        // Blank lines at the head of the text belong to the first paragraph.
        let headless = found.len() == 1 && found[0].of(text).trim().is_empty();
        match found.last_mut() {
            Some(paragraph) if line.is_blank() || continued || headless => paragraph.end = line.span.end,
            _ => found.push(line.span),
        }
    }
    found
}

/// Widths a text is wrapped to by hand lie here, in characters: mail and type-written copy wrap at 60 to 80, some
/// archives at 100. A narrower text is verse, a list or chrome; a wider one has paragraphs as lines.
const COLUMNS: std::ops::RangeInclusive<usize> = 55..=100;

/// The column a hand-wrapped text was wrapped to, in characters; `None` for a text whose lines are paragraphs.
///
/// A text is hand-wrapped if no line is longer than the column and most lines that have a line right below them are
/// full: its first word would not have fitted.
fn wrap_column(lines: &[Line]) -> Option<usize> {
    let column = lines.iter().map(|line| line.width).max().filter(|width| COLUMNS.contains(width))?;
    let inner: Vec<_> = lines.windows(2).filter(|pair| !pair[0].is_blank() && !pair[1].is_blank()).collect();
    let full = inner.iter().filter(|pair| pair[0].is_continued_by(&pair[1], column)).count();
    (full >= 2 && full * 10 >= inner.len() * 6).then_some(column)
}

/// One line: its range with the line break, its width in characters without it, and the width of its first word.
struct Line {
    span: Span,
    width: usize,
    first_word: usize,
}

impl Line {
    fn is_blank(&self) -> bool {
        self.width == 0
    }

    /// Whether the line was broken only because the first word of `next` did not fit into the column.
    fn is_continued_by(&self, next: &Line, column: usize) -> bool {
        // Wrapping tools disagree about the last column or two.
        const SLACK: usize = 3;
        !self.is_blank() && !next.is_blank() && self.width + 1 + next.first_word + SLACK > column
    }
}

fn lines(text: &str) -> Vec<Line> {
    let mut at = 0;
    let mut lines = Vec::new();
    for raw in text.split_inclusive('\n') {
        let content = raw.trim();
        lines.push(Line {
            span: Span::new(at, at + raw.len()),
            width: content.chars().count(),
            first_word: content.split_whitespace().next().map_or(0, |word| word.chars().count()),
        });
        at += raw.len();
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads "one\n|two" and checks that the text falls into exactly those paragraphs.
    fn check_paragraphs(marked: &str) {
        let text = marked.replace('|', "");
        let found: Vec<&str> = paragraphs(&text).iter().map(|span| span.of(&text)).collect();
        assert_eq!(found.join("|"), marked);
    }

    #[test]
    fn each_line_is_a_paragraph() {
        check_paragraphs("The bridge closed on Monday.\n|Nobody was hurt.");
        check_paragraphs("\n \nLead.\n\n|Next.\n\n\n|Last.\n");
    }

    #[test]
    fn white_space_alone_is_one_paragraph() {
        check_paragraphs("\n \n");
        assert!(paragraphs("").is_empty());
    }

    #[test]
    fn hand_wrapped_lines_are_joined() {
        check_paragraphs(
            "Bridge closes\n\n|The old bridge over the Linden river was closed on Monday after\n\
             inspectors found cracks in two of its pillars, the city said, and\nit will stay closed for weeks.\n\n\
             |Ferries will run every ten minutes from six in the morning until\nmidnight, and buses will be free.\n",
        );
    }

    #[test]
    fn short_lines_of_a_page_are_not_joined() {
        check_paragraphs("Share\n|Menu\n|Search\n|The old bridge over the Linden river was closed.\n");
    }

    proptest! {
        #[test]
        fn paragraphs_tile_any_text(text in "(\\PC|[ \n\t]|[a-z ]{20,60}\n){0,30}") {
            let found = paragraphs(&text);
            let joined: String = found.iter().map(|span| span.of(&text)).collect();
            prop_assert_eq!(joined, text.clone());
            prop_assert!(found.len() < 2 || found.iter().all(|span| !span.of(&text).trim().is_empty()));
        }
    }
}
