//! Two conferences: a small one with everything in it, and a big one with many talks.

use crate::Api;
use jiff::civil::{Date, Time, date};
use jiff::{SignedDuration, Timestamp};
use plenary_app::{App, Import, RandomIdentities, Surroundings, Target};
use plenary_domain::imported::{
    ImportedConference, ImportedDay, ImportedEvent, ImportedRoom, ImportedSchedule, ImportedSpeaker,
    ImportedTrack,
};
use plenary_domain::session::{Link, Recording};
use plenary_domain::slot::SlotGuid;
use plenary_domain::text::{Text, TextFormat};
use plenary_store::{ManualClock, MemoryStore};
use std::sync::Arc;
use uuid::Uuid;

/// The API over both conferences.
pub async fn api() -> Api {
    let app = app();
    import(&app, small("Gacrux")).await;
    import(&app, big(120)).await;
    Api::over(app)
}

/// The API over the small conference in two releases.
pub async fn api_with_two_releases() -> Api {
    let app = app();
    import(&app, small("Gacrux")).await;
    import(&app, small_changed("Acrux")).await;
    Api::over(app)
}

/// The API over a big conference, and a way to release it anew.
pub async fn api_and_app() -> (Api, Arc<App>) {
    let app = Arc::new(app());
    import(&app, big(120)).await;
    let contract = serde_json::from_str(&plenary_api::contract()).expect("a document");
    (Api { functions: plenary_api::functions(Arc::clone(&app)), contract }, app)
}

pub fn app() -> App {
    let clock = ManualClock::new(instant("2024-12-01T12:00:00Z"));
    App::new(Arc::new(MemoryStore::new()), Surroundings::new(Arc::new(clock), RandomIdentities))
}

pub async fn import(app: &App, schedule: ImportedSchedule) {
    let import = Import {
        schedule,
        target: Target::FromFile,
        actor: "test".to_owned(),
        source: "schedule.xml".to_owned(),
    };
    app.import(import, &mut ()).await.expect("a sound schedule");
}

