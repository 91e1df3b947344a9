//! Who is said to have said it: another speaker, or none at all.

use std::ops::Range;

use super::{Context, Fact, FactKind, Telling, fact};
use crate::compare::speakers::SPEECH;
use crate::sides::Side;

/// Speakers who are named elsewhere.
const PRONOUNS: [&str; 10] = ["he", "i", "it", "she", "that", "they", "this", "we", "which", "who"];

/// How much of what is said the other side must say too before a speaker it leaves out is left out.
const TOLD: f64 = 0.8;

/// Speakers without a name, in groups that can be told apart. A word of no group ("officials", "sources") can be any of them.
const GROUPS: [&[&str]; 14] = [
    &["police", "officers", "detectives", "sheriff"],
    &["prosecutors", "prosecutor"],
    &["witnesses", "witness", "bystanders", "onlookers"],
    &["residents", "neighbours", "villagers", "locals"],
    &["doctors", "hospital", "nurses", "surgeons"],
    &["firefighters", "fire"],
    &["researchers", "scientists", "astronomers"],
    &["lawyers", "lawyer", "attorney", "attorneys"],
    &["analysts", "economists", "investors"],
    &["farmers"],
    &["fishermen"],
    &["union", "unions", "workers"],
    &["opposition"],
    &["students", "teachers"],
];

