//! What can go wrong at the store.

use crate::{Condition, Key, Revision};
use std::fmt;

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The request breaks a rule of the store whatever the data is: an empty key, a key twice in one batch.
    #[error("{0}")]
    Invalid(String),

    /// The request is larger than [`crate::limits`] allow.
    #[error("{what} has {size} {unit}, and the store takes at most {limit}")]
    TooLarge {
        /// What is too large, as the start of a sentence.
        what: &'static str,
        /// How large it is.
        size: usize,
        /// The limit it exceeds.
        limit: usize,
        /// What is counted: bytes, operations, keys.
        unit: &'static str,
    },

    /// At least one condition did not hold; nothing was written. Read again and decide again.
    #[error("{}", sentence(.0))]
    Conflict(Vec<Conflict>),

    /// The token was used in the last 24 hours for a batch with other content; nothing was written.
    #[error("the idempotency token `{token}` was already used for another change")]
    TokenReused {
        /// The token.
        token: String,
    },

    /// The engine cannot be reached, is overloaded, or its disk is full. A commit that ends so may have happened:
    /// repeat it with the same token.
    #[error("the store is unavailable: {reason}")]
    Unavailable {
        /// What failed, for the log.
        reason: String,
        /// The engine's own error.
        #[source]
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },

    /// What is stored cannot be read. Only a person can help; the store changes nothing.
    #[error("the store is damaged: {reason}")]
    Corrupt {
        /// What is damaged.
        reason: String,
    },

    /// This is no store of ours, or a newer program wrote it. It was left as it is.
    #[error("{0}")]
    Refused(String),
}

/// One condition of a batch that did not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The key it was about.
    pub key: Key,
    /// What was expected.
    pub condition: Condition,
    /// What was there: nothing, or an item of this revision.
    pub found: Option<Revision>,
}

impl fmt::Display for Conflict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { key, condition, found } = self;
        match found {
            None => write!(formatter, "{key} should be {condition}, and is absent"),
            Some(revision) => write!(formatter, "{key} should be {condition}, and is at revision {revision}"),
        }
    }
}

impl StoreError {
    /// An [`StoreError::Unavailable`] with its cause.
    pub fn unavailable(
        reason: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Unavailable { reason: reason.into(), source: Some(source.into()) }
    }
}

fn sentence(conflicts: &[Conflict]) -> String {
    conflicts.iter().map(Conflict::to_string).collect::<Vec<_>>().join("; ")
}
