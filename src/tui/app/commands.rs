//! What each command does on each screen.

use super::undo::Deed;
use super::{App, Open};
use crate::model::Story;
use crate::sides::Side;
use crate::theme::StyleRole;
use crate::tui::command::Command;
use crate::tui::compare::{CompareView, Handled};
use crate::tui::compare_host::{Comparing, first_pair, pair_with};
use crate::tui::event::{Effect, Request};
use crate::tui::layout::{panes, with_title};
use crate::tui::overlay::{Overlay, Palette};
use crate::tui::stories::Pane;

impl App {
    /// Does what the reader asked for: the overlay's part of it, the screen's, or what is the same everywhere.
    pub(super) fn command(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::QuitNow => return vec![Effect::Quit(None)],
            Command::Suspend => return vec![Effect::Suspend],
            _ => {}
        }
        if self.overlay.is_some() {
            return self.overlay_command(command);
        }
        let done = match self.open.last() {
            None => self.in_stories(command),
            Some(Open::Claims(_)) => self.in_claims(command),
            Some(Open::Search(_)) => self.in_search(command),
            Some(Open::Sources(_)) => self.in_sources(command),
            Some(Open::Timeline(_)) => self.in_timeline(command),
            Some(Open::Compare(_)) => self.in_compare(command),
            Some(Open::Reader(_)) => self.in_reader(command),
        };
        done.unwrap_or_else(|| self.anywhere(command))
    }

    /// What is the same on every screen.
    fn anywhere(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Palette => self.overlay = Some(Overlay::Palette(Palette::new())),
            Command::Help => self.overlay = Some(Overlay::Help(0)),
            Command::Messages => {
                self.warnings_seen = true;
                self.overlay = Some(Overlay::Messages(0));
            }
            Command::Themes => return App::ask(Request::Themes),
            Command::OpenLink => return self.browse(false),
            Command::OpenBoth => return self.browse(true),
            Command::Edit => return self.edit(),
            Command::Mouse => return self.toggle_mouse(),
            Command::Undo => return self.undo(),
            Command::TakeOut => return self.take_out(),
            Command::Pin => return self.pin(),
            Command::OtherPane => self.say(StyleRole::Info, "There is no other pane here"),
            Command::Claims => return self.claims(),
            Command::Timeline => return self.timeline(),
            Command::Sources => return self.sources(),
            Command::Add => return self.add(),
            Command::Update => return self.update_all(),
            Command::Export => return self.export(),
            Command::Info => return self.info(),
            Command::Back | Command::Quit => return self.close(),
            _ => {}
        }
        Vec::new()
    }

    fn in_stories(&mut self, command: Command) -> Option<Vec<Effect>> {
        if let Some(by) = command.steps(self.stories.height().saturating_sub(1)) {
            self.stories.step(by);
            return Some(Vec::new());
        }
        match command {
            Command::NextMatch => self.stories.step(1),
            Command::PreviousMatch => self.stories.step(-1),
            Command::Open => return Some(self.open_story()),
            Command::Read => return Some(self.read_story()),
            Command::OtherPane if panes(with_title(self.size).body).outlets.is_none() => {
                self.say(StyleRole::Info, "The outlets stand beside the list where the window is wider");
            }
            Command::OtherPane => {
                self.stories.pane = match self.stories.pane {
                    Pane::List => Pane::Outlets,
                    Pane::Outlets => Pane::List,
                };
            }
            Command::Search => return Some(self.search()),
            Command::FilterStories => {
                let before = self.stories.filter.clone();
                self.overlay = Some(Overlay::Search { text: before.clone(), before });
            }
            Command::Back if self.stories.joining.is_some() => self.let_go(),
            Command::Back if self.stories.pane == Pane::Outlets => self.stories.pane = Pane::List,
            Command::Back => self.stories.set_filter(String::new()),
            Command::Quit => return Some(vec![Effect::Quit(None)]),
            Command::Reload => self.stories.forget(),
            Command::MarkRead => return Some(self.toggle_read()),
            Command::MarkAllRead => {
                self.deeds.pending = true;
                return Some(App::ask(Request::MarkAllRead { filter: self.stories.filter.clone() }));
            }
            Command::Star => return Some(self.toggle_star()),
            Command::Join => return Some(self.join()),
            Command::Copy | Command::CopyLink => return Some(self.copy_story(command)),
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Opens the selected story: two versions side by side, or the only one there is to read.
    pub(super) fn open_story(&mut self) -> Vec<Effect> {
        let Some(story) = self.stories.current().cloned() else { return Vec::new() };
        if let Some(comparing) = self.left_off(&story) {
            let read = self.now_read(&story);
            let pair = comparing.wanted;
            self.open.push(Open::Compare(Box::new(comparing)));
            return shown_first(Request::Compare(pair), read);
        }
        let pair = match self.stories.pane {
            Pane::List => first_pair(&story),
            Pane::Outlets => pair_with(&story, self.stories.outlet),
        };
        let Some(pair) = pair else { return self.read_story() };
        let read = self.now_read(&story);
        self.open.push(Open::Compare(Box::new(Comparing::new(story, pair))));
        shown_first(Request::Compare(pair), read)
    }

    fn read_story(&mut self) -> Vec<Effect> {
        let Some(story) = self.stories.current().cloned() else { return Vec::new() };
        let Some(article) = story.articles.get(self.stories.outlet) else { return Vec::new() };
        let id = article.latest().id;
        let read = self.now_read(&story);
        let mut effects = self.read(story, id, None);
        effects.extend(read);
        effects
    }

    /// Opening a story reads it.
    pub(super) fn now_read(&mut self, story: &Story) -> Vec<Effect> {
        if story.read {
            return Vec::new();
        }
        self.stories.mark_read(&[story.id], true);
        App::ask(Request::SetRead { stories: vec![story.id], read: true })
    }

    fn toggle_read(&mut self) -> Vec<Effect> {
        let Some(story) = self.stories.current() else { return Vec::new() };
        let (id, read, title) = (story.id, !story.read, Some(story.title.clone()));
        let versions = story.articles.iter().flat_map(|article| &article.versions);
        let versions = versions.filter(|version| version.read != read).map(|version| version.id).collect();
        self.stories.mark_read(&[id], read);
        self.deeds.add(Deed::Marked { stories: 1, versions, read: !read, title });
        App::ask(Request::SetRead { stories: vec![id], read })
    }

    fn toggle_star(&mut self) -> Vec<Effect> {
        let Some(current) = self.stories.current() else { return Vec::new() };
        let (story, starred, title) = (current.id, !current.starred, current.title.clone());
        self.stories.mark_starred(story, starred);
        self.deeds.add(Deed::Starred { story, starred: !starred, title });
        App::ask(Request::SetStarred { story, starred })
    }

    fn in_compare(&mut self, command: Command) -> Option<Vec<Effect>> {
        let area = self.compare_area();
        let Some(Open::Compare(comparing)) = self.open.last_mut() else { return None };
        if let Some(view) = &mut comparing.view {
            let handled = view.apply(command, area, &self.theme);
            self.settings = view.settings();
            if handled == Handled::Yes {
                let again = command == Command::Swap && !comparing.swap();
                let effects = if again { App::ask(Request::Compare(comparing.wanted)) } else { Vec::new() };
                if command == Command::MaybePairs {
                    self.say_maybe();
                }
                return Some(effects);
            }
        }
        let side = comparing.view.as_ref().map_or(Side::Right, CompareView::focus);
        match command {
            // Nothing is shown yet; what is on its way comes the other way round.
            Command::Swap if comparing.view.is_none() => comparing.wanted = comparing.wanted.swapped(),
            Command::NextVersion | Command::PreviousVersion => {
                if !comparing.turn(side, command == Command::NextVersion) {
                    self.say(StyleRole::Info, "This story has no other version to show here");
                    return Some(Vec::new());
                }
            }
            Command::Legend => {
                self.settings.legend = !self.settings.legend;
                if let Some(view) = &mut comparing.view {
                    view.set_legend(self.settings.legend);
                }
                return Some(Vec::new());
            }
            Command::Counterpart => {
                self.say(
                    StyleRole::Info,
                    "This is told nowhere else: its counterpart stands opposite, or there is none",
                );
                return Some(Vec::new());
            }
            Command::Read => {
                let (story, id) = (comparing.story.clone(), comparing.wanted[side]);
                let at = comparing.view.as_ref().and_then(|view| view.sentences()[side].first().copied());
                return Some(self.read(story, id, at));
            }
            Command::Find => {
                self.begin_find();
                return Some(Vec::new());
            }
            Command::Pair | Command::Unpair => return Some(self.by_hand(command == Command::Pair)),
            Command::Copy | Command::CopyLink => return Some(self.copy_compared(command)),
            _ => return None,
        }
        comparing.failed = None;
        Some(App::ask(Request::Compare(comparing.wanted)))
    }

    fn copy_story(&mut self, command: Command) -> Vec<Effect> {
        let Some(story) = self.stories.current() else { return Vec::new() };
        let Some(article) = story.articles.get(self.stories.outlet) else { return Vec::new() };
        let text = match command {
            Command::Copy => quoted(&article.latest().title, &article.outlet),
            _ => article.url.clone().unwrap_or_default(),
        };
        self.copy(text)
    }

    /// The sentences under the cursor with their outlets, both headlines on a fold, or the address of the focused side.
    fn copy_compared(&mut self, command: Command) -> Vec<Effect> {
        let Some(Open::Compare(comparing)) = self.open.last() else { return Vec::new() };
        let (Some(view), Some(shown)) = (&comparing.view, &comparing.shown) else { return Vec::new() };
        let text = if command == Command::CopyLink {
            shown[view.focus()].url.clone().unwrap_or_default()
        } else {
            let here = view.sentences();
            let nothing = here.left.is_empty() && here.right.is_empty();
            let wordings = Side::BOTH.into_iter().filter(|&side| nothing || !here[side].is_empty()).map(|side| {
                let sentences = here[side].iter().map(|&ix| shown[side].document.sentence_text(ix));
                let text =
                    if nothing { shown[side].info.title.clone() } else { sentences.collect::<Vec<_>>().join(" ") };
                quoted(&text, &shown[side].outlet)
            });
            wordings.collect::<Vec<_>>().join("\n")
        };
        self.copy(text)
    }

    pub(super) fn copy(&mut self, text: String) -> Vec<Effect> {
        if text.is_empty() {
            self.say(StyleRole::Info, "This article came without an address");
            return Vec::new();
        }
        self.say(StyleRole::Info, "Sent to the terminal's clipboard");
        vec![Effect::Copy(text)]
    }
}

pub(super) fn quoted(text: &str, outlet: &str) -> String {
    format!("{} ({})", crate::tui::cells::clean(text), crate::tui::cells::clean(outlet))
}

/// What is to be shown goes before what is to be written, which may have to wait until an update has written.
fn shown_first(shown: Request, written: Vec<Effect>) -> Vec<Effect> {
    std::iter::once(Effect::Ask(shown)).chain(written).collect()
}
