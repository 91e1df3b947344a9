//! A shelf of invented stories for tests, and a reader who presses keys on a small fake screen.

use std::fmt::Write as _;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

use super::app::{App, Setup};
use super::clock::Clock;
use super::compare::ViewSettings;
use super::desk::Desk;
use super::event::{Effect, Event};
use super::key::Key;
use super::keymap::Keymap;
use super::network::How;
use super::reader::Reading;
use super::{Opening, view};
use crate::compare::Options;
use crate::config::Config;
use crate::model::{Arrival, Article, ArticleId, Moment, SourceId, Story, StoryId, VersionId, VersionInfo, Warning};
use crate::store::Store;
use crate::text::Document;
use crate::theme::{Catalog, Depth, Theme};

/// One text: outlet, headline, hour, body.
pub(super) type Text = (&'static str, &'static str, i8, &'static str);

/// Three stories: told by three outlets, changed twice by one, told once.
pub(super) const SHELF: &[&[Text]] = &[
    &[
        (
            "Coast Wire",
            "City closes bridge after engineers find cracks",
            9,
            "The city closed the bridge on Monday after engineers found cracks in two cables.\n\nFerries will run every ten minutes until Sunday.\n\n\"We should have been told,\" council member Ana Ruiz said.\n",
        ),
        (
            "The Ledger",
            "Bridge shut within hours of a report",
            11,
            "The bridge was shut on Monday, hours after engineers reported cracks in three cables.\n\n\"We should have been told in March,\" council member Ana Ruiz said.\n\nThe contractor declined to comment.\n",
        ),
        (
            "Radio One",
            "Bridge closed; take the ferry",
            14,
            "Ferries will run every ten minutes until Sunday while the bridge is closed.\n\nThe city closed the bridge on Monday.\n",
        ),
    ],
    &[
        (
            "Radio One",
            "Reservoir falls to 41 percent",
            8,
            "The reservoir has fallen to 41 percent.\n\nNo rain is forecast.\n",
        ),
        (
            "Radio One",
            "Reservoir falls to 38 percent",
            16,
            "The reservoir has fallen to 38 percent.\n\nNo rain is forecast.\n",
        ),
    ],
    &[(
        "Evening Star",
        "Market hall opens again",
        7,
        "The market hall opened on Friday with forty stalls.\n\nIt had been closed for two years.\n",
    )],
];

/// Stories of texts in a store in memory, the first the newest; texts of one outlet are versions of one article.
pub(super) fn shelf(stories: &[&[Text]]) -> Store {
    let mut store = Store::in_memory().expect("a store in memory");
    copied(stories, &mut store);
    store
}

/// Puts stories into a store.
pub(super) fn copied(stories: &[&[Text]], store: &mut Store) {
    for (day, texts) in stories.iter().enumerate() {
        let arrivals = texts.iter().map(|&(outlet, title, hour, body)| {
            let date = jiff::civil::date(2026, 4, 20 - day as i8).at(hour, 0, 0, 0);
            Arrival {
                outlet: outlet.to_owned(),
                title: Some(title.to_owned()),
                url: Some(format!("https://{}.example/{day}", outlet.to_lowercase().replace(' ', "-"))),
                byline: None,
                published: TimeZone::UTC.to_timestamp(date).ok().map(Moment::Instant),
                source: "a test".to_owned(),
                document: Arc::new(Document::parse(body)),
                summary: false,
            }
        });
        let title = texts.first().map(|text| text.1);
        store.add_together(title, &arrivals.collect::<Vec<_>>()).expect("kept");
    }
}

/// A story of so many outlets, each with so many versions, numbered from 1.
pub(super) fn story(outlets: &[usize]) -> Story {
    let mut next = 0;
    let mut version = || {
        next += 1;
        let seen = jiff::Timestamp::UNIX_EPOCH;
        VersionInfo {
            id: VersionId(next),
            title: "A headline".to_owned(),
            seen,
            published: None,
            summary: false,
            read: false,
        }
    };
    let articles = outlets.iter().zip(1..).map(|(&n, id)| {
        let versions = (0..n).map(|_| version()).collect();
        Article {
            id: ArticleId(id),
            outlet: format!("Outlet {id}"),
            url: None,
            confidence: None,
            copy_of: None,
            changed: false,
            versions,
        }
    });
    let articles = articles.collect();
    Story {
        id: StoryId(1),
        title: "A story".to_owned(),
        confidence: None,
        articles,
        read: false,
        changed: false,
        pinned: false,
        starred: false,
    }
}

/// The screens with a reader in front of them; requests are answered at once.
pub(super) struct Player {
    pub(super) app: App,
    desk: Desk,
    terminal: Terminal<TestBackend>,
    /// Where exports go.
    pub(super) folder: tempfile::TempDir,
    /// Effects that were not for the worker.
    pub(super) effects: Vec<Effect>,
}

impl Player {
    /// The shelf on a screen of `size` columns and rows.
    pub(super) fn new(store: Store, size: (u16, u16), warnings: Vec<Warning>) -> Player {
        Player::with(store, size, warnings, Opening::Stories, theme("newsprint-dark"))
    }

    /// The same with everything chosen.
    pub(super) fn with(
        store: Store,
        size: (u16, u16),
        warnings: Vec<Warning>,
        opening: Opening,
        theme: Theme,
    ) -> Player {
        let app = app(opening, theme, warnings);
        let folder = tempfile::tempdir().expect("a folder for exports");
        let mut desk = Desk::new(store, Config::default(), Options::default());
        desk.folder = folder.path().to_owned();
        let terminal = Terminal::new(TestBackend::new(size.0, size.1)).expect("a screen in memory");
        let mut player = Player { app, desk, terminal, folder, effects: Vec::new() };
        player.resize(size);
        player
    }

    /// Says where the reader's own store is, which another stands in for.
    pub(super) fn own(&mut self, path: &std::path::Path) {
        self.desk.own = Some(path.to_owned());
    }

    /// A source brings articles, as another thread would keep them.
    pub(super) fn bring(&mut self, source: SourceId, arrivals: &[Arrival]) {
        self.desk.store.add_fetched(source, arrivals, now(), None).expect("kept");
    }

    /// Every story of the store, as it is now.
    pub(super) fn stories(&self) -> Vec<Story> {
        self.desk.store.stories(&crate::store::StoryQuery::default()).expect("stories").stories
    }

    /// Presses keys written as in the configuration, a space between.
    pub(super) fn press(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            self.send(pressed(key));
        }
    }

    /// Starts the screens anew and presses keys before anything they ask for has come.
    pub(super) fn press_ahead(&mut self, keys: &str) {
        let size = self.terminal.backend().buffer().area;
        self.app = app(Opening::Stories, theme("newsprint-dark"), Vec::new());
        let events = [Event::Resize(size.width, size.height)].into_iter().chain(keys.split_whitespace().map(pressed));
        let effects: Vec<Effect> = events.flat_map(|event| self.app.update(event)).collect();
        for effect in effects {
            match effect {
                Effect::Ask(request) => self.desk.answer(request).into_iter().for_each(|answer| self.send(answer)),
                other => self.effects.push(other),
            }
        }
    }

    /// Gives the terminal another size.
    pub(super) fn resize(&mut self, size: (u16, u16)) {
        self.terminal.backend_mut().resize(size.0, size.1);
        self.send(Event::Resize(size.0, size.1));
    }

    /// Sends an event, and the answers to whatever it asks for.
    pub(super) fn send(&mut self, event: Event) {
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            for effect in self.app.update(event) {
                match effect {
                    Effect::Ask(request) => events.extend(self.desk.answer(request)),
                    other => self.effects.push(other),
                }
            }
        }
    }

    /// What is on screen.
    pub(super) fn screen(&mut self) -> Buffer {
        self.terminal.draw(|frame| view::view(&self.app, &self.app.theme, frame)).expect("a screen in memory");
        self.terminal.backend().buffer().clone()
    }

    /// The text on screen, without the space at the end of lines.
    pub(super) fn text(&mut self) -> String {
        text_of(&self.screen())
    }
}

