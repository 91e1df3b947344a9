//! Claims as a grid: a claim a row, an outlet a column, then what each outlet alone has and what it leaves out.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::names::{full, heads, letter};
use super::{Page, telling_differences};
use crate::compare::{Claim, Column, Difference, FactKind, Telling};
use crate::export::Marks;

/// Below this much text the reach is written short.
const SHORT: usize = 48;
/// Columns of a claim's number with the space after it.
const NUMBER: usize = 4;
/// Space between the text and the marks, and between the marks and the reach.
const GAP: usize = 2;
/// Names stand at the heads of columns where the text keeps at least this much, and letters elsewhere.
const ROOMY: usize = 44;
/// Where the text would keep less than this beside the marks, these stand below it.
const BESIDE: usize = 28;
/// The text is never made narrower: below that a line holds hardly a phrase.
const NARROWEST: usize = 20;
/// Lines longer than this are hard to follow back to the left.
const WIDEST: usize = 90;
/// Lines of wording in a row of the grid; what an outlet alone says is written out.
const LINES: usize = 4;

/// Writes claims for a page of `width` columns.
pub fn grid(page: &Page, marks: Marks, width: usize) -> String {
    let mut table = Table::new(page, marks, width);
    table.heading();
    if let Some(nothing) = page.nothing() {
        table.line("");
        table.wrapped(nothing, "", "");
        return table.out;
    }
    table.counts();
    table.shared();
    for column in 0..table.columns.len() {
        table.alone(column);
    }
    table.left_out();
    table.out
}

struct Table<'a> {
    page: &'a Page,
    columns: Vec<Column>,
    names: Vec<String>,
    /// Heads of the columns, a list of lines each; letters where there is no room for names.
    heads: Vec<Vec<String>>,
    lettered: bool,
    /// Whether marks stand below the text.
    below: bool,
    /// Whether the number of independent texts is written as "(3)".
    short: bool,
    /// Columns a mark takes, and the text.
    cell: usize,
    text: usize,
    width: usize,
    marks: Marks,
    out: String,
}

