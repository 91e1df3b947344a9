//! A row's cell and its marks -> one text with ink, ready to be wrapped.
//!
//! Marks are byte ranges of the text as published, and the text on screen is another one: control characters are neutralised,
//! white space is one space, brackets stand around marks. So every stretch is cut out of the original first and cleaned
//! alone, and no mark can slip.

use unicode_segmentation::UnicodeSegmentation;

use super::find::Find;
use super::ink::{Ink, InkLine, Lit, Tone, Voice};
use crate::compare::{Comparison, Fact, FactKind, Link, Manner, Op, WordSpan};
use crate::sides::{Side, Sides};
use crate::text::{Document, SentenceIx, Span, neutralise};
use crate::tui::cells::SOFT_HYPHEN;
use crate::tui::wrap::wrap;

/// A text as the screen shows it, with the ink of every stretch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Inked {
    text: String,
    /// Where each stretch ends, in bytes of `text`, and its ink; they tile it.
    runs: Vec<(usize, Ink)>,
}

impl Inked {
    /// Adds a stretch of the original text: neutralised, every run of white space one space.
    pub(super) fn push(&mut self, raw: &str, ink: Ink) {
        for c in neutralise(raw).chars().filter(|&c| c != SOFT_HYPHEN) {
            let space = c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
            if !space {
                self.text.push(c);
            } else if !self.text.is_empty() && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
        }
        match self.runs.last_mut() {
            Some((end, same)) if *same == ink => *end = self.text.len(),
            _ => self.runs.push((self.text.len(), ink)),
        }
    }

    /// Adds stretches, with brackets around marks where colour says nothing: one pair around all that is marked in a row.
    fn push_all(&mut self, raw: &str, stretches: &[(Span, Ink)], brackets: bool) {
        let kind = |ink: Ink| (ink.tone.brackets(), ink.tone == Tone::Shared);
        for group in stretches.chunk_by(|&(_, one), &(_, next)| kind(one) == kind(next)) {
            let (pair, shared) = kind(group[0].1);
            if pair.is_none() && !shared {
                for &(span, ink) in group {
                    self.push(span.of(raw), ink);
                }
                continue;
            }
            let (open, close) = pair.filter(|_| brackets).unwrap_or_default();
            // The space around marked words is not part of the mark: an underline ends with its last word.
            let whole = Span::new(group[0].0.start, group[group.len() - 1].0.end);
            let text = whole.of(raw);
            let before = text.len() - text.trim_start().len();
            let inner = Span::new(whole.start + before, whole.start + text.trim_end().len());
            let plain = Ink { tone: Tone::Same, ..group[0].1.unlit() };
            self.push(&raw[whole.start..inner.start.max(whole.start)], plain);
            if inner.start < inner.end {
                self.push(open, group[0].1.unlit());
                for &(span, ink) in group {
                    self.push(span.overlap(inner).unwrap_or_default().of(raw), ink);
                }
                self.push(close, group[group.len() - 1].1.unlit());
                self.push(&raw[inner.end..whole.end], plain);
            }
        }
    }

    /// The text with its ellipses in dots, where the screen shows nothing but ASCII.
    #[must_use]
    pub(super) fn spelled(self, ascii: bool) -> Inked {
        if !ascii || !self.text.contains('…') {
            return self;
        }
        let mut spelled = Inked::default();
        let mut start = 0;
        for (end, ink) in self.runs {
            spelled.text.push_str(&self.text[start..end].replace('…', "..."));
            spelled.runs.push((spelled.text.len(), ink));
            start = end;
        }
        spelled
    }

    /// Adds another text behind this one.
    pub(super) fn append(&mut self, other: &Inked) {
        let before = self.text.len();
        self.text.push_str(&other.text);
        self.runs.extend(other.runs.iter().map(|&(end, ink)| (before + end, ink)));
    }

    /// The text as shown.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where the first mark begins, in bytes of [`Inked::text`].
    pub(super) fn first_mark(&self) -> Option<usize> {
        let mut start = 0;
        for &(end, ink) in &self.runs {
            if ink.tone.marked().is_some() && end > start {
                return Some(start);
            }
            start = end;
        }
        None
    }

