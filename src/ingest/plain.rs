//! Plain text and Markdown: front matter, then one article, or several where the text holds several.
//!
//! A repost can hold two articles of one outlet: a second headline after body text, with body text of its own under it, begins
//! the second. Both become articles of that outlet, named "file (1 of 2)" and "file (2 of 2)" in messages; the first keeps the
//! front matter's title and address, which speak of one piece.

use std::sync::Arc;

use super::front::{self, Front};
use super::{Harvest, markdown, outlet_of};
use crate::model::Arrival;
use crate::text::{Document, Hints, Paragraph, Role};

/// How the text is marked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Not at all.
    Plain,
    /// As Markdown.
    Markdown,
}

/// Fewest body paragraphs on either side of a second headline; with fewer it is a subhead or a teaser.
const FEWEST_BODY: usize = 3;

/// Reads a decoded text.
pub(super) fn read(name: &str, text: &str, form: Form) -> Harvest {
    let mut harvest = Harvest::default();
    let (front, body) = front::take(name, text, &mut harvest);
    if body.trim().is_empty() {
        harvest.warn(name, None, "holds front matter and no text", "put the article under the front matter");
        return harvest;
    }
    let body = match form {
        Form::Plain => body.to_owned(),
        Form::Markdown => markdown::to_text(body),
    };
    let whole = Document::parse_with(&body, &Hints { title: front.title.as_deref() });
    let starts = second_headlines(whole.paragraphs());
    if starts.is_empty() {
        harvest.arrivals.push(arrival(name, name.to_owned(), front, whole));
        return harvest;
    }
    let borders: Vec<usize> = [0].into_iter().chain(starts).chain([body.len()]).collect();
    let count = borders.len() - 1;
    for (k, border) in borders.windows(2).enumerate() {
        let piece = &body[border[0]..border[1]];
        let own = if k == 0 { front.clone() } else { Front { title: None, url: None, ..front.clone() } };
        let document = Document::parse_with(piece, &Hints { title: own.title.as_deref() });
        harvest.arrivals.push(arrival(name, format!("{name} ({} of {count})", k + 1), own, document));
    }
    harvest
}

fn arrival(name: &str, source: String, front: Front, document: Document) -> Arrival {
    let title = front.title.or_else(|| headline(&document));
    Arrival {
        outlet: front.outlet.unwrap_or_else(|| outlet_of(name)),
        title,
        url: front.url,
        byline: front.byline,
        published: front.published,
        source,
        document: Arc::new(document),
    }
}

fn headline(document: &Document) -> Option<String> {
    let paragraph = document.paragraphs().iter().find(|paragraph| paragraph.role == Role::Headline)?;
    Some(paragraph.span.of(document.text()).trim().to_owned())
}

/// Where articles after the first begin, in bytes. Only a text that began with a headline can hold a second one.
fn second_headlines(paragraphs: &[Paragraph]) -> Vec<usize> {
    let body = |from: usize, to: usize| paragraphs[from..to].iter().filter(|p| p.role == Role::Body).count();
    let headlines: Vec<usize> = (0..paragraphs.len()).filter(|&k| paragraphs[k].role == Role::Headline).collect();
    let mut starts = Vec::new();
    let mut last = headlines.first().copied().unwrap_or(0);
    for (k, &at) in headlines.iter().enumerate().skip(1) {
        let next = headlines.get(k + 1).copied().unwrap_or(paragraphs.len());
        if body(last, at) >= FEWEST_BODY && body(at, next) >= FEWEST_BODY {
            starts.push(paragraphs[at].span.start);
            last = at;
        }
    }
    starts
}
