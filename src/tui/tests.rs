//! The screens from outside: keys go in, and what is drawn is looked at.

mod ascii;
mod export;
mod find;
mod grouping;
mod hand;
mod mouse;
mod places;

use proptest::prelude::*;

use super::Opening;
use super::command::COMMANDS;
use super::event::{Effect, Event};
use super::fixture::{Player, SHELF, Text, picture, shelf, theme};
use crate::model::Warning;
use crate::theme::StyleRole;

/// Replays keys on a small fake screen and compares text and styles with the snapshot of that name.
fn check_screen(stories: &[&[Text]], size: (u16, u16), keys: &str, name: &str) {
    let mut player = Player::new(shelf(stories), size, Vec::new());
    player.press(keys);
    let screen = player.screen();
    insta::assert_snapshot!(name, picture(&screen, player.app.theme.style(StyleRole::Base)));
}

/// Replays keys and compares one thing: whether the screen has some words.
fn check_says(size: (u16, u16), keys: &str, expected: &str) {
    let mut player = Player::new(shelf(SHELF), size, Vec::new());
    player.press(keys);
    let text = player.text();
    assert!(text.contains(expected), "after {keys:?} the screen has no {expected:?}:\n{text}");
}

#[test]
fn stories() {
    check_screen(SHELF, (80, 24), "j", "stories_80");
    check_screen(SHELF, (120, 24), "tab j", "stories_120_outlets");
    check_screen(SHELF, (40, 10), "", "stories_40");
}

#[test]
fn a_theme_is_shown_on_a_comparison_where_the_screen_has_none() {
    check_screen(SHELF, (80, 24), "t j", "themes_80");
}

#[test]
fn reader() {
    check_screen(SHELF, (80, 12), "G enter", "reader_80");
}

#[test]
fn help() {
    let help = |size, keys: &str| {
        let mut player = Player::new(shelf(SHELF), size, Vec::new());
        player.press(keys);
        player.text()
    };
    insta::assert_snapshot!("help_stories", help((80, 60), "?"));
    insta::assert_snapshot!("help_compare_40", help((40, 15), "enter ? d"));
}

#[test]
fn keys_typed_ahead_wait_for_what_they_mean() {
    let mut player = Player::new(shelf(SHELF), (80, 24), Vec::new());
    player.press_ahead("j enter w");
    let text = player.text();
    assert!(text.contains("Radio One") && !text.contains("Enter"), "neither list nor texts were there yet:\n{text}");
    player.press_ahead("enter / c i t y enter");
    assert!(player.text().contains("/city: 1 of 1"), "letters of words to find wait too:\n{}", player.text());
    player.press_ahead("enter q q");
    assert!(matches!(player.effects.last(), Some(crate::tui::event::Effect::Quit(None))), "what leaves does not wait");
}

#[test]
fn a_story_opens_and_its_place_is_kept() {
    check_says((80, 24), "enter", "Coast Wire");
    check_says((80, 24), "j enter", "Radio One");
    check_says((80, 24), "G enter", "forty stalls");
    let mut player = Player::new(shelf(SHELF), (80, 24), Vec::new());
    player.press("j enter esc");
    assert_eq!(player.app.stories.selected(), 1);
    assert_eq!(player.effects, [], "Esc never quits");
}

#[test]
fn all_there_is_to_say_is_one_key_on_every_screen() {
    check_says((60, 24), "i", "Bridge shut within hours of a report");
    check_says((60, 24), "enter i", "paired by");
    check_says((60, 24), "w i", "In full");
    check_says((60, 24), "/ c r a c k s enter i", "https://coast-wire.example/0");
    check_says((60, 24), "F i", "There is nothing more to say here");
}

