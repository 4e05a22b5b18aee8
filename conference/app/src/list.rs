//! The list of conferences.

use crate::app::App;
use crate::error::Error;
use crate::key;
use jiff::Timestamp;
use jiff::civil::Date;
use plenary_domain::code::ConferenceSlug;
use plenary_domain::colour::Colour;
use plenary_domain::identity::ConferenceId;
use plenary_domain::language::LanguageTag;
use plenary_domain::published::Published;
use plenary_domain::release::ReleaseNumber;
use plenary_domain::time_zone::Zone;
use plenary_domain::web_url::WebUrl;
use plenary_store::Query;
use serde::{Deserialize, Serialize};

/// What a list of conferences shows of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConferenceSummary {
    /// Internal identity.
    pub id: ConferenceId,
    /// First segment of its URLs.
    pub slug: ConferenceSlug,
    /// Its name.
    pub title: String,
    /// A second line to the name.
    pub subtitle: Option<String>,
    /// Its short name.
    pub acronym: Option<String>,
    /// First day, local to the venue.
    pub start: Date,
    /// Last day, local to the venue.
    pub end: Date,
    /// The venue's time zone.
    pub time_zone: Zone,
    /// The building.
    pub venue: Option<String>,
    /// The town.
    pub city: Option<String>,
    /// Its own website.
    pub url: Option<WebUrl>,
    /// Its logo.
    pub logo: Option<WebUrl>,
    /// Its colour.
    pub accent: Option<Colour>,
    /// The language of most of its content.
    pub language: Option<LanguageTag>,
    /// The current release.
    pub release: ReleaseNumber,
    /// When that was released.
    pub released_at: Timestamp,
}

impl From<&Published> for ConferenceSummary {
    fn from(published: &Published) -> Self {
        let (conference, note) = (published.conference(), &published.release().note);
        Self {
            id: conference.id,
            slug: conference.slug.clone(),
            title: conference.title.clone(),
            subtitle: conference.subtitle.clone(),
            acronym: conference.acronym.clone(),
            start: conference.start,
            end: conference.end,
            time_zone: conference.time_zone.clone(),
            venue: conference.venue.clone(),
            city: conference.city.clone(),
            url: conference.url.clone(),
            logo: conference.logo.clone(),
            accent: conference.accent.clone(),
            language: conference.language.clone(),
            release: note.number,
            released_at: note.released_at,
        }
    }
}

impl App {
    /// All conferences, the latest first.
    pub async fn conferences(&self) -> Result<Vec<ConferenceSummary>, Error> {
        let mut query = Query::all(key::CONFERENCES);
        let mut conferences: Vec<ConferenceSummary> = Vec::new();
        loop {
            let page = self.store.query(&query).await?;
            for item in &page.items {
                conferences.push(item.decode()?);
            }
            match page.next {
                Some(next) => query = query.after(next),
                None => break,
            }
        }
        conferences.sort_by(|one, other| other.start.cmp(&one.start).then_with(|| one.slug.cmp(&other.slug)));
        Ok(conferences)
    }
}
