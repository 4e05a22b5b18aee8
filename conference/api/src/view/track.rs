//! Tracks.

use super::text;
use plenary_domain::track;
use schemars::JsonSchema;
use serde::Serialize;

/// A track.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Track {
    /// Stands in filters.
    slug: String,
    /// Its name.
    name: String,
    /// The colour it is marked with: `#rrggbb`.
    colour: Option<String>,
}

impl From<&track::Track> for Track {
    fn from(track: &track::Track) -> Self {
        Self { slug: track.slug.clone(), name: track.name.clone(), colour: text(track.colour.as_ref()) }
    }
}

/// Which track it is.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct TrackReference {
    /// Stands in filters.
    slug: String,
    /// Its name.
    name: String,
}

impl From<&track::Track> for TrackReference {
    fn from(track: &track::Track) -> Self {
        Self { slug: track.slug.clone(), name: track.name.clone() }
    }
}
