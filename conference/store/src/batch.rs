//! An atomic change.

use crate::{Expiry, Key, Revision, StoreError, Token, limits};
use bytes::Bytes;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

/// Up to 90 operations that are applied together or not at all. A key stands in at most one of them.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    operations: Vec<Operation>,
    token: Option<Token>,
}

/// One operation of a [`Batch`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// Write an item.
    Put(Put),
    /// Remove an item.
    Delete(Delete),
    /// Write nothing; only demand a condition.
    Check(Check),
}

/// Writes an item, whether or not there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    /// Where.
    pub key: Key,
    /// What.
    pub value: Bytes,
    /// When it vanishes.
    pub expires: Option<Expiry>,
    /// What must hold of the item that was there.
    pub condition: Option<Condition>,
}

/// Removes an item, if there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delete {
    /// Which.
    pub key: Key,
    /// What must hold of it.
    pub condition: Option<Condition>,
}

/// Demands something of an item that the batch does not write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Which.
    pub key: Key,
    /// What must hold of it.
    pub condition: Condition,
}

/// What must hold of a key for the whole batch to be applied. An expired item counts as absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// There is no item.
    Absent,
    /// There is an item.
    Present,
    /// There is an item, and this commit wrote it.
    Revision(Revision),
}

impl Batch {
    /// A batch without operations.
    pub fn new() -> Self {
        Self::default()
    }

    /// The batch and one operation more.
    #[must_use]
    pub fn with(mut self, operation: impl Into<Operation>) -> Self {
        self.add(operation);
        self
    }

    /// Adds an operation.
    pub fn add(&mut self, operation: impl Into<Operation>) {
        self.operations.push(operation.into());
    }

    /// The batch, repeatable under this token for 24 hours.
    #[must_use]
    pub fn under(mut self, token: Token) -> Self {
        self.token = Some(token);
        self
    }

    /// Many operations as few batches, each within the limits, in the given order. Each batch is atomic, all of
    /// them together are not.
    ///
    /// # Errors
    /// [`StoreError::TooLarge`] when a single item is too large.
    pub fn chunks(operations: impl IntoIterator<Item = Operation>) -> Result<Vec<Self>, StoreError> {
        let mut batches = Vec::new();
        let mut batch = Self::new();
        let mut bytes = 0;
        for operation in operations {
            operation.validate()?;
            let more = operation.bytes();
            if batch.operations.len() == limits::BATCH_OPERATIONS || bytes + more > limits::BATCH_BYTES {
                batches.push(std::mem::take(&mut batch));
                bytes = 0;
            }
            bytes += more;
            batch.add(operation);
        }
        if !batch.operations.is_empty() {
            batches.push(batch);
        }
        Ok(batches)
    }

    /// What it does, in the order it was said.
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// The token that makes it repeatable.
    pub fn token(&self) -> Option<&Token> {
        self.token.as_ref()
    }

    /// What it counts against the limits, in bytes.
    pub fn bytes(&self) -> usize {
        self.operations.iter().map(Operation::bytes).sum()
    }

    /// The rules that hold whatever is stored. Every engine asks this first.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] for an empty batch or a key that stands in it twice; [`StoreError::TooLarge`] for
    /// more than [`crate::limits`] allow.
    pub fn validate(&self) -> Result<(), StoreError> {
        if self.operations.is_empty() {
            return Err(StoreError::Invalid("A batch has no operations".to_owned()));
        }
        within("A batch", self.operations.len(), limits::BATCH_OPERATIONS, "operations")?;
        let mut keys = BTreeSet::new();
        for operation in &self.operations {
            operation.validate()?;
            if !keys.insert(operation.key()) {
                return Err(StoreError::Invalid(format!("{} stands twice in one batch", operation.key())));
            }
        }
        within("A batch", self.bytes(), limits::BATCH_BYTES, "bytes")
    }
}

impl Operation {
    /// The key it is about.
    pub fn key(&self) -> &Key {
        match self {
            Self::Put(put) => &put.key,
            Self::Delete(delete) => &delete.key,
            Self::Check(check) => &check.key,
        }
    }

    /// What must hold of the key.
    pub fn condition(&self) -> Option<Condition> {
        match self {
            Self::Put(put) => put.condition,
            Self::Delete(delete) => delete.condition,
            Self::Check(check) => Some(check.condition),
        }
    }

