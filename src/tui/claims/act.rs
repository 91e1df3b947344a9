//! What the reader does -> another state, or something the host has to do.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::geometry::Shape;
use super::names::short;
use super::rows::{Kind, differs};
use super::told::sentences;
use super::view::{ClaimsView, Scrolled};
use super::{said, wordings};
use crate::compare::Claim;
use crate::model::VersionId;
use crate::sides::{Side, Sides};
use crate::text::{Document, SentenceIx};
use crate::theme::Theme;
use crate::tui::cells::clean;
use crate::tui::command::Command;
use crate::tui::compare::Anchor;

/// What came of a command.
#[derive(Debug)]
pub enum Outcome {
    /// It is done.
    Done,
    /// It is done, and this is to be said.
    Say(String),
    /// Two versions are to be compared, the cursor at this place.
    Compare(Sides<VersionId>, Anchor),
    /// It is not for this screen.
    Ignored,
}

impl ClaimsView {
    /// Does what the reader asked for, on a screen of `area` drawn with `theme`.
    pub fn apply(&mut self, command: Command, area: Rect, theme: &Theme) -> Outcome {
        let outcome = self.act(command, area, theme);
        self.settle(area);
        outcome
    }

    fn act(&mut self, command: Command, area: Rect, theme: &Theme) -> Outcome {
        if let Some(by) = command.steps(self.geometry(area).rows().saturating_sub(1)) {
            self.step(by);
            return Outcome::Done;
        }
        match command {
            Command::NextOutlet => self.turn(1),
            Command::PreviousOutlet => self.turn(-1),
            Command::NextDiffering => return self.walk_differing(true),
            Command::PreviousDiffering => return self.walk_differing(false),
            Command::OnlyHere => return Outcome::Say(self.walk(Kind::OnlyHere)),
            Command::LeftOut => return Outcome::Say(self.walk(Kind::LeftOut)),
            Command::SortClaims => {
                self.place.sort = self.place.sort.next();
                self.arrange();
            }
            Command::FilterClaims => {
                self.place.kind = self.place.kind.next();
                self.arrange();
            }
            // As in the list of stories, the way out leads through everything.
            Command::Back if self.place.kind != Kind::All => {
                self.place.kind = Kind::All;
                self.arrange();
            }
            Command::FoldCopies => return self.fold_copies(),
            Command::Wordings => self.place.share = self.place.share.next(),
            Command::WordingsDown => return self.scroll_wordings(1, area, theme),
            Command::WordingsUp => return self.scroll_wordings(-1, area, theme),
            Command::Pick => return self.pick(),
            Command::CompareColumns => return self.compare(),
            _ => return Outcome::Ignored,
        }
        Outcome::Done
    }

    /// Moves to another row, as far as it goes.
    fn step(&mut self, by: isize) {
        let Some(row) = self.row() else { return };
        self.place.claim = self.rows[row.saturating_add_signed(by).min(self.rows.len() - 1)];
    }

    /// Moves to another outlet, as far as it goes.
    fn turn(&mut self, by: isize) {
        let at = self.column().saturating_add_signed(by).min(self.columns.len().saturating_sub(1));
        self.select_column(at);
    }

    fn select_column(&mut self, at: usize) {
        if let Some(&outlet) = self.columns.get(at).and_then(|column| column.first()) {
            self.place.outlet = outlet;
            if matches!(self.place.kind, Kind::OnlyHere | Kind::LeftOut) {
                self.arrange();
            }
        }
    }

    /// The name of the selected column.
    pub(super) fn column_name(&self) -> &str {
        let outlet = self.columns.get(self.column()).and_then(|column| column.first());
        outlet.map_or("", |&outlet| short(&self.told.names[outlet]))
    }

    /// To the next claim that an outlet leaves out; what is to be said of it.
    pub(super) fn walk_left_out(&mut self, outlet: usize, area: Rect) -> String {
        self.place.outlet = outlet;
        self.place.kind = Kind::All;
        self.arrange();
        let said = self.walk(Kind::LeftOut);
        self.settle(area);
        said
    }

    /// To the next claim of a kind after the selected one, around the end; what is to be said of it.
    fn walk(&mut self, kind: Kind) -> String {
        let column = self.column();
        let wanted = match kind {
            _ if self.columns.is_empty() => Vec::new(),
            Kind::OnlyHere => self.told.claims.only_in(&self.columns, column),
            _ => self.told.claims.missing_in(&self.columns, column),
        };
        let name = self.column_name().to_owned();
        let said = if kind == Kind::OnlyHere { format!("Only {name}") } else { format!("Left out by {name}") };
        let there: Vec<usize> = (0..self.rows.len()).filter(|&row| wanted.contains(&self.rows[row])).collect();
        let from = self.row().unwrap_or(0);
        let next = there.iter().position(|&row| row > from).or((!there.is_empty()).then_some(0));
        let Some(next) = next else {
            return match (self.place.kind, kind) {
                (Kind::All, Kind::OnlyHere) => format!("{name} tells nothing alone"),
                (Kind::All, _) => format!("{name} leaves out nothing that two others tell"),
                _ => format!("{said}: none of the claims shown"),
            };
        };
        self.place.claim = self.rows[there[next]];
        format!("{said}: {} of {}", next + 1, there.len())
    }

