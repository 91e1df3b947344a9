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

/// Checks a frame: it reaches from the first row to the last, and drawing all of it anew changes nothing. A frame of the size before
/// may still have been under way, so it is drawn anew a few times at most until it stays.
fn check_frame(session: &mut Session, size: (u16, u16)) {
    let whole = |text: &str| {
        let rows: Vec<&str> = text.split('\n').collect();
        rows.len() == usize::from(size.1) && [rows[0], rows[rows.len() - 1]].iter().all(|row| !row.trim().is_empty())
    };
    let stays = (0..10).any(|_| {
        let before = session.text();
        session.redrawn("a full one", |session| session.signal("CONT"));
        whole(&before) && session.text() == before
    });
    assert!(stays, "{size:?}:\n{}", session.text());
}

#[test]
fn every_size_has_a_whole_frame_and_keeps_the_sentence_on_top() {
    let (_folder, paths) = numbered_texts();
    at_once(&WIDTHS, |&width| {
        let mut session = Session::start((width, 24), &[&paths[0], &paths[1]], &[]);
        wait_for_compare(&session);
        for _ in 0..2 {
            session.redrawn("a page", |session| session.press(" "));
        }
        let top = top_sentence(&session);
        for height in HEIGHTS {
            session.redrawn("another size", |session| session.resize((width, height)));
            check_frame(&mut session, (width, height));
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

#[test]
fn every_screen_fits_every_size() {
    at_once(&WIDTHS, |&width| {
        let mut session = start((width, 24), &[("TERM", "xterm-256color")]);
        session.wait_for_text("keys");
        // Compare in its layouts, the Reader, claims, versions, keys, commands, themes, messages and the menu of exports.
        let ways = [
            "\r1",
            "2",
            "3",
            "4",
            "f",
            "f0",
            "w",
            "wm",
            "v",
            "vT",
            "Tm?",
            "\u{1b}:",
            "\u{1b}q\u{1b}!",
            "\u{1b}t",
            "\u{1b}/",
        ];
        for keys in ways {
            session.redrawn(keys, |session| session.press(keys));
            for height in HEIGHTS {
                session.redrawn("another size", |session| session.resize((width, height)));
                // The last row is the line of keys, or what is said in its place.
                session.wait_for("a frame that fills it", |session| {
                    session.frames().is_some() && session.text().split('\n').count() == usize::from(height)
                });
            }
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
    session.redrawn("a page", |session| session.press(" "));
    session.redrawn("a page", |session| session.press(" "));
    let top = top_sentence(&session);
    assert!(top > 105, "the text was moved");
    let calm = [(80, 24), (300, 100), (160, 60)].map(|size| {
        session.redrawn("another size", |session| session.resize(size));
        (size, session.text())
    });
    for (size, expected) in calm {
        for n in 0..200_u16 {
            session.resize((40 + n * 37 % 261, 10 + n * 13 % 91));
        }
        session.resize(size);
        session.wait_for("the frame of the last size", |session| session.text() == expected);
        check_frame(&mut session, size);
        assert!(top_sentence(&session).abs_diff(top) <= 1, "{top} was on top:\n{}", session.text());
    }
    session.press("Q");
    assert!(session.end().success());
}

#[test]
fn back_from_the_shell_everything_is_where_it_was() {
    let (_folder, paths) = numbered_texts();
    let mut session = Session::start((100, 30), &[&paths[0], &paths[1]], &[]);
    wait_for_compare(&session);
    let first = session.text();
    session.press(" ");
    session.wait_for("a page", |session| session.frames().is_some() && session.text() != first);
    let before = session.text();
    for _ in 0..3 {
        session.press("\x1a");
        session.wait_for("the shell's modes", |session| local_modes(&*session.master) == session.modes);
        session.wait_for("the screen", |session| {
            session.signal("CONT");
            session.look(vt100::Screen::alternate_screen)
        });
        session.wait_for("all as it was", |session| session.text() == before);
    }
    session.press("Q");
    assert!(session.end().success());
}
