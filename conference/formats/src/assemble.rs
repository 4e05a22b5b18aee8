//! From what a file says to a schedule: the rules that hold for every format.

mod breaks;
mod conference;
mod days;
mod event;
mod identity;
mod language;
mod link;
mod moment;
mod rooms;
mod speakers;
mod text;
pub(crate) mod time_zone;

use crate::raw::{RawRoom, RawSchedule, RawTrack, single_line};
use crate::read::ReadSchedule;
use crate::read_error::ReadError;
use crate::repair::{RepairKind, Repairs};
use conference::DayClock;
use days::Span;
use identity::Identities;
use link::Links;
use moment::Moments;
use plenary_domain::colour::Colour;
use plenary_domain::imported::{ImportedEvent, ImportedSchedule, ImportedTrack};
use speakers::Speakers;

/// Makes a schedule of a file's words. `name` is the file's, for a conference without a title.
pub(crate) fn assemble(
    raw: RawSchedule,
    name: &str,
    mut repairs: Repairs,
) -> Result<ReadSchedule, ReadError> {
    let format = raw.format;
    let clock = DayClock::of(&raw.conference, &raw.time_zone, &mut repairs);
    let links = Links::relative_to(raw.conference.base_url.as_deref());
    let file_days = days::file_days(&raw.days, &clock, &mut repairs);
    let events = events(&raw, &clock, &links, &file_days, &mut repairs);
    if events.is_empty() {
        return Err(match raw.events.first() {
            None => ReadError::NoEvents { format },
            Some(first) => ReadError::NoTimes { format, count: raw.events.len(), first: first.name() },
        });
    }
    let spans: Vec<Span<'_>> = events.iter().map(Span::of).collect();
    let days = days::arrange(file_days, &spans, &clock, &mut repairs);
    rooms::note_overlaps(&events, &clock, &mut repairs);
    let schedule = ImportedSchedule {
        label: raw.label.as_deref().map(single_line).filter(|label| !label.is_empty()),
        conference: conference::conference(raw.conference, name, &clock, &links, &days, &mut repairs),
        tracks: tracks(raw.tracks, &events, &mut repairs),
        rooms: rooms::rooms(drop_unnamed(raw.rooms), &events, &mut repairs),
        days,
        events,
    };
    Ok(ReadSchedule { schedule, repairs: repairs.into_vec(), format })
}

fn events(
    raw: &RawSchedule,
    clock: &DayClock,
    links: &Links,
    days: &[Option<days::FileDay>],
    repairs: &mut Repairs,
) -> Vec<ImportedEvent> {
    let source = conference::source(&raw.conference);
    let mut moments = Moments::new(clock, days);
    let mut identities = Identities::of(&source, raw.format);
    let mut speakers = Speakers::of(&source, links);
    let mut events = Vec::with_capacity(raw.events.len());
    for event in &raw.events {
        let Some(moment) = moments.moment(event, repairs) else {
            repairs.note(RepairKind::EventLeftOut, || event.name());
            continue;
        };
        let identity = identities.identify(event, moment.start, repairs);
        events.push(event::event(event, moment, identity, &mut speakers, links, repairs));
    }
    events
}

fn drop_unnamed(rooms: Vec<RawRoom>) -> impl Iterator<Item = RawRoom> {
    rooms.into_iter().filter_map(|mut room| {
        room.name = single_line(&room.name);
        (!room.name.is_empty()).then_some(room)
    })
}

/// The tracks that the file lists, then those that only events name.
fn tracks(listed: Vec<RawTrack>, events: &[ImportedEvent], repairs: &mut Repairs) -> Vec<ImportedTrack> {
    let mut tracks: Vec<ImportedTrack> = Vec::new();
    for track in listed {
        let name = single_line(&track.name);
        if name.is_empty() || tracks.iter().any(|known| known.name == name) {
            continue;
        }
        let colour = track.colour.and_then(|text| colour(&text, repairs));
        tracks.push(ImportedTrack { name, colour });
    }
    for name in events.iter().filter_map(|event| event.track.as_deref()) {
        if !tracks.iter().any(|known| known.name == name) {
            tracks.push(ImportedTrack { name: name.to_owned(), colour: None });
        }
    }
    tracks
}

/// `#rrggbb`; also `rrggbb` and `#rgb`.
fn colour(text: &str, repairs: &mut Repairs) -> Option<Colour> {
    let digits = text.trim().trim_start_matches('#');
    let full = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => digits.to_owned(),
    };
    let colour = format!("#{full}").parse().ok();
    if colour.is_none() {
        repairs.note(RepairKind::ColourUnusable, || format!("“{}”", single_line(text)));
    }
    colour
}
