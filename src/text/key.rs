//! The form in which two words are compared: what typography and spelling habits add is taken off.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The comparison form of a word or a longer text.
///
/// NFC, lower case, straight quotes, one dash, plain spaces; no soft hyphens, zero-width characters or variation
/// selectors, no stops in dotted abbreviations ("U.S." = "US"), no commas between thousands ("1,200" = "1200"),
/// full-width letters and digits as plain ones.
///
/// Three acronyms keep their capitals, because in lower case they are function words, which the comparison hardly
/// weighs: "US", "IT" and "WHO".
pub fn key(word: &str) -> String {
    // Most words are plain lower-case letters already, and a comparison asks for every word of both texts.
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    // One of plain letters and digits has its capitals alone to lose.
    if word.bytes().all(|b| b.is_ascii_alphanumeric()) && !is_acronym(word) {
        return word.to_ascii_lowercase();
    }
    let plain: Cow<'_, str> = if word.is_ascii() {
        word.into()
    } else if is_nfc(word) {
        word.chars().filter_map(plain_typography).collect::<String>().into()
    } else {
        word.nfc().filter_map(plain_typography).collect::<String>().into()
    };
    let bare = if plain.contains(['.', ',']) { without_stops_and_commas(&plain) } else { plain.into_owned() };
    if is_acronym(&bare) {
        return bare;
    }
    fold(&bare)
}

/// The three that in lower case are function words.
fn is_acronym(word: &str) -> bool {
    matches!(word, "US" | "IT" | "WHO")
}

/// One character without its typography; `None` where it is invisible.
fn plain_typography(c: char) -> Option<char> {
    Some(match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' => return None,
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '′' | '＇' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => '"',
        '\u{2010}'..='\u{2015}' | '−' => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c if c.is_whitespace() => ' ',
        c => c,
    })
}

fn without_stops_and_commas(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut part = Part::default();
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let dropped = match c {
            '.' => part.is_short_letters() || (part.letters > 0 && rest.is_empty()),
            ',' => part.digits > 0 && starts_with_thousands(rest),
            _ => false,
        };
        if !dropped {
            out.push(c);
        }
        part.take(c);
    }
    out
}

/// The letters and digits since the last mark.
#[derive(Default)]
struct Part {
    letters: usize,
    digits: usize,
}

impl Part {
    /// Up to two letters, as "U" and "Ph" in front of their stops.
    fn is_short_letters(&self) -> bool {
        self.digits == 0 && (1..=2).contains(&self.letters)
    }

    fn take(&mut self, c: char) {
        if c.is_alphabetic() {
            self.letters += 1;
        } else if c.is_ascii_digit() {
            self.digits += 1;
        } else {
            *self = Part::default();
        }
    }
}

fn starts_with_thousands(rest: &str) -> bool {
    rest.bytes().take_while(u8::is_ascii_digit).count() == 3
}

/// Lower case, with the two letters folded that lower case keeps apart: sharp s and the final sigma.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'ß' => out.push_str("ss"),
            'ς' => out.push('σ'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check_same(one: &str, other: &str) {
        assert_eq!(key(one), key(other), "{one} and {other} are one word");
    }

    #[test]
    fn typography_and_spelling_habits_are_taken_off() {
        check_same("Xi’s", "xi's");
        check_same("“", "\"");
        check_same("U.S.", "US");
        check_same("U.S.-led", "US\u{2011}led");
        check_same("Ph.D.", "PhD");
        check_same("a.m.", "am");
        check_same("Mr.", "Mr");
        check_same("1,200", "1200");
        check_same("$1,234,567.50", "$1234567.50");
        check_same("co\u{ad}operate", "cooperate");
        check_same("caf\u{65}\u{301}", "café");
        check_same("no\u{a0}break", "no break");
        check_same("STRASSE", "straße");
        check_same("ΟΔΟΣ", "οδος");
        check_same("１２", "12");
    }

    #[test]
    fn substance_is_kept() {
        for (one, other) in
            [("3.5", "35"), ("1,20", "120"), ("US", "us"), ("WHO", "who"), ("example.org", "exampleorg")]
        {
            assert_ne!(key(one), key(other), "{one} and {other} differ");
        }
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(word in "\\PC{0,12}") {
            let once = key(&word);
            // Dropping a stop can leave a new short part in front of another, so a second pass may still drop; a word
            // without stops and commas is settled at once.
            if !word.contains(['.', ',', '．', '，']) {
                prop_assert_eq!(key(&once), once);
            }
        }
    }
}
