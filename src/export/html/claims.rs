//! The claims of a story: a claim a row and an outlet a column, then what each outlet alone tells and what it leaves out.

use super::about;
use super::head::{begin, end, legend};
use super::row::sentence;
use super::sheet::Sheet;
use crate::compare::{Claim, Column, FactKind, LinkClass, Telling};
use crate::export::bits::bits;
use crate::export::claims::{Page, full_names, telling_differences};
use crate::text::Span;

/// The columns of outlets a sheet of paper has room for beside the claims.
const ON_PAPER: usize = 6;

/// Writes claims as a page.
pub fn claims(page: &Page) -> String {
    let mut sheet = Sheet::default();
    let grid = Grid { page, columns: page.columns(), names: full_names(page) };
    begin(&mut sheet, &format!("What {} outlets tell of one story", page.outlets.len()), !page.wanted.is_empty());
    sheet.raw("<header>\n<h1>What ").number(page.outlets.len()).raw(" outlets tell of one story</h1>\n");
    grid.outlets(&mut sheet);
    grid.legend(&mut sheet);
    sheet.raw("</header>\n<main>\n");
    if let Some(nothing) = page.nothing() {
        sheet.raw("<p>").text(nothing).raw("</p>\n");
    } else {
        grid.shared(&mut sheet);
        for column in 0..grid.columns.len() {
            grid.alone(&mut sheet, column);
        }
        grid.left_out(&mut sheet);
    }
    sheet.raw("</main>\n");
    end(&mut sheet);
    sheet.finish()
}

struct Grid<'a> {
    page: &'a Page,
    columns: Vec<Column>,
    names: Vec<String>,
}

