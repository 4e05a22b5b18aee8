//! The conference itself.

use crate::code::ConferenceSlug;
use crate::colour::Colour;
use crate::identity::ConferenceId;
use crate::language::LanguageTag;
use crate::text::Text;
use crate::time_zone::Zone;
use crate::web_url::WebUrl;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// What is true of a conference whatever its schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conference {
    /// Internal identity.
    pub id: ConferenceId,
    /// First segment of its URLs.
    pub slug: ConferenceSlug,
    /// Its name.
    pub title: String,
    /// A second line to the name.
    pub subtitle: Option<String>,
    /// Short name as schedule files carry it (`38c3`); the slug serves where there is none.
    pub acronym: Option<String>,
    /// The venue's time zone.
    pub time_zone: Zone,
    /// First day, local to the venue.
    pub start: Date,
    /// Last day, local to the venue.
    pub end: Date,
    /// When a day ends and the next begins, local; sessions before it belong to the evening before. Default
    /// [`DAY_CHANGE`](crate::day::DAY_CHANGE).
    pub day_change: Time,
    /// The grid that the organisers plan in, minutes.
    pub timeslot_minutes: u32,
    /// The building.
    pub venue: Option<String>,
    /// The town.
    pub city: Option<String>,
    /// Its own website.
    pub url: Option<WebUrl>,
    /// Its logo.
    pub logo: Option<WebUrl>,
    /// The one colour that it sets.
    pub accent: Option<Colour>,
    /// What it is about.
    pub description: Option<Text>,
    /// The language most of its content is in.
    pub language: Option<LanguageTag>,
}
