//! The reference: what an engine must do, in the plainest words.

use crate::batch::within;
use crate::{
    Batch, BatchDigest, Bounds, Clock, Committed, Conflict, Expiry, Item, Key, Operation, Order, Outcome,
    Page, Position, Query, Revision, Store, StoreError, SystemClock, Token, limits,
};
use async_trait::async_trait;
use bytes::Bytes;
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A store that lives as long as its process.
#[derive(Debug)]
pub struct MemoryStore {
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    partitions: BTreeMap<String, BTreeMap<String, Stored>>,
    tokens: HashMap<Token, Remembered>,
    revision: u64,
}

#[derive(Debug, Clone)]
struct Stored {
    value: Bytes,
    revision: Revision,
    expires: Option<Expiry>,
}

/// What a token was used for.
#[derive(Debug)]
struct Remembered {
    digest: BatchDigest,
    revision: Revision,
    expires: Expiry,
}

impl MemoryStore {
    /// An empty store that goes by the machine's clock.
    pub fn new() -> Self {
        Self::with_clock(Arc::new(SystemClock))
    }

    /// An empty store that goes by this clock.
    pub fn with_clock(clock: Arc<dyn Clock>) -> Self {
        Self { clock, state: Mutex::default() }
    }

    /// A panic elsewhere cannot leave the state half written: [`State::apply`] decides before it writes.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for MemoryStore {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn get(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        Ok(self.state().get(key, self.clock.now()))
    }

    async fn get_many(&self, keys: &[Key]) -> Result<Vec<Option<Item>>, StoreError> {
        within("A read", keys.len(), limits::GET_MANY_KEYS, "keys")?;
        let (state, now) = (self.state(), self.clock.now());
        Ok(keys.iter().map(|key| state.get(key, now)).collect())
    }

    async fn query(&self, query: &Query) -> Result<Page, StoreError> {
        self.state().query(&query.bounds()?, self.clock.now())
    }

    async fn commit(&self, batch: Batch) -> Result<Committed, StoreError> {
        batch.validate()?;
        self.state().commit(&batch, self.clock.now())
    }
}

impl State {
    fn find(&self, key: &Key, now: Timestamp) -> Option<&Stored> {
        let stored = self.partitions.get(key.partition())?.get(key.sort())?;
        stored.is_visible(now).then_some(stored)
    }

    fn get(&self, key: &Key, now: Timestamp) -> Option<Item> {
        self.find(key, now).map(|stored| stored.item(key.clone()))
    }

    fn query(&self, bounds: &Bounds<'_>, now: Timestamp) -> Result<Page, StoreError> {
        let mut page = Page { items: Vec::new(), next: None };
        let Some(partition) = self.partitions.get(bounds.partition).filter(|_| !bounds.is_empty()) else {
            return Ok(page);
        };
        let range = partition.range((bounds.lower.clone(), bounds.upper.clone()));
        let range: Box<dyn Iterator<Item = _>> = match bounds.order {
            Order::Forwards => Box::new(range),
            Order::Backwards => Box::new(range.rev()),
        };
        let mut bytes = 0;
        for (sort, stored) in range.filter(|(_, stored)| stored.is_visible(now)) {
            let item = stored.item(Key::new(bounds.partition, sort)?);
            bytes += item.bytes();
            if page.items.len() == bounds.limit || bytes > limits::PAGE_BYTES {
                page.next = page.items.last().map(|last| Position::at(last.key.sort()));
                break;
            }
            page.items.push(item);
        }
        Ok(page)
    }

    fn commit(&mut self, batch: &Batch, now: Timestamp) -> Result<Committed, StoreError> {
        self.tokens.retain(|_, remembered| !remembered.expires.is_past(now));
        let digest = BatchDigest::of(batch);
        if let Some((token, remembered)) = batch.token().and_then(|token| self.tokens.get_key_value(token)) {
            if remembered.digest != digest {
                return Err(StoreError::TokenReused { token: token.to_string() });
            }
            return Ok(Committed { revision: remembered.revision, outcome: Outcome::Replayed });
        }
        let conflicts = self.conflicts(batch, now);
        if !conflicts.is_empty() {
            return Err(StoreError::Conflict(conflicts));
        }
        let revision = self.apply(batch);
        if let Some(token) = batch.token() {
            let expires = Expiry::from_epoch_seconds(now.as_second().saturating_add(limits::TOKEN_SECONDS));
            self.tokens.insert(token.clone(), Remembered { digest, revision, expires });
        }
        Ok(Committed { revision, outcome: Outcome::Applied })
    }

    fn conflicts(&self, batch: &Batch, now: Timestamp) -> Vec<Conflict> {
        let conflict = |operation: &Operation| {
            let (key, condition) = (operation.key().clone(), operation.condition()?);
            let found = self.find(&key, now).map(|stored| stored.revision);
            (!condition.holds(found)).then_some(Conflict { key, condition, found })
        };
        batch.operations().iter().filter_map(conflict).collect()
    }

    fn apply(&mut self, batch: &Batch) -> Revision {
        self.revision += 1;
        let revision = Revision::new(self.revision);
        for operation in batch.operations() {
            let (partition, sort) = (operation.key().partition(), operation.key().sort());
            match operation {
                Operation::Put(put) => {
                    let stored = Stored { value: put.value.clone(), revision, expires: put.expires };
                    self.partitions.entry(partition.to_owned()).or_default().insert(sort.to_owned(), stored);
                }
                Operation::Delete(_) => {
                    self.partitions.entry(partition.to_owned()).or_default().remove(sort);
                }
                Operation::Check(_) => {}
            }
        }
        revision
    }
}

impl Stored {
    fn is_visible(&self, now: Timestamp) -> bool {
        self.expires.is_none_or(|expires| !expires.is_past(now))
    }

    fn item(&self, key: Key) -> Item {
        Item { key, value: self.value.clone(), revision: self.revision, expires: self.expires }
    }
}
