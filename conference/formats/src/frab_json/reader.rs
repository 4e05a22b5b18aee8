//! Reading frab JSON.

mod field;

use crate::assemble::time_zone;
use crate::raw::{
    RawConference, RawDay, RawEvent, RawLength, RawLink, RawPerson, RawRoom, RawSchedule, RawStart, RawTrack,
};
use crate::read::{FileFormat, ReadOptions};
use crate::read_error::ReadError;
use crate::repair::{RepairKind, Repairs};
use field::{Place, identity, list, object, text, whole_text};
use serde_json::{Map, Value};

type Object = Map<String, Value>;

/// Reads a parsed frab JSON file.
pub(crate) fn read(
    root: &Value,
    options: &ReadOptions,
    repairs: &mut Repairs,
) -> Result<RawSchedule, ReadError> {
    let Some(schedule) = root.get("schedule") else {
        let found = "JSON without a `schedule`".to_owned();
        return Err(ReadError::Unrecognised { found });
    };
    let place = Place::new("schedule");
    let schedule = object(schedule, &place, "the schedule")?;
    let place = place.key("conference");
    let conference = schedule.get("conference").ok_or_else(|| missing("conference", "schedule"))?;
    let conference = object(conference, &place, "the conference")?;
    let days = conference.get("days").ok_or_else(|| missing("list of days", "schedule.conference"))?;
    let mut raw = RawSchedule {
        format: FileFormat::FrabJson,
        label: text(schedule.get("version")),
        conference: read_conference(schedule, conference),
        time_zone: time_zone::choose(text(conference.get("time_zone_name")).as_deref(), options, repairs),
        tracks: read_tracks(conference),
        rooms: read_rooms(schedule, conference, repairs),
        days: Vec::new(),
        events: Vec::new(),
    };
    for (index, day) in list(days, &place.key("days"), "the list of days")?.iter().enumerate() {
        read_day(day, &place.key("days").position(index), &mut raw, repairs)?;
    }
    Ok(raw)
}

fn missing(what: &'static str, place: &str) -> ReadError {
    ReadError::Missing {
        format: FileFormat::FrabJson,
        what,
        place: place.to_owned(),
        advice: "check that the file is a whole schedule as frab or pretalx export it",
    }
}

fn read_conference(schedule: &Object, conference: &Object) -> RawConference {
    let field = |name: &str| text(conference.get(name));
    let accent = conference.get("colors").and_then(|colours| text(colours.get("primary")));
    RawConference {
        title: field("title"),
        subtitle: field("subtitle"),
        acronym: field("acronym"),
        start: field("start"),
        end: field("end"),
        day_change: field("day_change"),
        timeslot: field("timeslot_duration"),
        venue: field("venue"),
        city: field("city"),
        base_url: text(schedule.get("base_url")).or_else(|| field("base_url")),
        url: field("url"),
        logo: field("logo"),
        accent,
        description: whole_text(conference.get("description")),
        language: field("language"),
    }
}

fn read_tracks(conference: &Object) -> Vec<RawTrack> {
    let tracks = conference.get("tracks").and_then(Value::as_array);
    let read = |track: &Value| {
        let name = text(track.get("name")).or_else(|| text(Some(track)))?;
        Some(RawTrack { name, colour: text(track.get("color")) })
    };
    tracks.into_iter().flatten().filter_map(read).collect()
}

fn read_rooms(schedule: &Object, conference: &Object, repairs: &mut Repairs) -> Vec<RawRoom> {
    let mut rooms = conference.get("rooms").and_then(Value::as_array);
    if rooms.is_none() {
        rooms = schedule.get("rooms").and_then(Value::as_array);
        if rooms.is_some() {
            repairs.note(RepairKind::Misplaced, || {
                "schedule.rooms, which belongs to schedule.conference".to_owned()
            });
        }
    }
    let read = |room: &Value| {
        let capacity = room.get("capacity").and_then(Value::as_u64);
        Some(RawRoom {
            name: text(room.get("name"))?,
            guid: text(room.get("guid")),
            capacity: capacity.and_then(|seats| u32::try_from(seats).ok()),
            description: whole_text(room.get("description")),
        })
    };
    rooms.into_iter().flatten().filter_map(read).collect()
}

