//! A hasher for tables that are asked and never walked. Standard Rust's is made to resist an attacker who chooses keys and
//! sees times, and costs more than looking at the word; this one costs two multiplications for a word, and mixes the same way
//! in every run.

use std::hash::{BuildHasherDefault, Hasher};

/// For `HashMap::with_hasher`.
pub type Mixed = BuildHasherDefault<Mix>;

/// How many places a table of one's own has for so many entries: a power of two, of which a quarter at least stays free, so that a walk from
/// an entry's place to the next free one is short.
pub(super) fn places_for(entries: usize) -> usize {
    (entries * 4).div_ceil(3).next_power_of_two()
}

/// Whether a table of so many places is to grow before it takes one more entry than it has.
pub(super) fn is_full(entries: usize, places: usize) -> bool {
    4 * (entries + 1) > 3 * places
}

/// Folded multiplication, as in wyhash: both halves of a 128-bit product keep every bit of the key in play.
#[derive(Debug, Clone, Copy, Default)]
pub struct Mix(u64);

impl Mix {
    fn take(&mut self, bits: u64) {
        const ODD: [u64; 2] = [0xa076_1d64_78bd_642f, 0xe703_7ed1_a0b4_28db];
        let product = u128::from(self.0 ^ bits ^ ODD[0]) * u128::from(ODD[1]);
        self.0 = product as u64 ^ (product >> 64) as u64;
    }
}

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.take(u64::from_le_bytes(*eight));
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.take(u64::from_le_bytes(last) ^ (rest.len() as u64) << 56);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        // The mark that closes a string; its length is told apart already.
        self.0 ^= u64::from(byte);
    }

    fn write_u64(&mut self, number: u64) {
        self.take(number);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::hash::BuildHasher;

    use super::*;

    #[test]
    fn words_that_differ_a_little_fall_far_apart() {
        let words = (0..10_000).map(|k| format!("word{k}"));
        let hashes: BTreeSet<u64> = words.map(|word| Mixed::default().hash_one(word) >> 48).collect();
        // Of 65,536 slots, 10,000 keys thrown at random fill about 9,270.
        assert!((9_100..9_450).contains(&hashes.len()), "{} slots", hashes.len());
    }
}
