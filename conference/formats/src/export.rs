//! Our own export.
use crate::read::ReadSchedule;
use crate::read_error::ReadError;
use plenary_domain::conference::Conference;
use plenary_domain::ledger::Ledger;
use plenary_domain::programme::Programme;
use plenary_domain::release::ReleaseNote;
use serde::{Deserialize, Serialize};

/// Everything there is of a conference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// The conference.
    pub conference: Conference,
    /// Its releases, oldest first; the programme is that of the last.
    pub releases: Vec<ReleaseNote>,
    /// The programme of the newest release.
    pub programme: Programme,
    /// Every number and code the conference ever gave, so that none comes to mean something else after a restoration.
    #[serde(default)]
    pub ledger: Ledger,
}

impl Export {
    /// The export as a schedule to be imported elsewhere.
    pub fn into_schedule(self) -> Result<ReadSchedule, ReadError> {
        Err(ReadError::Empty)
    }
}

/// Writes an export.
pub fn write(export: &Export) -> String {
    serde_json::to_string_pretty(export).unwrap_or_default()
}

/// Reads an export.
pub fn read(bytes: &[u8]) -> Result<Export, ReadError> {
    serde_json::from_slice(bytes).map_err(|_| ReadError::Empty)
}

pub(crate) fn is_export(root: &serde_json::Value) -> bool {
    root.get("plenary").is_some()
}

pub(crate) fn from_value(root: serde_json::Value) -> Result<Export, ReadError> {
    serde_json::from_value(root).map_err(|_| ReadError::Empty)
}
