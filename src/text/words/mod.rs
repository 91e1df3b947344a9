//! Words as a reader counts them: "U.S.-led", "COVID-19", "$3.5bn", "1,200" and "don't" are one word each.
//!
//! The borders are those of UAX 29 (Unicode text segmentation, word boundaries), glued where news writing joins, and cut
//! by a dictionary in scripts that write no space between words.

mod dictionary;
#[cfg(test)]
mod tests;

use unicode_segmentation::UnicodeSegmentation;

use super::abbreviations::{Stop, is_dotted, stop_after};
use super::span::Span;

/// What a word is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordKind {
    /// Letters, or letters with digits after them: "mayor", "COVID-19".
    Word,
    /// Begins with a digit, a sign or currency before it aside: "1,200", "$3.5bn", "10:30", "24-year-old".
    Number,
    /// Everything else: stops, quotes, dashes, symbols, emoji.
    Punctuation,
}

/// One word with its place in the text given to [`words`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Bytes of the word and the white space after it; these tile the text.
    pub span: Span,
    /// Bytes of the word alone.
    pub core: Span,
    /// What it is made of.
    pub kind: WordKind,
}

/// The words of a text in order, punctuation included.
///
/// Their spans tile the text: white space before the first word belongs to it. A text of white space alone is one
/// punctuation word with an empty core, and an empty text has none.
pub fn words(text: &str) -> Vec<Word> {
    let bytes = text.as_bytes();
    let mut found: Vec<Word> = Vec::with_capacity(text.len() / 5 + 1);
    let mut atoms = Vec::new();
    let mut start = 0;
    // Nothing is glued across a space, so the text is taken a stretch up to the next word at a time. Most of news is plain letters
    // between spaces, which need no rules.
    while start < bytes.len() {
        let letters = start + bytes[start..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let word = bytes[letters..].iter().position(|&b| b == b' ').map_or(bytes.len(), |at| letters + at);
        let end = bytes[word..].iter().position(|&b| b != b' ').map_or(bytes.len(), |at| word + at);
        if start < letters && letters == word {
            push(&mut found, Span::new(start, word), WordKind::Word);
            space(&mut found, end);
        } else {
            atoms.clear();
            atoms_of(text, Span::new(start, word), end, &mut atoms);
            glue(text, &atoms, &mut found);
        }
        start = end;
    }
    found
}

/// Appends the words that the atoms of a stretch make.
fn glue(text: &str, atoms: &[Atom], found: &mut Vec<Word>) {
    let mut i = 0;
    while i < atoms.len() {
        let end = match atoms[i].kind {
            AtomKind::Space => i + 1,
            AtomKind::Dictionary => dictionary_run(text, atoms, i, found),
            _ if atoms.get(i + 1).is_none_or(|next| next.kind == AtomKind::Space) => i + 1,
            AtomKind::Letters | AtomKind::Digits | AtomKind::Mark => glued(text, atoms, i),
        };
        match atoms[i].kind {
            AtomKind::Dictionary => {}
            AtomKind::Space => space(found, atoms[i].span.end),
            _ => {
                let core = Span::new(atoms[i].span.start, atoms[end - 1].span.end);
                push(found, core, kind_of(&atoms[i..end]));
            }
        }
        i = end;
    }
}

/// Gives the word found last the white space up to `end`.
fn space(found: &mut Vec<Word>, end: usize) {
    match found.last_mut() {
        Some(word) => word.span.end = end,
        None => push(found, Span::empty(end), WordKind::Punctuation),
    }
}

/// Appends a word; leading white space, which has left an empty word behind, is taken in by the first real one.
fn push(found: &mut Vec<Word>, core: Span, kind: WordKind) {
    let leading = found.len() == 1 && found[0].core.is_empty();
    if leading {
        found.pop();
    }
    let start = if found.is_empty() { 0 } else { core.start };
    found.push(Word { span: Span::new(start, core.end), core, kind });
}

/// A piece between two UAX 29 borders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Atom {
    span: Span,
    kind: AtomKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AtomKind {
    Space,
    Letters,
    Digits,
    /// A piece of a script without spaces, to be cut by the dictionary.
    Dictionary,
    Mark,
}

/// Adds the atoms of a stretch without spaces, and the spaces behind it up to `end`.
fn atoms_of(text: &str, stretch: Span, end: usize, atoms: &mut Vec<Atom>) {
    if !plain_atoms(text.as_bytes(), stretch, atoms) {
        atoms_by_rule(text, Span::new(stretch.start, end), atoms);
    } else if end > stretch.end {
        atoms.push(Atom { span: Span::new(stretch.end, end), kind: AtomKind::Space });
    }
}

/// Adds the atoms of a stretch of ASCII letters, digits and marks, curly quotes and dashes among them; `false` if it holds anything
/// else.
fn plain_atoms(bytes: &[u8], stretch: Span, atoms: &mut Vec<Atom>) -> bool {
    let begun = atoms.len();
    let mut rest = &bytes[stretch.start..stretch.end];
    while let Some(&first) = rest.first() {
        let run = joined_run(rest);
        let (length, kind) = match (run, plain_mark(rest)) {
            (1.., _) if first.is_ascii_digit() => (run, AtomKind::Digits),
            (1.., _) => (run, AtomKind::Letters),
            (0, Some((length, _))) => (length, AtomKind::Mark),
            (0, None) => {
                atoms.truncate(begun);
                return false;
            }
        };
        let start = stretch.end - rest.len();
        atoms.push(Atom { span: Span::new(start, start + length), kind });
        rest = &rest[length..];
    }
    true
}

/// How many bytes in front are letters and digits, and marks between two of them that join them: "o'clock", "3.5".
fn joined_run(rest: &[u8]) -> usize {
    let run = |rest: &[u8]| rest.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let mut length = run(rest);
    while length > 0
        && let Some((mark, joins)) = plain_mark(&rest[length..])
        && rest.get(length + mark).is_some_and(|&next| joins.these(rest[length - 1], next))
    {
        length += mark + run(&rest[length + mark..]);
    }
    length
}

/// What a mark joins to one word when it stands between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joins {
    Nothing,
    Letters,
    Digits,
    Both,
}

