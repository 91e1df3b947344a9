//! Pages of invented texts: what they look like in markup, and that no markup in them comes from a text.

use std::collections::BTreeSet;

use dom_query::Document as Dom;
use proptest::prelude::*;

use super::{claims, comparison};
use crate::compare::{ByHand, Comparison, Options, Pairwise, Profile, compare};
use crate::export::claims::{Outlet, Page, only_pair};
use crate::export::{Heading, Headings, markdown};
use crate::sides::{Side, Sides};
use crate::text::{Document, neutralise};

const LEFT: &str = "Bridge shut after cracks\n\nBy Lena Osei\n\nThe city closed the bridge on Monday after engineers found cracks in two \
    cables. Ferries will run every ten minutes until Sunday. Buses 4 and 11 go round by the tunnel.\n\nThe bridge opened in \
    1961. It was painted twice. Nobody was hurt that day.\n\n\"We should have been told,\" council member Ana Ruiz said. The \
    lamps stay on at night.\n";
const RIGHT: &str = "Bridge closed\n\nBy Tom Vale\n\nThe city closed the bridge on Monday after engineers found cracks in three \
    cables.\n\n\"We should have been told in March,\" council member Ana Ruiz said.\n\nThe contractor declined to comment. The \
    bridge opened in 1961. It was painted twice. Nobody was hurt that day.\n\nShare this article\n";

fn compared(left: &str, right: &str, profile: Option<Profile>) -> Comparison {
    let options = Options { profile, by_hand: ByHand::default(), ..Options::default() };
    compare(Sides::new(left, right).map(|text| Document::parse(text).into()), &options)
}

fn heading(outlet: &str, title: &str, url: &str) -> Heading {
    let published = Some("2026-04-08 11:32".to_owned());
    Heading { outlet: outlet.to_owned(), title: title.to_owned(), published, url: Some(url.to_owned()) }
}

fn headings() -> Headings {
    Sides::new(
        heading("Coast Wire", "Bridge shut after cracks", "https://coast-wire.example/bridge?a=1&b=2"),
        heading("The Ledger", "Bridge closed", "javascript:alert(1)"),
    )
}

fn story(texts: &[&str]) -> Page {
    let documents: Vec<_> = texts.iter().map(|text| std::sync::Arc::new(Document::parse(text))).collect();
    let pairwise = Pairwise::new(&documents);
    let found = pairwise.claims();
    let outlets = documents.into_iter().zip(1..).map(|(document, id)| Outlet {
        id,
        name: format!("Outlet <{id}>"),
        title: "Bridge & \"cracks\"".to_owned(),
        url: Some(format!("https://outlet-{id}.example/")),
        published: None,
        document,
    });
    Page {
        outlets: outlets.collect(),
        first: vec![None; found.claims.len()],
        wanted: (0..found.claims.len()).collect(),
        pair: only_pair(pairwise),
        collapse_copies: false,
        claims: found,
    }
}

/// A page without its style and script, which are files of their own.
fn body(page: &str) -> String {
    let start = page.find("<body>").expect("a body");
    let end = page.find("<script>").expect("a script");
    page[start..end].to_owned()
}

#[test]
fn two_texts_side_by_side() {
    insta::assert_snapshot!("compare", body(&comparison(&compared(LEFT, RIGHT, None), &headings())));
}

#[test]
fn claims_of_three_outlets() {
    insta::assert_snapshot!(
        "claims",
        body(&claims(&story(&[LEFT, RIGHT, "Ferries will run every ten minutes until Sunday.\n"])))
    );
}

#[test]
fn claims_of_two_outlets_have_the_marks_of_a_comparison() {
    let page = claims(&story(&[LEFT, RIGHT]));
    insta::assert_snapshot!("claims_of_two", body(&page));
    insta::assert_snapshot!("claims_of_two_markdown", markdown::claims(&story(&[LEFT, RIGHT])));
    let dom = Dom::from(page.as_str());
    let marked: Vec<String> = dom.select("dd mark.reworded").iter().map(|mark| mark.text().to_string()).collect();
    assert!(marked.iter().any(|words| words.contains("two")), "{marked:?}");
    assert!(marked.iter().any(|words| words.contains("three")), "{marked:?}");
    assert!(Dom::from(claims(&story(&[LEFT, RIGHT, LEFT])).as_str()).select("dd mark").is_empty());
}

