//! What columns are called: short names in a narrow place that still tell the columns apart.

use unicode_segmentation::UnicodeSegmentation;

use crate::compare::Column;
use crate::tui::cells::{fit, from_column};
use crate::tui::wrap::columns as wide;

/// Lines a name may take at the head of a column.
const LINES: usize = 2;

/// The head of one column: its lines, the first on top, none wider than asked.
pub(super) type Head = Vec<String>;

/// A name without the article most papers have: "Ledger".
pub(in crate::tui) fn short(name: &str) -> &str {
    name.strip_prefix("The ").filter(|rest| !rest.trim().is_empty()).unwrap_or(name)
}

/// The heads of columns, `width` columns wide: "Coast Wire" on two lines, a long word cut, how many others print the same copy
/// behind it. Names that would look the same when cut at the end are cut in the middle.
pub(super) fn heads(names: &[String], columns: &[Column], width: usize, dots: &str) -> Vec<Head> {
    let name = |column: &Column| short(&names[column[0]]);
    let mut heads: Vec<Head> = columns.iter().map(|column| head(name(column), width, dots)).collect();
    let alike: Vec<bool> = heads.iter().map(|one| heads.iter().filter(|other| *other == one).count() > 1).collect();
    // As much of their ends as tells them apart, half of the place where that is enough.
    let ends =
        |end: usize| -> Vec<String> { columns.iter().map(|column| middle(name(column), width, end, dots)).collect() };
    let apart =
        |cut: &Vec<String>| (0..cut.len()).all(|k| !alike[k] || cut.iter().filter(|one| **one == cut[k]).count() == 1);
    let half = width.saturating_sub(wide(dots)) / 2;
    let cut = (half..width).map(ends).find(apart).unwrap_or_else(|| ends(half));
    for (k, column) in columns.iter().enumerate() {
        if alike[k] {
            heads[k] = vec![cut[k].clone()];
        }
        if column.len() > 1 {
            let others = format!("+{}", column.len() - 1);
            let last = heads[k].pop().unwrap_or_default();
            heads[k].push(format!("{}{others}", fit(&last, width.saturating_sub(others.len()), dots)));
        }
    }
    heads
}

/// How wide the widest name's widest word is: wider heads gain nothing.
pub(super) fn widest(names: &[String], columns: &[Column]) -> usize {
    let words = columns.iter().flat_map(|column| short(&names[column[0]]).split(' '));
    words.map(wide).max().unwrap_or(0)
}

fn head(name: &str, width: usize, dots: &str) -> Head {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split(' ') {
        let joined = lines.last().map(|last| format!("{last} {word}")).filter(|joined| wide(joined) <= width);
        match (joined, lines.len()) {
            (Some(joined), _) => *lines.last_mut().unwrap_or(&mut String::new()) = joined,
            (None, LINES) => {
                // What has no line of its own is said to be missing.
                let last = lines.pop().unwrap_or_default();
                lines.push(fit(&format!("{last} {word}"), width, dots));
                break;
            }
            (None, _) => lines.push(fit(word, width, dots)),
        }
    }
    lines
}

/// The beginning of a name and so many columns of its end.
pub(super) fn middle(name: &str, width: usize, end: usize, dots: &str) -> String {
    let all = wide(name);
    if all <= width || width < wide(dots) + 2 {
        return fit(name, width, dots);
    }
    let end = from_column(name, all - end.min(width - wide(dots)));
    let mut begin = String::new();
    for grapheme in name.graphemes(true) {
        if wide(&begin) + wide(grapheme) + wide(dots) + wide(end) > width {
            break;
        }
        begin.push_str(grapheme);
    }
    format!("{begin}{dots}{end}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check_heads(width: usize, names: &[&str], expected: &[&str]) {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let columns: Vec<Column> = (0..names.len()).map(|k| vec![k]).collect();
        let found: Vec<String> = heads(&names, &columns, width, "…").iter().map(|head| head.join("|")).collect();
        assert_eq!(found, expected, "{width} columns");
    }

    #[test]
    fn names_are_short_and_tell_columns_apart() {
        check_heads(7, &["Coast Wire", "The Ledger", "Extraordinarily"], &["Coast|Wire", "Ledger", "Extrao…"]);
        check_heads(10, &["Coast Wire", "The"], &["Coast Wire", "The"]);
        check_heads(6, &["a_long_name_1", "a_long_name_2"], &["a_l…_1", "a_l…_2"]);
        check_heads(4, &["Outlet_00", "Outlet_01", "Outlet_10"], &["O…00", "O…01", "O…10"]);
        check_heads(6, &["電信通信社", "News of the World"], &["電信…", "News|of th…"]);
    }

    #[test]
    fn a_copy_is_counted_behind_the_name() {
        let names = ["Coast Wire", "The Ledger"].map(str::to_owned);
        assert_eq!(heads(&names, &[vec![1, 0]], 8, "…"), [["Ledger+1"]]);
        assert_eq!(heads(&names, &[vec![1, 0]], 6, "…"), [["Led…+1"]]);
    }

    proptest! {
        #[test]
        fn no_head_is_wider_than_its_column(names in prop::collection::vec("[\\PC ]{0,24}", 1..6), width in 4usize..14, copies: bool) {
            let columns: Vec<Column> =
                if copies { vec![(0..names.len()).collect()] } else { (0..names.len()).map(|k| vec![k]).collect() };
            let names: Vec<String> = names.iter().map(|name| crate::tui::cells::clean(name)).collect();
            for line in heads(&names, &columns, width, "…").iter().flatten() {
                prop_assert!(wide(line) <= width, "{:?} in {}", line, width);
            }
        }
    }
}
