//! `current.json`, and the same in every page: which publication this is.

use crate::site::Site;
use jiff::Timestamp;
use jiff::civil::Date;
use plenary_domain::release::{ReleaseNote, ReleaseNumber};
use serde::Serialize;

/// Names a publication.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Pointer<'a> {
    conference: &'a str,
    release: ReleaseData<'a>,
    programme: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    clock: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<Date>,
}

/// A release without its content.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ReleaseData<'a> {
    number: ReleaseNumber,
    label: Option<&'a str>,
    released_at: Timestamp,
}

impl<'a> From<&'a ReleaseNote> for ReleaseData<'a> {
    fn from(note: &'a ReleaseNote) -> Self {
        Self { number: note.number, label: note.label.as_deref(), released_at: note.released_at }
    }
}

impl<'a> Pointer<'a> {
    /// The pointer as a page of a day carries it; without a day, as `current.json` does.
    pub(crate) fn new(site: &'a Site<'_>, day: Option<Date>) -> Self {
        Self {
            conference: site.conference().slug.as_str(),
            release: (&site.input.published.release().note).into(),
            programme: &site.addresses.programme,
            clock: site.input.clock,
            day,
        }
    }

    /// As JSON that may stand in a `<script>` element as well as in a file.
    pub(crate) fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default().replace('<', "\\u003c")
    }
}
