//! The form in which two spellings of one word are equal: "defence" and "defense", "twelve" and "12", "%" and "percent".
//!
//! It is the comparison key with habits of spelling taken off too. Between outlets such a habit is no difference; in an edited
//! text it is a copy-edit. The pairing does not use it: its word statistics are counted by key.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::numerals;

/// Spellings of one word, written for newsdiff: see the head of the file.
const SPELLINGS: &str = include_str!("../../assets/lexicon/spelling.txt");

/// Abbreviations that stand for a word whatever is around them.
const SHORT: [(&str, &str); 47] = [
    ("%", "percent"),
    ("&", "and"),
    ("UK", "unitedkingdom"),
    ("US", "unitedstates"),
    ("apr", "april"),
    ("assn", "association"),
    ("aug", "august"),
    ("bldg", "building"),
    ("bn", "billion"),
    ("capt", "captain"),
    ("cm", "centimeters"),
    ("corp", "corporation"),
    ("dec", "december"),
    ("dept", "department"),
    ("dr", "doctor"),
    ("feb", "february"),
    ("fri", "friday"),
    ("gov", "governor"),
    ("govt", "government"),
    ("inc", "incorporated"),
    ("kg", "kilograms"),
    ("km", "kilometers"),
    ("lbs", "pounds"),
    ("lt", "lieutenant"),
    ("ltd", "limited"),
    ("mins", "minutes"),
    ("mm", "millimeters"),
    ("mon", "monday"),
    ("mph", "milesanhour"),
    ("nov", "november"),
    ("oct", "october"),
    ("ok", "okay"),
    ("pct", "percent"),
    ("prof", "professor"),
    ("rep", "representative"),
    ("sec", "secretary"),
    ("sen", "senator"),
    ("sept", "september"),
    ("sgt", "sergeant"),
    ("thurs", "thursday"),
    ("tn", "trillion"),
    ("tues", "tuesday"),
    ("uk", "unitedkingdom"),
    ("v", "versus"),
    ("vs", "versus"),
    ("wed", "wednesday"),
    ("yrs", "years"),
];

/// The form by which a comparison key is compared with another outlet's or version's spelling.
pub(super) fn form(key: &str) -> String {
    if let Some(long) = long(key) {
        return long.to_owned();
    }
    if let Some(mark) = mark(key) {
        return mark.to_owned();
    }
    if key.starts_with(|c: char| c.is_ascii_digit() || "$£€".contains(c)) {
        return figure(key);
    }
    if numerals::may_be_number(key) {
        if let Some(value) = numerals::cardinal(key).filter(|_| key != "dozen") {
            return value.to_string();
        }
        if let Some(value) = numerals::ordinal(key) {
            return format!("{value}th");
        }
    }
    if !key.contains('-') {
        return word(key);
    }
    // "e-mail" is "email" and "co-operate" "cooperate"; each part of a compound has its own spelling.
    key.split('-').map(word).collect()
}

/// What an abbreviation stands for; the longest has five bytes.
fn long(key: &str) -> Option<&'static str> {
    let at = if key.len() <= 5 { SHORT.binary_search_by(|(short, _)| short.cmp(&key)).ok()? } else { return None };
    Some(SHORT[at].1)
}

/// Marks that print and typewriter write differently.
fn mark(key: &str) -> Option<&'static str> {
    match key {
        "'" | "''" | "``" | "`" => Some("\""),
        "--" | "---" => Some("-"),
        "…" | "...." => Some("..."),
        _ => None,
    }
}

