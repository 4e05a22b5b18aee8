//! A schedule as a file tells it: no identities of ours yet. [`reconcile`](crate::reconcile) makes a
//! [`Programme`](crate::programme::Programme) of it.

use crate::colour::Colour;
use crate::language::LanguageTag;
use crate::session::{Link, Recording};
use crate::slot::SlotGuid;
use crate::text::Text;
use crate::time_zone::Zone;
use crate::web_url::WebUrl;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use uuid::Uuid;

/// A whole file, read and repaired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedSchedule {
    /// The file's own version; becomes the release's label.
    pub label: Option<String>,
    /// What it says of the conference.
    pub conference: ImportedConference,
    /// Tracks named by the file or its events, in order of appearance.
    pub tracks: Vec<ImportedTrack>,
    /// Rooms, in order of appearance.
    pub rooms: Vec<ImportedRoom>,
    /// Days; at least one, sorted, not overlapping.
    pub days: Vec<ImportedDay>,
    /// Everything that happens; each begins on one of the days.
    pub events: Vec<ImportedEvent>,
}

/// The conference's own fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedConference {
    /// Its name.
    pub title: String,
    /// A second line.
    pub subtitle: Option<String>,
    /// Its short name.
    pub acronym: Option<String>,
    /// Its time zone: from the file, else as the caller said.
    pub time_zone: Zone,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// When a day turns into the next.
    pub day_change: Time,
    /// The planning grid, minutes.
    pub timeslot_minutes: u32,
    /// The building.
    pub venue: Option<String>,
    /// The town.
    pub city: Option<String>,
    /// Its website.
    pub url: Option<WebUrl>,
    /// Its logo.
    pub logo: Option<WebUrl>,
    /// Its colour.
    pub accent: Option<Colour>,
    /// What it is about.
    pub description: Option<Text>,
    /// The language of most of its content.
    pub language: Option<LanguageTag>,
}

/// A track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedTrack {
    /// Its name.
    pub name: String,
    /// Its colour.
    pub colour: Option<Colour>,
}

/// A room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedRoom {
    /// Its name.
    pub name: String,
    /// The file's identity of it.
    pub guid: Option<Uuid>,
    /// How many people it holds.
    pub capacity: Option<u32>,
    /// About it.
    pub description: Option<Text>,
}

/// A day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedDay {
    /// Its date.
    pub date: Date,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
}

/// Somebody on stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedSpeaker {
    /// The file's id, code or GUID for this speaker; where it gives none, `name:` and the name. One key, one speaker.
    pub key: String,
    /// The identity to carry on: the file's, else a version 5 UUID of source and key.
    pub guid: Uuid,
    /// A page code given by the file.
    pub code: Option<String>,
    /// The name.
    pub name: String,
    /// About the speaker.
    pub biography: Option<Text>,
    /// A picture.
    pub avatar: Option<WebUrl>,
    /// Further pages.
    pub links: Vec<Link>,
}

/// Something that happens: one slot. Events with the same [`session_key`](Self::session_key) are slots of one session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedEvent {
    /// Identity of the slot: the file's, else a version 5 UUID of source and original id.
    pub guid: SlotGuid,
    /// The file's number for the slot, where it is usable (1 to 2³¹−1) and unique.
    pub number: Option<u32>,
    /// Identity of the session in the source; equal for the slots of one session.
    pub session_key: String,
    /// A page code given by the file (six characters `A-Z0-9`).
    pub code: Option<String>,
    /// A break rather than a session.
    pub is_break: bool,
    /// Called off.
    pub cancelled: bool,
    /// The title; never empty.
    pub title: String,
    /// A second line.
    pub subtitle: Option<String>,
    /// The name of its room, one of [`ImportedSchedule::rooms`].
    pub room: Option<String>,
    /// When it begins.
    pub start: Timestamp,
    /// How long, minutes; at least 1.
    pub minutes: u32,
    /// The name of its track, one of [`ImportedSchedule::tracks`].
    pub track: Option<String>,
    /// The name of its kind.
    pub session_type: Option<String>,
    /// Its language.
    pub language: Option<LanguageTag>,
    /// A few sentences.
    pub abstract_text: Option<Text>,
    /// The whole story.
    pub description: Option<Text>,
    /// Who gives it.
    pub speakers: Vec<ImportedSpeaker>,
    /// Further pages.
    pub links: Vec<Link>,
    /// Files.
    pub attachments: Vec<Link>,
    /// A picture.
    pub logo: Option<WebUrl>,
    /// What may be recorded.
    pub recording: Recording,
    /// Where feedback is given.
    pub feedback_url: Option<WebUrl>,
    /// The page at the system it came from.
    pub origin_url: Option<WebUrl>,
}
