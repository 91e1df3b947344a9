//! Feeds that are broken or mean harm: what can be read is read, and the rest is said.

use super::super::{dates, read};
use super::{SOURCE, atom, check_bytes, check_feed, check_item, rss};

#[test]
fn what_is_no_feed_says_so() {
    check_feed("", &["! holds no text"]);
    check_feed(" \n ", &["! holds no text"]);
    check_feed("Bridge shut", &["! is neither XML nor JSON"]);
    check_feed("<html><body><p>x</p></body></html>", &["! is no feed: its first element is <html>"]);
    check_feed("{\"items\": [", &["! is JSON that cannot be read: EOF while parsing a list at line 1 column 11"]);
    check_feed("< < <", &["! is no feed: no element of one was found"]);
    check_bytes(b"\x1f\x8b\x08\x00\x00\x01<\x02\x03", &["! is binary, neither XML nor JSON"]);
    check_feed(&rss(""), &["! is a feed without items"]);
    check_feed(&atom(""), &["! is a feed without items"]);
}

#[test]
fn a_feed_that_breaks_off_keeps_what_it_had() {
    let broke = "! 1: breaks off before the end of the feed; what was there was read";
    let wrong = "! 1: has markup that is wrong; what could be made out was read";
    let whole =
        rss("<item><title>One</title><description>It rained.</description></item><item><title>Two</title></item>");
    let cut = |at: &str| &whole[..whole.find(at).expect("part of the feed")];
    check_feed(cut("</channel>"), &["One | - | - | It rained. (summary)", "Two | - | - | Two (summary)", broke]);
    check_feed(cut("wo</title>"), &["One | - | - | It rained. (summary)", "T | - | - | T (summary)", broke]);
    check_feed(
        cut("itle>Two"),
        &[
            "One | - | - | It rained. (summary)",
            wrong,
            broke,
            "! 1: an item without a title, a link and a text was left out",
        ],
    );
    check_feed(cut("ained."), &["One | - | - | It r (summary)", broke]);
}

#[test]
fn elements_left_open_cost_themselves() {
    check_feed(
        &rss("<item><title>One<description>It rained.</item><item><title>Two</title></item>"),
        &["OneIt rained. | - | - | OneIt rained. (summary)", "Two | - | - | Two (summary)"],
    );
    check_feed(
        &rss("<item><title>One</title><item><title>Two</title>"),
        &["One | - | - | One (summary)", "Two | - | - | Two (summary)"],
    );
    check_item(
        "<title>One</title><description>It<br>rained<img src='x'> here</description>",
        &["One | - | - | It rained here (summary)"],
    );
    check_item("</p></b><title>One</b></title>", &["One | - | - | One (summary)"]);
    check_feed(&rss("<item><title>One</TITLE></item>"), &["One | - | - | One (summary)"]);
}

#[test]
fn text_around_a_feed_is_passed_over() {
    let item = rss("<item><title>One</title></item>");
    for before in [
        "\n\n ",
        "Warning: deprecated in x.php\n",
        "\u{feff}\u{feff}",
        "<!-- x -->",
        "<!DOCTYPE rss [<!ENTITY a \"b\">]>",
        "<?xml?>",
    ] {
        check_feed(&format!("{before}{item}"), &["One | - | - | One (summary)"]);
    }
    check_feed(&format!("{item}<script>if (a < b) c()</script>"), &["One | - | - | One (summary)"]);
    check_feed(&format!("{item}\0\0"), &["One | - | - | One (summary)"]);
}

#[test]
fn sections_of_character_data_can_be_wrong() {
    check_item("<title><![CDATA[One]]></title>", &["One | - | - | One (summary)"]);
    check_item("<title><![CDATA[]]>One<![CDATA[ & two]]></title>", &["One & two | - | - | One & two (summary)"]);
    check_item(
        "<title>One</title><description><![CDATA[It ]] > rained ]]></description>",
        &["One | - | - | It ]] > rained (summary)"],
    );
    check_item(
        "<title>One</title><description>&lt;![CDATA[It rained.]]&gt;</description>",
        &["One | - | - | It rained. (summary)"],
    );
    check_item(
        "<title>One</title><description><![CDATA[It rained.</description>",
        &["One | - | - | It rained. (summary)", "! 1: has markup that is wrong; what could be made out was read"],
    );
    check_item(
        "<title><![CDATA[</title><item><title>]]>Two</title>",
        &["! 1: an item without a title, a link and a text was left out"],
    );
}

