//! Keyboards with other letters: which Latin key stands where a letter was pressed.
//!
//! The terminal sends the letter and not the key, so each standard layout is a table in the order of the Latin keys. A
//! character that is also a Latin layout's own (punctuation) is left out: it is taken as itself.

/// The keys of the tables, row by row; lower case, then with Shift.
const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const SHIFTED: &str = "QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>";

/// One keyboard: the letters where `LATIN` has its keys; `·` where the key gives no letter of its own.
const LAYOUTS: &[&str] = &[
    // Russian (ЙЦУКЕН); the letters other Cyrillic layouts have instead follow in `MORE`.
    "йцукенгшщзхъфывапролджэячсмитьбю",
    // Greek
    "·ςερτυθιοπ··ασδφγηξκλ··ζχψωβνμ··",
    // Hebrew (SI-1452)
    "··קראטוןםפ··שדגכעיחלךף·זסבהנמצתץ",
    // Arabic (101); the b key gives two characters and is in neither table.
    "ضصثقفغعهخحجدشسيبلاتنمكطئءؤر·ىةوز",
];

/// Ukrainian, Belarusian and Serbian letters on keys where the Russian layout has others.
const MORE: &[(char, char)] = &[('і', 's'), ('ї', ']'), ('є', '\''), ('ў', 'o'), ('љ', 'q'), ('њ', 'w'), ('ј', 'j')];

/// The Latin character of the key that gives this letter on its own keyboard.
pub(super) fn latin(letter: char) -> Option<char> {
    let lower = single(letter.to_lowercase())?;
    let keys = if lower == letter { LATIN } else { SHIFTED };
    if let Some(&(_, key)) = MORE.iter().find(|&&(known, _)| known == lower) {
        let at = LATIN.chars().position(|c| c == key)?;
        return keys.chars().nth(at);
    }
    let at = LAYOUTS.iter().find_map(|layout| layout.chars().position(|c| c == lower && c != '·'))?;
    keys.chars().nth(at)
}

fn single(mut chars: impl Iterator<Item = char>) -> Option<char> {
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_latin(letters: &str, keys: &str) {
        let found: String = letters.chars().map(|letter| latin(letter).unwrap_or('?')).collect();
        assert_eq!(found, keys, "{letters}");
    }

    #[test]
    fn the_key_in_the_same_place() {
        check_latin("йолд", "qjkl");
        check_latin("ЙПЪ", "QG}");
        check_latin("хбю", "[,.");
        check_latin("ії", "s]");
        check_latin("ξκΓ", "jkG");
        check_latin("חלש", "jka");
        check_latin("تنض", "jkq");
    }

    #[test]
    fn every_table_names_every_key() {
        for layout in LAYOUTS.iter().chain([&SHIFTED]) {
            assert_eq!(layout.chars().count(), LATIN.chars().count(), "{layout}");
        }
    }

    #[test]
    fn latin_and_unknown_letters_are_left_alone() {
        check_latin("jé桥·/", "?????");
    }
}
