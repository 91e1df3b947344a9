//! Claims of the sample edition as people see them.

use super::{Outlet, Page, grid, json, linear};
use crate::compare::{Telling, claims};
use crate::export::Marks;
use crate::model::{Arrival, Moment};
use crate::sample;

/// The first story of the sample edition: five outlets, of which the last prints the first one's copy.
fn page() -> Page {
    of(&sample::stories()[0])
}

fn of(story: &[Arrival]) -> Page {
    let documents: Vec<_> = story.iter().map(|arrival| arrival.document.clone()).collect();
    let claims = claims(&documents);
    let said = |moment: Moment| moment.to_string().replace('T', " ").trim_end_matches(":00Z").to_owned();
    let outlets = story.iter().enumerate().map(|(k, arrival)| Outlet {
        id: k as i64 + 1,
        name: arrival.outlet.clone(),
        title: crate::store::headline(arrival),
        url: arrival.url.clone(),
        published: arrival.published.map(said),
        document: arrival.document.clone(),
    });
    let first = claims.claims.iter().map(|claim| {
        let leads = claim.reach() > 1 && claim.cells[0].telling < Telling::Within;
        leads.then(|| (0, "2026-04-08 11:32".to_owned()))
    });
    Page {
        outlets: outlets.collect(),
        first: first.collect(),
        wanted: (0..claims.claims.len()).collect(),
        pair: None,
        collapse_copies: false,
        claims,
    }
}

#[test]
fn a_wide_page_has_names_at_the_heads_of_columns() {
    insta::assert_snapshot!(grid(&page(), Marks::Brackets, 120));
}

#[test]
fn a_narrow_page_has_letters() {
    insta::assert_snapshot!(grid(&page(), Marks::Brackets, 80));
}

#[test]
fn a_page_too_narrow_for_marks_has_them_below() {
    insta::assert_snapshot!(grid(&page(), Marks::Brackets, 44));
}

#[test]
fn copies_can_share_a_column() {
    let page = Page { collapse_copies: true, ..page() };
    insta::assert_snapshot!(grid(&page, Marks::Brackets, 100));
}

#[test]
fn lines_are_whole_without_a_grid() {
    insta::assert_snapshot!(linear(&page()));
}

#[test]
fn colour_adds_weight_and_no_meaning() {
    let bare = grid(&page(), Marks::Colour, 80).replace("\x1b[1m", "").replace("\x1b[2m", "").replace("\x1b[0m", "");
    assert_eq!(bare, grid(&page(), Marks::Brackets, 80));
}

#[test]
fn no_line_is_wider_than_the_page() {
    for width in [40, 60, 80, 100, 120, 200] {
        for collapse_copies in [false, true] {
            let page = Page { collapse_copies, ..page() };
            for line in grid(&page, Marks::Brackets, width).lines() {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= width, "{width}: {line}");
            }
        }
    }
}

#[test]
fn what_an_outlet_says_cannot_act_on_the_terminal() {
    let mut story = sample::stories()[0].clone();
    let evil = "The council closed the bridge \u{1b}[2J on Monday at nine.";
    for arrival in &mut story {
        arrival.document = crate::text::Document::parse(evil).into();
        arrival.outlet.push('\u{1b}');
    }
    let page = of(&story);
    for text in [grid(&page, Marks::Brackets, 80), linear(&page), json(&page)] {
        assert!(!text.contains('\u{1b}') && text.contains("closed the bridge"), "{text}");
    }
}

#[test]
fn where_there_is_nothing_to_show_that_is_said() {
    let (one, none) = (of(&sample::stories()[0][..1]), of(&[]));
    let picked = Page { wanted: Vec::new(), ..page() };
    for (page, said) in [
        (one, "There is one text, and nothing to set it against.\n"),
        (picked, "No claim is of this kind.\n"),
        (none.clone(), "No claim is of this kind.\n"),
    ] {
        assert!(grid(&page, Marks::Brackets, 80).ends_with(said) && linear(&page).ends_with(said));
    }
    assert!(json(&none).contains("\"claims\":[]"));
}

#[test]
fn a_headline_does_not_run_into_the_text_below_it() {
    let page = page();
    let headlined = |claim: &crate::compare::Claim| claim.cells[2].sentences.first().is_some_and(|ix| ix.0 == 0);
    let claim = page.claims.claims.iter().find(|claim| headlined(claim)).expect("a claim of a headline");
    let [headline, next] = claim.cells[2].sentences[..2] else { panic!("{claim:?}") };
    assert_eq!(page.between(2, headline, next), " … ");
    assert!(crate::export::html::claims(&page).contains("what we know … The city closed"));
}
