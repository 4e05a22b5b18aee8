//! What callers see of the domain. Every member is always there; what is not known is null. Times are UTC (RFC 3339);
//! `timeZone` names the zone in which the conference lives.

mod conference;
mod link;
mod release;
mod rich_text;
mod room;
mod schedule;
mod session;
mod session_type;
mod speaker;
mod time;
mod track;

pub(crate) use conference::{Conference, ConferenceSummary};
pub(crate) use link::Link;
pub(crate) use release::{Release, ReleaseSummary};
pub(crate) use rich_text::RichText;
pub(crate) use room::{Room, RoomReference};
pub(crate) use schedule::{Day, Schedule, ScheduleDay};
pub(crate) use session::{Session, SessionCard, SessionPage, SessionSummary, SlotTime};
pub(crate) use session_type::{SessionType, SessionTypeReference};
pub(crate) use speaker::{Speaker, SpeakerReference, SpeakerSummary};
pub(crate) use time::DateSchema;
pub(crate) use track::{Track, TrackReference};

use schemars::JsonSchema;
use serde::Serialize;

/// A list that is short enough to have no pages.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "{T}List")]
pub(crate) struct List<T> {
    /// The items, in the conference's order.
    pub(crate) items: Vec<T>,
}

impl<'p, View: From<&'p T>, T> From<&'p [T]> for List<View> {
    fn from(things: &'p [T]) -> Self {
        Self { items: things.iter().map(View::from).collect() }
    }
}

/// A text type of the domain as text.
pub(crate) fn text(value: Option<&impl ToString>) -> Option<String> {
    value.map(ToString::to_string)
}