    /// The lines at `width` columns.
    pub(super) fn lines(&self, width: usize) -> Vec<InkLine> {
        wrap(&self.text, width).into_iter().map(|range| self.line(range.start, range.end)).collect()
    }

    /// The stretch from one byte of [`Inked::text`] to another as one line. A mark that begins inside a grapheme begins before it.
    pub(super) fn line(&self, start: usize, end: usize) -> InkLine {
        let mut line = InkLine::default();
        let mut run = self.runs.partition_point(|&(end, _)| end <= start);
        for (offset, grapheme) in self.text[start..end].grapheme_indices(true) {
            while run + 1 < self.runs.len() && self.runs[run].0 <= start + offset {
                run += 1;
            }
            line.push(grapheme, self.runs[run].1);
        }
        line
    }
}

/// What of a row's text is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// The texts and their links.
    pub(super) comparison: &'a Comparison,
    /// The sentences of the row.
    pub(super) cells: &'a Sides<Vec<SentenceIx>>,
    /// The link shown in the row.
    pub(super) link: Option<&'a Link>,
    /// Whether marks are brackets.
    pub(super) brackets: bool,
    /// Whether an ellipsis is shown as dots.
    pub(super) ascii: bool,
    /// The words the reader looks for.
    pub(super) find: Option<&'a Find>,
}

/// One side's text of a row with its marks; nothing where the side has no sentence. `alone` is the tone of a text without a link.
pub(super) fn cell(wanted: Wanted, side: Side, alone: Tone) -> Option<Inked> {
    cell_as(wanted, side, alone, side)
}

/// The same in the ink and the brackets of another side, for a screen where every other outlet stands on the right.
pub(super) fn cell_as(wanted: Wanted, side: Side, alone: Tone, shown_as: Side) -> Option<Inked> {
    let document = &wanted.comparison.documents[side];
    let whole = extent(document, &wanted.cells[side])?;
    let voice = voice(document, &wanted.cells[side]);
    let mut inked = Inked::default();
    let mut toned = wanted.link.map_or_else(|| vec![(whole, alone)], |link| marked(link, side, whole));
    for (_, tone) in &mut toned {
        *tone = tone.of_side(shown_as);
    }
    let stretches = inked_in(voice, toned, finds(wanted, side, whole));
    // A sentence alone has an empty half beside it and a mark in the gutter: brackets would say it a third time.
    let brackets = wanted.brackets && wanted.link.is_some();
    inked.push_all(document.text(), &stretches, brackets);
    Some(inked.spelled(wanted.ascii))
}

/// Both wordings of a lightly reworded row in one text: what both have once, the left's words before the right's.
pub(super) fn merged(wanted: Wanted, link: &Link) -> Inked {
    let documents = &wanted.comparison.documents;
    let voice = voice(&documents.left, &wanted.cells.left);
    let whole = Sides::from_fn(|side| extent(&documents[side], &wanted.cells[side]).unwrap_or_default());
    let mut inked = Inked::default();
    for word in &link.words {
        let sides: &[Side] = match word.op {
            Op::Replace => &Side::BOTH,
            Op::Equal | Op::Left => &[Side::Left],
            Op::Right => &[Side::Right],
        };
        for &side in sides {
            let Some(span) = word.spans[side].overlap(whole[side]) else { continue };
            // Words put in where the left text has none need one too.
            if word.op == Op::Right && inked.text.ends_with(char::is_alphanumeric) {
                inked.push(" ", Ink { voice, ..Ink::default() });
            }
            let lit = match word.op {
                Op::Equal => found_in_both(wanted, word),
                _ => finds(wanted, side, span).collect(),
            };
            let toned = toned(link, side, span, word.op, word_tone(word, side, false));
            inked.push_all(documents[side].text(), &inked_in(voice, toned, lit), wanted.brackets);
            // Two wordings in a row need a space between them even where the text has none.
            if word.op == Op::Replace && side == Side::Left && !inked.text.ends_with(' ') {
                inked.push(" ", Ink { voice, ..Ink::default() });
            }
        }
    }
    inked.spelled(wanted.ascii)
}

