//! The whole content of a schedule: a working copy, or what a release froze.

use crate::day::Day;
use crate::room::Room;
use crate::session::{Session, SessionType};
use crate::slot::Slot;
use crate::speaker::Speaker;
use crate::track::Track;
use serde::{Deserialize, Serialize};

/// Everything a schedule consists of. Lists keep the order in which people see them; slots are sorted by start, room, number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    /// Tracks.
    pub tracks: Vec<Track>,
    /// Rooms, in the order of the grid's columns.
    pub rooms: Vec<Room>,
    /// Kinds of session.
    pub session_types: Vec<SessionType>,
    /// Speakers.
    pub speakers: Vec<Speaker>,
    /// Sessions.
    pub sessions: Vec<Session>,
    /// Slots, sorted by start, then room, then number.
    pub slots: Vec<Slot>,
    /// Days, in order, not overlapping; every slot begins in one.
    pub days: Vec<Day>,
}
