//! What an article is about, as numbers that are quick to compare and small to keep.

use super::stems::{Stems, number};
use crate::text::{Document, Role};

/// How many words a signature keeps. Fewer part tellings that agree in common words only; more group hardly better, and each
/// takes room in the store.
const SIGNATURE_WORDS: usize = 48;

/// The bytes of running text that count: the opening says what a piece is about, and the rest is background.
const OPENING_BYTES: usize = 1_500;

/// How often a word of the title counts.
const TITLE_COUNTS: f64 = 3.0;

/// What a weight of 1 is kept as.
const ONE: u16 = u16::MAX;

/// The bytes one word takes.
const WORD_BYTES: usize = 6;

/// The words that tell an article's event: each stem by its number with its weight, in order of number. The squares of the
/// weights sum to about 1 at most, 65,535 standing for 1.
///
/// A stem's number is 32 bits of its hash. Among the 50,000 stems of a week's news two may share a number; that they then
/// meet in two articles and weigh much in both is rarer than two words that are spelled alike and mean different things.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signature(pub(super) Vec<(u32, u16)>);

impl Signature {
    /// Reads one article; where there are many, a [`Reader`] is quicker.
    pub fn read(title: &str, document: &Document) -> Signature {
        Reader::default().read(title, document)
    }

    /// The signature of stems whose weights are those of a whole article of length 1.
    pub fn of_shares(terms: &[(String, f64)]) -> Signature {
        let terms = terms.iter().map(|(stem, share)| (stem.as_str(), number(stem), *share));
        Signature::of_heaviest(terms.collect())
    }

    /// The heaviest of some stems with their numbers and shares; of equally heavy ones the first in order of spelling.
    fn of_heaviest(mut terms: Vec<(&str, u32, f64)>) -> Signature {
        let order = |x: &(&str, u32, f64), y: &(&str, u32, f64)| y.2.total_cmp(&x.2).then_with(|| x.0.cmp(y.0));
        if terms.len() > SIGNATURE_WORDS {
            terms.select_nth_unstable_by(SIGNATURE_WORDS, order);
            terms.truncate(SIGNATURE_WORDS);
        }
        // Of two stems with one number the heavier stays.
        terms.sort_unstable_by(|x, y| x.1.cmp(&y.1).then_with(|| order(x, y)));
        terms.dedup_by_key(|term| term.1);
        let packed = |(_, number, share): (&str, u32, f64)| (number, (share * f64::from(ONE)).round() as u16);
        Signature(terms.into_iter().map(packed).filter(|(_, weight)| *weight > 0).collect())
    }

    /// How alike two signatures are, 0 to 1. Summed in whole numbers, so the same whichever is first.
    pub fn likeness(&self, other: &Signature) -> f64 {
        let (mut one, mut two) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut sum = 0_u64;
        while let (Some(&&(a, x)), Some(&&(b, y))) = (one.peek(), two.peek()) {
            if a == b {
                sum += product(x, y);
            }
            if a <= b {
                one.next();
            }
            if b <= a {
                two.next();
            }
        }
        share(sum)
    }

    /// A number that is equal for equal signatures and hardly for others: FNV-1a, 64 bits.
    pub fn key(&self) -> u64 {
        let mix = |mixed: u64, byte: u8| (mixed ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        self.to_bytes().into_iter().fold(0xcbf2_9ce4_8422_2325, mix)
    }

    /// The signature as bytes to keep: six a word, its number and its weight, the lowest byte first.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|(stem, weight)| [&stem.to_le_bytes()[..], &weight.to_le_bytes()].concat()).collect()
    }

    /// Reads what [`Signature::to_bytes`] wrote; what is not whole at the end is left out.
    pub fn from_bytes(bytes: &[u8]) -> Signature {
        let word = |word: &[u8]| {
            let stem = u32::from_le_bytes([word[0], word[1], word[2], word[3]]);
            (stem, u16::from_le_bytes([word[4], word[5]]))
        };
        Signature(bytes.chunks_exact(WORD_BYTES).map(word).collect())
    }
}

/// Reads many articles one after the other, and looks up each spelling once. What was read before changes no signature.
#[derive(Debug, Default)]
pub struct Reader {
    stems: Stems,
    /// How often each stem stands in the article being read, by its place; zero between articles.
    counts: Vec<f64>,
}

