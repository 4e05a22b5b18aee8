//! The engine passes the contract, with the file open once and with the file open twice.

use async_trait::async_trait;
use plenary_store::contract::Engine;
use plenary_store::{Batch, Committed, Item, Key, ManualClock, Page, Query, Store, StoreError};
use plenary_store_sqlite::SqliteStore;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;

/// One file, open as often as there are stores, which take turns. To SQLite they are as apart as two processes.
#[derive(Debug)]
struct Turns {
    stores: Vec<SqliteStore>,
    turn: AtomicUsize,
    _directory: TempDir,
}

impl Turns {
    fn open(count: usize, clock: &Arc<ManualClock>) -> Result<Arc<dyn Store>, StoreError> {
        let directory =
            tempfile::tempdir().map_err(|error| StoreError::unavailable("no directory", error))?;
        let path = directory.path().join("store.db");
        let stores =
            (0..count).map(|_| SqliteStore::open_with_clock(&path, Arc::<ManualClock>::clone(clock)));
        let stores = stores.collect::<Result<_, _>>()?;
        Ok(Arc::new(Self { stores, turn: AtomicUsize::new(0), _directory: directory }))
    }

    fn next(&self) -> &SqliteStore {
        &self.stores[self.turn.fetch_add(1, Ordering::Relaxed) % self.stores.len()]
    }
}

#[async_trait]
impl Store for Turns {
    async fn get(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        self.next().get(key).await
    }

    async fn get_many(&self, keys: &[Key]) -> Result<Vec<Option<Item>>, StoreError> {
        self.next().get_many(keys).await
    }

    async fn query(&self, query: &Query) -> Result<Page, StoreError> {
        self.next().query(query).await
    }

    async fn commit(&self, batch: Batch) -> Result<Committed, StoreError> {
        self.next().commit(batch).await
    }
}

struct OpenOnce;

#[async_trait]
impl Engine for OpenOnce {
    async fn empty(&self, clock: Arc<ManualClock>) -> Result<Arc<dyn Store>, StoreError> {
        Turns::open(1, &clock)
    }
}

struct OpenTwice;

#[async_trait]
impl Engine for OpenTwice {
    async fn empty(&self, clock: Arc<ManualClock>) -> Result<Arc<dyn Store>, StoreError> {
        Turns::open(2, &clock)
    }
}

mod open_once {
    use super::OpenOnce;
    plenary_store::contract_tests!(OpenOnce);
}

mod open_twice {
    use super::OpenTwice;
    plenary_store::contract_tests!(OpenTwice);
}
