//! What an item is found by.

use crate::{StoreError, limits};
use std::fmt;

/// A partition and a place in it. Keys sort by their bytes (so by code point), first by partition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    partition: String,
    sort: String,
}

impl Key {
    /// A key.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] when a part is empty or holds a NUL (which PostgreSQL's texts cannot),
    /// [`StoreError::TooLarge`] when a part is longer than the limits.
    pub fn new(partition: impl Into<String>, sort: impl Into<String>) -> Result<Self, StoreError> {
        let (partition, sort) = (partition.into(), sort.into());
        check_partition(&partition)?;
        check_part("A sort key", &sort, limits::SORT_BYTES)?;
        Ok(Self { partition, sort })
    }

    /// The partition: what a query reads from, and in a cluster what lives on one machine.
    pub fn partition(&self) -> &str {
        &self.partition
    }

    /// The place in the partition.
    pub fn sort(&self) -> &str {
        &self.sort
    }

    /// The length of both parts, in bytes.
    pub fn bytes(&self) -> usize {
        self.partition.len() + self.sort.len()
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.partition, self.sort)
    }
}

/// The rules for a partition key alone.
pub(crate) fn check_partition(partition: &str) -> Result<(), StoreError> {
    check_part("A partition key", partition, limits::PARTITION_BYTES)
}

fn check_part(what: &'static str, part: &str, limit: usize) -> Result<(), StoreError> {
    if part.is_empty() {
        return Err(StoreError::Invalid(format!("{what} is empty")));
    }
    if part.contains('\0') {
        return Err(StoreError::Invalid(format!("{what} contains a NUL")));
    }
    if part.len() > limit {
        return Err(StoreError::TooLarge { what, size: part.len(), limit, unit: "bytes" });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limits_are_bytes_and_inclusive() {
        assert!(Key::new("p".repeat(2048), "s".repeat(1024)).is_ok());
        assert!(matches!(Key::new("p".repeat(2049), "s"), Err(StoreError::TooLarge { limit: 2048, .. })));
        assert!(matches!(Key::new("p", "ü".repeat(513)), Err(StoreError::TooLarge { size: 1026, .. })));
    }

    #[test]
    fn empty_parts_and_nul_are_refused() {
        for (partition, sort) in [("", "s"), ("p", ""), ("a\0b", "s"), ("p", "\0")] {
            assert!(
                matches!(Key::new(partition, sort), Err(StoreError::Invalid(_))),
                "{partition:?} {sort:?}"
            );
        }
    }

    #[test]
    fn the_order_is_that_of_the_bytes() {
        let sorts = ["A", "a", "a#1", "a#10", "a#2", "ab", "é", "\u{ffff}", "\u{10000}"];
        let keys: Vec<_> = sorts.iter().map(|sort| Key::new("p", *sort).unwrap()).collect();
        assert!(keys.is_sorted());
    }
}