fn read_day(
    value: &Value,
    place: &Place,
    raw: &mut RawSchedule,
    repairs: &mut Repairs,
) -> Result<(), ReadError> {
    let day = object(value, place, "a day")?;
    let position = raw.days.len();
    let field = |name: &str| text(day.get(name));
    raw.days.push(RawDay {
        date: field("date"),
        start: field("day_start").or_else(|| field("start")),
        end: field("day_end").or_else(|| field("end")),
    });
    let Some(rooms) = day.get("rooms").filter(|rooms| !rooms.is_null()) else { return Ok(()) };
    if rooms.as_array().is_some_and(Vec::is_empty) {
        // PHP writes an empty map as an empty list.
        return Ok(());
    }
    let place = place.key("rooms");
    for (name, events) in object(rooms, &place, "the rooms of a day")? {
        let place = place.name(name);
        raw.rooms.push(RawRoom { name: name.clone(), guid: None, capacity: None, description: None });
        for (index, event) in list(events, &place, "the events of a room")?.iter().enumerate() {
            let event = read_event(event, position, name, &place.position(index), repairs)?;
            raw.events.push(event);
        }
    }
    Ok(())
}

fn read_event(
    value: &Value,
    day: usize,
    room: &str,
    place: &Place,
    repairs: &mut Repairs,
) -> Result<RawEvent, ReadError> {
    let event = object(value, place, "an event")?;
    let field = |name: &str| text(event.get(name));
    let mut persons = Vec::new();
    for (index, person) in event.get("persons").and_then(Value::as_array).into_iter().flatten().enumerate() {
        persons.push(read_person(person, &place.key("persons").position(index), repairs)?);
    }
    let start = RawStart::Frab { day, date: field("date"), start: field("start") };
    Ok(RawEvent {
        length: RawLength { duration: field("duration"), end: field("end"), minutes: None },
        id: identity(event.get("id"), "the id of an event", &place.key("id"), repairs)?,
        guid: field("guid"),
        code: field("code"),
        slug: field("slug"),
        title: field("title"),
        subtitle: field("subtitle"),
        room: Some(room.to_owned()),
        own_room: field("room"),
        track: event.get("track").and_then(|track| text(Some(track)).or_else(|| text(track.get("name")))),
        kind: field("type"),
        language: field("language"),
        abstract_text: whole_text(event.get("abstract")),
        description: whole_text(event.get("description")),
        persons,
        links: read_links(event.get("links")),
        attachments: read_links(event.get("attachments")),
        logo: field("logo"),
        license: field("recording_license"),
        opted_out: event.get("do_not_record").and_then(Value::as_bool).unwrap_or(false),
        url: field("url"),
        feedback_url: field("feedback_url"),
        origin_url: field("origin_url"),
        ..RawEvent::at(start)
    })
}

fn read_person(value: &Value, place: &Place, repairs: &mut Repairs) -> Result<RawPerson, ReadError> {
    if value.is_string() {
        return Ok(RawPerson { name: text(Some(value)), ..RawPerson::default() });
    }
    let person = object(value, place, "a person")?;
    let field = |name: &str| text(person.get(name));
    Ok(RawPerson {
        guid: field("guid"),
        code: field("code"),
        id: identity(person.get("id"), "the id of a person", &place.key("id"), repairs)?,
        name: field("name").or_else(|| field("public_name")).or_else(|| field("full_public_name")),
        biography: whole_text(person.get("biography")),
        avatar: field("avatar").or_else(|| field("avatar_url")),
        links: read_links(person.get("links")),
    })
}

fn read_links(links: Option<&Value>) -> Vec<RawLink> {
    let read = |link: &Value| RawLink {
        title: text(link.get("title")),
        url: text(link.get("url")).or_else(|| text(Some(link))),
    };
    links.and_then(Value::as_array).into_iter().flatten().map(read).collect()
}
