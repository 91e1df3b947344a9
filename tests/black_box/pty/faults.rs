//! Panics on purpose, which only a debug build does: see `src/tui/fault.rs`.

use std::sync::{Arc, Mutex};

use super::{Seen, Session, local_modes};

/// The sample edition on screen, in a program that will panic at a place.
fn start_with_a_fault_at(place: &str) -> Session {
    let session = Session::start((100, 30), &[], &[("NEWSDIFF_PANIC", place)]);
    session.wait_for_text("Sample edition.");
    assert!(session.look(vt100::Screen::alternate_screen));
    assert_ne!(local_modes(&*session.master), session.modes);
    session
}

/// What was written after the last time the screen was given back.
fn written_after_the_end(seen: &Mutex<Seen>) -> String {
    let written = String::from_utf8_lossy(&seen.lock().expect("the lock").bytes).into_owned();
    written.rsplit_once("\u{1b}[?1049l").expect("the screen was given back").1.to_owned()
}

#[test]
fn a_panic_in_the_middle_of_a_frame_gives_the_terminal_back_and_can_be_read() {
    let mut session = start_with_a_fault_at("draw");
    session.press("\r");
    session.wait_for_text("a fault at `draw`");
    let seen = Arc::clone(&session.seen);
    let text = session.look(|screen| (!screen.alternate_screen()).then(|| screen.contents()));
    assert!(text.expect("below the shell's lines").contains("panicked at src"), "the place is named");
    assert_eq!(session.end().exit_code(), 101);
    let after = written_after_the_end(&seen);
    for half in ["\u{1b}[?2026h", "\u{1b}[?1049h", "\u{1b}[H", "\u{1b}]0;"] {
        assert!(
            !after.contains(half),
            "{half:?} of the broken frame or of the message reached the terminal: {after:?}"
        );
    }
}

#[test]
fn a_panic_of_the_worker_costs_one_screen_and_is_told_at_the_end() {
    let mut session = start_with_a_fault_at("worker");
    session.press("\r");
    session.wait_for_text("a fault of its own");
    assert!(session.look(vt100::Screen::alternate_screen));
    session.press("q");
    session.wait_for_text("Sample edition.");
    session.press("w");
    session.wait_for_text(" texts · ");
    session.press("Q");
    session.wait_for_text("a fault at `worker`");
    let seen = Arc::clone(&session.seen);
    assert!(!session.end().success());
    assert!(!written_after_the_end(&seen).contains("\u{1b}]0;"));
}

#[test]
fn a_panic_of_the_thread_that_reads_keys_ends_the_program() {
    let mut session = start_with_a_fault_at("input");
    session.press("j");
    session.wait_for_text("a fault at `input`");
    assert!(!session.end().success());
}
