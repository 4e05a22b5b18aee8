//! What a conference's public site is made of.

use crate::published_file::hexadecimal;
use crate::shell::Shell;
use jiff::Timestamp;
use jiff::civil::Date;
use plenary_domain::code::ConferenceSlug;
use plenary_domain::conference::Conference;
use plenary_domain::identity::ConferenceId;
use plenary_domain::published::Published;
use plenary_domain::release::{ReleaseNote, ReleaseNumber};
use plenary_formats::Addresses;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What a conference's public site is made of.
#[derive(Debug, Clone, Copy)]
pub struct SiteInput<'a> {
    /// The conference with the release to show.
    pub published: &'a Published,
    /// Its releases, in any order, for the page of changes.
    pub releases: &'a [ReleaseNote],
    /// What every page has around its content.
    pub shell: &'a Shell,
    /// The public addresses.
    pub addresses: &'a Addresses,
    /// Stands in for the present in "now and next"; for demonstrations.
    pub clock: Option<Timestamp>,
}

impl SiteInput<'_> {
    /// What this publication depends on, in short.
    pub fn stamp(&self) -> Stamp {
        let (conference, release) = (self.published.conference().id, self.published.release().note.number);
        Stamp::of_conference(conference, release, self.shell, self.addresses, self.clock)
    }
}

/// What the pages outside any conference are made of.
#[derive(Debug, Clone, Copy)]
pub struct RootInput<'a> {
    /// The conferences to list, in order.
    pub conferences: &'a [ListedConference],
    /// What every page has around its content.
    pub shell: &'a Shell,
    /// The public addresses.
    pub addresses: &'a Addresses,
}

impl RootInput<'_> {
    /// What these pages depend on, in short.
    pub fn stamp(&self) -> Stamp {
        let conferences = serde_json::to_string(self.conferences).unwrap_or_default();
        Stamp::of(&["root", &conferences, &self.shell.digest(), self.addresses.base()])
    }
}

/// A conference as the list of conferences shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedConference {
    /// First segment of its URLs.
    pub slug: ConferenceSlug,
    /// Its name.
    pub title: String,
    /// A second line to the name.
    pub subtitle: Option<String>,
    /// First day, local to the venue.
    pub start: Date,
    /// Last day, local to the venue.
    pub end: Date,
    /// The building.
    pub venue: Option<String>,
    /// The town.
    pub city: Option<String>,
}

impl From<&Conference> for ListedConference {
    fn from(conference: &Conference) -> Self {
        Self {
            slug: conference.slug.clone(),
            title: conference.title.clone(),
            subtitle: conference.subtitle.clone(),
            start: conference.start,
            end: conference.end,
            venue: conference.venue.clone(),
            city: conference.city.clone(),
        }
    }
}

/// What a publication depends on, in short: the release, the shell, the addresses, the clock, and the very code that writes
/// the pages. A site with the right stamp need not be written again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stamp(String);

impl Stamp {
    /// The stamp of a conference's site; needs no release in memory, only its number. The conference stands in it by its
    /// identity: another one may have had the same address and number before.
    pub fn of_conference(
        conference: ConferenceId,
        release: ReleaseNumber,
        shell: &Shell,
        addresses: &Addresses,
        clock: Option<Timestamp>,
    ) -> Self {
        let clock = clock.map(|clock| clock.to_string()).unwrap_or_default();
        let conference = conference.0.to_string();
        Self::of(&[
            "conference",
            &conference,
            &release.to_string(),
            &shell.digest(),
            addresses.base(),
            &clock,
        ])
    }

    pub(crate) fn of(parts: &[&str]) -> Self {
        let mut digest = Sha256::new();
        for part in [env!("PLENARY_PUBLISH_SOURCES")].iter().chain(parts) {
            digest.update(part.len().to_le_bytes());
            digest.update(part);
        }
        Self(hexadecimal(&digest.finalize()))
    }
}
