//! What each paragraph is: headline, byline, body, noise and so on.
//!
//! Three passes, from what is certain to what only its place tells. First, marks of its own (a counter, "Photo: …", "By …").
//! Then the head and the tail of the page, before the first running text and after the last. Then what stands between:
//! subheads, captions, stray labels, and the headline of a second article. Whatever no rule claims is body, because a
//! sentence of the article hidden as noise is the worse mistake.

mod articles;
mod chrome;
mod lexicon;
mod marks;
mod pairs;
mod shape;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::key::key;
use super::{Hints, Role, Span};
use shape::{Ending, Shape};

/// A role for each paragraph of a text.
pub(super) fn classify(text: &str, paragraphs: &[Span], hints: &Hints<'_>) -> Vec<Role> {
    let mut page = Page::read(text, paragraphs);
    for (role, known) in page.roles.iter_mut().zip(hints.roles) {
        *role = *known;
    }
    if let [only] = page.shapes.as_slice() {
        // A single paragraph is what the reader brought to read, whatever it looks like.
        return vec![if only.text.is_empty() { Role::Noise } else { Role::Body }];
    }
    page.mark_known_title(hints);
    page.mark_what_shows_itself();
    page.mark_repeated();
    if let Some((first, last)) = page.running_text() {
        page.settle_head(first);
        page.settle_tail(last);
        page.settle_middle(first, last);
        articles::mark_second_headlines(&page.shapes, &mut page.roles);
    } else {
        page.settle_title_alone();
    }
    page.roles.into_iter().map(|role| role.unwrap_or(Role::Body)).collect()
}

/// The paragraphs with what is known of them so far.
struct Page<'t> {
    shapes: Vec<Shape<'t>>,
    roles: Vec<Option<Role>>,
}

impl<'t> Page<'t> {
    fn read(text: &'t str, paragraphs: &[Span]) -> Page<'t> {
        let shapes: Vec<Shape<'t>> = paragraphs.iter().map(|span| Shape::of(span.of(text))).collect();
        let roles = vec![None; shapes.len()];
        Page { shapes, roles }
    }

    /// The paragraph that repeats the title known from elsewhere is the headline.
    fn mark_known_title(&mut self, hints: &Hints<'_>) {
        let Some(title) = hints.title.map(|title| key(title.trim())) else { return };
        if let Some(i) = self.shapes.iter().take(20).position(|shape| key(shape.text) == title) {
            self.roles[i] = Some(Role::Headline);
        }
    }

    /// Paragraphs that carry a mark of their own.
    fn mark_what_shows_itself(&mut self) {
        for (shape, role) in self.shapes.iter().zip(&mut self.roles).filter(|(_, role)| role.is_none()) {
            *role = if marks::is_dashed(shape) {
                Some(Role::Subhead)
            } else if chrome::is_plea(shape) {
                Some(Role::Noise)
            } else if shape.has_letters() && marks::is_credit(shape) {
                Some(Role::Credit)
            } else if marks::is_place_line(shape) || (marks::is_time_line(shape) && marks::names_date(shape)) {
                Some(Role::Dateline)
            } else if marks::is_time_line(shape) || chrome::is_chrome(shape) {
                Some(Role::Noise)
            } else if marks::is_byline(shape) {
                Some(Role::Byline)
            } else {
                None
            };
        }
    }

    /// A picture's words stand twice where a page shows it twice; a short label stands wherever the page put it.
    fn mark_repeated(&mut self) {
        // Labels are short; marks around one may stand as words of their own.
        const LONGEST: usize = 8;
        let size = self.shapes.len();
        // The first title, though, may be repeated as a headline.
        let opening = (0..size).find(|&i| self.roles[i].is_none() && self.shapes[i].words >= 5).unwrap_or(0);
        for i in opening + 2..size {
            let free = self.roles[i - 1].is_none_or(|role| role == Role::Caption) && self.roles[i].is_none();
            if free && twins(&self.shapes[i - 1], &self.shapes[i]) {
                self.roles[i - 1] = Some(Role::Caption);
                self.roles[i] = Some(Role::Caption);
            }
        }
        let short = |i: &usize| self.shapes[*i].words <= LONGEST;
        let keys: Vec<(usize, String)> = (0..size).filter(short).map(|i| (i, key(&self.shapes[i].plain))).collect();
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, key) in &keys {
            *times.entry(key).or_default() += 1;
        }
        for (i, key) in &keys {
            let label = self.shapes[*i].words <= 4 && self.shapes[*i].ending != Ending::Stop;
            if self.roles[*i].is_none() && label && times[key.as_str()] > 1 {
                self.roles[*i] = Some(Role::Noise);
            }
        }
    }

