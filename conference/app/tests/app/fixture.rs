//! A schedule to change at will, and an application to import it with.

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::civil::{Time, date};
use plenary_app::{App, Error, Import, Imported, RandomIdentities, Surroundings, Target};
use plenary_domain::imported::{
    ImportedConference, ImportedDay, ImportedEvent, ImportedRoom, ImportedSchedule, ImportedSpeaker,
};
use plenary_domain::session::Recording;
use plenary_domain::slot::SlotGuid;
use plenary_domain::text::{Text, TextFormat};
use plenary_domain::time_zone::Zone;
use plenary_store::{ManualClock, Store};
use std::sync::Arc;
use uuid::Uuid;

pub(crate) fn now() -> Timestamp {
    "2024-12-01T12:00:00Z".parse().unwrap()
}

pub(crate) fn app(store: &Arc<impl Store + 'static>) -> App {
    let surroundings = Surroundings::new(Arc::new(ManualClock::new(now())), RandomIdentities);
    App::new(Arc::clone(store) as Arc<dyn Store>, surroundings)
}

pub(crate) fn import_of(schedule: ImportedSchedule) -> Import {
    Import { schedule, target: Target::FromFile, actor: "test".to_owned(), source: "schedule.xml".to_owned() }
}

pub(crate) async fn import(app: &App, schedule: &ImportedSchedule) -> Result<Imported, Error> {
    app.import(import_of(schedule.clone()), &mut ()).await
}

/// A schedule of one long day with these talks; each begins at a minute of its own.
pub(crate) fn schedule(label: &str, talks: impl IntoIterator<Item = u32>) -> ImportedSchedule {
    let (start, end) = (date(2024, 12, 27), date(2025, 1, 2));
    ImportedSchedule {
        label: Some(label.to_owned()),
        conference: ImportedConference {
            title: "Night of Talks".to_owned(),
            subtitle: None,
            acronym: Some("not24".to_owned()),
            time_zone: Zone::utc(),
            start,
            end,
            day_change: Time::constant(4, 0, 0, 0),
            timeslot_minutes: 5,
            venue: Some("Town Hall".to_owned()),
            city: None,
            url: None,
            logo: None,
            accent: None,
            description: None,
            language: None,
        },
        tracks: Vec::new(),
        rooms: vec![ImportedRoom {
            name: "Hall 1".to_owned(),
            guid: None,
            capacity: Some(300),
            description: None,
        }],
        days: vec![ImportedDay {
            date: start,
            start: "2024-12-27T04:00:00Z".parse().unwrap(),
            end: "2025-01-02T04:00:00Z".parse().unwrap(),
        }],
        events: talks.into_iter().map(talk).collect(),
    }
}

pub(crate) fn talk(number: u32) -> ImportedEvent {
    let start: Timestamp = "2024-12-27T09:00:00Z".parse().unwrap();
    ImportedEvent {
        guid: SlotGuid(Uuid::from_u128(number.into())),
        number: Some(number),
        session_key: format!("talk-{number}"),
        code: None,
        is_break: false,
        cancelled: false,
        title: format!("Talk {number}"),
        subtitle: None,
        room: Some("Hall 1".to_owned()),
        start: start + SignedDuration::from_mins(number.into()),
        minutes: 45,
        track: None,
        session_type: Some("Talk".to_owned()),
        language: Some("en".parse().unwrap()),
        abstract_text: Text::new(TextFormat::Markdown, "What it is *about*."),
        description: None,
        speakers: vec![ImportedSpeaker {
            key: format!("speaker-{}", number % 7),
            guid: Uuid::from_u128(1000 + u128::from(number % 7)),
            code: None,
            name: "Kim Lee".to_owned(),
            biography: None,
            avatar: None,
            links: Vec::new(),
        }],
        links: Vec::new(),
        attachments: Vec::new(),
        logo: None,
        recording: Recording::default(),
        feedback_url: None,
        origin_url: None,
    }
}

/// A talk with so much to say that its document has many parts.
pub(crate) fn long_talk(number: u32, bytes: usize) -> ImportedEvent {
    ImportedEvent { description: Text::new(TextFormat::Plain, "long ".repeat(bytes / 5)), ..talk(number) }
}
