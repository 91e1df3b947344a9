//! How right the facts are, measured on sentence pairs written and labelled for it.
//!
//! The lists beside this file hold a pair a line: left | right | the facts that differ as `kind: left / right`, `-` for a side that
//! does not say it, `;` between two, or `none`. They were written before the rules, from what a careful reader would say differs.
//! A found fact is right where one of its kind is labelled and each side's words meet the label's.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::of;
use crate::compare::comparison::{Fact, FactKind};
use crate::compare::words::Wording;
use crate::sides::{Side, Sides};

const LISTS: [&str; 9] = [
    include_str!("companies.txt"),
    include_str!("courts.txt"),
    include_str!("crime.txt"),
    include_str!("disaster.txt"),
    include_str!("economy.txt"),
    include_str!("politics.txt"),
    include_str!("science.txt"),
    include_str!("sport.txt"),
    include_str!("weather.txt"),
];

/// A labelled fact.
#[derive(Debug, PartialEq)]
struct Label<'a> {
    kind: FactKind,
    sides: Sides<&'a str>,
}

/// One line of a list.
struct Pair<'a> {
    texts: Sides<&'a str>,
    labels: Vec<Label<'a>>,
}

fn pairs() -> Vec<Pair<'static>> {
    LISTS.into_iter().flat_map(str::lines).filter(|line| !line.starts_with('#')).map(pair).collect()
}

fn pair(line: &'static str) -> Pair<'static> {
    let fields: Vec<&str> = line.split(" | ").collect();
    let [left, right, labels] = fields[..] else { panic!("not three fields: {line}") };
    let labels = if labels == "none" { Vec::new() } else { labels.split("; ").map(|text| label(text, line)).collect() };
    Pair { texts: Sides::new(left, right), labels }
}

fn label(text: &'static str, line: &str) -> Label<'static> {
    let (name, values) = text.split_once(": ").unwrap_or_else(|| panic!("no kind: {line}"));
    let (left, right) = values.split_once(" / ").unwrap_or_else(|| panic!("not two sides: {line}"));
    let kind = KINDS.into_iter().find(|kind| kind.name() == name).unwrap_or_else(|| panic!("no such kind: {line}"));
    for (value, text) in [(left, line.split(" | ").next()), (right, line.split(" | ").nth(1))] {
        assert!(value == "-" || text.is_some_and(|text| text.contains(value)), "{value} is not said: {line}");
    }
    Label { kind, sides: Sides::new(left, right) }
}

const KINDS: [FactKind; 6] =
    [FactKind::Number, FactKind::Date, FactKind::Name, FactKind::Quote, FactKind::Attribution, FactKind::Hedge];

fn found(texts: Sides<&str>) -> Vec<Fact> {
    of(&Wording::of_texts(texts), Sides::default(), &|_, _| false).0
}

fn is_right(fact: &Fact, label: &Label<'_>, texts: Sides<&str>) -> bool {
    let said = |side: Side| fact.spans[side].map_or("-", |span| span.of(texts[side]));
    let meets = |side: Side| said(side).contains(label.sides[side]) || label.sides[side].contains(said(side));
    fact.kind == label.kind && Side::BOTH.into_iter().all(meets)
}

/// Of one kind: facts found, how many of them are right, and facts labelled.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    found: usize,
    right: usize,
    labelled: usize,
}

impl Count {
    fn line(self, kind: &str) -> String {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let (precision, recall) = (share(self.right, self.found), share(self.right, self.labelled));
        let Count { found, right, labelled } = self;
        format!("{kind:12} precision {precision:.3} ({right} of {found})  recall {recall:.3} ({right} of {labelled})")
    }
}

#[test]
fn nine_facts_in_ten_are_right() {
    let pairs = pairs();
    let plain = pairs.iter().filter(|pair| pair.labels.is_empty()).count();
    assert!(pairs.len() >= 300 && plain * 3 >= pairs.len(), "{} pairs, {plain} without a fact", pairs.len());
    let mut counts: BTreeMap<FactKind, Count> = BTreeMap::new();
    let mut wrong = String::new();
    for Pair { texts, labels } in &pairs {
        let facts = found(*texts);
        for label in labels {
            let count = counts.entry(label.kind).or_default();
            count.labelled += 1;
            count.right += usize::from(facts.iter().any(|fact| is_right(fact, label, *texts)));
        }
        for fact in &facts {
            counts.entry(fact.kind).or_default().found += 1;
            if !labels.iter().any(|label| is_right(fact, label, *texts)) {
                let said = Sides::from_fn(|side| fact.spans[side].map_or("-", |span| span.of(texts[side])));
                let _ = writeln!(
                    wrong,
                    "  {}: {} / {} in {} | {}",
                    fact.kind.name(),
                    said.left,
                    said.right,
                    texts.left,
                    texts.right
                );
            }
        }
    }
    let mut all = Count::default();
    for (kind, count) in &counts {
        println!("{}", count.line(kind.name()));
        all = Count {
            found: all.found + count.found,
            right: all.right + count.right,
            labelled: all.labelled + count.labelled,
        };
    }
    println!("{}", all.line("all"));
    assert!(all.right * 10 >= all.found * 9, "fewer than nine facts in ten are right: {}\n{wrong}", all.line("all"));
}

#[test]
fn with_the_sides_exchanged_the_same_facts_differ() {
    for Pair { texts, .. } in pairs() {
        let kinds = |facts: Vec<Fact>| {
            let mut kinds: Vec<FactKind> = facts.into_iter().map(|fact| fact.kind).collect();
            kinds.sort_unstable();
            kinds
        };
        assert_eq!(kinds(found(texts)), kinds(found(texts.swapped())), "{} | {}", texts.left, texts.right);
    }
}