impl Grid<'_> {
    fn name(&self, column: usize) -> &str {
        &self.names[self.columns[column][0]]
    }

    /// Every outlet with its headline, date and address, and whose copy it prints.
    fn outlets(&self, sheet: &mut Sheet) {
        sheet.raw("<h2>Outlets</h2>\n<ul class=\"outlets\">\n");
        for (k, outlet) in self.page.outlets.iter().enumerate() {
            sheet.raw("<li><strong>").quoted(&self.names[k]).raw("</strong>");
            if !outlet.title.is_empty() {
                sheet.raw("<p class=\"headline\" lang=\"\" dir=\"auto\">").text(&outlet.title).raw("</p>");
            }
            about(sheet, outlet.published.as_deref(), outlet.url.as_deref());
            if let Some(first) = self.page.claims.copy_of(k) {
                sheet.raw("<p class=\"about\">Same copy as ").quoted(&self.names[first]).raw("</p>");
            }
            sheet.raw("</li>\n");
        }
        sheet.raw("</ul>\n");
    }

    /// Where there are just two outlets, whose words are on which side, and what the marks mean.
    fn legend(&self, sheet: &mut Sheet) {
        let (Some(pair), [left, right]) = (&self.page.pair, self.names.as_slice()) else { return };
        sheet.raw("<p class=\"about\">Left: ").quoted(left).raw(". Right: ").quoted(right).raw(".</p>\n");
        legend(sheet, pair.profile);
    }

    /// What at least two columns tell.
    fn shared(&self, sheet: &mut Sheet) {
        let rows: Vec<(usize, &Claim)> =
            self.page.wanted().filter(|(_, claim)| claim.told_in(&self.columns) > 1).collect();
        if rows.is_empty() {
            return;
        }
        let many = self.columns.len() > ON_PAPER;
        sheet.raw("<h2>Told by several</h2>\n<div class=\"scroll").raw(if many { " many" } else { "" });
        sheet.raw("\" tabindex=\"0\" role=\"group\" aria-label=\"Grid of claims\">\n");
        sheet.raw("<table class=\"grid\" role=\"table\">\n<caption>= same words, ~ other words, # a fact differs, ");
        sheet.raw("+ told in another row, · not told, * first by its date. Numbers count all claims as they are told, those of one outlet alone too.</caption>\n");
        sheet.raw("<thead role=\"rowgroup\"><tr role=\"row\"><th scope=\"col\" role=\"columnheader\">Claim</th>");
        for column in 0..self.columns.len() {
            sheet.raw("<th scope=\"col\" role=\"columnheader\">").quoted(self.name(column)).raw("</th>");
        }
        sheet.raw("<th scope=\"col\" role=\"columnheader\">Told by</th></tr></thead>\n<tbody role=\"rowgroup\">\n");
        for (number, claim) in rows {
            self.row(sheet, number, claim);
        }
        sheet.raw("</tbody>\n</table>\n</div>\n");
    }

    fn row(&self, sheet: &mut Sheet, number: usize, claim: &Claim) {
        sheet.raw("<tr role=\"row\" class=\"change\" tabindex=\"-1\" id=\"c").number(number);
        sheet.raw("\"><th scope=\"row\" role=\"rowheader\"><p>").number(number).raw(". ");
        sheet.quoted(&self.page.wording(claim)).raw("</p>");
        self.notes(sheet, claim);
        self.wordings(sheet, claim);
        sheet.raw("</th>\n");
        for column in 0..self.columns.len() {
            self.cell(sheet, number, claim, column);
        }
        let reach = self.page.reach(claim, &self.columns);
        sheet.raw("<td role=\"cell\"><span class=\"outlet\">Told by </span>").number(reach.told).raw(" of ");
        sheet.number(reach.columns);
        if let Some(independent) = reach.independent {
            sheet.raw(", ").number(independent).raw(" independent");
        }
        sheet.raw("</td></tr>\n");
    }

    fn cell(&self, sheet: &mut Sheet, number: usize, claim: &Claim, column: usize) {
        let telling = claim.speaker(&self.columns[column]).map_or(Telling::Absent, |k| claim.cells[k].telling);
        sheet.raw("<td role=\"cell\"><span class=\"outlet\">").quoted(self.name(column)).raw(": </span>");
        sheet.raw(match telling {
            Telling::Same => "<span aria-hidden=\"true\">=</span> same",
            Telling::Reworded => "<span aria-hidden=\"true\">~</span> other words",
            Telling::Differs => "<span class=\"told-differs\"><span aria-hidden=\"true\">#</span> differs</span>",
            Telling::Within => "<span class=\"told-within\"><span aria-hidden=\"true\">+</span> in another row</span>",
            Telling::Absent => "<span class=\"told-absent\"><span aria-hidden=\"true\">·</span> not told</span>",
        });
        let first = self.page.first.get(number - 1).and_then(Option::as_ref);
        if let Some((_, when)) = first.filter(|(outlet, _)| self.columns[column].contains(outlet)) {
            sheet.raw("<br><span aria-hidden=\"true\">*</span> first,");
            // A day breaks at no hyphen.
            for word in when.split_whitespace() {
                sheet.raw(" <span class=\"when\">").text(word).raw("</span>");
            }
        }
        sheet.raw("</td>\n");
    }

    /// Facts that differ, each value with the outlets that say it.
    fn notes(&self, sheet: &mut Sheet, claim: &Claim) {
        let mut differences = telling_differences(claim).peekable();
        if differences.peek().is_none() {
            return;
        }
        sheet.raw("<ul class=\"notes\">");
        for difference in differences {
            sheet.raw(if difference.kind == FactKind::Hedge { "<li>How certain: " } else { "<li>Differs: " });
            for (k, value) in difference.values.iter().enumerate() {
                sheet.raw(if k > 0 { "; " } else { "" });
                match self.page.value(value) {
                    Some(said) => sheet.quoted(&said),
                    None => sheet.raw("without it"),
                };
                for (at, outlet) in value.outlets().into_iter().enumerate() {
                    sheet.raw(if at == 0 { " in " } else { ", " }).text(&self.names[outlet]);
                }
            }
            sheet.raw("</li>");
        }
        sheet.raw("</ul>");
    }

    /// What every outlet says of a claim: of two outlets the words that differ are marked, of more the values.
    fn wordings(&self, sheet: &mut Sheet, claim: &Claim) {
        // Of two outlets the words that differ are what the page is for.
        let cell = &claim.cells[0];
        let mut linked = cell.sentences.iter().chain(&cell.within).filter_map(|&ix| self.page.linked(claim, 0, ix));
        let open = linked.any(|(_, _, link)| link.class != LinkClass::Same);
        sheet.raw(if open { "<details class=\"wordings\" open>" } else { "<details class=\"wordings\">" });
        sheet.raw("<summary>All wordings</summary><dl>");
        for outlet in (0..self.page.outlets.len()).filter(|&outlet| claim.told_by(outlet)) {
            sheet.raw("<dt>").quoted(&self.names[outlet]).raw("</dt><dd lang=\"\" dir=\"auto\">");
            let document = &self.page.outlets[outlet].document;
            let cell = &claim.cells[outlet];
            let mut before = None;
            for &ix in cell.sentences.iter().chain(&cell.within) {
                sheet.raw(before.replace(ix).map_or("", |before| self.page.between(outlet, before, ix)));
                let whole = document.content(document.sentence(ix).span);
                match self.page.linked(claim, outlet, ix) {
                    Some((pair, side, link)) => sentence(sheet, &bits(pair, side, ix, Some(link)), side),
                    None => valued(sheet, document.text(), whole, &values(claim, outlet)),
                }
            }
            sheet.raw("</dd>");
        }
        sheet.raw("</dl></details>");
    }

    /// What one column tells and no other.
    fn alone(&self, sheet: &mut Sheet, column: usize) {
        let only = self.page.claims.only_in(&self.columns, column);
        let rows: Vec<(usize, &Claim)> =
            self.page.wanted().filter(|(number, _)| only.contains(&(number - 1))).collect();
        if rows.is_empty() || self.columns.len() < 2 {
            return;
        }
        sheet
            .raw("<section>\n<h2>Only ")
            .quoted(self.name(column))
            .raw(" (")
            .number(rows.len())
            .raw(")</h2>\n<ul class=\"alone\">\n");
        for (number, claim) in rows {
            sheet.raw("<li class=\"change\" tabindex=\"-1\" id=\"c").number(number).raw("\">").number(number).raw(". ");
            sheet.quoted(&self.page.wording(claim)).raw("</li>\n");
        }
        sheet.raw("</ul>\n</section>\n");
    }

    /// What each column leaves out of what others tell, as ways to the rows.
    fn left_out(&self, sheet: &mut Sheet) {
        if self.columns.len() < 3 || self.page.is_selection() {
            return;
        }
        let missing = |column: usize| self.page.claims.missing_in(&self.columns, column);
        if (0..self.columns.len()).all(|column| missing(column).is_empty()) {
            return;
        }
        sheet.raw("<section>\n<h2>Left out, though at least two others tell it</h2>\n<ul>\n");
        for column in (0..self.columns.len()).filter(|&column| !missing(column).is_empty()) {
            sheet.raw("<li>").quoted(self.name(column)).raw(": ");
            for (k, claim) in missing(column).into_iter().enumerate() {
                sheet.raw(if k > 0 { ", " } else { "" }).raw("<a href=\"#c").number(claim + 1).raw("\">claim ");
                sheet.number(claim + 1).raw("</a>");
            }
            sheet.raw("</li>\n");
        }
        sheet.raw("</ul>\n</section>\n");
    }
}

/// Where an outlet says what others say differently, in order and apart from one another.
fn values(claim: &Claim, outlet: usize) -> Vec<Span> {
    let all = telling_differences(claim).flat_map(|difference| &difference.values).flat_map(|value| &value.said);
    let mut spans: Vec<Span> = all.filter(|said| said.0 == outlet).filter_map(|said| said.1).collect();
    spans.sort_unstable();
    let mut end = 0;
    spans.retain(|span| {
        let apart = span.start >= end;
        end = if apart { span.end } else { end };
        apart
    });
    spans
}

/// A sentence with the values in it marked.
fn valued(sheet: &mut Sheet, text: &str, whole: Span, values: &[Span]) {
    let mut at = whole.start;
    for span in values.iter().filter(|span| whole.covers(**span) && !span.is_empty()) {
        sheet.text(&text[at..span.start]).raw("<b class=\"figure\">").text(span.of(text)).raw("</b>");
        at = span.end;
    }
    sheet.text(&text[at..whole.end]);
}
