//! Every size a window can have, and what happens to it meanwhile.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use super::terminals::{at_once, start, wait_for_compare};
use super::{Session, local_modes};

/// Two texts of which every word names its sentence, with a word in every third that differs.
fn numbered_texts() -> (tempfile::TempDir, [PathBuf; 2]) {
    let folder = tempfile::tempdir().expect("a folder");
    let text = |outlet: &str, word: &str| {
        let mut text = format!("Outlet: {outlet}\n\n");
        for n in 100..280 {
            let third = if n % 3 == 0 { word } else { "crew" };
            for word in ["Pier", "rope", third, "mast", "boat", "sail", "quay", "tide", "keel", "deck", "hull", "oar"] {
                let _ = write!(text, "{word}{n} ");
            }
            let _ = writeln!(text, "buoy{n}.\n");
        }
        text
    };
    let paths = ["one.txt", "two.txt"].map(|name| folder.path().join(name));
    fs::write(&paths[0], text("Wire", "helm")).expect("written");
    fs::write(&paths[1], text("Ledger", "gale")).expect("written");
    (folder, paths)
}

/// The number of the sentence in the first row that has one, from below the heads; nothing of a place in the text has three digits.
fn top_sentence(session: &Session) -> u32 {
    let text = session.text();
    let number = |row: &str| {
        let parts = row.split(|c: char| !c.is_ascii_alphanumeric());
        let words = parts.filter_map(|word| word.strip_prefix(|c: char| c.is_ascii_alphabetic()));
        words
            .filter_map(|word| word.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok())
            .find(|n| (100..280).contains(n))
    };
    text.lines().skip(2).find_map(number).unwrap_or_else(|| panic!("no sentence on screen:\n{text}"))
}

const WIDTHS: [u16; 8] = [40, 59, 60, 80, 96, 160, 240, 300];
const HEIGHTS: [u16; 5] = [10, 15, 24, 60, 100];

/// Checks what is on screen: it reaches from the first row to the last, and drawing all of it anew changes nothing.
fn check_screen(session: &Session, size: (u16, u16)) {
    let text = session.text();
    let rows: Vec<&str> = text.split('\n').collect();
    assert_eq!(rows.len(), usize::from(size.1), "{size:?}:\n{text}");
    assert!([rows[0], rows[rows.len() - 1]].iter().all(|row| !row.trim().is_empty()), "{size:?}:\n{text}");
    session.drawn_anew();
    assert_eq!(session.text(), text, "{size:?}");
}

/// Goes on by pages until a sentence is on top that was not.
fn turn_pages(session: &mut Session, count: usize) {
    for _ in 0..count {
        let before = top_sentence(session);
        session.press(" ");
        session.wait_for("a page", |session| top_sentence(session) > before);
    }
}

#[test]
fn every_size_has_a_whole_frame_and_keeps_the_sentence_on_top() {
    let (_folder, paths) = numbered_texts();
    at_once(&WIDTHS, |&width| {
        let mut session = Session::start((width, 24), &[&paths[0], &paths[1]], &[]);
        wait_for_compare(&session);
        turn_pages(&mut session, 2);
        let top = top_sentence(&session);
        for height in HEIGHTS.into_iter().filter(|&height| height != 24).chain([24]) {
            session.resized((width, height));
            check_screen(&session, (width, height));
            assert!(
                top_sentence(&session).abs_diff(top) <= 1,
                "{width} x {height}: {top} was on top\n{}",
                session.text()
            );
        }
        session.press("Q");
        assert!(session.end().success(), "{width}");
    });
}

/// What was pressed before is done when the commands are open, which wait for what a screen still lacks; the marks of the Reader come
/// when they are found.
fn all_done(session: &mut Session) {
    session.press(":");
    session.wait_for_text(" Commands ");
    close(session, " Commands ");
    session.wait_for("who else tells it", |session| !session.text().contains(" Comparing "));
}

/// Closes what lies over the screen, by its title.
fn close(session: &mut Session, title: &str) {
    session.press("\u{1b}");
    session.wait_for(&format!("no{title}"), |session| !session.text().contains(title));
}

#[test]
fn every_screen_fits_every_size() {
    at_once(&WIDTHS, |&width| {
        let mut session = start((width, 24), &[("TERM", "xterm-256color")]);
        session.wait_for_text("Sample edition.");
        let check = |session: &Session| {
            for height in HEIGHTS.into_iter().filter(|&height| height != 24).chain([24]) {
                session.resized((width, height));
                check_screen(session, (width, height));
            }
        };
        // Compare in its layouts, the Reader, claims, versions.
        for keys in ["\r1", "2", "3", "4", "0w", "qm", "qT"] {
            session.press(keys);
            all_done(&mut session);
            check(&session);
        }
        session.press("q");
        // What lies over them, over Compare for the most part.
        let over = [
            ("\r", "?", " Keys "),
            ("", "!", " Messages "),
            ("", ":", " Commands "),
            ("", "t", " Theme "),
            ("", "E", " Export to a file "),
            ("", "f", " Show "),
            ("q", "a", " Add news "),
            ("", "/", "Words anywhere"),
        ];
        for (before, key, title) in over {
            session.press(before);
            all_done(&mut session);
            session.press(key);
            session.wait_for_text(title);
            check(&session);
            close(&mut session, title);
        }
        session.signal("TERM");
        assert!(!session.end().success());
    });
}

