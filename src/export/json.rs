//! The `newsdiff.comparison/1` shape: what users' scripts read. Fields may be added, never renamed.

use serde::Serialize;

use super::{Heading, Headings};
use crate::compare::{Comparison, Fact, Link, LinkClass, Manner, Op, Profile, Reason, Stats, Tier, WordSpan};
use crate::sides::Sides;
use crate::text::{Document, SentenceIx, Span};

/// Writes a comparison as one line of JSON. Offsets are UTF-8 bytes into that side's `text`.
///
/// # Panics
/// Never: every value of the shape can be written as JSON.
pub fn comparison(comparison: &Comparison, headings: &Headings) -> String {
    let shape = Shape {
        schema: "newsdiff.comparison/1",
        profile: match comparison.profile {
            Profile::Coverage => "coverage",
            Profile::Revision => "revision",
        },
        left: text(&comparison.documents.left, &headings.left),
        right: text(&comparison.documents.right, &headings.right),
        links: comparison.links.iter().map(|l| link(l, &comparison.documents.as_ref().map(|d| d.text()))).collect(),
        only_left: numbers(&comparison.only.left),
        only_right: numbers(&comparison.only.right),
        stats: stats(&comparison.stats),
        apart: comparison.by_hand.apart.iter().map(|(left, right)| [left.0, right.0]).collect(),
    };
    serde_json::to_string(&shape).expect("strings, numbers and lists are JSON")
}

#[derive(Serialize)]
struct Shape<'a> {
    schema: &'static str,
    profile: &'static str,
    left: Text<'a>,
    right: Text<'a>,
    links: Vec<LinkShape<'a>>,
    only_left: Vec<usize>,
    only_right: Vec<usize>,
    stats: StatsShape,
    /// Pairs the reader keeps apart: a left and a right sentence each.
    apart: Vec<[usize; 2]>,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the contract names the field")]
struct Text<'a> {
    outlet: &'a str,
    title: &'a str,
    published: Option<&'a str>,
    url: Option<&'a str>,
    text: &'a str,
    paragraphs: Vec<ParagraphShape>,
    sentences: Vec<SentenceShape>,
}

#[derive(Serialize)]
struct ParagraphShape {
    start: usize,
    end: usize,
    role: &'static str,
}

#[derive(Serialize)]
struct SentenceShape {
    start: usize,
    end: usize,
    paragraph: usize,
}

#[derive(Serialize)]
struct LinkShape<'a> {
    left: Vec<usize>,
    right: Vec<usize>,
    kind: &'static str,
    tier: &'static str,
    moved: bool,
    primary: bool,
    heavy: bool,
    score: f64,
    matched_by: Vec<String>,
    words: Vec<WordShape>,
    facts: Vec<FactShape<'a>>,
    details: SidesShape<Vec<[usize; 2]>>,
}

#[derive(Serialize)]
struct WordShape {
    op: &'static str,
    left: [usize; 2],
    right: [usize; 2],
    /// For a phrase that only moved, where it stands on the side whose range is empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    moved: Option<[usize; 2]>,
    /// Whether only spelling or typography differs.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    copyedit: bool,
}

#[derive(Serialize)]
struct SidesShape<T> {
    left: T,
    right: T,
}

#[derive(Serialize)]
struct FactShape<'a> {
    kind: &'static str,
    left: Option<&'a str>,
    right: Option<&'a str>,
    /// Where each side says it.
    at: SidesShape<Option<[usize; 2]>>,
}

#[derive(Serialize)]
struct StatsShape {
    same: usize,
    copyedit: usize,
    reworded: usize,
    split: usize,
    merged: usize,
    moved: usize,
    only_left: usize,
    only_right: usize,
}

fn text<'a>(document: &'a Document, heading: &'a Heading) -> Text<'a> {
    let paragraph = |span: Span, role| {
        let span = document.content(span);
        ParagraphShape { start: span.start, end: span.end, role }
    };
    let sentence = |span: Span, paragraph| {
        let span = document.content(span);
        SentenceShape { start: span.start, end: span.end, paragraph }
    };
    Text {
        outlet: &heading.outlet,
        title: &heading.title,
        published: heading.published.as_deref(),
        url: heading.url.as_deref(),
        text: document.text(),
        paragraphs: document.paragraphs().iter().map(|p| paragraph(p.span, p.role.name())).collect(),
        sentences: document.sentences().iter().map(|s| sentence(s.span, s.paragraph)).collect(),
    }
}

fn link<'a>(link: &Link, texts: &Sides<&'a str>) -> LinkShape<'a> {
    LinkShape {
        left: numbers(&link.sentences.left),
        right: numbers(&link.sentences.right),
        kind: match link.class {
            LinkClass::Same => "same",
            LinkClass::CopyEdit => "copyedit",
            LinkClass::Reworded => "reworded",
            LinkClass::Split => "split",
            LinkClass::Merged => "merged",
        },
        tier: match link.tier {
            Tier::Sure => "sure",
            Tier::Maybe => "maybe",
        },
        moved: link.moved,
        primary: link.primary,
        heavy: link.heavy,
        // Four decimals tell all a chance can, and keep the output the same on every machine.
        score: (link.score * 10_000.0).round() / 10_000.0,
        matched_by: link.matched_by.iter().map(|&reason| reason_name(reason)).collect(),
        words: link.words.iter().map(word).collect(),
        facts: link.facts.iter().map(|f| fact(f, texts)).collect(),
        details: sides(link.details.as_ref().map(|spans| spans.iter().copied().map(range).collect())),
    }
}

fn word(word: &WordSpan) -> WordShape {
    let op = match word.op {
        Op::Equal => "equal",
        Op::Replace => "replace",
        Op::Left => "left",
        Op::Right => "right",
    };
    let moved = if let Manner::Moved(elsewhere) = word.manner { Some(range(elsewhere)) } else { None };
    let copyedit = word.manner == Manner::Spelling;
    WordShape { op, left: range(word.spans.left), right: range(word.spans.right), moved, copyedit }
}

fn range(span: Span) -> [usize; 2] {
    [span.start, span.end]
}

fn sides<T>(both: Sides<T>) -> SidesShape<T> {
    SidesShape { left: both.left, right: both.right }
}

fn fact<'a>(fact: &Fact, texts: &Sides<&'a str>) -> FactShape<'a> {
    FactShape {
        kind: fact.kind.name(),
        left: fact.spans.left.map(|span| span.of(texts.left)),
        right: fact.spans.right.map(|span| span.of(texts.right)),
        at: sides(fact.spans.map(|span| span.map(range))),
    }
}

fn reason_name(reason: Reason) -> String {
    match reason {
        Reason::ByHand => "by hand".to_owned(),
        Reason::Verbatim => "verbatim".to_owned(),
        Reason::Run(words) => format!("run:{words}"),
        Reason::Quote => "quote".to_owned(),
        Reason::Names(count) => format!("names:{count}"),
        Reason::Numbers(count) => format!("numbers:{count}"),
        Reason::Words(count) => format!("words:{count}"),
        Reason::Lead => "lead".to_owned(),
        Reason::Neighbours => "neighbours".to_owned(),
    }
}

fn numbers(sentences: &[SentenceIx]) -> Vec<usize> {
    sentences.iter().map(|ix| ix.0).collect()
}

fn stats(stats: &Stats) -> StatsShape {
    StatsShape {
        same: stats.same,
        copyedit: stats.copyedit,
        reworded: stats.reworded,
        split: stats.split,
        merged: stats.merged,
        moved: stats.moved,
        only_left: stats.only.left,
        only_right: stats.only.right,
    }
}
