//! The articles of a few days by their words, so that an article is compared with those that share a rare word and never
//! with all.

use std::collections::{BTreeMap, HashMap}; // order never read

use super::signature::{Signature, product, share};
use crate::compare::mix::Mixed;

/// The days on either side of an article within which another can tell the same event.
pub const WINDOW_DAYS: i64 = 4;

/// Two articles less alike than this have nothing to say about each other.
pub const FLOOR: f64 = 0.10;

/// A word that stands in more articles of one day than this finds no article by itself: it counts for those that others found.
/// So an article costs the same however many come on one day.
const COMMON: usize = 400;

/// At most this many articles, the likest, are near an article.
const MOST_NEAR: usize = 64;

/// An article near another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// Its number.
    pub article: i64,
    /// How alike the two are, from [`FLOOR`] to 1.
    pub likeness: f64,
}

/// Signatures of some days, in memory.
#[derive(Debug, Default)]
pub struct Nearby {
    days: BTreeMap<i64, Day>,
    /// The day and place in it of every article.
    places: HashMap<i64, (i64, usize), Mixed>, // order never read
    /// What was found for an article, kept up as others arrive.
    found: HashMap<i64, Vec<Near>, Mixed>, // order never read
}

#[derive(Debug, Default)]
struct Day {
    articles: Vec<(i64, Signature)>,
    /// For each stem the places of the articles that have it, with its weight there.
    holding: HashMap<u32, Vec<(u32, u16)>, Mixed>, // order never read
}

impl Nearby {
    /// How many articles it holds.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Whether a day's articles are here.
    pub fn has_day(&self, day: i64) -> bool {
        self.days.contains_key(&day)
    }

    /// Takes in all the articles of a day.
    pub fn set_day(&mut self, day: i64, articles: impl IntoIterator<Item = (i64, Signature)>) {
        self.days.entry(day).or_default();
        for (article, signature) in articles {
            self.put(day, article, signature);
            // What was found before the day was here may lack its articles.
            self.found.clear();
        }
    }

    /// Takes in an article that has just arrived, on a day that is here with all days around it.
    pub fn insert(&mut self, day: i64, article: i64, signature: Signature) {
        if self.places.contains_key(&article) {
            return;
        }
        let near = self.search(day, article, &signature);
        for other in &near {
            if let Some(known) = self.found.get_mut(&other.article) {
                known.push(Near { article, likeness: other.likeness });
            }
        }
        self.put(day, article, signature);
        self.found.insert(article, near);
    }

    /// Lets go of days until no more than `most` articles are left, those farthest from `day` first.
    pub fn shrink(&mut self, most: usize, day: i64) {
        while self.places.len() > most {
            let (Some(first), Some(last)) = (self.days.keys().next(), self.days.keys().next_back()) else { return };
            let farthest = if day - first > last - day { *first } else { *last };
            for (article, _) in self.days.remove(&farthest).unwrap_or_default().articles {
                self.places.remove(&article);
                self.found.remove(&article);
            }
        }
    }

    /// The day of an article that is here.
    pub fn day_of(&self, article: i64) -> Option<i64> {
        self.places.get(&article).map(|(day, _)| *day)
    }

    /// The signature of an article that is here.
    pub fn signature(&self, article: i64) -> Option<&Signature> {
        let (day, place) = self.places.get(&article)?;
        Some(&self.days[day].articles[*place].1)
    }

    /// The articles near one that is here, the days around which are here too. In no order that means anything.
    pub fn near(&mut self, article: i64) -> &[Near] {
        if !self.found.contains_key(&article) {
            let found = match self.places.get(&article) {
                Some(&(day, place)) => self.search(day, article, &self.days[&day].articles[place].1),
                None => Vec::new(),
            };
            self.found.insert(article, found);
        }
        &self.found[&article]
    }

