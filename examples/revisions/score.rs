//! What `compare` made of an edited article, against what was done to it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use newsdiff::compare::{Options, Profile, compare};
use newsdiff::sides::{Side, Sides};
use newsdiff::text::{Document, Span};

use super::edits::{Line, Revision, written};

/// Counts over any number of revisions.
#[derive(Default)]
pub struct Figures {
    found: usize,
    right: usize,
    wanted: usize,
    moved_found: usize,
    moved_right: usize,
    moved_wanted: usize,
    moved_met: usize,
    as_revision: usize,
    revisions: usize,
    /// By edit: how many lines that tell something were found whole, of how many.
    edits: BTreeMap<&'static str, [usize; 2]>,
}

/// Mistakes to be shown, up to a number of them.
pub struct Errors {
    left: usize,
}

impl Errors {
    /// Shows at most so many.
    pub fn new(most: usize) -> Errors {
        Errors { left: most }
    }

    fn show(&mut self, what: &str, left: &str, right: &Line) {
        if self.left > 0 {
            self.left -= 1;
            println!(
                "{what} ({}{})\n  L {left}\n  R {}",
                right.edit,
                if right.moved { ", moved" } else { "" },
                right.text
            );
        }
    }
}

impl Figures {
    /// Compares and counts.
    pub fn add(&mut self, revision: &Revision, errors: &mut Errors) {
        let (texts, places): (Vec<String>, Vec<Vec<Range<usize>>>) =
            [written(&revision.before), written(&revision.after)].into_iter().unzip();
        let documents = Sides::new(&texts[0], &texts[1]).map(|text| Arc::new(Document::parse(text)));
        let places = Sides::new(&places[0], &places[1]);
        let comparison = compare(documents, &Options::default());
        let mut linked: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut moved: BTreeSet<(usize, usize)> = BTreeSet::new();
        for link in &comparison.links {
            let lines = Sides::from_fn(|side: Side| {
                let spans = link.sentences[side].iter().map(|&ix| comparison.documents[side].sentence(ix).span);
                spans.filter_map(|span| line_at(places[side], span)).collect::<BTreeSet<usize>>()
            });
            let pairs = lines.left.iter().flat_map(|&i| lines.right.iter().map(move |&j| (i, j)));
            linked.extend(pairs.clone());
            moved.extend(pairs.filter(|_| link.moved));
        }
        let told = |&(i, j): &(usize, usize)| revision.after[j].from.contains(&i);
        let wanted: BTreeSet<(usize, usize)> =
            revision.after.iter().enumerate().flat_map(|(j, line)| line.from.iter().map(move |&i| (i, j))).collect();
        self.revisions += 1;
        self.as_revision += usize::from(comparison.profile == Profile::Revision);
        self.found += linked.len();
        self.right += linked.iter().filter(|pair| told(pair)).count();
        self.wanted += wanted.len();
        self.moved_found += moved.len();
        self.moved_right += moved.iter().filter(|pair| told(pair) && revision.after[pair.1].moved).count();
        let carried = || wanted.iter().filter(|pair| revision.after[pair.1].moved);
        self.moved_wanted += carried().count();
        self.moved_met += carried().filter(|pair| moved.contains(pair)).count();
        let before = |i: usize| revision.before[i].text.as_str();
        for &(i, j) in linked.iter().filter(|pair| !told(pair)) {
            errors.show("linked and should not be", before(i), &revision.after[j]);
        }
        for &(i, j) in wanted.difference(&linked) {
            errors.show("not linked", before(i), &revision.after[j]);
        }
        for &(i, j) in moved.iter().filter(|pair| told(pair) && !revision.after[pair.1].moved) {
            errors.show("did not move", before(i), &revision.after[j]);
        }
        for (j, line) in revision.after.iter().enumerate().filter(|(_, line)| !line.from.is_empty()) {
            let [met, all] = self.edits.entry(line.edit).or_default();
            *met += usize::from(line.from.iter().all(|&i| linked.contains(&(i, j))));
            *all += 1;
        }
    }
}

impl Figures {
    /// F1 of links between sentences.
    pub fn link_f1(&self) -> f64 {
        share(2 * self.right, self.found + self.wanted)
    }

    /// Of the links said to have moved, the share that did.
    pub fn move_precision(&self) -> f64 {
        share(self.moved_right, self.moved_found)
    }
}

/// `part` of `whole`; all of nothing is 1.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// The line that holds most of a sentence.
fn line_at(places: &[Range<usize>], sentence: Span) -> Option<usize> {
    let shared = |place: &Range<usize>| place.end.min(sentence.end).saturating_sub(place.start.max(sentence.start));
    let first = places.partition_point(|place| place.end <= sentence.start);
    (first..places.len())
        .take_while(|&k| places[k].start < sentence.end)
        .max_by_key(|&k| (shared(&places[k]), std::cmp::Reverse(k)))
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (precision, recall) = (share(self.right, self.found), share(self.right, self.wanted));
        write!(f, "link F1 {:.3} (P {precision:.3} R {recall:.3})", self.link_f1())?;
        write!(f, "  moves P {:.3}", self.move_precision())?;
        write!(f, " R {:.3}", share(self.moved_met, self.moved_wanted))?;
        write!(f, "  read as revisions {:.3} ", share(self.as_revision, self.revisions))?;
        self.edits.iter().try_for_each(|(edit, [met, all])| write!(f, " {edit} {:.3}", share(*met, *all)))
    }
}
