//! Claims by outlets: the `newsdiff.claims/1` shape, and a grid for people.

use std::fmt::Write as _;
use std::sync::Arc;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::compare::{Claim, Telling};
use crate::text::Document;

/// One column of the grid.
#[derive(Debug, Clone)]
pub struct Column {
    /// The article's number in the store, or its place among the files named, from 1.
    pub id: i64,
    /// The outlet's name.
    pub name: String,
    /// What it published.
    pub document: Arc<Document>,
}

#[derive(Serialize)]
struct Shape<'a> {
    schema: &'static str,
    outlets: Vec<OutletShape<'a>>,
    claims: Vec<ClaimShape>,
}

#[derive(Serialize)]
struct OutletShape<'a> {
    id: i64,
    name: &'a str,
}

#[derive(Serialize)]
struct ClaimShape {
    cells: Vec<CellShape>,
}

#[derive(Serialize)]
struct CellShape {
    outlet: i64,
    sentences: Vec<usize>,
    kind: &'static str,
}

/// Writes claims as one line of JSON; sentences are indices into what `compare --format json` calls that text's sentences.
///
/// # Panics
/// Never: every value of the shape can be written as JSON.
pub fn json(columns: &[Column], claims: &[Claim]) -> String {
    let cell = |(column, (sentences, telling)): (&Column, &(Vec<crate::text::SentenceIx>, Telling))| CellShape {
        outlet: column.id,
        sentences: sentences.iter().map(|ix| ix.0).collect(),
        kind: match telling {
            Telling::Same => "same",
            Telling::Reworded => "reworded",
            Telling::Differs => "differs",
            Telling::Absent => "absent",
        },
    };
    let shape = Shape {
        schema: "newsdiff.claims/1",
        outlets: columns.iter().map(|column| OutletShape { id: column.id, name: &column.name }).collect(),
        claims: claims.iter().map(|c| ClaimShape { cells: columns.iter().zip(&c.cells).map(cell).collect() }).collect(),
    };
    serde_json::to_string(&shape).expect("strings, numbers and lists are JSON")
}

/// Writes claims as a grid: a letter for each outlet, in how many it is told, and the wording the others are measured against.
pub fn grid(columns: &[Column], claims: &[Claim]) -> String {
    let mut out = String::new();
    for (k, column) in columns.iter().enumerate() {
        let _ = writeln!(out, "{}  {}", letter(k), column.name);
    }
    out.push_str("\n= same words  ~ other words  # a fact differs  . not told\n\n");
    let head: Vec<String> = (0..columns.len()).map(letter).collect();
    let width = head.iter().map(|name| name.width() + 1).sum::<usize>();
    let _ = writeln!(out, "{}", head.join(" "));
    for claim in claims {
        let marks: Vec<&str> = claim.cells.iter().map(|(_, telling)| mark(*telling)).collect();
        let (outlet, sentence) = claim.wording;
        let said: Vec<&str> = columns[outlet].document.sentence_text(sentence).split_whitespace().collect();
        let reach = match claim.reach() {
            1 => format!("only {}", letter(outlet)),
            reach => format!("{reach} of {}", columns.len()),
        };
        let _ = writeln!(out, "{:width$} {reach:<8} {}", marks.join(" "), said.join(" "));
    }
    out
}

fn letter(column: usize) -> String {
    char::from_u32(u32::from('A') + column as u32)
        .filter(char::is_ascii_uppercase)
        .map_or(column.to_string(), String::from)
}

fn mark(telling: Telling) -> &'static str {
    match telling {
        Telling::Same => "=",
        Telling::Reworded => "~",
        Telling::Differs => "#",
        Telling::Absent => ".",
    }
}
