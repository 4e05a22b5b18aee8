//! From an export to a schedule to be imported.

use crate::export::Export;
use crate::read::{FileFormat, ReadSchedule};
use crate::read_error::ReadError;
use plenary_domain::conference::Conference;
use plenary_domain::identity::{RoomId, SessionId, SessionTypeId, SpeakerId, TrackId};
use plenary_domain::imported::{
    ImportedConference, ImportedDay, ImportedEvent, ImportedRoom, ImportedSchedule, ImportedSpeaker,
    ImportedTrack,
};
use plenary_domain::programme::Programme;
use plenary_domain::session::{Recording, Session, SessionState};
use plenary_domain::slot::{Slot, SlotContent};
use plenary_domain::speaker::Speaker;
use std::collections::HashMap;

pub(super) fn schedule(export: &Export) -> Result<ReadSchedule, ReadError> {
    let programme = &export.programme;
    let names = Names::of(programme);
    let events: Vec<_> = programme.slots.iter().filter_map(|slot| names.event(slot)).collect();
    if events.is_empty() {
        return Err(ReadError::NoEvents { format: FileFormat::Export });
    }
    let tracks = programme.tracks.iter();
    let rooms = programme.rooms.iter();
    let days = programme.days.iter();
    let schedule = ImportedSchedule {
        label: export.releases.last().and_then(|note| note.label.clone()),
        conference: conference(&export.conference),
        tracks: tracks
            .map(|track| ImportedTrack { name: track.name.clone(), colour: track.colour.clone() })
            .collect(),
        rooms: rooms
            .map(|room| ImportedRoom {
                name: room.name.clone(),
                guid: Some(room.guid),
                capacity: room.capacity,
                description: room.description.clone(),
            })
            .collect(),
        days: days.map(|day| ImportedDay { date: day.date, start: day.start, end: day.end }).collect(),
        events,
    };
    Ok(ReadSchedule { schedule, repairs: Vec::new(), format: FileFormat::Export })
}

fn conference(conference: &Conference) -> ImportedConference {
    let Conference {
        id: _,
        slug: _,
        title,
        subtitle,
        acronym,
        time_zone,
        start,
        end,
        day_change,
        timeslot_minutes,
        venue,
        city,
        url,
        logo,
        accent,
        description,
        language,
    } = conference.clone();
    ImportedConference {
        title,
        subtitle,
        acronym,
        time_zone,
        start,
        end,
        day_change,
        timeslot_minutes,
        venue,
        city,
        url,
        logo,
        accent,
        description,
        language,
    }
}

/// The programme's entities by their ids.
struct Names<'a> {
    tracks: HashMap<TrackId, &'a str>,
    rooms: HashMap<RoomId, &'a str>,
    session_types: HashMap<SessionTypeId, &'a str>,
    sessions: HashMap<SessionId, &'a Session>,
    speakers: HashMap<SpeakerId, &'a Speaker>,
}

impl<'a> Names<'a> {
    fn of(programme: &'a Programme) -> Self {
        Self {
            tracks: programme.tracks.iter().map(|track| (track.id, track.name.as_str())).collect(),
            rooms: programme.rooms.iter().map(|room| (room.id, room.name.as_str())).collect(),
            session_types: programme.session_types.iter().map(|kind| (kind.id, kind.name.as_str())).collect(),
            sessions: programme.sessions.iter().map(|session| (session.id, session)).collect(),
            speakers: programme.speakers.iter().map(|speaker| (speaker.id, speaker)).collect(),
        }
    }

    fn event(&self, slot: &Slot) -> Option<ImportedEvent> {
        let mut event = ImportedEvent {
            guid: slot.guid,
            number: Some(slot.number.get()),
            session_key: slot.guid.to_string(),
            code: None,
            is_break: true,
            cancelled: false,
            title: String::new(),
            subtitle: None,
            room: slot.room.and_then(|id| self.rooms.get(&id)).map(|name| (*name).to_owned()),
            start: slot.start,
            minutes: slot.minutes.max(1),
            track: None,
            session_type: None,
            language: None,
            abstract_text: None,
            description: None,
            speakers: Vec::new(),
            links: Vec::new(),
            attachments: Vec::new(),
            logo: None,
            recording: Recording::default(),
            feedback_url: None,
            origin_url: None,
        };
        match &slot.content {
            SlotContent::Break(title) => event.title.clone_from(title),
            SlotContent::Session(id) => {
                let session =
                    self.sessions.get(id).filter(|session| session.state != SessionState::Pending)?;
                self.fill(&mut event, session);
            }
        }
        Some(event)
    }

    fn fill(&self, event: &mut ImportedEvent, session: &Session) {
        let session = session.clone();
        let name = |name: &&str| (*name).to_owned();
        event.session_key = session.source_id.unwrap_or_else(|| session.code.to_string());
        event.code = Some(session.code.to_string());
        event.is_break = false;
        event.cancelled = session.state == SessionState::Cancelled;
        event.title = session.title;
        event.subtitle = session.subtitle;
        event.track = session.track.and_then(|id| self.tracks.get(&id)).map(name);
        event.session_type = session.session_type.and_then(|id| self.session_types.get(&id)).map(name);
        event.language = session.language;
        event.abstract_text = session.abstract_text;
        event.description = session.description;
        event.speakers =
            session.speakers.iter().filter_map(|id| self.speakers.get(id)).map(|it| speaker(it)).collect();
        event.links = session.links;
        event.attachments = session.attachments;
        event.logo = session.logo;
        event.recording = session.recording;
        event.feedback_url = session.feedback_url;
        event.origin_url = session.origin_url;
    }
}

fn speaker(speaker: &Speaker) -> ImportedSpeaker {
    ImportedSpeaker {
        key: speaker.source_id.clone().unwrap_or_else(|| speaker.guid.to_string()),
        guid: speaker.guid,
        code: Some(speaker.code.to_string()),
        name: speaker.name.clone(),
        biography: speaker.biography.clone(),
        avatar: speaker.avatar.clone(),
        links: speaker.links.clone(),
    }
}
