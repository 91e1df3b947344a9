//! Stories joined, parted and pinned: what the reader asks for, and what becomes of the screens that show them.

use super::undo::{Deed, Grouped};
use super::{App, Open, Screen};
use crate::model::{Story, VersionId};
use crate::sides::{Side, Sides};
use crate::theme::StyleRole;
use crate::tui::cells::{ellipsis, fit};
use crate::tui::command::Command;
use crate::tui::compare_host::Comparing;
use crate::tui::event::{Effect, Request};
use crate::tui::grouping::{Grouping, Outcome, Regrouped};
use crate::tui::layout::{panes, with_title};
use crate::tui::stories::{Pane, standing};
use crate::tui::timeline::Timeline;
use crate::tui::wrap::columns;

/// A title in a message is not cut shorter than this, in columns.
const LEAST: usize = 4;

impl App {
    /// Marks the story under the cursor to be joined with another, joins it with the one marked, or lets that go.
    pub(super) fn join(&mut self) -> Vec<Effect> {
        if !self.has_store {
            return self.refuse_grouping();
        }
        let Some(story) = self.stories.current() else { return Vec::new() };
        let (id, title) = (story.id, story.title.clone());
        match self.stories.joining.take() {
            None if self.stories.all().is_some_and(|all| all.len() == 1) && self.stories.filter.is_empty() => {
                self.say(StyleRole::Info, "There is no other story to join this one with");
            }
            // The line of keys says so for as long as it waits.
            None => self.stories.joining = Some((id, title)),
            Some((first, _)) if first == id => self.let_go(),
            Some((first, name)) => return self.group(Grouping::Join(first, id), vec![name, title]),
        }
        Vec::new()
    }

    /// What the line of keys says of the story that waits for another, in so many columns.
    pub(in crate::tui) fn joining(&self, width: usize) -> Option<String> {
        let (_, title) = self.stories.joining.as_ref().filter(|_| matches!(self.screen(), Screen::Stories))?;
        let title = fit(title, (width / 2).saturating_sub(20).clamp(LEAST, 40), ellipsis(&self.theme));
        Some(format!("Join \"{title}\" with"))
    }

    /// How the selected story came to be grouped, in short, where the outlets are not beside the list to say it.
    pub(super) fn standing_in_short(&self) -> Vec<String> {
        let beside = panes(with_title(self.size).body).outlets.is_some();
        let story = self.stories.current().filter(|_| !beside);
        let said = story.map_or_else(Vec::new, |story| standing(story, self.stories.by_hand));
        said.iter().map(|said| said.split([';', ':']).next().unwrap_or_default().to_owned()).collect()
    }

    /// Lets go of the story that waits for another.
    pub(super) fn let_go(&mut self) {
        self.stories.joining = None;
        self.say(StyleRole::Info, "No story waits to be joined any more");
    }

    /// Takes the article on screen out of its story.
    pub(super) fn take_out(&mut self) -> Vec<Effect> {
        if !self.has_store {
            return self.refuse_grouping();
        }
        let Some(story) = self.story_here() else { return self.no_story_here() };
        if story.articles.len() < 2 {
            self.say(StyleRole::Info, "This story has one article: there is nothing to take out");
            return Vec::new();
        }
        if matches!(self.screen(), Screen::Stories) && self.stories.pane == Pane::List {
            let [tab, read, out] = [Command::OtherPane, Command::Read, Command::TakeOut].map(|it| self.key_of(it));
            let beside = panes(with_title(self.size).body).outlets.is_some();
            let way = if beside { format!("{tab} chooses among them") } else { format!("{read} opens one") };
            self.say(StyleRole::Info, format!("Which of its articles? {way}, then {out} takes it out"));
            return Vec::new();
        }
        let Some(article) = self.version_here().and_then(|version| story.articles.iter().find(|it| has(it, version)))
        else {
            return self.no_story_here();
        };
        // Of two articles of one outlet the outlet's name would not say which.
        let alone = story.articles.iter().filter(|other| other.outlet == article.outlet).count() == 1;
        let name = if alone { &article.outlet } else { &article.latest().title };
        let names = vec![name.clone(), story.title.clone()];
        self.group(Grouping::TakeOut(story.id, article.id), names)
    }

