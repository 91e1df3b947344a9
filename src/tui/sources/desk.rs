//! The worker's part of the sources: reading them, and taking in what the reader adds.

use jiff::Timestamp;

use super::Followed;
use crate::ingest::Harvest;
use crate::model::SourceId;
use crate::store::{NewSource, Store, StoreError};
use crate::tui::desk::Desk;
use crate::tui::event::{Taken, TakenIn};

impl Desk {
    /// Every source with what it brought.
    pub(in crate::tui) fn followed(&self) -> Result<Vec<Followed>, StoreError> {
        let mut brought = self.store.brought()?;
        let sources = self.store.sources()?.into_iter();
        Ok(sources.map(|source| Followed { brought: brought.remove(&source.id).unwrap_or_default(), source }).collect())
    }

    /// Follows sources in the reader's own store.
    pub(in crate::tui) fn follow(&mut self, sources: &[NewSource]) -> Result<TakenIn, StoreError> {
        let moved_in = self.move_in()?;
        let mut taken: Vec<(SourceId, String, bool)> = Vec::with_capacity(sources.len());
        for source in sources {
            let (id, known) = self.store.add_source(source, Timestamp::now())?;
            // A list may name a feed twice.
            if taken.iter().all(|(other, ..)| *other != id) {
                taken.push((id, source.title.as_ref().unwrap_or(&source.address).clone(), known));
            }
        }
        Ok(TakenIn { what: Taken::Sources(taken), moved_in })
    }

    /// Keeps articles in the reader's own store.
    pub(in crate::tui) fn keep(&mut self, harvest: &Harvest) -> Result<TakenIn, StoreError> {
        let moved_in = self.move_in()?;
        let mut counts = [0; 3];
        for added in self.store.add_back(&harvest.arrivals, &harvest.pasts)? {
            counts[added.status as usize] += 1;
        }
        Ok(TakenIn { what: Taken::Articles(counts), moved_in })
    }

    /// Takes the reader's own store in the place of the sample edition; says whether that was to be done.
    fn move_in(&mut self) -> Result<bool, StoreError> {
        let Some(path) = self.own.as_ref().filter(|_| !self.store.is_kept()) else { return Ok(false) };
        self.store = Store::open(path)?;
        self.told.clear();
        Ok(true)
    }
}
