//! The application: a store, its surroundings, and what was read lately.

use crate::releases::Releases;
use crate::shelf::Shelf;
use crate::surroundings::Surroundings;
use plenary_domain::identity::ConferenceId;
use plenary_domain::release::ReleaseNote;
use plenary_store::Store;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// How many bytes of stored releases are kept in memory, unless said otherwise. In memory they take about twice as much.
const CACHED_BYTES: u64 = 8 << 20;
/// Lists of releases that are read at once.
const LIST_READERS: usize = 2;
/// Large documents that are parsed at once. Also those count that nobody waits for any more: parsing can't be interrupted.
const PARSERS: usize = 2;

/// The use cases. Cheap to share by [`Arc`]; holds nothing that the store does not.
#[derive(Debug)]
pub struct App {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) surroundings: Surroundings,
    pub(crate) releases: Releases,
    /// Lists of releases, by the generation of the newest.
    pub(crate) release_lists: Shelf<[ReleaseNote]>,
    /// Those who parse large documents.
    pub(crate) parsers: Arc<Semaphore>,
    slugs: Mutex<HashMap<String, ConferenceId>>,
}

impl App {
    /// The application over a store.
    pub fn new(store: Arc<dyn Store>, surroundings: Surroundings) -> Self {
        Self::with_cache(store, surroundings, CACHED_BYTES)
    }

    /// The application over a store, keeping so many bytes of stored releases in memory; of the current releases and of the older
    /// ones, the one read last is always kept.
    pub fn with_cache(store: Arc<dyn Store>, surroundings: Surroundings, cached_bytes: u64) -> Self {
        Self {
            store,
            surroundings,
            releases: Releases::new(cached_bytes),
            release_lists: Shelf::new(cached_bytes / 4, LIST_READERS),
            parsers: Arc::new(Semaphore::new(PARSERS)),
            slugs: Mutex::default(),
        }
    }

    /// Which conference an address led to when it was last looked up. Whoever goes by it checks that it still does.
    pub(crate) fn remembered(&self, slug: &str) -> Option<ConferenceId> {
        self.slugs.lock().unwrap_or_else(PoisonError::into_inner).get(slug).copied()
    }

    pub(crate) fn remember(&self, slug: &str, conference: Option<ConferenceId>) {
        let mut slugs = self.slugs.lock().unwrap_or_else(PoisonError::into_inner);
        match conference {
            Some(conference) => slugs.insert(slug.to_owned(), conference),
            None => slugs.remove(slug),
        };
    }
}
