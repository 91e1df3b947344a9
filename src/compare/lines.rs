//! Files of lines that are asked for by what stands before their first tab, searched as they lie in the program: nothing is read or
//! built at start-up.

/// The bits of a place that say where its line begins; the others are the same bits of the hash of its key.
const START: u32 = (1 << 18) - 1;

/// A file, with where its lines begin, each at the first free of so many places from where its key is thrown; at least twice as
/// many places as the file has lines, and a power of two.
pub(super) struct Lines<const PLACES: usize> {
    text: &'static str,
    /// One more than the byte a line begins at, under a mark of its key; 0 where there is none. Most keys asked for are in no
    /// file: their marks tell so without a look at the text, which lies far off in memory.
    starts: [u32; PLACES],
}

impl<const PLACES: usize> Lines<PLACES> {
    /// Looks at where lines begin; meant for constants, because it reads the whole text.
    pub(super) const fn new(text: &'static str) -> Lines<PLACES> {
        let bytes = text.as_bytes();
        assert!(bytes.len() < START as usize, "there is no room for the mark of a line so far into the text");
        let mut starts = [0; PLACES];
        let (mut at, mut lines) = (0, 0);
        while at < bytes.len() {
            let mut tab = at;
            while tab < bytes.len() && bytes[tab] != b'\t' {
                tab += 1;
            }
            let hash = thrown(bytes, at, tab);
            let mut place = hash as usize % PLACES;
            while starts[place] != 0 {
                place = (place + 1) % PLACES;
            }
            starts[place] = (at as u32 + 1) | hash & !START;
            at = tab;
            while at < bytes.len() && bytes[at] != b'\n' {
                at += 1;
            }
            (at, lines) = (at + 1, lines + 1);
        }
        assert!(PLACES.is_power_of_two() && lines * 2 <= PLACES, "there are too few places for these lines");
        Lines { text, starts }
    }

    /// The whole file.
    #[cfg(test)]
    pub(super) fn text(&self) -> &'static str {
        self.text
    }

    /// The rest of the line that begins with `key` and a tab.
    pub(super) fn find(&self, key: &str) -> Option<&'static str> {
        let hash = thrown(key.as_bytes(), 0, key.len());
        let mut place = hash as usize % PLACES;
        while self.starts[place] != 0 {
            if self.starts[place] & !START == hash & !START {
                let line = &self.text[(self.starts[place] & START) as usize - 1..];
                if let Some(rest) = line.strip_prefix(key).and_then(|rest| rest.strip_prefix('\t')) {
                    let end = rest.bytes().position(|b| b == b'\n').unwrap_or(rest.len());
                    return Some(&rest[..end]);
                }
            }
            place = (place + 1) % PLACES;
        }
        None
    }
}

/// Where a key is thrown, the bytes from `from` to before `to` (FNV-1a, its upper half folded in).
const fn thrown(bytes: &[u8], from: usize, to: usize) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    let mut at = from;
    while at < to {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash ^ hash >> 16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_found_and_what_is_not_is_not() {
        static LINES: Lines<32> = Lines::new(
            "1st\tdigit and letter\n2\tone digit\nUS\tcapitals\na\tone letter\nab%\tmark\nabc\tletters\nzeta\tlast\nécole\tbeyond\n",
        );
        for (key, rest) in [
            ("1st", Some("digit and letter")),
            ("2", Some("one digit")),
            ("US", Some("capitals")),
            ("a", Some("one letter")),
            ("ab%", Some("mark")),
            ("abc", Some("letters")),
            ("zeta", Some("last")),
            ("école", Some("beyond")),
            ("", None),
            ("ab", None),
            ("abcd", None),
            ("été", None),
            ("zz", None),
        ] {
            assert_eq!(LINES.find(key), rest, "{key}");
        }
    }
}
