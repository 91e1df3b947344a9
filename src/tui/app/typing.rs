//! Words being typed: to search the stories for, or to find in the text on screen.

use crossterm::event::KeyCode;

use super::{App, Open};
use crate::theme::StyleRole;
use crate::tui::cells::clean;
use crate::tui::command::Command;
use crate::tui::compare::CompareView;
use crate::tui::event::Effect;
use crate::tui::key::Key;
use crate::tui::layout::with_title;
use crate::tui::overlay::{AddState, Overlay};

/// The longest words: more is a paste gone astray.
const LONGEST: usize = 200;

/// The longest address or path.
const LONGEST_ADDRESS: usize = 2000;

/// What a key does to the line.
pub(super) enum Typed {
    /// The words are others now.
    Changed,
    /// The reader is content.
    Kept,
    /// The reader thinks better of it.
    Left,
    /// To the next or previous place.
    Step(bool),
    /// Nothing.
    Nothing,
}

fn typed(text: &mut String, key: Key) -> Typed {
    typed_up_to(text, key, LONGEST)
}

/// A key while an address or a path is typed.
pub(super) fn typed_address(text: &mut String, key: Key) -> Typed {
    typed_up_to(text, key, LONGEST_ADDRESS)
}

fn typed_up_to(text: &mut String, key: Key, longest: usize) -> Typed {
    match key.code {
        KeyCode::Char('u') if key.ctrl => text.clear(),
        KeyCode::Char('w') if key.ctrl => {
            let end = text.trim_end().rfind(' ').map_or(0, |at| at + 1);
            text.truncate(end);
        }
        KeyCode::Char(c) if !key.ctrl && !key.alt && text.chars().count() < longest => text.push(c),
        KeyCode::Backspace if text.pop().is_some() => {}
        // Backspace in an empty line leaves it, as everywhere where `/` opens one.
        KeyCode::Backspace | KeyCode::Esc => return Typed::Left,
        // Enter pressed before the screens began comes as Ctrl-j.
        KeyCode::Char('j') if key.ctrl => return Typed::Kept,
        KeyCode::Enter => return Typed::Kept,
        KeyCode::Down => return Typed::Step(true),
        KeyCode::Up => return Typed::Step(false),
        _ => return Typed::Nothing,
    }
    Typed::Changed
}

impl App {
    /// Whether keys are letters now.
    pub(super) fn is_typing(&self) -> bool {
        let typing = |overlay: &Overlay| {
            matches!(
                overlay,
                Overlay::Search { .. }
                    | Overlay::Find(_)
                    | Overlay::Palette(_)
                    | Overlay::Add(_)
                    | Overlay::Remove { .. }
            )
        };
        self.overlay.as_ref().is_some_and(typing) || self.search_typing()
    }

    fn search_typing(&self) -> bool {
        self.overlay.is_none() && matches!(self.open.last(), Some(Open::Search(search)) if search.typing)
    }

    /// A key while words are typed: the screen follows every letter.
    pub(super) fn type_key(&mut self, key: Key) -> Vec<Effect> {
        if key.ctrl && key.code == KeyCode::Char('c') {
            return vec![Effect::Quit(None)];
        }
        if self.search_typing() {
            return self.type_search(key);
        }
        if matches!(self.overlay, Some(Overlay::Palette(_))) {
            return self.type_command(key);
        }
        match &mut self.overlay {
            Some(Overlay::Add(_)) => return self.type_add(key),
            Some(Overlay::Remove { .. }) => return self.confirm_removal(key),
            Some(Overlay::Search { text, before }) => {
                let before = std::mem::take(before);
                match typed(text, key) {
                    Typed::Changed | Typed::Nothing | Typed::Step(_) => {}
                    Typed::Kept => self.overlay = None,
                    Typed::Left if key.code == KeyCode::Backspace => self.overlay = None,
                    Typed::Left => {
                        self.overlay = None;
                        self.stories.set_filter(before);
                        return Vec::new();
                    }
                }
                self.search_as_typed(before);
            }
            Some(Overlay::Find(text)) => match typed(text, key) {
                Typed::Changed => self.find_as_typed(),
                Typed::Kept => self.keep_find(),
                Typed::Left => {
                    self.overlay = None;
                    self.on_text(|open, _, _| match open {
                        Open::Compare(comparing) => comparing.view.iter_mut().for_each(CompareView::cancel_find),
                        Open::Reader(reader) => reader.cancel_find(),
                        Open::Timeline(timeline) => timeline.cancel_find(),
                        Open::Claims(_) | Open::Search(_) | Open::Sources(_) => {}
                    });
                }
                Typed::Step(forward) => {
                    self.step_find(if forward { Command::FindNext } else { Command::FindPrevious });
                }
                Typed::Nothing => {}
            },
            _ => {}
        }
        Vec::new()
    }

    /// A key while the words of a search are typed. Enter gives the keys to what was found, Esc leaves.
    fn type_search(&mut self, key: Key) -> Vec<Effect> {
        let body = with_title(self.size).body;
        let Some(search) = self.search_typed() else { return Vec::new() };
        match typed(&mut search.text, key) {
            Typed::Kept => search.typing = search.hits().is_empty(),
            Typed::Step(forward) => search.step(if forward { 1 } else { -1 }, body),
            Typed::Left => return self.close(),
            Typed::Changed | Typed::Nothing => {}
        }
        Vec::new()
    }

