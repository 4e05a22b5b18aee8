//! What everybody may see: a conference with a release of its schedule, and the ways through it.

use crate::code::PageCode;
use crate::conference::Conference;
use crate::day::Day;
use crate::identity::{RoomId, SessionId, SessionTypeId, SpeakerId, TrackId};
use crate::release::Release;
use crate::room::Room;
use crate::session::{Session, SessionType};
use crate::slot::{Slot, SlotContent};
use crate::speaker::Speaker;
use crate::track::Track;
use std::collections::HashMap;
use std::hash::Hash;

/// A released schedule with its lookups. It never changes, so it may be shared and kept for as long as it is asked for.
#[derive(Debug)]
pub struct Published {
    conference: Conference,
    release: Release,
    tracks: HashMap<TrackId, usize>,
    rooms: HashMap<RoomId, usize>,
    session_types: HashMap<SessionTypeId, usize>,
    sessions: HashMap<SessionId, usize>,
    session_codes: HashMap<PageCode, usize>,
    speakers: HashMap<SpeakerId, usize>,
    speaker_codes: HashMap<PageCode, usize>,
    slots_of_session: HashMap<SessionId, Vec<usize>>,
    sessions_of_speaker: HashMap<SpeakerId, Vec<usize>>,
    days_of_slots: Vec<Option<usize>>,
}

fn index<T, Key: Eq + Hash>(items: &[T], key: impl Fn(&T) -> Key) -> HashMap<Key, usize> {
    items.iter().enumerate().map(|(position, item)| (key(item), position)).collect()
}

impl Published {
    /// Builds the lookups of a release.
    pub fn new(conference: Conference, release: Release) -> Self {
        let programme = &release.programme;
        let mut slots_of_session: HashMap<SessionId, Vec<usize>> = HashMap::new();
        for (position, slot) in programme.slots.iter().enumerate() {
            if let SlotContent::Session(session) = slot.content {
                slots_of_session.entry(session).or_default().push(position);
            }
        }
        let mut sessions_of_speaker: HashMap<SpeakerId, Vec<usize>> = HashMap::new();
        for (position, session) in programme.sessions.iter().enumerate() {
            for speaker in &session.speakers {
                sessions_of_speaker.entry(*speaker).or_default().push(position);
            }
        }
        Self {
            tracks: index(&programme.tracks, |track| track.id),
            rooms: index(&programme.rooms, |room| room.id),
            session_types: index(&programme.session_types, |kind| kind.id),
            sessions: index(&programme.sessions, |session| session.id),
            session_codes: index(&programme.sessions, |session| session.code),
            speakers: index(&programme.speakers, |speaker| speaker.id),
            speaker_codes: index(&programme.speakers, |speaker| speaker.code),
            days_of_slots: programme.slots.iter().map(|slot| day_of(&programme.days, slot)).collect(),
            slots_of_session,
            sessions_of_speaker,
            conference,
            release,
        }
    }

    /// The parts that it was built of.
    pub fn into_parts(self) -> (Conference, Release) {
        (self.conference, self.release)
    }

    /// The conference.
    pub fn conference(&self) -> &Conference {
        &self.conference
    }

    /// The release.
    pub fn release(&self) -> &Release {
        &self.release
    }

    /// All tracks, in order.
    pub fn tracks(&self) -> &[Track] {
        &self.release.programme.tracks
    }

    /// All rooms, in order.
    pub fn rooms(&self) -> &[Room] {
        &self.release.programme.rooms
    }

    /// All kinds of session, in order.
    pub fn session_types(&self) -> &[SessionType] {
        &self.release.programme.session_types
    }

    /// All sessions, in order.
    pub fn sessions(&self) -> &[Session] {
        &self.release.programme.sessions
    }

    /// All speakers, in order.
    pub fn speakers(&self) -> &[Speaker] {
        &self.release.programme.speakers
    }

    /// All slots, sorted by start, room, number.
    pub fn slots(&self) -> &[Slot] {
        &self.release.programme.slots
    }

    /// All days, in order.
    pub fn days(&self) -> &[Day] {
        &self.release.programme.days
    }

    /// A track by its identity.
    pub fn track(&self, id: TrackId) -> Option<&Track> {
        self.tracks.get(&id).map(|position| &self.tracks()[*position])
    }

    /// A room by its identity.
    pub fn room(&self, id: RoomId) -> Option<&Room> {
        self.rooms.get(&id).map(|position| &self.rooms()[*position])
    }

    /// Where a room stands in the order of rooms.
    pub fn room_position(&self, id: RoomId) -> Option<usize> {
        self.rooms.get(&id).copied()
    }

    /// Where a track stands in the order of tracks.
    pub fn track_position(&self, id: TrackId) -> Option<usize> {
        self.tracks.get(&id).copied()
    }

    /// Where a kind of session stands in the order of kinds.
    pub fn session_type_position(&self, id: SessionTypeId) -> Option<usize> {
        self.session_types.get(&id).copied()
    }

    /// A kind of session by its identity.
    pub fn session_type(&self, id: SessionTypeId) -> Option<&SessionType> {
        self.session_types.get(&id).map(|position| &self.session_types()[*position])
    }

    /// A session by its identity.
    pub fn session(&self, id: SessionId) -> Option<&Session> {
        self.sessions.get(&id).map(|position| &self.sessions()[*position])
    }

    /// A session by the code in its URL.
    pub fn session_by_code(&self, code: PageCode) -> Option<&Session> {
        self.session_codes.get(&code).map(|position| &self.sessions()[*position])
    }

    /// A speaker by identity.
    pub fn speaker(&self, id: SpeakerId) -> Option<&Speaker> {
        self.speakers.get(&id).map(|position| &self.speakers()[*position])
    }

    /// A speaker by the code in the URL.
    pub fn speaker_by_code(&self, code: PageCode) -> Option<&Speaker> {
        self.speaker_codes.get(&code).map(|position| &self.speakers()[*position])
    }

    /// The speakers of a session, in the session's order.
    pub fn speakers_of<'a>(&'a self, session: &'a Session) -> impl Iterator<Item = &'a Speaker> {
        session.speakers.iter().filter_map(|id| self.speaker(*id))
    }

    /// The slots of a session, by start.
    pub fn slots_of(&self, session: SessionId) -> impl Iterator<Item = &Slot> {
        self.slots_of_session.get(&session).into_iter().flatten().map(|position| &self.slots()[*position])
    }

    /// The sessions of a speaker, in the programme's order.
    pub fn sessions_of(&self, speaker: SpeakerId) -> impl Iterator<Item = &Session> {
        self.sessions_of_speaker
            .get(&speaker)
            .into_iter()
            .flatten()
            .map(|position| &self.sessions()[*position])
    }

    /// The slots of a day, each with its position among all slots.
    pub fn slots_on(&self, day: usize) -> impl Iterator<Item = (usize, &Slot)> {
        self.slots()
            .iter()
            .enumerate()
            .filter(move |(position, _)| self.days_of_slots[*position] == Some(day))
    }

    /// The day (its position among the days) on which the slot at a position begins.
    pub fn day_of_slot(&self, position: usize) -> Option<usize> {
        self.days_of_slots.get(position).copied().flatten()
    }
}

fn day_of(days: &[Day], slot: &Slot) -> Option<usize> {
    days.iter().position(|day| day.holds(slot))
}
