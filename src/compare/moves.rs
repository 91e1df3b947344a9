//! Phrases that stand elsewhere in the same link: "on Tuesday the council said" against "the council said on Tuesday".

use std::ops::Range;

use super::readable::push;
use super::words::{Kind, Stretch, Tokens};
use crate::sides::{Side, Sides};

/// A run of the same words in another place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moved {
    /// Where it stands on each side, as token indices.
    pub(super) tokens: Sides<Range<usize>>,
}

/// From so many words on a run has moved whatever else was cut and added with it.
const LONG: usize = 4;

/// The runs that one stretch cuts and another adds, the longest first where they compete.
pub(super) fn moved(stretches: &[Stretch], tokens: &Sides<Tokens>) -> Vec<Moved> {
    let edits: Vec<&Stretch> = stretches.iter().filter(|stretch| stretch.kind == Kind::Edit).collect();
    let mut runs = Vec::new();
    for (at, cut) in edits.iter().enumerate() {
        for (to, added) in edits.iter().enumerate() {
            if at != to {
                runs.extend(common(&cut.tokens.left, &added.tokens.right, tokens));
            }
        }
    }
    runs.sort_by_key(|run| (std::cmp::Reverse(run.left.len()), run.left.start, run.right.start));
    let mut found: Vec<Sides<Range<usize>>> = Vec::new();
    for run in runs {
        let free = |side: Side| {
            found.iter().all(|other| other[side].end <= run[side].start || run[side].end <= other[side].start)
        };
        if Side::BOTH.into_iter().all(free) {
            found.push(run);
        }
    }
    found.sort_by_key(|run| run.left.start);
    found.into_iter().map(|tokens| Moved { tokens }).collect()
}

/// The runs common to a cut and an addition that are long enough to have moved, as long as they can be.
fn common(cut: &Range<usize>, added: &Range<usize>, tokens: &Sides<Tokens>) -> Vec<Sides<Range<usize>>> {
    let same = |i: usize, j: usize| tokens.left[i].number == tokens.right[j].number;
    let mut runs = Vec::new();
    for i in cut.clone() {
        for j in added.clone() {
            let begins = same(i, j) && !(i > cut.start && j > added.start && same(i - 1, j - 1));
            if !begins {
                continue;
            }
            let length = (0..cut.end - i).take_while(|k| j + k < added.end && same(i + k, j + k)).count();
            if let Some(run) = whole_phrase(Sides::new(i..i + length, j..j + length), cut, added, tokens) {
                runs.push(run);
            }
        }
    }
    runs
}

/// A run without the marks at its ends; nothing where too little is left to have moved.
fn whole_phrase(
    mut run: Sides<Range<usize>>,
    cut: &Range<usize>,
    added: &Range<usize>,
    tokens: &Sides<Tokens>,
) -> Option<Sides<Range<usize>>> {
    while !run.left.is_empty() && tokens.left[run.left.start].punctuation {
        run.left.start += 1;
        run.right.start += 1;
    }
    while !run.left.is_empty() && tokens.left[run.left.end - 1].punctuation {
        run.left.end -= 1;
        run.right.end -= 1;
    }
    let news = |side: Side, range: &Range<usize>| tokens[side][range.clone()].iter().filter(|t| t.content).count();
    let own = news(Side::Left, &run.left);
    // A name that both rewordings hold somewhere is no move: the phrase must be most of what was cut and of what was added.
    let most = own * 2 > news(Side::Left, cut) && own * 2 > news(Side::Right, added);
    let long = run.left.len() >= LONG;
    (own > 0 && (most || long)).then_some(run)
}

