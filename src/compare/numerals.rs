//! Numbers in words: "twelve", "thirty-two", "fifth", "million".

/// The words for whole numbers that English makes the others of, in order of letters. "one" is left out: it is a pronoun more often.
const WORDS: [(&str, u32); 28] = [
    ("dozen", 12),
    ("eight", 8),
    ("eighteen", 18),
    ("eighty", 80),
    ("eleven", 11),
    ("fifteen", 15),
    ("fifty", 50),
    ("five", 5),
    ("forty", 40),
    ("four", 4),
    ("fourteen", 14),
    ("nine", 9),
    ("nineteen", 19),
    ("ninety", 90),
    ("seven", 7),
    ("seventeen", 17),
    ("seventy", 70),
    ("six", 6),
    ("sixteen", 16),
    ("sixty", 60),
    ("ten", 10),
    ("thirteen", 13),
    ("thirty", 30),
    ("three", 3),
    ("twelve", 12),
    ("twenty", 20),
    ("two", 2),
    ("zero", 0),
];

/// Ordinals that are not a cardinal with "th". "second" is left out: it is a time and a seat too.
const ORDINALS: [(&str, u32); 7] =
    [("first", 1), ("third", 3), ("fifth", 5), ("eighth", 8), ("ninth", 9), ("twelfth", 12), ("twentieth", 20)];

/// The value of a spelled whole number given as a comparison key: "twelve", "thirty-two".
pub(super) fn cardinal(key: &str) -> Option<u32> {
    let find = |word: &str| WORDS.binary_search_by(|(name, _)| name.cmp(&word)).ok().map(|at| WORDS[at].1);
    find(key).or_else(|| {
        let (tens, ones) = key.split_once('-')?;
        let tens = find(tens).filter(|tens| (20..=90).contains(tens) && tens % 10 == 0)?;
        let ones = if ones == "one" { 1 } else { find(ones).filter(|ones| (2..=9).contains(ones))? };
        Some(tens + ones)
    })
}

/// The value of an ordinal: "fifth", "sixth", "21st".
pub(super) fn ordinal(key: &str) -> Option<u32> {
    if !may_be_number(key) {
        return None;
    }
    if let Some((_, value)) = ORDINALS.iter().find(|(name, _)| *name == key) {
        return Some(*value);
    }
    let digits = key.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if !digits.is_empty() && matches!(&key[digits.len()..], "st" | "nd" | "rd" | "th") {
        return digits.parse().ok();
    }
    cardinal(key.strip_suffix("th")?).filter(|value| (4..=19).contains(value))
}

/// Whether a word can be a number, or begin one, by its first two letters: nearly every other word is told by that.
pub(super) fn may_be_number(key: &str) -> bool {
    let letters = key.as_bytes();
    letters.iter().any(u8::is_ascii_digit)
        || letters.get(..2).is_some_and(|two| {
            matches!(
                two,
                b"do"
                    | b"ei"
                    | b"el"
                    | b"fi"
                    | b"fo"
                    | b"ha"
                    | b"ni"
                    | b"qu"
                    | b"se"
                    | b"si"
                    | b"te"
                    | b"th"
                    | b"tw"
                    | b"ze"
            )
        })
}

/// What a word after a number multiplies it by, with the short forms of money: "5 million", "5m", "5bn".
pub(super) fn multiplier(key: &str) -> Option<f64> {
    match key {
        "hundred" => Some(1e2),
        "thousand" | "k" => Some(1e3),
        "million" | "millions" | "m" | "mn" => Some(1e6),
        "billion" | "billions" | "bn" | "b" => Some(1e9),
        "trillion" | "tn" => Some(1e12),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelled_numbers_have_their_value() {
        for (word, value) in [("two", 2), ("twelve", 12), ("thirty-two", 32), ("forty-one", 41), ("dozen", 12)] {
            assert_eq!(cardinal(word), Some(value), "{word}");
        }
        for word in ["one", "to", "two-storey", "thirty-odd", "hundred", ""] {
            assert_eq!(cardinal(word), None, "{word}");
        }
    }

    #[test]
    fn the_words_are_sorted_so_that_they_can_be_searched_and_all_may_be_numbers() {
        assert!(WORDS.is_sorted());
        assert!(WORDS.iter().chain(&ORDINALS).all(|(word, _)| may_be_number(word)));
        assert!(!may_be_number("bridge") && may_be_number("24-year-old"));
    }

    #[test]
    fn ordinals_have_their_value() {
        for (word, value) in [("first", 1), ("fifth", 5), ("sixth", 6), ("nineteenth", 19), ("21st", 21), ("2nd", 2)] {
            assert_eq!(ordinal(word), Some(value), "{word}");
        }
        for word in ["month", "north", "th", "9", "second"] {
            assert_eq!(ordinal(word), None, "{word}");
        }
    }
}