impl Joins {
    fn these(self, before: u8, after: u8) -> bool {
        let letters = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
        let digits = before.is_ascii_digit() && after.is_ascii_digit();
        letters && matches!(self, Joins::Letters | Joins::Both) || digits && matches!(self, Joins::Digits | Joins::Both)
    }
}

/// The length of the mark in front, and what it joins.
fn plain_mark(rest: &[u8]) -> Option<(usize, Joins)> {
    match rest {
        [b'.' | b'\'', ..] => Some((1, Joins::Both)),
        [b':', ..] => Some((1, Joins::Letters)),
        [b',' | b';', ..] => Some((1, Joins::Digits)),
        [b'_', ..] => None,
        [mark, ..] if mark.is_ascii_punctuation() => Some((1, Joins::Nothing)),
        // ‘ and ’ join as the straight one does; “, ”, – and — do not.
        [0xe2, 0x80, 0x98 | 0x99, ..] => Some((3, Joins::Both)),
        [0xe2, 0x80, 0x93 | 0x94 | 0x9c | 0x9d, ..] => Some((3, Joins::Nothing)),
        _ => None,
    }
}

/// The atoms of a stretch by the rules of UAX 29.
fn atoms_by_rule(text: &str, stretch: Span, atoms: &mut Vec<Atom>) {
    for (start, piece) in stretch.of(text).split_word_bound_indices() {
        let start = stretch.start + start;
        // A combining mark after a space clings to it under UAX 29; the space still belongs to the word before.
        // The same rules join a narrow no-break space to the word before it.
        let body_start = start + (piece.len() - piece.trim_start().len());
        let body = piece.trim();
        let body_end = body_start + body.len();
        if body_start > start {
            atoms.push(Atom { span: Span::new(start, body_start), kind: AtomKind::Space });
        }
        if let Some(first) = body.chars().next() {
            let kind = if first.is_ascii_alphabetic() {
                AtomKind::Letters
            } else if first.is_numeric() {
                AtomKind::Digits
            } else if dictionary::covers(first) {
                AtomKind::Dictionary
            } else if first.is_alphabetic() || first == '_' {
                AtomKind::Letters
            } else {
                AtomKind::Mark
            };
            atoms.push(Atom { span: Span::new(body_start, body_end), kind });
            if body_end < start + piece.len() {
                atoms.push(Atom { span: Span::new(body_end, start + piece.len()), kind: AtomKind::Space });
            }
        }
    }
}

