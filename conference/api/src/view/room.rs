//! Rooms.

use super::RichText;
use plenary_domain::room;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

/// A room.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Room {
    /// Stands in filters.
    slug: String,
    /// Its name.
    name: String,
    /// Its identity in schedule files.
    guid: Uuid,
    /// How many people it holds.
    capacity: Option<u32>,
    /// Where it is, what it has.
    description: Option<RichText>,
}

impl From<&room::Room> for Room {
    fn from(room: &room::Room) -> Self {
        Self {
            slug: room.slug.clone(),
            name: room.name.clone(),
            guid: room.guid,
            capacity: room.capacity,
            description: room.description.as_ref().map(RichText::from),
        }
    }
}

/// Which room it is.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct RoomReference {
    /// Stands in filters.
    slug: String,
    /// Its name.
    name: String,
}

impl From<&room::Room> for RoomReference {
    fn from(room: &room::Room) -> Self {
        Self { slug: room.slug.clone(), name: room.name.clone() }
    }
}
