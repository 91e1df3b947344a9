//! Who is speaking: verbs of speech, and the names and offices beside them.
//!
//! "Foreign ministry spokesperson Mao" in two sentences says that one person speaks in both and not that she says the same, so
//! the pairing weighs such words apart.

use super::reading::Token;

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
pub(super) const OFFICES: [&str; 24] = [
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

/// What a word says about who is speaking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// It is a verb of speech.
    Speech,
    /// It names an office.
    Office,
}

impl Voice {
    /// What a comparison key says, if anything.
    pub(super) fn of(key: &str) -> Option<Voice> {
        if SPEECH.binary_search(&key).is_ok() {
            Some(Voice::Speech)
        } else {
            OFFICES.binary_search(&key).is_ok().then_some(Voice::Office)
        }
    }
}

/// Marks the names and offices beside every verb of speech outside quotation marks.
pub(super) fn mark(tokens: &mut [Token]) {
    let says = |token: &Token| !token.quoted && token.voice == Some(Voice::Speech);
    for at in (0..tokens.len()).filter(|&k| says(&tokens[k])).collect::<Vec<_>>() {
        let end = (at + REACH).min(tokens.len());
        for token in &mut tokens[at.saturating_sub(REACH)..end] {
            let office = token.voice == Some(Voice::Office);
            token.speaker |= !token.quoted && token.content && (token.name || office);
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
