//! Comparisons written by hand, in a notation one can read: what the model pairs is its own affair.
//!
//! ```text
//! # heading on both sides          < only on the left        (blank) a paragraph ends
//! = the same on both sides         > only on the right       ! page furniture on the right
//! + only on the right, which says again what the pair before it tells
//! ~ The [-mayor-]{+governor+} resigned.        lightly reworded, with marks
//! * One telling. | Another telling.            heavily reworded, no marks
//! ```
//!
//! After ` @@` stand notes: `maybe`, `moved`, `number three/two`, `quote one/other`.

use std::sync::Arc;

use crate::compare::{
    ByHand, Comparison, Fact, FactKind, Link, LinkClass, LinkIx, Manner, Op, Profile, Reason, Row, Stats, Tier,
    WordSpan,
};
use crate::sides::{Side, Sides};
use crate::text::{Document, Role, SentenceIx, Span};

/// One line of the notation.
struct Told<'a> {
    kind: char,
    /// The stretches in order, with what they are.
    words: Vec<(Op, Sides<&'a str>)>,
    notes: Vec<&'a str>,
    paragraph: usize,
}

/// The comparison a script tells. Moved sentences stand at the end of the right text.
pub(super) fn told(script: &str) -> Comparison {
    let told = parse(script);
    let mut right_order: Vec<usize> = (0..told.len()).collect();
    right_order.sort_by_key(|&k| told[k].notes.contains(&"moved"));
    let orders = Sides::new((0..told.len()).collect::<Vec<_>>(), right_order);
    let placed = Sides::from_fn(|side| place(&told, &orders[side], side));
    let documents = placed.as_ref().map(|(document, _)| Arc::new(document.clone()));
    let mut links = Vec::new();
    let mut rows = Vec::new();
    for (k, line) in told.iter().enumerate() {
        let cells = Sides::from_fn(|side| placed[side].1[k].into_iter().collect::<Vec<_>>());
        let linked = !cells.left.is_empty() && !cells.right.is_empty();
        rows.push(Row { cells: cells.clone(), link: linked.then_some(LinkIx(links.len())) });
        if linked {
            links.push(link(line, cells, &documents));
        } else if line.kind == '+' {
            let mut again: Link = links.last().cloned().expect("a pair before it");
            again.sentences.right = cells.right;
            again.primary = false;
            again.facts.clear();
            for word in &mut again.words {
                word.spans.right = Span::default();
            }
            links.push(again);
        }
    }
    let only = Sides::from_fn(|side| {
        rows.iter().filter(|row| row.link.is_none()).flat_map(|row| row.cells[side].clone()).collect()
    });
    let (stats, by_hand) = (Stats::default(), ByHand::default());
    Comparison { profile: Profile::Coverage, documents, links, only, rows, stats, by_hand }
}

fn parse(script: &str) -> Vec<Told<'_>> {
    let mut told = Vec::new();
    for (paragraph, lines) in script.split("\n\n").enumerate() {
        for line in lines.lines().map(str::trim) {
            let Some(kind) = line.chars().next() else { continue };
            let (text, notes) = line[1..].split_once(" @@").unwrap_or((&line[1..], ""));
            let text = text.trim();
            let words = match kind {
                '<' => vec![(Op::Left, Sides::new(text, ""))],
                '>' | '!' | '+' => vec![(Op::Right, Sides::new("", text))],
                '*' => {
                    let (left, right) = text.split_once(" | ").expect("two tellings with a bar between");
                    vec![(Op::Replace, Sides::new(left, right))]
                }
                _ => marks(text),
            };
            told.push(Told { kind, words, notes: notes.split(',').map(str::trim).collect(), paragraph });
        }
    }
    told
}

/// `[-left-]{+right+}` cut into stretches.
fn marks(text: &str) -> Vec<(Op, Sides<&str>)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("[-").into_iter().chain(rest.find("{+")).min() {
        if at > 0 {
            found.push((Op::Equal, Sides::new(&rest[..at], &rest[..at])));
        }
        rest = &rest[at..];
        let mut sides = Sides::new("", "");
        if let Some((left, after)) = rest.strip_prefix("[-").and_then(|rest| rest.split_once("-]")) {
            (sides.left, rest) = (left, after);
        }
        if let Some((right, after)) = rest.strip_prefix("{+").and_then(|rest| rest.split_once("+}")) {
            (sides.right, rest) = (right, after);
        }
        let op = match (sides.left, sides.right) {
            (_, "") => Op::Left,
            ("", _) => Op::Right,
            _ => Op::Replace,
        };
        found.push((op, sides));
    }
    if !rest.is_empty() {
        found.push((Op::Equal, Sides::new(rest, rest)));
    }
    found
}

