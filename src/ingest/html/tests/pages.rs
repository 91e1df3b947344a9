//! Invented pages of different make, read whole.

use proptest::prelude::*;

use crate::ingest::html::page;
use crate::text::Role;

/// Reads a page and writes "outlet | title | byline | published | address", each paragraph as "role| first words … last word", and
/// each warning as "! message".
fn check_page(bytes: &[u8], expected: &[&str]) {
    let found = page("page.html", bytes, None);
    let mut shown = Vec::new();
    if let Some(a) = &found.arrival {
        let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        let date = or_dash(a.published.map(|date| date.to_string()));
        let (title, byline, url) = (or_dash(a.title.clone()), or_dash(a.byline.clone()), or_dash(a.url.clone()));
        shown.push(format!("{} | {title} | {byline} | {date} | {url}", a.outlet));
        for paragraph in a.document.paragraphs() {
            let words: Vec<&str> = paragraph.span.of(a.document.text()).split_whitespace().collect();
            let short = match words.as_slice() {
                [a, b, c, _, .., last] if words.len() > 6 => format!("{a} {b} {c} … {last}"),
                words => words.join(" "),
            };
            shown.push(format!("{}| {short}", paragraph.role));
        }
    }
    shown.extend(found.warnings.iter().map(|warning| format!("! {}", warning.message)));
    assert_eq!(shown, expected, "{}", String::from_utf8_lossy(bytes));
}

#[test]
fn a_weblog_loses_its_frame_and_keeps_its_article() {
    check_page(
        include_bytes!("pages/weblog.html"),
        &[
            "Quay Weekly | Ferry sails again after harbour fire | Ann Lee | 2026-04-03T12:10:00Z | https://www.quayweekly.example/2026/04/ferry-sails-again/",
            "headline| Ferry sails again after harbour fire",
            "body| The Linden ferry … dog.",
            "caption| The ferry at its berth",
            "subhead| Who pays",
            "body| The city said … rise.",
            "body| Adults pay three crowns.",
            "body| Dogs pay nothing.",
            "body| Boats will run … said.",
        ],
    );
}

#[test]
fn nested_divs_are_paragraphs() {
    check_page(
        include_bytes!("pages/divs.html"),
        &[
            "harbourpost.example | Mayor resigns over bridge | Bo Ray | 2026-05-01 | https://harbourpost.example/city/mayor-resigns",
            "headline| Mayor resigns over bridge",
            "body| The mayor resigned … door.",
            "body| Her deputy, who … cost.",
            "body| “I did what … said.",
            "body| She will speak … her.",
        ],
    );
}

#[test]
fn a_page_drawn_by_a_script_is_read_from_its_data() {
    check_page(
        include_bytes!("pages/data.html"),
        &[
            "Tide Online | Lighthouse goes dark & stays dark | Cy Dee, Eve Fox | 2026-02-11T06:00:00Z | https://tide.example/lighthouse",
            "headline| Lighthouse goes dark & stays dark",
            "body| The lighthouse at … it.",
            "body| Its keeper, who … had.",
            "body| The coast guard … guests.",
            "body| A museum has … van.",
        ],
    );
}

#[test]
fn the_charset_a_page_names_is_used() {
    let latin: Vec<u8> = include_str!("pages/latin.html")
        .chars()
        .map(|c| match c {
            '„' => 0x84,
            '“' => 0x93,
            '–' => 0x96,
            c => u8::try_from(c).expect("a character of windows-1252"),
        })
        .collect();
    check_page(
        &latin,
        &[
            "page | Café öffnet am Hafen | - | - | -",
            "headline| Café öffnet am Hafen",
            "body| Das „Café Möwe“ … Türen.",
            "body| Die Gäste müssen … schon.",
        ],
    );
}

#[test]
fn text_without_spaces_is_text() {
    check_page(
        include_bytes!("pages/japanese.html"),
        &[
            "波止場新聞 | 港の橋が再開 | - | - | -",
            "headline| 港の橋が再開",
            "body| 港の古い橋は月曜日に再開され、市長は三年ぶりに歩いて渡った。橋の工事には二億円がかかったという。",
            "body| 市によると、夜間の通行は来月から認められる。船の運航は減らさない方針だ。",
        ],
    );
}

#[test]
fn updates_of_a_live_page_stay_in_order() {
    check_page(
        include_bytes!("pages/live.html"),
        &[
            "Coast Now | Storm live: boats stay in harbour | - | 2026-01-09T05:00:00Z | -",
            "headline| Storm live: boats stay in harbour",
            "subhead| 09:40 Bridge closed",
            "body| The bridge over … noon.",
            "subhead| 09:10 Ferries cancelled",
            "body| No ferry will … week.",
            "subhead| 08:30 Wind rises",
            "body| Gusts of a … fire.",
        ],
    );
}

#[test]
fn the_story_of_the_title_is_the_article() {
    check_page(
        include_bytes!("pages/two.html"),
        &[
            "Pier Times | Harbour tax halved | - | - | -",
            "headline| Harbour tax halved",
            "body| The council halved … hotels.",
            "body| Fishermen had asked … read.",
            "body| The hotels said … out.",
        ],
    );
}

