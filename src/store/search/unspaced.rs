//! Scripts that put no space between words, made ready for a search by words.
//!
//! A run of Chinese or Japanese is one word to the engine, so that only its beginning could be found. It is cut into every two
//! characters that stand together ("東京都" is "東京 京都 都"), and what is looked for is cut the same way and has to stand
//! there in a row. So every string of a text is found, whichever way a dictionary would divide it.

use std::borrow::Cow;

/// Whether a character belongs to a script written without spaces: Han, Hiragana, Katakana and the marks between them.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
        && !matches!(c, '\u{30a0}' | '\u{30fb}')
}

/// A text as it is put into the search.
pub(in crate::store) fn to_index(text: &str) -> Cow<'_, str> {
    // Most texts have no byte that such a character begins with.
    if !text.bytes().any(|byte| byte >= 0xe3) || !text.chars().any(is_unspaced) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() * 3);
    for piece in pieces(text) {
        match piece {
            Piece::Spaced(text) => out.push_str(text),
            Piece::Unspaced(run) => {
                out.push(' ');
                out.push_str(&in_twos(run, true).join(" "));
                out.push(' ');
            }
        }
    }
    Cow::Owned(out)
}

/// Part of a text in one kind of script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Words the engine tells apart by itself.
    Spaced(&'a str),
    /// A run without spaces.
    Unspaced(&'a str),
}

/// Cuts a text where the kind of script changes.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let unspaced = is_unspaced(first);
        let end = rest.find(|c| is_unspaced(c) != unspaced).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        found.push(if unspaced { Piece::Unspaced(piece) } else { Piece::Spaced(piece) });
        rest = after;
    }
    found
}

/// Every two characters of a run; with `last` the last one alone too, which makes every character the first of something.
pub(super) fn in_twos(run: &str, last: bool) -> Vec<&str> {
    let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
    let mut twos: Vec<&str> = starts.windows(3).map(|three| &run[three[0]..three[2]]).collect();
    if last || twos.is_empty() {
        twos.extend(starts.len().checked_sub(2).map(|k| &run[starts[k]..]));
    }
    twos
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_cut_in_twos_and_the_rest_stays() {
        assert_eq!(to_index("The bridge."), "The bridge.");
        assert_eq!(to_index("NHKは東京。"), "NHK は東 東京 京 。");
        assert_eq!(in_twos("東京都", false), ["東京", "京都"]);
        assert_eq!((in_twos("東", false), in_twos("東", true), in_twos("", true)), (vec!["東"], vec!["東"], vec![]));
    }
}