#[test]
fn the_same_in_markdown() {
    insta::assert_snapshot!("compare_markdown", markdown::comparison(&compared(LEFT, RIGHT, None), &headings()));
    insta::assert_snapshot!("claims_markdown", markdown::claims(&story(&[LEFT, RIGHT, LEFT])));
}

#[test]
fn an_edited_text_is_two_versions_of_one_outlet() {
    let mut headings = headings();
    headings.right.outlet = headings.left.outlet.clone();
    let page = comparison(&compared(LEFT, &LEFT.replace("two cables", "three cables"), None), &headings);
    assert!(
        page.contains(", two versions side by side</h1>") && page.contains("other spelling or typography"),
        "{page}"
    );
}

#[test]
fn on_paper_a_grid_too_wide_for_it_stands_below_one_another() {
    let copies = |count| claims(&story(&vec![LEFT; count]));
    assert!(copies(6).contains("<div class=\"scroll\""));
    assert!(copies(7).contains("<div class=\"scroll many\""));
}

#[test]
fn the_day_of_a_first_telling_breaks_at_no_hyphen() {
    let mut page = story(&[LEFT, RIGHT, LEFT]);
    page.first.fill(Some((0, "2026-04-08 11:32".to_owned())));
    let page = claims(&page);
    assert!(page.contains("<span class=\"when\">2026-04-08</span> <span class=\"when\">11:32</span>"), "{page}");
}

#[test]
fn a_page_asks_the_network_for_nothing() {
    let pages = [comparison(&compared(LEFT, RIGHT, None), &headings()), claims(&story(&[LEFT, RIGHT]))];
    for page in pages {
        let dom = Dom::from(page.as_str());
        let loads =
            "[src], [srcset], [poster], [data], [background], link, object, embed, iframe, img, form, base, svg";
        assert!(dom.select(loads).is_empty(), "{page}");
        assert!(!page.contains("url(") && !page.contains("@import") && page.contains("default-src 'none'"));
    }
}

#[test]
fn every_way_inside_a_page_leads_somewhere_and_names_are_given_once() {
    let pages = [comparison(&compared(LEFT, RIGHT, None), &headings()), claims(&story(&[LEFT, RIGHT, LEFT]))];
    for page in pages {
        let dom = Dom::from(page.as_str());
        let ids: Vec<String> = dom.select("[id]").iter().filter_map(|node| node.attr("id")).map(Into::into).collect();
        let distinct: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len(), "an id twice in {ids:?}");
        for link in dom.select("a[href^='#']").iter().filter_map(|node| node.attr("href")) {
            assert!(ids.iter().any(|id| *id == link[1..]), "{link} leads nowhere");
        }
        let levels: Vec<u8> = dom
            .select("h1, h2, h3")
            .iter()
            .map(|node| node.nodes()[0].node_name().expect("a name").as_bytes()[1] - b'0')
            .collect();
        assert!(
            levels[0] == 1 && levels.windows(2).all(|pair| pair[1] <= pair[0] + 1),
            "headings skip a level: {levels:?}"
        );
    }
}

#[test]
fn furniture_and_long_stretches_of_the_same_are_folded() {
    let page = comparison(&compared(LEFT, RIGHT, None), &headings());
    let dom = Dom::from(page.as_str());
    assert!(dom.select("details.fold:not([open]) .noise").text().contains("Share this article"), "{page}");
    assert!(dom.select("details.fold summary").text().contains("sentences the same"), "{page}");
}

/// Everything a browser would make of a page but its words: elements with their attributes, numbers left out.
fn made_of(page: &str) -> BTreeSet<String> {
    let dom = Dom::from(page);
    let node = |node: dom_query::NodeRef<'_>| {
        let attributes = node.attrs().into_iter().map(|attribute| {
            let letters = |c: char| !c.is_ascii_digit();
            let name = attribute.name.local.to_string();
            // Where a text has an address it stands in a link, and nowhere else.
            let value = if name == "href" && !attribute.value.starts_with('#') {
                "address".to_owned()
            } else {
                attribute.value.chars().filter(|&c| letters(c)).collect()
            };
            format!("{name}={value}")
        });
        format!("{} {}", node.node_name().unwrap_or_default(), attributes.collect::<Vec<_>>().join(" "))
    };
    dom.select("*").nodes().iter().map(|found| node(*found)).collect()
}

