//! Claims as lines that make sense read aloud: no columns, no colour, every outlet by its name.

use std::fmt::Write as _;

use super::{Page, names, telling_differences};
use crate::compare::{Claim, Column, FactKind, Telling};

/// Writes the wanted claims one after the other, in the order in which outlets tell them.
pub fn linear(page: &Page) -> String {
    let columns = page.columns();
    let names = names::full(page);
    let mut out = String::new();
    for column in &columns {
        let outlet = &page.outlets[column[0]];
        let published = outlet.published.as_deref().map(|when| format!(", {when}")).unwrap_or_default();
        let others: Vec<&str> = column[1..].iter().map(|&k| names[k].as_str()).collect();
        let copy = match page.claims.copy_of(column[0]) {
            _ if !others.is_empty() => format!(" The same copy is in {}.", others.join(", ")),
            Some(first) => format!(" Same copy as {}.", names[first]),
            None => String::new(),
        };
        let _ = writeln!(out, "{}{published}.{copy}", names[column[0]]);
    }
    if let Some(nothing) = page.nothing() {
        out.push_str(nothing);
        out.push('\n');
        return out;
    }
    let shared = page.wanted().filter(|(_, claim)| claim.told_in(&columns) > 1).count();
    let alone = page.wanted.len() - shared;
    let _ = writeln!(out, "{} told by several, {} by one alone.", claims(shared), claims(alone));
    for (number, claim) in page.wanted() {
        out.push('\n');
        write_claim(&mut out, page, (number, claim), &columns, &names);
    }
    out
}

fn claims(count: usize) -> String {
    if count == 1 { "1 claim".to_owned() } else { format!("{count} claims") }
}

fn write_claim(out: &mut String, page: &Page, (number, claim): (usize, &Claim), columns: &[Column], names: &[String]) {
    let name = |column: usize| names[columns[column][0]].as_str();
    if claim.told_in(columns) == 1 {
        let column = Page::column_of(columns, claim.wording.0);
        let _ = writeln!(out, "Claim {number}, only in {}: {}", name(column), page.wording(claim));
        return;
    }
    let reach = page.reach(claim, columns);
    let independent = reach.independent.map(|count| format!(", {count} independent")).unwrap_or_default();
    let _ = writeln!(out, "Claim {number}, in {} of {}{independent}.", reach.told, reach.columns);
    for (k, column) in columns.iter().enumerate() {
        let Some(outlet) = claim.speaker(column).filter(|&outlet| claim.told_by(outlet)) else { continue };
        let how = match claim.cells[outlet].telling {
            Telling::Same => "same words",
            Telling::Reworded => "other words",
            Telling::Differs => "a fact differs",
            Telling::Within => "in what it tells of another claim",
            Telling::Absent => continue,
        };
        let _ = writeln!(out, "  {}, {how}: {}", name(k), page.said(claim, outlet).join("\n    "));
    }
    for difference in telling_differences(claim) {
        let values: Vec<String> = difference.values.iter().map(|value| page.valued(value, names)).collect();
        let what = if difference.kind == FactKind::Hedge { "How certain" } else { "Differs" };
        let _ = writeln!(out, "  {what}: {}.", values.join("; "));
    }
    let absent: Vec<&str> = (0..columns.len()).filter(|&k| claim.told_in(&columns[k..=k]) == 0).map(name).collect();
    if !absent.is_empty() {
        let _ = writeln!(out, "  Not in {}.", absent.join(", "));
    }
    if let Some((outlet, when)) = page.first.get(number - 1).and_then(Option::as_ref) {
        let _ = writeln!(out, "  First in {}, {when}.", names[*outlet]);
    }
}
