//! Finding articles and stories: what the reader types, as the engine understands it, and what is shown of what is found.

mod expression;
mod query;
mod snippet;
pub(super) mod unspaced;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::types::Value;
use rusqlite::{Result, Transaction, params_from_iter};

use super::read;
use crate::model::{ArticleId, Moment, StoryId, VersionId};
use expression::{Expression, expression};

pub use query::{Query, QueryError, State, Words};
pub use snippet::Snippet;

/// Of a word that stands in more versions than this, the latest kept count: nobody looks through thousands of hits, and weighing
/// them all would let the reader wait.
const MOST_MATCHES: i64 = 5_000;

/// What a word weighs in the headline and in the outlet's name, where one in the text weighs 1.
const HEADLINE_WEIGHT: f64 = 8.0;
const OUTLET_WEIGHT: f64 = 2.0;

/// An article that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The article.
    pub article: ArticleId,
    /// The version of it that says best what was looked for.
    pub version: VersionId,
    /// The story it belongs to.
    pub story: StoryId,
    /// The outlet's name.
    pub outlet: String,
    /// The headline of that version.
    pub title: String,
    /// The address of the piece.
    pub url: Option<String>,
    /// When the outlet says it was published, or when it was first seen.
    pub moment: Moment,
    /// Why it was found.
    pub snippet: Snippet,
}

/// Some of the articles that were found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hits {
    /// How many there are, those left out included, as far as they were counted.
    pub total: usize,
    /// Those asked for, the best first.
    pub hits: Vec<Hit>,
}

/// Conditions in the engine's words, with their values.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    parts: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    fn add(&mut self, part: &str, values: impl IntoIterator<Item = Value>) {
        self.parts.push(part.to_owned());
        self.values.extend(values);
    }

    fn text(&self) -> String {
        if self.parts.is_empty() { "TRUE".to_owned() } else { self.parts.join(" AND ") }
    }
}

/// What stories have to be: the condition on `story` and its values.
pub(super) fn story_conditions(query: &Query) -> (String, Vec<Value>) {
    let mut conditions = Conditions::default();
    for state in &query.states {
        let versions = "(SELECT 1 FROM membership JOIN version ON version.article = membership.article
                         WHERE membership.story = story.id AND version.read = 0)";
        conditions.add(
            &match state {
                State::Unread => format!("EXISTS {versions}"),
                State::Read => format!("NOT EXISTS {versions}"),
                State::Starred => "story.starred".to_owned(),
                State::Changed => format!(
                    "EXISTS (SELECT 1 FROM membership JOIN version ON version.article = membership.article
                             WHERE membership.story = story.id AND {CHANGED})"
                ),
            },
            [],
        );
    }
    if let Some((from, versions)) = matching(query) {
        let order = order(from);
        conditions.add(
            &format!(
                "story.id IN (SELECT story FROM (SELECT membership.story AS story {from}
                 JOIN membership ON membership.article = version.article WHERE {}
                 ORDER BY {order} DESC LIMIT {MOST_MATCHES}))",
                versions.text()
            ),
            versions.values,
        );
    }
    (conditions.text(), conditions.values)
}

/// The condition on a version that it came after the reader read an earlier one of its article.
pub(super) const CHANGED: &str = "version.read = 0 AND EXISTS (SELECT 1 FROM version AS earlier
    WHERE earlier.article = version.article AND earlier.read = 1 AND earlier.id < version.id)";

/// The tables that hold what a query asks of versions, and the conditions; `None` where it asks nothing of them.
fn matching(query: &Query) -> Option<(&'static str, Conditions)> {
    let mut conditions = Conditions::default();
    let from = match expression(query) {
        Expression::Match(words) => {
            conditions.add("search MATCH ?", [Value::from(words)]);
            "FROM search JOIN version ON version.id = search.rowid"
        }
        Expression::NoMatch(words) => {
            let without = "version.id NOT IN (SELECT rowid FROM search WHERE search MATCH ?)";
            conditions.add(without, [Value::from(words)]);
            "FROM version"
        }
        Expression::None => "FROM version",
    };
    if let Some(days) = &query.days {
        let end = days.end().tomorrow().map_or(i64::MAX, first_instant);
        let days = [Value::from(first_instant(*days.start())), Value::from(end)];
        conditions.add("version.moment >= ? AND version.moment < ?", days);
    }
    (!conditions.parts.is_empty()).then_some((from, conditions))
}

