//! Words in scripts that write no space between them: Chinese, Japanese, Thai, Lao, Khmer, Burmese.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use super::Span;

/// Whether a character belongs to a script that needs the dictionary.
pub(super) fn covers(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}'      // Thai, Lao
        | '\u{1000}'..='\u{109F}'    // Burmese
        | '\u{1780}'..='\u{17FF}'    // Khmer
        | '\u{3005}'..='\u{3007}'    // iteration mark and zero
        | '\u{3040}'..='\u{30FF}'    // Hiragana, Katakana
        | '\u{31F0}'..='\u{31FF}'    // Katakana extensions
        | '\u{3400}'..='\u{4DBF}'    // Han extension A
        | '\u{4E00}'..='\u{9FFF}'    // Han
        | '\u{F900}'..='\u{FAFF}'    // Han compatibility
        | '\u{FF66}'..='\u{FF9F}'    // half-width Katakana
        | '\u{20000}'..='\u{3FFFF}'  // Han, later planes
    ) && c.is_alphanumeric()
}

/// The words of a run in such scripts; they tile it.
pub(super) fn cut(run: &str) -> Vec<Span> {
    // Only references to data compiled into the program are set up here, so there is nothing worth keeping.
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let borders: Vec<usize> = segmenter.segment_str(run).collect();
    borders.windows(2).map(|pair| Span::new(pair[0], pair[1])).filter(|span| !span.is_empty()).collect()
}