/// A built-in theme in true colours.
pub(super) fn theme(name: &str) -> Theme {
    Catalog::default().load(name, Depth::TrueColour).0
}

fn text_of(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            if skip == 0 {
                line.push_str(symbol);
                skip = super::wrap::columns(symbol).saturating_sub(1);
            } else {
                skip -= 1;
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The text and then, line by line, the stretches whose style is not the ground's.
pub(super) fn picture(buffer: &Buffer, ground: Style) -> String {
    let mut picture = text_of(buffer);
    picture.push_str("--- styles\n");
    for y in 0..buffer.area.height {
        let mut stretches: Vec<(u16, u16, String)> = Vec::new();
        for x in 0..buffer.area.width {
            let said = said(buffer[(x, y)].style(), ground);
            match stretches.last_mut() {
                Some((_, end, same)) if *same == said && *end == x => *end = x + 1,
                _ => stretches.push((x, x + 1, said)),
            }
        }
        for (start, end, said) in stretches.into_iter().filter(|(.., said)| !said.is_empty()) {
            let _ = writeln!(picture, "{y:>2}: {start}-{end}{said}");
        }
    }
    picture
}

fn said(style: Style, ground: Style) -> String {
    let mut said = String::new();
    for (name, colour, plain) in [("fg", style.fg, ground.fg), ("bg", style.bg, ground.bg)] {
        if let Some(colour) = colour.filter(|_| colour != plain) {
            let _ = write!(said, " {name} {colour}");
        }
    }
    if style.add_modifier != Modifier::empty() {
        let _ = write!(said, " {:?}", style.add_modifier);
    }
    said
}

/// The moment at which tests look at the screen.
pub(super) fn now() -> Timestamp {
    // 18:00 on the day of the newest story of a shelf.
    Timestamp::from_second(1_776_708_000).unwrap_or_default()
}

/// The screens before their first event.
fn app(opening: Opening, theme: Theme, warnings: Vec<Warning>) -> App {
    let mut app = App::new(Setup {
        opening,
        keymap: Keymap::default(),
        theme,
        supposed: None,
        settings: ViewSettings::default(),
        kept: opening == Opening::Stories,
        has_store: true,
        how: How::default(),
        reading: Reading { measure: 72, reach: true },
        clock: Clock { zone: TimeZone::UTC, today: jiff::civil::date(2026, 4, 4), now },
        browser: Vec::new(),
        mouse: true,
        warnings,
    });
    // The stories of a shelf stand together as those of a sample do, and no reader grouped them.
    app.stories.by_hand = false;
    app
}

/// A key written as in the configuration, as the terminal sends it.
fn pressed(key: &str) -> Event {
    let key: Key = key.parse().unwrap_or_else(|error| panic!("{key}: {error}"));
    let mut modifiers = crossterm::event::KeyModifiers::NONE;
    modifiers.set(crossterm::event::KeyModifiers::CONTROL, key.ctrl);
    Event::Key(crossterm::event::KeyEvent::new(key.code, modifiers))
}
