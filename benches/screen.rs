//! What the reader waits for: the first frame of a comparison, and one key to the frame after it.
//!
//! Run with `cargo bench --bench screen`.

use std::sync::Arc;

use divan::Bencher;
use newsdiff::compare::{Comparison, Options, compare};
use newsdiff::model::Arrival;
use newsdiff::sample;
use newsdiff::sides::Sides;
use newsdiff::theme::Theme;
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
