//! Idempotency: the same change, asked for twice, happens once.

use crate::{Batch, Expiry, Operation, StoreError, limits};
use sha2::{Digest, Sha256};
use std::fmt;

/// A caller's name for one change. The caller scopes it (conference, account, key) so that two callers never
/// choose the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Token(String);

impl Token {
    /// A token.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] when it is empty or holds a NUL, [`StoreError::TooLarge`] when it is longer than
    /// 256 bytes.
    pub fn new(token: impl Into<String>) -> Result<Self, StoreError> {
        let token = token.into();
        if token.is_empty() || token.contains('\0') {
            return Err(StoreError::Invalid("An idempotency token is empty or contains a NUL".to_owned()));
        }
        crate::batch::within("An idempotency token", token.len(), limits::TOKEN_BYTES, "bytes")?;
        Ok(Self(token))
    }

    /// The token as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// A batch's content in 32 bytes (SHA-256): equal for batches that do the same, whatever the order of their
/// operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BatchDigest([u8; 32]);

impl BatchDigest {
    /// The digest of a batch; its token is no part of it.
    pub fn of(batch: &Batch) -> Self {
        let mut operations: Vec<_> = batch.operations().iter().collect();
        operations.sort_by(|one, other| one.key().cmp(other.key()));
        let mut hash = Sha256::new();
        for operation in operations {
            write_operation(&mut hash, operation);
        }
        Self(hash.finalize().into())
    }

    /// The bytes, to be stored beside the token.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Every variable part is preceded by its length, so that no two contents give the same bytes.
fn write_operation(hash: &mut Sha256, operation: &Operation) {
    let kind = match operation {
        Operation::Put(_) => 0_u8,
        Operation::Delete(_) => 1,
        Operation::Check(_) => 2,
    };
    hash.update([kind]);
    write_part(hash, operation.key().partition().as_bytes());
    write_part(hash, operation.key().sort().as_bytes());
    let condition = operation.condition().map(|condition| condition.to_string()).unwrap_or_default();
    write_part(hash, condition.as_bytes());
    if let Operation::Put(put) = operation {
        let expires = put.expires.map(Expiry::epoch_seconds).map(|seconds| seconds.to_string());
        write_part(hash, expires.unwrap_or_default().as_bytes());
        write_part(hash, &put.value);
    }
}

fn write_part(hash: &mut Sha256, part: &[u8]) {
    hash.update((part.len() as u64).to_be_bytes());
    hash.update(part);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Check, Condition, Delete, Key, Put};

    fn key(sort: &str) -> Key {
        Key::new("p", sort).unwrap()
    }

    #[test]
    fn the_order_of_operations_does_not_matter() {
        let one = Batch::new().with(Put::new(key("a"), "1")).with(Delete::new(key("b")));
        let other = Batch::new().with(Delete::new(key("b"))).with(Put::new(key("a"), "1"));
        assert_eq!(BatchDigest::of(&one), BatchDigest::of(&other));
    }

    #[test]
    fn every_part_of_an_operation_counts() {
        let expiry = Expiry::from_epoch_seconds(7);
        let batches = [
            Batch::new().with(Put::new(key("a"), "1")),
            Batch::new().with(Put::new(key("a"), "2")),
            Batch::new().with(Put::new(key("a1"), "")),
            Batch::new().with(Put::new(key("a"), "1").until(expiry)),
            Batch::new().with(Put::new(key("a"), "1").when(Condition::Absent)),
            Batch::new().with(Put::new(key("a"), "1").when(Condition::Present)),
            Batch::new().with(Delete::new(key("a"))),
            Batch::new().with(Check::new(key("a"), Condition::Present)),
            Batch::new().with(Put::new(key("a"), "1")).with(Delete::new(key("b"))),
        ];
        for (index, one) in batches.iter().enumerate() {
            for other in &batches[index + 1..] {
                assert_ne!(BatchDigest::of(one), BatchDigest::of(other), "{one:?} {other:?}");
            }
        }
    }
}
