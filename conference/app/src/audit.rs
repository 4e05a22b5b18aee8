//! The record of who did what.

use jiff::Timestamp;
use plenary_domain::published::Published;
use plenary_domain::release::ReleaseNumber;
use serde::{Deserialize, Serialize};

/// What was done to a conference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AuditEvent {
    /// When.
    pub(crate) at: Timestamp,
    /// By whom.
    pub(crate) actor: String,
    /// What.
    pub(crate) action: Action,
    /// Out of which file.
    pub(crate) source: String,
    /// What everybody saw before; nothing when the conference is new.
    pub(crate) before: Option<State>,
    /// What everybody sees since.
    pub(crate) after: State,
}

/// What can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Action {
    /// A foreign schedule was imported.
    #[serde(rename = "schedule.import")]
    Import,
    /// An export was restored.
    #[serde(rename = "conference.restore")]
    Restore,
}

/// What everybody sees, in short; the release itself stays readable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct State {
    /// The conference's name.
    pub(crate) title: String,
    /// The release.
    pub(crate) release: ReleaseNumber,
    /// Its label.
    pub(crate) label: Option<String>,
    /// How many sessions.
    pub(crate) sessions: usize,
    /// How many slots.
    pub(crate) slots: usize,
    /// How many speakers.
    pub(crate) speakers: usize,
}

impl From<&Published> for State {
    fn from(published: &Published) -> Self {
        let note = &published.release().note;
        Self {
            title: published.conference().title.clone(),
            release: note.number,
            label: note.label.clone(),
            sessions: published.sessions().len(),
            slots: published.slots().len(),
            speakers: published.speakers().len(),
        }
    }
}
