//! Slots: when and where.

use crate::identity::{RoomId, SessionId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// A slot's identity, stable over releases: from the file, else a version 5 UUID of source and original id. It is also the
/// UID in iCalendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SlotGuid(pub Uuid);

impl fmt::Display for SlotGuid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// A slot's number: 1 to 2³¹−1, unique in the conference, never reused. Clients that know only numbers go by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct SlotNumber(u32);

/// Why a number is no [`SlotNumber`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} cannot number a slot: it takes 1 to 2147483647")]
pub struct BadSlotNumber(pub u32);

impl SlotNumber {
    /// The number.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl TryFrom<u32> for SlotNumber {
    type Error = BadSlotNumber;
    fn try_from(number: u32) -> Result<Self, BadSlotNumber> {
        if (1..=0x7fff_ffff).contains(&number) { Ok(Self(number)) } else { Err(BadSlotNumber(number)) }
    }
}

impl From<SlotNumber> for u32 {
    fn from(number: SlotNumber) -> Self {
        number.0
    }
}

/// What happens in a slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SlotContent {
    /// A session.
    Session(SessionId),
    /// A pause, a meal: a title and nothing more.
    Break(String),
}

/// A piece of time in a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Identity for machines.
    pub guid: SlotGuid,
    /// Identity for machines that know only numbers.
    pub number: SlotNumber,
    /// What happens.
    pub content: SlotContent,
    /// Where; nowhere in particular when empty.
    pub room: Option<RoomId>,
    /// When it begins.
    pub start: Timestamp,
    /// How long it takes, minutes.
    pub minutes: u32,
}

impl Slot {
    /// When it ends.
    pub fn end(&self) -> Timestamp {
        self.start
            .saturating_add(SignedDuration::from_mins(i64::from(self.minutes)))
            .unwrap_or(Timestamp::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for good in [1, 2, 0x7fff_ffff] {
            let number = SlotNumber::try_from(good).unwrap();
            assert_eq!((number.get(), u32::from(number)), (good, good));
            assert_eq!(serde_json::to_value(number).unwrap(), good);
        }
        for bad in [0, 0x8000_0000, u32::MAX] {
            assert_eq!(SlotNumber::try_from(bad), Err(BadSlotNumber(bad)));
            assert!(serde_json::from_value::<SlotNumber>(bad.into()).is_err());
        }
    }

    #[test]
    fn a_slot_ends_after_its_minutes() {
        let slot = |start, minutes| Slot {
            guid: SlotGuid(Uuid::nil()),
            number: SlotNumber(1),
            content: SlotContent::Break("Lunch".to_owned()),
            room: None,
            start,
            minutes,
        };
        assert_eq!(slot(Timestamp::UNIX_EPOCH, 90).end().as_second(), 5400);
        assert_eq!(slot(Timestamp::MAX, 1).end(), Timestamp::MAX);
        assert_eq!(SlotGuid(Uuid::nil()).to_string(), Uuid::nil().to_string());
    }
}
