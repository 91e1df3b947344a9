//! A text with its paragraphs and sentences.

use super::paragraphs::paragraphs;
use super::sentences::sentences;
use super::span::Span;
use super::{Hints, Paragraph, Role, Sentence, SentenceIx, roles};

/// A text with its paragraphs and sentences.
///
/// The paragraphs tile the text, the sentences tile it too, and each sentence lies in one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    text: String,
    paragraphs: Vec<Paragraph>,
    sentences: Vec<Sentence>,
}

impl Document {
    /// Reads a text: paragraphs, their roles, sentences.
    pub fn parse(text: &str) -> Document {
        Document::parse_with(text, &Hints::default())
    }

    /// Reads a text of which something is known already.
    pub fn parse_with(text: &str, hints: &Hints<'_>) -> Document {
        let spans = paragraphs(text);
        let roles = roles::classify(text, &spans, hints);
        let paragraphs = spans.into_iter().zip(roles).map(|(span, role)| Paragraph { span, role }).collect();
        Document::with_sentences(text.to_owned(), paragraphs)
    }

    /// Puts a document together from paragraphs whose roles are known, joined by blank lines.
    ///
    /// White space around a paragraph is left out, and so are paragraphs of white space alone.
    pub fn from_paragraphs(pieces: &[(String, Role)]) -> Document {
        let mut text = String::new();
        let mut paragraphs: Vec<Paragraph> = Vec::new();
        for (piece, role) in
            pieces.iter().map(|(piece, role)| (piece.trim(), *role)).filter(|(piece, _)| !piece.is_empty())
        {
            if let Some(last) = paragraphs.last_mut() {
                text.push_str("\n\n");
                last.span.end = text.len();
            }
            let start = text.len();
            text.push_str(piece);
            paragraphs.push(Paragraph { span: Span::new(start, text.len()), role });
        }
        Document::with_sentences(text, paragraphs)
    }

    /// Puts a document together from a text and paragraphs kept from an earlier reading; `None` if they do not tile it.
    pub fn from_ranges(text: String, paragraphs: Vec<Paragraph>) -> Option<Document> {
        let mut at = 0;
        for paragraph in &paragraphs {
            let Span { start, end } = paragraph.span;
            if start != at || end <= start || !text.is_char_boundary(end) {
                return None;
            }
            at = end;
        }
        (at == text.len()).then(|| Document::with_sentences(text, paragraphs))
    }

    fn with_sentences(text: String, paragraphs: Vec<Paragraph>) -> Document {
        let mut found = Vec::new();
        for (index, paragraph) in paragraphs.iter().enumerate() {
            let spans = sentences(paragraph.span.of(&text)).into_iter();
            found.extend(spans.map(|span| Sentence { span: span.shifted(paragraph.span.start), paragraph: index }));
        }
        Document { text, paragraphs, sentences: found }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The paragraphs, which tile the text.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The sentences, which tile the text.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// One sentence.
    ///
    /// # Panics
    /// If the index is not one of this document's.
    pub fn sentence(&self, ix: SentenceIx) -> Sentence {
        self.sentences[ix.0]
    }

    /// The role of the paragraph that holds a sentence.
    ///
    /// # Panics
    /// If the index is not one of this document's.
    pub fn role(&self, ix: SentenceIx) -> Role {
        self.paragraphs[self.sentences[ix.0].paragraph].role
    }

    /// The number of the body paragraph a sentence is in, counted from 1 as a reader counts; `None` outside the body.
    ///
    /// # Panics
    /// If the index is not one of this document's.
    pub fn body_number(&self, ix: SentenceIx) -> Option<usize> {
        let body = |paragraph: &&Paragraph| paragraph.role == Role::Body;
        let upto = &self.paragraphs[..=self.sentences[ix.0].paragraph];
        (self.role(ix) == Role::Body).then(|| upto.iter().filter(body).count())
    }

    /// A sentence's text without the white space around it.
    ///
    /// # Panics
    /// If the index is not one of this document's.
    pub fn sentence_text(&self, ix: SentenceIx) -> &str {
        self.content(self.sentences[ix.0].span).of(&self.text)
    }

    /// A span of this text without the white space around it.
    #[must_use]
    pub fn content(&self, span: Span) -> Span {
        let raw = span.of(&self.text);
        let start = span.start + (raw.len() - raw.trim_start().len());
        Span::new(start, start + raw.trim().len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check_tiles(document: &Document) {
        let mut at = 0;
        for paragraph in document.paragraphs() {
            assert_eq!(paragraph.span.start, at);
            at = paragraph.span.end;
        }
        assert_eq!(at, document.text().len());
        at = 0;
        for sentence in document.sentences() {
            assert_eq!(sentence.span.start, at);
            assert!(document.paragraphs()[sentence.paragraph].span.covers(sentence.span));
            at = sentence.span.end;
        }
        assert_eq!(at, document.text().len());
    }

    #[test]
    fn known_paragraphs_are_joined_by_blank_lines() {
        let pieces = vec![
            ("Bridge closes".to_owned(), Role::Headline),
            ("  ".to_owned(), Role::Body),
            (" It rained. It snowed.\n".to_owned(), Role::Body),
        ];
        let document = Document::from_paragraphs(&pieces);
        assert_eq!(document.text(), "Bridge closes\n\nIt rained. It snowed.");
        assert_eq!(document.role(SentenceIx(0)), Role::Headline);
        assert_eq!(document.sentence_text(SentenceIx(2)), "It snowed.");
        check_tiles(&document);
    }

    #[test]
    fn ranges_that_do_not_tile_are_refused() {
        let whole = Document::parse("One.\nTwo.\n");
        let ranges = whole.paragraphs().to_vec();
        assert_eq!(Document::from_ranges(whole.text().to_owned(), ranges.clone()), Some(whole.clone()));
        assert_eq!(Document::from_ranges("One.\nTwo.\nThree.".to_owned(), ranges.clone()), None);
        assert_eq!(Document::from_ranges(whole.text().to_owned(), ranges[1..].to_vec()), None);
        assert_eq!(Document::from_ranges("One.éTwo.\n".to_owned(), ranges), None);
    }

    proptest! {
        #[test]
        fn ranges_tile_any_text(text in any::<String>()) {
            let document = Document::parse(&text);
            prop_assert_eq!(document.text(), &text);
            check_tiles(&document);
        }

        #[test]
        fn ranges_tile_news_like_text(text in "((By |Photo: |Share|The mayor left\\. |“No!” |[0-9]{1,3}|市长辞职。|\\PC)?[ \n]){0,40}") {
            check_tiles(&Document::parse(&text));
        }
    }
}
