//! Pages elsewhere.

use plenary_domain::session;
use schemars::JsonSchema;
use serde::Serialize;

/// A page or file elsewhere.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Link {
    /// What to show.
    title: String,
    /// Where it leads.
    url: String,
}

impl From<&session::Link> for Link {
    fn from(link: &session::Link) -> Self {
        Self { title: link.title.clone(), url: link.url.to_string() }
    }
}
