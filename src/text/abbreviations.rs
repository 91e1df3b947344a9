//! Words that carry a full stop of their own, shared by the sentence and the word reader.
//!
//! The lists are closed and hold the general conventions of news writing (titles, months, states, company forms); what
//! is not listed is recognised by shape: dotted letters ("U.S.", "a.m.") and initials ("J.").

/// What a full stop after a word can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// It shortens the word and something always follows: "Mr.", "vs.".
    Inside,
    /// It shortens the word only where a number follows: "No. 10".
    BeforeNumber,
    /// It shortens the word and may close the sentence too: "Inc.", "U.S.", "Jan.".
    Either,
    /// The same, and what follows is rarely part of the phrase: "a.m.", "etc.".
    Time,
    /// An initial: "J.".
    Initial,
    /// It closes the sentence.
    Plain,
}

/// What a full stop right after `word` means; `word` is given without that stop.
pub(super) fn stop_after(word: &str) -> Stop {
    let mut chars = word.chars();
    let (Some(first), second) = (chars.next(), chars.next()) else { return Stop::Plain };
    if second.is_none() {
        return if first == 'v' {
            Stop::Inside
        } else if first == 'p' {
            Stop::BeforeNumber
        } else if first.is_uppercase() {
            Stop::Initial
        } else {
            Stop::Plain
        };
    }
    if is_dotted(word) {
        return match word.to_lowercase().as_str() {
            "a.m" | "p.m" => Stop::Time,
            "e.g" | "i.e" | "z.b" | "d.h" => Stop::Inside,
            _ => Stop::Either,
        };
    }
    if word.len() > LONGEST || !word.is_ascii() {
        return Stop::Plain;
    }
    let lower = word.to_ascii_lowercase();
    let listed = |list: &[&str]| list.contains(&lower.as_str());
    if listed(INSIDE) || (first.is_uppercase() && listed(TITLES)) {
        Stop::Inside
    } else if listed(BEFORE_NUMBER) {
        Stop::BeforeNumber
    } else if listed(TIME) {
        Stop::Time
    } else if first.is_uppercase() && listed(EITHER) {
        Stop::Either
    } else {
        Stop::Plain
    }
}

/// Whether a word is letters with stops between them, as "U.S" and "Ph.D" are before their last stop.
///
/// One of the parts must be a single letter, so that "example.org" is not taken for one.
pub(super) fn is_dotted(word: &str) -> bool {
    let mut single = false;
    let mut parts = 0;
    for part in word.split('.') {
        let letters = part.chars().count();
        if !(1..=3).contains(&letters) || !part.chars().all(char::is_alphabetic) {
            return false;
        }
        single |= letters == 1;
        parts += 1;
    }
    // "EE.UU." doubles each letter of a plural, which Spanish does for names of states.
    parts > 1 && (single || word.chars().all(|c| c == '.' || c.is_uppercase()))
}

/// The length of the longest entry below, in bytes.
const LONGEST: usize = 6;

/// Never at the end of a sentence, in any case of letters.
const INSIDE: &[&str] = &["vs", "cf", "viz", "approx", "ca", "bzw", "ggf", "sog"];

/// Titles before a name.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "prof", "gen", "col", "lt", "sgt", "capt", "cmdr", "adm", "maj", "pvt", "cpl",
    "rep", "reps", "sen", "sens", "gov", "govs", "pres", "rev", "hon", "msgr", "supt", "det", "insp", "brig", "pfc",
    "messrs", "mme", "mlle", "sra", "srta", "dra", "dott", "sig", "ste", "mt", "ft", "atty", "amb", "dist", "asst",
];

/// Shortened only before a figure.
const BEFORE_NUMBER: &[&str] =
    &["no", "nos", "nr", "art", "sec", "fig", "figs", "vol", "pp", "ch", "para", "num", "op"];

/// Ends of a phrase: what follows with a capital is a new sentence unless it is a day, a month or a zone.
const TIME: &[&str] = &["etc", "am", "pm"];

/// Months, states of the United States, company forms and streets.
const EITHER: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "ala", "ariz", "ark", "calif",
    "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "md", "mass", "mich", "minn", "miss", "mo",
    "mont", "neb", "nev", "okla", "ore", "pa", "penn", "tenn", "tex", "va", "vt", "wash", "wis", "wyo", "inc", "corp",
    "co", "ltd", "llc", "bros", "plc", "assn", "dept", "univ", "jr", "sr", "st", "ave", "blvd", "rd", "al", "esq",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_entry_is_measured_right() {
        let all = [INSIDE, TITLES, BEFORE_NUMBER, TIME, EITHER].concat();
        assert_eq!(all.iter().map(|word| word.len()).max(), Some(LONGEST));
    }

    #[test]
    fn stops_are_read_by_list_and_by_shape() {
        let cases = [
            ("Mr", Stop::Inside),
            ("No", Stop::BeforeNumber),
            ("Inc", Stop::Either),
            ("U.S", Stop::Either),
            ("Ph.D", Stop::Either),
            ("EE.UU", Stop::Either),
            ("a.m", Stop::Time),
            ("J", Stop::Initial),
            ("ill", Stop::Plain),
            ("river", Stop::Plain),
            ("example.org", Stop::Plain),
        ];
        for (word, stop) in cases {
            assert_eq!(stop_after(word), stop, "{word}");
        }
    }
}
