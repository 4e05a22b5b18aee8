//! A schedule as its file words it: what the readers of all formats hand over. No value is interpreted yet, so that the
//! rules for that stand in one place, [`assemble`](crate::assemble).

use crate::read::FileFormat;
use jiff::Timestamp;
use plenary_domain::time_zone::Zone;

/// A whole file.
#[derive(Debug)]
pub(crate) struct RawSchedule {
    pub(crate) format: FileFormat,
    pub(crate) label: Option<String>,
    pub(crate) conference: RawConference,
    /// The conference's time zone, already chosen (a calendar's times can't be read without it).
    pub(crate) time_zone: Zone,
    pub(crate) tracks: Vec<RawTrack>,
    pub(crate) rooms: Vec<RawRoom>,
    pub(crate) days: Vec<RawDay>,
    pub(crate) events: Vec<RawEvent>,
}

/// The conference's fields.
#[derive(Debug, Default)]
pub(crate) struct RawConference {
    pub(crate) title: Option<String>,
    pub(crate) subtitle: Option<String>,
    pub(crate) acronym: Option<String>,
    pub(crate) start: Option<String>,
    pub(crate) end: Option<String>,
    pub(crate) day_change: Option<String>,
    pub(crate) timeslot: Option<String>,
    pub(crate) venue: Option<String>,
    pub(crate) city: Option<String>,
    /// What relative addresses are relative to.
    pub(crate) base_url: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) logo: Option<String>,
    pub(crate) accent: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) language: Option<String>,
}

#[derive(Debug)]
pub(crate) struct RawTrack {
    pub(crate) name: String,
    pub(crate) colour: Option<String>,
}

#[derive(Debug)]
pub(crate) struct RawRoom {
    pub(crate) name: String,
    pub(crate) guid: Option<String>,
    pub(crate) capacity: Option<u32>,
    pub(crate) description: Option<String>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct RawDay {
    pub(crate) date: Option<String>,
    pub(crate) start: Option<String>,
    pub(crate) end: Option<String>,
}

/// When an event begins.
#[derive(Debug)]
pub(crate) enum RawStart {
    /// Below a day (its position), with an instant, a time of day, or both.
    Frab { day: usize, date: Option<String>, start: Option<String> },
    /// Already an instant.
    Instant(Timestamp),
    /// A whole day, which begins at the conference's day change like every other.
    WholeDay(jiff::civil::Date),
}

/// How long an event takes.
#[derive(Debug, Default)]
pub(crate) struct RawLength {
    /// `hh:mm`, `hh:mm:ss`, minutes, or as ISO 8601 has it.
    pub(crate) duration: Option<String>,
    /// When it ends.
    pub(crate) end: Option<String>,
    /// Already known, minutes.
    pub(crate) minutes: Option<i64>,
}

#[derive(Debug)]
pub(crate) struct RawEvent {
    pub(crate) start: RawStart,
    pub(crate) length: RawLength,
    pub(crate) id: Option<String>,
    pub(crate) guid: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) slug: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) subtitle: Option<String>,
    /// The room that the event stands under.
    pub(crate) room: Option<String>,
    /// The room that the event itself names.
    pub(crate) own_room: Option<String>,
    pub(crate) track: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) abstract_text: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) persons: Vec<RawPerson>,
    pub(crate) links: Vec<RawLink>,
    pub(crate) attachments: Vec<RawLink>,
    pub(crate) logo: Option<String>,
    pub(crate) license: Option<String>,
    pub(crate) opted_out: bool,
    pub(crate) url: Option<String>,
    pub(crate) feedback_url: Option<String>,
    pub(crate) origin_url: Option<String>,
    pub(crate) cancelled: bool,
}

impl RawEvent {
    /// An event of which only the beginning is known yet.
    pub(crate) fn at(start: RawStart) -> Self {
        Self {
            start,
            length: RawLength::default(),
            id: None,
            guid: None,
            code: None,
            slug: None,
            title: None,
            subtitle: None,
            room: None,
            own_room: None,
            track: None,
            kind: None,
            language: None,
            abstract_text: None,
            description: None,
            persons: Vec::new(),
            links: Vec::new(),
            attachments: Vec::new(),
            logo: None,
            license: None,
            opted_out: false,
            url: None,
            feedback_url: None,
            origin_url: None,
            cancelled: false,
        }
    }

    /// How a message names this event.
    pub(crate) fn name(&self) -> String {
        let title = self.title.as_deref().map(single_line).filter(|title| !title.is_empty());
        match (title, self.id.as_deref().or(self.guid.as_deref())) {
            (Some(title), Some(id)) => format!("“{}” (id {id})", shortened(&title)),
            (Some(title), None) => format!("“{}”", shortened(&title)),
            (None, Some(id)) => format!("the event with id {id}"),
            (None, None) => "an event without title and id".to_owned(),
        }
    }
}

#[derive(Debug, Default)]
pub(crate) struct RawPerson {
    pub(crate) guid: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) biography: Option<String>,
    pub(crate) avatar: Option<String>,
    pub(crate) links: Vec<RawLink>,
}

#[derive(Debug)]
pub(crate) struct RawLink {
    pub(crate) title: Option<String>,
    pub(crate) url: Option<String>,
}

/// White space of any kind as single spaces.
pub(crate) fn single_line(text: &str) -> String {
    let clean = text.split_whitespace().collect::<Vec<_>>().join(" ");
    clean.chars().filter(|character| !character.is_control()).collect()
}

/// A text cut to what a message can quote.
pub(crate) fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(LONGEST - 1).collect();
    short.push('…');
    short
}
