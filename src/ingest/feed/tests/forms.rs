//! The forms feeds have, as they should be and as they are.

use super::super::{MOST_ITEMS, read};
use super::{SOURCE, atom, check_bytes, check_feed, check_item, rss};
use crate::text::Role;

#[test]
fn rss_in_all_versions() {
    let item =
        "<item><title>Bridge shut</title><link>https://l.example/1</link><description>It rained.</description></item>";
    let expected = &["Bridge shut | https://l.example/1 | - | It rained. (summary)"];
    check_feed(&rss(item), expected);
    check_feed(&format!("<rss version=\"0.91\"><channel>{item}</channel></rss>"), expected);
    check_feed(&format!("<rss><channel>{item}</channel></rss>"), expected);
    check_feed(&format!("<rss><channel></channel>{item}</rss>"), expected);
    check_feed(&format!("<channel>{item}</channel>"), expected);
    check_feed(&format!("<RSS><Channel>{item}</Channel></RSS>"), expected);
    check_feed(&format!("<rss xmlns=\"http://backend.userland.com/rss2\"><channel>{item}</channel></rss>"), expected);
    check_feed(
        &format!(
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\">\
             <channel rdf:about=\"https://l.example/\"><title>L</title><items><rdf:Seq><rdf:li rdf:resource=\"x\"/></rdf:Seq></items>\
             </channel>{item}</rdf:RDF>"
        ),
        expected,
    );
}

#[test]
fn atom_in_both_versions() {
    let expected = &["Bridge shut | https://l.example/1 | 2026-03-03T10:00:00Z | It rained."];
    check_feed(
        &atom(
            "<entry><title>Bridge shut</title><link href=\"https://l.example/1\"/><link rel=\"enclosure\" href=\"https://l.example/x\"/>\
             <published>2026-03-03T10:00:00Z</published><updated>2026-03-04T10:00:00Z</updated>\
             <content type=\"html\">&lt;p&gt;It rained.&lt;/p&gt;</content></entry>",
        ),
        expected,
    );
    check_feed(
        "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><entry><title>Bridge shut</title>\
         <link rel=\"alternate\" type=\"text/html\" href=\"https://l.example/1\"/><issued>2026-03-03T10:00:00Z</issued>\
         <modified>2026-03-04T10:00:00Z</modified><content type=\"text/html\" mode=\"base64\">PHA+SXQgcmFpbmVkLjwvcD4=</content></entry></feed>",
        expected,
    );
    check_feed(
        "<a:feed xmlns:a=\"http://www.w3.org/2005/Atom\"><a:entry><a:title>Bridge shut</a:title><a:link href=\"https://l.example/1\"/>\
         <a:published>2026-03-03T10:00:00Z</a:published><a:content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">\
         <p>It <b>rained</b>.</p></div></a:content></a:entry></a:feed>",
        expected,
    );
}

#[test]
fn json_feed() {
    check_feed(
        r#"{"version": "https://jsonfeed.org/version/1.1", "title": "The Ledger", "items": [
            {"id": 7, "url": "https://l.example/1", "title": "Bridge shut", "content_html": "<p>It rained.</p>",
             "date_published": "2026-03-03T10:00:00Z", "authors": [{"name": "Ann Bee"}]},
            {"id": "8", "external_url": "/2", "content_text": "a < b", "summary": "Less."}, null, 3]}"#,
        &[
            "Bridge shut | https://l.example/1 | 2026-03-03T10:00:00Z | It rained.",
            "- | https://feeds.example/2 | - | a < b",
            "! 2 items without a title, a link and a text were left out",
        ],
    );
    check_feed("{\"version\": \"https://jsonfeed.org/version/1\", \"items\": []}", &["! is a feed without items"]);
    check_feed("{\"a\": 1}", &["! is no feed: it is JSON without the items of a JSON Feed"]);
}

#[test]
fn what_a_feed_says_of_itself() {
    let feed = read(
        SOURCE,
        rss("<ttl>30</ttl><image><title>Logo</title><link>https://logo.example</link></image>\
             <itunes:new-feed-url>https://new.example/feed</itunes:new-feed-url>")
        .as_bytes(),
        None,
    );
    assert_eq!(feed.form, Some("RSS"));
    assert_eq!(feed.title.as_deref(), Some("The Ledger"));
    assert_eq!(feed.site.as_deref(), Some("https://ledger.example/"));
    assert_eq!(feed.moved_to.as_deref(), Some("https://new.example/feed"));
    assert_eq!(feed.refresh.map(|pause| pause.as_secs()), Some(1800));
    assert!(feed.complete);
}

