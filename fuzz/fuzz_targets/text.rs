//! Any bytes as an input called x.md: articles or warnings, and no control byte in either text or metadata.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsdiff::ingest::read;

fuzz_target!(|bytes: &[u8]| {
    for arrival in read("x.md", bytes).arrivals {
        let texts = [Some(arrival.document.text().to_owned()), arrival.title, arrival.byline, Some(arrival.outlet)];
        for text in texts.into_iter().flatten() {
            assert!(!text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')), "{text:?}");
        }
    }
});
