//! Makes `assets/lexicon/related.tsv`, which the comparison looks words up in, from the groups of `assets/lexicon/near.txt`.
//!
//! usage:
//! ```text
//! cargo run --example build_related > assets/lexicon/related.tsv
//! ```

use newsdiff::compare::pairing::related_file;

fn main() {
    print!("{}", related_file(include_str!("../assets/lexicon/near.txt")));
}