    /// Pins the story on screen, or lets it go.
    pub(super) fn pin(&mut self) -> Vec<Effect> {
        if !self.has_store {
            return self.refuse_grouping();
        }
        let Some(story) = self.story_here() else { return self.no_story_here() };
        self.group(Grouping::Pin(story.id, !story.pinned), vec![story.title.clone()])
    }

    fn group(&mut self, grouping: Grouping, titles: Vec<String>) -> Vec<Effect> {
        self.deeds.pending = true;
        self.deeds.naming = titles;
        App::ask(Request::Group { grouping, filter: self.stories.filter.clone() })
    }

    /// Takes what became of the stories: says it, shows it on every open screen, and finds the reader's story in the list.
    pub(super) fn regrouped(&mut self, now: &Regrouped) -> Vec<Effect> {
        self.deeds.pending = false;
        let undoing = self.deeds.undoing.take();
        if now.outcome == Outcome::TooLate {
            let said = "Too late to undo: another newsdiff changed stories since";
            self.say(StyleRole::Warning, said);
            return Vec::new();
        }
        let pair = match self.open.last() {
            Some(Open::Compare(comparing)) => Some(comparing.wanted),
            _ => None,
        };
        if let (Some(back), Some(Open::Compare(comparing))) =
            (undoing.as_ref().and_then(|grouped| grouped.pair), self.open.last_mut())
            && now.stories.iter().any(|story| {
                let here = |version| holds(story, version);
                here(back.left) && here(back.right) && Side::BOTH.iter().any(|&side| here(comparing.wanted[side]))
            })
        {
            comparing.wanted = back;
        }
        let effects = self.follow_grouping(&now.stories);
        match now.place {
            Some((story, at)) => self.stories.go_to(story, at),
            None => self.stories.forget(),
        }
        match (now.outcome, undoing) {
            (Outcome::Done(grouping, number), _) => self.say_grouped(grouping, number, pair),
            (_, Some(Grouped { words, titles, .. })) => {
                let first = format!("Undone: {}", words.first().unwrap_or(&""));
                let words: Vec<&str> = std::iter::once(&*first).chain(words.into_iter().skip(1)).collect();
                let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
                self.say_named(&words, &titles);
            }
            (_, None) => {}
        }
        effects
    }

    /// Says what was done and how it is undone, and remembers it.
    fn say_grouped(&mut self, grouping: Grouping, number: i64, pair: Option<Sides<VersionId>>) {
        let titles = std::mem::take(&mut self.deeds.naming);
        let until = if self.kept { "" } else { " until you quit" };
        let end = format!("{until}{}", self.undo_key("; ", " undoes it"));
        let names: Vec<&str> = titles.iter().map(String::as_str).collect();
        let (story, words) = match grouping {
            Grouping::Join(_, here) => {
                self.say_named(&["Joined ", " and ", &end], &names);
                (here, vec!["joining ", " and ", ""])
            }
            Grouping::TakeOut(story, _) => {
                self.say_named(&["Took ", " out of ", &end], &names);
                (story, vec!["taking ", " out of ", ""])
            }
            Grouping::Pin(story, true) => {
                let so = if self.kept { ": it stays as it is" } else { "" };
                self.say_named(&["Pinned ", &format!("{so}{end}")], &names);
                (story, vec!["pinning ", ""])
            }
            Grouping::Pin(story, false) => {
                self.say_named(&["", &format!(" is pinned no more{end}")], &names);
                (story, vec!["letting go of ", ""])
            }
        };
        self.deeds.add(Deed::Grouped(Grouped { number, words, titles, story: Some(story), pair }));
    }

    /// Says a sentence with titles between its words, each in quotation marks and cut so that all the words have room.
    pub(super) fn say_named(&mut self, words: &[&str], titles: &[&str]) {
        let taken = words.iter().map(|words| columns(words)).sum::<usize>() + 2 * titles.len();
        let line =
            usize::from(self.size.width).saturating_sub(2 + self.warnings_note().map_or(0, |note| columns(&note)));
        let mut room = line.saturating_sub(taken);
        let mut said = words.first().map_or_else(String::new, |&first| first.to_owned());
        for (at, (title, words)) in titles.iter().zip(words.iter().skip(1)).enumerate() {
            // A short one leaves its room to those after it.
            let title = fit(title, (room / (titles.len() - at)).max(LEAST), ellipsis(&self.theme));
            room = room.saturating_sub(columns(&title));
            said.extend(["\"", &title, "\"", words]);
        }
        self.say(StyleRole::Info, said);
    }