    /// The first and the last paragraph of running text.
    ///
    /// What stands under a heading like "Related" or "Most read" does not count where most of it is no running text.
    fn running_text(&self) -> Option<(usize, usize)> {
        let prose: Vec<usize> = (0..self.shapes.len()).filter(|&i| self.is_prose(i)).collect();
        let (&first, &last) = (prose.first()?, prose.last()?);
        let links = (first..last).find(|&i| {
            let rest = self.shapes.len() - i - 1;
            let running = prose.len() - prose.partition_point(|&p| p <= i);
            chrome::heads_links(&self.shapes[i]) && running * 2 < rest
        });
        let last = links.and_then(|head| prose.iter().copied().rfind(|&p| p < head)).unwrap_or(last);
        Some((first, last))
    }

    fn is_prose(&self, i: usize) -> bool {
        self.roles[i].is_none() && self.shapes[i].is_prose()
    }

    /// Before the first running text: the headline, what introduces it, and what the page put above it.
    fn settle_head(&mut self, first: usize) {
        let known = (0..self.shapes.len()).find(|&i| self.roles[i] == Some(Role::Headline));
        let title = known.or_else(|| self.longest_title(first));
        if let Some(title) = title.filter(|_| known.is_none()) {
            self.roles[title] = Some(Role::Headline);
        }
        let head_key = title.map(|title| key(&self.shapes[title].plain));
        for i in 0..first {
            if self.roles[i].is_some() {
                continue;
            }
            let shape = &self.shapes[i];
            let below = title.is_some_and(|title| i > title);
            self.roles[i] = Some(if Some(key(&shape.plain)) == head_key {
                Role::Headline
            } else if marks::has_picture_words(shape) {
                Role::Caption
            } else if below && marks::is_name_line(shape) {
                Role::Byline
            } else if below && (shape.words >= 6 || shape.ending == Ending::Stop) {
                // A standfirst without a full stop reads as a heading of what follows.
                if shape.is_title_like() && shape.words <= 16 { Role::Subhead } else { Role::Body }
            } else {
                Role::Noise
            });
        }
    }

    /// The longest title-like paragraph before the first running text, the earlier of two.
    fn longest_title(&self, first: usize) -> Option<usize> {
        let title_like = |&i: &usize| {
            let shape = &self.shapes[i];
            self.roles[i].is_none() && shape.is_title_like() && !marks::has_picture_words(shape)
        };
        // What follows a byline or a date is a standfirst or a caption, however long.
        let end = (0..first).find(|&i| matches!(self.roles[i], Some(Role::Byline))).unwrap_or(first);
        let longest = |range: std::ops::Range<usize>| {
            range.filter(title_like).max_by_key(|&i| (self.shapes[i].words.min(5), std::cmp::Reverse(i)))
        };
        longest(0..end).or_else(|| longest(end..first))
    }

    /// After the last running text: teasers and labels, unless a paragraph says by itself that it belongs to the article.
    fn settle_tail(&mut self, last: usize) {
        let mut among_noise = false;
        for i in last + 1..self.shapes.len() {
            let shape = &self.shapes[i];
            // The text itself was cut where nothing follows what breaks off; teasers stand below their headlines.
            let cut = shape.ending == Ending::Dots && shape.words >= 6 && i == last + 1 && i + 1 == self.shapes.len();
            let closes = shape.ending == Ending::Stop || (shape.quoted && shape.words >= 3) || shape.item || cut;
            let role = match self.roles[i] {
                Some(Role::Byline | Role::Dateline) if among_noise || i > last + 2 || marks::names_time(shape) => {
                    Role::Noise
                }
                Some(role) => role,
                None if !among_noise && (closes || shape.words >= 18) => Role::Body,
                None if marks::has_picture_words(shape) && !among_noise => Role::Caption,
                None => Role::Noise,
            };
            among_noise |= role == Role::Noise;
            self.roles[i] = Some(role);
        }
    }

