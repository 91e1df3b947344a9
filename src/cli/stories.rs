//! `newsdiff stories`: lists the stories of the store.

use std::fmt::Write as _;
use std::process::ExitCode;

use serde::Serialize;

use super::args::{self, Format};
use super::open::{self, Setting};
use super::pager;
use super::report::{Failure, harmless, shown};
use crate::model::{Article, Moment, Story, VersionInfo};
use crate::store::{Query, StoreError, StoryQuery, today};

/// Lists stories, newest first.
pub(super) fn run(args: &args::Stories, setting: &Setting) -> Result<ExitCode, Failure> {
    let store = open::store_to_look_at(setting)?;
    let search = Query::parse(args.search.as_deref().unwrap_or_default(), today()).map_err(StoreError::from)?;
    let query = StoryQuery { limit: args.limit, offset: 0, search };
    let list = store.stories(&query)?;
    let text = match args.format {
        Format::Json => json(&list.stories),
        Format::Text if list.total == 0 && args.search.is_some() => "No story has what you look for.\n".to_owned(),
        Format::Text if list.total == 0 => "No stories yet: `newsdiff add FILES` keeps some.\n".to_owned(),
        Format::Text => text(&list.stories, true),
    };
    pager::show(&text, setting)?;
    Ok(ExitCode::SUCCESS)
}

/// Stories as lines: the headline with how sure the grouping is, and below it each version. `numbered` where the numbers can
/// be given to `claims` and `compare`, which only those of a kept store can.
pub(super) fn text(stories: &[Story], numbered: bool) -> String {
    let mut lines = String::new();
    for story in stories {
        let sure = match story.confidence {
            _ if story.pinned => " (pinned)".to_owned(),
            Some(confidence) if story.articles.len() > 1 => format!(" (likeness {confidence:.2})"),
            None if numbered => " (by hand)".to_owned(),
            _ => String::new(),
        };
        let number = if numbered { format!("{} ", story.id) } else { String::new() };
        let _ = writeln!(lines, "{number}{}{sure}", harmless(&story.title));
        for article in &story.articles {
            for version in &article.versions {
                let moment = shown(version.published.unwrap_or(Moment::Instant(version.seen)));
                let outlet = harmless(&article.outlet);
                let number = if numbered { format!("{:>6}  ", version.id) } else { String::new() };
                let only = if version.summary { " (summary only)" } else { "" };
                let _ = writeln!(lines, "  {number}{outlet}, {moment}: {}{only}", harmless(&version.title));
            }
        }
    }
    lines
}

#[derive(Serialize)]
struct Shape<'a> {
    schema: &'static str,
    stories: Vec<StoryShape<'a>>,
}

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "marks that do not depend on one another")]
struct StoryShape<'a> {
    id: i64,
    title: &'a str,
    confidence: Option<f64>,
    /// Whether every version was read; whether one came after the reader read an earlier one.
    read: bool,
    changed: bool,
    starred: bool,
    pinned: bool,
    articles: Vec<ArticleShape<'a>>,
}

#[derive(Serialize)]
struct ArticleShape<'a> {
    id: i64,
    outlet: &'a str,
    url: Option<&'a str>,
    title: &'a str,
    /// How sure it is that it tells the same event; null where the reader put it here.
    confidence: Option<f64>,
    /// The article of this story whose text it prints.
    copy_of: Option<i64>,
    changed: bool,
    versions: Vec<VersionShape>,
}

#[derive(Serialize)]
struct VersionShape {
    id: i64,
    seen: String,
    published: Option<String>,
    read: bool,
    summary: bool,
}

fn json(stories: &[Story]) -> String {
    let stories = stories.iter().map(StoryShape::of).collect();
    super::json_text(&Shape { schema: "newsdiff.stories/1", stories })
}

impl StoryShape<'_> {
    fn of(story: &Story) -> StoryShape<'_> {
        let articles = story.articles.iter().map(ArticleShape::of).collect();
        StoryShape {
            id: story.id.0,
            title: &story.title,
            confidence: story.confidence,
            read: story.read,
            changed: story.changed,
            starred: story.starred,
            pinned: story.pinned,
            articles,
        }
    }
}

impl ArticleShape<'_> {
    fn of(article: &Article) -> ArticleShape<'_> {
        ArticleShape {
            id: article.id.0,
            outlet: &article.outlet,
            url: article.url.as_deref(),
            title: &article.latest().title,
            confidence: article.confidence,
            copy_of: article.copy_of.map(|article| article.0),
            changed: article.changed,
            versions: article.versions.iter().map(VersionShape::of).collect(),
        }
    }
}

impl VersionShape {
    fn of(version: &VersionInfo) -> VersionShape {
        let published = version.published.map(|moment| moment.to_string());
        let (read, summary) = (version.read, version.summary);
        VersionShape { id: version.id.0, seen: version.seen.to_string(), published, read, summary }
    }
}
