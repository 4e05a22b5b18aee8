//! Sessions.

use super::time::{DateSchema, DateTimeSchema};
use super::{Link, RichText, RoomReference, SessionTypeReference, SpeakerReference, TrackReference, text};
use crate::page::{Cursor, Page};
use jiff::Timestamp;
use jiff::civil::Date;
use plenary_domain::published::Published;
use plenary_domain::{session, slot};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

/// Where a session stands.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SessionState {
    /// It takes place.
    Confirmed,
    /// It was called off.
    Cancelled,
}

/// A session without times and longer texts.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SessionCard {
    /// Stands in addresses.
    code: String,
    /// Its title.
    title: String,
    /// A second line to the title.
    subtitle: Option<String>,
    /// Whether it takes place.
    state: SessionState,
    /// The track it belongs to.
    track: Option<TrackReference>,
    /// Its kind.
    #[serde(rename = "type")]
    session_type: Option<SessionTypeReference>,
    /// The language it is given in: a BCP 47 tag.
    language: Option<String>,
    /// Who gives it, in order.
    speakers: Vec<SpeakerReference>,
}

impl SessionCard {
    pub(crate) fn new(published: &Published, session: &session::Session) -> Self {
        let cancelled = session.state == session::SessionState::Cancelled;
        let kind = session.session_type.and_then(|id| published.session_type(id));
        Self {
            code: session.code.to_string(),
            title: session.title.clone(),
            subtitle: session.subtitle.clone(),
            state: if cancelled { SessionState::Cancelled } else { SessionState::Confirmed },
            track: session.track.and_then(|id| published.track(id)).map(TrackReference::from),
            session_type: kind.map(SessionTypeReference::from),
            language: text(session.language.as_ref()),
            speakers: published.speakers_of(session).map(SpeakerReference::from).collect(),
        }
    }
}

/// When and where.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SlotTime {
    /// The same over all releases and in all feeds.
    guid: Uuid,
    /// The same, for programs that know only numbers.
    number: u32,
    /// The day of the programme it belongs to: what runs past midnight belongs to the evening before.
    #[schemars(with = "Option<DateSchema>")]
    day: Option<Date>,
    /// When it begins.
    #[schemars(with = "DateTimeSchema")]
    start: Timestamp,
    /// When it ends.
    #[schemars(with = "DateTimeSchema")]
    end: Timestamp,
    /// How long it takes, minutes.
    minutes: u32,
    /// Where.
    room: Option<RoomReference>,
}

impl SlotTime {
    pub(crate) fn new(published: &Published, slot: &slot::Slot) -> Self {
        let day = published.days().iter().find(|day| day.holds(slot));
        Self {
            guid: slot.guid.0,
            number: slot.number.get(),
            day: day.map(|day| day.date),
            start: slot.start,
            end: slot.end(),
            minutes: slot.minutes,
            room: slot.room.and_then(|id| published.room(id)).map(RoomReference::from),
        }
    }
}

/// What a list shows of a session.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SessionSummary {
    #[serde(flatten)]
    card: SessionCard,
    /// When and where, in order.
    slots: Vec<SlotTime>,
}

impl SessionSummary {
    pub(crate) fn new(published: &Published, session: &session::Session) -> Self {
        Self {
            card: SessionCard::new(published, session),
            slots: published.slots_of(session.id).map(|slot| SlotTime::new(published, slot)).collect(),
        }
    }
}

/// A page of sessions.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SessionPage {
    /// The zone in which the conference lives.
    time_zone: String,
    /// The sessions.
    items: Vec<SessionSummary>,
    /// Give it back as `cursor` to get the next page; null at the end.
    next: Option<Cursor>,
}

impl SessionPage {
    pub(crate) fn new(published: &Published, page: Page<SessionSummary>) -> Self {
        let time_zone = published.conference().time_zone.to_string();
        Self { time_zone, items: page.items, next: page.next }
    }
}

/// A session.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Session {
    #[serde(flatten)]
    card: SessionCard,
    /// The zone in which the conference lives.
    time_zone: String,
    /// When and where, in order.
    slots: Vec<SlotTime>,
    /// A few sentences.
    r#abstract: Option<RichText>,
    /// The whole story.
    description: Option<RichText>,
    /// Further pages.
    links: Vec<Link>,
    /// Files.
    attachments: Vec<Link>,
    /// A picture.
    logo: Option<String>,
    /// The licence of the recording.
    license: Option<String>,
    /// Whether the speakers asked not to be recorded.
    opted_out: bool,
    /// Where feedback is given.
    feedback_url: Option<String>,
    /// The page at the system it came from.
    origin_url: Option<String>,
}

impl Session {
    pub(crate) fn new(published: &Published, session: &session::Session) -> Self {
        let SessionSummary { card, slots } = SessionSummary::new(published, session);
        Self {
            card,
            time_zone: published.conference().time_zone.to_string(),
            slots,
            r#abstract: session.abstract_text.as_ref().map(RichText::from),
            description: session.description.as_ref().map(RichText::from),
            links: session.links.iter().map(Link::from).collect(),
            attachments: session.attachments.iter().map(Link::from).collect(),
            logo: text(session.logo.as_ref()),
            license: session.recording.license.clone(),
            opted_out: session.recording.opted_out,
            feedback_url: text(session.feedback_url.as_ref()),
            origin_url: text(session.origin_url.as_ref()),
        }
    }
}
