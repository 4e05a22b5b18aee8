//! The whole content of a schedule: a working copy, or what a release froze.

use crate::day::Day;
use crate::identity::{RoomId, SessionId, SpeakerId};
use crate::room::Room;
use crate::session::{Session, SessionState, SessionType};
use crate::slot::{Slot, SlotContent};
use crate::speaker::Speaker;
use crate::track::Track;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

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

impl Programme {
    /// The part that everybody may see: confirmed and cancelled sessions with their slots and speakers, and breaks. Who only
    /// speaks in sessions that are still pending is not in it.
    #[must_use]
    pub fn public(&self) -> Self {
        let sessions: Vec<Session> =
            self.sessions.iter().filter(|session| session.state != SessionState::Pending).cloned().collect();
        let shown: HashSet<SessionId> = sessions.iter().map(|session| session.id).collect();
        let speaking: HashSet<SpeakerId> =
            sessions.iter().flat_map(|session| session.speakers.iter().copied()).collect();
        let is_shown = |slot: &&Slot| match slot.content {
            SlotContent::Session(id) => shown.contains(&id),
            SlotContent::Break(_) => true,
        };
        Self {
            tracks: self.tracks.clone(),
            rooms: self.rooms.clone(),
            session_types: self.session_types.clone(),
            speakers: self
                .speakers
                .iter()
                .filter(|speaker| speaking.contains(&speaker.id))
                .cloned()
                .collect(),
            slots: self.slots.iter().filter(is_shown).cloned().collect(),
            days: self.days.clone(),
            sessions,
        }
    }
}

/// Puts slots in the order of a programme: by start, then as the rooms stand (nowhere in particular comes last), then by
/// number.
pub fn sort_slots(slots: &mut [Slot], rooms: &[Room]) {
    let positions: HashMap<RoomId, usize> =
        rooms.iter().enumerate().map(|(position, room)| (room.id, position)).collect();
    let position = |room: RoomId| positions.get(&room).copied().unwrap_or(usize::MAX);
    slots.sort_by_key(|slot| (slot.start, slot.room.map_or(usize::MAX, position), slot.number));
}
