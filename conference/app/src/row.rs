//! What stands in rows other than documents.

use crate::document::Document;
use jiff::{SignedDuration, Timestamp};
use plenary_domain::code::ConferenceSlug;
use plenary_domain::release::ReleaseNumber;
use plenary_store::Revision;
use serde::{Deserialize, Serialize};

/// The one row that decides what a conference's content is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Pointer {
    /// The address it has; an address remembered from earlier is checked against it.
    pub(crate) slug: ConferenceSlug,
    /// The working copy.
    pub(crate) working: Document,
    /// The current release.
    pub(crate) release: ReleaseNumber,
    /// Its content.
    pub(crate) published: Document,
}

/// A release in the list of releases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReleaseRow {
    /// Its number.
    pub(crate) number: ReleaseNumber,
    /// What its makers call it.
    pub(crate) label: Option<String>,
    /// When it was released.
    pub(crate) released_at: Timestamp,
    /// What differs from the release before.
    pub(crate) changes: Document,
    /// What it froze; an export has that of the newest release only.
    pub(crate) published: Option<Document>,
}

/// Documents that no pointer names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Unreferenced {
    /// Which.
    pub(crate) documents: Vec<Document>,
    /// The pointer that their writer saw. As soon as the pointer is another one, nothing can come of them any more.
    pub(crate) pointer: Option<Revision>,
    /// Since when.
    pub(crate) since: Timestamp,
}

/// How long a writer may take. One that takes longer is taken for dead; should it still be alive, it starts again.
const ABANDONED_AFTER: SignedDuration = SignedDuration::from_hours(1);

impl Unreferenced {
    /// Whether something may still come of the documents while the pointer is at this revision.
    pub(crate) fn may_win(&self, pointer: Revision, now: Timestamp) -> bool {
        self.pointer == Some(pointer) && self.since.duration_until(now) < ABANDONED_AFTER
    }
}