    /// To the next or previous claim in which outlets differ in what they say.
    fn walk_differing(&mut self, forward: bool) -> Outcome {
        let Some(from) = self.row() else { return Outcome::Done };
        let is_one = |&row: &usize| differs(&self.told.claims.claims[self.rows[row]]);
        let found = if forward { (from + 1..self.rows.len()).find(is_one) } else { (0..from).rev().find(is_one) };
        match found {
            Some(row) => self.place.claim = self.rows[row],
            None if forward => return Outcome::Say("No further claim here has facts that differ".to_owned()),
            None => return Outcome::Say("No earlier claim here has facts that differ".to_owned()),
        }
        Outcome::Done
    }

    fn fold_copies(&mut self) -> Outcome {
        if self.told.claims.copies.len() == self.told.names.len() {
            return Outcome::Say("No two outlets here print one copy".to_owned());
        }
        self.place.folded = !self.place.folded;
        self.arrange();
        Outcome::Done
    }

    /// Shows the wordings in full, scrolls them, and above their beginning shows them in short again.
    fn scroll_wordings(&mut self, by: isize, area: Rect, theme: &Theme) -> Outcome {
        let detail = self.geometry(area).detail;
        let Some(claim) = self.claim() else { return Outcome::Done };
        if detail.height == 0 {
            return Outcome::Say("There is no room for the wordings here".to_owned());
        }
        let lines = said::in_full(self, claim, usize::from(detail.width), theme).len();
        let furthest = wordings::furthest(lines, detail);
        let line = match self.scrolled().map(|line| line.min(furthest)) {
            None => (by > 0).then_some(0),
            Some(0) if by < 0 => None,
            Some(line) if by > 0 && line == furthest => {
                return Outcome::Say("These are all the wordings".to_owned());
            }
            Some(line) => Some(line.saturating_add_signed(by).min(furthest)),
        };
        let (claim, outlet) = (self.place.claim, self.speaker());
        self.place.scrolled = line.map(|line| Scrolled { claim, outlet, line });
        Outcome::Done
    }

    /// Picks the selected column for a comparison, or lets it go; a third takes the place of the second.
    fn pick(&mut self) -> Outcome {
        let column = self.columns.get(self.column()).cloned().unwrap_or_default();
        let Some(&outlet) = column.first() else { return Outcome::Done };
        let before = self.place.picked.len();
        self.place.picked.retain(|picked| !column.contains(picked));
        if self.place.picked.len() == before {
            self.place.picked.truncate(1);
            self.place.picked.push(outlet);
        }
        let name = |outlet: &usize| short(&self.told.names[*outlet]);
        Outcome::Say(match self.place.picked.as_slice() {
            [] => "No outlet is picked".to_owned(),
            [one] => format!("{} picked, now another", name(one)),
            [left, right, ..] => format!("{} and {} picked", name(left), name(right)),
        })
    }

    /// The two outlets to compare at the selected claim: those picked; else the one picked, or the one with the usual words, and
    /// the selected one.
    fn compare(&self) -> Outcome {
        let Some(claim) = self.claim() else { return Outcome::Say("There is no claim to compare".to_owned()) };
        let here = self.speaker();
        let pair = match self.place.picked.as_slice() {
            [left, right, ..] => Sides::new(*left, *right),
            [one] if *one != here => Sides::new(*one, here),
            _ => {
                let other = self.counterpart(claim, here);
                let Some(other) = other else {
                    return Outcome::Say("There is no other outlet to compare with".to_owned());
                };
                Sides::new(here.min(other), here.max(other))
            }
        };
        Outcome::Compare(pair.map(|outlet| self.told.versions[outlet]), Anchor::at(self.places(claim, pair, here)))
    }

    /// Where two outlets tell a claim, in the order in which it is to be looked for: the sentences they are linked by, then the
    /// others, those of the selected outlet before the other's.
    fn places(&self, claim: &Claim, pair: Sides<usize>, here: usize) -> Vec<(Arc<Document>, SentenceIx)> {
        let mut order = vec![pair.left, pair.right];
        order.sort_by_key(|&outlet| outlet != here);
        let linked = self.told.linked(claim, pair.left, pair.right);
        let mut places = Vec::new();
        for outlet in order {
            let own = sentences(claim, outlet);
            let linked = if outlet == pair.left { &linked.left } else { &linked.right };
            let (first, rest): (Vec<_>, Vec<_>) = own.iter().copied().partition(|ix| linked.contains(ix));
            places.extend(first.into_iter().chain(rest).map(|ix| (Arc::clone(&self.told.documents[outlet]), ix)));
        }
        places
    }