#[test]
fn words_in_a_box_stand_on_its_ground() {
    let mut player = Player::new(shelf(SHELF), (80, 40), Vec::new());
    player.press("enter i");
    let screen = player.screen();
    let grounds = [StyleRole::Base, StyleRole::Popup].map(|role| player.app.theme.style(role).bg);
    assert_ne!(grounds[0], grounds[1]);
    let row = (0..40).find(|&y| (0..80).any(|x| screen[(x, y)].symbol() == "┌")).expect("a box") + 2;
    let left = (0..80).find(|&x| screen[(x, row)].symbol() == "│" && screen[(x, row)].style().bg == grounds[1]);
    let left = left.expect("its frame");
    let inside = (left..80).take_while(|&x| screen[(x, row)].style().bg != grounds[0]).count();
    assert!(inside > 40, "the box is one ground from {left} on: {inside}\n{}", player.text());
}

#[test]
fn the_other_outlets_are_two_keys_away() {
    check_says((80, 24), "enter tab .", "Radio One");
    check_says((80, 24), "enter w", "1 of 3 texts");
    check_says((80, 24), "enter w .", "2 of 3 texts");
    check_says((80, 24), "j enter .", "no other version");
}

#[test]
fn a_filter_follows_what_is_typed() {
    check_says((80, 24), "f m a r k e t", "1 story found");
    check_says((80, 24), "f m a r k e t enter enter", "forty stalls");
    check_says((80, 24), "f m a r k e t enter esc", "3 stories");
    check_says((80, 24), "f m a r k e t esc", "3 stories");
    check_says((80, 24), "f z z z enter", "No story has");
    check_says((80, 24), "f m", "Enter keeps these stories, Esc goes back");
}

#[test]
fn reading_marks_and_marks_can_be_undone() {
    let unread = |keys: &str| {
        let mut player = Player::new(shelf(SHELF), (80, 24), Vec::new());
        player.press(keys);
        (0..3).filter(|&at| player.app.stories.story(at).is_some_and(|story| !story.read)).count()
    };
    assert_eq!(unread(""), 3);
    assert_eq!(unread("enter q"), 2);
    assert_eq!(unread("e"), 2);
    assert_eq!(unread("e e"), 3);
    assert_eq!(unread("A"), 0);
    assert_eq!(unread("e A U"), 2);
    assert_eq!(unread("e U"), 3);
    assert_eq!(unread("e r"), 2, "the store was told");
}

#[test]
fn a_star_is_kept() {
    check_says((80, 24), "s r", "✦");
}

#[test]
fn copying_goes_to_the_terminal() {
    let mut player = Player::new(shelf(SHELF), (80, 24), Vec::new());
    player.press("y Y");
    let copied = |text: &str| Effect::Copy(text.to_owned());
    let headline = "City closes bridge after engineers find cracks (Coast Wire)";
    assert_eq!(player.effects, [copied(headline), copied("https://coast-wire.example/0")]);
    assert!(player.text().contains("Sent to the terminal's clipboard"));
}

#[test]
fn quitting() {
    let effects = |keys: &str| {
        let mut player = Player::new(shelf(SHELF), (80, 24), Vec::new());
        player.press(keys);
        player.effects
    };
    assert_eq!(effects("enter esc esc esc"), []);
    assert_eq!(effects("enter q q"), [Effect::Quit(None)]);
    assert_eq!(effects("enter w Q"), [Effect::Quit(None)]);
    assert_eq!(effects("? ctrl-c"), [Effect::Quit(None)]);
    assert_eq!(effects("/ q"), []);
    assert_eq!(effects("ctrl-z"), [Effect::Suspend]);
}

#[test]
fn files_opened_together_are_compared_at_once() {
    let store = shelf(&SHELF[..1]);
    let mut player = Player::with(store, (80, 24), Vec::new(), Opening::FirstStory, theme("newsprint-dark"));
    assert!(player.text().contains("The Ledger"));
    player.press("q");
    assert!(player.text().contains("1 story"), "the way back leads to the list");
}

#[test]
fn the_sample_edition_says_what_it_is() {
    let mut player = Player::with(shelf(SHELF), (80, 24), Vec::new(), Opening::Sample, theme("newsprint-dark"));
    assert!(player.text().contains("Sample edition. Enter compares two outlets."));
}

