//! A sentence cut where its marks begin and end: what an export with marks of its own is written from.

use crate::compare::{Comparison, Fact, FactKind, Link, LinkClass, Manner, Op};
use crate::sides::Side;
use crate::text::{SentenceIx, Span};

/// How words differ from the other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Only this side has them.
    Only,
    /// They stand in the place of others.
    Reworded,
    /// They stand elsewhere in the sentence on the other side.
    Moved,
    /// They are the same in other spelling or typography.
    Spelling,
}

/// Words in a row with the same marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bit<'t> {
    /// The words, white space between them included.
    pub(super) text: &'t str,
    /// How they differ, if they do.
    pub(super) mark: Option<Mark>,
    /// Whether they are a number, date or name that differs.
    pub(super) figure: bool,
}

/// A sentence of one side in the link that is shown. The texts of the bits, joined, are the sentence without the white space around
/// it.
///
/// Where nearly every word differs only facts are marked, and numbers, dates and names one side tells alone: as on screen.
pub(super) fn bits<'t>(comparison: &'t Comparison, side: Side, ix: SentenceIx, link: Option<&Link>) -> Vec<Bit<'t>> {
    let document = &comparison.documents[side];
    let (text, whole) = (document.text(), document.content(document.sentence(ix).span));
    let Some(link) = link else { return vec![Bit { text: whole.of(text), mark: None, figure: false }] };
    let heavy = link.heavy && !matches!(link.class, LinkClass::Same | LinkClass::CopyEdit);
    let figures: Vec<Span> =
        facts(link, side).filter(|fact| is_figure(fact.kind)).filter_map(|f| f.spans[side]).collect();
    let mut marked = if heavy { told(link, side) } else { words(link, side) };
    // White space at the ends of a mark is no word that differs.
    for (span, _) in &mut marked {
        *span = document.content(*span);
    }
    marked.retain(|(span, _)| !span.is_empty());
    let mut cuts: Vec<usize> =
        marked.iter().map(|(span, _)| *span).chain(figures.iter().copied()).flat_map(ends).collect();
    cuts.extend(ends(whole));
    cuts.retain(|&cut| (whole.start..=whole.end).contains(&cut));
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |at: usize| Span::new(cuts[at], cuts[at + 1]).of(text);
    let mut bits: Vec<Bit<'t>> =
        (1..cuts.len()).map(|end| Bit { text: piece(end - 1), mark: None, figure: false }).collect();
    // A link may have several sentences, and a mark may lie in another of them or reach into it.
    let within = |span: &Span| {
        let at = |place: usize| cuts.partition_point(|&cut| cut < place).min(cuts.len() - 1);
        at(span.start)..at(span.end)
    };
    for (span, mark) in &marked {
        bits[within(span)].iter_mut().for_each(|bit| bit.mark = bit.mark.or(Some(*mark)));
    }
    for span in &figures {
        bits[within(span)].iter_mut().for_each(|bit| bit.figure = true);
    }
    bits
}

/// The facts of a link that are shown on a side. A quotation that the other side tells in its own voice would be marked whole, and no
/// word of it differs.
fn facts(link: &Link, side: Side) -> impl Iterator<Item = &Fact> {
    link.facts.iter().filter(move |fact| fact.kind != FactKind::Quote || fact.spans[side.other()].is_some())
}

fn is_figure(kind: FactKind) -> bool {
    matches!(kind, FactKind::Number | FactKind::Date | FactKind::Name)
}

/// In a link where nearly every word differs: its facts, and the numbers, dates and names this side tells alone.
fn told(link: &Link, side: Side) -> Vec<(Span, Mark)> {
    let facts = facts(link, side).filter_map(|fact| {
        let mark = if fact.spans[side.other()].is_some() { Mark::Reworded } else { Mark::Only };
        Some((fact.spans[side]?, mark))
    });
    facts.chain(link.details[side].iter().map(|&span| (span, Mark::Only))).collect()
}

/// In any other link: the words that differ.
fn words(link: &Link, side: Side) -> Vec<(Span, Mark)> {
    let differing = link.words.iter().filter(|word| word.op != Op::Equal && !word.spans[side].is_empty());
    differing
        .map(|word| {
            let mark = match (word.manner, word.op) {
                (Manner::Moved(_), _) => Mark::Moved,
                (Manner::Spelling, _) => Mark::Spelling,
                (Manner::Words, Op::Replace) => Mark::Reworded,
                (Manner::Words, _) => Mark::Only,
            };
            (word.spans[side], mark)
        })
        .collect()
}

fn ends(span: Span) -> [usize; 2] {
    [span.start, span.end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Options, compare};
    use crate::sides::Sides;
    use crate::text::Document;

    /// Compares two sentences and writes the left one: `[differs]`, `(moved)`, a number or name that differs with `#`.
    fn check_bits(left: &str, right: &str, expected: &str) {
        let documents = Sides::new(left, right).map(|text| Document::parse(text).into());
        let comparison = compare(documents, &Options::default());
        let row = &comparison.rows[0];
        let link = comparison.link_of(row);
        let written = row.cells.left.iter().flat_map(|&ix| bits(&comparison, Side::Left, ix, link)).map(|bit| {
            let figure = if bit.figure { "#" } else { "" };
            match bit.mark {
                None => format!("{figure}{}", bit.text),
                Some(Mark::Moved) => format!("({figure}{})", bit.text),
                Some(_) => format!("[{figure}{}]", bit.text),
            }
        });
        assert_eq!(written.collect::<String>(), expected);
    }

    #[test]
    fn words_that_differ_are_cut_out() {
        let right = "The council closed the old bridge on Monday after engineers found cracks.";
        check_bits("The council closed the old bridge on Monday after engineers found cracks.", right, right);
        check_bits(
            "The council closed the bridge on Monday after engineers found 12 cracks in cables.",
            "The council closed the bridge on Monday after engineers found 14 cracks in cables.",
            "The council closed the bridge on Monday after engineers found [#12] cracks in cables.",
        );
    }
}
