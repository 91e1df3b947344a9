//! Another name in the same place: "the mayor, Bruno Achter, asked" against "the mayor, Dario Felk, asked".

use std::ops::Range;

use super::context::kin;
use super::dates::Said;
use super::{Context, Fact, FactKind, Telling, fact};
use crate::compare::numerals;
use crate::compare::speakers::OFFICES;
use crate::sides::{Side, Sides};

/// The most words of a name.
const LONGEST: usize = 5;

/// Words that are written with a capital and name nobody: titles, and peoples whose land has another word.
const TITLES: [&str; 44] = [
    "attorney",
    "bishop",
    "brother",
    "captain",
    "chair",
    "chairwoman",
    "chancellor",
    "coach",
    "colonel",
    "commissioner",
    "congress",
    "congressman",
    "congresswoman",
    "constable",
    "councillor",
    "court",
    "democrat",
    "democratic",
    "democrats",
    "doctor",
    "dame",
    "father",
    "general",
    "gop",
    "house",
    "inspector",
    "king",
    "lady",
    "lawmakers",
    "lieutenant",
    "lord",
    "officials",
    "parliament",
    "pope",
    "prince",
    "prime",
    "professor",
    "queen",
    "representative",
    "republican",
    "republicans",
    "senate",
    "sergeant",
    "sir",
];

/// Names that differ in places where only names stand, in a lightly reworded pair.
///
/// A longer form of a name, an abbreviation of it, a title for it and a name the other side says elsewhere are no difference.
pub(super) fn differing(context: &Context<'_>, dates: &Sides<Vec<Said>>, others: &[Fact]) -> Vec<Fact> {
    if !context.light() || context.tellings.left.titled() || context.tellings.right.titled() {
        return Vec::new();
    }
    let mut facts = Vec::new();
    for place in context.places() {
        let names = Sides::from_fn(|side| name_in(context, side, &place[side], &dates[side]));
        let (Some(left), Some(right)) = (names.left, names.right) else { continue };
        if same_person(context, &left, &right) {
            continue;
        }
        let spans = Sides::new(context.span(Side::Left, &left), context.span(Side::Right, &right));
        let told = |fact: &Fact| {
            Side::BOTH.into_iter().any(|side| fact.spans[side].is_some_and(|span| span.overlap(spans[side]).is_some()))
        };
        if !others.iter().any(told) {
            facts.push(fact(FactKind::Name, Some(spans.left), Some(spans.right)));
        }
    }
    facts
}

/// The name that an edit replaces, whole: the edit's words but for grammar are all of it.
fn name_in(context: &Context<'_>, side: Side, place: &Range<usize>, dates: &[Said]) -> Option<Range<usize>> {
    let telling = &context.tellings[side];
    let words: Vec<usize> = place.clone().filter(|&k| telling.tokens[k].content).collect();
    let (first, last) = (*words.first()?, *words.last()?);
    let named = |k: usize| is_name(telling, k);
    let only_names = words.iter().all(|&k| named(k)) && words.len() <= LONGEST;
    if !only_names || dates.iter().any(|date| date.tokens.start <= last && first < date.tokens.end) {
        return None;
    }
    // A name goes on into what both sides say: "Velo Foods" and "Brill Foods".
    let beside = |k: usize| telling.tokens.get(k).is_some() && named(k);
    let start = (0..first).rev().take_while(|&k| beside(k)).last().unwrap_or(first);
    let end = (last + 1..telling.tokens.len()).take_while(|&k| beside(k)).last().map_or(last + 1, |k| k + 1);
    // A word that begins a sentence has a capital whatever it is, so it needs a second word of the name.
    let begins = first_of_sentence(telling, start) && end - start < 2;
    let title = words.iter().all(|&k| is_title(telling.key(k)));
    (!begins && !title).then_some(start..end)
}

fn is_name(telling: &Telling<'_>, k: usize) -> bool {
    let token = &telling.tokens[k];
    let figure = || numerals::cardinal(&token.key).is_some() || numerals::ordinal(&token.key).is_some();
    token.content && telling.capital(k) && !token.key.starts_with(|c: char| c.is_ascii_digit()) && !figure()
}

fn is_title(key: &str) -> bool {
    TITLES.contains(&key) || OFFICES.has(key)
}

fn first_of_sentence(telling: &Telling<'_>, k: usize) -> bool {
    let before = (0..k).rev().find(|&at| !matches!(telling.key(at), "\"" | "'" | "(" | "-"));
    before.is_none_or(|at| matches!(telling.key(at), "." | "!" | "?" | ":"))
}

/// Whether two names can be one: they share a word, one abbreviates the other, or a side says the other's name too.
fn same_person(context: &Context<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    let own = |side: Side, run: &Range<usize>| {
        let keep = |k: &usize| context.edited(side, *k) && !is_title(context.tellings[side].key(*k));
        run.clone().filter(keep).collect::<Vec<usize>>()
    };
    let said = |side: Side, run: &Range<usize>| own(side, run).iter().any(|&k| context.said_across(side, k));
    let words = |side: Side, run: &Range<usize>| {
        own(side, run).iter().map(|&k| context.tellings[side].key(k)).collect::<Vec<_>>()
    };
    let (one, other) = (words(Side::Left, left), words(Side::Right, right));
    let shared = one.iter().any(|a| other.iter().any(|b| kin(a, b)));
    shared || said(Side::Left, left) || said(Side::Right, right) || short_for(&one, &other) || short_for(&other, &one)
}

/// Whether one word is made of the first letters of the others: "UN" of "United Nations".
fn short_for(short: &[&str], long: &[&str]) -> bool {
    let [short] = short else { return false };
    let letters: String = long.iter().filter_map(|word| word.chars().next()).collect();
    long.len() > 1 && letters == short.to_lowercase()
}

#[cfg(test)]
mod tests {
    use crate::compare::facts::tests::check_facts;

    #[test]
    fn another_name_in_the_same_place_is_a_difference() {
        check_facts(
            "The mayor of Kell, Bruno Achter, asked for tents.",
            "The mayor of Kell, Dario Felk, asked for tents.",
            &["name: bruno achter / dario felk"],
        );
        check_facts("The slide buried houses in Kell.", "The slide buried houses in Murn.", &["name: kell / murn"]);
        check_facts("Shares in Velo Foods fell.", "Shares in Brill Foods fell.", &["name: velo foods / brill foods"]);
    }

    #[test]
    fn another_form_of_a_name_is_none() {
        check_facts("The minister met Bruno Achter in Kell.", "The minister met Achter in Kell.", &[]);
        check_facts("The minister spoke at the UN in Kell.", "The minister spoke at the United Nations in Kell.", &[]);
        check_facts("The bill was blocked by Judge Achter.", "The bill was blocked by Mr. Achter.", &[]);
        check_facts("Snow closed the pass at Kell.", "Snow closed the road at Kell.", &[]);
    }
}
