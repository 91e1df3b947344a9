//! The phrases by which page furniture, bylines, credits and times are known, read once from `assets/lexicon/page.tsv`.

use std::sync::LazyLock;

use super::pairs::Pairs;

const PAGE: &str = include_str!("../../../assets/lexicon/page.tsv");

/// The phrases, all in lower case; the file says what each kind is.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Sorted, as are `time` and `beside`, so that they can be searched.
    pub(super) label: Vec<&'static str>,
    pub(super) opening: Vec<&'static str>,
    pub(super) links: Vec<&'static str>,
    pub(super) counted: Vec<&'static str>,
    pub(super) plea: Vec<(&'static str, Pairs, Vec<&'static str>)>,
    pub(super) byline: Vec<&'static str>,
    pub(super) credit: Vec<&'static str>,
    pub(super) time: Vec<&'static str>,
    pub(super) beside: Vec<&'static str>,
}

/// The lexicon.
pub(super) fn page() -> &'static Page {
    static LEXICON: LazyLock<Page> = LazyLock::new(|| {
        let mut page = Page::default();
        for row in rows() {
            page.take(row);
        }
        for list in [&mut page.label, &mut page.time, &mut page.beside] {
            list.sort_unstable();
        }
        page
    });
    &LEXICON
}

/// Where the cells of the file end, at tabs and line ends. They are looked for when the program is built.
static ENDS: [u16; count_ends(PAGE.as_bytes())] = ends(PAGE.as_bytes());

const fn is_end(byte: u8) -> bool {
    byte == b'\t' || byte == b'\n'
}

const fn count_ends(bytes: &[u8]) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < bytes.len() {
        count += is_end(bytes[at]) as usize;
        at += 1;
    }
    count
}

const fn ends<const N: usize>(bytes: &[u8]) -> [u16; N] {
    assert!(bytes.len() <= u16::MAX as usize, "the lexicon is too long for its index");
    let mut ends = [0; N];
    let (mut count, mut at) = (0, 0);
    while at < bytes.len() {
        if is_end(bytes[at]) {
            ends[count] = at as u16;
            count += 1;
        }
        at += 1;
    }
    ends
}

/// The rows of the file that are neither empty nor comments, each as its cells.
fn rows() -> impl Iterator<Item = impl Iterator<Item = &'static str>> {
    let closes = |&end: &u16| PAGE.as_bytes()[usize::from(end)] == b'\n';
    let mut start = 0;
    let rows = ENDS.split_inclusive(closes).map(move |ends| {
        let row = start;
        start = ends.last().map_or(start, |&end| usize::from(end) + 1);
        (row, ends)
    });
    let cells = |(mut start, ends): (usize, &'static [u16])| {
        ends.iter().map(move |&end| {
            let cell = &PAGE[start..usize::from(end)];
            start = usize::from(end) + 1;
            cell
        })
    };
    rows.filter(|&(start, _)| !matches!(PAGE.as_bytes()[start], b'\n' | b'#')).map(cells)
}

impl Page {
    fn take(&mut self, mut cells: impl Iterator<Item = &'static str>) {
        match cells.next().unwrap_or_default() {
            "label" => self.label.extend(cells),
            "opening" => self.opening.extend(cells),
            "links" => self.links.extend(cells),
            "counted" => self.counted.extend(cells),
            "byline" => self.byline.extend(cells),
            "credit" => self.credit.extend(cells),
            "time" => self.time.extend(cells),
            "beside" => self.beside.extend(cells),
            "plea" => self.plea.extend(cells.next().map(|subject| (subject, Pairs::of(subject), cells.collect()))),
            // A misspelt kind is found by the test below.
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_known_kind_and_lower_case_phrases() {
        let kinds = ["label", "opening", "links", "counted", "plea", "byline", "credit", "time", "beside"];
        let written = PAGE.lines().filter(|row| !row.is_empty() && !row.starts_with('#'));
        for (row, mut cells) in written.zip(rows()) {
            let kind = cells.next().unwrap_or_default();
            assert!(kinds.contains(&kind), "unknown kind in {row}");
            let phrases: Vec<&str> = cells.collect();
            assert_eq!(phrases, row.split('\t').skip(1).collect::<Vec<_>>(), "the index finds the cells");
            for phrase in phrases {
                assert!(!phrase.trim().is_empty(), "empty phrase in {row}");
                assert_eq!(phrase, phrase.to_lowercase(), "phrases are compared in lower case");
            }
        }
        assert!(page().label.len() > 200 && page().plea.len() > 10, "the file is read");
    }
}
