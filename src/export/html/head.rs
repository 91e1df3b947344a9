//! What stands around every page: its head, its legend, its foot, and the few lines of script for keys.

use super::palette::palette;
use super::sheet::Sheet;
use crate::compare::Profile;

/// The beginning of a page, up to its first words. `title` is what a browser calls it.
pub(super) fn begin(sheet: &mut Sheet, title: &str, changes: bool) {
    sheet.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    sheet.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    // Whatever a browser is told to load, it loads nothing.
    sheet.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    sheet.raw("style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n");
    sheet.raw(
        "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"newsdiff\">\n<title>",
    );
    sheet.text(title).raw("</title>\n<style>\n");
    palette(sheet);
    sheet.raw(include_str!("style.css")).raw("</style>\n</head>\n<body>\n");
    if changes {
        sheet.raw("<a class=\"skip\" href=\"#c1\">To the first change</a>\n");
    }
}

/// The end of a page.
pub(super) fn end(sheet: &mut Sheet) {
    sheet.raw("<footer><p>Written by newsdiff. The words are those of the outlets named above.");
    sheet.raw(" <span class=\"keys\" hidden>Keys: <kbd>n</kbd> or <kbd>j</kbd> next change, <kbd>p</kbd> or ");
    sheet.raw("<kbd>k</kbd> previous.</span></p></footer>\n<script>\n");
    sheet.raw(include_str!("keys.js")).raw("</script>\n</body>\n</html>\n");
}

/// What the marks of a comparison mean. Spelling is marked in an edited text alone.
pub(super) fn legend(sheet: &mut Sheet, profile: Profile) {
    sheet.raw("<details class=\"legend\" open><summary>What the marks mean</summary>\n<ul>\n");
    sheet.raw("<li><mark class=\"only left\">words</mark> only the left has</li>\n");
    sheet.raw("<li><mark class=\"only right\">words</mark> only the right has</li>\n");
    sheet
        .raw("<li><mark class=\"reworded left\">words</mark> <mark class=\"reworded right\">words</mark> other words ");
    sheet.raw("in the same place, left and right</li>\n");
    sheet.raw("<li><b class=\"figure\">12</b> a number, date or name that differs</li>\n");
    sheet.raw("<li><mark class=\"moved\">words</mark> in another place of the sentence</li>\n");
    if profile == Profile::Revision {
        sheet.raw("<li><mark class=\"spelling\">words</mark> other spelling or typography</li>\n");
    }
    sheet.raw("</ul>\n</details>\n");
}
