//! Who else tells each sentence of the version being read: the marks beside the text, and what stands behind one.

use std::sync::Arc;

use super::lines::Sentence;
use crate::compare::{Claim, Difference, FactKind};
use crate::model::VersionId;
use crate::text::SentenceIx;
use crate::tui::cells::fit;
use crate::tui::claims::{Told, telling_differences};
use crate::tui::wrap::columns;

/// What a mark says of one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// How many outlets tell it, this one counted.
    pub(super) told: usize,
    /// How many outlets tell the story.
    pub(super) of: usize,
    /// Whether this outlet tells it with a figure, or a certainty, that another has otherwise.
    pub(super) differs: bool,
}

impl Mark {
    /// Whether no other outlet tells it.
    pub(super) fn only_here(self) -> bool {
        self.told == 1
    }

    /// The mark in words, or in short where there is little room: "2 of 5" or "2/5".
    pub(super) fn said(self, worded: bool) -> String {
        match (self.told, self.of) {
            (1, _) if worded => "only here".to_owned(),
            (1, _) => "only".to_owned(),
            (2, 2) => "both".to_owned(),
            (told, of) if told == of && worded => format!("all {of}"),
            (told, of) if told == of => "all".to_owned(),
            (told, of) if worded => format!("{told} of {of}"),
            (told, of) => format!("{told}/{of}"),
        }
    }
}

/// The claims of a story as one of its texts tells them.
#[derive(Debug)]
pub(super) struct Reach {
    /// The claims of all outlets.
    pub(super) told: Arc<Told>,
    /// The outlet being read.
    pub(super) outlet: usize,
    /// The claim each sentence tells.
    claims: Vec<Option<usize>>,
}

impl Reach {
    /// What is known of a version; nothing of one that is not its outlet's latest, for only these are compared.
    pub(super) fn of(told: &Arc<Told>, version: VersionId) -> Option<Reach> {
        let (outlet, claims) = told.claims_of(version)?;
        Some(Reach { told: Arc::clone(told), outlet, claims })
    }

    /// The claim a sentence tells, and its number.
    pub(super) fn claim(&self, ix: SentenceIx) -> Option<(usize, &Claim)> {
        let number = (*self.claims.get(ix.0)?)?;
        Some((number, self.told.claims.claims.get(number)?))
    }

    /// The mark of a sentence; none for one that tells no claim, as a byline does.
    pub(super) fn mark(&self, ix: SentenceIx) -> Option<Mark> {
        let (_, claim) = self.claim(ix)?;
        let here = |difference: &Difference| {
            difference.values.iter().any(|value| value.said.iter().any(|said| said.0 == self.outlet))
        };
        let differs = telling_differences(claim).any(here);
        Some(Mark { told: claim.reach(), of: self.told.names.len(), differs })
    }

    /// The other outlets that tell a claim, the one to set this text against first: it differs in a figure, or has the usual
    /// words, or comes first in the story.
    pub(super) fn others(&self, claim: &Claim) -> Vec<usize> {
        let mut others: Vec<usize> =
            (0..self.told.names.len()).filter(|&other| other != self.outlet && claim.told_by(other)).collect();
        let differs = |other: usize| {
            let link = self.told.link(claim, self.outlet, other);
            link.is_some_and(|link| {
                link.facts.iter().any(|fact| !matches!(fact.kind, FactKind::Quote | FactKind::Attribution))
            })
        };
        others.sort_by_key(|&other| (!differs(other), other != claim.wording.0, other));
        others
    }

    /// The outlets that do not tell a claim, in the order of the story.
    pub(super) fn silent(&self, claim: &Claim) -> Vec<usize> {
        (0..self.told.names.len()).filter(|&other| !claim.told_by(other)).collect()
    }
}

/// The sentences that end on a line: those of its paragraph whose last byte is among so many from `start` on.
pub(super) fn ending_on(sentences: &[Sentence], paragraph: usize, start: usize, len: usize) -> &[Sentence] {
    let before = |end: usize| sentences.partition_point(|one| (one.paragraph, one.range.end) <= (paragraph, end));
    &sentences[before(start)..before(start + len)]
}

