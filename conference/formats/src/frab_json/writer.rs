//! Writing frab JSON, valid against the official schema (<https://c3voc.de/schedule/schema.json>, draft 6).

use crate::addresses::Addresses;
use crate::feed::{self, Entry, FeedDay};
use plenary_domain::published::Published;
use plenary_domain::session::{Link, Session};
use plenary_domain::slot::Slot;
use plenary_domain::speaker::Speaker;
use plenary_domain::web_url::WebUrl;
use serde_json::{Map, Value, json};

/// Writes a release as frab JSON. Cancelled sessions are not in it, as in the [XML](crate::frab_xml::write).
pub fn write(published: &Published, addresses: &Addresses) -> String {
    let conference = published.conference();
    let days: Vec<_> =
        feed::frab_days(published).iter().map(|day| day_value(published, addresses, day)).collect();
    json!({
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": { "name": "Plenary", "version": env!("CARGO_PKG_VERSION") },
        "schedule": {
            "version": published.release().note.name(),
            "base_url": addresses.conference(&conference.slug),
            "conference": conference_value(published, addresses, days),
        },
    })
    .to_string()
}

fn conference_value(published: &Published, addresses: &Addresses, days: Vec<Value>) -> Value {
    let conference = published.conference();
    let own_site = conference.url.as_ref().and_then(feed::strict_address);
    let mut value = json!({
        "acronym": feed::acronym_word(conference),
        "title": conference.title,
        "start": conference.start,
        "end": conference.end,
        "daysCount": days.len(),
        "timeslot_duration": feed::duration(conference.timeslot_minutes),
        "url": own_site.unwrap_or_else(|| addresses.conference(&conference.slug)),
    });
    let zone = conference.time_zone.name();
    insert(&mut value, "time_zone_name", zone_is_expressible(zone).then(|| zone.into()));
    insert(&mut value, "logo", conference.logo.as_ref().and_then(feed::strict_address).map(Value::from));
    insert(&mut value, "colors", conference.accent.as_ref().map(|accent| json!({ "primary": accent })));
    let description = conference.description.as_ref();
    insert(&mut value, "description", description.map(|text| feed::long_text(Some(text)).into()));
    insert(&mut value, "tracks", Some(tracks(published)));
    insert(&mut value, "rooms", Some(rooms(published)));
    insert(&mut value, "days", Some(days.into()));
    value
}

/// The schema knows zones such as `Europe/Berlin`, and `UTC`.
fn zone_is_expressible(name: &str) -> bool {
    let capitalised = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(|letter| letter.is_ascii_uppercase())
            && letters.next().is_some_and(|letter| letter.is_ascii_lowercase())
    };
    let is_place = name.split_once('/').is_some_and(|(area, place)| {
        capitalised(area) && area[1..].bytes().all(|byte| byte.is_ascii_lowercase()) && capitalised(place)
    });
    is_place || name.ends_with("UTC")
}

/// The schema's slugs have two characters and more.
fn is_slug(slug: &str) -> bool {
    slug.len() > 1
}

fn tracks(published: &Published) -> Value {
    let track = |track: &plenary_domain::track::Track| {
        let mut value = json!({ "name": track.name });
        insert(&mut value, "slug", is_slug(&track.slug).then(|| track.slug.as_str().into()));
        insert(&mut value, "color", track.colour.as_ref().map(|colour| colour.as_str().into()));
        value
    };
    published.tracks().iter().map(track).collect()
}

fn rooms(published: &Published) -> Value {
    let room = |room: &plenary_domain::room::Room| {
        let description = room.description.as_ref().map(|text| feed::long_text(Some(text)));
        let mut value = json!({
            "name": room.name,
            "guid": room.guid,
            "description": description,
            "capacity": room.capacity,
        });
        insert(&mut value, "slug", is_slug(&room.slug).then(|| room.slug.as_str().into()));
        value
    };
    published.rooms().iter().map(room).collect()
}

fn day_value(published: &Published, addresses: &Addresses, feed_day: &FeedDay<'_>) -> Value {
    let zone = &published.conference().time_zone;
    let mut rooms = Map::new();
    for room in &feed_day.rooms {
        let events = room.slots.iter();
        let events = events.map(|(slot, entry)| event(published, addresses, slot, *entry, room.name));
        rooms.insert(room.name.to_owned(), events.collect());
    }
    json!({
        "index": feed_day.day.index,
        "date": feed_day.day.date,
        "day_start": feed::with_offset(zone, feed_day.day.start),
        "day_end": feed::with_offset(zone, feed_day.day.end),
        "rooms": rooms,
    })
}

