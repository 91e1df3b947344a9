//! How each outlet words the selected claim: in short, so that all of them are seen at once, or every word.

use std::cmp::Reverse;

use ratatui::text::{Line, Span};

use super::grid::{role, symbol};
use super::told::{sentences, telling_differences};
use super::view::ClaimsView;
use crate::compare::{Claim, LinkClass, Telling};
use crate::sides::Side;
use crate::text;
use crate::theme::{StyleRole, Theme};
use crate::tui::cells::{ellipsis, fit, lines, pad};
use crate::tui::compare::Wording;
use crate::tui::wrap::columns;

/// Columns before the text beside the name: the mark of the selected outlet, that of the telling, and spaces.
const LEAD: usize = 4;
/// The widest a name is beside the text: a share of the line, and so many columns or a share of a long line.
const NAME: (usize, usize, usize) = (4, 16, 8);
/// The most lines the selected outlet's wording has before the others get theirs.
const FIRST: usize = 8;

/// How each outlet words the claim in at most `room` lines: the selected one first, then those that differ most from it; last who
/// does not tell it. Where every word has room every word is shown.
pub(super) fn in_short(
    view: &ClaimsView,
    claim: &Claim,
    width: usize,
    room: usize,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let (page, others) = laid_out(view, claim, width, theme);
    let whole = in_full(view, claim, width, theme);
    if whole.len() <= room {
        return whole;
    }
    let here = view.speaker();
    let mut before = vec![here];
    // Two lines say more than one, but not at the cost of another outlet's.
    let least = if room > others.len() + 2 { 2 } else { 1 };
    let mut said = page.block(here, (room / (others.len() + 1)).clamp(1, FIRST).max(least), &[]);
    let absent = page.absent(1);
    let mut left = room.saturating_sub(said.len() + absent.len());
    for (n, &outlet) in others.iter().enumerate() {
        let waiting = others.len() - n;
        if left == 1 && waiting > 1 {
            let more = format!("{}and {waiting} more", " ".repeat(LEAD));
            said.push(Line::styled(more, theme.style(StyleRole::Muted)));
            left = 0;
        }
        if left == 0 {
            break;
        }
        let block = page.block(outlet, (left / waiting).max(1), &before);
        before.push(outlet);
        left -= block.len().min(left);
        said.extend(block);
    }
    said.extend(absent);
    said
}

/// Every word of how each outlet words the claim, in the same order.
pub(super) fn in_full(view: &ClaimsView, claim: &Claim, width: usize, theme: &Theme) -> Vec<Line<'static>> {
    let (page, others) = laid_out(view, claim, width, theme);
    let mut before = Vec::new();
    let mut said = Vec::new();
    for outlet in std::iter::once(view.speaker()).chain(others) {
        said.extend(page.block(outlet, usize::MAX, &before));
        before.push(outlet);
    }
    said.extend(page.absent(usize::MAX));
    said
}

/// The wordings about to be set, and who tells the claim besides the selected outlet, who differs most from it first.
fn laid_out<'a>(view: &'a ClaimsView, claim: &'a Claim, width: usize, theme: &'a Theme) -> (Page<'a>, Vec<usize>) {
    let here = view.speaker();
    let mut others: Vec<usize> =
        (0..view.told.names.len()).filter(|&outlet| outlet != here && claim.told_by(outlet)).collect();
    others.sort_by_key(|&outlet| (Reverse(interest(claim.cells[outlet].telling)), outlet));
    // What all are set against: the selected outlet, or where it is silent the usual words.
    let against = if claim.told_by(here) { here } else { claim.wording.0 };
    (Page { view, claim, against, width, theme }, others)
}

/// What the reader learns most from comes first.
fn interest(telling: Telling) -> u8 {
    match telling {
        Telling::Differs => 3,
        Telling::Reworded => 2,
        Telling::Within => 1,
        Telling::Same | Telling::Absent => 0,
    }
}

/// The wordings of one claim being set.
struct Page<'a> {
    view: &'a ClaimsView,
    claim: &'a Claim,
    /// The outlet the others are set against.
    against: usize,
    width: usize,
    theme: &'a Theme,
}

