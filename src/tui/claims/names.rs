//! Names of outlets where there is little room: whole words, else initials, and never two the same.

use unicode_segmentation::UnicodeSegmentation;

use crate::tui::cells::{fit, from_column};
use crate::tui::wrap::columns as wide;

/// So many initials can be read as a name.
const INITIALS: std::ops::RangeInclusive<usize> = 2..=5;

/// A name in lines, the first on top.
pub(super) type Lines = Vec<String>;

/// A name without the article most papers have: "Ledger".
pub(in crate::tui) fn short(name: &str) -> &str {
    name.strip_prefix("The ").filter(|rest| !rest.trim().is_empty()).unwrap_or(name)
}

/// Each name in at most `lines` lines of `width` columns: all of its words where they fit, else the abbreviation it brings itself,
/// else words that are too long by their first letter ("W. Post"), else the initials ("NYT"), else its beginning. Of names that
/// would look the same the shorter ways of saying them are left out; where that is not enough they are cut in the middle, because
/// names that begin alike end in a number.
pub(super) fn shortened(names: &[&str], width: usize, lines: usize, dots: &str) -> Vec<Lines> {
    let ways: Vec<Vec<Lines>> = names.iter().map(|name| ways(short(name), width, lines, dots)).collect();
    let mut chosen = vec![0; names.len()];
    // Each round takes at least one name a way further, so that it ends.
    loop {
        let said = |k: usize| &ways[k][chosen[k]];
        let alike = |k: usize| (0..names.len()).filter(move |&other| said(other) == said(k));
        // Who is called by the fuller name keeps it.
        let yields = |k: usize| {
            alike(k).count() > 1
                && (alike(k).any(|o| chosen[o] < chosen[k]) || alike(k).all(|o| chosen[o] == chosen[k]))
        };
        let further: Vec<usize> = (0..names.len()).filter(|&k| yields(k) && chosen[k] + 1 < ways[k].len()).collect();
        if further.is_empty() {
            break;
        }
        for k in further {
            chosen[k] += 1;
        }
    }
    let mut shortened: Vec<Lines> = ways.iter().zip(&chosen).map(|(ways, &at)| ways[at].clone()).collect();
    tell_apart(&mut shortened, names, width, dots);
    shortened
}

/// The ways of saying a name, the fullest first; never none.
fn ways(name: &str, width: usize, lines: usize, dots: &str) -> Vec<Lines> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let mut ways: Vec<Lines> = Vec::new();
    ways.extend(packed(&words, width, lines));
    let (own, words) = without_brackets(&words);
    let abbreviation = own.first().map(|own| own.trim_matches(['(', ')'])).filter(|said| abbreviates(said, &words));
    ways.extend(abbreviation.and_then(|own| packed(&[own], width, lines)));
    ways.extend(packed(&words, width, lines));
    let initialled: Vec<String> =
        words.iter().map(|word| if wide(word) > width { initial(word) + "." } else { (*word).to_owned() }).collect();
    let initialled: Vec<&str> = initialled.iter().map(String::as_str).collect();
    if initialled.iter().zip(&words).any(|(said, word)| said == word && wide(word) > 1) {
        ways.extend(packed(&initialled, width, lines));
    }
    let letters = initials(&words);
    // A number is no initial: what a name is known by are its words.
    let told = letters.graphemes(true).filter(|letter| !letter.chars().all(|c| c.is_ascii_digit())).count();
    ways.extend(packed(&[&letters], width, lines).filter(|_| INITIALS.contains(&told)));
    ways.push(beginning(if words.is_empty() { name } else { "" }, &initialled, &words, width, lines, dots));
    ways.dedup();
    ways
}

/// The words of a name that stand in brackets, and the others.
fn without_brackets<'a>(words: &[&'a str]) -> (Vec<&'a str>, Vec<&'a str>) {
    let mut open = false;
    let (inside, outside) = words.iter().partition(|word| {
        let inside = open || word.starts_with('(');
        open = inside && !word.ends_with(')');
        inside
    });
    if open { (Vec::new(), words.to_vec()) } else { (inside, outside) }
}