/// What stands beside a line of text for the sentences that end on it, in at most `width` columns: each mark with the sign of a
/// fact that differs (`number`) before it, where there is one. Marks that find no room are said to be missing by `dots`.
pub(super) fn beside(marks: &[Mark], width: usize, worded: bool, number: &str, dots: &str) -> Vec<(String, Part)> {
    let between = if worded { " · " } else { " " };
    let mut parts: Vec<(String, Part)> = Vec::new();
    let mut used = 0;
    for (at, mark) in marks.iter().enumerate() {
        let mut own = Vec::new();
        if at > 0 {
            own.push((between.to_owned(), Part::Between));
        }
        if mark.differs {
            own.push((if worded { format!("{number} ") } else { number.to_owned() }, Part::Differs));
        }
        own.push((mark.said(worded), if mark.only_here() { Part::OnlyHere } else { Part::Reach }));
        let wide: usize = own.iter().map(|(text, _)| columns(text)).sum();
        let last = at + 1 == marks.len();
        let room = width.saturating_sub(if last { 0 } else { columns(dots) });
        if used + wide > room && at > 0 {
            parts.push((fit(dots, width.saturating_sub(used), ""), Part::Between));
            break;
        }
        used += wide;
        parts.extend(own);
    }
    parts
}

/// What a stretch beside the text is, for its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// How many outlets tell it.
    Reach,
    /// That no other outlet tells it.
    OnlyHere,
    /// That a fact differs.
    Differs,
    /// What stands between two marks.
    Between,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mark(told: usize, of: usize, differs: bool) -> Mark {
        Mark { told, of, differs }
    }

    fn check_beside(marks: &[Mark], width: usize, worded: bool, expected: &str) {
        let said: String = beside(marks, width, worded, "#", "…").into_iter().map(|(text, _)| text).collect();
        assert_eq!(said, expected, "{marks:?} in {width}");
    }

    #[test]
    fn a_mark_says_how_many_outlets_tell_it() {
        check_beside(&[], 8, false, "");
        check_beside(&[mark(1, 5, false)], 8, false, "only");
        check_beside(&[mark(2, 5, true)], 8, false, "#2/5");
        check_beside(&[mark(5, 5, false)], 8, false, "all");
        check_beside(&[mark(2, 2, true)], 8, false, "#both");
        check_beside(&[mark(10, 12, true)], 6, false, "#10/12");
        check_beside(&[mark(1, 5, false)], 20, true, "only here");
        check_beside(&[mark(2, 5, true)], 20, true, "# 2 of 5");
        check_beside(&[mark(5, 5, false)], 20, true, "all 5");
    }

    #[test]
    fn sentences_that_end_on_one_line_share_its_place() {
        check_beside(&[mark(2, 5, false), mark(1, 5, false)], 8, false, "2/5 only");
        check_beside(&[mark(2, 5, true), mark(3, 5, true)], 9, false, "#2/5 #3/5");
        check_beside(&[mark(2, 5, true), mark(3, 5, true)], 6, false, "#2/5…");
        check_beside(&[mark(2, 5, false); 3], 9, false, "2/5 2/5…");
        check_beside(&[mark(2, 5, true), mark(1, 5, false)], 20, true, "# 2 of 5 · only here");
        check_beside(&[mark(1, 5, false), mark(1, 5, false), mark(1, 5, false)], 20, true, "only here…");
    }

    proptest! {
        #[test]
        fn no_line_of_marks_is_wider_than_its_place(tells in prop::collection::vec((1usize..30, any::<bool>()), 0..6), worded: bool) {
            let marks: Vec<Mark> = tells.iter().map(|&(told, differs)| mark(told, 29, differs)).collect();
            let width = if worded { 20 } else { 6 };
            let said: String = beside(&marks, width, worded, "#", "...").into_iter().map(|(text, _)| text).collect();
            prop_assert!(columns(&said) <= width, "{:?}", said);
        }
    }
}
