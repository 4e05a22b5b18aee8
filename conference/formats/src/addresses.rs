//! The public addresses of a conference's pages and feeds.

use jiff::civil::Date;
use plenary_domain::code::{ConferenceSlug, PageCode};

/// Builds absolute public URLs: one conference's pages and feeds stand below `{base}/{slug}/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    base: String,
}

impl Addresses {
    /// Addresses below a base such as `https://schedule.example.org`; slashes at its end don't matter.
    pub fn new(base: impl Into<String>) -> Self {
        let mut base = base.into();
        base.truncate(base.trim_end_matches('/').len());
        Self { base }
    }

    /// The base, without a slash at its end.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The conference's first page.
    pub fn conference(&self, slug: &ConferenceSlug) -> String {
        format!("{}/{slug}/", self.base)
    }

    /// The schedule of all days.
    pub fn schedule(&self, slug: &ConferenceSlug) -> String {
        format!("{}/{slug}/schedule", self.base)
    }

    /// The schedule of one day.
    pub fn day(&self, slug: &ConferenceSlug, date: Date) -> String {
        format!("{}/{slug}/schedule/{date}", self.base)
    }

    /// A session's page.
    pub fn session(&self, slug: &ConferenceSlug, code: PageCode) -> String {
        format!("{}/{slug}/sessions/{code}", self.base)
    }

    /// The list of speakers.
    pub fn speakers(&self, slug: &ConferenceSlug) -> String {
        format!("{}/{slug}/speakers", self.base)
    }

    /// A speaker's page.
    pub fn speaker(&self, slug: &ConferenceSlug, code: PageCode) -> String {
        format!("{}/{slug}/speakers/{code}", self.base)
    }

    /// The frab XML feed.
    pub fn frab_xml(&self, slug: &ConferenceSlug) -> String {
        format!("{}/{slug}/schedule.xml", self.base)
    }

    /// The frab JSON feed.
    pub fn frab_json(&self, slug: &ConferenceSlug) -> String {
        format!("{}/{slug}/schedule.json", self.base)
    }

    /// The iCalendar feed.
    pub fn icalendar(&self, slug: &ConferenceSlug) -> String {
        format!("{}/{slug}/schedule.ics", self.base)
    }
}