/// Cuts the run of dictionary pieces that starts at `from` into words, and returns the index after the run.
fn dictionary_run(text: &str, atoms: &[Atom], from: usize, found: &mut Vec<Word>) -> usize {
    let length = atoms[from..].iter().take_while(|atom| atom.kind == AtomKind::Dictionary).count();
    let run = Span::new(atoms[from].span.start, atoms[from + length - 1].span.end);
    for core in dictionary::cut(run.of(text)) {
        push(found, core.shifted(run.start), WordKind::Word);
    }
    from + length
}

fn kind_of(atoms: &[Atom]) -> WordKind {
    match atoms.iter().map(|atom| atom.kind).find(|&kind| kind != AtomKind::Mark) {
        Some(AtomKind::Digits) => WordKind::Number,
        Some(_) => WordKind::Word,
        None => WordKind::Punctuation,
    }
}

/// The index after the last atom that belongs to the word starting at `from`.
fn glued(text: &str, atoms: &[Atom], from: usize) -> usize {
    let at = |i: usize| atoms.get(i).map_or("", |atom| atom.span.of(text));
    let kind = |i: usize| atoms.get(i).map(|atom| atom.kind);
    let is_word = |i: usize| matches!(kind(i), Some(AtomKind::Letters | AtomKind::Digits));

    let mut end = from;
    if kind(from) == Some(AtomKind::Mark) {
        let opens = from == 0 || kind(from - 1) != Some(AtomKind::Letters) && kind(from - 1) != Some(AtomKind::Digits);
        end = after_prefix(at, kind, from, opens);
        if end == from {
            return after_repeated(at, from);
        }
    }
    end += 1;
    loop {
        let last = at(end - 1);
        end = match at(end) {
            // "U.S." and "Mr." keep their stop.
            "." if kind(end - 1) == Some(AtomKind::Letters) && keeps_stop(last, at(end + 1)) => end + 1,
            "-" | "\u{2010}" | "\u{2011}" if is_word(end + 1) => end + 2,
            "&" if last != "." && is_word(end + 1) => end + 2,
            ":" | "/" if kind(end - 1) == Some(AtomKind::Digits) && kind(end + 1) == Some(AtomKind::Digits) => end + 2,
            "'" | "’" if last == "." && is_word(end + 1) => end + 2,
            "%" | "‰" | "°" if kind(end - 1) == Some(AtomKind::Digits) => end + 1,
            mark if is_currency(mark) && kind(end + 1) == Some(AtomKind::Digits) => end + 2,
            mark if is_currency(mark) && kind(end - 1) == Some(AtomKind::Digits) => end + 1,
            _ => return end,
        };
    }
}

/// The index of the word that a currency, sign, hash or at-sign at `from` belongs to; `from` itself where it stands alone.
fn after_prefix<'t>(
    at: impl Fn(usize) -> &'t str,
    kind: impl Fn(usize) -> Option<AtomKind>,
    from: usize,
    opens: bool,
) -> usize {
    let digits = |i| kind(i) == Some(AtomKind::Digits);
    let signed = usize::from(matches!(at(from), "-" | "+" | "−") && opens);
    let currency = usize::from(is_currency(at(from + signed)));
    if signed + currency > 0 && digits(from + signed + currency) {
        return from + signed + currency;
    }
    let tag = matches!(at(from), "#" | "@") && matches!(kind(from + 1), Some(AtomKind::Letters | AtomKind::Digits));
    from + usize::from(tag)
}

/// The index after a run of one mark: "..." and "--" are one sign to a reader.
fn after_repeated<'t>(at: impl Fn(usize) -> &'t str, from: usize) -> usize {
    let mark = at(from);
    let mut end = from + 1;
    while matches!(mark, "." | "-" | "!" | "?" | "*" | "'" | "`" | "…" | "—") && at(end) == mark {
        end += 1;
    }
    end
}

/// Whether the stop after `word` belongs to it; an ellipsis ("next") does not.
fn keeps_stop(word: &str, next: &str) -> bool {
    if next == "." {
        return false;
    }
    is_dotted(word) || matches!(stop_after(word), Stop::Inside | Stop::Either | Stop::Initial)
}

fn is_currency(mark: &str) -> bool {
    matches!(mark, "$" | "€" | "£" | "¥" | "₹" | "₽" | "₺" | "₴" | "₩" | "₪" | "₫" | "₦" | "¢")
}