/// Whether what a name has in brackets is a short way of saying it, as "AFP" and "dpa" are, and not a word more, as "News" is.
fn abbreviates(said: &str, words: &[&str]) -> bool {
    !said.contains(char::is_lowercase) || said.to_lowercase() == initials(words).to_lowercase()
}

/// Words in lines, none of them cut; `None` where they do not fit.
fn packed(words: &[&str], width: usize, lines: usize) -> Option<Lines> {
    let mut packed: Lines = Vec::new();
    for word in words {
        match packed.last_mut() {
            Some(last) if wide(last) + 1 + wide(word) <= width => *last = format!("{last} {word}"),
            _ if wide(word) <= width => packed.push((*word).to_owned()),
            _ => return None,
        }
    }
    (!packed.is_empty() && packed.len() <= lines && packed.iter().any(|line| !line.is_empty())).then_some(packed)
}

/// As many whole words as fit, with a sign that there are more; a first word that is too long is cut.
fn beginning(blank: &str, initialled: &[&str], words: &[&str], width: usize, lines: usize, dots: &str) -> Lines {
    let Some(&first) = words.first() else { return vec![fit(blank, width, dots)] };
    if words.len() == 1 || wide(first) > width {
        return vec![fit(first, width, dots)];
    }
    let dotted = |count: usize| {
        let mut said = initialled[..count].to_vec();
        let last = format!("{}{dots}", said.pop()?);
        said.push(&last);
        packed(&said, width, lines)
    };
    (1..words.len()).rev().find_map(dotted).unwrap_or_else(|| vec![fit(first, width, dots)])
}

/// The first letters of words that count: of "News of the World" N and W, of "Agence France-Presse" A, F and P. Numbers stay whole.
fn initials(words: &[&str]) -> String {
    let parts = words.iter().flat_map(|word| word.split(['-', '/']));
    let counts = |part: &&str| part.chars().next().is_some_and(|first| !first.is_lowercase());
    let told: Vec<&str> = parts.filter(counts).collect();
    told.iter()
        .map(|part| if part.chars().all(|c| c.is_ascii_digit()) { (*part).to_owned() } else { initial(part) })
        .collect()
}

fn initial(word: &str) -> String {
    word.graphemes(true).next().unwrap_or_default().to_owned()
}

/// Cuts names that still look the same in the middle, with as much of their ends as tells them apart; where nothing does they get
/// the number of their column.
fn tell_apart(shortened: &mut [Lines], names: &[&str], width: usize, dots: &str) {
    let alike = |all: &[Lines], k: usize| all.iter().filter(|other| **other == all[k]).count() > 1;
    let same: Vec<usize> = (0..names.len()).filter(|&k| alike(shortened, k)).collect();
    let half = width.saturating_sub(wide(dots)) / 2;
    for end in half..width {
        let mut cut = shortened.to_vec();
        for &k in &same {
            cut[k] = vec![middle(short(names[k]), width, end, dots)];
        }
        if !same.iter().any(|&k| alike(&cut, k)) {
            shortened.clone_from_slice(&cut);
            return;
        }
    }
    for k in same {
        let number = (k + 1).to_string();
        let name = fit(short(names[k]), width.saturating_sub(wide(&number) + 1), "");
        shortened[k] = vec![fit(&format!("{number} {name}"), width, "")];
    }
}