impl<'a> Table<'a> {
    fn new(page: &'a Page, marks: Marks, width: usize) -> Table<'a> {
        let columns = page.columns();
        let names = full(page);
        let room = |heads: &[Vec<String>], short: bool| {
            let cell = heads.iter().flatten().map(|line| line.width()).max().unwrap_or(0).max(2) + 1;
            let reach = page.wanted().map(|(_, claim)| reach(page, claim, &columns, short).width()).max().unwrap_or(0);
            (cell, width.saturating_sub(NUMBER + GAP + columns.len() * cell + GAP + reach))
        };
        let single: Vec<Vec<String>> = (0..columns.len()).map(|k| vec![letter(k)]).collect();
        let worded = heads(&names, &columns).filter(|heads| room(heads, false).1 >= ROOMY);
        let lettered = worded.is_none();
        let heads = worded.unwrap_or(single);
        let short = room(&heads, false).1 < if lettered { SHORT } else { ROOMY };
        let (cell, text) = room(&heads, short);
        let below = text < BESIDE;
        let text = if below { width.saturating_sub(NUMBER) } else { text }.clamp(NARROWEST, WIDEST);
        Table { page, columns, names, heads, lettered, below, short, cell, text, width, marks, out: String::new() }
    }

    /// Who is compared, and what the marks mean.
    fn heading(&mut self) {
        let wide = self.columns.iter().map(|column| self.names[column[0]].width()).max().unwrap_or(0);
        for k in 0..self.columns.len() {
            let line = self.introduced(k, wide);
            self.wrapped(&line, "", "   ");
        }
        let mut legend = "= same words  ~ other words  # a fact differs".to_owned();
        if self.page.wanted().any(|(_, claim)| claim.cells.iter().any(|cell| cell.telling == Telling::Within)) {
            legend += "  + in another row";
        }
        legend += "  . not told";
        if self.page.first.iter().any(Option::is_some) {
            legend += "  * first by its date";
        }
        if self.short && self.page.claims.copies.len() < self.page.outlets.len() {
            legend += "  (n) independent texts";
        }
        self.line("");
        self.wrapped(&legend, "", "");
    }

    /// One column's outlet: its name in so many columns, when it published, whose copy it prints.
    fn introduced(&self, k: usize, wide: usize) -> String {
        let column = &self.columns[k];
        let mut line = if self.lettered { format!("{:<3}", letter(k)) } else { String::new() };
        line += &padded(&self.names[column[0]], wide);
        line += &self.page.outlets[column[0]].published.as_deref().map(|when| format!("  {when}")).unwrap_or_default();
        let others: Vec<&str> = column[1..].iter().map(|&k| self.names[k].as_str()).collect();
        if !others.is_empty() {
            let _ = write!(line, "  and, with the same copy, {}", others.join(", "));
        } else if let Some(first) = self.page.claims.copy_of(column[0]) {
            let _ = write!(line, "  same copy as {}", self.names[first]);
        }
        line
    }

    /// How many claims there are, told by whom; nothing where only some are wanted, because these are no count of anything.
    fn counts(&mut self) {
        let all = self.page.claims.claims.len();
        if self.page.is_selection() || self.columns.len() < 2 {
            return;
        }
        let shared = self.page.wanted().filter(|(_, claim)| claim.told_in(&self.columns) > 1).count();
        self.line("");
        let counts = format!("{all} claims, numbered as told: {shared} told by several, {} by one alone", all - shared);
        self.wrapped(&counts, "", "");
    }

    /// What at least two columns tell.
    fn shared(&mut self) {
        let rows: Vec<(usize, &Claim)> =
            self.page.wanted().filter(|(_, claim)| claim.told_in(&self.columns) > 1).collect();
        let heights = if self.below { 0 } else { self.heads.iter().map(Vec::len).max().unwrap_or(0) };
        if rows.is_empty() {
            return;
        }
        self.line("");
        for k in 0..heights {
            let mut line = " ".repeat(NUMBER + self.text + GAP);
            for head in &self.heads {
                let missing = heights - head.len();
                let said = k.checked_sub(missing).map_or("", |at| head[at].as_str());
                line += &padded(said, self.cell);
            }
            self.line(&line);
        }
        for (number, claim) in rows {
            self.row(number, claim);
        }
    }

    fn row(&mut self, number: usize, claim: &Claim) {
        let wording = self.page.wording(claim);
        let mut lines: Vec<String> =
            textwrap::wrap(&wording, self.text).into_iter().map(std::borrow::Cow::into_owned).collect();
        if lines.len() > LINES {
            lines.truncate(LINES);
            let last = &mut lines[LINES - 1];
            while last.width() + 1 > self.text {
                match last.rfind(' ') {
                    Some(at) => last.truncate(at),
                    None => _ = last.pop(),
                }
            }
            last.push('…');
        }
        for note in notes(self.page, claim, &self.names) {
            let note = textwrap::fill(&note, textwrap::Options::new(self.text).subsequent_indent("  "));
            lines.extend(note.lines().map(str::to_owned));
        }
        let beside = if self.below { String::new() } else { self.marked(number, claim) };
        for (k, text) in lines.iter().enumerate() {
            let lead = if k == 0 { format!("{number:>3} ") } else { " ".repeat(NUMBER) };
            let rest = if k == 0 { beside.as_str() } else { "" };
            let padding = " ".repeat((self.text + GAP).saturating_sub(text.width()));
            self.line(&format!("{lead}{text}{padding}{rest}"));
        }
        if self.below {
            let marks = self.marked(number, claim);
            self.wrapped(&marks, "    ", "    ");
        }
    }

    /// The marks of all columns, and in how many the claim is told. Below the text each bears its column's letter.
    fn marked(&self, number: usize, claim: &Claim) -> String {
        let marks = (0..self.columns.len()).map(|k| {
            let mark = self.mark(number, claim, k);
            if self.below { format!("{}{mark}", self.heads[k][0]) } else { mark }
        });
        format!(
            "{}{}{}",
            marks.collect::<String>(),
            " ".repeat(GAP),
            reach(self.page, claim, &self.columns, self.short)
        )
    }

    /// A mark padded to its column, with an asterisk where the claim was first.
    fn mark(&self, number: usize, claim: &Claim, column: usize) -> String {
        let telling = claim.speaker(&self.columns[column]).map_or(Telling::Absent, |k| claim.cells[k].telling);
        let first = self.page.first.get(number - 1).and_then(Option::as_ref);
        let leads = first.is_some_and(|(outlet, _)| self.columns[column].contains(outlet));
        let (mark, style) = match telling {
            Telling::Same => ("=", ""),
            Telling::Reworded => ("~", ""),
            Telling::Differs => ("#", "1"),
            Telling::Within => ("+", ""),
            Telling::Absent => (".", "2"),
        };
        let shown = if leads { format!("{mark}*") } else { mark.to_owned() };
        let padding = " ".repeat(self.cell.saturating_sub(shown.len()));
        match self.marks {
            Marks::Colour if !style.is_empty() => format!("\x1b[{style}m{shown}\x1b[0m{padding}"),
            _ => shown + &padding,
        }
    }

    /// What one column tells and no other.
    fn alone(&mut self, column: usize) {
        let only = self.page.claims.only_in(&self.columns, column);
        let rows: Vec<(usize, &Claim)> =
            self.page.wanted().filter(|(number, _)| only.contains(&(number - 1))).collect();
        if rows.is_empty() || self.columns.len() < 2 {
            return;
        }
        let name = self.names[self.columns[column][0]].clone();
        self.line("");
        self.wrapped(&format!("Only {name} ({})", rows.len()), "", "");
        let width = self.width.saturating_sub(NUMBER).clamp(NARROWEST, WIDEST + NUMBER);
        for (number, claim) in rows {
            for (k, text) in textwrap::wrap(&self.page.wording(claim), width).iter().enumerate() {
                let lead = if k == 0 { format!("{number:>3} ") } else { " ".repeat(NUMBER) };
                self.line(&(lead + text));
            }
        }
    }

    /// By number, what each column leaves out of what others tell.
    fn left_out(&mut self) {
        if self.columns.len() < 3 || self.page.is_selection() {
            return;
        }
        let mut lines = Vec::new();
        for (k, column) in self.columns.iter().enumerate() {
            let missing = self.page.claims.missing_in(&self.columns, k);
            let numbers: Vec<String> = missing.iter().map(|k| (k + 1).to_string()).collect();
            if !numbers.is_empty() {
                lines.push(format!("{}: {}", self.names[column[0]], numbers.join(", ")));
            }
        }
        if lines.is_empty() {
            return;
        }
        self.line("");
        self.wrapped("Left out, though at least two others tell it", "", "");
        for line in lines {
            self.wrapped(&line, "    ", "      ");
        }
    }

    /// A text on as many lines as it takes.
    fn wrapped(&mut self, text: &str, first: &str, rest: &str) {
        let options = textwrap::Options::new(self.width.max(NARROWEST)).initial_indent(first).subsequent_indent(rest);
        for line in textwrap::wrap(text, options) {
            self.line(&line);
        }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }
}

/// What is said below a claim's wording: figures that differ, and words of doubt that some have and some have not.
fn notes(page: &Page, claim: &Claim, names: &[String]) -> Vec<String> {
    let note = |difference: &Difference| {
        let values: Vec<String> = difference.values.iter().map(|value| page.valued(value, names)).collect();
        let mark = if difference.kind == FactKind::Hedge { '?' } else { '#' };
        format!("{mark} {}", values.join("; "))
    };
    telling_differences(claim).map(note).collect()
}

/// "4 of 5", or "3+1 of 5" where one of them tells it in another row; then "3 independent" or "(3)" where copies count twice.
fn reach(page: &Page, claim: &Claim, columns: &[Column], short: bool) -> String {
    let reach = page.reach(claim, columns);
    let elsewhere = if reach.own < reach.told { format!("+{}", reach.told - reach.own) } else { String::new() };
    let independent = match reach.independent {
        None => String::new(),
        Some(count) if short => format!(" ({count})"),
        Some(count) => format!(", {count} independent"),
    };
    format!("{}{elsewhere} of {}{independent}", reach.own, reach.columns)
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}