/// A whole sentence in one ink, bracketed if asked: how the one-column layouts show a sentence only one side has.
pub(super) fn whole(wanted: Wanted, side: Side) -> Option<Inked> {
    let document = &wanted.comparison.documents[side];
    let span = extent(document, &wanted.cells[side])?;
    let stretches =
        inked_in(voice(document, &wanted.cells[side]), vec![(span, Tone::Alone(side))], finds(wanted, side, span));
    let mut inked = Inked::default();
    inked.push_all(document.text(), &stretches, wanted.brackets);
    Some(inked.spelled(wanted.ascii))
}

/// Sentences without a comparison, with some stretches of them marked as facts that differ.
pub(super) fn with_facts(
    document: &Document,
    cell: &[SentenceIx],
    facts: &[Span],
    side: Side,
    brackets: bool,
) -> Option<Inked> {
    let whole = extent(document, cell)?;
    let mut facts: Vec<Span> = facts.iter().filter_map(|fact| fact.overlap(whole)).collect();
    facts.sort_unstable();
    let mut stretches = Vec::new();
    let mut at = whole.start;
    for fact in facts {
        let start = fact.start.max(at);
        stretches.push((Span::new(at, start), Tone::Same));
        stretches.push((Span::new(start, fact.end.max(start)), Tone::Fact(side)));
        at = fact.end.max(start);
    }
    stretches.push((Span::new(at, whole.end), Tone::Same));
    let mut inked = Inked::default();
    inked.push_all(document.text(), &inked_in(voice(document, cell), stretches, None), brackets);
    Some(inked)
}

/// What was found within a range of a side's text, in order.
fn finds(wanted: Wanted, side: Side, within: Span) -> impl Iterator<Item = (Span, Lit)> {
    wanted.find.into_iter().flat_map(move |find| find.lit(side, within))
}

/// What was found in words both sides have, on either side, as ranges of the left text, which is the one that is drawn.
fn found_in_both(wanted: Wanted, word: &WordSpan) -> Vec<(Span, Lit)> {
    let texts = Sides::from_fn(|side| word.spans[side].of(wanted.comparison.documents[side].text()));
    let Sides { left, right } = word.spans;
    let mut lit: Vec<(Span, Lit)> = finds(wanted, Side::Left, left).collect();
    if texts.left == texts.right {
        for (span, light) in finds(wanted, Side::Right, right) {
            let shared = span.overlap(right).unwrap_or_default();
            lit.push((
                Span::new(shared.start - right.start + left.start, shared.end - right.start + left.start),
                light,
            ));
        }
        lit.sort_by_key(|(span, _)| *span);
    }
    lit
}

/// Stretches of tones cut where finds begin and end. Finds are in order; where two overlap the first counts.
fn inked_in(voice: Voice, toned: Vec<(Span, Tone)>, finds: impl IntoIterator<Item = (Span, Lit)>) -> Vec<(Span, Ink)> {
    let mut finds = finds.into_iter().peekable();
    let mut inked = Vec::with_capacity(toned.len());
    for (span, tone) in toned {
        let mut at = span.start;
        while let Some(&(found, lit)) = finds.peek().filter(|(found, _)| found.start < span.end) {
            let here = Span::new(found.start.max(at), found.end.min(span.end).max(at));
            inked.push((Span::new(at, here.start), Ink { voice, tone, lit: Lit::No }));
            inked.push((here, Ink { voice, tone, lit }));
            at = here.end;
            if found.end > span.end {
                break;
            }
            finds.next();
        }
        inked.push((Span::new(at, span.end), Ink { voice, tone, lit: Lit::No }));
    }
    inked.retain(|(span, _)| !span.is_empty());
    inked
}

