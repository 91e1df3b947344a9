//! Who is speaking: verbs of speech, and the names and offices beside them.
//!
//! "Foreign ministry spokesperson Mao" in two sentences says that one person speaks in both and not that she says the same, so
//! the pairing weighs such words apart.

use super::reading::Token;
use crate::text::key;

/// Verbs by which outlets attribute, as comparison keys.
pub(super) const SPEECH: [&str; 22] = [
    "according",
    "added",
    "announced",
    "argued",
    "asked",
    "claimed",
    "continued",
    "declared",
    "emphasized",
    "explained",
    "insisted",
    "noted",
    "reiterated",
    "replied",
    "responded",
    "said",
    "says",
    "stated",
    "stressed",
    "told",
    "warned",
    "wrote",
];

/// Words for offices, as comparison keys.
const OFFICES: [&str; 24] = [
    "chairman",
    "chief",
    "department",
    "deputy",
    "director",
    "foreign",
    "gov",
    "governor",
    "judge",
    "leader",
    "mayor",
    "minister",
    "ministry",
    "officer",
    "president",
    "rep",
    "secretary",
    "sen",
    "senator",
    "sheriff",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "state",
];

/// How many words before and after a verb of speech can name the speaker.
const REACH: usize = 8;

/// Marks the names and offices beside every verb of speech outside quotation marks.
pub(super) fn mark(tokens: &mut [Token], text: &str) {
    let is_in = |list: &[&str], token: &Token| list.binary_search(&key(token.span.of(text)).as_str()).is_ok();
    let says: Vec<usize> = (0..tokens.len()).filter(|&k| !tokens[k].quoted && is_in(&SPEECH, &tokens[k])).collect();
    for at in says {
        let end = (at + REACH).min(tokens.len());
        for token in &mut tokens[at.saturating_sub(REACH)..end] {
            token.speaker |= !token.quoted && token.content && (token.name || is_in(&OFFICES, token));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{OFFICES, SPEECH};

    #[test]
    fn the_lists_are_sorted_so_that_they_can_be_searched() {
        assert!(SPEECH.is_sorted() && OFFICES.is_sorted());
    }
}
