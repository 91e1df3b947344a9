//! Below the text: who else tells the sentence the reader is at, how another outlet words it, and in which facts they differ.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Reader;
use super::reach::Reach;
use crate::compare::{Claim, LinkClass};
use crate::sides::Side;
use crate::theme::{StyleRole, Theme};
use crate::tui::cells::{ellipsis, fit, lines};
use crate::tui::claims::{sentences, short, telling_differences};
use crate::tui::clock::Clock;
use crate::tui::compare::Wording;
use crate::tui::wrap::{columns, even};

/// The widest the name of the other outlet is beside its wording.
const NAME: usize = 18;

impl Reader {
    /// What the reader set the sentence against, or what is best set against it: the place of an outlet among the story's.
    pub(in crate::tui) fn against(&self) -> Option<usize> {
        let reach = self.reach.as_ref()?;
        let (_, claim) = reach.claim(self.cursor)?;
        self.against.filter(|&other| claim.told_by(other)).or_else(|| reach.others(claim).first().copied())
    }

    /// Sets the sentence against the next outlet that tells it; `false` where there is no other.
    pub(in crate::tui) fn next_other(&mut self) -> bool {
        let others = self.reach.as_ref().and_then(|reach| Some(reach.others(reach.claim(self.cursor)?.1)));
        let others = others.unwrap_or_default();
        let at = others.iter().position(|other| Some(*other) == self.against()).unwrap_or(0);
        self.against = others.get((at + 1) % others.len().max(1)).copied();
        others.len() > 1
    }

    /// Who tells the sentence, in words.
    pub(in crate::tui) fn who(&self) -> String {
        let Some(reach) = &self.reach else { return self.unknown() };
        match reach.claim(self.cursor) {
            Some((_, claim)) => who(reach, claim),
            None => "No claim of the story stands here".to_owned(),
        }
    }

    /// Why nothing is known of who tells what.
    fn unknown(&self) -> String {
        let outlets = self.story.articles.len();
        match (&self.told, self.failed) {
            (_, true) => "The outlets could not be compared".to_owned(),
            (Some(_), _) => "An earlier version: only the latest of each outlet are set against one another".to_owned(),
            (None, _) if !self.asks_at_once() => {
                format!("{outlets} outlets: their claims, once opened, say who tells this")
            }
            (None, _) => format!("Comparing {outlets} outlets, every two of them"),
        }
    }

    /// The facts in which outlets differ here, and who had it first.
    fn facts(&self, clock: &Clock) -> Vec<String> {
        let Some((reach, (number, claim))) =
            self.reach.as_ref().and_then(|reach| Some((reach, reach.claim(self.cursor)?)))
        else {
            return Vec::new();
        };
        let told = &reach.told;
        let mut parts: Vec<String> = telling_differences(claim).map(|difference| told.valued(difference)).collect();
        if let Some(Some((outlet, moment))) = told.first.get(number)
            && claim.reach() > 1
        {
            parts.push(format!("first {}, {}", short(&told.names[*outlet]), clock.say(*moment)));
        }
        parts
    }
}

impl Reader {
    /// Who tells the sentence, every outlet's wording whole, and the facts, in lines of at most `width` columns; none where nothing
    /// is known of it.
    pub(in crate::tui) fn info(&self, width: usize, theme: &Theme, clock: &Clock) -> Vec<Line<'static>> {
        let known = self.reach.as_ref().filter(|_| self.is_marked());
        let Some((reach, (_, claim))) = known.and_then(|reach| Some((reach, reach.claim(self.cursor)?))) else {
            return Vec::new();
        };
        let plain = |text: &str| lines(text, width, usize::MAX, "").into_iter().map(Line::raw).collect::<Vec<_>>();
        let mut said = plain(&self.who());
        said.extend(self.facts(clock).iter().flat_map(|fact| plain(fact)));
        for outlet in std::iter::once(reach.outlet).chain(reach.others(claim)) {
            let name = fit(&reach.told.names[outlet], width, ellipsis(theme));
            said.extend([Line::default(), Line::styled(name, theme.style(StyleRole::Heading))]);
            let wording =
                if outlet == reach.outlet { own(reach, claim, theme) } else { against(reach, claim, outlet, theme) };
            let wrapped = wording.map(|wording| wording.lines(width.saturating_sub(2).max(1), usize::MAX, theme));
            said.extend(wrapped.into_iter().flatten().map(|mut line| {
                line.spans.insert(0, Span::raw("  "));
                line
            }));
        }
        said
    }
}

