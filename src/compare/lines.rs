//! Files of lines sorted by what stands before their first tab, searched as they lie in the program: nothing is read or built
//! at start-up.

/// Classes of a first or second byte, in the order of bytes: below the small letters, each small letter, above them.
const CLASSES: usize = 28;

/// A sorted file, with where its lines begin for every two first bytes.
pub(super) struct Lines {
    text: &'static str,
    starts: [u32; CLASSES * CLASSES + 1],
}

const fn class(byte: u8) -> usize {
    match byte {
        0..b'a' => 0,
        b'a'..=b'z' => (byte - b'a') as usize + 1,
        _ => CLASSES - 1,
    }
}

/// Only behind a letter does the second byte count: other first bytes share a class, so lines with one second byte lie apart. A
/// tab, which ends a key, is below the letters too, so that a key of one letter has a class for its second.
const fn classes(first: u8, second: u8) -> usize {
    match class(first) {
        letter @ 1..27 => letter * CLASSES + class(second),
        other => other * CLASSES,
    }
}

impl Lines {
    /// Looks at where lines begin; meant for constants, because it reads the whole text.
    pub(super) const fn new(text: &'static str) -> Lines {
        let bytes = text.as_bytes();
        let mut starts = [0; CLASSES * CLASSES + 1];
        let (mut at, mut next) = (0, 0);
        while at + 1 < bytes.len() {
            let here = classes(bytes[at], bytes[at + 1]);
            while next <= here {
                starts[next] = at as u32;
                next += 1;
            }
            while at < bytes.len() && bytes[at] != b'\n' {
                at += 1;
            }
            at += 1;
        }
        while next < starts.len() {
            starts[next] = bytes.len() as u32;
            next += 1;
        }
        Lines { text, starts }
    }

    /// The whole file.
    #[cfg(test)]
    pub(super) fn text(&self) -> &'static str {
        self.text
    }

    /// The rest of the line that begins with `key` and a tab.
    pub(super) fn find(&self, key: &str) -> Option<&'static str> {
        let bytes = key.as_bytes();
        let at = classes(*bytes.first()?, bytes.get(1).copied().unwrap_or(b'\t'));
        let lines = &self.text[self.starts[at] as usize..self.starts[at + 1] as usize];
        find_line(lines, key)
    }
}

fn find_line<'a>(lines: &'a str, key: &str) -> Option<&'a str> {
    let bytes = lines.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[low..middle].iter().rposition(|&b| b == b'\n').map_or(low, |at| low + at + 1);
        let end = bytes[middle..].iter().position(|&b| b == b'\n').map_or(bytes.len(), |at| middle + at);
        let tab = bytes[start..end].iter().position(|&b| b == b'\t').map_or(end, |at| start + at);
        match bytes[start..tab].cmp(key.as_bytes()) {
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
            std::cmp::Ordering::Equal => return lines.get(tab + 1..end),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_found_and_what_is_not_is_not() {
        static LINES: Lines = Lines::new(
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
