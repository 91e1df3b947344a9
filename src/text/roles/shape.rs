//! What can be seen of a paragraph without reading it: its length, how it ends, what it is made of.

/// How a paragraph ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// A full stop, question or exclamation mark, quotes and brackets after it aside.
    Stop,
    /// Three dots: cut short, or trailing off.
    Dots,
    /// A colon.
    Colon,
    /// Anything else.
    Open,
}

/// The shape of one paragraph.
#[derive(Debug, Clone)]
pub(super) struct Shape<'t> {
    /// The paragraph without the white space around it.
    pub(super) text: &'t str,
    /// Lower case, single spaces, no marks at either end: the form lists are matched in.
    pub(super) plain: String,
    /// Its length in words; two characters of a script without spaces count as one word.
    pub(super) words: usize,
    /// How it ends.
    pub(super) ending: Ending,
    /// Whether the last mark is a closing quote or the first an opening one.
    pub(super) quoted: bool,
    /// Whether it begins like an item of a list.
    pub(super) item: bool,
}

impl<'t> Shape<'t> {
    pub(super) fn of(text: &'t str) -> Shape<'t> {
        let text = text.trim();
        let common = is_common(text);
        Shape {
            text,
            plain: plain(text, common),
            words: count_words(text, common),
            ending: ending(text),
            quoted: text.starts_with(is_quote) || text.ends_with(is_quote),
            item: is_item(text),
        }
    }

    /// Whether it reads as running text: a sentence of some length that comes to its end.
    pub(super) fn is_prose(&self) -> bool {
        match self.ending {
            Ending::Stop => self.words >= 6,
            // A quotation may trail off; a teaser is cut outside quotes.
            Ending::Dots => self.quoted && self.words >= 6,
            Ending::Colon => self.words >= 10,
            Ending::Open => self.words >= 40 || (self.quoted && self.words >= 12),
        }
    }

    /// Whether it could be a title: some words, not too many, no full stop at its end.
    pub(super) fn is_title_like(&self) -> bool {
        let ends_as_title = match self.ending {
            Ending::Open => true,
            Ending::Stop => !self.text.ends_with(['.', '。', '।']),
            Ending::Dots | Ending::Colon => false,
        };
        ends_as_title && (2..=30).contains(&self.words) && self.has_letters() && !self.item
    }

    pub(super) fn has_letters(&self) -> bool {
        self.text.chars().any(char::is_alphabetic)
    }
}

/// The form lists are matched in; `common` is what [`is_common`] says of the text.
fn plain(text: &str, common: bool) -> String {
    // Most paragraphs are ASCII but for their quotes and dashes, with single spaces and nothing else between words.
    if common {
        let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
        let spaces = bare.bytes().zip(bare.bytes().skip(1)).filter(|&(b, next)| b == b' ' && next == b' ').count();
        if spaces == 0 && bare.bytes().filter(|&b| b < b' ').count() == 0 {
            return bare.to_ascii_lowercase();
        }
    }
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text is ASCII but for quotes, dashes and dots (U+2010 to U+2027): no other letters and no other white space.
fn is_common(text: &str) -> bool {
    let mut rest = text.as_bytes();
    loop {
        let plain = rest.iter().take_while(|b| b.is_ascii()).count();
        match &rest[plain..] {
            [] => return true,
            [0xe2, 0x80, 0x90..=0xa7, others @ ..] => rest = others,
            _ => return false,
        }
    }
}

fn count_words(text: &str, common: bool) -> usize {
    if common {
        // The vertical tab is white space to `char` and not to `u8`.
        let space = |b: u8| b.is_ascii_whitespace() || b == 0x0b;
        let begins = |&(b, next): &(u8, u8)| space(b) && !space(next);
        let first = text.bytes().next().is_some_and(|b| !space(b));
        return text.bytes().zip(text.bytes().skip(1)).filter(begins).count() + usize::from(first);
    }
    let unspaced = text.chars().filter(|&c| is_unspaced(c)).count();
    let spaced = text.split_whitespace().filter(|word| !word.starts_with(is_unspaced)).count();
    spaced + unspaced.div_ceil(2)
}

/// Letters of scripts that write no space between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn ending(text: &str) -> Ending {
    let bare =
        text.trim_end_matches(|c: char| is_quote(c) || matches!(c, ')' | ']' | '）' | '》') || c.is_whitespace());
    if bare.ends_with("...") || bare.ends_with('…') {
        Ending::Dots
    } else if bare.ends_with(['.', '!', '?', '。', '！', '？', '؟', '۔', '।', '॥', '։', '።', '။', '។'])
    {
        Ending::Stop
    } else if bare.ends_with([':', '：']) {
        Ending::Colon
    } else {
        Ending::Open
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '„' | '«' | '»' | '「' | '」' | '『' | '』')
}

/// "• one", "* two", "- three", "4. four"; a dash at both ends is a subhead and no item.
fn is_item(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let numbered =
        (1..=2).contains(&digits) && text[digits..].starts_with([')', '.']) && text[digits + 1..].starts_with(' ');
    let bulleted = ["• ", "* ", "- ", "– ", "— ", "· ", "▪ "].iter().any(|mark| text.starts_with(mark));
    numbered || (bulleted && !text.ends_with(['-', '–', '—']))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn common_text_is_read_as_any_other(text in "([a-zA-Z0-9 .,]|\u{201c}|\u{2019}|\u{2014}|\u{2026}|\t|\u{b}|é|Σ| ){0,40}") {
            let lower = text.to_lowercase();
            let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
            prop_assert_eq!(plain(&text, is_common(&text)), bare.split_whitespace().collect::<Vec<_>>().join(" "));
            prop_assert_eq!(count_words(&text, is_common(&text)), text.split_whitespace().count());
        }
    }
}
