//! Numbers by value and unit: "1,200" is "1200", "nearly $15 million" is $14,959,450, and three cables are not two people.

use std::ops::Range;

use super::quantity::{Bound, Quantity, Unit, quantities};
use super::{Context, Fact, FactKind, fact};
use crate::sides::{Side, Sides};
use crate::text::Span;

/// By how much a number that is meant to be near may miss the other, as a share of the greater.
const NEAR: f64 = 0.05;
/// By how much more a bound ("at least", "more than") may be passed and still say the same.
const PASSED: f64 = 0.5;

/// Numbers of one unit that differ. Each side's number may be in one fact; one told equally on both sides is in none.
///
/// In a lightly reworded pair two numbers that stand in one place differ; in any other they must count the same thing, and be the
/// only ones that do.
pub(super) fn differing(context: &Context<'_>, dates: &Sides<Vec<Range<usize>>>) -> Vec<Fact> {
    let mut quantities = Sides::from_fn(|side| quantities(&context.tellings[side], &dates[side]));
    drop_shared(&mut quantities);
    let mut facts = Vec::new();
    let mut taken = Sides::new(vec![false; quantities.left.len()], vec![false; quantities.right.len()]);
    for (i, left) in quantities.left.iter().enumerate() {
        let rivals: Vec<usize> = (0..quantities.right.len())
            .filter(|&j| !taken.right[j] && context.in_one_place(&left.tokens, &quantities.right[j].tokens))
            .filter(|&j| alike(left, &quantities.right[j]))
            .collect();
        if let [j] = rivals[..] {
            (taken.left[i], taken.right[j]) = (true, true);
            facts.push(told(left, &quantities.right[j]));
        }
    }
    let free = |side: Side, flags: &[bool]| {
        quantities[side].iter().zip(flags).filter(|(_, taken)| !**taken).map(|(q, _)| q).collect::<Vec<_>>()
    };
    let rest = Sides::new(free(Side::Left, &taken.left), free(Side::Right, &taken.right));
    for left in &rest.left {
        let rivals: Vec<&&Quantity> = rest.right.iter().filter(|right| comparable(left, right)).collect();
        let [right] = rivals[..] else { continue };
        let only = rest.left.iter().filter(|other| comparable(other, right)).count() == 1;
        // What is counted says of what a number is; a share or a sum of money needs the words around it.
        let counted = context.light() && matches!(left.unit, Unit::Counted(_) | Unit::Place(_));
        if only && (counted || context.said_of_one_thing(&left.tokens, &right.tokens)) {
            facts.push(told(left, right));
        }
    }
    facts
}

/// The numbers of each side that the other does not say.
pub(super) fn alone(context: &Context<'_>, dates: &Sides<Vec<Range<usize>>>) -> Sides<Vec<Span>> {
    let mut quantities = Sides::from_fn(|side| quantities(&context.tellings[side], &dates[side]));
    drop_shared(&mut quantities);
    quantities.map(|side| side.into_iter().filter(|q| q.unit != Unit::Times).map(|q| q.span).collect())
}

fn told(left: &Quantity, right: &Quantity) -> Fact {
    fact(FactKind::Number, Some(left.span), Some(right.span))
}

fn drop_shared(quantities: &mut Sides<Vec<Quantity>>) {
    let shared = Sides::from_fn(|side: Side| {
        let others = &quantities[side.other()];
        quantities[side].iter().map(|q| others.iter().any(|other| agree(q, other))).collect::<Vec<bool>>()
    });
    for side in Side::BOTH {
        let mut flags = shared[side].iter();
        quantities[side].retain(|_| !flags.next().copied().unwrap_or(false));
    }
}

