//! A text -> the lines of the page it is read on.

use std::ops::Range;

use crate::text::{Document, Role, SentenceIx};
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

/// A sentence on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence {
    /// Its number in the document.
    pub(super) ix: SentenceIx,
    /// The paragraph it stands in.
    pub(super) paragraph: usize,
    /// Its bytes of that paragraph's shown text, the space around it left out.
    pub(super) range: Range<usize>,
}

/// Where each sentence stands in the text as it is shown; one of white space alone, or of what is never drawn, is left out.
pub(super) fn sentences_of(document: &Document) -> Vec<Sentence> {
    let mut found = Vec::new();
    let all: Vec<(usize, &str)> =
        document.sentences().iter().map(|one| (one.paragraph, one.span.of(document.text()))).collect();
    let mut first = 0;
    for own in all.chunk_by(|one, next| one.0 == next.0) {
        let (mut at, mut gap, mut begun) = (0, false, false);
        for (ix, &(paragraph, raw)) in (first..).zip(own) {
            let words = raw.trim();
            if words.is_empty() {
                gap |= !raw.is_empty();
                continue;
            }
            // What is one space on the page may be several in the text, or a line's end.
            at += usize::from(begun && (gap || raw.starts_with(char::is_whitespace)));
            let range = at..at + clean(words).len();
            (at, gap, begun) = (range.end, raw.ends_with(char::is_whitespace), true);
            if !range.is_empty() {
                found.push(Sentence { ix: SentenceIx(ix), paragraph, range });
            }
        }
        first += own.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn paragraphs_wrap_with_a_line_between() {
        let lines = lines_of(&Document::parse("The bridge is shut until Sunday.\n\nFerries run.\n"), 16, false);
        let texts: Vec<&str> = lines.iter().map(|line| &*line.text).collect();
        assert_eq!(texts, ["The bridge is", "shut until", "Sunday.", "", "Ferries run."]);
    }

    #[test]
    fn sentences_are_found_in_the_text_as_shown() {
        let document = Document::parse("  The bridge\t is shut.  Ferries\u{a0}run.\n\n桥梁关闭。渡轮运行。\n");
        let shown: Vec<String> = sentences_of(&document)
            .iter()
            .map(|one| {
                clean(document.paragraphs()[one.paragraph].span.of(document.text()))[one.range.clone()].to_owned()
            })
            .collect();
        assert_eq!(shown, ["The bridge is shut.", "Ferries run.", "桥梁关闭。", "渡轮运行。"]);
    }

    proptest! {
        #[test]
        fn shown_sentences_are_the_sentences_cleaned(text in "((No!|He left\\. |市长辞职。|\\PC|[\u{200b}\u{ad}\u{1b}\t\u{a0}])?[ \n]?){0,40}") {
            let document = Document::parse(&text);
            let mut ends = vec![0; document.paragraphs().len()];
            for one in sentences_of(&document) {
                let paragraph = clean(document.paragraphs()[one.paragraph].span.of(document.text()));
                prop_assert_eq!(&paragraph[one.range.clone()], clean(document.sentence_text(one.ix)));
                let between = &paragraph[ends[one.paragraph]..one.range.start];
                prop_assert!(between.chars().all(char::is_whitespace), "{:?}", between);
                ends[one.paragraph] = one.range.end;
            }
        }
    }
}
