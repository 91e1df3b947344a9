//! Which articles print one copy: the text of an agency, or of one another.

use crate::compare::copies::{grouped, shingles};
use crate::text::Document;

/// One shingle in this many is kept, by its number alone, so that two texts keep the same of what they share.
const SAMPLED: u32 = 8;

/// A text of which fewer are kept is too short to tell: about seventy words.
const FEWEST: usize = 8;

/// A sample of a text's words in a row (of its shingles, see the comparison's copies), in order of number: the share of one
/// sample that stands in another is, give or take a few parts in a hundred, the share of the texts (Broder's "mod m" sketch).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sketch(Vec<u32>);

impl Sketch {
    /// Reads the body of a text.
    pub fn read(document: &Document) -> Sketch {
        // Multiplied, because the lowest bits of the shingles' numbers are not mixed well (Knuth's golden ratio).
        let mixed = shingles(document).into_iter().map(|shingle| shingle.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut kept: Vec<u32> = mixed
            .filter(|mixed| mixed >> (u64::BITS - SAMPLED.ilog2()) == 0)
            .map(|mixed| (mixed >> 24) as u32)
            .collect();
        kept.sort_unstable();
        kept.dedup();
        Sketch(kept)
    }

    /// The sketch as bytes to keep: four a shingle, the lowest first.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|shingle| shingle.to_le_bytes()).collect()
    }

    /// Reads what [`Sketch::to_bytes`] wrote; what is not whole at the end is left out.
    pub fn from_bytes(bytes: &[u8]) -> Sketch {
        let shingle = |four: &[u8]| u32::from_le_bytes([four[0], four[1], four[2], four[3]]);
        Sketch(bytes.chunks_exact(4).map(shingle).collect())
    }
}

/// Every text in exactly one group, the fullest of a group first, a text of its own alone; in order of the first. Texts are one
/// copy where half of the shorter one's shingles stand in the longer one, as in a comparison of claims.
pub fn copies(sketches: &[Sketch]) -> Vec<Vec<usize>> {
    let lists: Vec<Vec<u64>> =
        sketches.iter().map(|sketch| sketch.0.iter().copied().map(u64::from).collect()).collect();
    grouped(&lists, FEWEST)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A text of so many sentences, each with words of its own.
    fn text(sentences: std::ops::Range<usize>) -> String {
        let sentence = |n: usize| {
            format!("The council{n} closed the harbour{n} bridge on day{n} after pilots{n} found cracks in cable{n}.")
        };
        sentences.map(sentence).collect::<Vec<_>>().join("\n\n")
    }

    fn check(texts: &[String], expected: &[&[usize]]) {
        let sketches: Vec<Sketch> = texts.iter().map(|text| Sketch::read(&Document::parse(text))).collect();
        assert_eq!(copies(&sketches), expected);
    }

    #[test]
    fn a_copy_cut_short_is_a_copy_and_other_words_are_not() {
        check(&[text(0..30), text(0..45), text(100..140)], &[&[1, 0], &[2]]);
        check(&[text(0..40), text(28..70)], &[&[0], &[1]]);
        check(&[text(0..2), text(0..2)], &[&[0], &[1]]);
        check(&[], &[]);
    }

    proptest! {
        #[test]
        fn bytes_come_back(sentences in 0_usize..40, cut in 0_usize..4) {
            let sketch = Sketch::read(&Document::parse(&text(0..sentences)));
            let mut bytes = sketch.to_bytes();
            bytes.extend(vec![0; cut]);
            prop_assert_eq!(Sketch::from_bytes(&bytes), sketch);
        }
    }
}
