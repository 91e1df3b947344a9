//! Draws the picture in the README: the Compare screen of the sample edition, from the program's own views.
//!
//! Run with `cargo run --example picture`; it writes `assets/picture.svg`.

mod svg;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use newsdiff::compare::{Options, compare};
use newsdiff::model::Arrival;
use newsdiff::sample;
use newsdiff::sides::Sides;
use newsdiff::theme::colour::rgb;
use newsdiff::theme::{StyleRole, Theme};
use newsdiff::tui::compare::{CompareView, Heading, ViewSettings, draw};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const SCREEN: (u16, u16) = (120, 36);

fn main() -> Result<(), Box<dyn Error>> {
    let theme = Theme::default();
    let bridge = &sample::stories()[0];
    let tellings = Sides::new(&bridge[0], &bridge[1]);
    let comparison = compare(tellings.map(|t| Arc::clone(&t.document)), &Options::default());
    let view = CompareView::new(Arc::new(comparison), tellings.map(heading), ViewSettings::default());

    let mut terminal = Terminal::new(TestBackend::new(SCREEN.0, SCREEN.1))?;
    terminal.draw(|frame| draw(frame, frame.area(), &view, &theme))?;

    let base = theme.style(StyleRole::Base);
    let fixed = |colour| rgb(colour).ok_or("the picture needs a theme with colours of its own");
    let (ink, ground) = (fixed(base.fg.unwrap_or_default())?, fixed(base.bg.unwrap_or_default())?);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/picture.svg");
    fs::write(&path, svg::draw(terminal.backend().buffer(), ink, ground))?;
    println!("wrote {}", path.display());
    Ok(())
}

fn heading(arrival: &Arrival) -> Heading {
    Heading { outlet: arrival.outlet.clone(), moment: String::new(), title: arrival.title.clone().unwrap_or_default() }
}