/// A number with what clings to it, written out: "$5m" is "5milliondollars" and "10am" is "10am".
fn figure(key: &str) -> String {
    let (money, bare) = match key.chars().next() {
        Some('$') => ("dollars", &key[1..]),
        Some('£') => ("pounds", &key['£'.len_utf8()..]),
        Some('€') => ("euros", &key['€'.len_utf8()..]),
        _ => ("", key),
    };
    let digits =
        bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':')).len();
    let (digits, rest) = bare.split_at(digits);
    let rest = match rest {
        "%" => "percent".to_owned(),
        "st" | "nd" | "rd" => "th".to_owned(),
        "'s" => "s".to_owned(),
        "am" | "pm" => rest.to_owned(),
        // Thousands of millions are billions, so this is a length.
        "m" if money.is_empty() && digits.len() >= 4 && !digits.contains('.') => "meters".to_owned(),
        _ if numerals::multiplier(rest).is_some() => match rest {
            "k" => "thousand".to_owned(),
            "m" | "mn" => "million".to_owned(),
            "b" | "bn" => "billion".to_owned(),
            "tn" => "trillion".to_owned(),
            _ => rest.to_owned(),
        },
        _ if rest.starts_with('-') => rest.split('-').map(word).collect(),
        _ => form_of_unit(rest),
    };
    let digits = if matches!(rest.as_str(), "am" | "pm") { clock(digits) } else { digits.into() };
    format!("{digits}{rest}{money}")
}

fn form_of_unit(rest: &str) -> String {
    long(rest).map_or_else(|| word(rest), str::to_owned)
}

/// A time of day: "10:00" is "10", "6.42" is "6:42".
fn clock(digits: &str) -> Cow<'_, str> {
    let digits = if digits.contains('.') { Cow::Owned(digits.replace('.', ":")) } else { Cow::Borrowed(digits) };
    match digits.strip_suffix(":00") {
        Some(hour) => Cow::Owned(hour.to_owned()),
        None => digits,
    }
}

/// One word in the spelling of the list and the rules.
fn word(part: &str) -> String {
    if part.len() < 3 || !part.is_ascii() {
        return part.to_owned();
    }
    let bare = part.strip_suffix("'s").unwrap_or(part);
    let listed = listed(bare).unwrap_or(Cow::Borrowed(bare));
    let mut out = ruled(&listed).into_owned();
    out.push_str(&part[bare.len()..]);
    out
}

fn listed(word: &str) -> Option<Cow<'static, str>> {
    static LISTED: LazyLock<Lists> = LazyLock::new(Lists::read);
    // Nearly no word begins as one of the list does.
    if !LISTED.begins_one(word) {
        return None;
    }
    if let Some(other) = LISTED.whole.get(word) {
        return Some(Cow::Borrowed(other));
    }
    // Of the stems before it in order, the first that it begins with is the longest.
    let near = LISTED.stems.range(..=word).rev().take_while(|(stem, _)| stem.as_bytes()[..3] == word.as_bytes()[..3]);
    let (stem, other) = near.into_iter().find(|(stem, _)| word.starts_with(**stem))?;
    Some(Cow::Owned(format!("{other}{}", &word[stem.len()..])))
}

/// The list of spellings, whole words and beginnings of words.
struct Lists {
    whole: BTreeMap<&'static str, &'static str>,
    stems: BTreeMap<&'static str, &'static str>,
    /// For every three small letters, a bit: whether a word or stem begins so.
    beginnings: Vec<u64>,
}

impl Lists {
    fn read() -> Lists {
        let mut lists =
            Lists { whole: BTreeMap::new(), stems: BTreeMap::new(), beginnings: vec![0; 26 * 26 * 26 / 64 + 1] };
        for line in SPELLINGS.lines().filter(|line| !line.starts_with('#')) {
            let Some((one, other)) = line.split_once(' ') else { continue };
            match (one.strip_suffix('*'), other.strip_suffix('*')) {
                (Some(one), Some(other)) => lists.stems.insert(one, other),
                _ => lists.whole.insert(one, other),
            };
        }
        let all: Vec<&str> = lists.stems.keys().chain(lists.whole.keys()).copied().collect();
        for at in all.into_iter().filter_map(beginning) {
            lists.beginnings[at / 64] |= 1 << (at % 64);
        }
        lists
    }

    fn begins_one(&self, word: &str) -> bool {
        beginning(word).is_some_and(|at| self.beginnings[at / 64] >> (at % 64) & 1 == 1)
    }
}

