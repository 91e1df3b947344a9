//! Which pairs of bytes follow each other in a text: tells cheaply that a phrase is not in it.

/// A set of pairs, each thrown on one of 256 bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Pairs([u64; 4]);

impl Pairs {
    pub(super) fn of(text: &str) -> Pairs {
        let mut pairs = Pairs::default();
        for pair in text.as_bytes().windows(2) {
            let bit = pair[0].wrapping_mul(31).wrapping_add(pair[1]);
            pairs.0[usize::from(bit >> 6)] |= 1 << (bit & 63);
        }
        pairs
    }

    /// Whether a text with these pairs can hold a phrase with those: `false` is certain.
    pub(super) fn can_hold(&self, phrase: &Pairs) -> bool {
        self.0.iter().zip(phrase.0).all(|(own, needed)| own & needed == needed)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn most_texts_are_told_apart() {
        let text = Pairs::of("the ferry will run until the bridge is open again");
        let phrases = ["cookie", "newsletter", "all rights reserved", "enable javascript", "ferry w"];
        assert_eq!(phrases.map(|phrase| text.can_hold(&Pairs::of(phrase))), [false, false, false, false, true]);
    }

    proptest! {
        #[test]
        fn what_a_text_holds_is_never_denied(before in ".{0,20}", phrase in ".{0,8}", after in ".{0,20}") {
            let text = [before, phrase.clone(), after].concat();
            prop_assert!(Pairs::of(&text).can_hold(&Pairs::of(&phrase)));
        }
    }
}