/// What the page says in the cells of a side, without what is written for screen readers and without white space.
fn said(page: &str, side: Side) -> String {
    let dom = Dom::from(page);
    dom.select(".sr, p.side").remove();
    let cells = if side == Side::Left { "main .cell.left:not(.none)" } else { "main .cell.right:not(.none)" };
    dom.select(cells).text().split_whitespace().collect()
}

/// All elements a page is ever made of, from texts that have every kind of row.
fn vocabulary() -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    let edited = LEFT.replace("two cables", "2 cables").replace("twice", "Twice").replace("Ferries", "Ferrys");
    for (left, right) in
        [(LEFT, RIGHT), (RIGHT, LEFT), (LEFT, ""), ("", RIGHT), (LEFT, LEFT), (LEFT, &*edited), ("", "")]
    {
        for profile in [Profile::Coverage, Profile::Revision] {
            known.extend(made_of(&comparison(&compared(left, right, Some(profile)), &headings())));
        }
    }
    known
}

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zé桥א]{1,8}[.,]?",
        "[0-9]{1,4}",
        Just("The city closed the bridge on Monday.".to_owned()),
        Just("\n\n".to_owned()),
        "<(/?(p|div|b|mark|script|style|title|details|table|svg|math|a|img|!--|textarea|plaintext))( [a-z]+=(\"x\"|'|x))?/?>?",
        Just("</script><script>alert(1)</script>".to_owned()),
        Just("\" onload=\"alert(1)".to_owned()),
        Just("--><img src=x onerror=alert(1)>&lt;b&gt;&#60;i&#x3e;".to_owned()),
        Just("]]><![CDATA[".to_owned()),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_markup_comes_from_a_text_and_no_word_is_lost(
        left in hostile(), right in hostile(), names in prop::array::uniform4(hostile()), common in hostile(),
    ) {
        let (left, right) = (format!("{common}\n\n{left}"), format!("{right}\n\n{common}"));
        let compared = compared(&left, &right, None);
        let [outlet, title, url, other] = names;
        let headings = Sides::new(heading(&outlet, &title, &format!("https://a.example/{url}")), heading(&other, "", &url));
        let page = comparison(&compared, &headings);
        let known = KNOWN.with(Clone::clone);
        for made in made_of(&page) {
            // A mark, a note or a kind of row may be missing from the texts the list is made from, a name of the page's own is not.
            prop_assert!(known.contains(&made) || OWN.contains(&&*made), "{made:?} comes from a text:\n{page}");
        }
        for side in Side::BOTH {
            let document = &compared.documents[side];
            let sentences = compared.rows.iter().flat_map(|row| &row.cells[side]).map(|&ix| document.sentence_text(ix));
            let told: String = sentences.map(|text| neutralise(text).split_whitespace().collect::<String>()).collect();
            prop_assert_eq!(said(&page, side), told);
        }
    }

    #[test]
    fn no_markup_of_claims_comes_from_a_text(texts in prop::collection::vec(hostile(), 1..4), name in hostile()) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut page = story(&texts);
        page.outlets.iter_mut().for_each(|outlet| (outlet.name, outlet.title) = (name.clone(), name.clone()));
        let page = claims(&page);
        let dom = Dom::from(page.as_str());
        prop_assert_eq!(dom.select("script").length(), 1);
        prop_assert_eq!(dom.select("style").length(), 1);
        prop_assert!(dom.select("img, svg, math, textarea, plaintext, i, [onload], [onerror]").is_empty(), "{}", page);
    }
}

thread_local! {
    static KNOWN: BTreeSet<String> = vocabulary();
}

/// What a page is made of besides, which depends on chance pairs of hostile texts.
const OWN: &[&str] = &[
    "mark class=only left",
    "mark class=only right",
    "mark class=reworded left",
    "mark class=reworded right",
    "mark class=moved",
    "mark class=spelling",
    "b class=figure",
    "ul class=notes",
    "details class=fold",
    "div class=row noise",
    "div class=row change only-left tabindex=- id=c",
    "div class=row change only-right tabindex=- id=c",
    "a href=#l",
    "a href=#r",
    "a class=skip href=#c",
    "p class=aside lang= dir=auto",
    "p class=headline lang= dir=auto",
];
