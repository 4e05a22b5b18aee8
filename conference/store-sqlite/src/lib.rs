//! The store in one SQLite file.
//!
//! Reads are served on the caller's thread, by a pool of connections, in microseconds; SQLite's write-ahead log
//! keeps them apart from the writer. Writes go through one thread that commits what has queued up meanwhile as a
//! group: one `fsync` for many batches, each in its savepoint, all acknowledged after it. `synchronous=FULL`, so
//! an acknowledged batch survives a power cut.
//!
//! Several processes may have the same file open: an import can run while the server reads.

mod apply;
mod failure;
mod file;
mod read;
mod readers;
mod sweep;
mod writer;

use async_trait::async_trait;
use plenary_store::{
    Batch, Clock, Committed, Item, Key, Page, Query, Store, StoreError, SystemClock, limits,
};
use readers::Readers;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use writer::Writer;

/// A store in a file, and its `-wal` and `-shm` beside it.
#[derive(Debug)]
pub struct SqliteStore {
    // Closed before the writer: the connection closed last moves the log into the file.
    readers: Readers,
    writer: Writer,
    clock: Arc<dyn Clock>,
}

impl SqliteStore {
    /// Opens a store, and makes it if there is no file or an empty one. The directory must exist.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the file is something else or was written by a newer program,
    /// [`StoreError::Corrupt`] when SQLite cannot read it, [`StoreError::Unavailable`] when it cannot be opened.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        Self::open_with_clock(path, Arc::new(SystemClock))
    }

    /// As [`SqliteStore::open`], going by this clock.
    ///
    /// # Errors
    /// As [`SqliteStore::open`].
    pub fn open_with_clock(path: impl AsRef<Path>, clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        let path: PathBuf = path.as_ref().to_owned();
        let connection = file::open_for_writing(&path)?;
        let writer = Writer::start(connection, Arc::clone(&clock))?;
        Ok(Self { readers: Readers::new(path), writer, clock })
    }

    /// Removes the bytes of everything that has expired, and says how many items that were. The store does so by
    /// itself, a little at a time; this does all at once.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], [`StoreError::Corrupt`].
    pub async fn sweep(&self) -> Result<usize, StoreError> {
        self.writer.sweep().await
    }

    /// Reads the whole file and checks that SQLite finds it in order. Takes seconds for a large one.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] with what SQLite found; [`StoreError::Unavailable`].
    pub fn verify(&self) -> Result<(), StoreError> {
        self.readers.with(file::verify)
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn get(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        self.readers.with(|connection| read::get(connection, key, self.clock.now()))
    }

    async fn get_many(&self, keys: &[Key]) -> Result<Vec<Option<Item>>, StoreError> {
        if keys.len() > limits::GET_MANY_KEYS {
            let limit = limits::GET_MANY_KEYS;
            return Err(StoreError::TooLarge { what: "A read", size: keys.len(), limit, unit: "keys" });
        }
        let now = self.clock.now();
        self.readers.with(|connection| keys.iter().map(|key| read::get(connection, key, now)).collect())
    }

    async fn query(&self, query: &Query) -> Result<Page, StoreError> {
        let bounds = query.bounds()?;
        self.readers.with(|connection| read::query(connection, &bounds, self.clock.now()))
    }

    async fn commit(&self, batch: Batch) -> Result<Committed, StoreError> {
        batch.validate()?;
        self.writer.commit(batch).await
    }
}
