//! Two columns of text for a terminal or a pipe, with word marks in colour or in brackets.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::Headings;
use crate::compare::{Comparison, Fact, FactKind, Link, LinkClass, Manner, Op, Profile, WordSpan};
use crate::halves::in_halves;
use crate::sides::{Side, Sides};
use crate::text::{Role, SentenceIx, Span, words};

/// How words that differ are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// Left amber, right blue, both underlined, as on screen.
    Colour,
    /// `[-left-]` and `{+right+}`, which any terminal and any script can show.
    Brackets,
}

/// Between the columns: a space, the gutter mark, a space.
const GUTTER: usize = 3;
/// Below this a column holds hardly a phrase, so it is never made narrower.
const NARROWEST: usize = 16;

/// More rows than these are written in two halves at once.
const FEW_ROWS: usize = 500;

/// Writes a comparison in two columns, `width` columns in all.
pub fn comparison(comparison: &Comparison, headings: &Headings, marks: Marks, width: usize) -> String {
    let column = (width.saturating_sub(GUTTER) / 2).max(NARROWEST);
    let titles = headings.as_ref().map(|heading| {
        let published = heading.published.as_deref().map(|when| format!(" · {when}")).unwrap_or_default();
        vec![Piece { text: Cow::Owned(format!("{}{published}", heading.outlet)), marked: None }]
    });
    // Columns that are filled up with spaces take about twice the bytes of the texts.
    let texts = comparison.documents.left.text().len() + comparison.documents.right.text().len();
    let parts = in_halves(comparison.rows.len(), FEW_ROWS, |range| {
        let room = if range.len() == comparison.rows.len() { 2 * texts } else { texts };
        let mut part = Page { out: String::with_capacity(room), column, marks };
        if range.start == 0 {
            part.row(&titles, ' ');
            part.rule();
        }
        for row in &comparison.rows[range] {
            let link = comparison.link_of(row);
            let pieces = Sides::from_fn(|side| pieces(comparison, side, &row.cells[side], link));
            part.row(&pieces, gutter(comparison, &row.cells, link));
        }
        part.out
    });
    let mut parts = parts.into_iter();
    let mut whole = parts.next().unwrap_or_default();
    whole.extend(parts);
    whole
}

/// A word, or a part of one, with the space after it.
struct Piece<'t> {
    text: Cow<'t, str>,
    marked: Option<Mark>,
}

/// What a marked word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Words that differ, on this side.
    Differs(Side),
    /// A phrase that stands elsewhere in the sentence on the other side.
    Moved,
    /// The same words in other spelling or typography.
    Spelling,
    /// Words both sides have in a sentence told in other words; only colour shows it.
    Shared,
}

impl Mark {
    /// What stands around it where there is no colour.
    fn brackets(self) -> (&'static str, &'static str) {
        match self {
            Mark::Differs(Side::Left) => ("[-", "-]"),
            Mark::Differs(Side::Right) => ("{+", "+}"),
            Mark::Moved => ("[~", "~]"),
            Mark::Spelling => ("[=", "=]"),
            Mark::Shared => ("", ""),
        }
    }

    /// The codes of its look: a side's words in its hue, moved words in italics, spelling faint; all underlined, as is what both share.
    fn colour(self) -> &'static str {
        match self {
            Mark::Differs(Side::Left) => "4;38;5;215",
            Mark::Differs(Side::Right) => "4;38;5;111",
            Mark::Moved => "3;4",
            Mark::Spelling => "2;4",
            Mark::Shared => "4",
        }
    }
}

struct Page {
    out: String,
    column: usize,
    marks: Marks,
}

impl Page {
    fn rule(&mut self) {
        self.out.push_str(&"─".repeat(self.column * 2 + GUTTER));
        self.out.push('\n');
    }

    fn row(&mut self, pieces: &Sides<Vec<Piece<'_>>>, gutter: char) {
        let lines = pieces.as_ref().map(|pieces| lines(pieces, self.column, self.marks));
        for k in 0..lines.left.ends.len().max(lines.right.ends.len()) {
            let ((left, used), (right, _)) = (lines.left.line(k), lines.right.line(k));
            let mark = if k == 0 { gutter } else { ' ' };
            self.out.push_str(left);
            self.out.extend(std::iter::repeat_n(' ', self.column.saturating_sub(used) + 1));
            self.out.extend([mark, ' ']);
            self.out.push_str(right);
            self.out.truncate(self.out.len() - spaces_behind(&self.out));
            self.out.push('\n');
        }
    }
}

