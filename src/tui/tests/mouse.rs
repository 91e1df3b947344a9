//! The mouse as a reader uses it.

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use crate::tui::event::Event;
use crate::tui::fixture::{Player, SHELF, shelf};

/// Clicks where some words stand on screen.
fn click(player: &mut Player, words: &str) {
    let text = player.text();
    let found = text.lines().zip(0..).find_map(|(line, row)| Some((&line[..line.find(words)?], row)));
    let (before, row) = found.unwrap_or_else(|| panic!("no {words:?} in\n{text}"));
    let column = crate::tui::wrap::columns(before) as u16;
    let kind = MouseEventKind::Down(MouseButton::Left);
    player.send(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
}

#[test]
fn a_click_in_a_list_over_the_screen_selects_and_takes() {
    let mut player = Player::new(shelf(SHELF), (80, 24), Vec::new());
    player.press("t");
    click(&mut player, "gruvbox-light");
    assert_eq!(player.app.theme.name, "gruvbox-light", "it is looked at");
    assert!(player.text().contains("┌ Theme"));
    click(&mut player, "gruvbox-light");
    assert!(!player.text().contains("┌ Theme") && player.app.theme.name == "gruvbox-light", "it is taken");
    player.press("enter E");
    click(&mut player, "JSON: for programs");
    click(&mut player, "JSON: for programs");
    let names: Vec<_> = std::fs::read_dir(player.folder.path()).expect("a folder").collect();
    assert_eq!(names.len(), 1, "{names:?}");
    player.press(": s w a p");
    click(&mut player, "Swap sides");
    let text = player.text();
    assert!(text.lines().next().is_some_and(|line| line.find("Ledger") < line.find("Coast Wire")), "{text}");
}