fn instant(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn text(source: &str) -> Option<Text> {
    Text::new(TextFormat::Html, source)
}

fn link(title: &str) -> Link {
    Link { title: title.to_owned(), url: "https://example.org/a".parse().expect("an address") }
}

fn day(date: Date, start: &str, end: &str) -> ImportedDay {
    ImportedDay { date, start: instant(start), end: instant(end) }
}

fn room(name: &str) -> ImportedRoom {
    ImportedRoom { name: name.to_owned(), guid: None, capacity: None, description: None }
}

fn conference(title: &str, acronym: &str, start: Date, end: Date) -> ImportedConference {
    ImportedConference {
        title: title.to_owned(),
        subtitle: None,
        acronym: Some(acronym.to_owned()),
        time_zone: "Europe/Berlin".parse().expect("a zone"),
        start,
        end,
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

fn speaker(code: &str, name: &str) -> ImportedSpeaker {
    ImportedSpeaker {
        key: code.to_owned(),
        guid: Uuid::new_v5(&Uuid::NAMESPACE_OID, code.as_bytes()),
        code: Some(code.to_owned()),
        name: name.to_owned(),
        biography: None,
        avatar: None,
        links: Vec::new(),
    }
}

/// A talk in a room, with nothing more to say.
fn talk(code: &str, number: u32, title: &str, room: &str, start: &str) -> ImportedEvent {
    ImportedEvent {
        guid: SlotGuid(Uuid::from_u128(number.into())),
        number: Some(number),
        session_key: code.to_owned(),
        code: Some(code.to_owned()),
        is_break: false,
        cancelled: false,
        title: title.to_owned(),
        subtitle: None,
        room: Some(room.to_owned()),
        start: instant(start),
        minutes: 45,
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
    }
}

/// Two days, two rooms, two tracks; a talk with everything, one on both days, one past midnight, one called off, a break.
pub fn small(label: &str) -> ImportedSchedule {
    let web = || Some("https://example.org/a".parse().expect("an address"));
    let full = ImportedEvent {
        subtitle: Some("A view from below".to_owned()),
        track: Some("Science".to_owned()),
        session_type: Some("Talk".to_owned()),
        language: Some("en".parse().expect("a language")),
        abstract_text: text("<p>About <b>clouds</b><script>alert(1)</script></p>"),
        description: text("<p>Long.</p>"),
        speakers: vec![
            ImportedSpeaker {
                biography: text("Looks <i>up</i>."),
                avatar: web(),
                links: vec![link("Home")],
                ..speaker("SPEAK1", "Ada")
            },
            speaker("SPEAK2", "Grace"),
        ],
        links: vec![link("More")],
        attachments: vec![link("Slides")],
        logo: web(),
        recording: Recording { license: Some("CC BY 4.0".to_owned()), opted_out: true },
        feedback_url: web(),
        origin_url: web(),
        ..talk("CLOUDS", 1, "Clouds", "Hall 1", "2024-12-27T10:00:00Z")
    };
    let twice = |number, start| ImportedEvent {
        track: Some("Art & Beauty".to_owned()),
        session_type: Some("Workshop".to_owned()),
        language: Some("de-AT".parse().expect("a language")),
        speakers: vec![speaker("SPEAK2", "Grace")],
        ..talk("PAINT1", number, "Painting", "Hall 2", start)
    };
    let events = vec![
        full,
        twice(2, "2024-12-27T11:00:00Z"),
        ImportedEvent { is_break: true, ..talk("LUNCH1", 4, "Lunch", "Hall 1", "2024-12-27T12:00:00Z") },
        ImportedEvent {
            language: Some("de".parse().expect("a language")),
            ..talk("NIGHT1", 5, "Night", "Hall 1", "2024-12-27T23:30:00Z")
        },
        twice(3, "2024-12-28T11:00:00Z"),
        ImportedEvent { cancelled: true, ..talk("NEVER1", 6, "Never", "Hall 2", "2024-12-28T13:00:00Z") },
    ];
    ImportedSchedule {
        label: Some(label.to_owned()),
        conference: ImportedConference {
            subtitle: Some("Two of them".to_owned()),
            venue: Some("Town Hall".to_owned()),
            city: Some("Hamburg".to_owned()),
            url: web(),
            logo: web(),
            accent: Some("#336699".parse().expect("a colour")),
            description: text("All about <em>days</em>."),
            language: Some("en".parse().expect("a language")),
            ..conference("Days", "days24", date(2024, 12, 27), date(2024, 12, 28))
        },
        tracks: vec![
            ImportedTrack { name: "Science".to_owned(), colour: Some("#112233".parse().expect("a colour")) },
            ImportedTrack { name: "Art & Beauty".to_owned(), colour: None },
        ],
        rooms: vec![
            ImportedRoom { capacity: Some(300), description: text("Upstairs."), ..room("Hall 1") },
            room("Hall 2"),
        ],
        days: vec![
            day(date(2024, 12, 27), "2024-12-27T03:00:00Z", "2024-12-28T03:00:00Z"),
            day(date(2024, 12, 28), "2024-12-28T03:00:00Z", "2024-12-29T03:00:00Z"),
        ],
        events,
    }
}

/// The same with one talk moved, one retitled, one gone and one new.
pub fn small_changed(label: &str) -> ImportedSchedule {
    let mut schedule = small(label);
    schedule.events[0].start += SignedDuration::from_mins(30);
    for painting in [1, 4] {
        schedule.events[painting].title.push_str(" walls");
    }
    schedule.events.remove(3);
    schedule.events.push(talk("ADDED1", 7, "Added", "Hall 2", "2024-12-28T15:00:00Z"));
    schedule
}

/// So many talks, one every five minutes, each by somebody else.
pub fn big(talks: u32) -> ImportedSchedule {
    let begin = instant("2025-06-01T08:00:00Z");
    let event = |number: u32| ImportedEvent {
        start: begin + SignedDuration::from_mins(i64::from(number) * 5),
        minutes: 5,
        speakers: vec![speaker(&format!("S{number:05}"), &format!("Speaker {number}"))],
        ..talk(&format!("T{number:05}"), number, &format!("Talk {number}"), "Tent", "2025-06-01T08:00:00Z")
    };
    ImportedSchedule {
        label: None,
        conference: conference("Camp", "camp", date(2025, 6, 1), date(2025, 6, 1)),
        tracks: Vec::new(),
        rooms: vec![room("Tent")],
        days: vec![day(date(2025, 6, 1), "2025-06-01T02:00:00Z", "2025-06-02T02:00:00Z")],
        events: (1..=talks).map(event).collect(),
    }
}