/// Whether two numbers say the same as far as they say anything: "more than 200" and 212, "nearly $15 million" and $14,959,450.
fn agree(a: &Quantity, b: &Quantity) -> bool {
    if a.low <= b.high && b.low <= a.high {
        return true;
    }
    let (small, large) = if a.high < b.low { (a, b) } else { (b, a) };
    let (top, bottom) = (small.high, large.low);
    let size = top.abs().max(bottom.abs());
    let coarser = a.step.max(b.step);
    // "about 40" may be 43: half of its last digit, as long as that is not half of the number.
    let near = bottom - top <= (NEAR * size).max((coarser / 2.0).min(2.0 * NEAR * size));
    // "$43 million" for $43,885,310 is cut short and not rounded, which outlets do too.
    let (fine, coarse) = (a.step.min(b.step), a.step.max(b.step));
    let rounded = bottom - top < coarse && coarse > fine && size >= 100.0 && coarse * 10.0 <= size;
    let reaches_up = small.bound == Bound::Least && bottom - top <= PASSED * size;
    let reaches_down = large.bound == Bound::Most && bottom - top <= PASSED * size;
    let loose = a.bound != Bound::Exact || b.bound != Bound::Exact;
    // "dozens" is any number of them.
    let many = small.bound == Bound::Least && small.step >= small.high && small.high > 20.0 && bottom < 100.0;
    loose && near || rounded || reaches_up || reaches_down || many
}

/// Whether two numbers in one place are of one kind.
fn alike(a: &Quantity, b: &Quantity) -> bool {
    let counts = |unit: &Unit| matches!(unit, Unit::Counted(_));
    let places = |unit: &Unit| matches!(unit, Unit::Place(_));
    let shares = |unit: &Unit| matches!(unit, Unit::Share | Unit::Times);
    a.unit == b.unit
        || [counts, places, shares].into_iter().any(|kind: fn(&Unit) -> bool| kind(&a.unit) && kind(&b.unit))
}

/// Whether two numbers count the same kind of thing wherever they stand.
fn comparable(a: &Quantity, b: &Quantity) -> bool {
    match (&a.unit, &b.unit) {
        (Unit::Counted(a), Unit::Counted(b)) | (Unit::Place(a), Unit::Place(b)) => {
            a.iter().any(|word| b.contains(word))
        }
        (a, b) => a == b,
    }
}

#[cfg(test)]
mod tests {
    use crate::compare::facts::tests::check_facts;

    #[test]
    fn numbers_that_count_the_same_thing_are_compared() {
        check_facts("Cracks in three main cables.", "Cracks in two of its main cables.", &["number: three / two"]);
        check_facts("It killed 3 people.", "It killed 13 people.", &["number: 3 / 13"]);
        check_facts("Rates rose 4 per cent.", "Rates rose 5%.", &["number: 4 / 5%"]);
        check_facts("The club won 3-1 at home.", "The club won 2-1 at home.", &["number: 3-1 / 2-1"]);
        check_facts(
            "It was the fifth storm of the year.",
            "It was the sixth storm of the year.",
            &["number: fifth / sixth"],
        );
    }

    #[test]
    fn the_same_value_in_other_words_is_no_difference() {
        check_facts("It cost $1,200.", "It cost $1200.", &[]);
        check_facts("About 3 million people left.", "Some 3,000,000 people left.", &[]);
        check_facts("Nearly 15 million voters.", "14,959,450 voters.", &[]);
        check_facts("It cost nearly $15 million.", "It cost $14,959,450.", &[]);
        check_facts("Twelve boats sank.", "12 boats sank.", &[]);
        check_facts("More than 200 boats sank.", "212 boats sank.", &[]);
        check_facts("Nearly half of voters back the plan.", "47% of voters back the plan.", &[]);
        check_facts("The peak is 2,300 metres high.", "The peak is 2,300m high.", &[]);
        check_facts("Dozens of boats sank.", "The storm sank 48 boats.", &[]);
        check_facts("It fell by between 3 and 4 per cent.", "It fell by 3.6 per cent.", &[]);
    }

    #[test]
    fn numbers_that_count_other_things_are_not_compared() {
        check_facts("Three cables broke.", "Two engineers resigned.", &[]);
        check_facts("He is 1.9 metres tall.", "He left 4 houses.", &[]);
    }
}