/// One side of a row as words, each knowing whether it is marked.
fn pieces<'t>(comparison: &'t Comparison, side: Side, sentences: &[SentenceIx], link: Option<&Link>) -> Vec<Piece<'t>> {
    let document = &comparison.documents[side];
    let text = document.text();
    let bytes: usize = sentences.iter().map(|&ix| document.sentence(ix).span.len()).sum();
    let mut out = Vec::with_capacity(bytes / 5 + 1);
    for &ix in sentences {
        let whole = document.content(document.sentence(ix).span);
        let sentence = whole.of(text);
        if link.is_none() && is_plain(sentence) {
            // Nothing is marked, and lines break at these spaces alone.
            let mut rest = sentence;
            while !rest.is_empty() {
                let end = rest.bytes().position(|b| b == b' ').map_or(rest.len(), |space| space + 1);
                out.push(Piece { text: rest[..end].into(), marked: None });
                rest = &rest[end..];
            }
        } else {
            words_of(sentence, whole.start, link, side, &mut out);
        }
        if let Some(last) = out.last_mut()
            && !last.text.ends_with(' ')
        {
            last.text.to_mut().push(' ');
        }
    }
    out
}

/// Whether a sentence is ASCII with single spaces.
fn is_plain(sentence: &str) -> bool {
    let pairs = sentence.bytes().zip(sentence.bytes().skip(1));
    sentence.bytes().all(|b| matches!(b, b' '..=b'~')) && pairs.filter(|&pair| pair == (b' ', b' ')).count() == 0
}

/// The words of a sentence that begins at byte `start` of its text.
fn words_of<'t>(sentence: &'t str, start: usize, link: Option<&Link>, side: Side, out: &mut Vec<Piece<'t>>) {
    for word in words(sentence).into_iter().filter(|word| !word.core.is_empty()) {
        let bare = word.core.of(sentence);
        let text = match &sentence[word.core.end..word.span.end] {
            "" => Cow::Borrowed(bare),
            " " => Cow::Borrowed(&sentence[word.core.start..word.span.end]),
            _ => Cow::Owned(format!("{bare} ")),
        };
        out.push(Piece { text, marked: marked(link, side, word.span.shifted(start)) });
    }
}

/// How a word differs: in a light link by its word marks, which hold every fact too; in a heavy one where a fact differs, or where
/// only this side tells a number, date or name.
fn marked(link: Option<&Link>, side: Side, word: Span) -> Option<Mark> {
    let link = link?;
    if link.heavy && !matches!(link.class, LinkClass::Same | LinkClass::CopyEdit) {
        // A quotation that the other side tells in its own voice would be marked whole, and no word of it differs.
        let shown = |fact: &&Fact| fact.kind != FactKind::Quote || fact.spans[side.other()].is_some();
        let facts = link.facts.iter().filter(shown).filter_map(|fact| fact.spans[side]);
        let mut told = facts.chain(link.details[side].iter().copied());
        let differs = told.any(|span| span.overlap(word).is_some()).then_some(Mark::Differs(side));
        let shared = || covering(link, side, word).filter(|w| w.op == Op::Equal).map(|_| Mark::Shared);
        return differs.or_else(shared);
    }
    let mark = covering(link, side, word).filter(|w| w.op != Op::Equal)?;
    Some(match mark.manner {
        Manner::Words => Mark::Differs(side),
        Manner::Moved(_) => Mark::Moved,
        Manner::Spelling => Mark::Spelling,
    })
}

/// The stretch that covers a word. Stretches follow one another, so only the first that ends behind its start can.
fn covering(link: &Link, side: Side, word: Span) -> Option<&WordSpan> {
    let at = link.words.partition_point(|w| w.spans[side].end <= word.start);
    link.words.get(at).filter(|w| w.spans[side].covers(word))
}

/// The mark between the columns: what kind of row this is.
fn gutter(comparison: &Comparison, cells: &Sides<Vec<SentenceIx>>, link: Option<&Link>) -> char {
    let Some(link) = link else {
        let side = if cells.left.is_empty() { Side::Right } else { Side::Left };
        let ix = cells[side][0];
        let noise = comparison.documents[side].role(ix) == Role::Noise;
        let restated = comparison.only[side].binary_search(&ix).is_err();
        return match side {
            _ if noise || restated || !cells[side.other()].is_empty() => ' ',
            Side::Left => '<',
            Side::Right => '>',
        };
    };
    match link.class {
        _ if !link.facts.is_empty() => '#',
        LinkClass::CopyEdit if comparison.profile == Profile::Revision => '~',
        LinkClass::Same | LinkClass::CopyEdit => ' ',
        LinkClass::Reworded | LinkClass::Split | LinkClass::Merged => '~',
    }
}

/// Lines one behind the other.
struct Lines {
    text: String,
    /// Where each ends in the text, and the columns it takes.
    ends: Vec<(usize, usize)>,
}

impl Lines {
    /// Where the line begins that is being filled.
    fn begun(&self) -> usize {
        self.ends.last().map_or(0, |&(end, _)| end)
    }

