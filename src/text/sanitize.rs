//! Text that cannot act on a terminal or deceive the eye.

use std::borrow::Cow;

/// The text with every character made harmless that could drive a terminal or disguise other text.
///
/// Control characters other than line feed and tab become U+FFFD, so that the reader sees something was there; invisible
/// characters that reorder or hide text (directional overrides, embeddings and isolates, zero-width space, byte order
/// marks, tags) are removed. Joiners, variation selectors and the two plain direction marks are kept: Persian, Indic
/// scripts and emoji are spelt with them. Doing it twice changes nothing more.
pub fn neutralise(text: &str) -> Cow<'_, str> {
    if is_harmless(text) {
        return Cow::Borrowed(text);
    }
    let harmless = text.chars().filter_map(|c| match fate(c) {
        Fate::Kept => Some(c),
        Fate::Replaced => Some(char::REPLACEMENT_CHARACTER),
        Fate::Removed => None,
    });
    Cow::Owned(harmless.collect())
}

/// Whether nothing in a text has to be changed. Most of news is plain ASCII, which a look at its bytes tells.
fn is_harmless(text: &str) -> bool {
    let mut rest = text;
    loop {
        let plain = plain_prefix(rest.as_bytes());
        let mut others = rest[plain..].chars();
        match others.next() {
            None => return true,
            Some(c) if fate(c) == Fate::Kept => rest = others.as_str(),
            Some(_) => return false,
        }
    }
}

/// How many bytes in front are printable ASCII, line feeds and tabs; looked at many at a time.
fn plain_prefix(bytes: &[u8]) -> usize {
    let is_plain = |b: &u8| matches!(b, b'\n' | b'\t' | b' '..=b'~');
    let (chunks, _) = bytes.as_chunks::<32>();
    let whole = chunks.iter().take_while(|chunk| chunk.iter().fold(true, |plain, b| plain & is_plain(b))).count() * 32;
    whole + bytes[whole..].iter().take_while(|b| is_plain(b)).count()
}

#[derive(PartialEq, Eq)]
enum Fate {
    Kept,
    Replaced,
    Removed,
}

fn fate(c: char) -> Fate {
    match c {
        '\n' | '\t' | ' '..='~' => Fate::Kept,
        c if c.is_control() => Fate::Replaced,
        // Line and paragraph separators move the cursor on some terminals.
        '\u{2028}' | '\u{2029}' => Fate::Replaced,
        '\u{200b}'                    // zero-width space
        | '\u{202a}'..='\u{202e}'     // embeddings and overrides
        | '\u{2066}'..='\u{206f}'     // isolates, deprecated shaping controls
        | '\u{2060}'..='\u{2065}'     // word joiner, invisible operators
        | '\u{180e}'                  // Mongolian vowel separator
        | '\u{feff}'                  // byte order mark
        | '\u{fff9}'..='\u{fffb}'     // interlinear annotation
        | '\u{e0000}'..='\u{e007f}'   // tags
        => Fate::Removed,
        _ => Fate::Kept,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(neutralise("Plain text,\n\twith a tab."), Cow::Borrowed(_)));
    }

    #[test]
    fn what_acts_on_a_terminal_is_replaced() {
        assert_eq!(neutralise("a\u{1b}[31mb\u{7}\u{9b}2J\u{7f}\r"), "a\u{fffd}[31mb\u{fffd}\u{fffd}2J\u{fffd}\u{fffd}");
    }

    #[test]
    fn what_disguises_text_is_removed() {
        assert_eq!(neutralise("safe\u{202e}txt\u{202c}.\u{200b}exe\u{feff}\u{e0041}"), "safetxt.exe");
    }

    #[test]
    fn what_spells_words_is_kept() {
        for text in
            ["می\u{200c}خواهم", "👩\u{200d}🚒", "❤\u{fe0f}", "a\u{200e}b\u{200f}c", "क\u{94d}\u{200d}ष", "co\u{ad}op"]
        {
            assert_eq!(neutralise(text), text);
        }
    }

    proptest! {
        #[test]
        fn once_is_enough(text in any::<String>()) {
            let once = neutralise(&text).into_owned();
            prop_assert!(once.chars().all(|c| !c.is_control() || c == '\n' || c == '\t'));
            prop_assert_eq!(neutralise(&once), once.clone());
        }
    }
}
