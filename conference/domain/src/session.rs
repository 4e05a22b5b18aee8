//! Sessions: what is given, apart from when and where.

use crate::code::PageCode;
use crate::identity::{SessionId, SessionTypeId, SpeakerId, TrackId};
use crate::language::LanguageTag;
use crate::text::Text;
use crate::web_url::WebUrl;
use serde::{Deserialize, Serialize};

/// A kind of session: talk, workshop, …
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionType {
    /// Internal identity.
    pub id: SessionTypeId,
    /// Its name, unique in the conference.
    pub name: String,
    /// `a-z0-9-`, unique in the conference; stands in filters.
    pub slug: String,
}

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SessionState {
    /// Accepted, not yet confirmed: only organisers see it.
    Pending,
    /// Everybody sees it.
    Confirmed,
    /// Called off; its page says so.
    Cancelled,
}

/// A page elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What to show.
    pub title: String,
    /// Where it leads.
    pub url: WebUrl,
}

/// What may be recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recording {
    /// The licence of the recording.
    pub license: Option<String>,
    /// The speakers don't want to be recorded.
    pub opted_out: bool,
}

/// Something on the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Internal identity.
    pub id: SessionId,
    /// In the URL of the page.
    pub code: PageCode,
    /// Where it stands.
    pub state: SessionState,
    /// Its title.
    pub title: String,
    /// A second line to the title.
    pub subtitle: Option<String>,
    /// The track it belongs to.
    pub track: Option<TrackId>,
    /// Its kind.
    pub session_type: Option<SessionTypeId>,
    /// The language it is given in.
    pub language: Option<LanguageTag>,
    /// A few sentences.
    pub abstract_text: Option<Text>,
    /// The whole story.
    pub description: Option<Text>,
    /// Who gives it, in order.
    pub speakers: Vec<SpeakerId>,
    /// Further pages.
    pub links: Vec<Link>,
    /// Files.
    pub attachments: Vec<Link>,
    /// A picture.
    pub logo: Option<WebUrl>,
    /// What may be recorded.
    pub recording: Recording,
    /// Where feedback is given.
    pub feedback_url: Option<WebUrl>,
    /// The page at the system it came from.
    pub origin_url: Option<WebUrl>,
    /// How the source of an import names it; empty for one made here.
    pub source_id: Option<String>,
}
