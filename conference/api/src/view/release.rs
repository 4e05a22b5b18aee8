//! Releases.

use super::time::DateTimeSchema;
use jiff::Timestamp;
use plenary_domain::{change, release};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

/// What a list shows of a release.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReleaseSummary {
    /// 1 for the first.
    number: u32,
    /// What its makers call it.
    label: Option<String>,
    /// When it was released.
    #[schemars(with = "DateTimeSchema")]
    released_at: Timestamp,
}

impl From<&release::ReleaseNote> for ReleaseSummary {
    fn from(note: &release::ReleaseNote) -> Self {
        Self { number: note.number.0, label: note.label.clone(), released_at: note.released_at }
    }
}

/// A release with what it changed.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Release {
    #[serde(flatten)]
    summary: ReleaseSummary,
    /// What differs from the release before; empty for the first.
    changes: Vec<Change>,
}

impl From<&release::ReleaseNote> for Release {
    fn from(note: &release::ReleaseNote) -> Self {
        Self {
            summary: ReleaseSummary::from(note),
            changes: note.changes.iter().cloned().map(Change::from).collect(),
        }
    }
}

/// What kind of change it is.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ChangeKind {
    /// A slot that was not there.
    New,
    /// Another time, length or room.
    Moved,
    /// Gone, or called off.
    Cancelled,
    /// Another title.
    Retitled,
}

/// One difference between two releases.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Change {
    /// What kind it is.
    kind: ChangeKind,
    /// The slot.
    slot: Uuid,
    /// The code of its session; null for a break.
    session: Option<String>,
    /// The title, after the change.
    title: String,
    /// The title before, where it changed.
    title_before: Option<String>,
    /// When and where it was, where that changed or it is gone.
    from: Option<Place>,
    /// When and where it is now, where that changed or it is new.
    to: Option<Place>,
}

impl From<change::Change> for Change {
    fn from(change: change::Change) -> Self {
        use change::Change as Domain;
        let (kind, slot, session, title, title_before, from, to) = match change {
            Domain::New { slot, session, title, to } => {
                (ChangeKind::New, slot, session, title, None, None, Some(to))
            }
            Domain::Moved { slot, session, title, from, to } => {
                (ChangeKind::Moved, slot, session, title, None, Some(from), Some(to))
            }
            Domain::Cancelled { slot, session, title, from } => {
                (ChangeKind::Cancelled, slot, session, title, None, Some(from), None)
            }
            Domain::Retitled { slot, session, before, title } => {
                (ChangeKind::Retitled, slot, session, title, Some(before), None, None)
            }
        };
        Self {
            kind,
            slot: slot.0,
            session: session.map(String::from),
            title,
            title_before,
            from: from.map(Place::from),
            to: to.map(Place::from),
        }
    }
}

/// When and where something is.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Place {
    /// When it begins.
    #[schemars(with = "DateTimeSchema")]
    start: Timestamp,
    /// How long it takes, minutes.
    minutes: u32,
    /// The room's name.
    room: Option<String>,
}

impl From<change::Place> for Place {
    fn from(place: change::Place) -> Self {
        Self { start: place.start, minutes: place.minutes, room: place.room }
    }
}
