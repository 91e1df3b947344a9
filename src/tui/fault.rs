//! Faults on purpose: how a test makes the program fail, so that what is left of the terminal can be looked at.
//!
//! In a debug build the variable `NEWSDIFF_PANIC` names the place that panics: `draw` (the main thread, in the middle of a
//! frame of Compare), `worker` (a comparison) or `input` (the thread that reads keys). A release build has no such places.

/// Panics if this is the place that was named.
///
/// # Panics
/// In a debug build whose environment asks for it.
pub(super) fn place(name: &str) {
    let asked = cfg!(debug_assertions) && std::env::var("NEWSDIFF_PANIC").is_ok_and(|named| named == name);
    // The escape stands for one in an article, which the message of a panic may quote.
    assert!(!asked, "a fault at `{name}`, as NEWSDIFF_PANIC asks\u{1b}]0;owned\u{7}");
}
