//! What columns are called.

use super::names::{Lines, short, shortened};
use crate::compare::Column;
use crate::tui::cells::fit;
use crate::tui::wrap::columns as wide;

/// Lines a name may take at the head of a column.
const LINES: usize = 2;

/// The heads of columns, `width` columns wide: "Coast Wire" on two lines, and behind a name how many others print the same copy. No
/// two look the same.
pub(super) fn heads(names: &[String], columns: &[Column], width: usize, dots: &str) -> Vec<Lines> {
    let names: Vec<&str> = columns.iter().map(|column| names[column[0]].as_str()).collect();
    let mut heads = shortened(&names, width, LINES, dots);
    let on_one_line = shortened(&names, width, 1, dots);
    for (k, column) in columns.iter().enumerate().filter(|(_, column)| column.len() > 1) {
        let others = format!("+{}", column.len() - 1);
        match heads[k].last_mut() {
            Some(last) if wide(last) + wide(&others) <= width => last.push_str(&others),
            _ => {
                if heads[k].len() == LINES {
                    heads[k].clone_from(&on_one_line[k]);
                }
                heads[k].push(fit(&others, width, ""));
            }
        }
    }
    heads
}

/// How wide the widest name's widest word is: wider heads gain nothing.
pub(super) fn widest(names: &[String], columns: &[Column]) -> usize {
    let words = columns.iter().flat_map(|column| short(&names[column[0]]).split(' '));
    words.map(wide).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check_heads(width: usize, columns: &[&[usize]], names: &[&str], expected: &[&str]) {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let columns: Vec<Column> = columns.iter().map(|column| column.to_vec()).collect();
        let found: Vec<String> = heads(&names, &columns, width, "…").iter().map(|head| head.join("|")).collect();
        assert_eq!(found, expected, "{width} columns");
    }

    #[test]
    fn a_copy_is_counted_behind_the_name() {
        check_heads(8, &[&[1, 0]], &["Coast Wire", "The Ledger"], &["Ledger+1"]);
        check_heads(6, &[&[1, 0]], &["Coast Wire", "The Ledger"], &["Ledger|+1"]);
        check_heads(6, &[&[0, 1]], &["Coast Wire", "The Ledger"], &["Coast|Wire+1"]);
        check_heads(5, &[&[0, 1], &[2]], &["Coast Wires", "The Ledger", "Metro"], &["CW|+1", "Metro"]);
    }

    proptest! {
        #[test]
        fn no_head_is_wider_than_its_column(names in prop::collection::vec("[\\PC ]{0,24}", 1..6), width in 4usize..14, copies: bool) {
            let columns: Vec<Column> =
                if copies { vec![(0..names.len()).collect()] } else { (0..names.len()).map(|k| vec![k]).collect() };
            let names: Vec<String> = names.iter().map(|name| crate::tui::cells::clean(name)).collect();
            for head in heads(&names, &columns, width, "…") {
                prop_assert!(head.len() <= LINES);
                prop_assert!(head.iter().all(|line| wide(line) <= width), "{:?} in {}", head, width);
            }
        }
    }
}