    /// Between the first and the last running text.
    fn settle_middle(&mut self, first: usize, last: usize) {
        self.mark_label_runs(first, last);
        for i in first..=last {
            match self.roles[i] {
                None => self.roles[i] = Some(self.middle_role(i)),
                // A time between paragraphs counts entries of a live page; it is no dateline of the piece.
                Some(Role::Dateline) if i > first + 2 => self.roles[i] = Some(Role::Noise),
                // A name under a picture or a teaser's author; a real byline stands at the head or the foot.
                Some(Role::Byline) if i > first + 2 && marks::names_time(&self.shapes[i]) => {
                    self.roles[i] = Some(Role::Noise);
                }
                Some(_) => {}
            }
        }
    }

    /// Short labels in a run with known noise are noise in any language.
    fn mark_label_runs(&mut self, first: usize, last: usize) {
        let open = |page: &Self, i: usize| {
            page.roles[i] == Some(Role::Noise) || (page.roles[i].is_none() && !page.shapes[i].is_prose())
        };
        let mut i = first;
        while i <= last {
            let end = (i..=last).find(|&k| !open(self, k)).unwrap_or(last + 1);
            let noisy = (i..end).filter(|&k| self.roles[k] == Some(Role::Noise)).count();
            if noisy > 0 && end - i >= 2 {
                let labels = (i..end).filter(|&k| self.shapes[k].words <= 4 && self.shapes[k].ending == Ending::Open);
                let unsettled: Vec<usize> = labels.filter(|&k| self.roles[k].is_none()).collect();
                // The last label before running text may be a subhead that follows an advertisement's mark.
                let spared = |k: usize| k + 1 == end && noisy < 2;
                for k in unsettled.into_iter().filter(|&k| !spared(k)) {
                    self.roles[k] = Some(Role::Noise);
                }
            }
            i = end.max(i + 1);
        }
    }

    fn middle_role(&self, i: usize) -> Role {
        let shape = &self.shapes[i];
        let by_credit = [i.wrapping_sub(1), i + 1].iter().any(|&k| self.roles.get(k) == Some(&Some(Role::Credit)));
        let prose_follows = self.shapes.get(i + 1).is_some_and(|next| next.words >= 6 || next.quoted || next.item);
        let quote_follows = self.shapes.get(i + 1).is_some_and(|next| next.quoted);
        match shape.ending {
            Ending::Dots | Ending::Open if by_credit && shape.words >= 5 && !shape.quoted => Role::Caption,
            Ending::Open if marks::has_picture_words(shape) => Role::Caption,
            Ending::Open if shape.words <= 14 && !shape.item && !shape.quoted && prose_follows => Role::Subhead,
            Ending::Open if shape.quoted && shape.words <= 8 && prose_follows && is_wholly_quoted(shape.text) => {
                Role::Subhead
            }
            Ending::Stop if shape.words <= 9 && prose_follows && marks::is_plain_question(shape) => Role::Subhead,
            Ending::Colon if shape.words <= 4 && !shape.item && !quote_follows => Role::Subhead,
            _ => Role::Body,
        }
    }

    /// A text without any running text: a title and lines below it, as in verse or a list.
    fn settle_title_alone(&mut self) {
        let known = self.roles.contains(&Some(Role::Headline));
        let lead = (0..self.shapes.len()).find(|&i| self.roles[i].is_none());
        if let Some(i) = lead.filter(|&i| !known && self.shapes[i].is_title_like()) {
            self.roles[i] = Some(Role::Headline);
        }
    }
}

/// Whether two paragraphs say the same, one with a few words more. Most do not even begin with the same letter, which is seen
/// without their keys; a letter beyond ASCII, or one that may carry an accent behind it, has to be looked at.
fn twins(one: &Shape<'_>, other: &Shape<'_>) -> bool {
    let opening = |shape: &Shape<'_>| match shape.plain.as_bytes() {
        [first, second, ..] if first.is_ascii() && second.is_ascii() => Some(*first),
        _ => None,
    };
    let apart = opening(one).zip(opening(other)).is_some_and(|(one, other)| one != other);
    one.words >= 5 && other.words >= 5 && !apart && extends(&key(&one.plain), &key(&other.plain))
}

/// Whether one of two texts is the other with a few words more, as "(Handout)" behind a caption.
fn extends(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    long.starts_with(short.trim_end()) && long.len() - short.len() <= short.len() / 3
}

fn is_wholly_quoted(text: &str) -> bool {
    text.starts_with(['"', '\'', '“', '‘', '„', '«', '「']) && text.ends_with(['"', '\'', '”', '’', '“', '»', '」'])
}
