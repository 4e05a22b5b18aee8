//! The releases in memory.

use crate::error::Error;
use crate::shelf::{Place, Shelf};
use plenary_domain::published::Published;
use std::sync::Arc;

/// Current releases that are read at once.
const CURRENT_READERS: usize = 2;
/// Older releases that are read at once. Whoever leafs through them waits for their own kind only.
const OLDER_READERS: usize = 1;

/// The current release of each conference and, apart from them, a few older ones: however many of those are asked for, what
/// everybody reads stays.
#[derive(Debug)]
pub(crate) struct Releases {
    current: Shelf<Published>,
    older: Shelf<Published>,
}

impl Releases {
    /// Room for releases of so many bytes in the store, a quarter of it for older ones. The current one and the older one that were
    /// read last stay whatever they weigh.
    pub(crate) fn new(bytes: u64) -> Self {
        let older = bytes / 4;
        Self { current: Shelf::new(bytes - older, CURRENT_READERS), older: Shelf::new(older, OLDER_READERS) }
    }

    /// The current release of a conference, else what `read` gets.
    pub(crate) async fn current<Reading>(
        &self,
        place: Place,
        bytes: u64,
        read: impl FnOnce() -> Reading,
    ) -> Result<Arc<Published>, Error>
    where
        Reading: Future<Output = Result<Arc<Published>, Error>>,
    {
        let read = || async {
            let published = read().await?;
            self.keep(place, &published, bytes);
            Ok(published)
        };
        self.current.get_or_read(place, read).await
    }

    /// A release that is not the current one, else what `read` gets.
    pub(crate) async fn older<Reading>(
        &self,
        place: Place,
        bytes: u64,
        read: impl FnOnce() -> Reading,
    ) -> Result<Arc<Published>, Error>
    where
        Reading: Future<Output = Result<Arc<Published>, Error>>,
    {
        // The current one until a moment ago, and nobody has asked for its successor yet.
        if let Some(published) = self.current.get(&place) {
            return Ok(published);
        }
        let read = || async {
            let published = read().await?;
            self.older.put(place, Arc::clone(&published), bytes);
            Ok(published)
        };
        self.older.get_or_read(place, read).await
    }

    /// Keeps a conference's current release; the one before is an older one now.
    pub(crate) fn keep(&self, place: Place, published: &Arc<Published>, bytes: u64) {
        for former in self.current.take_others(&place) {
            self.older.put(former.key, former.thing, former.weight);
        }
        self.current.put(place, Arc::clone(published), bytes);
    }
}