impl Page<'_> {
    /// One outlet's name and wording in at most `most` lines; `before` are the outlets whose wordings stand above it.
    fn block(&self, outlet: usize, most: usize, before: &[usize]) -> Vec<Line<'static>> {
        let theme = self.theme;
        let telling = self.claim.cells[outlet].telling;
        let here = outlet == self.view.speaker();
        let name = self.name_width();
        let room = self.width.saturating_sub(LEAD + name + 2).max(1);
        let text = self.text(outlet, (room, most.max(1)), before);
        let lead = vec![
            Span::raw(if here { theme.symbols.selected.clone() } else { " ".to_owned() }),
            Span::styled(format!(" {} ", symbol(telling, theme)), theme.style(role(telling))),
            Span::styled(self.name(outlet, name), theme.style(StyleRole::Heading)),
            Span::raw(" "),
        ];
        let indent = || vec![Span::raw(" ".repeat(LEAD + name + 1))];
        let leads = std::iter::once(lead).chain(std::iter::repeat_with(indent));
        leads
            .zip(text)
            .map(|(mut lead, text)| {
                lead.extend(text.spans);
                Line::from(lead)
            })
            .collect()
    }

    /// A name in so many columns, told apart from those of the others.
    fn name(&self, outlet: usize, width: usize) -> String {
        let dots = ellipsis(self.theme);
        pad(&self.view.told.brief(outlet, width, dots), width, dots)
    }

    fn name_width(&self) -> usize {
        let longest = self.view.told.names.iter().map(|name| columns(name)).max().unwrap_or(0);
        longest.min(NAME.1.max(self.width / NAME.2)).min(self.width / NAME.0)
    }

    fn text(&self, outlet: usize, (width, most): (usize, usize), before: &[usize]) -> Vec<Line<'static>> {
        let (told, claim, theme) = (&self.view.told, self.claim, self.theme);
        let muted = theme.style(StyleRole::Muted);
        let sentences = sentences(claim, outlet);
        let said = |text: &str| vec![Line::styled(fit(text, width, ellipsis(theme)), muted)];
        if sentences.is_empty() {
            return said("does not tell it");
        }
        let same = |&other: &&usize| told.link(claim, *other, outlet).is_some_and(|link| link.class == LinkClass::Same);
        if let Some(&other) = before.iter().find(same) {
            let whose = if other == self.view.speaker() { "" } else { &told.names[other] };
            return said(format!("the same words {}{whose}", if whose.is_empty() { "" } else { "as " }).trim_end());
        }
        let link = told.link(claim, self.against, outlet);
        let wording = if outlet == self.against {
            self.reference()
        } else {
            told.between(self.against, outlet).map(|(comparison, side)| {
                Wording::against(comparison, link, side, sentences, Side::Right, theme.brackets)
            })
        };
        wording.map_or_else(Vec::new, |wording| wording.lines(width, most, theme))
    }

    /// The wording the others are set against: marked against the other where there is just one, else only the facts in which any
    /// differs, because each differs from it in words of its own.
    fn reference(&self) -> Option<Wording> {
        let (told, claim) = (&self.view.told, self.claim);
        let (outlet, brackets) = (self.against, self.theme.brackets);
        let sentences = sentences(claim, outlet);
        let mut others = (0..told.names.len()).filter(|&other| other != outlet && claim.told_by(other));
        if let (Some(other), None) = (others.next(), others.next()) {
            let (comparison, side) = told.between(other, outlet)?;
            let link = told.link(claim, outlet, other);
            return Some(Wording::against(comparison, link, side, sentences, Side::Left, brackets));
        }
        let values = telling_differences(claim).flat_map(|difference| &difference.values);
        let facts: Vec<text::Span> =
            values.flat_map(|value| &value.said).filter(|said| said.0 == outlet).filter_map(|said| said.1).collect();
        Some(Wording::with_facts(&told.documents[outlet], sentences, &facts, Side::Left, brackets))
    }

    /// Who does not tell it, in at most `most` lines; the selected outlet has said so itself.
    fn absent(&self, most: usize) -> Vec<Line<'static>> {
        let (told, theme, here) = (&self.view.told, self.theme, self.view.speaker());
        let silent: Vec<&str> = (0..told.names.len())
            .filter(|&outlet| outlet != here && !self.claim.told_by(outlet))
            .map(|outlet| super::names::short(&told.names[outlet]))
            .collect();
        if silent.is_empty() {
            return Vec::new();
        }
        let said = format!("not told by {}", silent.join(", "));
        let said = lines(&said, self.width.saturating_sub(LEAD + 1).max(1), most, ellipsis(theme));
        let mark = format!("  {} ", symbol(Telling::Absent, theme));
        let leads = std::iter::once(mark).chain(std::iter::repeat(" ".repeat(LEAD)));
        let line = |(lead, text): (String, String)| {
            Line::from(vec![
                Span::styled(lead, theme.style(StyleRole::ToldAbsent)),
                Span::styled(text, theme.style(StyleRole::Muted)),
            ])
        };
        leads.zip(said).map(line).collect()
    }
}