#[test]
fn how_long_a_feed_asks_to_be_left_alone() {
    let check = |inside: &str, seconds: Option<u64>| {
        assert_eq!(
            read(SOURCE, rss(inside).as_bytes(), None).refresh.map(|pause| pause.as_secs()),
            seconds,
            "{inside}"
        );
    };
    check("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", Some(6 * 3600));
    check("<sy:updatePeriod> hourly </sy:updatePeriod>", Some(3600));
    check("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", Some(3600));
    check("<ttl>99999999999999999</ttl>", Some(31 * 24 * 3600));
    check("<ttl>0</ttl>", None);
    check("<ttl>-5</ttl>", None);
    check("<sy:updatePeriod>sometimes</sy:updatePeriod>", None);
}

#[test]
fn the_whole_text_goes_before_the_summary() {
    check_item(
        "<title>T</title><description>Short.</description><content:encoded><![CDATA[<p>All of it.</p>]]></content:encoded>",
        &["T | - | - | All of it."],
    );
    check_item(
        "<title>T</title><description>Short.</description><content:encoded> </content:encoded>",
        &["T | - | - | Short. (summary)"],
    );
    check_item(
        "<title>T</title><content:encoded>It began […]</content:encoded>",
        &["T | - | - | It began […] (summary)"],
    );
    let long = "word ".repeat(200);
    check_item(
        &format!("<title>T</title><description>{long}</description>"),
        &["T | - | - | word word word word word word word word"],
    );
    check_item(
        &format!("<title>T</title><description>{long}…</description>"),
        &["T | - | - | word word word word word word word word (summary)"],
    );
}

#[test]
fn a_title_alone_is_what_there_is_to_read() {
    let feed = read(SOURCE, rss("<item><title>Bridge shut</title><link>/1</link></item>").as_bytes(), None);
    let item = &feed.items[0];
    assert_eq!(item.arrival.document.text(), "Bridge shut");
    assert_eq!(item.arrival.document.paragraphs()[0].role, Role::Headline);
    assert!(item.arrival.summary);
    assert_eq!(item.page.as_deref(), Some("https://ledger.example/1"));
}

#[test]
fn pictures_have_words_of_their_own() {
    check_item(
        "<title>T</title><media:content url=\"https://x.example/p.jpg\"><media:title>A gull</media:title>\
         <media:description>A gull on a pier.</media:description></media:content><description>Body.</description>",
        &["T | - | - | Body. (summary)"],
    );
    check_item(
        "<title>T</title><media:group><media:title>A gull</media:title></media:group>",
        &["T | - | - | T (summary)"],
    );
}

#[test]
fn titles_lose_their_markup() {
    let check = |title: &str, expected: &str| {
        let feed = read(SOURCE, rss(&format!("<item><title>{title}</title></item>")).as_bytes(), None);
        assert_eq!(
            feed.items.first().and_then(|item| item.arrival.title.clone()).as_deref(),
            Some(expected),
            "{title}"
        );
    };
    check("A &lt;b&gt;bold&lt;/b&gt; step", "A bold step");
    check("A <b>bold</b> step", "A bold step");
    check("<![CDATA[A <b>bold</b> step]]>", "A bold step");
    check("Smith &amp; Sons", "Smith & Sons");
    check("Smith &amp;amp; Sons", "Smith & Sons");
    check("Smith & Sons & Co", "Smith & Sons & Co");
    check("Caf&eacute; &alpha; &#8220;x&#8221;", "Café α “x”");
    check("3 &lt; 4 and 5 > 4", "3 < 4 and 5 > 4");
    check("Two\n  lines", "Two lines");
    check("&undeclared; stays", "&undeclared; stays");
    check("\u{1b}[31mred\u{202e}", "\u{fffd}[31mred");
}

#[test]
fn addresses_are_those_of_pages() {
    let check = |inside: &str, expected: &str| {
        let feed = read(SOURCE, rss(&format!("<item><title>T</title>{inside}</item>")).as_bytes(), None);
        assert_eq!(feed.items[0].arrival.url.as_deref().unwrap_or("-"), expected, "{inside}");
    };
    check("<link>/a?x=1&y=2</link>", "https://ledger.example/a?x=1&y=2");
    check("<link>https://l.example/?a&amp;b</link>", "https://l.example/?a&b");
    check("<link xml:base=\"https://other.example/d/\">e</link>", "https://other.example/d/e");
    check("<guid>https://l.example/7</guid>", "https://l.example/7");
    check("<guid isPermaLink=\"false\">https://l.example/7</guid>", "-");
    check("<guid>https://l.example/7</guid><link>https://l.example/8</link>", "https://l.example/8");
    check(
        "<link>https://proxy.example/8</link><feedburner:origLink>https://l.example/8</feedburner:origLink>",
        "https://l.example/8",
    );
    check("<comments>https://l.example/talk</comments>", "-");
    check("<atom:link rel=\"self\" href=\"https://l.example/self\"/>", "-");
    check("<enclosure url=\"https://l.example/a.mp3\"/>", "-");
}