impl Reader {
    /// Reads a title and the opening of a text. The heaviest words are kept; of equally heavy ones the first in order of
    /// spelling.
    pub fn read(&mut self, title: &str, document: &Document) -> Signature {
        // In order of first appearance, so that sums do not depend on what was read before.
        let mut met = Vec::new();
        self.count(title, TITLE_COUNTS, &mut met);
        let mut room = OPENING_BYTES;
        for paragraph in document.paragraphs().iter().filter(|p| p.role == Role::Body) {
            self.count(paragraph.span.of(document.text()), 1.0, &mut met);
            room = room.saturating_sub(paragraph.span.len());
            if room == 0 {
                break;
            }
        }
        let (stems, counts) = (&self.stems, &mut self.counts);
        let mut weigh = |place: usize| {
            let stem = stems.at(place);
            (stem.text.as_str(), stem.number, (1.0 + std::mem::take(&mut counts[place]).ln()) * stem.weight)
        };
        let mut terms: Vec<(&str, u32, f64)> = met.into_iter().map(&mut weigh).collect();
        let length = terms.iter().map(|term| term.2 * term.2).sum::<f64>().sqrt();
        for term in &mut terms {
            term.2 /= length;
        }
        Signature::of_heaviest(terms)
    }

    /// Forgets the spellings it knows where they are more than `most`.
    pub fn forget_beyond(&mut self, most: usize) {
        if self.stems.len() > most {
            *self = Reader::default();
        }
    }

    /// Adds the stems of a text to their counts; those that were not met before go to the end of `met`.
    fn count(&mut self, text: &str, by: f64, met: &mut Vec<usize>) {
        for place in self.stems.read(text) {
            if place >= self.counts.len() {
                self.counts.resize(place + 1, 0.0);
            }
            if self.counts[place] == 0.0 {
                met.push(place);
            }
            self.counts[place] += by;
        }
    }
}

/// What one shared word adds to a likeness.
pub(super) fn product(left: u16, right: u16) -> u64 {
    u64::from(left) * u64::from(right)
}

/// A sum of products as a likeness.
pub(super) fn share(sum: u64) -> f64 {
    (sum as f64 / product(ONE, ONE) as f64).min(1.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::cluster::JOIN;

    fn signature(title: &str, text: &str) -> Signature {
        Signature::read(title, &Document::parse(text))
    }

    #[test]
    fn tellings_of_one_event_are_alike_and_others_are_not() {
        let wire = signature(
            "Ferry runs aground off Cape Sorrel",
            "A ferry with 80 people aboard ran aground off Cape Sorrel on Monday.\n",
        );
        let ledger =
            signature("Eighty rescued as ferry hits rocks", "The ferry struck rocks near Cape Sorrel at dawn.\n");
        let budget = signature("Council passes budget", "The council passed its budget after a night of talks.\n");
        assert!(wire.likeness(&ledger) > JOIN, "{}", wire.likeness(&ledger));
        assert!(wire.likeness(&budget) < 0.05, "{}", wire.likeness(&budget));
    }

    #[test]
    fn a_signature_is_bounded_and_has_length_one_at_most() {
        let long = (0..500).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ");
        let many = signature("", &long);
        assert_eq!(many.0.len(), SIGNATURE_WORDS);
        assert!(many.likeness(&many) <= 1.0);
        assert_eq!(signature("", ""), Signature::default());
    }

    proptest! {
        #[test]
        fn what_was_read_before_changes_no_signature(texts in prop::collection::vec("[A-Ca-d ]{0,40}", 1..6)) {
            let mut reader = Reader::default();
            for text in &texts {
                reader.forget_beyond(9);
                let document = Document::parse(text);
                prop_assert_eq!(reader.read("bad", &document), Signature::read("bad", &document));
            }
        }

        #[test]
        fn likeness_is_the_same_either_way_and_bytes_come_back(
            one in "[a-d ]{0,40}", other in "[a-d ]{0,40}", cut in 0_usize..6,
        ) {
            let (one, other) = (signature(&one, ""), signature("", &other));
            prop_assert_eq!(one.likeness(&other).to_bits(), other.likeness(&one).to_bits());
            let mut bytes = one.to_bytes();
            bytes.extend(vec![0; cut]);
            prop_assert_eq!(Signature::from_bytes(&bytes), one);
        }
    }
}
