//! What the reader waits for: the first frame of a comparison, and one key to the frame after it.
//!
//! Run with `cargo bench --bench screen`.

#[expect(dead_code, reason = "other benches use the rest of it")]
mod prose;

use std::sync::{Arc, OnceLock};

use divan::Bencher;
use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;
use newsdiff::compare::{Comparison, Options, compare};
use newsdiff::model::{Arrival, Story, StoryId};
use newsdiff::sample;
use newsdiff::sides::Sides;
use newsdiff::store::Store;
use newsdiff::tellings::Tellings;
use newsdiff::text::Document;
use newsdiff::theme::Theme;
use newsdiff::tui::claims::{self, Claiming, Place, Told};
use newsdiff::tui::clock::Clock;
use newsdiff::tui::command::Command;
use newsdiff::tui::compare::{CompareView, ViewSettings, draw};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Rect;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 60)];

fn main() {
    divan::main();
}

/// From two articles as read to the first frame.
#[divan::bench(args = SIZES)]
fn first_frame(bencher: Bencher, size: (u16, u16)) {
    let bridge = &sample::stories()[0];
    let theme = Theme::default();
    let mut terminal = screen(size);
    bencher.bench_local(|| {
        let view = CompareView::new(compared(bridge), Sides::default(), ViewSettings::default());
        terminal.draw(|frame| draw(frame, frame.area(), &view, &theme)).expect("a screen in memory");
    });
}

/// From a key to the next frame of the claims of twelve outlets, some 300: to the next claim and back.
#[divan::bench(args = SIZES)]
fn next_claim(bencher: Bencher, size: (u16, u16)) {
    let theme = Theme::default();
    let clock = Clock { zone: TimeZone::UTC, today: date(2026, 4, 20), now: || Timestamp::UNIX_EPOCH };
    let mut terminal = screen(size);
    let area = Rect::new(0, 0, size.0, size.1);
    let (story, told) = claims();
    let mut claiming = Claiming::new(story.clone(), Place::default(), Vec::new());
    claiming.take(told, area);
    let mut keys = [Command::Down, Command::Up].into_iter().cycle();
    bencher.bench_local(|| {
        let view = claiming.view.as_mut().expect("claims that have come");
        view.apply(keys.next().expect("keys without end"), area, &theme);
        terminal.draw(|frame| claims::draw(frame, area, &claiming, true, &clock, &theme)).expect("a screen in memory");
    });
}

/// A story of twelve outlets that edit one invented text, and its claims; made once, because comparing takes seconds.
fn claims() -> &'static (Story, Arc<Told>) {
    static CLAIMS: OnceLock<(Story, Arc<Told>)> = OnceLock::new();
    CLAIMS.get_or_init(|| {
        let arrival = |(k, text): (usize, String)| Arrival {
            outlet: format!("Outlet {k}"),
            title: Some("A headline".to_owned()),
            url: None,
            byline: None,
            published: None,
            source: "a bench".to_owned(),
            document: Arc::new(Document::parse(&text)),
            summary: false,
        };
        let arrivals: Vec<Arrival> = prose::story(6_000, 12, 7).into_iter().enumerate().map(arrival).collect();
        let mut kept = Store::in_memory().expect("a store in memory");
        kept.add_together(Some("A headline"), &arrivals).expect("kept in memory");
        let story = kept.story(StoryId(1)).expect("the story");
        let told = Told::new(&story, &Tellings::of_story(&kept, &story).expect("its texts"));
        (story, Arc::new(told))
    })
}

/// From a key to the next frame: to the next change and back.
#[divan::bench(args = SIZES)]
fn next_change(bencher: Bencher, size: (u16, u16)) {
    let theme = Theme::default();
    let mut terminal = screen(size);
    let area = Rect::new(0, 0, size.0, size.1);
    let comparison = compared(&sample::stories()[0]);
    let mut view = CompareView::new(comparison, Sides::default(), ViewSettings::default());
    let mut keys = [Command::NextChange, Command::PreviousChange].into_iter().cycle();
    bencher.bench_local(|| {
        view.apply(keys.next().expect("keys without end"), area, &theme);
        terminal.draw(|frame| draw(frame, frame.area(), &view, &theme)).expect("a screen in memory");
    });
}

fn compared(story: &[Arrival]) -> Arc<Comparison> {
    let documents = Sides::new(&story[0], &story[1]).map(|telling| Arc::clone(&telling.document));
    Arc::new(compare(documents, &Options::default()))
}

fn screen((columns, rows): (u16, u16)) -> Terminal<TestBackend> {
    Terminal::new(TestBackend::new(columns, rows)).expect("a screen in memory")
}
