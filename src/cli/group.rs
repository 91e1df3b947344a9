//! `newsdiff group`: stories merged, split and pinned by hand.

use std::process::ExitCode;

use super::args;
use super::open::{self, Setting};
use super::report::{Failure, Output, harmless};
use crate::model::{ArticleId, StoryId};
use crate::store::Store;

/// Changes the grouping and says what it is now.
pub(super) fn run(change: &args::Group, setting: &Setting) -> Result<ExitCode, Failure> {
    let mut desk = open::store_to_write(setting)?;
    let said = match change {
        args::Group::Merge { stories } => {
            let story = desk.merge(&stories.iter().copied().map(StoryId).collect::<Vec<_>>())?.story;
            told(&desk, story)?
        }
        args::Group::Split { articles } => {
            let story = desk.split(&articles.iter().copied().map(ArticleId).collect::<Vec<_>>())?.story;
            told(&desk, story)?
        }
        args::Group::Pin { stories, off } => {
            let mut said = String::new();
            for &story in stories {
                let story = desk.set_pinned(StoryId(story), !off)?.story;
                said += &told(&desk, story)?;
            }
            said
        }
        args::Group::Undo => match desk.undo()? {
            Some(undone) => format!("undone: {}\n", undone.what),
            None => "There is nothing to undo.\n".to_owned(),
        },
    };
    Output::default().write(&said)?;
    Ok(ExitCode::SUCCESS)
}

fn told(desk: &Store, id: StoryId) -> Result<String, Failure> {
    let story = desk.story(id)?;
    let outlets = story.articles.len();
    let articles = if outlets == 1 { "1 article".to_owned() } else { format!("{outlets} articles") };
    let pinned = if story.pinned { ", pinned" } else { "" };
    Ok(format!("{} {} ({articles}{pinned})\n", story.id, harmless(&story.title)))
}
