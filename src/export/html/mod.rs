//! One page that holds everything it needs: two texts side by side, or the claims of a story. It asks the network for nothing, can be
//! read without colour, without a script, on paper and aloud, and no markup in it comes from an article.

mod claims;
mod head;
mod palette;
mod row;
mod sheet;
#[cfg(test)]
mod tests;

pub use claims::claims;

use super::told::{self, Told, both_outlets};
use super::{Heading, Headings};
use crate::compare::{Comparison, quiet};
use crate::sides::{Side, Sides};
use head::{begin, end};
use sheet::Sheet;

/// Writes a comparison as a page.
pub fn comparison(comparison: &Comparison, headings: &Headings) -> String {
    let mut sheet = Sheet::default();
    let rows = told::rows(comparison);
    let changes = rows.iter().map(|row| row.number).max().unwrap_or(0);
    begin(&mut sheet, &format!("{}, side by side", both_outlets(headings)), changes > 0);
    header(&mut sheet, comparison, headings);
    sheet.raw("<main>\n<h2 class=\"sr\">The two texts, left and right</h2>\n");
    if rows.is_empty() {
        sheet.raw("<p>Both texts are empty.</p>\n");
    }
    let mut at = 0;
    for fold in quiet(&rows.iter().map(|row| row.kind).collect::<Vec<_>>()) {
        plain_rows(&mut sheet, comparison, &rows[at..fold.start]);
        folded(&mut sheet, comparison, &rows[fold.clone()]);
        at = fold.end;
    }
    plain_rows(&mut sheet, comparison, &rows[at..]);
    sheet.raw("</main>\n");
    end(&mut sheet);
    sheet.finish()
}

fn plain_rows(sheet: &mut Sheet, comparison: &Comparison, rows: &[Told<'_>]) {
    for told in rows {
        row::row(sheet, comparison, told);
    }
}

/// Rows behind a line that says what they are.
fn folded(sheet: &mut Sheet, comparison: &Comparison, rows: &[Told<'_>]) {
    sheet.raw("<details class=\"fold\"><summary>").text(&told::folded(rows)).raw("</summary>\n");
    plain_rows(sheet, comparison, rows);
    sheet.raw("</details>\n");
}

/// Who is compared, how much differs, and what the marks mean.
fn header(sheet: &mut Sheet, comparison: &Comparison, headings: &Headings) {
    sheet.raw("<header>\n<h1>").quoted(&headings.left.outlet);
    if headings.left.outlet == headings.right.outlet {
        sheet.raw(", two versions side by side</h1>\n");
    } else {
        sheet.raw(" and ").quoted(&headings.right.outlet).raw(", side by side</h1>\n");
    }
    sheet.raw("<div class=\"pair heads\">\n");
    for side in Side::BOTH {
        side_head(sheet, side, &headings[side]);
    }
    sheet.raw("</div>\n<p class=\"counts\">").text(&told::counts(comparison)).raw("</p>\n");
    head::legend(sheet, comparison.profile);
    sheet.raw("</header>\n");
}

fn side_head(sheet: &mut Sheet, side: Side, heading: &Heading) {
    let (open, name) = Sides::new(("<div class=\"cell left\">", "Left"), ("<div class=\"cell right\">", "Right"))[side];
    sheet.raw(open).raw("<h2><span class=\"side\">").raw(name).raw("</span> ").quoted(&heading.outlet).raw("</h2>");
    if !heading.title.is_empty() {
        sheet.raw("<p class=\"headline\" lang=\"\" dir=\"auto\">").text(&heading.title).raw("</p>");
    }
    about(sheet, heading.published.as_deref(), heading.url.as_deref());
    sheet.raw("</div>\n");
}

/// When and where a text was published, as far as is known.
fn about(sheet: &mut Sheet, published: Option<&str>, url: Option<&str>) {
    if published.is_none() && url.is_none() {
        return;
    }
    sheet.raw("<p class=\"about\">").text(published.unwrap_or_default());
    if published.is_some() && url.is_some() {
        sheet.raw(" · ");
    }
    if let Some(url) = url {
        sheet.address(url);
    }
    sheet.raw("</p>");
}
