//! What columns are called: a letter each where there is little room, short names where there is more.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::Page;
use crate::compare::Column;

/// The widest a word of a name may be at the head of a column.
const WIDEST: usize = 10;
/// Lines a name may take there.
const LINES: usize = 2;

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

/// Names as lines for the heads of columns: "The Ledger" as "Ledger", "Coast Wire" on two lines, a long word cut. `None` where
/// two columns would then look the same.
pub(super) fn heads(names: &[String], columns: &[Column]) -> Option<Vec<Vec<String>>> {
    let heads: Vec<Vec<String>> = columns.iter().map(|column| head(&names[column[0]], column.len() - 1)).collect();
    let distinct = (1..heads.len()).all(|k| !heads[..k].contains(&heads[k]));
    distinct.then_some(heads)
}

fn head(name: &str, copies: usize) -> Vec<String> {
    let mut words: Vec<&str> = name.split(' ').collect();
    if words.len() > 1 && words[0] == "The" {
        words.remove(0);
    }
    let mut lines: Vec<String> = words.into_iter().map(cut).collect();
    lines.truncate(LINES);
    if copies > 0 {
        lines.push(format!("+{copies}"));
    }
    lines
}

/// A word of at most [`WIDEST`] columns, its end replaced by a sign where it was longer.
fn cut(word: &str) -> String {
    if word.width() <= WIDEST {
        return word.to_owned();
    }
    let mut kept = String::new();
    for letter in word.graphemes(true) {
        if kept.width() + letter.width() >= WIDEST {
            break;
        }
        kept.push_str(letter);
    }
    kept + "…"
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
        check_heads(&["Coast Wire", "The Ledger", "Extraordinarily"], Some(&["Coast|Wire", "Ledger", "Extraordi…"]));
        check_heads(&["The Ledger", "Ledger"], None);
        check_heads(&["The"], Some(&["The"]));
        check_heads(&["a_very_long_file_name_1", "a_very_long_file_name_2"], None);
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 27, 702].map(letter), ["A", "Z", "AA", "AB", "AAA"]);
    }
}
