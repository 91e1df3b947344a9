//! Export as a reader meets it: a menu, then a file, then a message that says where it went.

use super::check_screen;
use crate::tui::fixture::{Player, SHELF, shelf};

/// Replays keys; the files that are there afterwards with what they begin with, by name.
fn check_files(keys: &str, expected: &[(&str, &str)]) {
    let mut player = Player::new(shelf(SHELF), (100, 24), Vec::new());
    player.press(keys);
    let files = std::fs::read_dir(player.folder.path()).expect("a folder").map(|file| file.expect("a file").path());
    let mut files: Vec<_> = files.collect();
    files.sort();
    let names: Vec<String> =
        files.iter().map(|path| path.file_name().expect("a name").to_string_lossy().into()).collect();
    assert_eq!(names, expected.iter().map(|(name, _)| *name).collect::<Vec<_>>(), "after {keys:?}");
    for (path, (_, begins)) in files.iter().zip(expected) {
        let text = std::fs::read_to_string(path).expect("a text");
        assert!(text.starts_with(begins), "{}: {text}", path.display());
    }
}

const STORY: &str = "city-closes-bridge-after-engineers-find-cracks";

#[test]
fn a_comparison_is_written_in_the_form_chosen() {
    let name = |ending: &str| format!("{STORY}.{ending}");
    check_files("enter E enter", &[(&name("html"), "<!DOCTYPE html>")]);
    check_files("enter E j enter", &[(&name("md"), "# Coast Wire and The Ledger\n")]);
    check_files("enter E j j enter", &[(&name("txt"), "Coast Wire · 2026-04")]);
    check_files("enter E G enter", &[(&name("json"), "{\"schema\":\"newsdiff.comparison/1\"")]);
    check_files("enter x E j enter", &[(&name("md"), "# The Ledger and Coast Wire\n")]);
    check_files("enter E esc", &[]);
}

#[test]
fn claims_are_written_too() {
    let name = |ending: &str| format!("{STORY}.{ending}");
    check_files("m E enter", &[(&name("html"), "<!DOCTYPE html>")]);
    check_files("m E j enter", &[(&name("md"), "# What 3 outlets tell of one story\n")]);
    check_files("m E G enter", &[(&name("json"), "{\"schema\":\"newsdiff.claims/1\"")]);
}

#[test]
fn a_second_export_has_a_number() {
    let (one, two) = (format!("{STORY}.html"), format!("{STORY}-2.html"));
    check_files("enter E enter E enter", &[(&two, "<!DOCTYPE"), (&one, "<!DOCTYPE")]);
}

#[test]
fn where_the_file_went_is_said() {
    let mut player = Player::new(shelf(SHELF), (100, 24), Vec::new());
    player.press("enter E enter");
    assert!(player.text().contains(&format!("Written: {STORY}.html in ")), "{}", player.text());
    let folder = player.folder.path().to_owned();
    std::fs::remove_dir_all(&folder).expect("gone");
    player.press("E enter");
    assert!(player.text().contains(&format!("Cannot write {STORY}.html in ")), "{}", player.text());
    std::fs::create_dir(&folder).expect("back again");
}

#[test]
fn elsewhere_there_is_nothing_to_export_and_that_is_said() {
    for keys in ["E", "w E", "T E"] {
        let mut player = Player::new(shelf(SHELF), (60, 20), Vec::new());
        player.press(keys);
        assert!(player.text().contains("these can be exported"), "{keys}: {}", player.text());
    }
}

#[test]
fn the_menu() {
    check_screen(SHELF, (80, 16), "enter E j", "export_menu");
}
