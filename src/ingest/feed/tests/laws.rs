//! What holds for every feed, however it was damaged.

use proptest::prelude::*;

use super::super::{Feed, MOST_ITEMS, dates, file, is_feed, read};
use super::{SOURCE, atom, rss};

fn check_holds(feed: &Feed) {
    assert!(!feed.items.is_empty() || !feed.warnings.is_empty(), "silence");
    assert!(feed.items.len() <= MOST_ITEMS);
    let harmless = |text: &str| crate::text::neutralise(text) == text;
    for item in &feed.items {
        let arrival = &item.arrival;
        assert!(!arrival.outlet.is_empty() && harmless(&arrival.outlet));
        for line in [&arrival.title, &arrival.byline].into_iter().flatten() {
            assert!(!line.is_empty() && harmless(line) && !line.contains('\n'), "{line:?}");
        }
        for address in [&arrival.url, &item.page].into_iter().flatten() {
            assert!(address.starts_with("http://") || address.starts_with("https://"), "{address}");
            assert!(address.is_ascii() && harmless(address));
        }
        assert!(harmless(arrival.document.text()));
        assert!(item.page.is_none() || arrival.summary);
    }
}

fn sample() -> String {
    let items = "<item><title>Bridge &amp; pier</title><link>https://l.example/1</link><guid>1</guid>\
         <pubDate>Tue, 03 Mar 2026 10:00:00 GMT</pubDate><dc:creator>Ann Bee</dc:creator>\
         <description><![CDATA[<p>It <b>rained</b>.</p>]]></description></item>\
         <item xml:base=\"https://m.example/\"><title>Two</title><link>a?b&c</link><content:encoded>&lt;p&gt;Snow.&lt;/p&gt;</content:encoded></item>";
    let entries = "<entry><title type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">A <i>b</i></div></title><link href=\"/x\"/>\
         <author><name>Cy</name></author><source><title>S</title></source><updated>2026-03-03</updated></entry>";
    rss(items)
        + &atom(entries)
        + "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"id\": 1, \"title\": \"T\"}]}"
}

proptest! {
    #[test]
    fn any_bytes_give_items_or_a_reason(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        check_holds(&read(SOURCE, &bytes, None));
        is_feed(&bytes);
        file("x.xml", &bytes);
    }

    #[test]
    fn any_markup_gives_items_or_a_reason(
        text in "(<item>|</item>|<entry |<title>|</title>|<link href=|/>|>|<|&amp;|&|\"|'|<!\\[CDATA\\[|\\]\\]>|<!--|-->|<\\?|xml:base=|xmlns:a=|<a:|<rss|<feed|<source>|<author>|type=\"xhtml\"|é|\\PC){0,60}",
        charset in prop_oneof![Just(None), Just(Some("utf-16")), Just(Some("iso-2022-jp")), Just(Some("x-user-defined")), Just(Some("")) ],
    ) {
        check_holds(&read(SOURCE, text.as_bytes(), charset));
    }

    #[test]
    fn a_damaged_feed_gives_items_or_a_reason(
        cut in 0..1700_usize, end in 0..1700_usize,
        damage in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..12),
    ) {
        let mut bytes = sample().into_bytes();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let (cut, end) = (cut.min(bytes.len()), end.min(bytes.len()));
        bytes.drain(cut.min(end)..cut.max(end));
        check_holds(&read(SOURCE, &bytes, None));
    }

    #[test]
    fn order_and_number_are_kept(titles in proptest::collection::vec("[a-z]{1,8}", 0..40), form in 0..3) {
        let wrapped = |open: &str, close: &str| titles.iter().map(|t| [open, t, close].concat()).collect::<String>();
        let text = match form {
            0 => rss(&wrapped("<item><title>", "</title></item>")),
            // The same with every item left open.
            1 => rss(&wrapped("<item><title>", "</title>")),
            _ => atom(&wrapped("<entry><title>", "</title></entry>")),
        };
        let feed = read(SOURCE, text.as_bytes(), None);
        let found: Vec<String> = feed.items.iter().filter_map(|item| item.arrival.title.clone()).collect();
        prop_assert_eq!(found, titles);
    }

    #[test]
    fn any_text_is_a_date_or_none(text in "([0-9]{1,5}|[-/:.,+ TZ]|Mar|GMT|[a-z]{1,4}|\\PC){0,14}") {
        if let Some(moment) = dates::read(&text) {
            prop_assert!((1600..=2199).contains(&moment.day().year()));
        }
    }
}
