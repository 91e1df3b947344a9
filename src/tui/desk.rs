//! What answers the requests of the screens, on the worker's thread: the store, and the settings some answers depend on.

use std::path::PathBuf;
use std::sync::Arc;

use super::claims::Told;
use super::editor::Editing;
use super::event::{Event, Loaded, Request};
use super::reload::{self, Begun};
use super::search::{Found, FoundHits};
use super::timeline::Revision;
use crate::compare::{Comparison, Options, compare};
use crate::config::Config;
use crate::model::{Arrival, Moment, StoryId, Version, VersionId};
use crate::sides::Sides;
use crate::store::{Hits, Query, Store, StoreError, StoryList, StoryQuery, today};
use crate::tellings::Tellings;
use crate::text::{Document, Role};
use crate::theme::{self, Catalog};

/// How many stories are read at a time where all are walked.
const STRIDE: usize = 500;

/// The claims of so many stories are kept.
const TOLD: usize = 8;

/// What answers requests: the store, and the settings some answers depend on.
pub(super) struct Desk {
    /// The stories.
    pub(super) store: Store,
    /// The settings.
    pub(super) config: Config,
    /// How two texts are compared.
    pub(super) options: Options,
    /// Where exports are written.
    pub(super) folder: PathBuf,
    /// What the theme depends on beside the settings.
    pub(super) begun: Begun,
    /// The articles of files that were named on the command line.
    pub(super) opened: Vec<Arrival>,
    /// Where the reader's own store is or will be, while another is shown in its place.
    pub(super) own: Option<PathBuf>,
    /// Claims found lately, the last first, each with its story and the versions that were read for it.
    pub(super) told: Vec<(StoryId, Vec<VersionId>, Arc<Told>)>,
}

impl Desk {
    /// A desk that has answered nothing yet.
    pub(super) fn new(store: Store, config: Config, options: Options) -> Desk {
        let folder = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        Desk {
            store,
            config,
            options,
            folder,
            begun: Begun::default(),
            opened: Vec::new(),
            own: None,
            told: Vec::new(),
        }
    }

    /// Does what is asked; `None` where nothing needs to be said.
    pub(super) fn answer(&mut self, request: Request) -> Option<Event> {
        let marks =
            matches!(request, Request::SetRead { .. } | Request::SetVersionsRead { .. } | Request::SetStarred { .. });
        match self.try_answer(request) {
            Ok(loaded) => loaded.map(Event::Loaded),
            Err(error) => {
                let why = format!("{error}; {}", error.hint());
                Some(if marks { Event::Unkept(why) } else { Event::Failed(why) })
            }
        }
    }

    fn try_answer(&mut self, request: Request) -> Result<Option<Loaded>, StoreError> {
        Ok(Some(match request {
            Request::Stories { filter, offset, limit } => {
                let page = self.stories(&filter, offset, limit)?;
                Loaded::Stories { filter, offset, page }
            }
            Request::Leads(versions) => self.leads(versions)?,
            Request::Compare(ids) => self.compared(ids)?,
            Request::Mark { versions, marks } => {
                // Claims hear what the reader says.
                self.told.clear();
                self.store.mark_pairs(&self.versions(versions)?, &marks)?;
                self.compared(versions)?
            }
            Request::Claims(id) => Loaded::Claims { story: id, told: self.told(id)? },
            Request::Timeline(versions) => self.timeline(versions)?,
            Request::Search { words, limit } => Loaded::Found { found: self.search(&words, limit)?, words },
            Request::Version(id) => Loaded::Version(self.store.version(id)?),
            Request::Edit(id) => Loaded::Editing(Editing::of(&self.store.version(id)?, &self.opened)),
            Request::Sources => Loaded::Sources(self.followed()?),
            Request::Follow(sources) => Loaded::TakenIn(self.follow(&sources)?),
            Request::Unfollow(id) => {
                self.store.remove_source(id)?;
                Loaded::Sources(self.followed()?)
            }
            Request::Keep(harvest) => Loaded::TakenIn(self.keep(&harvest)?),
            Request::SetRead { stories, read } => {
                // One that is gone does not keep the others from being marked.
                let marked: Vec<_> = stories.into_iter().map(|story| self.store.set_read(story, read)).collect();
                marked.into_iter().collect::<Result<(), _>>()?;
                return Ok(None);
            }
            Request::MarkAllRead { filter } => self.mark_all_read(&filter)?,
            Request::SetVersionsRead { versions, read } => {
                self.store.set_versions_read(&versions, read)?;
                return Ok(None);
            }
            Request::SetStarred { story, starred } => {
                self.store.set_starred(story, starred)?;
                return Ok(None);
            }
            Request::Group { grouping, filter } => Loaded::Regrouped(Box::new(self.group(grouping, &filter)?)),
            Request::Ungroup { number, story, filter } => {
                Loaded::Regrouped(Box::new(self.ungroup(number, story, &filter)?))
            }
            Request::LastChange => Loaded::LastChange(self.last_change()?),
            // Where nothing can be read or written of places, the screens go on without.
            Request::Places => Loaded::Places(self.store.places().unwrap_or_default()),
            Request::KeepPlace { story, place } => {
                let _ = self.store.keep_place(story, &place);
                return Ok(None);
            }
            Request::Write { stem, ending, text } => {
                Loaded::Written(super::app::export::write(&self.folder, &stem, ending, &text))
            }
            Request::Fresh { chosen } => {
                let fresh = reload::read(&self.config, &self.begun, chosen.as_deref());
                if fresh.faults.is_empty() {
                    self.options.profile = fresh.config.compare.profile;
                    self.config = fresh.config.clone();
                }
                Loaded::Fresh(Box::new(fresh))
            }
            Request::Themes => Loaded::Themes(Catalog::new(self.config.themes_folder()).names()),
            Request::Theme(name) => {
                let env = |name: &str| std::env::var(name).ok();
                let (theme, warnings) = theme::resolve(&self.config, Some(&name), &env, || None);
                Loaded::Theme(Box::new(theme), warnings)
            }
            Request::Ground(kind) => {
                self.begun.ground = Some(kind);
                let (theme, warnings) = reload::theme(&self.config, &self.begun, None);
                Loaded::Ground(Box::new(theme), warnings)
            }
        }))
    }