    /// A key while a command is looked for.
    fn type_command(&mut self, key: Key) -> Vec<Effect> {
        let scopes = self.scopes();
        let Some(Overlay::Palette(palette)) = &mut self.overlay else { return Vec::new() };
        match typed(&mut palette.text, key) {
            Typed::Changed => palette.changed(),
            Typed::Step(forward) => palette.step(if forward { 1 } else { -1 }, scopes),
            Typed::Left => self.overlay = None,
            Typed::Nothing => {}
            Typed::Kept => return self.take_from_palette(),
        }
        Vec::new()
    }

    /// Does the command under the cursor of the palette.
    pub(super) fn take_from_palette(&mut self) -> Vec<Effect> {
        let scopes = self.scopes();
        let Some(Overlay::Palette(palette)) = &self.overlay else { return Vec::new() };
        let Some(command) = palette.current(scopes) else { return Vec::new() };
        self.overlay = None;
        let info = command.info();
        if scopes.contains(&info.scope) {
            return self.command(command);
        }
        self.say(StyleRole::Info, format!("{} is for another screen: {}", info.name, info.scope.title()));
        Vec::new()
    }

    /// Pasted text: words to look for or an address to add, and nothing else. A paste is never taken for commands.
    pub(super) fn paste(&mut self, pasted: &str) -> Vec<Effect> {
        if let Some(search) = self.search_typed() {
            let room = LONGEST.saturating_sub(search.text.chars().count());
            search.text.extend(clean(pasted).chars().take(room));
            return Vec::new();
        }
        if let Some(Overlay::Palette(palette)) = &mut self.overlay {
            palette.text.extend(clean(pasted).chars().take(LONGEST.saturating_sub(palette.text.chars().count())));
            palette.changed();
            return Vec::new();
        }
        if let Some(Overlay::Add(adding)) = &mut self.overlay {
            if adding.state != AddState::Looking {
                let room = LONGEST_ADDRESS.saturating_sub(adding.text.chars().count());
                adding.text.extend(clean(pasted).chars().take(room));
                adding.state = AddState::Typing;
            }
            return Vec::new();
        }
        let Some(Overlay::Search { text, .. } | Overlay::Find(text)) = &mut self.overlay else { return Vec::new() };
        let room = LONGEST.saturating_sub(text.chars().count());
        text.extend(clean(pasted).chars().take(room));
        match &mut self.overlay {
            Some(Overlay::Search { before, .. }) => {
                let before = std::mem::take(before);
                self.search_as_typed(before);
            }
            _ => self.find_as_typed(),
        }
        Vec::new()
    }

    /// Opens the line for words to find in the text on screen.
    pub(super) fn begin_find(&mut self) {
        self.overlay = Some(Overlay::Find(String::new()));
        self.on_text(|open, _, _| match open {
            Open::Compare(comparing) => comparing.view.iter_mut().for_each(CompareView::begin_find),
            Open::Reader(reader) => reader.begin_find(),
            Open::Timeline(timeline) => timeline.begin_find(),
            Open::Claims(_) | Open::Search(_) | Open::Sources(_) => {}
        });
    }

    /// What is being looked for in the text on screen, and which place of how many the reader is at.
    pub(in crate::tui) fn found(&self) -> Option<(String, String)> {
        let (words, count) = match self.open.last()? {
            Open::Compare(comparing) => {
                let view = comparing.view.as_ref()?;
                (view.find_words()?, view.find_count()?)
            }
            Open::Reader(reader) => (reader.find_words()?, reader.find_count()?),
            Open::Timeline(timeline) => (timeline.find_words()?, timeline.find_count()?),
            Open::Claims(_) | Open::Search(_) | Open::Sources(_) => return None,
        };
        Some((clean(words), count))
    }

    fn search_as_typed(&mut self, back: String) {
        if let Some(Overlay::Search { text, before }) = &mut self.overlay {
            *before = back;
            let filter = text.trim().to_owned();
            self.stories.set_filter(filter);
        }
    }

    fn find_as_typed(&mut self) {
        let Some(Overlay::Find(text)) = &self.overlay else { return };
        let words = text.clone();
        self.on_text(|open, area, theme| match open {
            Open::Compare(comparing) => comparing.view.iter_mut().for_each(|view| view.find(&words, area, theme)),
            Open::Reader(reader) => reader.find(&words),
            Open::Timeline(timeline) => timeline.find(&words),
            Open::Claims(_) | Open::Search(_) | Open::Sources(_) => {}
        });
    }

    fn keep_find(&mut self) {
        let words = match self.overlay.take() {
            Some(Overlay::Find(text)) => text,
            _ => String::new(),
        };
        let mut found = true;
        self.on_text(|open, _, _| {
            found = match open {
                Open::Compare(comparing) => comparing.view.as_mut().is_none_or(CompareView::keep_find),
                Open::Reader(reader) => reader.keep_find(),
                Open::Timeline(timeline) => timeline.keep_find(),
                Open::Claims(_) | Open::Search(_) | Open::Sources(_) => true,
            }
        });
        if !found {
            self.say(StyleRole::Info, format!("No match for \"{}\"", clean(&words)));
        }
    }

    fn step_find(&mut self, command: Command) {
        self.on_text(|open, area, theme| match open {
            Open::Compare(comparing) => {
                if let Some(view) = &mut comparing.view {
                    view.apply(command, area, theme);
                }
            }
            Open::Reader(reader) => {
                reader.apply(command);
            }
            Open::Timeline(timeline) => {
                timeline.apply(command, area);
            }
            Open::Claims(_) | Open::Search(_) | Open::Sources(_) => {}
        });
    }

    /// Does something with the text on screen.
    fn on_text(&mut self, act: impl FnOnce(&mut Open, ratatui::layout::Rect, &crate::theme::Theme)) {
        let area = self.compare_area();
        if let Some(open) = self.open.last_mut() {
            act(open, area, &self.theme);
        }
    }
}
