//! A second article in the same text: its headline.

use std::collections::BTreeSet;

use super::marks;
use super::shape::{Ending, Shape};
use crate::text::{Role, key, words};

/// Marks as headlines the title-like paragraphs that open another article.
///
/// Only in a text that began with a headline, behind at least three paragraphs of body, and only where the paragraph
/// below is a lead: it says over again what the title says, and names a day or a place as a lead does. A subhead
/// announces a section in a few words and is not said over again, so it stays a subhead.
pub(super) fn mark_second_headlines(shapes: &[Shape<'_>], roles: &mut [Option<Role>]) {
    if !roles.contains(&Some(Role::Headline)) {
        return;
    }
    let mut body_before = 0;
    let mut begun = false;
    for i in 0..shapes.len() {
        begun |= roles[i] == Some(Role::Headline);
        body_before += usize::from(roles[i] == Some(Role::Body));
        let candidate = begun && body_before >= 3 && roles[i] == Some(Role::Subhead) && is_full_title(&shapes[i]);
        if candidate && body_after(roles, i) >= 2 && is_lead_of(&shapes[i + 1], &shapes[i]) {
            roles[i] = Some(Role::Headline);
            body_before = 0;
        }
    }
}

/// Long enough to tell a story by itself, and no agency subhead, question or quotation.
fn is_full_title(shape: &Shape<'_>) -> bool {
    shape.words >= 6 && shape.ending == Ending::Open && !shape.quoted && !marks::is_dashed(shape)
}

/// How many paragraphs right below are body.
fn body_after(roles: &[Option<Role>], at: usize) -> usize {
    roles[at + 1..].iter().take_while(|role| **role == Some(Role::Body)).count()
}

fn is_lead_of(lead: &Shape<'_>, title: &Shape<'_>) -> bool {
    let title_stems = stems(title.text);
    let lead_stems = stems(lead.text);
    let shared = title_stems.intersection(&lead_stems).count();
    lead.is_prose()
        && title_stems.len() >= 4
        && shared >= 3
        && shared * 5 >= title_stems.len() * 3
        && marks::names_day_or_place(lead.text)
}

/// The first five letters of every word that has at least four: enough to match "strengthen" with "strengthened".
fn stems(text: &str) -> BTreeSet<String> {
    let long = |word: &str| word.chars().count() >= 4;
    words(text)
        .iter()
        .map(|word| key(word.core.of(text)))
        .filter(|word| long(word))
        .map(|word| word.chars().take(5).collect())
        .collect()
}
