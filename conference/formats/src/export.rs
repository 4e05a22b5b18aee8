//! Our own export: everything there is of a conference, losslessly.
//!
//! A JSON object with `"format": "plenary-export"`, a version, the conference, the notes of its releases and the programme
//! of the newest one, every identity included. It is *restored*: [`read`](read()) gives back what [`write`] was given, down to
//! the last field, or refuses. [`open`](crate::open) recognises it. Where a conference is only to be brought up to date, an
//! export can also be [imported as a schedule](Export::into_schedule).

mod schedule;
mod strict;

use crate::decode;
use crate::read::{self, ReadSchedule};
use crate::read_error::ReadError;
use plenary_domain::conference::Conference;
use plenary_domain::ledger::Ledger;
use plenary_domain::programme::Programme;
use plenary_domain::release::ReleaseNote;
use plenary_domain::soundness;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What the file calls itself.
const FORMAT: &str = "plenary-export";
/// The version of the format, raised when its shape changes.
const VERSION: u32 = 1;

/// Everything there is of a conference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// The conference.
    pub conference: Conference,
    /// Its releases, oldest first.
    pub releases: Vec<ReleaseNote>,
    /// The programme of the newest release.
    pub programme: Programme,
    /// Every number and code the conference ever gave, so that none comes to mean something else after a restoration.
    pub ledger: Ledger,
}

impl Export {
    /// The export as a schedule to be imported, for a place that has the conference already or shall have it under other
    /// identities. GUIDs, numbers, codes and the source's ids stay; what a schedule can't carry is left behind: internal ids,
    /// earlier releases, sessions without a slot.
    ///
    /// # Errors
    /// [`ReadError::NoEvents`] when nothing is scheduled.
    pub fn into_schedule(self) -> Result<ReadSchedule, ReadError> {
        schedule::schedule(&self)
    }
}

/// Writes an export.
pub fn write(export: &Export) -> String {
    let value = json!({
        "format": FORMAT,
        "version": VERSION,
        "conference": export.conference,
        "releases": export.releases,
        "programme": export.programme,
        "ledger": export.ledger,
    });
    format!("{value:#}\n")
}

/// Reads an export.
///
/// # Errors
/// [`ReadError::ExportVersion`] for one of another version, [`ReadError::ExportDamaged`] for one with anything missing,
/// added, written otherwise than [`write`] does, or contradicting itself; what [`open`](crate::open) answers to what is no
/// export.
pub fn read(bytes: &[u8]) -> Result<Export, ReadError> {
    let value = read::json(&decode::decode(bytes)?)?;
    if is_export(&value) {
        from_value(value)
    } else {
        Err(ReadError::Unrecognised { found: format!("JSON without `\"format\": \"{FORMAT}\"`") })
    }
}

/// Whether a JSON document is an export.
pub(crate) fn is_export(root: &Value) -> bool {
    root.get("format").and_then(Value::as_str) == Some(FORMAT)
}

/// Reads an export that is known to be one.
pub(crate) fn from_value(mut root: Value) -> Result<Export, ReadError> {
    let fields = root.as_object_mut();
    let version = fields.and_then(|fields| {
        fields.shift_remove("format");
        fields.shift_remove("version")
    });
    if version != Some(Value::from(VERSION)) {
        let found = version.map_or("none".to_owned(), |version| version.to_string());
        return Err(ReadError::ExportVersion { found, supported: VERSION });
    }
    let export: Export = strict::read(&root)?;
    let damaged =
        |place: &str, problem: String| ReadError::ExportDamaged { place: place.to_owned(), problem };
    if let Some(flaw) = soundness::flaws(&export.programme).first() {
        return Err(damaged("programme", flaw.to_string()));
    }
    if !export.ledger.agrees_with(&export.programme) {
        return Err(damaged("ledger", "it calls things otherwise than the programme does".to_owned()));
    }
    if !export.releases.is_sorted_by(|one, next| one.number < next.number) {
        return Err(damaged("releases", "they are not in the order of their numbers".to_owned()));
    }
    Ok(export)
}
