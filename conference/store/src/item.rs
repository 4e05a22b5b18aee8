//! What is stored under a key.

use crate::{Key, StoreError};
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// An item as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Where it is.
    pub key: Key,
    /// What it holds.
    pub value: Bytes,
    /// The commit that wrote it.
    pub revision: Revision,
    /// When it vanishes.
    pub expires: Option<Expiry>,
}

impl Item {
    /// The value, read as JSON.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the value is no JSON of this type.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, StoreError> {
        serde_json::from_slice(&self.value).map_err(|error| StoreError::Corrupt {
            reason: format!("{} holds no {}: {error}", self.key, std::any::type_name::<T>()),
        })
    }

    /// What the item counts against the limits: the bytes of its key and its value.
    pub fn bytes(&self) -> usize {
        self.key.bytes() + self.value.len()
    }
}

/// Which commit wrote an item. It differs for every write of a key, even after a deletion, and says nothing else:
/// revisions of two keys are not comparable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Revision(u64);

impl Revision {
    /// A revision an engine has drawn, or one that was given out before.
    pub fn new(number: u64) -> Self {
        Self(number)
    }

    /// The number, below 2⁶³.
    pub fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl FromStr for Revision {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// The second from which an item is gone, counted from 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Expiry(i64);

impl Expiry {
    /// An expiry in seconds since 1970.
    pub fn from_epoch_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Not before this instant: a fraction of a second is rounded up.
    pub fn at(instant: Timestamp) -> Self {
        Self(instant.as_second().saturating_add(i64::from(instant.subsec_nanosecond() > 0)))
    }

    /// So long after an instant.
    pub fn after(instant: Timestamp, lifetime: SignedDuration) -> Self {
        Self::at(instant.saturating_add(lifetime).unwrap_or(Timestamp::MAX))
    }

    /// Seconds since 1970.
    pub fn epoch_seconds(self) -> i64 {
        self.0
    }

    /// Whether it is reached at this instant.
    pub fn is_past(self, now: Timestamp) -> bool {
        self.0 <= now.as_second()
    }
}
