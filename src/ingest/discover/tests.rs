//! Pages and the feeds they name.

use proptest::prelude::*;

use super::{feeds, usual_places};

/// Where the pages of these tests lie.
const PAGE: &str = "https://ledger.example/city/";

fn check_page(html: &str, expected: &[&str]) {
    let shown: Vec<String> = feeds(PAGE, html)
        .iter()
        .map(|found| format!("{} | {} | {:?}", found.url, found.title.as_deref().unwrap_or("-"), found.kind))
        .collect();
    assert_eq!(shown, expected, "{html}");
}

#[test]
fn the_head_names_feeds() {
    let rss = "https://ledger.example/rss | News | Rss";
    check_page("<link rel='alternate' type='application/rss+xml' title='News' href='/rss'>", &[rss]);
    check_page("<LINK REL=Alternate TYPE=application/rss+xml TITLE=News HREF=/rss>", &[rss]);
    check_page(
        "<link href='/rss' title='News' type='Application/RSS+xml; charset=utf-8' rel='home alternate'/>",
        &[rss],
    );
    check_page(
        "<link rel=alternate type=application/atom+xml href=a.xml><link rel=alternate type=application/feed+json href=//other.example/f.json>",
        &["https://ledger.example/city/a.xml | - | Atom", "https://other.example/f.json | - | Json"],
    );
    check_page(
        "<base href='/x/'><link rel=alternate type='application/rss+xml' href='rss'>",
        &["https://ledger.example/x/rss | - | Rss"],
    );
    check_page("<link rel=feed href='/all.xml'>", &["https://ledger.example/all.xml | - | Unknown"]);
    check_page(
        "<link rel=alternate type=application/rss+xml title='Caf&eacute; &amp;\n Bar' href='/rss?a=1&amp;b=2'>",
        &["https://ledger.example/rss?a=1&b=2 | Café & Bar | Rss"],
    );
}

#[test]
fn feeds_of_comments_come_last_and_each_once() {
    check_page(
        "<link rel=alternate type=application/rss+xml title='Comments feed' href='/c'><link rel=alternate type=application/rss+xml href='/a'>\
         <link rel=alternate type=application/rss+xml href='/a#x'>",
        &["https://ledger.example/a | - | Rss", "https://ledger.example/c | Comments feed | Rss"],
    );
}

#[test]
fn what_is_no_feed_is_not_named() {
    for html in [
        "<link rel=stylesheet type=application/rss+xml href=/a>",
        "<link rel='alternate stylesheet' type=application/rss+xml href=/a>",
        "<link rel=alternate type='application/json' href=/wp-json/wp/v2/posts/7>",
        "<link rel=alternate type='application/json+oembed' href=/feed>",
        "<link rel=alternate hreflang=de href=/de/>",
        "<link rel=alternate type=application/rss+xml>",
        "<link rel=alternate type=application/rss+xml href='javascript:x'>",
        "<a href='/sitemap.xml'>Map</a><a href='/about'>RSS</a><a href='mailto:rss@l.example'>x</a>",
        "<script>'<link rel=alternate type=application/rss+xml href=/a>'</script>",
        "<!-- <link rel=alternate type=application/rss+xml href=/a> -->",
        "",
    ] {
        check_page(html, &[]);
    }
}

#[test]
fn links_of_the_body_stand_in() {
    check_page(
        "<a href='/feed/'><b>All</b> news</a> <a href='/x.rss' title='X'>y</a> <a href='/atom.xml'></a> <a href='/?feed=rss2'>z</a>",
        &[
            "https://ledger.example/feed/ | All news | Unknown",
            "https://ledger.example/x.rss | X | Rss",
            "https://ledger.example/atom.xml | - | Atom",
            "https://ledger.example/?feed=rss2 | z | Rss",
        ],
    );
    check_page(
        "<a href=/feed>A</a><link rel=alternate type=application/rss+xml href=/b>",
        &["https://ledger.example/b | - | Rss"],
    );
}

#[test]
fn the_usual_places() {
    let places = usual_places("https://ledger.example/city/?x=1#top");
    assert_eq!(places[0], "https://ledger.example/city/feed/");
    assert!(places.contains(&"https://ledger.example/rss.xml".to_owned()));
    assert!(usual_places("https://ledger.example")[0].ends_with(".example/feed"));
    assert!(usual_places("file:///etc/").is_empty());
    assert!(usual_places("no address").is_empty());
}

#[test]
fn floods_cost_their_length() {
    assert_eq!(feeds(PAGE, &"<a href=/feed>".repeat(50_000)).len(), 1);
    let many: Vec<String> =
        (0..50_000).map(|k| format!("<link rel=alternate type=application/rss+xml href=/{k}>")).collect();
    assert_eq!(feeds(PAGE, &many.concat()).len(), 100);
    for each in ["<script", "<script>", "<style></script>", "<!--", "<a ", "<s"] {
        assert!(feeds(PAGE, &each.repeat(50_000)).is_empty(), "{each}");
    }
}

proptest! {
    #[test]
    fn any_page_names_addresses_of_the_web(
        page in "(https?://)?[a-z./]{0,20}|\\PC{0,20}",
        html in "(<link |<a |<base |rel=alternate |rel=feed |type=application/rss\\+xml |href=|'|\"|/feed|//x|javascript:|>|<script>|</script>|\\PC){0,40}",
    ) {
        for url in feeds(&page, &html).into_iter().map(|found| found.url).chain(usual_places(&page)) {
            prop_assert!(url.starts_with("http://") || url.starts_with("https://"), "{}", url);
        }
    }
}
