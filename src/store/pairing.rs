//! What the reader says of pairs of sentences, kept so that it holds in every version that still has them.

use std::collections::BTreeMap;

use rusqlite::{Result, Transaction};

use super::{Store, StoreError, identity};
use crate::compare::{ByHand, Verdict};
use crate::model::{ArticleId, PastPair, Version};
use crate::sides::{Side, Sides};
use crate::text::{Document, SentenceIx, key};

/// One pair, and what the reader says of it; `None` takes back what was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The sentences, a left and a right one.
    pub pair: Sides<SentenceIx>,
    /// What is said of them now.
    pub verdict: Option<Verdict>,
}

/// What a sentence is known by in every version of its article.
type Name = [u8; 32];

/// See [`super::Store::by_hand`].
pub(super) fn by_hand(step: &Transaction<'_>, versions: &Sides<Version>) -> Result<ByHand> {
    let order = Order::of(versions);
    let mut kept = step.prepare_cached(
        "SELECT one_sentence, other_sentence, together FROM pairing WHERE one = ?1 AND other = ?2
         ORDER BY one_sentence, other_sentence",
    )?;
    let articles = (versions[order.one].article.0, versions[order.one.other()].article.0);
    let kept: Vec<(Name, Name, bool)> =
        kept.query_map(articles, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<Result<_>>()?;
    let mut found = ByHand::default();
    if kept.is_empty() {
        return Ok(found);
    }
    let sentences = versions.as_ref().map(|version| {
        let names = names(&version.document).into_iter().enumerate();
        names.map(|(k, name)| (name, SentenceIx(k))).collect::<BTreeMap<Name, SentenceIx>>()
    });
    for (one, other, together) in kept {
        let names = order.sides(one, other);
        let ix = Sides::from_fn(|side| sentences[side].get(&names[side]).copied());
        if let Sides { left: Some(left), right: Some(right) } = ix {
            let pairs = if together { &mut found.together } else { &mut found.apart };
            pairs.push((left, right));
        }
    }
    found.together.sort_unstable();
    found.apart.sort_unstable();
    Ok(found)
}

/// See [`super::Store::mark_pairs`].
pub(super) fn mark(step: &Transaction<'_>, versions: &Sides<Version>, marks: &[Mark]) -> Result<()> {
    let order = Order::of(versions);
    let names = versions.as_ref().map(|version| names(&version.document));
    for Mark { pair, verdict } in marks {
        let name = |side: Side| names[side].get(pair[side].0);
        let (Some(one), Some(other)) = (name(order.one), name(order.one.other())) else { continue };
        let (first, second) = (versions[order.one].article.0, versions[order.one.other()].article.0);
        match verdict {
            Some(verdict) => step
                .prepare_cached(
                    "INSERT INTO pairing (one, other, one_sentence, other_sentence, together) VALUES (?1, ?2, ?3, ?4, ?5)
                     ON CONFLICT DO UPDATE SET together = excluded.together",
                )?
                .execute((first, second, one, other, *verdict == Verdict::Together))?,
            None => step
                .prepare_cached(
                    "DELETE FROM pairing WHERE one = ?1 AND other = ?2 AND one_sentence = ?3 AND other_sentence = ?4",
                )?
                .execute((first, second, one, other))?,
        };
    }
    Ok(())
}

/// All that is said of pairs of an article with any other, as it goes out.
///
/// Both articles carry a pair, so that it comes back with whichever of them comes later.
pub(super) fn said_of(step: &Transaction<'_>, article: ArticleId) -> Result<Vec<PastPair>> {
    step.prepare_cached(
        "SELECT identity, one_sentence, other_sentence, together FROM pairing JOIN article ON article.id = other
         WHERE one = ?1
         UNION ALL
         SELECT identity, other_sentence, one_sentence, together FROM pairing JOIN article ON article.id = one
         WHERE other = ?1 AND one <> ?1
         ORDER BY 1, 2, 3",
    )?
    .query_map([article.0], |row| {
        Ok(PastPair { with: row.get(0)?, sentence: row.get(1)?, other: row.get(2)?, together: row.get(3)? })
    })?
    .collect()
}

/// Keeps what was said of pairs of an article that came back, as far as the other article is here and nothing is said of them.
pub(super) fn say_again(step: &Transaction<'_>, article: ArticleId, pairs: &[PastPair]) -> Result<()> {
    for PastPair { with, sentence, other, together } in pairs {
        let Some(ArticleId(there)) = identity::find(step, with)? else { continue };
        let here = article.0;
        // Numbers are given anew, so the lower one may be the other article's now.
        let row = if here <= there { (here, there, sentence, other) } else { (there, here, other, sentence) };
        step.prepare_cached(
            "INSERT INTO pairing (one, other, one_sentence, other_sentence, together) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO NOTHING",
        )?
        .execute((row.0, row.1, row.2, row.3, together))?;
    }
    Ok(())
}

/// Which side is the `one` of the table, whichever way the reader has the two on screen.
struct Order {
    one: Side,
}

impl Order {
    fn of(versions: &Sides<Version>) -> Order {
        let place = |version: &Version| (version.article, version.info.id);
        let one = if place(&versions.left) <= place(&versions.right) { Side::Left } else { Side::Right };
        Order { one }
    }

    fn sides<T>(&self, one: T, other: T) -> Sides<T> {
        match self.one {
            Side::Left => Sides::new(one, other),
            Side::Right => Sides::new(other, one),
        }
    }
}

/// The names of a text's sentences, in order: no two are the same.
fn names(document: &Document) -> Vec<Name> {
    let mut before: BTreeMap<String, usize> = BTreeMap::new();
    let sentences = (0..document.sentences().len()).map(SentenceIx);
    sentences
        .map(|ix| {
            let words: Vec<&str> = document.sentence_text(ix).split_whitespace().collect();
            let words = key(&words.join(" "));
            let times = before.entry(words.clone()).or_default();
            *times += 1;
            blake3::hash(format!("{times}\n{words}").as_bytes()).into()
        })
        .collect()
}

impl Store {
    /// What the reader says of pairs of sentences of two versions: said in these, or in other versions of their articles that had
    /// the same sentences.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub fn by_hand(&self, versions: &Sides<Version>) -> std::result::Result<ByHand, StoreError> {
        self.read(|step| by_hand(step, versions))
    }

    /// Keeps what the reader says of pairs of sentences of two versions, all in one transaction. What names no sentence of
    /// theirs is left out.
    ///
    /// # Errors
    /// What kept the marks from being written; then none is.
    pub fn mark_pairs(&mut self, versions: &Sides<Version>, marks: &[Mark]) -> std::result::Result<(), StoreError> {
        self.write(|step| mark(step, versions, marks))
    }
}
