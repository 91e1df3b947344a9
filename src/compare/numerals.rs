//! Numbers in words: "twelve", "thirty-two", "fifth", "million".

/// The words for whole numbers that English makes the others of. "one" is left out: it is a pronoun more often.
const WORDS: [(&str, u32); 28] = [
    ("zero", 0),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("dozen", 12),
];

/// Ordinals that are not a cardinal with "th". "second" is left out: it is a time and a seat too.
const ORDINALS: [(&str, u32); 7] =
    [("first", 1), ("third", 3), ("fifth", 5), ("eighth", 8), ("ninth", 9), ("twelfth", 12), ("twentieth", 20)];

/// The value of a spelled whole number given as a comparison key: "twelve", "thirty-two".
pub(super) fn cardinal(key: &str) -> Option<u32> {
    let find = |word: &str| WORDS.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
    find(key).or_else(|| {
        let (tens, ones) = key.split_once('-')?;
        let tens = find(tens).filter(|tens| (20..=90).contains(tens) && tens % 10 == 0)?;
        let ones = if ones == "one" { 1 } else { find(ones).filter(|ones| (2..=9).contains(ones))? };
        Some(tens + ones)
    })
}

/// The value of an ordinal: "fifth", "sixth", "21st".
pub(super) fn ordinal(key: &str) -> Option<u32> {
    if let Some((_, value)) = ORDINALS.iter().find(|(name, _)| *name == key) {
        return Some(*value);
    }
    let digits = key.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if !digits.is_empty() && matches!(&key[digits.len()..], "st" | "nd" | "rd" | "th") {
        return digits.parse().ok();
    }
    cardinal(key.strip_suffix("th")?).filter(|value| (4..=19).contains(value))
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
    fn ordinals_have_their_value() {
        for (word, value) in [("first", 1), ("fifth", 5), ("sixth", 6), ("nineteenth", 19), ("21st", 21), ("2nd", 2)] {
            assert_eq!(ordinal(word), Some(value), "{word}");
        }
        for word in ["month", "north", "th", "9", "second"] {
            assert_eq!(ordinal(word), None, "{word}");
        }
    }
}
