//! A search that remembers how far it looked, so that a hostile page cannot make a scan look over the same bytes again and again.

/// Finds the next place of one needle in one text, for questions that only move forward.
pub(super) struct Ahead<'t> {
    text: &'t str,
    needle: String,
    /// From where the last search began, and what it found.
    asked: usize,
    found: Option<usize>,
    fresh: bool,
}

impl<'t> Ahead<'t> {
    pub(super) fn new(text: &'t str, needle: impl Into<String>) -> Ahead<'t> {
        Ahead { text, needle: needle.into(), asked: 0, found: None, fresh: true }
    }

    /// The first place at or after `at`. All questions together cost one pass over the text as long as `at` never goes back.
    pub(super) fn from(&mut self, at: usize) -> Option<usize> {
        let known = !self.fresh && at >= self.asked && self.found.is_none_or(|found| found >= at);
        if !known {
            self.asked = at;
            self.fresh = false;
            self.found = self.text.get(at..).and_then(|rest| rest.find(&self.needle)).map(|place| at + place);
        }
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_plain_search_finds() {
        let text = "ab-cd-ef";
        let mut dash = Ahead::new(text, "-");
        let found: Vec<Option<usize>> = (0..=text.len()).map(|at| dash.from(at)).collect();
        let plain: Vec<Option<usize>> = (0..=text.len()).map(|at| text[at..].find('-').map(|k| at + k)).collect();
        assert_eq!(found, plain);
        assert_eq!(dash.from(0), Some(2));
    }
}