#[test]
fn what_is_for_subscribers_is_said() {
    check_page(
        include_bytes!("pages/closed.html"),
        &[
            "The Ledger | What the mayor knew | - | - | -",
            "headline| What the mayor knew",
            "body| Letters seen by … closed.",
            "! is for subscribers, and only its beginning is here",
        ],
    );
}

#[test]
fn a_page_without_an_article_is_said_to_be_one() {
    check_page(
        include_bytes!("pages/cookies.html"),
        &["! holds no article: 26 words, 1 link, 1 form were seen, and no paragraph of running text"],
    );
    check_page(
        b"<html><body><a href=/>Home</a></body></html>",
        &["! holds no article: 1 word, 1 link, 0 forms were seen, and no paragraph of running text"],
    );
    check_page(b" \n ", &["! holds no text"]);
    check_page(b"<html>\0\0", &["! is binary, not text"]);
}

#[test]
fn a_saved_page_remembers_its_address() {
    let bytes = b"<!-- saved from url=(0030)https://quay.example/a/b.html --><html><head><link rel=canonical href=../c></head><body><p>The ferry left its berth on Friday, for the first time since the fire.</p></body></html>";
    let found = page("saved.html", bytes, None);
    assert_eq!(found.canonical.as_deref(), Some("https://quay.example/c"));
    assert_eq!(found.arrival.expect("an article").outlet, "quay.example");
}

#[test]
fn the_charset_of_the_server_is_used_unless_the_bytes_are_utf_8() {
    let text = |bytes: &[u8], declared| {
        page("x.html", bytes, declared).arrival.expect("an article").document.text().to_owned()
    };
    let words = "<p>Žluťoučký kůň pěl ďábelské ódy v přístavu celou noc.</p>";
    let (latin2, _, _) = encoding_rs::ISO_8859_2.encode(words);
    assert_eq!(text(&latin2, Some("iso-8859-2")), "Žluťoučký kůň pěl ďábelské ódy v přístavu celou noc.");
    assert_eq!(text(words.as_bytes(), Some("iso-8859-2")), "Žluťoučký kůň pěl ďábelské ódy v přístavu celou noc.");
    let (jis, _, _) = encoding_rs::ISO_2022_JP
        .encode("<p>港の古い橋は月曜日に再開され、市長は三年ぶりに歩いて渡った。橋は長い。</p>");
    assert!(text(&jis, Some("iso-2022-jp")).starts_with("港の古い橋"));
}

proptest! {
    #[test]
    fn any_page_gives_harmless_text_or_a_warning(markup in "(<(/?(html|head|body|article|div|p|h1|ul|li|a href=x|nav|table|tr|td|figure|figcaption|time datetime=2026|title|meta charset=x|script type=application/ld.json)|[a-z\"'= ]{0,8})[ />]{0,2}>?|&#x1b;|[a-z ]{5,60}[.,]|[ -~\\x01-\\x1f\\u{202e}]){0,50}") {
        let found = page("x.html", markup.as_bytes(), None);
        prop_assert!(found.arrival.is_some() || !found.warnings.is_empty());
        if let Some(arrival) = found.arrival {
            let texts = [Some(arrival.document.text().replace('\n', "")), arrival.title, arrival.byline, arrival.url, Some(arrival.outlet)];
            for text in texts.into_iter().flatten() {
                prop_assert!(!text.contains(|c: char| c.is_control() || c == '\u{202e}'), "{:?}", text);
            }
        }
    }
}

/// Reads the body of a page with one heading and writes the first word of each paragraph of running text.
fn check_kept(body: &str, expected: &str) {
    let markup = format!("<html><head><title>Ferry sails</title></head><body>{body}</body></html>");
    let arrival = page("page.html", markup.as_bytes(), None).arrival.expect("an article");
    let paragraphs = arrival.document.paragraphs().iter().filter(|paragraph| paragraph.role == Role::Body);
    let words: Vec<&str> =
        paragraphs.filter_map(|p| p.span.of(arrival.document.text()).split_whitespace().next()).collect();
    assert_eq!(words.join(" "), expected, "{body}");
}

#[test]
fn a_name_is_not_believed_against_the_text() {
    let one = "<p>One ferry left its berth on Friday, for the first time since the fire, and nobody was late.</p>";
    let two = "<p>Two million were paid for the repairs, the city said, and fares would not rise this year.</p>";
    let heading = "<h1>Ferry sails</h1>";
    check_kept(&format!("{heading}<div class=promo-body>{one}{two}</div>"), "One Two");
    check_kept(&format!("{heading}<div class=commentary>{one}</div><div class=comments>{two}</div>"), "One");
    let paid = |text: &str| format!("<div class=subscriber-only>{text}</div>");
    check_kept(&format!("<article>{heading}{}{}</article>", paid(one), paid(two)), "One Two");
    check_kept(&format!("<article>{heading}{one}<div class=paywall>{two}</div></article>"), "One Two");
    let asks = format!("<div class=paywall>{two}<button>Join</button></div>");
    check_kept(&format!("<article>{heading}{one}{asks}</article>"), "One");
    check_kept(&format!("<article>{one}{two}<h2>Ferry sails</h2></article>"), "One Two");
    check_kept(&format!("<form id=page>{heading}<div>{one}{two}</div></form>"), "One Two");
}