fn event(published: &Published, addresses: &Addresses, slot: &Slot, entry: Entry<'_>, room: &str) -> Value {
    let conference = published.conference();
    let zone = &conference.time_zone;
    let title = match entry {
        Entry::Session(session) => &session.title,
        Entry::Break(title) => title,
    };
    let mut value = json!({
        "guid": slot.guid,
        "id": slot.number,
        "date": feed::with_offset(zone, slot.start),
        "start": feed::time_of_day(zone, slot.start),
        "end": feed::with_offset(zone, slot.end()),
        "duration": feed::duration(slot.minutes),
        "room": room,
        "slug": feed::slot_slug(&feed::acronym_word(conference), slot, title),
        "title": title,
    });
    let more = match entry {
        Entry::Session(session) => session_fields(published, addresses, session),
        Entry::Break(_) => json!({
            "url": addresses.day(&conference.slug, zone.local(slot.start).date()),
            "subtitle": "", "track": null, "type": feed::BREAK, "language": null, "abstract": "", "persons": [], "links": [],
        }),
    };
    if let (Some(value), Value::Object(more)) = (value.as_object_mut(), more) {
        value.extend(more);
    }
    value
}

fn session_fields(published: &Published, addresses: &Addresses, session: &Session) -> Value {
    let track = session.track.and_then(|id| published.track(id)).map(|track| track.name.as_str());
    let kind = session.session_type.and_then(|id| published.session_type(id)).map(|kind| kind.name.as_str());
    let slug = &published.conference().slug;
    let persons: Vec<_> = published
        .speakers_of(session)
        .map(|speaker| person(&addresses.speaker(slug, speaker.code), speaker))
        .collect();
    let mut value = json!({
        "code": session.code,
        "url": addresses.session(slug, session.code),
        "subtitle": session.subtitle.as_deref().unwrap_or_default(),
        "track": track,
        "type": kind.unwrap_or_default(),
        "language": session.language,
        "abstract": feed::long_text(session.abstract_text.as_ref()),
        "description": feed::long_text(session.description.as_ref()),
        "recording_license": session.recording.license.as_deref().unwrap_or_default(),
        "do_not_record": session.recording.opted_out,
        "persons": persons,
        "links": links(&session.links),
        "attachments": links(&session.attachments),
    });
    let address = |address: Option<&WebUrl>| address.and_then(feed::strict_address).map(Value::from);
    insert(&mut value, "logo", address(session.logo.as_ref()));
    insert(&mut value, "feedback_url", address(session.feedback_url.as_ref()));
    insert(&mut value, "origin_url", address(session.origin_url.as_ref()));
    value
}

/// A person as pretalx writes one. Frab's way would need numbers that we don't give to people, and a person must not be
/// both.
fn person(page: &str, speaker: &Speaker) -> Value {
    json!({
        "guid": speaker.guid,
        "code": speaker.code,
        "name": speaker.name,
        "avatar": speaker.avatar.as_ref().and_then(feed::strict_address),
        "biography": speaker.biography.as_ref().map(|text| feed::long_text(Some(text))),
        "url": page,
        "links": links(&speaker.links),
    })
}

fn links(links: &[Link]) -> Value {
    let link = |link: &Link| Some(json!({ "url": feed::strict_address(&link.url)?, "title": link.title }));
    links.iter().filter_map(link).collect()
}

/// Sets a field where there is a value: most of the schema's fields may be missing and must not be null.
fn insert(object: &mut Value, key: &str, value: Option<Value>) {
    if let (Some(object), Some(value)) = (object.as_object_mut(), value) {
        object.insert(key.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::zone_is_expressible;

    #[test]
    fn zones_of_the_schema() {
        for name in ["Europe/Berlin", "America/New_York", "America/Argentina/Buenos_Aires", "UTC", "Etc/UTC"]
        {
            assert!(zone_is_expressible(name), "{name}");
        }
        for name in ["CET", "GMT", "Etc/GMT-1", "EST5EDT"] {
            assert!(!zone_is_expressible(name), "{name}");
        }
    }
}