#[test]
fn a_storm_of_resizes_ends_with_a_right_frame_at_the_same_sentence() {
    let (_folder, paths) = numbered_texts();
    let mut session = Session::start((160, 60), &[&paths[0], &paths[1]], &[]);
    wait_for_compare(&session);
    turn_pages(&mut session, 2);
    let top = top_sentence(&session);
    assert!(top > 105, "the text was moved");
    let calm = [(80, 24), (300, 100), (160, 60)].map(|size| {
        session.resized(size);
        (size, session.text())
    });
    for (size, expected) in calm {
        let before = session.place();
        for other in (0..200).map(|n| (40 + n * 37 % 261, 10 + n * 13 % 91)).filter(|&other| other != size) {
            session.resize(other);
        }
        session.resized(size);
        assert_eq!(session.text(), expected, "{size:?}");
        check_screen(&session, size);
        assert!(top_sentence(&session).abs_diff(top) <= 1, "{top} was on top:\n{}", session.text());
        check_calm(&session, before);
    }
    session.press("Q");
    assert!(session.end().success());
}

#[test]
fn a_window_made_smaller_and_at_once_as_large_as_before_is_whole() {
    let (_folder, paths) = numbered_texts();
    let mut session = Session::start((100, 30), &[&paths[0], &paths[1]], &[]);
    wait_for_compare(&session);
    turn_pages(&mut session, 1);
    let before = session.text();
    for smaller in [(100, 12), (50, 30), (40, 10), (1, 1)] {
        let place = session.place();
        // Only the terminal knows of the size between: by the time the program looks the window is as large as before.
        session.terminal_alone(smaller);
        session.terminal_alone((100, 30));
        assert_ne!(session.text(), before, "the terminal has lost something");
        session.signal("WINCH");
        session.wait_for("a whole frame", |session| !session.frames_behind(place).is_empty());
        assert_eq!(session.text(), before, "{smaller:?}");
        check_calm(&session, place);
    }
    session.press("Q");
    assert!(session.end().success());
}

/// Checks that nothing flickered behind a place, up to where all was drawn anew on purpose: nothing was erased, nor anything written
/// that is no part of a frame.
fn check_calm(session: &Session, place: usize) {
    let written = session.written_behind(place);
    let written = written.split("\u{1b}[?1049h").next().unwrap_or_default();
    let mut pieces = written.split("\u{1b}[?2026h");
    assert_eq!(pieces.next(), Some(""));
    for piece in pieces {
        let (frame, behind) = piece.split_once("\u{1b}[?2026l").expect("a whole frame");
        let mut ends = frame.split("\u{1b}[").filter_map(|rest| rest.chars().find(char::is_ascii_alphabetic));
        assert!(!ends.any(|end| ['J', 'K'].contains(&end)), "{frame:?}");
        assert_eq!(behind, "");
    }
}

#[test]
fn a_window_that_changed_while_the_shell_had_it_is_filled() {
    let (_folder, paths) = numbered_texts();
    let mut session = Session::start((100, 30), &[&paths[0], &paths[1]], &[]);
    wait_for_compare(&session);
    turn_pages(&mut session, 1);
    session.resized((64, 20));
    let smaller = session.text();
    session.resized((100, 30));
    session.press("\x1a");
    session.wait_for("the shell's modes", |session| local_modes(&*session.master) == session.modes);
    session.resize((64, 20));
    session.wait_for("the smaller window", |session| {
        session.signal("CONT");
        session.text() == smaller
    });
    session.press("Q");
    assert!(session.end().success());
}

#[test]
fn back_from_the_shell_everything_is_where_it_was() {
    let (_folder, paths) = numbered_texts();
    let mut session = Session::start((100, 30), &[&paths[0], &paths[1]], &[]);
    wait_for_compare(&session);
    turn_pages(&mut session, 1);
    let before = session.text();
    for _ in 0..3 {
        session.press("\x1a");
        // The word to go on is lost on a program that has not stopped yet: it is said until the screen, which was gone, is back.
        session.wait_for("the shell's modes and screen", |session| {
            local_modes(&*session.master) == session.modes && !session.look(vt100::Screen::alternate_screen)
        });
        session.wait_for("the screen", |session| {
            session.signal("CONT");
            session.look(vt100::Screen::alternate_screen)
        });
        session.wait_for("all as it was", |session| session.text() == before);
    }
    session.press("Q");
    assert!(session.end().success());
}
