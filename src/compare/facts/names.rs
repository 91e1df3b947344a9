//! Another name in the same place: "the mayor, Bruno Achter, asked" against "the mayor, Dario Felk, asked".

use std::borrow::Cow;
use std::cell::LazyCell;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::context::kin;
use super::dates::Said;
use super::{Context, Fact, FactKind, Telling, fact};
use crate::compare::listed::Listed;
use crate::compare::numerals;
use crate::compare::speakers::OFFICES;
use crate::sides::{Side, Sides};
use crate::text::Span;

/// The most words of a name.
const LONGEST: usize = 5;

/// Words that are written with a capital and name nobody: titles, and peoples whose land has another word.
static TITLES: Listed<44> = Listed::new([
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
    "dame",
    "democrat",
    "democratic",
    "democrats",
    "doctor",
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
    "prime",
    "prince",
    "professor",
    "queen",
    "representative",
    "republican",
    "republicans",
    "senate",
    "sergeant",
    "sir",
]);

/// Words of some weight that open a sentence and may stand before a name.
static OPENERS: Listed<12> = Listed::new([
    "according",
    "although",
    "amid",
    "amidst",
    "despite",
    "during",
    "earlier",
    "following",
    "however",
    "meanwhile",
    "since",
    "while",
]);

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

/// The names that one side tells and the other does not, in no form of theirs, nor anywhere else in its article by any of their words:
/// most names a sentence lacks were said a sentence before. A capital says nothing in a headline that has one on every word, nor on
/// the first word of a sentence.
pub(super) fn alone<'a>(
    context: &'a Context<'_>,
    dates: &Sides<Vec<Said>>,
    side: Side,
    in_names: &dyn Fn(Side, &str) -> bool,
) -> Vec<Span> {
    let telling = &context.tellings[side];
    if telling.titled() {
        return Vec::new();
    }
    let is_date =
        |run: &Range<usize>| dates[side].iter().any(|date| date.tokens.start < run.end && run.start < date.tokens.end);
    let begins = |run: &Range<usize>| run.len() < 2 && first_of_sentence(telling, run.start);
    let title = |run: &Range<usize>| run.clone().all(|k| is_title(telling.key(k)) || telling.key(k).len() == 1);
    let mut names = runs(telling);
    names.retain(|run| !(is_date(run) || begins(run) || title(run)));
    if names.is_empty() {
        return Vec::new();
    }
    let across = &context.tellings[side.other()];
    // "Kell-Murn" is said where "Kell and Murn" are.
    let parts = |key: &'a str| key.split('-').map(bare);
    let said = LazyCell::new(|| {
        let telling_words = across.tokens.iter().filter(|token| token.content);
        telling_words.flat_map(|token| parts(&token.key)).collect::<Vec<Cow<'a, str>>>()
    });
    let other = LazyCell::new(|| {
        let names = runs(across).into_iter().map(|run| run.map(|k| across.key(k)).collect());
        names.collect::<Vec<Vec<&str>>>()
    });
    let told = |k: &usize| {
        let word = telling.key(*k);
        in_names(side.other(), word) || word.split('-').map(bare).any(|part| said.iter().any(|other| kin(&part, other)))
    };
    // "Navy sailor Bruno Achter" where the navy was told of: the navy goes without a mark, and one word left over is no name.
    let rest = |run: &Range<usize>| run.start + run.clone().take_while(|k| told(k)).count()..run.end;
    let new = |run: &Range<usize>| {
        let left_over = rest(run);
        let fewest = if left_over == *run { 1 } else { 2 };
        left_over.len() >= fewest && !left_over.clone().any(|k| told(&k)) && {
            let own: Vec<&str> = run.clone().map(|k| telling.key(k)).collect();
            !other.iter().any(|other| short_for(&own, other) || short_for(other, &own))
        }
    };
    names.iter().filter(|run| new(run)).map(|run| context.span(side, &rest(run))).collect()
}

