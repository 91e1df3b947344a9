//! What the worker's answers change.

use std::sync::Arc;

use super::undo::Deed;
use super::{App, Open};
use crate::model::{StoryId, VersionId};
use crate::theme::{StyleRole, Theme};
use crate::tui::Opening;
use crate::tui::event::{Effect, Loaded};
use crate::tui::layout::with_title;
use crate::tui::overlay::{Overlay, Picker};

impl App {
    /// Takes an answer.
    pub(super) fn loaded(&mut self, loaded: Loaded) -> Vec<Effect> {
        match loaded {
            Loaded::Stories { filter, offset, page } => {
                self.stories.take(&filter, offset, page);
                if self.opening == Opening::FirstStory && self.stories.current().is_some() {
                    self.opening = Opening::Stories;
                    return self.open_story();
                }
            }
            Loaded::Leads { versions, leads } => self.stories.take_leads(versions, leads),
            Loaded::Compared { versions, comparison } => {
                let (settings, area) = (self.settings, self.compare_area());
                // The reader may have opened one side alone in the meantime.
                for open in &mut self.open {
                    if let Open::Compare(comparing) = open {
                        comparing.take((*versions).clone(), comparison.clone(), settings, &self.clock, area);
                    }
                }
            }
            Loaded::Claims { story, told } => {
                let area = self.compare_area();
                let mut said = None;
                for open in &mut self.open {
                    match open {
                        Open::Claims(claiming) if claiming.story.id == story => {
                            said = claiming.take(&told, area).or(said);
                        }
                        Open::Reader(reader) if reader.story.id == story => reader.take_told(&told),
                        _ => {}
                    }
                }
                if let Some(said) = said {
                    self.say(StyleRole::Info, said);
                }
            }
            Loaded::Timeline { versions, revisions } => {
                for open in &mut self.open {
                    if let Open::Timeline(timeline) = open {
                        timeline.take(&versions, Arc::clone(&revisions));
                    }
                }
            }
            Loaded::Found { words, found } => {
                for open in &mut self.open {
                    if let Open::Search(search) = open {
                        search.take(&words, found.clone());
                    }
                }
            }
            Loaded::Sources(followed) => {
                let body = with_title(self.size).body;
                if let Some(sources) = self.sources_open() {
                    sources.take(followed);
                    sources.step(0, body);
                }
            }
            Loaded::TakenIn(taken) => return self.taken_in(taken),
            Loaded::Version(version) => {
                if let Some(Open::Reader(reader)) = self.open.last_mut() {
                    reader.take(version);
                }
            }
            Loaded::Editing(editing) => return vec![Effect::Edit(editing)],
            Loaded::MarkedRead { stories, versions } => self.marked_read(&stories, versions),
            Loaded::Regrouped(now) => return self.regrouped(&now),
            Loaded::LastChange(last) => self.take_last_change(last),
            Loaded::Places(kept) => self.places.take(kept),
            Loaded::Written(written) => self.written(written),
            Loaded::Themes(names) => self.overlay = Some(Overlay::Themes(Picker::new(names, &self.theme))),
            Loaded::Theme(theme, warnings) => self.show_theme(*theme, warnings),
            Loaded::Fresh(fresh) => return self.take_fresh(*fresh),
            Loaded::Ground(theme, warnings) => self.take_ground(*theme, warnings),
        }
        Vec::new()
    }

    fn marked_read(&mut self, stories: &[StoryId], versions: Vec<VersionId>) {
        self.deeds.pending = false;
        if stories.is_empty() {
            self.say(StyleRole::Info, "Every story was read already");
            return;
        }
        self.stories.mark_read(stories, true);
        let undo = self.undo_key("; ", " undoes it");
        let noun = if stories.len() == 1 { "story" } else { "stories" };
        self.say(StyleRole::Info, format!("{} {noun} marked read{undo}", stories.len()));
        self.deeds.add(Deed::Marked { stories: stories.len(), versions, read: false, title: None });
    }

    /// Shows a theme while it is being chosen; an answer that comes after the choice is dropped.
    fn show_theme(&mut self, theme: Theme, warnings: Vec<crate::model::Warning>) {
        if !matches!(&self.overlay, Some(Overlay::Themes(picker)) if picker.name() == Some(&theme.name)) {
            return;
        }
        self.theme = theme;
        self.warn_of_new(warnings);
    }

    /// Adds the warnings that were not given before.
    pub(super) fn warn_of_new(&mut self, warnings: Vec<crate::model::Warning>) {
        for warning in warnings {
            if !self.warnings.contains(&warning) {
                self.warnings.push(warning);
                self.warnings_seen = false;
            }
        }
    }
}
