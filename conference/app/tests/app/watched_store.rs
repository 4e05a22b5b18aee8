//! A store that can be watched and made to fail.

use async_trait::async_trait;
use plenary_store::{
    Batch, Committed, Item, Key, MemoryStore, Operation, Page, Put, Query, Store, StoreError,
};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::sync::Semaphore;

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing.
    None,
    /// The process dies before this commit, counted from 0.
    CrashBefore(usize),
    /// The process dies after this commit and before it hears of it.
    CrashAfter(usize),
    /// The answer to the first attempt at every commit is lost.
    LostAnswers,
    /// Conditions are not looked at: the guard that makes races harmless is off.
    Unguarded,
}

/// A store in memory that remembers which keys were ever written.
#[derive(Debug)]
pub(crate) struct WatchedStore {
    inner: MemoryStore,
    fault: Mutex<Fault>,
    commits: AtomicUsize,
    document_reads: AtomicUsize,
    gate: Mutex<Option<Arc<Semaphore>>>,
    keys: Mutex<BTreeSet<Key>>,
}

impl WatchedStore {
    pub(crate) fn new(fault: Fault) -> Self {
        Self {
            inner: MemoryStore::new(),
            fault: Mutex::new(fault),
            commits: AtomicUsize::new(0),
            document_reads: AtomicUsize::new(0),
            gate: Mutex::default(),
            keys: Mutex::default(),
        }
    }

    /// Another process opens the same store; its commits are counted from 0.
    pub(crate) fn restart(&self, fault: Fault) {
        *self.fault.lock().unwrap() = fault;
        self.commits.store(0, Ordering::SeqCst);
    }

    pub(crate) fn commits(&self) -> usize {
        self.commits.load(Ordering::SeqCst)
    }

    /// How often parts of a document were read; a short document is read at once.
    pub(crate) fn document_reads(&self) -> usize {
        self.document_reads.load(Ordering::SeqCst)
    }

    /// Makes the next reading of a document wait until this has a permit.
    pub(crate) fn hold_next_document(&self) -> Arc<Semaphore> {
        let gate = Arc::new(Semaphore::new(0));
        *self.gate.lock().unwrap() = Some(Arc::clone(&gate));
        gate
    }

    /// Whether nobody has come to the gate yet.
    pub(crate) fn hold_is_pending(&self) -> bool {
        self.gate.lock().unwrap().is_some()
    }

    /// Every item that is there.
    pub(crate) async fn items(&self) -> Vec<Item> {
        let keys: Vec<Key> = self.keys.lock().unwrap().iter().cloned().collect();
        let mut items = Vec::new();
        for key in keys {
            items.extend(self.inner.get(&key).await.unwrap());
        }
        items
    }

    fn fault(&self) -> Fault {
        *self.fault.lock().unwrap()
    }

    fn is_dead(&self) -> bool {
        match self.fault() {
            Fault::CrashBefore(last) | Fault::CrashAfter(last) => self.commits() > last,
            Fault::None | Fault::LostAnswers | Fault::Unguarded => false,
        }
    }

    fn alive(&self) -> Result<(), StoreError> {
        if self.is_dead() { Err(dead()) } else { Ok(()) }
    }

    async fn apply(&self, batch: Batch) -> Result<Committed, StoreError> {
        let puts = batch.operations().iter().filter(|operation| matches!(operation, Operation::Put(_)));
        self.keys.lock().unwrap().extend(puts.map(|put| put.key().clone()));
        self.inner.commit(batch).await
    }
}

fn dead() -> StoreError {
    StoreError::Unavailable { reason: "the process is dead".to_owned(), source: None }
}

fn unguarded(batch: &Batch) -> Batch {
    let mut free = Batch::new();
    for operation in batch.operations() {
        match operation.clone() {
            Operation::Put(put) => free.add(Put { condition: None, ..put }),
            Operation::Delete(delete) => free.add(plenary_store::Delete::new(delete.key)),
            Operation::Check(_) => {}
        }
    }
    free
}

#[async_trait]
impl Store for WatchedStore {
    async fn get(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        self.alive()?;
        tokio::task::yield_now().await;
        self.inner.get(key).await
    }

    async fn get_many(&self, keys: &[Key]) -> Result<Vec<Option<Item>>, StoreError> {
        self.alive()?;
        self.document_reads.fetch_add(1, Ordering::SeqCst);
        tokio::task::yield_now().await;
        let gate = self.gate.lock().unwrap().take();
        if let Some(gate) = gate {
            gate.acquire().await.unwrap().forget();
        }
        self.inner.get_many(keys).await
    }

    async fn query(&self, query: &Query) -> Result<Page, StoreError> {
        self.alive()?;
        tokio::task::yield_now().await;
        self.inner.query(query).await
    }

    async fn commit(&self, batch: Batch) -> Result<Committed, StoreError> {
        self.alive()?;
        tokio::task::yield_now().await;
        let commit = self.commits.fetch_add(1, Ordering::SeqCst);
        match self.fault() {
            Fault::CrashBefore(last) if commit >= last => Err(dead()),
            Fault::CrashAfter(last) if commit >= last => {
                self.apply(batch).await?;
                Err(dead())
            }
            Fault::LostAnswers if commit.is_multiple_of(2) => {
                self.apply(batch).await?;
                Err(StoreError::Unavailable { reason: "the answer is lost".to_owned(), source: None })
            }
            Fault::Unguarded => self.apply(unguarded(&batch)).await,
            _ => self.apply(batch).await,
        }
    }
}

/// Nothing is in the store but what somebody can still see: no marker, and no part of a document that no row names.
pub(crate) async fn assert_tidy(store: &WatchedStore) {
    let items = store.items().await;
    let texts: Vec<(String, String)> = items
        .iter()
        .map(|item| (item.key.to_string(), String::from_utf8_lossy(&item.value).into_owned()))
        .collect();
    let markers: Vec<_> = texts.iter().filter(|(key, _)| key.contains("unreferenced#")).collect();
    assert!(markers.is_empty(), "{markers:?}");
    for item in &items {
        let partition: Vec<&str> = item.key.partition().split('#').collect();
        if let ["conference", conference, generation] = partition[..] {
            let name = item.key.sort().split('#').next().unwrap_or_default().split('-').next();
            let named = texts.iter().any(|(key, value)| {
                key.starts_with(&format!("conference#{conference}/"))
                    && (key.ends_with("/pointer") || key.contains("/release#"))
                    && value.contains(generation)
                    && value.contains(&format!("\"{}\"", name.unwrap_or_default()))
            });
            assert!(named, "nobody names {}", item.key);
        }
    }
}