/// A word without its accents, which an outlet may leave out of a name.
fn bare(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return word.into();
    }
    word.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect()
}

/// Words with capitals that stand in a row, without titles before a name and without what opens a sentence.
fn runs(telling: &Telling<'_>) -> Vec<Range<usize>> {
    let opens = |k: usize| OPENERS.has(telling.key(k)) && first_of_sentence(telling, k);
    let before_name =
        |k: usize| is_title(telling.key(k)) && telling.tokens.get(k + 1).is_some() && is_name(telling, k + 1);
    let of_state = |k: usize| telling.key(k) == "state" && k > 0 && telling.key(k - 1) == "of";
    let named = |k: &usize| is_name(telling, *k) && !opens(*k) && !before_name(*k) && !of_state(*k);
    let named: Vec<usize> = (0..telling.tokens.len()).filter(named).collect();
    named.chunk_by(|one, next| one + 1 == *next).map(|run| run[0]..run[run.len() - 1] + 1).collect()
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
    TITLES.has(key) || OFFICES.has(key)
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
    let short = short.trim_end_matches("'s").replace('.', "").to_lowercase();
    let letters: String = long.iter().filter_map(|word| word.chars().next()).collect();
    let dotted = || matches!(long, [long] if long.contains('.') && long.replace('.', "").to_lowercase() == short);
    (long.len() > 1 && letters == short) || dotted()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::facts;
    use crate::compare::facts::tests::check_facts;
    use crate::compare::words::Wording;

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

    /// Checks the names, numbers and dates that each side of a heavily reworded pair tells alone.
    fn check_alone(left: &str, right: &str, expected: [&[&str]; 2]) {
        let wording = Wording::of_texts(Sides::new(left, right));
        assert!(wording.heavy, "{left} | {right}");
        let details = facts::of(&wording, Sides::default(), &|_, _| false).1;
        let said = |spans: &[Span], text| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>();
        assert_eq!([said(&details.left, left), said(&details.right, right)], expected, "{left} | {right}");
    }

    #[test]
    fn names_one_side_tells_alone_in_other_words() {
        check_alone(
            "The mayor of Kell asked Bruno Achter for tents after the slide.",
            "Officials want shelter, and Dario Felk of Murn was told so on the slide.",
            [&["Kell", "Bruno Achter"], &["Dario Felk", "Murn"]],
        );
        check_alone(
            "Rain fell on Kell while the United Nations sent tents.",
            "Shelter arrived from the UN, though storms went on over Kell for days.",
            [&[], &[]],
        );
        check_alone(
            "Despite the slide, Kell-Murn ferries ran while U.S. helpers slept.",
            "Boats went between Kell and Murn for days; US volunteers had no rest, President Dario Felk wrote.",
            [&[], &["Dario Felk"]],
        );
        check_alone(
            "Storms in the east hit a Murn ferry, the coast guard wrote.",
            "Passengers were told of winds by Murn's Bruno Achter, whose boat was late, and Murn Lines paid.",
            [&[], &["Bruno Achter"]],
        );
        check_alone(
            "The mayor (L) asked the baker for bread.",
            "Loaves were wanted from a shop in Murn (R), and soon.",
            [&[], &["Murn"]],
        );
        check_alone(
            "Rescuers Dig For Survivors Near Kell",
            "People may be under the mud, a nurse in Murn thinks.",
            [&[], &["Murn"]],
        );
    }

    #[test]
    fn another_form_of_a_name_is_none() {
        check_facts("The minister met Bruno Achter in Kell.", "The minister met Achter in Kell.", &[]);
        check_facts("The minister spoke at the UN in Kell.", "The minister spoke at the United Nations in Kell.", &[]);
        check_facts("The bill was blocked by Judge Achter.", "The bill was blocked by Mr. Achter.", &[]);
        check_facts("Snow closed the pass at Kell.", "Snow closed the road at Kell.", &[]);
    }
}