/// The wording of the text being read, without marks: each of the others differs from it in words of its own.
fn own(reach: &Reach, claim: &Claim, theme: &Theme) -> Option<Wording> {
    let document = reach.told.documents.get(reach.outlet)?;
    Some(Wording::with_facts(document, sentences(claim, reach.outlet), &[], Side::Left, theme.brackets))
}

/// Another outlet's wording of a claim with what differs from the one being read marked.
fn against(reach: &Reach, claim: &Claim, other: usize, theme: &Theme) -> Option<Wording> {
    let (comparison, side) = reach.told.between(reach.outlet, other)?;
    let link = reach.told.link(claim, reach.outlet, other);
    Some(Wording::against(comparison, link, side, sentences(claim, other), Side::Right, theme.brackets))
}

fn who(reach: &Reach, claim: &Claim) -> String {
    let told = &reach.told;
    let names = |outlets: Vec<usize>| {
        outlets.into_iter().map(|outlet| short(&told.names[outlet])).collect::<Vec<_>>().join(", ")
    };
    let (count, all) = (claim.reach(), told.names.len());
    let independent = told.claims.independent(claim);
    let copies = if independent < count { format!(", {independent} independent") } else { String::new() };
    let mut others = reach.others(claim);
    others.sort_unstable();
    match count {
        1 => format!("Only {} tells this, of {all}", short(&told.names[reach.outlet])),
        2 if all == 2 => format!("Both tell this{copies}"),
        _ if count == all => format!("All {all} tell this{copies}"),
        _ => {
            let silent = names(reach.silent(claim));
            format!("{count} of {all} tell this{copies}: also {} · not {silent}", names(others))
        }
    }
}

/// Draws the rule and what is below it, and the line above the footer.
pub(super) fn draw(frame: &mut Frame<'_>, reader: &Reader, (lens, status): (Rect, Rect), theme: &Theme, clock: &Clock) {
    let muted = theme.style(StyleRole::Muted);
    let width = usize::from(lens.width);
    let line = |at: u16| Rect { y: lens.y + at, height: 1, ..lens };
    if lens.height > 1 {
        frame.render_widget(Line::styled(theme.symbols.rule.repeat(width), theme.style(StyleRole::Border)), line(0));
        let who = fit(&reader.who(), width.saturating_sub(2), ellipsis(theme));
        frame.render_widget(even(Line::from(format!(" {who}"))), line(1));
    }
    if lens.height > 2 {
        frame.render_widget(even(wording(reader, width, theme)), line(2));
    }
    let place = super::draw::place(reader);
    let said = if lens.height > 1 { reader.facts(clock).join(" · ") } else { reader.who() };
    let said = fit(&said, width.saturating_sub(columns(&place) + 4), ellipsis(theme));
    frame.render_widget(even(Line::styled(format!(" {said}"), muted)), status);
    let x = status.right().saturating_sub(columns(&place) as u16 + 1).max(status.x);
    frame.render_widget(Line::styled(place, muted), Rect { x, width: status.right() - x, ..status });
}

/// How the outlet the sentence is set against words it, what differs marked.
fn wording(reader: &Reader, width: usize, theme: &Theme) -> Line<'static> {
    let Some((reach, other)) = reader.reach.as_ref().zip(reader.against()) else { return Line::default() };
    let Some((_, claim)) = reach.claim(reader.cursor) else { return Line::default() };
    let told = &reach.told;
    let name = told.brief(other, NAME.min(width / 3), ellipsis(theme));
    let room = width.saturating_sub(columns(&name) + 4).max(1);
    let mut spans = vec![
        Span::raw(" "),
        Span::styled(name, theme.style(StyleRole::Base).patch(theme.style(StyleRole::Heading))),
        Span::raw("  "),
    ];
    let link = told.link(claim, reach.outlet, other);
    if link.is_some_and(|link| link.class == LinkClass::Same) {
        spans.push(Span::styled("the same words", theme.style(StyleRole::Muted)));
    } else if let Some(wording) = against(reach, claim, other, theme) {
        spans.extend(wording.lines(room, 1, theme).into_iter().next().unwrap_or_default().spans);
    }
    Line::from(spans)
}