    /// What it counts against the limits, in bytes.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Put(put) => put.key.bytes() + put.value.len(),
            Self::Delete(_) | Self::Check(_) => self.key().bytes(),
        }
    }

    fn validate(&self) -> Result<(), StoreError> {
        within("An item", self.bytes(), limits::ITEM_BYTES, "bytes")
    }
}

impl Put {
    /// Writes a value.
    pub fn new(key: Key, value: impl Into<Bytes>) -> Self {
        Self { key, value: value.into(), expires: None, condition: None }
    }

    /// Writes a value as JSON.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] when the value has no JSON form (a map with keys that are no texts).
    pub fn json<T: Serialize + ?Sized>(key: Key, value: &T) -> Result<Self, StoreError> {
        let value = serde_json::to_vec(value)
            .map_err(|error| StoreError::Invalid(format!("{key} cannot be written as JSON: {error}")))?;
        Ok(Self::new(key, value))
    }

    /// Only when this holds.
    #[must_use]
    pub fn when(mut self, condition: Condition) -> Self {
        self.condition = Some(condition);
        self
    }

    /// Only until then.
    #[must_use]
    pub fn until(mut self, expires: Expiry) -> Self {
        self.expires = Some(expires);
        self
    }
}

impl Delete {
    /// Removes the item at a key.
    pub fn new(key: Key) -> Self {
        Self { key, condition: None }
    }

    /// Only when this holds.
    #[must_use]
    pub fn when(mut self, condition: Condition) -> Self {
        self.condition = Some(condition);
        self
    }
}

impl Check {
    /// Demands a condition of a key.
    pub fn new(key: Key, condition: Condition) -> Self {
        Self { key, condition }
    }
}

impl Condition {
    /// Whether it holds of a key at which this was found (an expired item is nothing).
    pub fn holds(self, found: Option<Revision>) -> bool {
        match self {
            Self::Absent => found.is_none(),
            Self::Present => found.is_some(),
            Self::Revision(revision) => found == Some(revision),
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => formatter.write_str("absent"),
            Self::Present => formatter.write_str("present"),
            Self::Revision(revision) => write!(formatter, "at revision {revision}"),
        }
    }
}

impl From<Put> for Operation {
    fn from(put: Put) -> Self {
        Self::Put(put)
    }
}

impl From<Delete> for Operation {
    fn from(delete: Delete) -> Self {
        Self::Delete(delete)
    }
}

impl From<Check> for Operation {
    fn from(check: Check) -> Self {
        Self::Check(check)
    }
}

/// Refuses more than a limit.
pub(crate) fn within(
    what: &'static str,
    size: usize,
    limit: usize,
    unit: &'static str,
) -> Result<(), StoreError> {
    if size > limit { Err(StoreError::TooLarge { what, size, limit, unit }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(sort: usize, bytes: usize) -> Operation {
        Put::new(Key::new("p", sort.to_string()).unwrap(), vec![0; bytes]).into()
    }

    #[test]
    fn chunks_keep_the_order_and_both_limits() {
        let operations: Vec<_> = (0..200).map(|n| put(n, if n < 30 { 390_000 } else { 10 })).collect();
        let batches = Batch::chunks(operations.clone()).unwrap();
        assert!(batches.iter().all(|batch| batch.validate().is_ok()));
        assert_eq!(
            batches.iter().map(|batch| batch.operations().len()).collect::<Vec<_>>(),
            [10, 10, 90, 90]
        );
        let again: Vec<_> = batches.into_iter().flat_map(|batch| batch.operations).collect();
        assert_eq!(again, operations);
    }

    #[test]
    fn an_item_too_large_is_refused_before_anything_is_written() {
        let error = Batch::chunks([put(1, 10), put(2, limits::ITEM_BYTES)]).unwrap_err();
        assert_eq!(error.to_string(), "An item has 400002 bytes, and the store takes at most 400000");
    }

    #[test]
    fn a_conflict_says_which_key_failed_which_condition() {
        let conflict = crate::Conflict {
            key: Key::new("38c3", "pointer").unwrap(),
            condition: Condition::Revision(Revision::new(4)),
            found: Some(Revision::new(5)),
        };
        let text = StoreError::Conflict(vec![conflict]).to_string();
        assert_eq!(text, "38c3/pointer should be at revision 4, and is at revision 5");
    }
}
