//! Tracks.

use crate::colour::Colour;
use crate::identity::TrackId;
use serde::{Deserialize, Serialize};

/// A line of topics that runs through the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Track {
    /// Internal identity.
    pub id: TrackId,
    /// Its name, unique in the conference.
    pub name: String,
    /// `a-z0-9-`, unique in the conference; stands in filters.
    pub slug: String,
    /// The colour it is marked with.
    pub colour: Option<Colour>,
}
