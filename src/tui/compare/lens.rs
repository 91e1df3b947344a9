//! The pair under the cursor, one wording above the other, and why the two were paired.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;

use super::badge;
use super::blocks::Sheet;
use super::folds::Item;
use super::hand;
use super::header;
use super::ink::{Ink, InkLine, Tone};
use super::kind::Kind;
use super::rows::TextRow;
use super::spans::{Inked, Wanted, cell};
use super::stacked::letter;
use super::view::CompareView;
use crate::compare::{Comparison, Fact, FactKind, Link, LinkClass, Reason, Tier};
use crate::sides::{Side, Sides};
use crate::text::Span as Bytes;
use crate::theme::StyleRole;
use crate::tui::wrap::{columns, grapheme_columns};

/// The letter and the spaces around it.
const TAG: u16 = 5;
/// The most a quoted fact may take of the line.
const FACT: usize = 32;

/// Draws a rule, both wordings if there are lines for them, and the line of reasons.
pub(super) fn draw(frame: &mut Frame, view: &CompareView, sheet: &Sheet) {
    let area = sheet.geometry.lens;
    if area.height < 2 {
        return;
    }
    let theme = sheet.theme;
    let (base, muted) = (theme.style(StyleRole::Base), theme.style(StyleRole::Muted));
    header::line(frame, Rect { height: 1, ..area }, theme, base.patch(theme.style(StyleRole::Border)));
    let Some(item) = view.items.get(view.cursor) else { return };
    // Of a fold, what it begins with.
    let row = &view.rows[item.rows().start];
    // A sentence said again has an empty half beside it; here its partner can be read too.
    let elsewhere = badge::told_elsewhere(&view.comparison, row);
    // The same holds for one that the reader took from its partner.
    let apart = hand::kept_apart(&view.comparison, row).first().map(|pair| pair.map(|ix| vec![ix]));
    let apart = apart.filter(|_| row.link.is_none());
    let wanted = match (elsewhere, &apart) {
        (Some(link), _) => Wanted { cells: &link.sentences, link: Some(link), ..sheet.wanted(row) },
        (None, Some(cells)) => Wanted { cells, ..sheet.wanted(row) },
        (None, None) => sheet.wanted(row),
    };
    if area.height >= 4 {
        for (y, side) in (area.y + 1..).zip(Side::BOTH) {
            let line = Rect { x: area.x, y, width: area.width, height: 1 };
            let tag =
                Line::from(vec![Span::raw("  "), Span::styled(letter(side), Ink::tone(Tone::Tag(side)).style(theme))]);
            frame.render_widget(tag, line);
            let text = Rect { x: line.x + TAG.min(line.width), width: line.width.saturating_sub(TAG + 1), ..line };
            let window = cell(wanted, side, Tone::Same)
                .map_or_else(InkLine::default, |inked| window(&inked, usize::from(text.width)));
            frame.render_widget(window.styled(theme), text);
        }
    }
    let last = Rect { y: area.bottom() - 1, height: 1, ..area };
    let position = header::position(view);
    let room = usize::from(area.width).saturating_sub(usize::from(TAG) + columns(&position) + 3);
    let reasons = match item {
        Item::Fold(_) => "folded: Enter or z opens it".to_owned(),
        Item::Row(_) => reasons(&view.comparison, row),
    };
    let reasons = InkLine::new(reasons, Ink::default()).cut(room);
    let text: String = reasons.pieces.into_iter().map(|(text, _)| text).collect();
    let indent = if sheet.geometry.divider_x.is_some() || area.height >= 4 { TAG } else { 2 };
    let at = Rect { x: last.x + indent.min(last.width), width: last.width.saturating_sub(indent), ..last };
    frame.render_widget(Line::styled(text, base.patch(muted)), at);
    let x = last.right().saturating_sub(columns(&position) as u16 + 1).max(last.x);
    frame.render_widget(Line::styled(position, base), Rect { x, width: last.right() - x, ..last });
}