/// What one side attributes and the other does not, or attributes to somebody else.
pub(super) fn differing(context: &Context<'_>) -> Vec<Fact> {
    let speakers = context.tellings.as_ref().map(named);
    if let ([left], [right]) = (&speakers.left[..], &speakers.right[..]) {
        let others = |side: Side, run: &Range<usize>| {
            run.clone().any(|k| context.tellings[side.other()].has(context.tellings[side].key(k)))
        };
        if others(Side::Left, left) || others(Side::Right, right) {
            return Vec::new();
        }
        return vec![told(context, Some(left), Some(right))];
    }
    let sources = context.tellings.as_ref().map(attributions);
    match (&sources.left[..], &sources.right[..]) {
        ([left], [right]) => other_group(context, left, right).into_iter().collect(),
        ([left], []) => dropped(context, Side::Left, left).into_iter().collect(),
        ([], [right]) => dropped(context, Side::Right, right).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn told(context: &Context<'_>, left: Option<&Range<usize>>, right: Option<&Range<usize>>) -> Fact {
    let span = |side: Side, run: Option<&Range<usize>>| run.map(|run| context.span(side, run));
    fact(FactKind::Attribution, span(Side::Left, left), span(Side::Right, right))
}

/// Full names right before or after a verb of speech: runs of at least two capitalised words, not the first word of a sentence.
fn named(telling: &Telling<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if telling.titled() {
        return found;
    }
    // Who "asked for tents" acted; only a verb that can do nothing but say makes a speaker.
    let speaks = |k: &usize| SPEECH.has(telling.key(*k)) && !matches!(telling.key(*k), "asked" | "continued");
    for k in (0..telling.tokens.len()).filter(speaks) {
        // "Tom Haldane, said": the comma after a name in apposition belongs to it.
        let end = if k > 0 && telling.key(k - 1) == "," { k - 1 } else { k };
        let before = (0..end).rev().take_while(|&at| telling.capital(at)).last().unwrap_or(end);
        let after =
            (k + 1..telling.tokens.len()).take_while(|&at| telling.capital(at)).last().map_or(k + 1, |at| at + 1);
        found.extend([before..end, k + 1..after].into_iter().filter(|run| run.len() >= 2));
    }
    found
}

/// Somebody saying something: who, and the verb.
struct Attribution {
    /// The words of the speaker and the verb.
    clause: Range<usize>,
    /// The speaker.
    speaker: Range<usize>,
}

/// Every verb of speech with the words just before or after it that say who speaks.
fn attributions(telling: &Telling<'_>) -> Vec<Attribution> {
    (0..telling.tokens.len()).filter(|&k| says(telling, k)).filter_map(|k| attribution(telling, k)).collect()
}

fn says(telling: &Telling<'_>, k: usize) -> bool {
    let key = telling.key(k);
    SPEECH.has(key) && (key != "according" || telling.tokens.get(k + 1).is_some_and(|next| next.key == "to"))
        || key == "say"
}

fn attribution(telling: &Telling<'_>, k: usize) -> Option<Attribution> {
    let mark = |at: usize| telling.tokens[at].punctuation;
    if telling.key(k) == "according" {
        let end = (k + 2..telling.tokens.len()).find(|&at| mark(at)).unwrap_or(telling.tokens.len());
        return (end > k + 2).then(|| Attribution { clause: k..end, speaker: k + 2..end });
    }
    let from = (0..k).rev().take_while(|&at| !mark(at)).last().unwrap_or(k);
    if from < k {
        return Some(Attribution { clause: from..k + 1, speaker: from..k });
    }
    let end = (k + 1..telling.tokens.len()).find(|&at| mark(at)).unwrap_or(telling.tokens.len());
    (end > k + 1).then(|| Attribution { clause: k..end, speaker: k + 1..end })
}

/// Two speakers of groups that can be told apart.
fn other_group(context: &Context<'_>, left: &Attribution, right: &Attribution) -> Option<Fact> {
    let group = |side: Side, who: &Attribution| {
        let telling = &context.tellings[side];
        let mut groups = who.speaker.clone().filter_map(|k| {
            let key = telling.key(k);
            GROUPS.iter().position(|group| group.contains(&key))
        });
        groups.next().filter(|first| groups.all(|other| other == *first))
    };
    let groups = (group(Side::Left, left)?, group(Side::Right, right)?);
    let told_too = context.told_across(Side::Left, &left.clause) >= TOLD
        || context.told_across(Side::Right, &right.clause) >= TOLD;
    (groups.0 != groups.1 && told_too && context.light())
        .then(|| told(context, Some(&left.speaker), Some(&right.speaker)))
}

/// What one side attributes and the other states: it says nearly all of it, and nothing of the speaker.
fn dropped(context: &Context<'_>, side: Side, who: &Attribution) -> Option<Fact> {
    let telling = &context.tellings[side];
    let across = &context.tellings[side.other()];
    let speaker_said = who.speaker.clone().any(|k| telling.tokens[k].content && context.said_across(side, k));
    let other_claim =
        ["claimed", "alleged", "allegedly", "reportedly", "apparently", "told", "found", "blamed", "believe", "think"];
    let hedged = (0..across.tokens.len()).any(|k| other_claim.contains(&across.key(k)));
    let pronoun = PRONOUNS.contains(&telling.key(who.speaker.start));
    // What is quoted can go on from a sentence before, where its speaker is named.
    let quoted = telling.quotes() || across.quotes();
    let whole = context.told_across(side, &who.clause) >= TOLD && context.told_across(side.other(), &(0..0)) >= TOLD;
    let short = who.clause.len() <= 8;
    if speaker_said || quoted || hedged || pronoun || !whole || !short || !context.light() {
        return None;
    }
    Some(if side == Side::Left {
        told(context, Some(&who.clause), None)
    } else {
        told(context, None, Some(&who.clause))
    })
}

#[cfg(test)]
mod tests {
    use crate::compare::facts::tests::check_facts;

    #[test]
    fn two_full_names_that_differ_are_a_difference() {
        check_facts(
            "The plan is dead, said Ana Ruiz.",
            "The plan is dead, Peter Holm said.",
            &["attribution: ana ruiz / peter holm"],
        );
    }

    #[test]
    fn a_title_or_a_family_name_alone_is_the_same_speaker() {
        check_facts("The plan is dead, said Ana Ruiz.", "Ruiz, a council member, said the plan is dead.", &[]);
        check_facts("The plan is dead, said Ana Ruiz.", "The plan is dead, said Councillor Ana Ruiz.", &[]);
    }

    #[test]
    fn what_one_side_states_as_a_fact_lost_its_speaker() {
        check_facts(
            "The driver had been drinking, police said.",
            "The driver had been drinking.",
            &["attribution: police said / -"],
        );
        check_facts(
            "Police said the driver had been drinking.",
            "The driver had been drinking, according to police.",
            &[],
        );
        check_facts("The firm said it would close the mill.", "The firm will close the mill.", &[]);
    }

    #[test]
    fn speakers_of_other_groups_differ() {
        check_facts(
            "Witnesses said the boat was on fire.",
            "Prosecutors said the boat was on fire.",
            &["attribution: witnesses / prosecutors"],
        );
        check_facts("Officials said the boat was on fire.", "Police said the boat was on fire.", &[]);
    }
}
