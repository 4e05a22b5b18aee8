//! Shared by the tests: reading texts, and making a release of what was read.

use jiff::Timestamp;
use plenary_domain::code::{ConferenceSlug, PageCode};
use plenary_domain::identity::{ConferenceId, IdentitySource};
use plenary_domain::imported::{ImportedEvent, ImportedSchedule};
use plenary_domain::published::Published;
use plenary_domain::schedule::WorkingCopy;
use plenary_formats::{Addresses, ReadError, ReadOptions, ReadSchedule, SourceFile, read};
use uuid::Uuid;

pub struct Counted(pub u32);

impl IdentitySource for Counted {
    fn uuid(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::new_v5(&Uuid::NAMESPACE_OID, &self.0.to_be_bytes())
    }

    fn page_code(&mut self) -> PageCode {
        self.0 += 1;
        format!("C{:05}", self.0 % 100_000).parse().unwrap()
    }
}

pub fn try_bytes(name: &str, bytes: &[u8]) -> Result<ReadSchedule, ReadError> {
    read(SourceFile { name, bytes }, &ReadOptions::default())
}

pub fn read_text(name: &str, text: &str) -> ReadSchedule {
    try_bytes(name, text.as_bytes()).unwrap()
}

/// Every repair as an organiser reads it.
pub fn repairs(read: &ReadSchedule) -> Vec<String> {
    read.repairs.iter().map(ToString::to_string).collect()
}

pub fn event<'a>(schedule: &'a ImportedSchedule, title: &str) -> &'a ImportedEvent {
    schedule.events.iter().find(|event| event.title == title).unwrap()
}

pub fn publish(schedule: &ImportedSchedule) -> Published {
    let mut identities = Counted(0);
    let id = ConferenceId(identities.uuid());
    let slug = ConferenceSlug::from_name(&schedule.conference.title).unwrap();
    let released_at: Timestamp = "2026-02-01T12:00:00Z".parse().unwrap();
    let working = WorkingCopy::new(id, slug, schedule, &mut identities);
    working.release(None, released_at, schedule.label.clone()).unwrap()
}

pub fn addresses() -> Addresses {
    Addresses::new("https://schedule.example/")
}

/// A minimal frab XML file around the events of one room.
pub fn xml_around(events: &str) -> String {
    format!(
        "<schedule><version>1</version><conference><title>Conf</title><acronym>conf</acronym>\
         <time_zone_name>Europe/Berlin</time_zone_name></conference>\
         <day index='1' date='2026-03-27' start='2026-03-27T04:00:00+01:00' end='2026-03-28T04:00:00+01:00'>\
         <room name='Hall'>{events}</room></day></schedule>"
    )
}