    /// Ends the line that is being filled, without the spaces behind it; with them it uses so many columns.
    fn end(&mut self, used: usize) {
        let begun = self.begun();
        let line = &self.text[begun..];
        let (length, columns) = (line.trim_end().len(), used - spaces_behind(line));
        self.text.truncate(begun + length);
        self.ends.push((self.text.len(), columns));
    }

    /// A line and the columns it takes; an empty one behind the last.
    fn line(&self, k: usize) -> (&str, usize) {
        let Some(&(end, columns)) = self.ends.get(k) else { return ("", 0) };
        let start = k.checked_sub(1).map_or(0, |before| self.ends[before].0);
        (&self.text[start..end], columns)
    }
}

/// Fills lines of at most `width` columns.
fn lines(pieces: &[Piece<'_>], width: usize, marks: Marks) -> Lines {
    let shown: Vec<Cow<'_, str>> = (0..pieces.len()).map(|k| bracketed(pieces, k, marks)).collect();
    let bare: Vec<usize> = shown.iter().map(|piece| columns(piece.trim_end())).collect();
    let held = held_together(&shown, bare.clone());
    let room = shown.iter().map(|piece| piece.len()).sum();
    let mut lines = Lines { text: String::with_capacity(room), ends: Vec::with_capacity(room / width + 1) };
    let mut used = 0;
    let mut glued = false;
    for (k, piece) in pieces.iter().enumerate() {
        let mut put = |part: &str, bare: usize, held: usize, whole: bool| {
            if used > 0 && used + held > width && !(glued && whole) {
                lines.end(used);
                used = 0;
            }
            lines.text.push_str(&coloured(part, piece.marked, marks));
            used += bare + spaces_behind(part);
        };
        if bare[k] <= width {
            put(&shown[k], bare[k], if held[k] <= width { held[k] } else { bare[k] }, true);
        } else {
            for part in parts(&shown[k], width) {
                let bare = columns(part.trim_end());
                put(part, bare, bare, part.len() == shown[k].len());
            }
        }
        glued = shown.get(k + 1).is_some_and(|next| sticks(&shown[k], next));
    }
    if used > 0 {
        lines.end(used);
    }
    lines
}

fn spaces_behind(text: &str) -> usize {
    text.bytes().rev().take_while(|&b| b == b' ').count()
}

/// For every piece, its columns and those of the pieces no line may part from it: a bracket and its word, a word and its comma.
fn held_together(pieces: &[Cow<'_, str>], mut held: Vec<usize>) -> Vec<usize> {
    for k in (1..held.len()).rev() {
        if sticks(&pieces[k - 1], &pieces[k]) {
            held[k - 1] += held[k];
        }
    }
    held
}

/// Columns of a text; plain ASCII, which news mostly is, needs no tables.
fn columns(text: &str) -> usize {
    if text.bytes().all(|b| b == b' ' || b.is_ascii_graphic()) { text.len() } else { text.width() }
}

fn sticks(piece: &str, next: &str) -> bool {
    let mark = |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric());
    !piece.ends_with(' ') && (mark(piece.chars().next_back()) || mark(next.chars().next()))
}

/// A piece in its brackets, which stand at the ends of a marked run and not around every word.
fn bracketed<'t>(pieces: &'t [Piece<'_>], k: usize, marks: Marks) -> Cow<'t, str> {
    let Piece { text, marked } = &pieces[k];
    let (Some(mark), Marks::Brackets) = (marked, marks) else { return Cow::Borrowed(text) };
    let (open, close) = mark.brackets();
    let runs_on = |other: Option<&Piece<'_>>| other.is_some_and(|piece| piece.marked == *marked);
    let before = if k > 0 && runs_on(pieces.get(k - 1)) { "" } else { open };
    let after = if runs_on(pieces.get(k + 1)) { "" } else { close };
    let bare = text.trim_end();
    Cow::Owned(format!("{before}{bare}{after}{}", &text[bare.len()..]))
}

fn coloured(part: &str, marked: Option<Mark>, marks: Marks) -> Cow<'_, str> {
    let (Some(mark), Marks::Colour) = (marked, marks) else { return Cow::Borrowed(part) };
    let bare = part.trim_end();
    Cow::Owned(format!("\x1b[{}m{bare}\x1b[0m{}", mark.colour(), &part[bare.len()..]))
}

/// A piece cut where a column must break inside it, by what a reader sees as one letter.
fn parts(text: &str, width: usize) -> Vec<&str> {
    let (mut parts, mut start, mut used) = (Vec::new(), 0, 0);
    for (at, letter) in text.grapheme_indices(true) {
        let wide = letter.width();
        if used > 0 && used + wide > width && !letter.trim().is_empty() {
            parts.push(&text[start..at]);
            (start, used) = (at, 0);
        }
        used += wide;
    }
    parts.push(&text[start..]);
    parts
}
