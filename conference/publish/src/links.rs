//! Addresses within the site, as they stand in links: from the root, without a host.

use crate::published_file::PublishedFile;
use jiff::civil::Date;
use plenary_domain::code::{ConferenceSlug, PageCode};

/// The addresses of one conference's pages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Links<'a> {
    slug: &'a ConferenceSlug,
}

impl<'a> Links<'a> {
    pub(crate) fn new(slug: &'a ConferenceSlug) -> Self {
        Self { slug }
    }

    pub(crate) fn overview(self) -> String {
        format!("/{}/", self.slug)
    }

    pub(crate) fn schedule(self) -> String {
        format!("/{}/schedule", self.slug)
    }

    pub(crate) fn day(self, date: Date) -> String {
        format!("/{}/schedule/{date}", self.slug)
    }

    pub(crate) fn session(self, code: PageCode) -> String {
        format!("/{}/sessions/{code}", self.slug)
    }

    pub(crate) fn speakers(self) -> String {
        format!("/{}/speakers", self.slug)
    }

    pub(crate) fn speaker(self, code: PageCode) -> String {
        format!("/{}/speakers/{code}", self.slug)
    }

    pub(crate) fn my_schedule(self) -> String {
        format!("/{}/my-schedule", self.slug)
    }

    pub(crate) fn changes(self) -> String {
        format!("/{}/changes", self.slug)
    }

    /// The schedule as a file of another format: `xml`, `json`, `ics`.
    pub(crate) fn feed(self, extension: &str) -> String {
        format!("/{}/schedule.{extension}", self.slug)
    }
}

/// The file that a page at a URL path is: the reverse of [`PublishedFile::url_path`].
pub(crate) fn file_of(url_path: &str) -> String {
    let path = url_path.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { format!("{path}.html") }
}

/// The address of a file.
pub(crate) fn address(file: &PublishedFile) -> String {
    format!("/{}", file.path)
}