    /// The outlet to set another against where none was picked: the one with the usual words, else the first that tells the claim
    /// too, else the first.
    fn counterpart(&self, claim: &Claim, here: usize) -> Option<usize> {
        let others = || (0..self.told.names.len()).filter(|&outlet| outlet != here);
        let usual = Some(claim.wording.0).filter(|&outlet| outlet != here);
        usual.or_else(|| others().find(|&outlet| claim.told_by(outlet))).or_else(|| others().next())
    }

    /// The selected outlet's version, to be read alone.
    pub(in crate::tui) fn version(&self) -> Option<VersionId> {
        self.told.versions.get(self.speaker()).copied()
    }

    /// Where the selected outlet tells the selected claim first, if it does.
    pub(in crate::tui) fn first_sentence(&self) -> Option<SentenceIx> {
        sentences(self.claim()?, self.speaker()).first().copied()
    }

    /// The words of the selected claim at the selected outlet, with the outlet's name, for the clipboard.
    pub(in crate::tui) fn quoted(&self) -> Option<String> {
        let (claim, outlet) = (self.claim()?, self.speaker());
        let document = &self.told.documents[outlet];
        let said: Vec<&str> = sentences(claim, outlet).iter().map(|&ix| document.sentence_text(ix)).collect();
        (!said.is_empty()).then(|| format!("{} ({})", clean(&said.join(" ")), self.told.names[outlet]))
    }

    /// Puts the cursor on the claim that a sentence of a version tells, and on that outlet.
    pub(in crate::tui) fn select_sentence(&mut self, places: &[(VersionId, SentenceIx)], area: Rect) {
        for &(version, sentence) in places {
            let Some(claim) = self.told.claim_of(version, sentence) else { continue };
            self.place.claim = claim;
            if !self.rows.contains(&claim) {
                self.place.kind = Kind::All;
            }
            self.place.outlet = self.told.versions.iter().position(|&id| id == version).unwrap_or(0);
            self.arrange();
            break;
        }
        self.settle(area);
    }

    /// A click at a cell of the terminal selects the row there, the column there, or both.
    pub(in crate::tui) fn click(&mut self, x: u16, y: u16, area: Rect) {
        let geometry = self.geometry(area);
        let (top, left) = self.window(&geometry);
        let inside = |part: Rect| part.contains((x, y).into());
        if inside(geometry.body)
            && let Some(&claim) = self.rows.get(top + usize::from(y - geometry.body.y))
        {
            self.place.claim = claim;
        }
        let with_names = matches!(geometry.shape, Shape::Columns { .. });
        if inside(geometry.body) || (with_names && (inside(geometry.heads) || inside(geometry.rule))) {
            let column = geometry.column_at(x).map(|at| left + at).filter(|&at| at < self.columns.len());
            if let Some(column) = column {
                self.select_column(column);
            }
        }
        self.settle(area);
    }

    /// The wheel at line `y` of the terminal scrolls the wordings there, or else the rows.
    pub(in crate::tui) fn wheel(&mut self, by: isize, y: u16, area: Rect, theme: &Theme) {
        let detail = self.geometry(area).detail;
        if (detail.top()..detail.bottom()).contains(&y) {
            // Its first notch shows them in full, from their beginning.
            let steps = if self.scrolled().is_none() { 1 } else { by.unsigned_abs() };
            for _ in 0..steps {
                self.scroll_wordings(by.signum(), area, theme);
            }
        } else {
            self.scroll(by, area);
        }
    }

    /// Scrolls the rows; the cursor comes along at the edge.
    pub(super) fn scroll(&mut self, by: isize, area: Rect) {
        let Some(row) = self.row() else { return };
        let height = self.geometry(area).rows();
        let (top, _) = self.window(&self.geometry(area));
        let top = top.saturating_add_signed(by).min(self.rows.len().saturating_sub(height));
        self.place.top = top;
        self.place.claim = self.rows[row.clamp(top, top + height - 1).min(self.rows.len() - 1)];
        self.settle(area);
    }

    /// The side a column was picked for.
    pub(super) fn picked_for(&self, column: usize) -> Option<Side> {
        let outlets = self.columns.get(column)?;
        let at = self.place.picked.iter().position(|outlet| outlets.contains(outlet))?;
        Some(if at == 0 { Side::Left } else { Side::Right })
    }
}
