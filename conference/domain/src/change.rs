//! What differs between two releases.

use crate::code::PageCode;
use crate::slot::SlotGuid;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// When and where a slot is, in words that outlive the room's entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// When it begins.
    pub start: Timestamp,
    /// How long it takes, minutes.
    pub minutes: u32,
    /// The room's name.
    pub room: Option<String>,
}

/// One difference; one slot may appear in several (moved and retitled).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Change {
    /// A slot that was not there.
    New {
        /// The slot.
        slot: SlotGuid,
        /// The session's page; none for a break.
        session: Option<PageCode>,
        /// Its title.
        title: String,
        /// When and where.
        to: Place,
    },
    /// Another time, length or room.
    Moved {
        /// The slot.
        slot: SlotGuid,
        /// The session's page; none for a break.
        session: Option<PageCode>,
        /// Its title.
        title: String,
        /// Before.
        from: Place,
        /// After.
        to: Place,
    },
    /// Gone, or its session called off.
    Cancelled {
        /// The slot.
        slot: SlotGuid,
        /// The session's page; none for a break.
        session: Option<PageCode>,
        /// Its title.
        title: String,
        /// When and where it was.
        from: Place,
    },
    /// Another title.
    Retitled {
        /// The slot.
        slot: SlotGuid,
        /// The session's page; none for a break.
        session: Option<PageCode>,
        /// Before.
        before: String,
        /// After.
        title: String,
    },
}
