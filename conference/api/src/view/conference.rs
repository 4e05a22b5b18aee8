//! Conferences.

use super::time::{DateSchema, DateTimeSchema};
use super::{Day, ReleaseSummary, RichText, text};
use jiff::Timestamp;
use jiff::civil::Date;
use plenary_domain::published::Published;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// What a list shows of a conference.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ConferenceSummary {
    /// The first segment of its addresses.
    slug: String,
    /// Its name.
    title: String,
    /// A second line to the name.
    subtitle: Option<String>,
    /// Its short name.
    acronym: Option<String>,
    /// Its first day, local to the venue.
    #[schemars(with = "DateSchema")]
    start: Date,
    /// Its last day, local to the venue.
    #[schemars(with = "DateSchema")]
    end: Date,
    /// The zone in which it lives.
    time_zone: String,
    /// The building.
    venue: Option<String>,
    /// The town.
    city: Option<String>,
    /// Its own website.
    url: Option<String>,
    /// Its logo.
    logo: Option<String>,
    /// Its colour: `#rrggbb`.
    accent: Option<String>,
    /// The language of most of its content: a BCP 47 tag.
    language: Option<String>,
    /// When the current release of its schedule was released.
    #[schemars(with = "DateTimeSchema")]
    released_at: Timestamp,
}

impl From<&plenary_app::ConferenceSummary> for ConferenceSummary {
    fn from(conference: &plenary_app::ConferenceSummary) -> Self {
        Self {
            slug: conference.slug.to_string(),
            title: conference.title.clone(),
            subtitle: conference.subtitle.clone(),
            acronym: conference.acronym.clone(),
            start: conference.start,
            end: conference.end,
            time_zone: conference.time_zone.to_string(),
            venue: conference.venue.clone(),
            city: conference.city.clone(),
            url: text(conference.url.as_ref()),
            logo: text(conference.logo.as_ref()),
            accent: text(conference.accent.as_ref()),
            language: text(conference.language.as_ref()),
            released_at: conference.released_at,
        }
    }
}

/// A conference.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Conference {
    #[serde(flatten)]
    summary: ConferenceSummary,
    /// What it is about.
    description: Option<RichText>,
    /// The current release of its schedule.
    release: ReleaseSummary,
    /// Its days, in order.
    days: Vec<Day>,
    /// The languages its sessions are given in: BCP 47 tags, sorted.
    languages: BTreeSet<String>,
}

impl From<&Published> for Conference {
    fn from(published: &Published) -> Self {
        let languages = published.sessions().iter().filter_map(|session| text(session.language.as_ref()));
        Self {
            summary: ConferenceSummary::from(&plenary_app::ConferenceSummary::from(published)),
            description: published.conference().description.as_ref().map(RichText::from),
            release: ReleaseSummary::from(&published.release().note),
            days: published.days().iter().map(Day::from).collect(),
            languages: languages.collect(),
        }
    }
}
