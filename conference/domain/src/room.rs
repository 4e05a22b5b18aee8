//! Rooms.

use crate::identity::RoomId;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A place where slots happen; the order of a programme's rooms is the order of the grid's columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// Internal identity.
    pub id: RoomId,
    /// Its name, unique in the conference.
    pub name: String,
    /// `a-z0-9-`, unique in the conference; stands in filters.
    pub slug: String,
    /// The identity that files carry for it.
    pub guid: Uuid,
    /// How many people it holds.
    pub capacity: Option<u32>,
    /// Where it is, what it has.
    pub description: Option<Text>,
}
