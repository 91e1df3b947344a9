//! Any bytes as a feed: items or warnings, no control byte in any text, and no address but one of the web.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsdiff::ingest::feed::read;

fuzz_target!(|bytes: &[u8]| {
    let feed = read("https://ledger.example/feed.xml", bytes, None);
    assert!(feed.form.is_some() || feed.items.is_empty());
    for item in feed.items {
        let arrival = item.arrival;
        for address in [arrival.url, item.page].into_iter().flatten() {
            assert!(address.starts_with("http://") || address.starts_with("https://"), "{address:?}");
        }
        let texts = [Some(arrival.document.text().to_owned()), arrival.title, arrival.byline, Some(arrival.outlet)];
        for text in texts.into_iter().flatten() {
            assert!(!text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')), "{text:?}");
        }
    }
});
