//! Releases: numbered, immutable states of a schedule.

use crate::change::Change;
use crate::programme::Programme;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

/// 1 for the first release of a conference's schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReleaseNumber(pub u32);

impl ReleaseNumber {
    /// The number of a conference's first release.
    pub const FIRST: Self = Self(1);

    /// The number of the release after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for ReleaseNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// What a list of releases shows of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseNote {
    /// Its number.
    pub number: ReleaseNumber,
    /// What its makers call it (`Gacrux`, `2025-03-04 21:21`); the number serves where there is none.
    pub label: Option<String>,
    /// When it was released.
    pub released_at: Timestamp,
    /// What differs from the release before; empty for the first.
    pub changes: Vec<Change>,
}

impl ReleaseNote {
    /// The label, or the number.
    pub fn name(&self) -> String {
        self.label.clone().unwrap_or_else(|| self.number.to_string())
    }
}

/// A release with its content: confirmed and cancelled sessions, breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// What a list shows.
    pub note: ReleaseNote,
    /// What it froze.
    pub programme: Programme,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_up_and_never_come_round() {
        assert_eq!(ReleaseNumber::FIRST.next(), ReleaseNumber(2));
        assert_eq!(ReleaseNumber(u32::MAX).next(), ReleaseNumber(u32::MAX));
        assert_eq!(serde_json::to_string(&ReleaseNumber(7)).unwrap(), "7");
    }

    #[test]
    fn a_release_is_called_by_its_label_or_its_number() {
        let mut note = ReleaseNote {
            number: ReleaseNumber(3),
            label: Some("Gacrux".to_owned()),
            released_at: Timestamp::UNIX_EPOCH,
            changes: Vec::new(),
        };
        assert_eq!(note.name(), "Gacrux");
        note.label = None;
        assert_eq!(note.name(), "3");
    }
}