/// The bytes from a cell's first sentence to its last, white space around them left out.
fn extent(document: &Document, cell: &[SentenceIx]) -> Option<Span> {
    let (first, last) = (document.sentence(*cell.first()?).span, document.sentence(*cell.last()?).span);
    Some(document.content(Span::new(first.start, last.end)))
}

fn voice(document: &Document, cell: &[SentenceIx]) -> Voice {
    cell.first().map_or(Voice::Body, |&ix| Voice::of(document.role(ix)))
}

/// One side of a link cut where its marks begin and end.
fn marked(link: &Link, side: Side, whole: Span) -> Vec<(Span, Tone)> {
    let mut stretches = Vec::new();
    let mut at = whole.start;
    for word in &link.words {
        let Some(span) = word.spans[side].overlap(whole) else { continue };
        if at < span.start {
            stretches.push((Span::new(at, span.start), Tone::Same));
        }
        at = span.end;
        stretches.extend(toned(link, side, span, word.op, word_tone(word, side, link.heavy)));
    }
    if at < whole.end {
        stretches.extend(toned(link, side, Span::new(at, whole.end), Op::Equal, Tone::Same));
    }
    join(stretches)
}

/// A stretch of one tone with the facts in it marked as facts. Of quoted words that differ, those both sides have stay unmarked.
fn toned(link: &Link, side: Side, span: Span, op: Op, tone: Tone) -> Vec<(Span, Tone)> {
    let mut facts: Vec<(Span, Tone)> = link
        .facts
        .iter()
        .filter(|fact| fact.kind != FactKind::Quote || op != Op::Equal)
        .filter_map(|fact| Some((fact.spans[side]?.overlap(span)?, fact_tone(fact, side)?)))
        .collect();
    // Where words are not marked, what only this side tells of numbers, dates and names would be lost among them.
    let details = link.details[side].iter().filter_map(|detail| detail.overlap(span));
    facts.extend(details.map(|detail| (detail, Tone::Reworded(side))));
    facts.sort_by_key(|(span, _)| *span);
    let mut stretches = Vec::new();
    let mut at = span.start;
    for (fact, mark) in facts {
        let fact = Span::new(fact.start.max(at), fact.end.max(at));
        stretches.push((Span::new(at, fact.start), tone));
        stretches.push((fact, mark));
        at = fact.end;
    }
    stretches.push((Span::new(at, span.end), tone));
    stretches.retain(|(span, _)| !span.is_empty());
    stretches
}

/// Neighbours of one tone are one stretch, so that brackets stand around a phrase and not around each of its words.
fn join(stretches: Vec<(Span, Tone)>) -> Vec<(Span, Tone)> {
    let mut joined: Vec<(Span, Tone)> = Vec::with_capacity(stretches.len());
    for (span, tone) in stretches {
        match joined.last_mut() {
            Some((last, same)) if *same == tone && last.end == span.start => last.end = span.end,
            _ => joined.push((span, tone)),
        }
    }
    joined
}

/// In a heavily reworded link nearly every word differs, and marking them would say nothing.
fn word_tone(word: &WordSpan, side: Side, heavy: bool) -> Tone {
    match (word.op, word.manner) {
        (Op::Equal, _) if heavy => Tone::Shared,
        _ if heavy => Tone::Same,
        (Op::Equal, _) => Tone::Same,
        (_, Manner::Moved(_)) => Tone::Moved(side),
        (_, Manner::Spelling) => Tone::Spelling(side),
        (Op::Replace, Manner::Words) => Tone::Reworded(side),
        (Op::Left | Op::Right, Manner::Words) => Tone::Extra(side),
    }
}

/// Who said it and how surely is named in the lens; in the text those words are reworded like others. So is a quotation that the
/// other side does not give as one.
fn fact_tone(fact: &Fact, side: Side) -> Option<Tone> {
    match fact.kind {
        FactKind::Number | FactKind::Date | FactKind::Name => Some(Tone::Fact(side)),
        FactKind::Quote if fact.spans[side.other()].is_some() => Some(Tone::Quote(side)),
        FactKind::Quote | FactKind::Attribution | FactKind::Hedge => None,
    }
}
