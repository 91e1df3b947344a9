//! Short lists of words that every word of a text is asked about: most are told by their first letter and length.

/// Words in alphabetical order, with the lengths there are for each first letter.
#[derive(Debug)]
pub(super) struct Listed<const N: usize> {
    words: [&'static str; N],
    /// For each first letter from a to z a bit for each length in bytes; what is longer than 31 bytes counts as 31.
    lengths: [u32; 26],
    /// For each first letter, how many words begin with it or one before it.
    ends: [usize; 26],
}

impl<const N: usize> Listed<N> {
    /// A list of words that begin with a letter from a to z; meant for constants, where a list out of order does not compile.
    pub(super) const fn new(words: [&'static str; N]) -> Listed<N> {
        let (mut lengths, mut ends) = ([0; 26], [0; 26]);
        let mut k = 0;
        while k < N {
            let word = words[k].as_bytes();
            let mut letter = (word[0] - b'a') as usize;
            lengths[letter] |= bit(word.len());
            while letter < 26 {
                ends[letter] = k + 1;
                letter += 1;
            }
            assert!(k == 0 || precedes(words[k - 1].as_bytes(), word), "the words are not in order");
            k += 1;
        }
        Listed { words, lengths, ends }
    }

    /// Whether a word is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        let letter = word.bytes().next().and_then(|first| first.checked_sub(b'a')).map(usize::from);
        let Some(letter) = letter.filter(|&letter| letter < 26 && self.lengths[letter] & bit(word.len()) != 0) else {
            return false;
        };
        let start = letter.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.words[start..self.ends[letter]].contains(&word)
    }
}

const fn bit(length: usize) -> u32 {
    1 << if length < 31 { length } else { 31 }
}

const fn precedes(one: &[u8], other: &[u8]) -> bool {
    let mut k = 0;
    while k < one.len() && k < other.len() && one[k] == other[k] {
        k += 1;
    }
    k < other.len() && (k == one.len() || one[k] < other[k])
}

#[cfg(test)]
mod tests {
    use super::Listed;

    #[test]
    fn what_is_listed_is_found_and_nothing_else() {
        const LISTED: Listed<4> = Listed::new(["a", "able", "to", "too"]);
        for word in ["a", "able", "to", "too"] {
            assert!(LISTED.has(word), "{word}");
        }
        for word in ["", "A", "an", "axle", "t", "tor", "zoo", "été", "{", "1"] {
            assert!(!LISTED.has(word), "{word}");
        }
    }
}