#[test]
fn warnings_are_counted_and_listed() {
    let warning = Warning {
        source: "config.toml".to_owned(),
        line: Some(7),
        message: "unknown key `thme`".to_owned(),
        hint: Some("did you mean `theme`?".to_owned()),
    };
    let mut player = Player::new(shelf(SHELF), (80, 24), vec![warning]);
    assert!(player.text().contains("! 1 warning"));
    player.press("!");
    for part in ["config.toml:7", "unknown key `thme`", "did you mean `theme`?"] {
        assert!(player.text().contains(part), "{part}");
    }
    player.press("esc");
    assert!(!player.text().contains("1 warning"), "what was looked at is no longer announced");
}

#[test]
fn a_theme_is_shown_while_it_is_chosen() {
    let mut player = Player::new(shelf(SHELF), (80, 24), Vec::new());
    player.press("t g");
    assert_ne!(player.app.theme.name, "newsprint-dark");
    player.press("esc");
    assert_eq!(player.app.theme.name, "newsprint-dark");
    player.press("t g enter");
    let chosen = player.app.theme.name.clone();
    assert_ne!(chosen, "newsprint-dark");
    assert!(player.text().contains(&format!("theme = \"{chosen}\"")));
}

#[test]
fn a_small_terminal_is_told_so() {
    check_says((39, 10), "", "newsdiff needs 40 x 10;\nthis is 39 x 10.");
}

#[test]
fn a_failure_is_said_and_not_fatal() {
    let mut player = Player::new(shelf(SHELF), (80, 24), Vec::new());
    player.send(Event::Failed("the store is locked".to_owned()));
    assert!(player.text().contains("the store is locked"));
    player.press("j");
    assert_eq!(player.app.stories.selected(), 1);
}

/// Texts a terminal would act on, and scripts that measure differently from what they count.
const HOSTILE: &[&[Text]] = &[&[
    (
        "\u{1b}[2JWire\u{7}",
        "\u{1b}]0;owned\u{7}Headline\twith\ttabs \u{202e}kcab",
        9,
        "\u{1b}[31mred\u{9b}2J\t桥梁关闭 \u{202e}txt\n",
    ),
    ("電信通信社", "👩‍🚒👩‍🚒 قال العمدة e\u{301}\u{301}\u{301}", 10, "قال العمدة إن الجسر مغلق\n\nक्षत्रिय 👩‍🚒\n"),
]];

#[test]
fn nothing_of_an_article_acts_on_the_terminal() {
    for keys in ["", "enter", "w", "enter w .", "tab", "enter x ."] {
        let mut player = Player::new(shelf(HOSTILE), (120, 24), Vec::new());
        player.press(keys);
        let screen = player.screen();
        for cell in screen.content() {
            assert!(
                !cell.symbol().contains(|c: char| c.is_control() || c == '\u{202e}'),
                "{:?} after {keys:?}",
                cell.symbol()
            );
        }
    }
}

/// Something that can happen to the screens.
#[derive(Debug, Clone)]
enum Happening {
    Command(usize),
    Resize(u16, u16),
    Click(u16, u16),
    Wheel(bool),
    Type(char),
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        8 => (0..COMMANDS.len()).prop_map(Happening::Command),
        1 => (0u16..140, 0u16..50).prop_map(|(w, h)| Happening::Resize(w, h)),
        1 => (0u16..140, 0u16..50).prop_map(|(x, y)| Happening::Click(x, y)),
        1 => any::<bool>().prop_map(Happening::Wheel),
        1 => any::<char>().prop_map(Happening::Type),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_sequence_of_events_panics(happenings in prop::collection::vec(happening(), 0..40), hostile in any::<bool>()) {
        use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
        let store = if hostile { shelf(HOSTILE) } else { shelf(SHELF) };
        let mut player = Player::new(store, (80, 24), Vec::new());
        for happening in happenings {
            let mouse = |kind, column, row| Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
            match happening {
                Happening::Command(at) => match COMMANDS[at].keys.first() {
                    Some(key) => player.press(key),
                    None => continue,
                },
                Happening::Resize(width, height) => player.resize((width, height)),
                Happening::Click(x, y) => player.send(mouse(MouseEventKind::Down(MouseButton::Left), x, y)),
                Happening::Wheel(true) => player.send(mouse(MouseEventKind::ScrollDown, 1, 1)),
                Happening::Wheel(false) => player.send(mouse(MouseEventKind::ScrollUp, 1, 1)),
                Happening::Type(c) => player.send(Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE))),
            }
            player.screen();
        }
    }
}

