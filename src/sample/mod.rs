//! The sample edition: invented news inside the program, so that the first screen of a new machine shows the main job.
//!
//! Its outlets, people and places do not exist. Each story is written so that the ways tellings differ can be seen in it:
//! `tests.rs` lists them.

#[cfg(test)]
mod tests;

use crate::ingest;
use crate::model::Arrival;

/// One telling as it stands in `assets/sample`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SampleFile {
    /// Its path below `assets/sample`: the story's folder, then the outlet.
    pub name: &'static str,
    /// Front matter and text.
    pub text: &'static str,
}

/// The edition read as any file is: the newest story first, the articles of each in order of publication.
pub fn stories() -> Vec<Vec<Arrival>> {
    EDITION
        .iter()
        .map(|files| files.iter().flat_map(|f| ingest::read(f.name, f.text.as_bytes()).arrivals).collect())
        .collect()
}

macro_rules! edition {
    ($([$($name:literal),+ $(,)?]),+ $(,)?) => {
        /// The edition as embedded: a list of files for each story, in order of publication.
        pub const EDITION: &[&[SampleFile]] = &[
            $(&[
                $(SampleFile { name: $name, text: include_str!(concat!("../../assets/sample/", $name)) },)+
            ],)+
        ];
    };
}

edition! {
    [
        "harbour-bridge/coast-wire.md",
        "harbour-bridge/the-ledger.md",
        "harbour-bridge/radio-one.md",
        "harbour-bridge/evening-star.md",
        "harbour-bridge/metro-today.md",
    ],
    [
        "sponge-reef/coast-wire.md",
        "sponge-reef/the-ledger.md",
        "sponge-reef/evening-star.md",
        "sponge-reef/metro-today.md",
    ],
    [
        "reservoir-levels/radio-one.1.md",
        "reservoir-levels/radio-one.2.md",
        "reservoir-levels/radio-one.3.md",
        "reservoir-levels/radio-one.4.md",
    ],
    [
        "council-budget/coast-wire.md",
        "council-budget/the-ledger.md",
        "council-budget/radio-one.md",
        "council-budget/metro-today.md",
    ],
}
