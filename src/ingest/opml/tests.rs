//! Lists as they should be and as they are, and what writing promises.

use proptest::prelude::*;

use super::{OpmlFeed, is_opml, read, write};

/// Writes what a list gave: `folder/folder | title | address | page` a feed, `! line: message` a warning.
fn shown(bytes: &[u8]) -> Vec<String> {
    let list = read("list.opml", bytes);
    let feeds = list.feeds.iter().map(|feed| {
        let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        format!("{} | {} | {} | {}", feed.folder.join("/"), said(&feed.title), feed.url, said(&feed.site))
    });
    let warnings = list.warnings.iter().map(|w| match w.line {
        Some(line) => format!("! {line}: {}", w.message),
        None => format!("! {}", w.message),
    });
    feeds.chain(warnings).collect()
}

fn check_list(text: &str, expected: &[&str]) {
    assert_eq!(shown(text.as_bytes()), expected, "{text}");
}

fn check_body(body: &str, expected: &[&str]) {
    check_list(&format!("<opml version=\"2.0\"><head/><body>{body}</body></opml>"), expected);
}

#[test]
fn folders_are_a_path() {
    check_body(
        "<outline text='News'><outline text='City'><outline text='A' xmlUrl='https://a.example/rss' htmlUrl='https://a.example/'/></outline>\
         <outline text='B' xmlUrl='https://b.example/rss'/></outline><outline text='C' xmlUrl='https://c.example/rss'/>",
        &[
            "News/City | A | https://a.example/rss | https://a.example/",
            "News | B | https://b.example/rss | -",
            " | C | https://c.example/rss | -",
        ],
    );
    check_body(
        "<outline><outline text='A' xmlUrl='https://a.example/rss'/></outline><outline text='B' xmlUrl='https://b.example/rss'/>",
        &[" | A | https://a.example/rss | -", " | B | https://b.example/rss | -"],
    );
}

#[test]
fn lists_are_read_however_they_are_written() {
    let feed = &[" | A & B | https://a.example/rss?x=1&y=2 | -"];
    check_body("<outline text='A &amp; B' xmlUrl='https://a.example/rss?x=1&amp;y=2'/>", feed);
    check_body("<outline text='A & B' xmlUrl='https://a.example/rss?x=1&y=2'/>", feed);
    check_body("<OUTLINE TEXT='A & B' XMLURL='https://a.example/rss?x=1&y=2'></OUTLINE>", feed);
    check_body("<outline title=\"A & B\" xmlurl=\" https://a.example/rss?x=1&y=2 \"/>", feed);
    check_body("<outline title='A & B' type='rss' url='https://a.example/rss?x=1&y=2'/>", feed);
    check_body("<outline text='A & B' xmlUrl='feed:https://a.example/rss?x=1&y=2'/>", feed);
    check_list("<opml><outline text='A & B' xmlUrl='https://a.example/rss?x=1&y=2'/>", feed);
    check_list("<outline text='A & B' xmlUrl='https://a.example/rss?x=1&y=2'/>", feed);
    check_list(
        "\u{feff}\n<?xml version=\"1.0\" encoding=\"UTF-16\"?><opml><body><outline text='A & B' xmlUrl='https://a.example/rss?x=1&y=2'/></body></opml>",
        feed,
    );
    check_body("<outline xmlUrl='https://a.example/rss'/>", &[" | - | https://a.example/rss | -"]);
    check_body(
        "<outline text='a\u{1b}[31m\n b' xmlUrl='https://a.example/rss'/>",
        &[" | a\u{fffd}[31m b | https://a.example/rss | -"],
    );
}

#[test]
fn encodings_are_told_apart() {
    let list = "<?xml version='1.0' encoding='iso-8859-1'?><opml><body><outline text='Café' xmlUrl='https://a.example/rss'/></body></opml>";
    let expected = [" | Café | https://a.example/rss | -"];
    assert_eq!(shown(list.as_bytes()), expected);
    assert_eq!(shown(&encoding_rs::WINDOWS_1252.encode(list).0), expected);
    let utf16: Vec<u8> = list.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(shown(&utf16), expected);
}

#[test]
fn what_is_left_out_is_said_with_its_line() {
    check_body(
        "\n<outline text='A' xmlUrl='javascript:x'/>\n<outline text='B' type='rss'/>\n<outline text='C' type='include' url='https://c.example/l.opml'/>",
        &[
            "! 2: `A` was left out: its address `javascript:x` is no http or https address",
            "! 3: `B` was left out: it has no xmlUrl",
            "! 4: `C` is another list, which is not followed",
        ],
    );
    check_body("", &["! is a list without feeds"]);
    check_body("<outline text='Empty folder'/>", &["! is a list without feeds"]);
    check_list("", &["! holds no text"]);
    check_list("<html><body>x</body></html>", &["! is no OPML list: its first element is <html>"]);
    check_list("no list", &["! is neither XML nor JSON"]);
    let many = "<outline text='A' xmlUrl='x'/>".repeat(50_000);
    let list = read("list.opml", format!("<opml>{many}</opml>").as_bytes());
    assert_eq!(list.warnings.last().map(|w| w.message.as_str()), Some("49980 more entries were left out"));
}

#[test]
fn depth_costs_nothing() {
    let deep = "<outline text='f'>".repeat(100_000);
    let list = read("x", format!("<opml><body>{deep}<outline text='A' xmlUrl='https://a.example/'/>").as_bytes());
    assert_eq!(list.feeds.len(), 1);
    assert!(list.feeds[0].folder.len() <= 32);
}

#[test]
fn a_list_is_known_by_its_beginning() {
    assert!(is_opml(b"<?xml version='1.0'?>\n<!-- x --><opml>"));
    assert!(is_opml(write("T", &[]).as_bytes()));
    assert!(!is_opml(b"<rss><opml>"));
    assert!(!is_opml(b"opml"));
}

fn line() -> impl Strategy<Value = String> {
    "[^\\p{C}\\p{Z}]{1,8}( [^\\p{C}\\p{Z}]{1,8})?"
        .prop_map(|text| super::clean(&text))
        .prop_filter("not empty", |text| !text.is_empty())
}

fn feed() -> impl Strategy<Value = OpmlFeed> {
    let address = || {
        "https://[a-z]{1,5}\\.example/[a-z?&=;'<>\"%0-9]{0,10}"
            .prop_map(|text| super::web_address(&text).expect("an address"))
    };
    let folder = proptest::collection::vec(prop_oneof![Just("News".to_owned()), line()], 0..4);
    (proptest::option::of(line()), address(), proptest::option::of(address()), folder)
        .prop_map(|(title, url, site, folder)| OpmlFeed { title, url, site, folder })
}

proptest! {
    #[test]
    fn what_is_written_reads_back_equal(title in any::<String>(), feeds in proptest::collection::vec(feed(), 0..12)) {
        let list = read("x", write(&title, &feeds).as_bytes());
        prop_assert_eq!(&list.feeds, &feeds);
        prop_assert_eq!(list.warnings.is_empty(), !feeds.is_empty());
    }

    #[test]
    fn any_bytes_give_feeds_or_a_reason(
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        text in "(<outline |</outline>|text=|xmlUrl=|'https://a.example'|/>|>|<opml>|\"|&|\\PC){0,40}",
    ) {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            let list = read("x", bytes);
            prop_assert!(!list.feeds.is_empty() || !list.warnings.is_empty());
            // Reading and writing again changes nothing more.
            if !list.feeds.is_empty() {
                prop_assert_eq!(read("x", write("", &list.feeds).as_bytes()).feeds, list.feeds);
            }
        }
    }
}
