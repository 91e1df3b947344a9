//! What stands around the Compare screen: which two versions it shows, and the way to the story's others.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::clock::Clock;
use super::compare::{Anchor, CompareView, Heading, ViewSettings};
use crate::compare::Comparison;
use crate::model::{Article, Story, Version, VersionId};
use crate::sides::{Side, Sides};
use crate::store::{KeptPair, Mark};
use crate::text::SentenceIx;

/// Two versions of a story side by side, or on their way.
#[derive(Debug)]
pub(super) struct Comparing {
    /// The story.
    pub(super) story: Story,
    /// The versions that are or will be shown.
    pub(super) wanted: Sides<VersionId>,
    /// The component; `None` until the first comparison is there.
    pub(super) view: Option<CompareView>,
    /// What kept the first comparison from coming.
    pub(super) failed: Option<String>,
    /// The versions in the component.
    pub(super) shown: Option<Sides<Version>>,
    /// Where the first comparison is to be opened; at its most telling change where nothing is said.
    begin: Option<Begin>,
}

/// Where a comparison opens.
#[derive(Debug)]
enum Begin {
    /// At these sentences.
    At(Anchor),
    /// Where an earlier run was left; the texts are known when they come.
    Kept(KeptPair),
}

impl Begin {
    fn anchor(self, versions: &Sides<Version>) -> Anchor {
        let kept = match self {
            Begin::At(anchor) => return anchor,
            Begin::Kept(kept) => kept,
        };
        // They may have been exchanged on the way.
        let document = |side: Side| Side::BOTH.into_iter().find(|&at| versions[at].info.id == kept.versions[side]);
        let places = Side::BOTH.into_iter().filter_map(|side| {
            let text = &versions[document(side)?].document;
            Some((Arc::clone(text), SentenceIx(kept.sentences[side]?)))
        });
        Anchor::with_above(places.collect(), kept.above)
    }
}

/// The versions of a story by outlet, then time: the order next and previous go through.
pub(super) fn versions(story: &Story) -> Vec<VersionId> {
    story.articles.iter().flat_map(|article| article.versions.iter().map(|version| version.id)).collect()
}

/// An outlet's name, with a number where the story has several articles of that name: "The Ledger (1 of 2)".
pub(super) fn told_apart(story: &Story, version: &Version) -> String {
    let namesakes: Vec<&Article> = story.articles.iter().filter(|article| article.outlet == version.outlet).collect();
    let holds = |article: &&Article| article.versions.iter().any(|info| info.id == version.info.id);
    match namesakes.iter().position(holds) {
        Some(at) if namesakes.len() > 1 => format!("{} ({} of {})", version.outlet, at + 1, namesakes.len()),
        _ => version.outlet.clone(),
    }
}

/// The pair a story opens with: its first two outlets' latest, or one outlet's last two versions; `None` for a story of one
/// version, which can only be read.
pub(super) fn first_pair(story: &Story) -> Option<Sides<VersionId>> {
    match story.articles.as_slice() {
        [] => None,
        [only] => match only.versions.as_slice() {
            [.., before, last] => Some(Sides::new(before.id, last.id)),
            _ => None,
        },
        [first, second, ..] => Some(Sides::new(first.latest().id, second.latest().id)),
    }
}

/// One outlet's latest version against the first other outlet's; `None` where there is no other.
pub(super) fn pair_with(story: &Story, outlet: usize) -> Option<Sides<VersionId>> {
    if story.articles.len() < 2 {
        return first_pair(story);
    }
    let other = usize::from(outlet == 0);
    Some(Sides::new(story.articles.get(outlet)?.latest().id, story.articles[other].latest().id))
}

impl Comparing {
    /// Opens a pair that has to be compared.
    pub(super) fn new(story: Story, wanted: Sides<VersionId>) -> Comparing {
        Comparing { story, wanted, view: None, failed: None, shown: None, begin: None }
    }

    /// The same, to be opened at a sentence.
    pub(super) fn at(story: Story, wanted: Sides<VersionId>, begin: Anchor) -> Comparing {
        Comparing { begin: Some(Begin::At(begin)), ..Comparing::new(story, wanted) }
    }

    /// Opens a pair where an earlier run was left.
    pub(super) fn resumed(story: Story, kept: KeptPair) -> Comparing {
        Comparing { begin: Some(Begin::Kept(kept)), ..Comparing::new(story, kept.versions) }
    }

    /// Whether what is wanted is what is shown.
    pub(super) fn is_settled(&self) -> bool {
        self.shown.as_ref().is_some_and(|shown| shown.as_ref().map(|version| version.info.id) == self.wanted)
    }