    /// The story on screen.
    fn story_here(&self) -> Option<&Story> {
        match self.screen() {
            Screen::Stories => self.stories.current(),
            Screen::Claims(claiming) => Some(&claiming.story),
            Screen::Timeline(timeline) => Some(&timeline.story),
            Screen::Search(search) => search.current().map(|(_, story)| story),
            Screen::Compare(comparing) => Some(&comparing.story),
            Screen::Reader(reader) => Some(&reader.story),
            Screen::Sources(_) => None,
        }
    }

    fn no_story_here(&mut self) -> Vec<Effect> {
        self.say(StyleRole::Info, "There is no story here");
        Vec::new()
    }

    /// Says whether there is a store of the reader's.
    #[cfg(test)]
    pub(in crate::tui) fn set_store(&mut self, has_store: bool) {
        self.has_store = has_store;
    }

    fn refuse_grouping(&mut self) -> Vec<Effect> {
        let said = "Grouping needs a store; `newsdiff add` keeps these files";
        self.say(StyleRole::Info, said);
        Vec::new()
    }

    /// Every open screen shows its story as it is now. What has nothing left to show is closed.
    fn follow_grouping(&mut self, stories: &[Story]) -> Vec<Effect> {
        let before = self.open.len();
        let whose = |version| stories.iter().find(|story| holds(story, version));
        self.open.retain_mut(|open| match open {
            Open::Reader(reader) => {
                reader.story = whose(reader.wanted).unwrap_or(&reader.story).clone();
                true
            }
            Open::Timeline(timeline) => {
                follow_timeline(timeline, stories);
                true
            }
            Open::Claims(claiming) => {
                let same = stories.iter().find(|story| story.id == claiming.story.id);
                let first = claiming.story.articles.first().and_then(|article| whose(article.latest().id));
                if let Some(story) = same.or(first) {
                    claiming.story = story.clone();
                }
                claiming.story.articles.len() > 1
            }
            Open::Compare(comparing) => follow_compare(comparing, stories),
            Open::Search(search) => {
                search.look_again();
                true
            }
            Open::Sources(_) => true,
        });
        match self.open.last() {
            Some(Open::Compare(comparing)) if !comparing.is_settled() => App::ask(Request::Compare(comparing.wanted)),
            Some(Open::Compare(_)) if before == self.open.len() => Vec::new(),
            _ => self.returned(),
        }
    }
}

/// The timeline stays at its version, in the story that has it now.
fn follow_timeline(timeline: &mut Timeline, stories: &[Story]) {
    let Some(version) = timeline.selected() else { return };
    for story in stories {
        if let Some(article) = story.articles.iter().position(|article| has(article, version)) {
            (timeline.story, timeline.article) = (story.clone(), article);
        }
    }
}

/// Two versions that are in one story stay; of two that are in one no more, the one that stays gets another beside it. `false`
/// where there is none.
fn follow_compare(comparing: &mut Comparing, stories: &[Story]) -> bool {
    let of = |side: Side| stories.iter().find(|story| holds(story, comparing.wanted[side]));
    let (left, right) = (of(Side::Left), of(Side::Right));
    let same = stories.iter().find(|story| story.id == comparing.story.id);
    let story = match (left, right) {
        (None, None) => return true,
        (Some(left), Some(right)) if left.id == right.id => left,
        _ => match same.or(left).or(right) {
            Some(story) => story,
            None => return true,
        },
    };
    comparing.story = story.clone();
    for side in Side::BOTH {
        if holds(story, comparing.wanted[side]) {
            continue;
        }
        let other = comparing.wanted[side.other()];
        let next = story.articles.iter().map(|article| article.latest().id).find(|&version| version != other);
        match next {
            Some(version) if holds(story, other) || side == Side::Left => comparing.wanted[side] = version,
            _ => return false,
        }
    }
    true
}

fn holds(story: &Story, version: VersionId) -> bool {
    story.articles.iter().any(|article| has(article, version))
}

fn has(article: &crate::model::Article, version: VersionId) -> bool {
    article.versions.iter().any(|info| info.id == version)
}
