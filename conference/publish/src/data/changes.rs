//! `changes.json`: what differs from release to release.

use super::json_file;
use super::pointer::ReleaseData;
use crate::published_file::PublishedFile;
use crate::site::Site;
use plenary_domain::change::Change;
use serde::Serialize;

#[derive(Serialize)]
struct ReleaseChanges<'a> {
    #[serde(flatten)]
    release: ReleaseData<'a>,
    changes: &'a [Change],
}

/// `changes.json`, newest release first.
pub(crate) fn changes(site: &Site<'_>) -> PublishedFile {
    let releases: Vec<ReleaseChanges<'_>> = site
        .releases()
        .into_iter()
        .map(|note| ReleaseChanges { release: note.into(), changes: &note.changes })
        .collect();
    json_file("changes.json", &releases)
}
