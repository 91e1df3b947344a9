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

fn rows() -> impl Iterator<Item = &'static str> {
    PAGE.lines().filter(|row| !row.is_empty() && !row.starts_with('#'))
}

impl Page {
    fn take(&mut self, row: &'static str) {
        let mut cells = row.split('\t');
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
        for row in rows() {
            let mut cells = row.split('\t');
            let kind = cells.next().unwrap_or_default();
            assert!(kinds.contains(&kind), "unknown kind in {row}");
            for phrase in cells {
                assert!(!phrase.trim().is_empty(), "empty phrase in {row}");
                assert_eq!(phrase, phrase.to_lowercase(), "phrases are compared in lower case");
            }
        }
        assert!(page().label.len() > 200 && page().plea.len() > 10, "the file is read");
    }
}