#[test]
fn entities_are_never_expanded() {
    let levels: Vec<String> = (1..30).map(|k| format!("<!ENTITY l{k} \"&l{0};&l{0};&l{0};&l{0};\">", k - 1)).collect();
    let bomb =
        format!("<!DOCTYPE rss [<!ENTITY l0 \"lol\">{}<!ENTITY f SYSTEM \"file:///etc/passwd\">]>", levels.concat());
    check_feed(
        &(bomb + &rss("<item><title>&l29; and &f;</title></item>")),
        &["&l29; and &f; | - | - | &l29; and &f; (summary)"],
    );
}

#[test]
fn items_without_anything_are_counted() {
    check_feed(
        &rss(
            "<item/>\n<item><guid isPermaLink='false'>7</guid></item><item><title> </title></item><item><title>One</title></item>",
        ),
        &["One | - | - | One (summary)", "! 1: 3 items without a title, a link and a text were left out"],
    );
    check_item("<link>https://l.example/1</link>", &["- | https://l.example/1 | - |  (summary)"]);
    check_item("<description>It rained.</description>", &["- | - | - | It rained. (summary)"]);
}

#[test]
fn addresses_that_open_no_page_are_dropped_and_said() {
    for bad in [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "mailto:a@l.example",
        "http://",
        "ftp://l.example/",
        "JaVaScRiPt:x",
    ] {
        check_item(
            &format!("<title>One</title><link>{bad}</link>"),
            &[
                "One | - | - | One (summary)",
                &format!("! 1: an address that is no page of the web was left out: `{bad}`"),
            ],
        );
    }
    let long = format!("https://l.example/{}", "a".repeat(100_000));
    let feed = read(SOURCE, rss(&format!("<item><title>One</title><link>{long}</link></item>")).as_bytes(), None);
    assert_eq!(feed.items[0].arrival.url, None);
    assert!(feed.warnings[0].message.len() < 300, "{}", feed.warnings[0].message);
    check_item(
        "<title>One</title><link>https://l.example/a\u{202e}b\u{1b}c d</link>",
        &["One | https://l.example/a%E2%80%AEb%1Bc%20d | - | One (summary)"],
    );
}

#[test]
fn two_items_of_one_id_are_two_items() {
    let item = |title: &str| format!("<item><title>{title}</title><guid isPermaLink='false'>7</guid></item>");
    let feed = read(SOURCE, rss(&(item("One") + &item("Two"))).as_bytes(), None);
    assert_eq!(feed.items.iter().map(|item| item.id.as_deref()).collect::<Vec<_>>(), [Some("7"), None]);
    assert_eq!(feed.warnings[0].message, "an item has the id of another item: `7`");
}

#[test]
fn depth_costs_nothing() {
    let deep = |tag: &str| format!("<{tag}>").repeat(100_000);
    let item = "<item><title>One</title></item>";
    let feed = read(SOURCE, rss(&format!("{}{item}", deep("a"))).as_bytes(), None);
    assert_eq!(feed.items.len(), 1);
    let feed = read(
        SOURCE,
        rss(&format!("<item><title>One</title><description>{}x</description></item>{item}", deep("b"))).as_bytes(),
        None,
    );
    assert_eq!(feed.items.len(), 2);
    assert_eq!(feed.items[0].arrival.document.text(), "x");
    for each in [
        "<a xml:base=\"b/\">",
        "<a xmlns=\"u\">",
        "<a xmlns:p=\"u\">",
        "<![CDATA[",
        "<!--",
        "<!DOCTYPE",
        "<?x",
        "<a b='",
        "<item>",
        "&#38;",
        "</a>",
        "{",
        "[",
    ] {
        let feed = read(SOURCE, rss(&format!("{item}{}", each.repeat(100_000))).as_bytes(), None);
        assert!(!feed.items.is_empty(), "{each}");
        assert!(feed.warnings.len() <= 5, "{each}: {:?}", feed.warnings);
    }
    read(SOURCE, "[".repeat(100_000).as_bytes(), None);
    read(SOURCE, "{\"items\":".repeat(100_000).as_bytes(), None);
}

