//! Where rows are. The [crate's documentation](crate) has the whole table.

use crate::document::Document;
use plenary_domain::code::ConferenceSlug;
use plenary_domain::identity::ConferenceId;
use plenary_domain::release::ReleaseNumber;
use plenary_store::{Key, StoreError};
use uuid::Uuid;

pub(crate) const CONFERENCES: &str = "conferences";
pub(crate) const RELEASES: &str = "release#";
pub(crate) const UNREFERENCED: &str = "unreferenced#";

pub(crate) fn conference(id: ConferenceId) -> String {
    format!("conference#{}", id.0)
}

pub(crate) fn listed(slug: &ConferenceSlug) -> Result<Key, StoreError> {
    Key::new(CONFERENCES, slug.as_str())
}

pub(crate) fn slug(slug: &str) -> Result<Key, StoreError> {
    Key::new(format!("slug#{slug}"), "conference")
}

pub(crate) fn pointer(id: ConferenceId) -> Result<Key, StoreError> {
    Key::new(conference(id), "pointer")
}

/// Ten digits, so that the order of keys is the order of numbers.
pub(crate) fn release(id: ConferenceId, number: ReleaseNumber) -> Result<Key, StoreError> {
    Key::new(conference(id), format!("{RELEASES}{:010}", number.0))
}

pub(crate) fn audit(id: ConferenceId, at: jiff::Timestamp, event: Uuid) -> Result<Key, StoreError> {
    // A fixed number of digits, so that the order of keys is the order of time.
    Key::new(conference(id), format!("audit#{at:.9}#{event}"))
}

pub(crate) fn unreferenced(id: ConferenceId, generation: Uuid) -> Result<Key, StoreError> {
    Key::new(conference(id), format!("{UNREFERENCED}{generation}"))
}

pub(crate) fn part(id: ConferenceId, document: &Document, number: u32) -> Result<Key, StoreError> {
    let partition = format!("{}#{}", conference(id), document.generation);
    Key::new(partition, format!("{}#{number:05}", document.name.as_str()))
}