#[test]
fn who_wrote_it() {
    let check = |inside: &str, expected: &str| {
        let feed = read(SOURCE, rss(&format!("<item><title>T</title>{inside}</item>")).as_bytes(), None);
        assert_eq!(feed.items[0].arrival.byline.as_deref().unwrap_or("-"), expected, "{inside}");
    };
    check("<author>ann@l.example (Ann Bee)</author>", "Ann Bee");
    check("<author>Ann Bee &lt;ann@l.example></author>", "Ann Bee");
    check("<author>ann@l.example</author>", "-");
    check("<dc:creator>Ann Bee</dc:creator><dc:creator>Cy Dee</dc:creator>", "Ann Bee, Cy Dee");
    check("<author><name>Ann Bee</name><email>ann@l.example</email></author>", "Ann Bee");
    check("<author><email>ann@l.example</email><name>Ann Bee</name></author>", "Ann Bee");
    check("<dc:creator>Ann Bee</dc:creator><itunes:author>The Ledger</itunes:author>", "Ann Bee");
    check("<contributor><name>Cy Dee</name></contributor>", "-");
}

#[test]
fn an_item_from_elsewhere_is_its_own_outlets() {
    let check = |text: &str, expected: &str| {
        let feed = read(SOURCE, text.as_bytes(), None);
        assert_eq!(feed.items[0].arrival.outlet, expected, "{text}");
        assert_eq!(feed.items[0].arrival.title.as_deref(), Some("T"), "{text}");
    };
    check(&rss("<item><title>T</title></item>"), "The Ledger");
    check(
        &rss("<item><source url=\"https://g.example/rss\">The Gazette</source><title>T</title></item>"),
        "The Gazette",
    );
    check(
        &atom(
            "<entry><title>T</title><source><id>x</id><title>The Gazette</title><updated>2026-01-01</updated></source></entry>",
        ),
        "The Gazette",
    );
    check("<rss><channel><item><title>T</title></item></channel></rss>", "feeds.example");
}

#[test]
fn encodings_as_declared_and_as_they_are() {
    let expected = &["Café “é” | - | - | Café “é” (summary)"];
    let feed = |declared: &str| {
        let declaration = format!("<?xml version=\"1.0\" encoding=\"{declared}\"?>");
        declaration + &rss("<item><title>Café “é”</title></item>")
    };
    let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_be_bytes).collect() };
    let utf32 = |text: &str| -> Vec<u8> { text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect() };
    for declared in ["utf-8", "UTF8", "iso-8859-1", "us-ascii", "utf-16", "utf-32", "nonsense", ""] {
        check_feed(&feed(declared), expected);
        check_bytes(&utf16(&feed(declared)), expected);
        check_bytes(&utf32(&feed(declared)), expected);
    }
    check_bytes(&encoding_rs::WINDOWS_1252.encode(&feed("windows-1252")).0, expected);
    check_bytes(&encoding_rs::WINDOWS_1252.encode(&feed("iso-8859-1")).0, expected);
    check_bytes(&[&[0xef, 0xbb, 0xbf], feed("iso-8859-1").as_bytes()].concat(), expected);
    check_bytes(&[&[0xfe, 0xff], feed("utf-8").as_bytes()].concat(), expected);
    let told = read(SOURCE, &encoding_rs::WINDOWS_1252.encode(&feed("")).0, Some("windows-1252"));
    assert_eq!(super::shown(&told), expected);
}

#[test]
fn the_newest_items_of_many_are_kept_in_order() {
    let day = |k: usize| format!("<item><title>{k}</title><pubDate>2{:03}-01-01</pubDate></item>", 199 - k % 200);
    let all = rss(&(0..50_000).map(day).collect::<String>());
    let feed = read(SOURCE, all.as_bytes(), None);
    assert_eq!(feed.items.len(), MOST_ITEMS);
    assert!(!feed.complete);
    assert_eq!(
        super::shown(&feed).last().map(String::as_str),
        Some("! has 50000 items, of which the newest 5000 were read")
    );
    let titles: Vec<usize> =
        feed.items.iter().map(|i| i.arrival.title.as_deref().unwrap_or("").parse().unwrap_or(0)).collect();
    assert!(titles.is_sorted());
    assert!(titles.iter().all(|k| k % 200 < 20), "only the newest days");
}
