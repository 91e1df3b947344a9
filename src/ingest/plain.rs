//! Plain text and Markdown: front matter, then one article, or several where the text holds several.
//!
//! A repost can hold two articles of one outlet: a second headline after body text, with body text of its own under it, begins
//! the second. Both become articles of that outlet, named "file (1 of 2)" and "file (2 of 2)" in messages; the first keeps the
//! front matter's title and address, which speak of one piece.

use std::ops::Range;
use std::sync::Arc;

use super::front::{self, Front};
use super::{Cut, Harvest, markdown, outlet_of};
use crate::model::Arrival;
use crate::text::{Document, Hints, Paragraph, Role, Span};

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
pub(super) fn read(name: &str, text: &str, form: Form, cut: Cut) -> Harvest {
    let mut harvest = Harvest::default();
    let (front, body) = front::take(name, text, &mut harvest);
    if body.trim().is_empty() {
        harvest.warn(name, None, "holds front matter and no text", "put the article under the front matter");
        return harvest;
    }
    let whole = parse(body, form, front.title.as_deref());
    if whole.text().trim().is_empty() {
        harvest.warn(name, None, "holds marks and no text", "put the article's words into it");
        return harvest;
    }
    let starts = if cut == Cut::Articles { second_headlines(whole.paragraphs()) } else { Vec::new() };
    if starts.is_empty() {
        harvest.arrivals.push(arrival(name, name.to_owned(), front, whole));
        return harvest;
    }
    let borders: Vec<usize> = [0].into_iter().chain(starts).chain([whole.paragraphs().len()]).collect();
    let count = borders.len() - 1;
    for (k, border) in borders.windows(2).enumerate() {
        let own = if k == 0 { front.clone() } else { Front { title: None, url: None, ..front.clone() } };
        let document = part(&whole, border[0]..border[1]);
        harvest.arrivals.push(arrival(name, format!("{name} ({} of {count})", k + 1), own, document));
    }
    harvest
}

fn parse(body: &str, form: Form, title: Option<&str>) -> Document {
    match form {
        Form::Plain => Document::parse_with(body, &Hints { title, ..Hints::default() }),
        Form::Markdown => {
            let (texts, roles): (Vec<String>, Vec<Option<Role>>) = markdown::pieces(body).into_iter().unzip();
            Document::parse_with(&texts.join("\n\n"), &Hints { title, roles: &roles })
        }
    }
}

/// Some paragraphs of a text as a text of their own, with the roles they have in the whole: what is noise below the second
/// article was found by looking at the whole page.
fn part(whole: &Document, paragraphs: Range<usize>) -> Document {
    let paragraphs = &whole.paragraphs()[paragraphs];
    let start = paragraphs[0].span.start;
    let text = &whole.text()[start..paragraphs[paragraphs.len() - 1].span.end];
    let own = |p: &Paragraph| Paragraph { span: Span::new(p.span.start - start, p.span.end - start), role: p.role };
    Document::from_ranges(text.to_owned(), paragraphs.iter().map(own).collect())
        .unwrap_or_else(|| Document::parse(text))
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
        summary: false,
    }
}

fn headline(document: &Document) -> Option<String> {
    let paragraph = document.paragraphs().iter().find(|paragraph| paragraph.role == Role::Headline)?;
    Some(paragraph.span.of(document.text()).trim().to_owned())
}

/// The paragraphs with which articles after the first begin. Only a text that began with a headline can hold a second one.
fn second_headlines(paragraphs: &[Paragraph]) -> Vec<usize> {
    let body = |from: usize, to: usize| paragraphs[from..to].iter().filter(|p| p.role == Role::Body).count();
    let headlines: Vec<usize> = (0..paragraphs.len()).filter(|&k| paragraphs[k].role == Role::Headline).collect();
    let mut starts = Vec::new();
    let mut last = headlines.first().copied().unwrap_or(0);
    for (k, &at) in headlines.iter().enumerate().skip(1) {
        let next = headlines.get(k + 1).copied().unwrap_or(paragraphs.len());
        if body(last, at) >= FEWEST_BODY && body(at, next) >= FEWEST_BODY {
            starts.push(at);
            last = at;
        }
    }
    starts
}