    /// Turns one side to the story's next or previous version, around the end, past the one on the other side. `false`
    /// where there is no third version.
    pub(super) fn turn(&mut self, side: Side, forward: bool) -> bool {
        let order = versions(&self.story);
        let Some(at) = order.iter().position(|&id| id == self.wanted[side]) else { return false };
        let other = self.wanted[side.other()];
        let step = if forward { 1 } else { order.len() - 1 };
        let next = (1..order.len()).map(|n| order[(at + n * step) % order.len()]).find(|&id| id != other);
        match next {
            Some(id) if id != self.wanted[side] => {
                self.wanted[side] = id;
                true
            }
            _ => false,
        }
    }

    /// Follows the component, which has exchanged its sides. `false` where another comparison is on its way, which has to
    /// be asked for the other way round.
    pub(super) fn swap(&mut self) -> bool {
        let settled = self.is_settled();
        self.wanted = self.wanted.swapped();
        self.shown = self.shown.take().map(Sides::swapped);
        settled
    }

    /// Marks that were made of two versions, for these as they stand on screen now, and whether they do.
    pub(super) fn undone(&self, versions: Sides<VersionId>, marks: Vec<Mark>) -> (Sides<VersionId>, Vec<Mark>, bool) {
        if versions != self.wanted.swapped() {
            return (versions, marks, versions == self.wanted);
        }
        let marks = marks.into_iter().map(|mark| Mark { pair: mark.pair.swapped(), ..mark });
        (self.wanted, marks.collect(), true)
    }

    /// Takes a comparison; one asked for before the reader went on is dropped.
    ///
    /// Where a text stays on screen the reader's place in it stays too.
    pub(super) fn take(
        &mut self,
        versions: Sides<Version>,
        comparison: Arc<Comparison>,
        settings: ViewSettings,
        clock: &Clock,
        area: Rect,
    ) {
        let ids = versions.as_ref().map(|version| version.info.id);
        let (versions, comparison) = if ids == self.wanted {
            (versions, comparison)
        } else if ids == self.wanted.swapped() {
            // The sides were exchanged while it was on its way.
            (versions.swapped(), Arc::new(Comparison::clone(&comparison).mirrored()))
        } else {
            return;
        };
        let same = self.shown.as_ref().is_some_and(|shown| shown.as_ref().map(|v| v.info.id) == self.wanted);
        if let Some(view) = self.view.as_mut().filter(|_| same) {
            view.replace(comparison, area);
            return;
        }
        let headings = versions.as_ref().map(|version| Heading {
            outlet: told_apart(&self.story, version),
            moment: clock.honestly(&version.info),
            title: version.info.title.clone(),
        });
        let before = self
            .view
            .as_ref()
            .map(CompareView::anchor)
            .or_else(|| self.begin.take().map(|begin| begin.anchor(&versions)));
        let words = self.view.as_ref().and_then(CompareView::find_words).map(str::to_owned);
        let mut view = CompareView::new(comparison, headings, settings);
        view.find_again(words.as_deref(), area);
        if let Some(anchor) = before.filter(|_| area.width > 0) {
            view.restore(&anchor);
        }
        self.view = Some(view);
        self.shown = Some(versions);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::fixture::story;

    /// Opens a story of `outlets` (number of versions each) and turns the right side; versions are numbered from 1.
    fn check_turns(outlets: &[usize], forward: bool, expected: &[i64]) {
        let story = story(outlets);
        let mut comparing = Comparing::new(story.clone(), first_pair(&story).expect("two versions"));
        let turns: Vec<i64> = expected
            .iter()
            .map(|_| {
                comparing.turn(Side::Right, forward);
                comparing.wanted.right.0
            })
            .collect();
        assert_eq!(turns, expected, "{outlets:?}");
    }

    #[test]
    fn next_goes_through_outlets_and_versions_past_the_other_side() {
        check_turns(&[1, 1, 1, 1], true, &[3, 4, 2, 3]);
        check_turns(&[1, 1, 1, 1], false, &[4, 3, 2]);
        check_turns(&[1, 2, 1], true, &[4, 2, 3, 4]);
        check_turns(&[4], false, &[2, 1, 4]);
        check_turns(&[1, 1], true, &[2, 2]);
    }

    #[test]
    fn a_story_opens_with_what_tells_most() {
        let ids = |outlets: &[usize]| first_pair(&story(outlets)).map(|pair| (pair.left.0, pair.right.0));
        assert_eq!(ids(&[1, 1, 1]), Some((1, 2)));
        assert_eq!(ids(&[2, 3]), Some((2, 5)));
        assert_eq!(ids(&[3]), Some((2, 3)));
        assert_eq!(ids(&[1]), None);
        assert_eq!(ids(&[]), None);
    }
}
