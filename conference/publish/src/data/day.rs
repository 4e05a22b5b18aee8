//! `day-{date}.json`: a day's slots with their places on the grid.

use super::json_file;
use crate::geometry::Place;
use crate::published_file::PublishedFile;
use crate::site::{Site, SiteDay};
use jiff::civil::Date;
use plenary_domain::language::LanguageTag;
use plenary_domain::session::{Session, SessionState};
use plenary_domain::slot::{Slot, SlotContent, SlotGuid};
use serde::Serialize;

#[derive(Serialize)]
struct DayData<'a> {
    date: Date,
    grid: GridData,
    slots: Vec<SlotData<'a>>,
}

#[derive(Serialize)]
struct GridData {
    rows: i64,
    marks: Vec<MarkData>,
    columns: Vec<ColumnData>,
}

#[derive(Serialize)]
struct MarkData {
    row: i64,
    /// Seconds since the epoch.
    time: i64,
}

#[derive(Serialize)]
struct ColumnData {
    room: Option<usize>,
    lanes: usize,
}

#[derive(Serialize)]
struct SlotData<'a> {
    guid: SlotGuid,
    number: u32,
    /// Seconds since the epoch.
    start: i64,
    minutes: u32,
    room: Option<usize>,
    /// The first track of the grid it takes, from 1.
    column: usize,
    /// How many it takes.
    width: usize,
    row: i64,
    span: i64,
    #[serde(rename = "break", skip_serializing_if = "Option::is_none")]
    break_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<SessionData<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SessionData<'a> {
    code: &'a str,
    title: &'a str,
    subtitle: Option<&'a str>,
    track: Option<usize>,
    #[serde(rename = "type")]
    session_type: Option<usize>,
    language: Option<&'a str>,
    speakers: Vec<SpeakerData<'a>>,
    cancelled: bool,
    opted_out: bool,
}

#[derive(Serialize)]
struct SpeakerData<'a> {
    code: &'a str,
    name: &'a str,
}

/// `day-{date}.json`.
pub(crate) fn day(site: &Site<'_>, day: &SiteDay<'_>) -> PublishedFile {
    let grid = GridData {
        rows: day.grid.rows,
        marks: day
            .grid
            .marks
            .iter()
            .map(|mark| MarkData { row: mark.row, time: mark.time.as_second() })
            .collect(),
        columns: day
            .grid
            .columns
            .iter()
            .map(|column| ColumnData { room: column.room, lanes: column.lanes })
            .collect(),
    };
    let slots = day.placed().map(|(slot, place)| slot_data(site, slot, place)).collect();
    let date = day.day.date;
    json_file(&format!("day-{date}.json"), &DayData { date, grid, slots })
}

fn slot_data<'a>(site: &Site<'a>, slot: &'a Slot, place: &Place) -> SlotData<'a> {
    SlotData {
        guid: slot.guid,
        number: slot.number.get(),
        start: slot.start.as_second(),
        minutes: slot.minutes,
        room: slot.room.and_then(|room| site.input.published.room_position(room)),
        column: place.track,
        width: place.width,
        row: place.row,
        span: place.span,
        break_title: match &slot.content {
            SlotContent::Break(title) => Some(title),
            SlotContent::Session(_) => None,
        },
        session: site.session_in(slot).map(|session| session_data(site, session)),
    }
}

fn session_data<'a>(site: &Site<'a>, session: &'a Session) -> SessionData<'a> {
    let published = site.input.published;
    SessionData {
        code: session.code.as_str(),
        title: &session.title,
        subtitle: session.subtitle.as_deref(),
        track: session.track.and_then(|track| published.track_position(track)),
        session_type: session.session_type.and_then(|kind| published.session_type_position(kind)),
        language: session.language.as_ref().map(LanguageTag::as_str),
        speakers: published
            .speakers_of(session)
            .map(|speaker| SpeakerData { code: speaker.code.as_str(), name: &speaker.name })
            .collect(),
        cancelled: session.state == SessionState::Cancelled,
        opted_out: session.recording.opted_out,
    }
}
