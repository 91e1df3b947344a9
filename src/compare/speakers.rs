//! Who is speaking: verbs of speech, and the names and offices beside them.
//!
//! "Foreign ministry spokesperson Mao" in two sentences says that one person speaks in both and not that she says the same, so
//! the pairing weighs such words apart.

use super::listed::Listed;
use super::reading::Token;

/// Verbs by which outlets attribute, as comparison keys.
pub(super) static SPEECH: Listed<22> = Listed::new([
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
]);

/// Words for offices, as comparison keys.
pub(super) static OFFICES: Listed<24> = Listed::new([
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
]);

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
        if SPEECH.has(key) { Some(Voice::Speech) } else { OFFICES.has(key).then_some(Voice::Office) }
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
