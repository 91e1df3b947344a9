//! The `newsdiff.claims/1` shape: what users' scripts read. Fields may be added, never renamed.

use serde::Serialize;

use super::Page;
use crate::compare::{Cell, Claim, Difference, Telling};

#[derive(Serialize)]
struct Shape<'a> {
    schema: &'static str,
    outlets: Vec<OutletShape<'a>>,
    independent: usize,
    claims: Vec<ClaimShape<'a>>,
}

#[derive(Serialize)]
struct OutletShape<'a> {
    id: i64,
    name: &'a str,
    published: Option<&'a str>,
    same_copy_as: Option<i64>,
}

#[derive(Serialize)]
struct ClaimShape<'a> {
    number: usize,
    text: String,
    reach: usize,
    independent: usize,
    only: Option<i64>,
    missing: Vec<i64>,
    first: Option<FirstShape<'a>>,
    cells: Vec<CellShape>,
    differences: Vec<DifferenceShape>,
}

#[derive(Serialize)]
struct FirstShape<'a> {
    outlet: i64,
    by: &'a str,
}

#[derive(Serialize)]
struct CellShape {
    outlet: i64,
    sentences: Vec<usize>,
    within: Vec<usize>,
    kind: &'static str,
}

#[derive(Serialize)]
struct DifferenceShape {
    kind: &'static str,
    values: Vec<ValueShape>,
}

#[derive(Serialize)]
struct ValueShape {
    text: Option<String>,
    outlets: Vec<i64>,
}

/// Writes claims as one line of JSON; sentences are indices into what `compare --format json` calls that text's sentences, and
/// `text` is the wording the others are measured against.
///
/// # Panics
/// Never: every value of the shape can be written as JSON.
pub fn json(page: &Page) -> String {
    let outlet = |(k, outlet): (usize, &'_ super::Outlet)| (k, outlet.id);
    let ids: Vec<i64> = page.outlets.iter().enumerate().map(outlet).map(|(_, id)| id).collect();
    let outlets = page.outlets.iter().enumerate().map(|(k, outlet)| OutletShape {
        id: outlet.id,
        name: &outlet.name,
        published: outlet.published.as_deref(),
        same_copy_as: page.claims.copy_of(k).map(|first| ids[first]),
    });
    let shape = Shape {
        schema: "newsdiff.claims/1",
        outlets: outlets.collect(),
        independent: page.claims.copies.len(),
        claims: page.wanted().map(|(number, claim)| claim_shape(page, number, claim, &ids)).collect(),
    };
    serde_json::to_string(&shape).expect("strings, numbers and lists are JSON")
}

fn claim_shape<'a>(page: &'a Page, number: usize, claim: &Claim, ids: &[i64]) -> ClaimShape<'a> {
    let told = |told: bool| (0..ids.len()).filter(move |&k| claim.told_by(k) == told).map(|k| ids[k]);
    let first = page.first.get(number - 1).and_then(Option::as_ref);
    let cell = |(k, Cell { sentences, within, telling }): (usize, &Cell)| CellShape {
        outlet: ids[k],
        sentences: sentences.iter().map(|ix| ix.0).collect(),
        within: within.iter().map(|ix| ix.0).collect(),
        kind: match telling {
            Telling::Same => "same",
            Telling::Reworded => "reworded",
            Telling::Differs => "differs",
            // The list of kinds is older than `within`, and scripts know no other.
            Telling::Within | Telling::Absent => "absent",
        },
    };
    ClaimShape {
        number,
        text: page.outlets[claim.wording.0].document.sentence_text(claim.wording.1).to_owned(),
        reach: claim.reach(),
        independent: page.claims.independent(claim),
        only: told(true).next().filter(|_| claim.reach() == 1),
        missing: told(false).collect(),
        first: first.map(|(outlet, by)| FirstShape { outlet: ids[*outlet], by }),
        cells: claim.cells.iter().enumerate().map(cell).collect(),
        differences: claim.differences.iter().map(|difference| difference_shape(page, difference, ids)).collect(),
    }
}

fn difference_shape(page: &Page, difference: &Difference, ids: &[i64]) -> DifferenceShape {
    let values = difference.values.iter().map(|value| {
        let (outlet, span) = value.said[0];
        ValueShape {
            text: span.map(|span| span.of(page.outlets[outlet].document.text()).to_owned()),
            outlets: value.outlets().into_iter().map(|k| ids[k]).collect(),
        }
    });
    DifferenceShape { kind: difference.kind.name(), values: values.collect() }
}
