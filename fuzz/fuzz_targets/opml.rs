//! Any bytes as a list of feeds: what was read is written so that it reads back the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsdiff::ingest::opml::{read, write};

fuzz_target!(|bytes: &[u8]| {
    let feeds = read("list.opml", bytes).feeds;
    let again = read("again.opml", write("List", &feeds).as_bytes());
    assert_eq!(again.feeds, feeds);
});
