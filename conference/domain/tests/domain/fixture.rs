//! A small schedule to change at will, and identities that can be foreseen.

use jiff::civil::{Time, date};
use jiff::{SignedDuration, Timestamp};
use plenary_domain::code::PageCode;
use plenary_domain::identity::IdentitySource;
use plenary_domain::imported::{
    ImportedConference, ImportedDay, ImportedEvent, ImportedRoom, ImportedSchedule, ImportedSpeaker,
    ImportedTrack,
};
use plenary_domain::session::Recording;
use plenary_domain::slot::SlotGuid;
use plenary_domain::time_zone::Zone;
use uuid::Uuid;

/// Counts instead of drawing lots.
#[derive(Debug, Default)]
pub(crate) struct Counting {
    pub(crate) asked: u32,
}

impl IdentitySource for Counting {
    fn uuid(&mut self) -> Uuid {
        self.asked += 1;
        Uuid::from_u128(0xf000_0000 + u128::from(self.asked))
    }

    fn page_code(&mut self) -> PageCode {
        self.asked += 1;
        PageCode::from_number(u64::from(self.asked))
    }
}

/// 09:00 UTC on the first of two days, and so many minutes.
pub(crate) fn minute(minutes: u32) -> Timestamp {
    let start: Timestamp = "2024-12-27T09:00:00Z".parse().unwrap();
    start + SignedDuration::from_mins(i64::from(minutes))
}

pub(crate) fn guid(number: u128) -> SlotGuid {
    SlotGuid(Uuid::from_u128(number))
}

pub(crate) fn schedule(events: Vec<ImportedEvent>) -> ImportedSchedule {
    let day = |day: i8, first: &str, last: &str| ImportedDay {
        date: date(2024, 12, day),
        start: first.parse().unwrap(),
        end: last.parse().unwrap(),
    };
    ImportedSchedule {
        label: Some("1.0".to_owned()),
        conference: conference(),
        tracks: vec![track("Security"), track("Ethics")],
        rooms: vec![room("Hall 1", None), room("Hall 2", None)],
        days: vec![
            day(27, "2024-12-27T04:00:00Z", "2024-12-28T04:00:00Z"),
            day(28, "2024-12-28T04:00:00Z", "2024-12-29T04:00:00Z"),
        ],
        events,
    }
}

pub(crate) fn conference() -> ImportedConference {
    ImportedConference {
        title: "Night of Talks".to_owned(),
        subtitle: None,
        acronym: Some("not24".to_owned()),
        time_zone: Zone::utc(),
        start: date(2024, 12, 27),
        end: date(2024, 12, 28),
        day_change: Time::constant(4, 0, 0, 0),
        timeslot_minutes: 5,
        venue: None,
        city: None,
        url: None,
        logo: None,
        accent: None,
        description: None,
        language: None,
    }
}

pub(crate) fn track(name: &str) -> ImportedTrack {
    ImportedTrack { name: name.to_owned(), colour: None }
}

pub(crate) fn room(name: &str, guid: Option<u128>) -> ImportedRoom {
    let guid = guid.map(Uuid::from_u128);
    ImportedRoom { name: name.to_owned(), guid, capacity: None, description: None }
}

pub(crate) fn speaker(key: &str, name: &str) -> ImportedSpeaker {
    ImportedSpeaker {
        key: key.to_owned(),
        guid: Uuid::new_v5(&Uuid::NAMESPACE_URL, key.as_bytes()),
        code: None,
        name: name.to_owned(),
        biography: None,
        avatar: None,
        links: Vec::new(),
    }
}

/// An hour of a session in Hall 1; key and title are made of the number.
pub(crate) fn event(number: u32, start: u32) -> ImportedEvent {
    ImportedEvent {
        guid: guid(u128::from(number)),
        number: Some(number),
        session_key: format!("talk-{number}"),
        code: None,
        is_break: false,
        cancelled: false,
        title: format!("Talk {number}"),
        subtitle: None,
        room: Some("Hall 1".to_owned()),
        start: minute(start),
        minutes: 60,
        track: Some("Security".to_owned()),
        session_type: Some("Talk".to_owned()),
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
    }
}
