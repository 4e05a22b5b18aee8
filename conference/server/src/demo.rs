//! The demo conference: fictional, in `demo/harbourlight.json`, dated around the day it is asked for.
//!
//! The file gives days by number and times by the clock; this module lays them out so that the second of the three days is
//! `today`: something is always on.

use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan};
use plenary_domain::imported::{
    ImportedConference, ImportedDay, ImportedEvent, ImportedRoom, ImportedSchedule, ImportedSpeaker,
    ImportedTrack,
};
use plenary_domain::session::Recording;
use plenary_domain::slot::SlotGuid;
use plenary_domain::text::{Text, TextFormat};
use plenary_domain::time_zone::Zone;
use serde::Deserialize;
use std::collections::BTreeMap;
use uuid::Uuid;

const FILE: &str = include_str!("../demo/harbourlight.json");
/// Whatever starts before this hour belongs to the night of the day before.
const DAY_CHANGE: Time = Time::constant(5, 0, 0, 0);
const DAY_START: Time = Time::constant(8, 0, 0, 0);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Demo {
    title: String,
    subtitle: String,
    acronym: String,
    venue: String,
    city: String,
    time_zone: Zone,
    accent: plenary_domain::colour::Colour,
    language: plenary_domain::language::LanguageTag,
    description: String,
    tracks: Vec<DemoTrack>,
    rooms: Vec<DemoRoom>,
    speakers: BTreeMap<String, String>,
    days: Vec<Vec<DemoEvent>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoTrack {
    name: String,
    colour: plenary_domain::colour::Colour,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoRoom {
    name: String,
    capacity: u32,
    description: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum DemoEvent {
    Break(DemoBreak),
    Session(Box<DemoSession>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoBreak {
    start: String,
    minutes: u32,
    room: Option<String>,
    #[serde(rename = "break")]
    title: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct DemoSession {
    start: String,
    minutes: u32,
    room: String,
    #[serde(rename = "type")]
    session_type: String,
    track: String,
    language: plenary_domain::language::LanguageTag,
    title: String,
    subtitle: Option<String>,
    speakers: Vec<String>,
    #[serde(rename = "abstract")]
    abstract_text: String,
    #[serde(default)]
    opt_out: bool,
}

/// Why the demo can't be laid out around a day; the file itself is proved by a test.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The file that the binary carries is damaged.
    #[error("the demo conference cannot be read: {0}")]
    File(#[from] serde_json::Error),
    /// The day is too near to the end of the calendar, or a time in the file is none.
    #[error("the demo conference cannot be laid out around this day: {0}")]
    Calendar(#[from] jiff::Error),
}

/// The demo conference, its second day on `today`.
///
/// # Errors
/// See [`DemoError`].
pub fn schedule(today: Date) -> Result<ImportedSchedule, DemoError> {
    let demo: Demo = serde_json::from_str(FILE)?;
    let first = today.checked_sub(1.day())?;
    let mut days = Vec::new();
    let mut events = Vec::new();
    for (index, planned) in demo.days.iter().enumerate() {
        let date = first.checked_add(i64::try_from(index).unwrap_or_default().days())?;
        let next = date.tomorrow()?;
        days.push(ImportedDay {
            date,
            start: demo.time_zone.instant(date.to_datetime(DAY_START))?,
            end: demo.time_zone.instant(next.to_datetime(DAY_CHANGE))?,
        });
        for event in planned {
            events.push(event.laid_out(&demo, index, date)?);
        }
    }
    let end = days.last().map_or(first, |day| day.date);
    Ok(ImportedSchedule {
        label: None,
        conference: ImportedConference {
            title: demo.title,
            subtitle: Some(demo.subtitle),
            acronym: Some(demo.acronym),
            time_zone: demo.time_zone,
            start: first,
            end,
            day_change: DAY_CHANGE,
            timeslot_minutes: 5,
            venue: Some(demo.venue),
            city: Some(demo.city),
            url: None,
            logo: None,
            accent: Some(demo.accent),
            description: Text::new(TextFormat::Plain, demo.description),
            language: Some(demo.language),
        },
        tracks: demo
            .tracks
            .into_iter()
            .map(|track| ImportedTrack { name: track.name, colour: Some(track.colour) })
            .collect(),
        rooms: demo
            .rooms
            .into_iter()
            .map(|room| ImportedRoom {
                guid: Some(guid("room", &room.name)),
                name: room.name,
                capacity: Some(room.capacity),
                description: Text::new(TextFormat::Plain, room.description),
            })
            .collect(),
        days,
        events,
    })
}

fn guid(kind: &str, name: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("https://harbourlight.example/{kind}/{name}").as_bytes())
}

impl DemoEvent {
    fn laid_out(&self, demo: &Demo, day: usize, date: Date) -> Result<ImportedEvent, DemoError> {
        match self {
            Self::Break(pause) => {
                // The same pause comes again and again: day, time and room are part of its identity.
                let room = pause.room.as_deref().unwrap_or_default();
                let key = format!("{day}/{}/{room}/{}", pause.start, pause.title);
                let start = instant(&demo.time_zone, date, &pause.start)?;
                let blank = blank(&key, &pause.title, start, pause.minutes);
                Ok(ImportedEvent { is_break: true, room: pause.room.clone(), ..blank })
            }
            Self::Session(session) => {
                let start = instant(&demo.time_zone, date, &session.start)?;
                Ok(session.laid_out(&demo.speakers, start))
            }
        }
    }
}

fn instant(zone: &Zone, date: Date, clock: &str) -> Result<Timestamp, jiff::Error> {
    let time: Time = clock.parse()?;
    let date = if time < DAY_CHANGE { date.tomorrow()? } else { date };
    zone.instant(date.to_datetime(time))
}

impl DemoSession {
    fn laid_out(&self, biographies: &BTreeMap<String, String>, start: Timestamp) -> ImportedEvent {
        ImportedEvent {
            subtitle: self.subtitle.clone(),
            room: Some(self.room.clone()),
            track: Some(self.track.clone()),
            session_type: Some(self.session_type.clone()),
            language: Some(self.language.clone()),
            abstract_text: Text::new(TextFormat::Plain, self.abstract_text.clone()),
            speakers: self.speakers.iter().map(|name| speaker(name, biographies.get(name))).collect(),
            recording: Recording { license: Some("CC BY 4.0".to_owned()), opted_out: self.opt_out },
            ..blank(&self.title, &self.title, start, self.minutes)
        }
    }
}

fn speaker(name: &str, biography: Option<&String>) -> ImportedSpeaker {
    ImportedSpeaker {
        key: format!("name:{name}"),
        guid: guid("speaker", name),
        code: None,
        name: name.to_owned(),
        biography: biography.and_then(|text| Text::new(TextFormat::Plain, text.clone())),
        avatar: None,
        links: Vec::new(),
    }
}

fn blank(key: &str, title: &str, start: Timestamp, minutes: u32) -> ImportedEvent {
    ImportedEvent {
        guid: SlotGuid(guid("slot", key)),
        number: None,
        session_key: key.to_owned(),
        code: None,
        is_break: false,
        cancelled: false,
        title: title.to_owned(),
        subtitle: None,
        room: None,
        start,
        minutes,
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

/// The date that an instant has in the demo's time zone.
///
/// # Errors
/// When the file that the binary carries is damaged.
pub fn local_date(now: Timestamp) -> Result<Date, DemoError> {
    let demo: Demo = serde_json::from_str(FILE)?;
    Ok(demo.time_zone.local(now).date())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_second_day_is_today_and_every_event_lies_in_its_day() {
        let today: Date = "2026-03-28".parse().unwrap();
        let schedule = schedule(today).unwrap();
        assert_eq!(schedule.days.len(), 3);
        assert_eq!(schedule.days[1].date, today);
        assert_eq!(schedule.events.iter().filter(|event| !event.is_break).count(), 77);
        for event in &schedule.events {
            let days = schedule.days.iter().filter(|day| day.start <= event.start && event.start < day.end);
            assert_eq!(days.count(), 1, "{}", event.title);
        }
    }

    #[test]
    fn rooms_tracks_and_speakers_are_declared_and_identities_unique() {
        let schedule = schedule("2026-11-24".parse().unwrap()).unwrap();
        let rooms: HashSet<_> = schedule.rooms.iter().map(|room| room.name.as_str()).collect();
        let tracks: HashSet<_> = schedule.tracks.iter().map(|track| track.name.as_str()).collect();
        let mut guids = HashSet::new();
        for event in &schedule.events {
            assert!(guids.insert(event.guid), "{} stands twice", event.title);
            assert!(event.room.as_deref().is_none_or(|room| rooms.contains(room)), "{}", event.title);
            assert!(event.track.as_deref().is_none_or(|track| tracks.contains(track)), "{}", event.title);
            assert!(event.speakers.iter().all(|speaker| speaker.biography.is_some()), "{}", event.title);
        }
    }
}
