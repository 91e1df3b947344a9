//! Markdown that can be pasted where people discuss: a comparison as its changes one after the other, claims as a table.
//!
//! Words that differ are bold on the side they stand on, moved words in italics; the side is always said in words.

use std::fmt::Write as _;

use super::bits::{Bit, Mark, bits};
use super::claims::{Page, full_names, telling_differences};
use super::told::{self, Told, fact_name, fact_sides, place, side_name};
use super::{Heading, Headings};
use crate::compare::{Claim, Comparison, FactKind, Link, LinkClass, RowKind, Telling};
use crate::sides::Side;
use crate::text::{SentenceIx, neutralise};

/// Writes a comparison: who is compared, the counts, and every change. What is the same on both sides is counted.
pub fn comparison(comparison: &Comparison, headings: &Headings) -> String {
    let mut out = format!("# {}\n\n", plain(&told::both_outlets(headings)));
    for side in Side::BOTH {
        let name = if side == Side::Left { "Left" } else { "Right" };
        let _ = writeln!(out, "- **{name}:** {}", introduced(&headings[side]));
    }
    let _ = writeln!(out, "\n{}", told::counts(comparison));
    let rows = told::rows(comparison);
    for part in rows.chunk_by(|one, next| one.kind.is_change() == next.kind.is_change()) {
        if part[0].kind.is_change() {
            for told in part {
                change(&mut out, comparison, told);
            }
        } else {
            let _ = writeln!(out, "\n*({})*", told::folded(part));
        }
    }
    out
}

/// One line about a text: outlet, date, headline with its address.
fn introduced(heading: &Heading) -> String {
    let mut parts = vec![plain(&heading.outlet)];
    parts.extend(heading.published.as_deref().map(plain));
    let title = plain(&heading.title);
    parts.extend(match heading.url.as_deref().and_then(address) {
        Some(url) if title.is_empty() => Some(format!("<{url}>")),
        Some(url) => Some(format!("[{title}](<{url}>)")),
        None => Some(title).filter(|title| !title.is_empty()),
    });
    parts.join(", ")
}