    fn stories(&self, filter: &str, offset: usize, limit: usize) -> Result<StoryList, StoreError> {
        let search = Query::parse(filter, today())?;
        self.store.stories(&StoryQuery { limit: Some(limit), offset, search })
    }

    /// The articles that have some words with their stories; what is wrong with the words is no failure while they are typed.
    fn search(&self, words: &str, limit: usize) -> Result<Found, StoreError> {
        let query = match Query::parse(words, today()) {
            Ok(query) => query,
            Err(error) => return Ok(Err(format!("{error}; {}", error.hint))),
        };
        let Hits { total, hits } = self.store.search(&query, Some(limit))?;
        let with_story = hits.into_iter().map(|hit| self.store.story(hit.story).map(|story| (hit, story)));
        Ok(Ok(FoundHits { total, hits: with_story.collect::<Result<_, _>>()? }))
    }

    fn leads(&self, versions: Vec<VersionId>) -> Result<Loaded, StoreError> {
        let mut leads = Vec::with_capacity(versions.len());
        for &id in &versions {
            leads.push(lead(&self.store.version(id)?.document));
        }
        Ok(Loaded::Leads { versions, leads })
    }

    /// The claims of a story: those found before while it has the same versions and nothing was said of pairs.
    fn told(&mut self, id: StoryId) -> Result<Arc<Told>, StoreError> {
        let story = self.store.story(id)?;
        let versions: Vec<VersionId> = super::compare_host::versions(&story);
        if let Some(known) = self.told.iter().find(|known| (known.0, &known.1) == (id, &versions)) {
            return Ok(Arc::clone(&known.2));
        }
        let told = Arc::new(Told::new(&story, &Tellings::of_story(&self.store, &story)?));
        self.told.retain(|known| known.0 != id);
        self.told.truncate(TOLD - 1);
        self.told.insert(0, (id, versions, Arc::clone(&told)));
        Ok(told)
    }

    fn compared(&self, ids: Sides<VersionId>) -> Result<Loaded, StoreError> {
        super::fault::place("worker");
        let versions = self.versions(ids)?;
        let comparison = self.comparison(&versions)?;
        Ok(Loaded::Compared { versions: Box::new(versions), comparison })
    }

    fn comparison(&self, versions: &Sides<Version>) -> Result<Arc<Comparison>, StoreError> {
        let documents = versions.as_ref().map(|version| Arc::clone(&version.document));
        let days = versions.as_ref().map(|version| version.info.published.map(Moment::day));
        let options = Options { by_hand: self.store.by_hand(versions)?, days, ..self.options.clone() };
        Ok(Arc::new(compare(documents, &options)))
    }

    /// Every version of an article compared with the one before.
    fn timeline(&self, ids: Vec<VersionId>) -> Result<Loaded, StoreError> {
        let mut revisions = Vec::with_capacity(ids.len());
        let mut before: Option<Version> = None;
        for &id in &ids {
            let version = self.store.version(id)?;
            let sides = before.take().map(|before| Sides::new(before, version.clone()));
            let comparison = sides.as_ref().map(|sides| self.comparison(sides)).transpose()?;
            revisions.push(Revision {
                sentences: version.document.sentences().len(),
                headline: sides.is_some_and(|sides| sides.left.info.title != sides.right.info.title),
                comparison,
            });
            before = Some(version);
        }
        Ok(Loaded::Timeline { versions: ids, revisions: Arc::new(revisions) })
    }

    fn versions(&self, ids: Sides<VersionId>) -> Result<Sides<Version>, StoreError> {
        Ok(Sides::new(self.store.version(ids.left)?, self.store.version(ids.right)?))
    }

    fn mark_all_read(&mut self, filter: &str) -> Result<Loaded, StoreError> {
        let (mut unread, mut versions) = (Vec::new(), Vec::new());
        let mut offset = 0;
        loop {
            let page = self.stories(filter, offset, STRIDE)?;
            for story in page.stories.iter().filter(|story| !story.read) {
                unread.push(story.id);
                let all = story.articles.iter().flat_map(|article| &article.versions);
                versions.extend(all.filter(|version| !version.read).map(|version| version.id));
            }
            offset += page.stories.len();
            if page.stories.is_empty() || offset >= page.total {
                break;
            }
        }
        for &story in &unread {
            self.store.set_read(story, true)?;
        }
        Ok(Loaded::MarkedRead { stories: unread, versions })
    }
}

/// The first paragraph of the text itself.
fn lead(document: &Document) -> String {
    let body = document.paragraphs().iter().find(|paragraph| paragraph.role == Role::Body);
    body.map_or_else(String::new, |paragraph| document.content(paragraph.span).of(document.text()).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lead_is_the_first_paragraph_with_text_in_it() {
        assert_eq!(lead(&Document::parse("The bridge is shut.\n")), "The bridge is shut.");
        assert_eq!(lead(&Document::parse("")), "");
    }
}