#[test]
fn a_story_that_changed_since_it_was_read_says_so() {
    let mut store = crate::store::Store::in_memory().expect("a store in memory");
    let version = |words: &str| {
        let text = format!("Outlet: Radio One\nURL: https://radio.example/1\n\nThe mast fell at {words}.\n");
        crate::ingest::read("one.md", text.as_bytes()).arrivals
    };
    let added = store.add(&version("noon")).expect("kept");
    store.set_read(added[0].story, true).expect("marked");
    store.add(&version("one")).expect("kept");
    let mut player = Player::new(store, (80, 24), Vec::new());
    assert!(player.text().contains("❯◌"), "{}", player.text());
    player.press("e");
    assert!(!player.text().contains("❯◌"), "{}", player.text());
}

#[test]
fn the_palette_finds_and_does_commands() {
    check_says((80, 24), ":", "Commands");
    check_says((80, 24), ": s e a r c h - a g a i n", "Change the words");
    check_says((80, 24), ": c l a i m s enter", "claims, as told");
    check_says((80, 24), "ctrl-p s w a p enter", "swap is for another screen: Compare");
    check_says((80, 24), "? / t h e m e", "Choose a theme");
    check_says((80, 24), ": z q z q enter", "No command has these letters");
    check_says((80, 24), ": down down esc", "3 stories");
    let mut player = Player::new(shelf(SHELF), (100, 24), Vec::new());
    player.press("enter : s w a p enter");
    let heads = player.text().lines().next().unwrap_or_default().to_owned();
    assert!(heads.contains("Ledger") && heads.find("Ledger") < heads.find("Coast"), "{heads}");
    let mut player = Player::new(shelf(SHELF), (60, 16), Vec::new());
    player.press("enter : f i l t down");
    insta::assert_snapshot!("palette_60", player.text());
}

#[test]
fn a_story_opens_again_where_the_reader_left_it() {
    let mut player = Player::new(shelf(SHELF), (100, 30), Vec::new());
    player.press("enter . G");
    let before = player.text();
    player.press("q j k enter");
    assert_eq!(player.text(), before);
}

#[test]
fn articles_of_one_name_are_told_apart() {
    let mut store = shelf(&[]);
    let arrival = |url: &str, body: &str| crate::model::Arrival {
        outlet: "The Ledger".to_owned(),
        title: None,
        url: Some(url.to_owned()),
        byline: None,
        published: None,
        source: "a test".to_owned(),
        document: std::sync::Arc::new(crate::text::Document::parse(body)),
        summary: false,
    };
    let told = "The city closed the bridge on Monday after engineers found cracks in two cables.\n";
    let again = "Ferries run every ten minutes while the bridge is closed, and buses go round by the tunnel.\n";
    let both = [arrival("https://ledger.example/1", told), arrival("https://ledger.example/2", again)];
    store.add_together(Some("Bridge"), &both).expect("kept in memory");
    let mut player = Player::new(store, (120, 30), Vec::new());
    player.press("enter");
    let text = player.text();
    assert!(text.contains("The Ledger (1 of 2)") && text.contains("The Ledger (2 of 2)"), "{text}");
    player.press("esc w");
    assert!(player.text().contains("The Ledger (1 of 2)"), "{}", player.text());
    player.press(".");
    assert!(player.text().contains("The Ledger (2 of 2)"), "the Reader says so too:\n{}", player.text());
}
