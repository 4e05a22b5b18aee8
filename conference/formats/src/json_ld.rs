//! schema.org JSON-LD: what search engines read of a conference.

use crate::addresses::Addresses;
use crate::feed;
use crate::html;
use plenary_domain::published::Published;
use plenary_domain::room::Room;
use plenary_domain::session::{Session, SessionState};
use plenary_domain::slot::Slot;
use plenary_domain::speaker::Speaker;
use serde_json::{Map, Value, json};

/// The longest description of a session among many, characters: search engines show no more.
const LONGEST_DESCRIPTION: usize = 300;

/// The conference as a schema.org `Event` with one `subEvent` for each session that has a slot. Times carry their offset.
pub fn event(published: &Published, addresses: &Addresses) -> Value {
    let conference = published.conference();
    let mut event = outline(published, addresses);
    set(&mut event, "alternateName", conference.acronym.as_ref().map(|name| json!(name)));
    set(&mut event, "description", conference.description.as_ref().map(|text| json!(html::plain(text))));
    set(&mut event, "image", conference.logo.as_ref().map(|logo| json!(logo)));
    set(&mut event, "sameAs", conference.url.as_ref().map(|url| json!(url)));
    set(&mut event, "inLanguage", conference.language.as_ref().map(|language| json!(language)));
    let sessions = published.sessions().iter();
    let parts = sessions.filter_map(|session| part(published, addresses, session)).map(Value::Object);
    event.insert("subEvent".to_owned(), parts.collect());
    in_context(event)
}

/// One session as a schema.org `Event` with the conference as its `superEvent`.
pub fn session(published: &Published, addresses: &Addresses, session: &Session) -> Value {
    let mut event = part(published, addresses, session).unwrap_or_else(|| {
        let mut event = Map::new();
        event.insert("@type".to_owned(), json!("Event"));
        event.insert("name".to_owned(), json!(session.title));
        event
    });
    let text = session.abstract_text.as_ref().or(session.description.as_ref());
    set(&mut event, "description", text.map(|text| json!(html::plain(text))));
    set(&mut event, "image", session.logo.as_ref().map(|logo| json!(logo)));
    event.insert("superEvent".to_owned(), Value::Object(outline(published, addresses)));
    in_context(event)
}

/// One speaker as a schema.org `Person`.
pub fn speaker(published: &Published, addresses: &Addresses, speaker: &Speaker) -> Value {
    let mut person = person(published, addresses, speaker);
    set(&mut person, "description", speaker.biography.as_ref().map(|text| json!(html::plain(text))));
    set(&mut person, "image", speaker.avatar.as_ref().map(|avatar| json!(avatar)));
    let links: Vec<_> = speaker.links.iter().map(|link| link.url.as_str()).collect();
    set(&mut person, "sameAs", (!links.is_empty()).then(|| json!(links)));
    in_context(person)
}

/// JSON that may stand inside a `<script>` element: no `<`, `>` or `&` that could end it or open a comment, and none of the
/// line separators that scripts take for line ends.
///
/// ```
/// let value = serde_json::json!({ "name": "</script><!--" });
/// let text = plenary_formats::json_ld::script_safe(&value);
/// assert_eq!(text, r#"{"name":"\u003c/script\u003e\u003c!--"}"#);
/// assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
/// ```
pub fn script_safe(value: &Value) -> String {
    let json = value.to_string();
    let mut safe = String::with_capacity(json.len() + json.len() / 16);
    for character in json.chars() {
        match character {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            other => safe.push(other),
        }
    }
    safe
}

/// The conference without its parts.
fn outline(published: &Published, addresses: &Addresses) -> Map<String, Value> {
    let conference = published.conference();
    let mut event = Map::new();
    event.insert("@type".to_owned(), json!("Event"));
    event.insert("name".to_owned(), json!(conference.title));
    event.insert("url".to_owned(), json!(addresses.conference(&conference.slug)));
    event.insert("startDate".to_owned(), json!(conference.start));
    event.insert("endDate".to_owned(), json!(conference.end));
    event.insert("eventStatus".to_owned(), json!("https://schema.org/EventScheduled"));
    set(&mut event, "location", venue(published));
    event
}