/// The number of a word's first three letters, if they are small letters.
fn beginning(word: &str) -> Option<usize> {
    word.as_bytes()
        .get(..3)?
        .iter()
        .try_fold(0, |number, &b| Some(number * 26 + usize::from(b.checked_sub(b'a')?)).filter(|_| b <= b'z'))
}

/// -ise and -yse as -ize and -yze. Of the words that are only written with s none has a twin with z but "prise".
fn ruled(word: &str) -> Cow<'_, str> {
    const ENDINGS: [&str; 9] = ["e", "ed", "es", "er", "ers", "ing", "ation", "ations", "able"];
    if !word.as_bytes().windows(2).any(|two| matches!(two, b"is" | b"ys")) {
        return Cow::Borrowed(word);
    }
    let stem = ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending)).find(|stem| {
        stem.len() >= 5 && (stem.ends_with("is") || stem.ends_with("lys")) || stem.len() == 4 && stem.ends_with("lis")
    });
    match stem {
        Some(stem) => Cow::Owned(format!("{}z{}", &stem[..stem.len() - 1], &word[stem.len()..])),
        None => Cow::Borrowed(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::key;

    fn check_one_word(one: &str, other: &str) {
        assert_eq!(form(&key(one)), form(&key(other)), "{one} and {other} are one word");
    }

    #[test]
    fn spellings_of_one_word_meet() {
        check_one_word("defence", "defense");
        check_one_word("organised", "organized");
        check_one_word("organisation's", "organization's");
        check_one_word("paralysed", "paralyzed");
        check_one_word("Colourful", "colorful");
        check_one_word("travelled", "traveled");
        check_one_word("theatres", "theaters");
        check_one_word("centred", "centered");
        check_one_word("e-mail", "email");
        check_one_word("co-operating", "cooperating");
        check_one_word("Mr.", "Mr");
        check_one_word("COVID-19", "Covid-19");
        check_one_word("U.S.-led", "US-led");
        check_one_word("Sept.", "September");
        check_one_word("Gov.", "Governor");
    }

    #[test]
    fn every_entry_of_the_list_is_found() {
        for line in SPELLINGS.lines().filter(|line| !line.starts_with('#')) {
            let Some((one, other)) = line.split_once(' ') else { continue };
            assert!(
                listed(one.trim_end_matches('*')).is_some_and(|found| found == other.trim_end_matches('*')),
                "{line}"
            );
        }
    }

    #[test]
    fn numbers_meet_in_words_and_figures() {
        check_one_word("twelve", "12");
        check_one_word("thirty-two", "32");
        check_one_word("fifth", "5th");
        check_one_word("21st", "21st");
        check_one_word("$5bn", "$5b");
        check_one_word("10:00am", "10am");
        check_one_word("6.42am", "6:42am");
        check_one_word("1990's", "1990s");
        check_one_word("30km", "30kilometres");
    }

    #[test]
    fn other_words_stay_apart() {
        for (one, other) in [
            ("story", "storm"),
            ("prised", "prized"),
            ("5m", "5bn"),
            ("3", "13"),
            ("$5", "£5"),
            ("10am", "10pm"),
            ("programmer", "program"),
            ("one", "1"),
            ("us", "US"),
            ("fourth", "four"),
            ("minus", "5"),
        ] {
            assert_ne!(form(&key(one)), form(&key(other)), "{one} and {other} differ");
        }
    }

    #[test]
    fn the_lists_can_be_searched_and_lead_nowhere_else() {
        assert!(SHORT.windows(2).all(|pair| pair[0].0 < pair[1].0));
        let lists = Lists::read();
        assert!(lists.whole.len() > 50 && lists.stems.len() > 80);
        for (one, other) in lists.whole.iter().chain(&lists.stems) {
            assert!(one.len() >= 2 && one != other, "{one}");
            assert!(!lists.whole.contains_key(other), "{other} is spelled in turn");
        }
    }
}
