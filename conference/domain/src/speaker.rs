//! Speakers.

use crate::code::PageCode;
use crate::identity::SpeakerId;
use crate::session::Link;
use crate::text::Text;
use crate::web_url::WebUrl;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Somebody on stage. Two speakers are the same only when an id says so, never by name alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// Internal identity.
    pub id: SpeakerId,
    /// In the URL of the page.
    pub code: PageCode,
    /// The identity that files carry.
    pub guid: Uuid,
    /// How the source of an import names the speaker (its id or code); empty for one made here.
    pub source_id: Option<String>,
    /// The name as it is to be shown.
    pub name: String,
    /// About the speaker.
    pub biography: Option<Text>,
    /// A picture.
    pub avatar: Option<WebUrl>,
    /// Further pages.
    pub links: Vec<Link>,
}
