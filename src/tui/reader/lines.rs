//! A text -> the lines of the page it is read on.

use crate::text::{Document, Role};
use crate::tui::cells::clean;
use crate::tui::wrap::wrap;

/// One line of the wrapped text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PageLine {
    /// What is drawn.
    pub(super) text: String,
    /// The role of its paragraph.
    pub(super) role: Role,
    /// The first line of a paragraph.
    pub(super) begins: bool,
    /// The paragraph of the document it shows, and the byte of that paragraph's shown text it begins at.
    pub(super) source: Option<(usize, usize)>,
    /// The paragraph it is of or follows, for the order of lines.
    pub(super) after: usize,
}

impl PageLine {
    /// Where it stands in the text; a line without text of the article comes before its paragraph's.
    pub(super) fn place(&self) -> (usize, usize) {
        self.source.unwrap_or((self.after, 0))
    }
}

/// The text in lines, an empty one between paragraphs; runs of noise are one line unless unfolded.
pub(super) fn lines_of(document: &Document, width: usize, unfolded: bool) -> Vec<PageLine> {
    let mut lines: Vec<PageLine> = Vec::new();
    let mut add = |text: &str, role: Role, after: usize, of_article: bool| {
        if !lines.is_empty() {
            lines.push(PageLine { text: String::new(), role, begins: false, source: None, after });
        }
        for (n, range) in wrap(text, width).into_iter().enumerate() {
            let source = of_article.then_some((after, range.start));
            lines.push(PageLine { text: text[range].to_owned(), role, begins: n == 0, source, after });
        }
    };
    let mut folded = 0;
    for (k, paragraph) in document.paragraphs().iter().enumerate() {
        let text = clean(paragraph.span.of(document.text()));
        if text.is_empty() {
            continue;
        }
        if paragraph.role == Role::Noise && !unfolded {
            folded += 1;
            continue;
        }
        if folded > 0 {
            add(&folded_note(folded), Role::Noise, k - 1, false);
            folded = 0;
        }
        add(&text, paragraph.role, k, true);
    }
    if folded > 0 {
        add(&folded_note(folded), Role::Noise, document.paragraphs().len(), false);
    }
    lines
}

fn folded_note(count: usize) -> String {
    format!("({count} {} of page furniture folded)", if count == 1 { "line" } else { "lines" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_wrap_with_a_line_between() {
        let lines = lines_of(&Document::parse("The bridge is shut until Sunday.\n\nFerries run.\n"), 16, false);
        let texts: Vec<&str> = lines.iter().map(|line| &*line.text).collect();
        assert_eq!(texts, ["The bridge is", "shut until", "Sunday.", "", "Ferries run."]);
    }
}