/// A session that has a slot. With several, each is a `subEvent` of its own, and the session reaches from first to last.
fn part(published: &Published, addresses: &Addresses, session: &Session) -> Option<Map<String, Value>> {
    if session.state == SessionState::Pending {
        return None;
    }
    let conference = published.conference();
    let slots: Vec<&Slot> = published.slots_of(session.id).collect();
    let first = slots.first()?;
    let last = slots.iter().map(|slot| slot.end()).max()?;
    let status = match session.state {
        SessionState::Cancelled => "https://schema.org/EventCancelled",
        SessionState::Confirmed | SessionState::Pending => "https://schema.org/EventScheduled",
    };
    let mut event = Map::new();
    event.insert("@type".to_owned(), json!("Event"));
    event.insert("name".to_owned(), json!(session.title));
    event.insert("url".to_owned(), json!(addresses.session(&conference.slug, session.code)));
    event.insert("startDate".to_owned(), json!(feed::with_offset(&conference.time_zone, first.start)));
    event.insert("endDate".to_owned(), json!(feed::with_offset(&conference.time_zone, last)));
    event.insert("eventStatus".to_owned(), json!(status));
    set(&mut event, "location", location(published, first));
    set(&mut event, "inLanguage", session.language.as_ref().map(|language| json!(language)));
    let text = session.abstract_text.as_ref().or(session.description.as_ref());
    set(&mut event, "description", text.map(|text| json!(shortened(&html::plain(text)))));
    let performers: Vec<_> = published
        .speakers_of(session)
        .map(|speaker| Value::Object(person(published, addresses, speaker)))
        .collect();
    set(&mut event, "performer", (!performers.is_empty()).then(|| json!(performers)));
    if slots.len() > 1 {
        let occurrences = slots.iter().map(|slot| occurrence(published, session, slot));
        event.insert("subEvent".to_owned(), occurrences.collect());
    }
    Some(event)
}

fn occurrence(published: &Published, session: &Session, slot: &Slot) -> Value {
    let zone = &published.conference().time_zone;
    let mut event = Map::new();
    event.insert("@type".to_owned(), json!("Event"));
    event.insert("name".to_owned(), json!(session.title));
    event.insert("startDate".to_owned(), json!(feed::with_offset(zone, slot.start)));
    event.insert("endDate".to_owned(), json!(feed::with_offset(zone, slot.end())));
    set(&mut event, "location", location(published, slot));
    Value::Object(event)
}

fn person(published: &Published, addresses: &Addresses, speaker: &Speaker) -> Map<String, Value> {
    let mut person = Map::new();
    person.insert("@type".to_owned(), json!("Person"));
    person.insert("name".to_owned(), json!(speaker.name));
    let page = addresses.speaker(&published.conference().slug, speaker.code);
    person.insert("url".to_owned(), json!(page));
    person
}

/// The room, inside the venue.
fn location(published: &Published, slot: &Slot) -> Option<Value> {
    let room: Option<&Room> = slot.room.and_then(|id| published.room(id));
    match (room, venue(published)) {
        (Some(room), Some(venue)) => {
            Some(json!({ "@type": "Place", "name": room.name, "containedInPlace": venue }))
        }
        (Some(room), None) => Some(json!({ "@type": "Place", "name": room.name })),
        (None, venue) => venue,
    }
}

fn venue(published: &Published) -> Option<Value> {
    let conference = published.conference();
    match (&conference.venue, &conference.city) {
        (Some(venue), Some(city)) => Some(json!({ "@type": "Place", "name": venue, "address": city })),
        (Some(name), None) | (None, Some(name)) => Some(json!({ "@type": "Place", "name": name })),
        (None, None) => None,
    }
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST_DESCRIPTION {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LONGEST_DESCRIPTION).collect();
    let words = cut.rsplit_once(char::is_whitespace).map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end())
}

fn set(object: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        object.insert(key.to_owned(), value);
    }
}

fn in_context(object: Map<String, Value>) -> Value {
    let mut value = Map::new();
    value.insert("@context".to_owned(), json!("https://schema.org"));
    value.extend(object);
    Value::Object(value)
}
