//! Speakers.

use super::{Link, RichText, SessionSummary, text};
use plenary_domain::published::Published;
use plenary_domain::speaker;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

/// Who speaks.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SpeakerReference {
    /// Stands in addresses.
    code: String,
    /// The name as it is to be shown.
    name: String,
}

impl From<&speaker::Speaker> for SpeakerReference {
    fn from(speaker: &speaker::Speaker) -> Self {
        Self { code: speaker.code.to_string(), name: speaker.name.clone() }
    }
}

/// What a list shows of a session.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SessionReference {
    /// Stands in addresses.
    code: String,
    /// Its title.
    title: String,
}

/// What a list shows of a speaker.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SpeakerSummary {
    /// Stands in addresses.
    code: String,
    /// The name as it is to be shown.
    name: String,
    /// A picture.
    avatar: Option<String>,
    /// What the speaker gives.
    sessions: Vec<SessionReference>,
}

impl SpeakerSummary {
    pub(crate) fn new(published: &Published, speaker: &speaker::Speaker) -> Self {
        let sessions = published.sessions_of(speaker.id);
        Self {
            code: speaker.code.to_string(),
            name: speaker.name.clone(),
            avatar: text(speaker.avatar.as_ref()),
            sessions: sessions
                .map(|session| SessionReference {
                    code: session.code.to_string(),
                    title: session.title.clone(),
                })
                .collect(),
        }
    }
}

/// A speaker.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Speaker {
    /// Stands in addresses.
    code: String,
    /// The identity in schedule files.
    guid: Uuid,
    /// The name as it is to be shown.
    name: String,
    /// A picture.
    avatar: Option<String>,
    /// About the speaker.
    biography: Option<RichText>,
    /// Further pages.
    links: Vec<Link>,
    /// The zone in which the conference lives.
    time_zone: String,
    /// What the speaker gives.
    sessions: Vec<SessionSummary>,
}

impl Speaker {
    pub(crate) fn new(published: &Published, speaker: &speaker::Speaker) -> Self {
        let sessions = published.sessions_of(speaker.id);
        Self {
            code: speaker.code.to_string(),
            guid: speaker.guid,
            name: speaker.name.clone(),
            avatar: text(speaker.avatar.as_ref()),
            biography: speaker.biography.as_ref().map(RichText::from),
            links: speaker.links.iter().map(Link::from).collect(),
            time_zone: published.conference().time_zone.to_string(),
            sessions: sessions.map(|session| SessionSummary::new(published, session)).collect(),
        }
    }
}