    fn put(&mut self, day: i64, article: i64, signature: Signature) {
        let around = self.days.entry(day).or_default();
        let place = around.articles.len();
        for &(stem, weight) in &signature.0 {
            around.holding.entry(stem).or_default().push((place as u32, weight));
        }
        around.articles.push((article, signature));
        self.places.insert(article, (day, place));
    }

    /// The likest articles of the days around, the likest first, the article itself left out.
    fn search(&self, day: i64, article: i64, signature: &Signature) -> Vec<Near> {
        let mut near = Vec::new();
        let mut sums: Vec<u64> = Vec::new();
        for (_, around) in self.days.range(day - WINDOW_DAYS..=day + WINDOW_DAYS) {
            let mut common = false;
            sums.clear();
            sums.resize(around.articles.len(), 0);
            for &(stem, weight) in &signature.0 {
                let Some(holding) = around.holding.get(&stem) else { continue };
                if holding.len() > COMMON {
                    common = true;
                    continue;
                }
                for &(place, other) in holding {
                    sums[place as usize] += product(weight, other);
                }
            }
            // Half the floor by rare words alone is worth a look at the common ones.
            let worth = if common { FLOOR / 2.0 } else { FLOOR };
            for (place, &sum) in sums.iter().enumerate().filter(|(_, sum)| share(**sum) >= worth) {
                let (other, words) = &around.articles[place];
                let likeness = if common { signature.likeness(words) } else { share(sum) };
                if likeness >= FLOOR && *other != article {
                    near.push(Near { article: *other, likeness });
                }
            }
        }
        near.sort_by(|x, y| y.likeness.total_cmp(&x.likeness).then(x.article.cmp(&y.article)));
        near.truncate(MOST_NEAR);
        near
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn signature(stems: &[u8]) -> Signature {
        let names: std::collections::BTreeSet<String> = stems.iter().map(|n| format!("stem{n}")).collect();
        let share = 1.0 / (names.len() as f64).sqrt();
        Signature::of_shares(&names.into_iter().map(|name| (name, share)).collect::<Vec<_>>())
    }

    proptest! {
        #[test]
        fn it_finds_what_comparing_with_all_finds(
            articles in prop::collection::vec((0_i64..12, prop::collection::vec(0_u8..40, 1..8)), 1..30), late in 0_usize..30,
        ) {
            let late = late.min(articles.len());
            let mut nearby = Nearby::default();
            let of = |n: usize| (n as i64, signature(&articles[n].1));
            for day in -4..16 {
                nearby.set_day(day, (0..late).filter(|&n| articles[n].0 == day).map(of));
            }
            for (n, (day, _)) in articles.iter().enumerate().skip(late) {
                nearby.insert(*day, n as i64, of(n).1);
            }
            for n in 0..articles.len() {
                let mut found: Vec<i64> = nearby.near(n as i64).iter().map(|near| near.article).collect();
                found.sort_unstable();
                let all = (0..articles.len()).filter(|&k| {
                    k != n && (articles[k].0 - articles[n].0).abs() <= WINDOW_DAYS && of(k).1.likeness(&of(n).1) >= FLOOR
                });
                prop_assert_eq!(found, all.map(|k| k as i64).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn the_days_farthest_away_are_let_go_first() {
        let mut nearby = Nearby::default();
        for day in 0..5 {
            nearby.set_day(day, [(day, signature(&[day as u8]))]);
        }
        nearby.shrink(3, 4);
        assert_eq!((nearby.len(), nearby.has_day(1), nearby.has_day(2)), (3, false, true));
        assert!(!nearby.is_empty());
    }

    #[test]
    fn a_word_in_everything_finds_nothing_and_still_counts() {
        let mut nearby = Nearby::default();
        nearby.set_day(0, (0..1_000).map(|n| (n, signature(&[0, (n % 200) as u8 + 1]))));
        let near = nearby.near(7).to_vec();
        assert_eq!(near.iter().map(|near| near.article).collect::<Vec<_>>(), [207, 407, 607, 807]);
        assert!(near.iter().all(|near| near.likeness > 0.99));
    }
}
