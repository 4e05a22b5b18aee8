//! The trait every engine implements.

use crate::{Batch, Item, Key, Page, Query, Revision, StoreError};
use async_trait::async_trait;
use std::fmt::Debug;

/// A partitioned store. What it promises is in the [crate's documentation](crate); `contract` proves it of an
/// engine.
#[async_trait]
pub trait Store: Debug + Send + Sync {
    /// The item at a key, if there is one that has not expired.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], [`StoreError::Corrupt`].
    async fn get(&self, key: &Key) -> Result<Option<Item>, StoreError>;

    /// The items at up to 100 keys, in the order of the keys. The same key may stand there twice.
    ///
    /// # Errors
    /// [`StoreError::TooLarge`] for more keys; else as [`Store::get`].
    async fn get_many(&self, keys: &[Key]) -> Result<Vec<Option<Item>>, StoreError>;

    /// One page of a partition. It ends at the query's limit, before it exceeds 1 MB, or at the end of the range;
    /// only the end of the range has no `next`.
    ///
    /// # Errors
    /// [`StoreError::Invalid`], [`StoreError::TooLarge`] for what [`Query::bounds`] refuses; else as
    /// [`Store::get`].
    async fn query(&self, query: &Query) -> Result<Page, StoreError>;

    /// Applies a batch whole, or not at all. Once this returns, the change is durable.
    ///
    /// # Errors
    /// [`StoreError::Invalid`], [`StoreError::TooLarge`] for what [`Batch::validate`] refuses;
    /// [`StoreError::TokenReused`]; [`StoreError::Conflict`] with every condition that did not hold;
    /// [`StoreError::Unavailable`], after which it may have been applied; [`StoreError::Corrupt`].
    async fn commit(&self, batch: Batch) -> Result<Committed, StoreError>;
}

/// A batch that was applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Committed {
    /// The revision of every item that the batch put.
    pub revision: Revision,
    /// Whether this call applied it.
    pub outcome: Outcome,
}

/// Whether a commit wrote or only remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// This call wrote.
    Applied,
    /// An earlier call with the same token wrote; this is its result. What it put may have changed since.
    Replayed,
}