/// The stretches with every moved phrase a stretch of its own: a cut where it stood, an addition where it stands.
pub(super) fn split(stretches: &[Stretch], moved: &[Moved], tokens: &Sides<Tokens>) -> Vec<Stretch> {
    let mut found = Vec::with_capacity(stretches.len() + 2 * moved.len());
    for stretch in stretches {
        let cuts = pieces(stretch, moved, Side::Left, tokens);
        let adds = pieces(stretch, moved, Side::Right, tokens);
        let whole = cuts.iter().chain(&adds).all(|(kind, _)| *kind == Kind::Edit);
        if stretch.kind == Kind::Equal || whole {
            push(&mut found, stretch.clone());
            continue;
        }
        // With phrases taken out, the left's words come before the right's; those that meet replace each other.
        let (left, right) = (stretch.tokens.left.end, stretch.tokens.right.start);
        for (kind, range) in cuts {
            push(&mut found, Stretch { kind, tokens: Sides::new(range, right..right) });
        }
        for (kind, range) in adds {
            push(&mut found, Stretch { kind, tokens: Sides::new(left..left, range) });
        }
    }
    found
}

/// One side of a stretch cut where moved phrases begin and end. Grammar that is left beside a phrase, with nothing in its place
/// on the other side, went with it.
fn pieces(stretch: &Stretch, moved: &[Moved], side: Side, tokens: &Sides<Tokens>) -> Vec<(Kind, Range<usize>)> {
    let range = &stretch.tokens[side];
    let inside = |own: &&Range<usize>| range.start <= own.start && own.end <= range.end;
    let mut phrases: Vec<Range<usize>> =
        moved.iter().map(|phrase| &phrase.tokens[side]).filter(inside).cloned().collect();
    phrases.sort_by_key(|own| own.start);
    let went_along = |from: usize, to: usize| {
        stretch.tokens[side.other()].is_empty() && !tokens[side][from..to].iter().any(|token| token.content)
    };
    let mut found = Vec::new();
    let mut at = range.start;
    let count = phrases.len();
    for (k, mut own) in phrases.into_iter().enumerate() {
        if went_along(at, own.start) {
            own.start = at;
        }
        if k + 1 == count && went_along(own.end, range.end) {
            own.end = range.end;
        }
        found.push((Kind::Edit, at..own.start));
        at = own.end;
        found.push((Kind::Moved, own));
    }
    found.push((Kind::Edit, at..range.end));
    found
}

/// Where a moved phrase stands on the other side.
pub(super) fn elsewhere(stretch: &Stretch, moved: &[Moved]) -> Option<(Side, Range<usize>)> {
    let own = if stretch.tokens.right.is_empty() { Side::Left } else { Side::Right };
    let within = |phrase: &&Moved| {
        stretch.tokens[own].start <= phrase.tokens[own].start && phrase.tokens[own].end <= stretch.tokens[own].end
    };
    let phrase = moved.iter().find(within)?;
    (stretch.kind == Kind::Moved).then(|| (own.other(), phrase.tokens[own.other()].clone()))
}

#[cfg(test)]
mod tests {
    use crate::compare::comparison::{Manner, Profile};
    use crate::compare::words::Wording;
    use crate::sides::Sides;

    /// Checks which phrases of the left text are said to have moved.
    fn check_moved(left: &str, right: &str, expected: &[&str]) {
        let texts = Sides::new(left, right);
        let wording = Wording::of_texts(texts);
        let marks = wording.marks(Profile::Coverage);
        let found: Vec<&str> = marks
            .iter()
            .filter(|mark| matches!(mark.manner, Manner::Moved(_)) && !mark.spans.left.is_empty())
            .map(|mark| mark.spans.left.of(left).trim().trim_matches([',', ' ']))
            .collect();
        assert_eq!(found, expected, "{left} | {right}: {marks:?}");
    }

    #[test]
    fn a_phrase_in_another_place_moved() {
        check_moved(
            "On Tuesday the council closed the bridge.",
            "The council closed the bridge on Tuesday.",
            &["On Tuesday"],
        );
        check_moved(
            "The bridge will stay shut until June, the mayor said.",
            "The mayor said the bridge will stay shut until June.",
            &["the mayor said"],
        );
        check_moved(
            "Schools in Norwick and Eastley were shut.",
            "Schools in Eastley and Norwick were shut.",
            &["and Eastley"],
        );
    }

    #[test]
    fn grammar_and_other_words_do_not_move() {
        check_moved("He said of the plan that it was dead.", "He said that of all plans it was the worst.", &[]);
        check_moved("The mayor resigned on Friday.", "The governor resigned on Friday.", &[]);
    }
}