/// By what the latest versions come first. The engine gives its matches in that order only where it is asked by its own number;
/// by the version's it would weigh and sort them all first.
fn order(from: &str) -> &'static str {
    if from.starts_with("FROM search") { "search.rowid" } else { "version.id" }
}

/// See [`super::Store::search`].
pub(super) fn search(step: &Transaction<'_>, query: &Query, limit: Option<usize>) -> Result<Hits> {
    let (from, mut conditions) = matching(query).unwrap_or(("FROM version", Conditions::default()));
    for state in &query.states {
        conditions.add(article_condition(*state), []);
    }
    let order = order(from);
    let rank = match expression(query) {
        Expression::Match(_) => format!("bm25(search, {HEADLINE_WEIGHT}, {OUTLET_WEIGHT}, 1.0)"),
        _ => "0.0".to_owned(),
    };
    let mut found = step.prepare_cached(&format!(
        "SELECT version.article, version.id, {rank}, version.moment {from} WHERE {}
         ORDER BY {order} DESC LIMIT {MOST_MATCHES}",
        conditions.text()
    ))?;
    let mut rows = found.query(params_from_iter(&conditions.values))?;
    // The best version of each article; of equally good ones the latest, which comes first here.
    let mut best: BTreeMap<i64, (f64, i64, i64)> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (rank, moment, version) = (row.get(2)?, row.get(3)?, row.get(1)?);
        let known = best.entry(row.get(0)?).or_insert((rank, moment, version));
        if rank < known.0 {
            *known = (rank, moment, version);
        }
    }
    let mut ranked: Vec<(f64, i64, i64)> = best.into_values().collect();
    // The engine's figures are the better the lower they are.
    ranked.sort_by(|x, y| x.0.total_cmp(&y.0).then((y.1, y.2).cmp(&(x.1, x.2))));
    let total = ranked.len();
    ranked.truncate(limit.unwrap_or(usize::MAX));
    let hits = ranked.into_iter().map(|(_, _, version)| hit(step, query, VersionId(version)));
    Ok(Hits { total, hits: hits.filter_map(Result::transpose).collect::<Result<_>>()? })
}

/// The condition that a version is of an article that has what is looked for, however many do.
pub(super) fn articles(query: &Query) -> (String, Vec<Value>) {
    let (from, mut conditions) = matching(query).unwrap_or(("FROM version", Conditions::default()));
    for state in &query.states {
        conditions.add(article_condition(*state), []);
    }
    (format!("article IN (SELECT version.article {from} WHERE {})", conditions.text()), conditions.values)
}

/// The condition on the article of a version, or its story.
fn article_condition(state: State) -> &'static str {
    match state {
        State::Unread => "EXISTS (SELECT 1 FROM version AS any WHERE any.article = version.article AND any.read = 0)",
        State::Read => "NOT EXISTS (SELECT 1 FROM version AS any WHERE any.article = version.article AND any.read = 0)",
        State::Starred => {
            "EXISTS (SELECT 1 FROM membership JOIN story ON story.id = membership.story
             WHERE membership.article = version.article AND story.starred)"
        }
        State::Changed => {
            "EXISTS (SELECT 1 FROM version AS later JOIN version AS earlier ON earlier.article = later.article
             WHERE later.article = version.article AND later.read = 0 AND earlier.read = 1 AND earlier.id < later.id)"
        }
    }
}

fn hit(step: &Transaction<'_>, query: &Query, version: VersionId) -> Result<Option<Hit>> {
    let Some(version) = read::version(step, version)? else { return Ok(None) };
    let Some(story) = super::stories::story_of(step, version.article)? else { return Ok(None) };
    Ok(Some(Hit {
        article: version.article,
        version: version.info.id,
        story,
        snippet: snippet::snippet(&version.document, query),
        moment: version.info.published.unwrap_or(Moment::Instant(version.info.seen)),
        outlet: version.outlet,
        title: version.info.title,
        url: version.url,
    }))
}

/// The first instant of a day at Greenwich, in milliseconds since 1970, as moments of versions are kept.
fn first_instant(day: Date) -> i64 {
    let at = TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0));
    at.map_or(if day.year() < 1970 { i64::MIN } else { i64::MAX }, Timestamp::as_millisecond)
}

/// The reader's day.
pub fn today() -> Date {
    Timestamp::now().to_zoned_datetime(TimeZone::system()).date()
}
