//! Where the reader left each story, kept from one run of the program to the next.
//!
//! Bounded, gone with its story, and worth no trouble: a store that cannot be written just now, because it may only be read or
//! another program writes for long, goes on without.

use std::collections::BTreeMap;
use std::time::Duration;

use rusqlite::{Result, Row, Transaction};

use super::{Store, StoreError, open};
use crate::model::{StoryId, VersionId};
use crate::sides::Sides;

/// The places of so many stories are kept, those written last.
const PLACES: i64 = 500;

/// How long writing a place waits for another program: no longer than a reader who quits would notice.
const SHORTLY: Duration = Duration::from_millis(300);

/// Where the reader was in one story; what was not opened has no place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptPlace {
    /// In Compare.
    pub pair: Option<KeptPair>,
    /// In the claims.
    pub claims: Option<KeptClaims>,
    /// In the Reader.
    pub reading: Option<KeptReading>,
}

/// Where the reader was in two versions side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptPair {
    /// The versions, as they stood.
    pub versions: Sides<VersionId>,
    /// The sentence under the cursor on each side that has one, counted from 0 in its text.
    pub sentences: Sides<Option<usize>>,
    /// The lines on screen above it, where known.
    pub above: Option<usize>,
}

/// Where the reader was in the claims of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptClaims {
    /// A version that tells the selected claim, at the selected outlet where that does.
    pub version: VersionId,
    /// The sentence it tells it in, counted from 0 in its text.
    pub sentence: usize,
    /// What was chosen about the screen, in the words of the screen.
    pub chosen: String,
}

/// Where the reader was in one version read alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptReading {
    /// The version.
    pub version: VersionId,
    /// The paragraph at the top of the screen, counted from 0 in its text.
    pub paragraph: usize,
}

impl Store {
    /// The places kept, by story.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub fn places(&self) -> std::result::Result<BTreeMap<StoryId, KeptPlace>, StoreError> {
        self.read(|step| {
            step.prepare_cached("SELECT * FROM place")?
                .query_map([], |row| Ok((row.get("story").map(StoryId)?, kept(row)?)))?
                .collect()
        })
    }

    /// Keeps where the reader left a story; the oldest of too many places goes.
    ///
    /// # Errors
    /// What kept it from being written, a lock of another program after a moment already, or that there is no such story.
    pub fn keep_place(&mut self, story: StoryId, place: &KeptPlace) -> std::result::Result<(), StoreError> {
        self.connection.busy_timeout(SHORTLY).map_err(|e| self.fault(&e))?;
        let done = self.write(|step| keep(step, story, place));
        open::be_patient(&mut self.connection).map_err(|e| self.fault(&e))?;
        done
    }
}

fn keep(step: &Transaction<'_>, story: StoryId, KeptPlace { pair, claims, reading }: &KeptPlace) -> Result<()> {
    let sentences = pair.map(|pair| pair.sentences).unwrap_or_default();
    step.prepare_cached(
        "INSERT OR REPLACE INTO place VALUES (
             ?1, 1 + (SELECT ifnull(max(turn), 0) FROM place), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute((
        story.0,
        pair.map(|pair| pair.versions.left.0),
        pair.map(|pair| pair.versions.right.0),
        sentences.left.map(whole),
        sentences.right.map(whole),
        pair.and_then(|pair| pair.above).map(whole),
        claims.as_ref().map(|claims| claims.version.0),
        claims.as_ref().map(|claims| whole(claims.sentence)),
        claims.as_ref().map(|claims| &claims.chosen),
        reading.map(|reading| reading.version.0),
        reading.map(|reading| whole(reading.paragraph)),
    ))?;
    step.prepare_cached("DELETE FROM place WHERE turn <= (SELECT max(turn) FROM place) - ?1")?
        .execute([PLACES])
        .map(|_| ())
}

fn kept(row: &Row<'_>) -> Result<KeptPlace> {
    let count = |name: &str| -> Result<Option<usize>> {
        Ok(row.get::<_, Option<i64>>(name)?.and_then(|count| usize::try_from(count).ok()))
    };
    let version = |name: &str| -> Result<Option<VersionId>> { Ok(row.get::<_, Option<i64>>(name)?.map(VersionId)) };
    let sentences = Sides::new(count("left_sentence")?, count("right_sentence")?);
    let above = count("above")?;
    let pair = version("left_version")?.zip(version("right_version")?);
    let claim = version("claim_version")?.zip(count("claim_sentence")?);
    let chosen: Option<String> = row.get("claims")?;
    let reading = version("read_version")?.zip(count("read_paragraph")?);
    Ok(KeptPlace {
        pair: pair.map(|(left, right)| KeptPair { versions: Sides::new(left, right), sentences, above }),
        claims: claim.map(|(version, sentence)| KeptClaims { version, sentence, chosen: chosen.unwrap_or_default() }),
        reading: reading.map(|(version, paragraph)| KeptReading { version, paragraph }),
    })
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
