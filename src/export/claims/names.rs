//! What columns are called: a letter each where there is little room, short names where there is more.

use super::Page;
use crate::compare::Column;

/// Lines a name may take at the head of a column.
const LINES: usize = 3;

/// The names of outlets, a number behind those that several bear.
pub(in crate::export) fn full(page: &Page) -> Vec<String> {
    let names: Vec<String> = page.outlets.iter().map(|outlet| super::one_line(&outlet.name)).collect();
    let numbered = |k: usize| {
        let before = names[..k].iter().filter(|name| **name == names[k]).count();
        let alone = names.iter().filter(|name| **name == names[k]).count() == 1;
        if alone { names[k].clone() } else { format!("{} {}", names[k], before + 1) }
    };
    (0..names.len()).map(numbered).collect()
}

/// A column's letter: A to Z, then AA and so on, as in a table.
pub(super) fn letter(column: usize) -> String {
    let last = char::from(b'A' + (column % 26) as u8);
    match column / 26 {
        0 => last.to_string(),
        more => letter(more - 1) + &last.to_string(),
    }
}

/// Names as lines for the heads of columns, each word whole: "The Ledger" as "Ledger", "Coast Wire" on two lines. What a name says
/// in brackets behind it, as "Coast Wire (Online)", is left to the list of outlets above where the rest tells columns apart. `None`
/// where two columns would look the same.
pub(super) fn heads(names: &[String], columns: &[Column]) -> Option<Vec<Vec<String>>> {
    [true, false].into_iter().find_map(|bare| {
        let heads: Vec<Vec<String>> =
            columns.iter().map(|column| head(&names[column[0]], column.len() - 1, bare)).collect();
        let distinct = (1..heads.len()).all(|k| !heads[..k].contains(&heads[k]));
        distinct.then_some(heads)
    })
}

/// One head; `bare` leaves out what stands in brackets at the end.
fn head(name: &str, copies: usize, bare: bool) -> Vec<String> {
    let without = name.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")).filter(|_| bare);
    let mut words: Vec<&str> = without.map_or(name, |(before, _)| before).split(' ').collect();
    if words.len() > 1 && words[0] == "The" {
        words.remove(0);
    }
    let mut lines: Vec<String> = words.into_iter().map(str::to_owned).collect();
    lines.truncate(LINES);
    if copies > 0 {
        lines.push(format!("+{copies}"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_heads(names: &[&str], expected: Option<&[&str]>) {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let columns: Vec<Column> = (0..names.len()).map(|k| vec![k]).collect();
        let found = heads(&names, &columns).map(|heads| heads.iter().map(|lines| lines.join("|")).collect::<Vec<_>>());
        let expected = expected.map(|heads| heads.iter().map(|&head| head.to_owned()).collect::<Vec<_>>());
        assert_eq!(found, expected);
    }

    #[test]
    fn heads_are_short_and_tell_columns_apart() {
        check_heads(
            &["Coast Wire", "The Ledger", "Extraordinarily"],
            Some(&["Coast|Wire", "Ledger", "Extraordinarily"]),
        );
        check_heads(&["Coast Wire (Online)", "Ledger (News)"], Some(&["Coast|Wire", "Ledger"]));
        check_heads(&["Ledger (Online)", "Ledger (News)"], Some(&["Ledger|(Online)", "Ledger|(News)"]));
        check_heads(&["The Ledger", "Ledger"], None);
        check_heads(&["The"], Some(&["The"]));
        let files = ["a_very_long_file_name_1", "a_very_long_file_name_2"];
        check_heads(&files, Some(&files));
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 27, 702].map(letter), ["A", "Z", "AA", "AB", "AAA"]);
    }
}