/// The beginning of a name and so many columns of its end.
fn middle(name: &str, width: usize, end: usize, dots: &str) -> String {
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
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn check_names(width: usize, lines: usize, names: &[&str], expected: &[&str]) {
        let found: Vec<String> = shortened(names, width, lines, "…").iter().map(|lines| lines.join("|")).collect();
        assert_eq!(found, expected, "{width} columns, {lines} lines");
    }

    #[test]
    fn words_stay_whole_where_they_fit() {
        check_names(7, 2, &["Coast Wire", "The Ledger", "Radio One"], &["Coast|Wire", "Ledger", "Radio|One"]);
        check_names(10, 2, &["Coast Wire", "The"], &["Coast Wire", "The"]);
        check_names(16, 1, &["The Evening Standard", "Metro"], &["Evening Standard", "Metro"]);
    }

    #[test]
    fn words_that_are_too_long_are_said_by_their_initial() {
        check_names(7, 2, &["Harbourside Post", "Evening Standard"], &["H. Post", "Evening|S."]);
        check_names(7, 2, &["Evening Star", "Evening Standard"], &["Evening|Star", "Evening|S."]);
        check_names(10, 1, &["Harbourside Post"], &["H. Post"]);
    }

    #[test]
    fn names_of_many_words_are_said_by_initials() {
        check_names(5, 2, &["North Harbour Evening Times", "Coast Wire"], &["NHET", "Coast|Wire"]);
        check_names(6, 2, &["News of the Whole World", "Agence Presse-Port"], &["NWW", "Agence|P."]);
        check_names(5, 2, &["Harbour News Agency (HNA)", "Metro"], &["HNA", "Metro"]);
        check_names(5, 2, &["Deutsche Hafen-Agentur (dha)", "Metro"], &["dha", "Metro"]);
        check_names(8, 2, &["Harbour Post (News)", "HNN (Online News)"], &["Harbour|Post", "HNN"]);
        check_names(8, 1, &["Harbour and Islands Weekly Gazette of Far Away Places"], &["Harbour…"]);
        check_names(4, 1, &["Associated Wire", "Metropolis"], &["AW", "Met…"]);
    }

    #[test]
    fn no_two_names_look_the_same() {
        check_names(9, 1, &["001_9a52ea77 1", "001_9a52ea77 2"], &["001_…77 1", "001_…77 2"]);
        check_names(4, 1, &["Northern Wire", "New Weekly"], &["Nor…", "New…"]);
        check_names(4, 1, &["NW", "Northern Wire"], &["NW", "Nor…"]);
        check_names(6, 2, &["a_long_name_1", "a_long_name_2"], &["a_l…_1", "a_l…_2"]);
        check_names(4, 2, &["Outlet_00", "Outlet_01", "Outlet_10"], &["O…00", "O…01", "O…10"]);
        check_names(5, 1, &["Left-Hand Side Story", "Left-Hand Side Story"], &["1 Lef", "2 Lef"]);
    }

    #[test]
    fn one_long_word_is_cut_and_so_is_what_has_no_spaces() {
        check_names(7, 2, &["Extraordinarily"], &["Extrao…"]);
        check_names(6, 2, &["電信通信社"], &["電信…"]);
        check_names(4, 2, &["  "], &[""]);
    }

    proptest! {
        #[test]
        fn names_fit_and_tell_outlets_apart(names in prop::collection::btree_set("([A-Z][a-z]{0,9}|of|[A-Z]{2,4}|[0-9]{1,3}|桥梁|\\PC{0,5})( [A-Z][a-z]{0,9}| of| [0-9]{1,2}){0,4}", 1..8), width in 4usize..18, lines in 1usize..3) {
            let clean: BTreeSet<String> = names.iter().map(|name| crate::tui::cells::clean(name)).collect();
            let names: Vec<&str> = clean.iter().map(String::as_str).filter(|name| !short(name).trim().is_empty()).collect();
            let found = shortened(&names, width, lines, "…");
            for lines_of in &found {
                prop_assert!(!lines_of.is_empty() && lines_of.len() <= lines);
                prop_assert!(lines_of.iter().all(|line| wide(line) <= width), "{:?} in {}", lines_of, width);
            }
            let without_article: BTreeSet<&str> = names.iter().map(|name| short(name)).collect();
            if without_article.len() == names.len() {
                prop_assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), names.len(), "{:?}", found);
            }
        }
    }
}