/// An address of the web, in the form a link takes; nothing for any other.
fn address(text: &str) -> Option<String> {
    let url = url::Url::parse(text.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    Some(url.as_str().replace('<', "%3C").replace('>', "%3E"))
}

fn change(out: &mut String, comparison: &Comparison, told: &Told<'_>) {
    let _ = writeln!(out, "\n## {}. {}\n", told.number, told.label(comparison));
    // What one side has alone is said by the heading, and needs no marks.
    let shown = told.link.filter(|_| !matches!(told.kind, RowKind::Only(_)));
    let mut said = Vec::new();
    for (side, name) in [(Side::Left, "Left"), (Side::Right, "Right")] {
        let sentences = &told.row.cells[side];
        if !sentences.is_empty() {
            said.push(format!("> **{name}:** {}\n", wording(comparison, shown, side, sentences)));
        }
    }
    out.push_str(&said.join(">\n"));
    let mut notes = Vec::new();
    for fact in told.link.iter().flat_map(|link| &link.facts) {
        let said = fact_sides(fact, comparison).map(|said| said.map_or("not said".to_owned(), |said| plain(&said)));
        notes.push(format!(
            "{} differs: {} on the left, {} on the right.",
            fact_name(fact.kind),
            said.left,
            said.right
        ));
    }
    if told.link.is_some_and(|link| link.moved)
        && let (Some(&left), Some(&right)) = (told.row.cells.left.first(), told.row.cells.right.first())
    {
        let places = (place(comparison, Side::Left, left), place(comparison, Side::Right, right));
        notes.push(format!("Moved: {} on the left, {} on the right.", places.0, places.1));
    }
    if let Some((side, ix)) = told.told_elsewhere(comparison) {
        notes.push(format!("Told in {} on the {}.", place(comparison, side, ix), side_name(side)));
    }
    if !notes.is_empty() {
        let _ = writeln!(out, "\n- {}", notes.join("\n- "));
    }
}

/// Sentences with their marks, those of a link.
fn wording(comparison: &Comparison, link: Option<&Link>, side: Side, sentences: &[SentenceIx]) -> String {
    let written = |&ix: &SentenceIx| {
        let bits = bits(comparison, side, ix, link);
        let mut runs = bits.chunk_by(|one, next| one.mark == next.mark).peekable();
        let mut said = String::new();
        while let Some(run) = runs.next() {
            let next = runs.peek().and_then(|next| next[0].text.chars().next());
            marked(&mut said, run, next.is_none_or(char::is_whitespace));
        }
        said
    };
    sentences.iter().map(written).collect::<Vec<_>>().join(" ")
}

/// A run of bits in its mark. Stars count as marks only beside white space or the like, so elsewhere it is a tag that says it.
fn marked(line: &mut String, run: &[Bit<'_>], ends_word: bool) {
    let whole: String = run.iter().map(|bit| bit.text).collect();
    let begins_word = line.is_empty() || line.ends_with(' ');
    match run[0].mark {
        Some(Mark::Moved) if begins_word && ends_word => _ = write!(line, "*{}*", plain(&whole)),
        Some(Mark::Moved) => _ = write!(line, "<i>{}</i>", plain(&whole)),
        Some(_) if begins_word && ends_word => _ = write!(line, "**{}**", plain(&whole)),
        Some(_) => _ = write!(line, "<b>{}</b>", plain(&whole)),
        None => {
            let (words, spaced) = (plain(&whole), |c: char| c.is_whitespace());
            let before = if whole.starts_with(spaced) && !begins_word { " " } else { "" };
            let after = if whole.ends_with(spaced) && !words.is_empty() { " " } else { "" };
            _ = write!(line, "{before}{words}{after}");
        }
    }
}

/// Text from outside on one line, with nothing in it that Markdown, or a place that shows it, would act on.
fn plain(text: &str) -> String {
    let line = neutralise(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // Where it is pasted these would call a person or name an issue; a comment inside says that they do not.
            '@' | '#' if line[at + 1..].starts_with(char::is_alphanumeric) => {
                out.push(c);
                out.push_str("<!-- -->");
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' | '!' => out.extend(['\\', c]),
            '+' | '-' | '=' if at == 0 => out.extend(['\\', c]),
            '.' | ')' if at > 0 && line[..at].bytes().all(|b| b.is_ascii_digit()) => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// Writes claims: the outlets, a table of what several tell, and what each alone tells.
pub fn claims(page: &Page) -> String {
    let (columns, names) = (page.columns(), full_names(page));
    let mut out = format!("# What {} outlets tell of one story\n\n", page.outlets.len());
    for (k, outlet) in page.outlets.iter().enumerate() {
        let heading = Heading {
            outlet: names[k].clone(),
            title: outlet.title.clone(),
            published: outlet.published.clone(),
            url: outlet.url.clone(),
        };
        let copy = page.claims.copy_of(k).map(|first| format!(" (same copy as {})", plain(&names[first])));
        let _ = writeln!(out, "- {}{}", introduced(&heading), copy.unwrap_or_default());
    }
    if let Some(nothing) = page.nothing() {
        let _ = writeln!(out, "\n{nothing}");
        return out;
    }
    let shared: Vec<(usize, &Claim)> = page.wanted().filter(|(_, claim)| claim.told_in(&columns) > 1).collect();
    if !shared.is_empty() {
        let heads: Vec<String> = columns.iter().map(|column| plain(&names[column[0]])).collect();
        let _ = writeln!(out, "\n| | Claim | {} |\n|---|---|{}", heads.join(" | "), "---|".repeat(heads.len()));
        for (number, claim) in shared {
            let cells = columns.iter().map(|column| {
                let telling = claim.speaker(column).map_or(Telling::Absent, |outlet| claim.cells[outlet].telling);
                marked_cell(page, claim, column[0]).unwrap_or_else(|| cell(telling).to_owned())
            });
            let cells: Vec<String> = cells.collect();
            let _ = writeln!(
                out,
                "| {number} | {}{} | {} |",
                plain(&page.wording(claim)),
                notes(page, claim, &names),
                cells.join(" | ")
            );
        }
    }
    for (column, outlets) in columns.iter().enumerate().filter(|_| columns.len() > 1) {
        let only = page.claims.only_in(&columns, column);
        let rows: Vec<(usize, &Claim)> = page.wanted().filter(|(number, _)| only.contains(&(number - 1))).collect();
        if !rows.is_empty() {
            let _ = writeln!(out, "\n## Only {} ({})\n", plain(&names[outlets[0]]), rows.len());
        }
        for (number, claim) in rows {
            let _ = writeln!(out, "- {number}: {}", plain(&page.wording(claim)));
        }
    }
    out
}

/// How one of just two outlets words a claim, with the marks of a comparison; nothing where both use the same words.
fn marked_cell(page: &Page, claim: &Claim, outlet: usize) -> Option<String> {
    let cell = &claim.cells[outlet];
    let mut differs = false;
    let mut before = None;
    let mut said = String::new();
    for &ix in cell.sentences.iter().chain(&cell.within) {
        said.push_str(before.replace(ix).map_or("", |before| page.between(outlet, before, ix)));
        let Some((pair, side, link)) = page.linked(claim, outlet, ix) else {
            said.push_str(&plain(page.outlets[outlet].document.sentence_text(ix)));
            continue;
        };
        differs |= link.class != LinkClass::Same;
        said.push_str(&wording(pair, Some(link), side, &[ix]));
    }
    differs.then_some(said)
}

fn cell(telling: Telling) -> &'static str {
    match telling {
        Telling::Same => "same",
        Telling::Reworded => "other words",
        Telling::Differs => "**differs**",
        Telling::Within => "in another row",
        Telling::Absent => "–",
    }
}

/// The facts of a claim that differ, behind its wording.
fn notes(page: &Page, claim: &Claim, names: &[String]) -> String {
    let note = |difference: &crate::compare::Difference| {
        let values: Vec<String> = difference.values.iter().map(|value| plain(&page.valued(value, names))).collect();
        let what = if difference.kind == FactKind::Hedge { "How certain" } else { "Differs" };
        format!("<br>*{what}: {}*", values.join("; "))
    };
    telling_differences(claim).map(note).collect()
}