/// A side's text, and where each line's sentence is in it.
fn place(lines: &[Told], order: &[usize], side: Side) -> (Document, Vec<Option<SentenceIx>>) {
    let mut pieces: Vec<(String, Role)> = Vec::new();
    let mut last = None;
    let mut at = vec![None; lines.len()];
    let mut count = 0;
    for &k in order {
        let line = &lines[k];
        let text: String = line.words.iter().map(|(_, words)| words[side]).collect();
        if text.is_empty() {
            continue;
        }
        at[k] = Some(SentenceIx(count));
        count += 1;
        let role = match line.kind {
            '#' => Role::Headline,
            '!' => Role::Noise,
            _ => Role::Body,
        };
        match pieces.last_mut() {
            Some((paragraph, same)) if last == Some(line.paragraph) && *same == role && role == Role::Body => {
                paragraph.push(' ');
                paragraph.push_str(&text);
            }
            _ => pieces.push((text, role)),
        }
        last = Some(line.paragraph);
    }
    let document = Document::from_paragraphs(&pieces);
    assert_eq!(document.sentences().len(), count, "every line of a script is one sentence: {pieces:?}");
    (document, at)
}

fn link(line: &Told, cells: Sides<Vec<SentenceIx>>, documents: &Sides<Arc<Document>>) -> Link {
    let mut at = Sides::from_fn(|side| documents[side].sentence(cells[side][0]).span.start);
    let mut words = Vec::new();
    for (op, text) in &line.words {
        let spans = Sides::from_fn(|side| Span::new(at[side], at[side] + text[side].len()));
        at = spans.map(|span| span.end);
        words.push(WordSpan { op: *op, manner: Manner::Words, spans });
    }
    let same = words.iter().all(|word| word.op == Op::Equal);
    let find = |side: Side, needle: &str| {
        let span = documents[side].sentence(cells[side][0]).span;
        let start = span.of(documents[side].text()).find(needle).expect("a fact stands in its sentence");
        Span::new(span.start + start, span.start + start + needle.len())
    };
    let facts = line.notes.iter().filter_map(|note| {
        let (kind, values) = note.split_once(' ')?;
        let (left, right) = values.split_once('/')?;
        let kind = if kind == "quote" { FactKind::Quote } else { FactKind::Number };
        Some(Fact { kind, spans: Sides::new(Some(find(Side::Left, left)), Some(find(Side::Right, right))) })
    });
    Link {
        class: if same { LinkClass::Same } else { LinkClass::Reworded },
        tier: if line.notes.contains(&"maybe") { Tier::Maybe } else { Tier::Sure },
        moved: line.notes.contains(&"moved"),
        primary: true,
        score: 0.9,
        matched_by: vec![Reason::Words(6), Reason::Names(2)],
        heavy: line.kind == '*',
        facts: facts.collect(),
        details: Sides::default(),
        words,
        sentences: cells,
    }
}

/// A story with every kind of row.
pub(super) const FERRY: &str = r#"
# Ferry strike [-enters second week-]{+ends+}

> Commuters cheered at the northern landing.

~ The ferry crews [-stopped work-]{+walked out+} on Monday after [-three-]{+two+} of their boats failed inspection. @@ number three/two
= The port has six boats.

= Nobody was hurt.
= The crews are paid by the day.
= A bus runs every hour.

* "We will not sail in the dark," said Ines Moreau, who speaks for the crews. | Moreau, speaking for the crews, told reporters they would not sail after sunset. @@ quote We will not sail in the dark/would not sail after sunset, moved
< The port declined to comment.

* The mayor has offered to pay for repairs. | City hall may help with money. @@ maybe
! Share this page
! Most read
"#;

/// The same kinds in scripts that are wide, run right to left, or join characters.
pub(super) const WORLD: &str = "
# 渡輪罷工[-進入第二週-]{+結束+}

~ 船員[-星期一-]{+星期二+}停止工作，因為三艘船未通過檢查。
> 通勤者在北岸歡呼。

~ أعلن [-العمدة-]{+المحافظ+} إغلاق الجسر بعد العثور على شقوق.

~ The crew 👩‍🚒👨‍👩‍👧 cheered [-loudly-]{+at the cafe\u{301}+} all night.
< नाविकों ने सोमवार को काम बंद कर दिया।
";
