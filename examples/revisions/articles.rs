//! The articles that are edited: sentences, and where paragraphs end.

use std::error::Error;

use newsdiff::sample;
use newsdiff::text::{Document, Role, SentenceIx};
use serde::Deserialize;

/// One sentence of an article.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// As published, without the white space around it.
    pub text: String,
    /// Whether its paragraph ends with it.
    pub closes: bool,
}

/// The sentences of an article, the headline first.
pub type Article = Vec<Sentence>;

/// The articles of the sample edition.
pub fn sample() -> Vec<Article> {
    sample::stories().iter().flatten().map(|arrival| article(&arrival.document)).collect()
}

fn article(document: &Document) -> Article {
    let sentences = document.sentences();
    let kept = (0..sentences.len()).filter(|&k| document.role(SentenceIx(k)) != Role::Noise);
    let closes = |k: usize| sentences.get(k + 1).is_none_or(|next| next.paragraph != sentences[k].paragraph);
    kept.map(|k| Sentence { text: document.sentence_text(SentenceIx(k)).to_owned(), closes: closes(k) }).collect()
}

#[derive(Deserialize)]
struct Row {
    story: String,
    left_name: String,
    right_name: String,
    left: Vec<String>,
    right: Vec<String>,
}

/// The tellings of a labelled file, each once, in paragraphs of one to three sentences.
pub fn labelled(path: &str) -> Result<Vec<Article>, Box<dyn Error>> {
    let mut seen = std::collections::BTreeSet::new();
    let mut articles = Vec::new();
    for line in std::fs::read_to_string(path)?.lines().filter(|line| !line.trim().is_empty()) {
        let row: Row = serde_json::from_str(line)?;
        for (name, sentences) in [(row.left_name, row.left), (row.right_name, row.right)] {
            if sentences.len() >= 8 && seen.insert((row.story.clone(), name)) {
                articles.push(in_paragraphs(sentences));
            }
        }
    }
    Ok(articles)
}

/// Paragraphs of one to three sentences, without what the page put around the article.
fn in_paragraphs(sentences: Vec<String>) -> Article {
    let page = Document::parse(&sentences.join("\n\n"));
    let roles = page.paragraphs().iter().map(|paragraph| paragraph.role);
    let body = sentences.into_iter().zip(roles).filter(|(_, role)| *role != Role::Noise);
    // What does not end as a sentence does would run into the next.
    let closes = |k: usize, text: &str| k == 0 || k % 5 == 1 || k % 5 == 4 || !text.ends_with(['.', '!', '?']);
    body.enumerate().map(|(k, (text, _))| Sentence { closes: closes(k, &text), text }).collect()
}