/// The stretch of a text that shows its first mark, cut to `width` columns at both ends.
pub(super) fn window(inked: &Inked, width: usize) -> InkLine {
    let text = inked.text();
    let mark = inked.first_mark().unwrap_or(0);
    if columns(text) <= width || columns(&text[..mark]) < width / 2 {
        return inked.line(0, text.len()).cut(width);
    }
    // A third of the line goes to what leads up to the mark, more where less follows it, from the beginning of a word.
    let mut start = mark;
    let mut room = (width / 3).max(width.saturating_sub(columns(&text[mark..]) + 2));
    for (at, grapheme) in text[..mark].grapheme_indices(true).rev() {
        let Some(left) = room.checked_sub(grapheme_columns(grapheme)) else { break };
        room = left;
        start = at;
    }
    start = text[start..mark].find(' ').map_or(start, |space| start + space + 1);
    let mut line = InkLine::new("… ", Ink::default());
    line.pieces.extend(inked.line(start, text.len()).pieces);
    line.cut(width)
}

/// What the pair is, which facts differ, why it was paired and how surely, in one line of prose terms.
fn reasons(comparison: &Comparison, row: &TextRow) -> String {
    if let Some(link) = badge::told_elsewhere(comparison, row) {
        return format!("said again · {}", linked(comparison, link));
    }
    let by_hand =
        if row.link.is_none() && !hand::kept_apart(comparison, row).is_empty() { " · you unpaired these" } else { "" };
    row.link(comparison).map_or_else(
        || match row.kind {
            Kind::Only(Side::Left) => format!("only on the left{by_hand}"),
            Kind::Only(Side::Right) => format!("only on the right{by_hand}"),
            Kind::Noise => "page furniture".to_owned(),
            _ => "beside the story".to_owned(),
        },
        |link| linked(comparison, link),
    )
}

fn linked(comparison: &Comparison, link: &Link) -> String {
    let mut parts = vec![class(link).to_owned()];
    parts.extend(link.facts.iter().map(|fact| differs(comparison, fact)));
    if link.matched_by.contains(&Reason::ByHand) {
        parts.push("paired by you".to_owned());
    } else if link.class != LinkClass::Same {
        let reasons: Vec<String> = link.matched_by.iter().take(3).map(|reason| because(*reason)).collect();
        if !reasons.is_empty() {
            parts.push(format!("paired by {}", reasons.join(", ")));
        }
        parts.push(if link.tier == Tier::Sure { "sure" } else { "maybe" }.to_owned());
    }
    parts.join(" · ")
}

fn class(link: &Link) -> &'static str {
    match link.class {
        LinkClass::Same if link.moved => "the same words in another place",
        LinkClass::Same => "the same words",
        LinkClass::CopyEdit => "spelling or typography",
        LinkClass::Reworded if link.is_reordered() => "the same words in another order",
        LinkClass::Reworded if link.heavy => "told in other words",
        LinkClass::Reworded => "reworded",
        LinkClass::Split => "one sentence against several",
        LinkClass::Merged => "several sentences against one",
    }
}

/// A fact as "number differs: three / two", or what one side has and the other does not.
fn differs(comparison: &Comparison, fact: &Fact) -> String {
    let kind = match fact.kind {
        FactKind::Number => "number",
        FactKind::Date => "date",
        FactKind::Name => "name",
        FactKind::Quote => "quote",
        FactKind::Attribution => "who says it",
        FactKind::Hedge => "how sure they are",
    };
    let words = Sides::from_fn(|side| fact.spans[side].map(|span| short(&comparison.documents[side], span)));
    match words {
        Sides { left: Some(left), right: Some(right) } => format!("{kind} differs: {left} / {right}"),
        Sides { left: Some(left), right: None } => format!("{kind} only left: {left}"),
        Sides { left: None, right: Some(right) } => format!("{kind} only right: {right}"),
        Sides { left: None, right: None } => format!("{kind} differs"),
    }
}

fn short(document: &crate::text::Document, span: Bytes) -> String {
    let mut inked = Inked::default();
    inked.push(document.content(span).of(document.text()), Ink::default());
    let line = inked.line(0, inked.text().len()).cut(FACT);
    line.pieces.into_iter().map(|(text, _)| text).collect()
}

fn because(reason: Reason) -> String {
    let count = |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    match reason {
        Reason::ByHand => "you".to_owned(),
        Reason::Verbatim => "the same words".to_owned(),
        Reason::Run(n) => format!("a run of {}", count(n, "word")),
        Reason::Quote => "quoted words".to_owned(),
        Reason::Names(n) => count(n, "name"),
        Reason::Numbers(n) => count(n, "number"),
        Reason::Words(n) => format!("{n} shared word{}", if n == 1 { "" } else { "s" }),
        Reason::Lead => "lead with lead".to_owned(),
        Reason::Neighbours => "their neighbours".to_owned(),
    }
}
