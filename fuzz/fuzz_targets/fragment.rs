//! Any text as a piece of HTML: paragraphs without control bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsdiff::ingest::html::fragment;

fuzz_target!(|markup: &str| {
    let document = fragment(markup);
    assert!(!document.text().contains(|c: char| c.is_control() && c != '\n'), "{:?}", document.text());
});