#[test]
fn huge_attributes_and_titles_are_bounded() {
    let huge = "x".repeat(1_000_000);
    check_item(&format!("<title a=\"{huge}\" {huge}>One</title>"), &["One | - | - | One (summary)"]);
    let feed = read(
        SOURCE,
        rss(&format!("<item><title>{huge}</title><description>It rained.</description></item>")).as_bytes(),
        None,
    );
    assert_eq!(feed.items[0].arrival.title.as_ref().map(|title| title.chars().count()), Some(1001));
}

#[test]
fn dates_as_they_are_written() {
    let check = |text: &str, expected: &str| {
        assert_eq!(dates::read(text).map_or("-".to_owned(), |moment| moment.to_string()), expected, "{text}");
    };
    check("Tue, 03 Mar 2026 10:20:30 GMT", "2026-03-03T10:20:30Z");
    check("Mon, 03 Mar 2026 10:20:30 GMT", "2026-03-03T10:20:30Z");
    check("Tue, 3 Mar 2026 10:20 EST", "2026-03-03T15:20:00Z");
    check("3 Mar 26 10:20:30 +0100", "2026-03-03T09:20:30Z");
    check("Tuesday, 03-Mar-26 10:20:30 UTC", "2026-03-03T10:20:30Z");
    check("Tue Mar  3 10:20:30 2026", "2026-03-03T10:20:30Z");
    check("March 3, 2026", "2026-03-03");
    check("Tue, 03 March 2026 10:20:30 GMT+2", "2026-03-03T08:20:30Z");
    check("Tue, 03 Mar 2026 25:61:00 GMT", "2026-03-03");
    check("Tue, 03 Mar 2026", "2026-03-03");
    check("2026-03-03", "2026-03-03");
    check("2026-03-03T10:20:30", "2026-03-03T10:20:30Z");
    check("2026-03-03T10:20:30+0100", "2026-03-03T09:20:30Z");
    check("2026-03-03 10:20:30 -0500", "2026-03-03T15:20:30Z");
    check("2026-03-03T10:20:30.123456789012Z", "2026-03-03T10:20:30Z");
    check("2026-03-03T24:00:00Z", "2026-03-03");
    check("2026/03/03 10:20", "2026-03-03T10:20:00Z");
    check("1772533230", "2026-03-03T10:20:30Z");
    check("2026-03-03T10:20:60Z", "2026-03-03T10:20:59Z");
    for none in [
        "",
        "soon",
        "2026",
        "2026-03",
        "0000-00-00",
        "0000-00-00 00:00:00",
        "-0001-11-30",
        "99999-01-01",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "31 Feb 2026",
        "2026-02-31",
        "03/04/2026",
        "9999-12-31T23:59:59Z",
        "0",
        "-1",
        "99999999999999999999",
        "Mar",
        "Tue, 99 Mar 2026",
        "12:30",
        "\u{661}\u{662} Mar 2026",
        "é-é-é",
        "+é",
        "Z",
    ] {
        check(none, "-");
    }
}

#[test]
fn dates_that_are_none_are_said_once() {
    let item = |title: &str, date: &str| format!("<item><title>{title}</title><pubDate>{date}</pubDate></item>\n");
    check_feed(
        &rss(&(item("One", "soon") + &item("Two", "later") + &item("Three", "2026-03-03"))),
        &[
            "One | - | - | One (summary)",
            "Two | - | - | Two (summary)",
            "Three | - | 2026-03-03 | Three (summary)",
            "! 1: `soon` is not a date newsdiff knows, nor are 1 others",
        ],
    );
}
