//! Reading a file: recognise it, decode it, hand it to the reader of its format.

use crate::assemble::assemble;
use crate::export::{self, Export};
use crate::read_error::ReadError;
use crate::repair::{Repair, Repairs};
use crate::{decode, detect, frab_json, frab_xml, icalendar};
use plenary_domain::imported::ImportedSchedule;
use plenary_domain::time_zone::Zone;
use serde_json::Value;
use std::fmt;

/// The most bytes a file may have: 20 MiB, ten times the largest schedule known.
pub const SIZE_LIMIT: usize = 20 << 20;

/// A file as it was given.
#[derive(Debug, Clone, Copy)]
pub struct SourceFile<'a> {
    /// Its name; a calendar without a name of its own is called by it.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// What the reader can't know from the file.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The conference's time zone where the file names none; without it UTC is taken, and reported.
    pub time_zone: Option<Zone>,
}

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFormat {
    /// `schedule.xml` as frab, pretalx and others write it.
    FrabXml,
    /// `schedule.json` of the same family.
    FrabJson,
    /// RFC 5545.
    ICalendar,
    /// Our own export ([`export`](crate::export)).
    Export,
}

impl fmt::Display for FileFormat {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::FrabXml => "frab XML",
            Self::FrabJson => "frab JSON",
            Self::ICalendar => "iCalendar",
            Self::Export => "export",
        })
    }
}

/// A schedule, and what had to be put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadSchedule {
    /// The schedule.
    pub schedule: ImportedSchedule,
    /// What was put right, one entry a kind.
    pub repairs: Vec<Repair>,
    /// The format it was in.
    pub format: FileFormat,
}

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// A schedule of a foreign system: to be imported.
    Schedule(Box<ReadSchedule>),
    /// An export made here: to be restored, with every identity as it was.
    Export(Box<Export>),
}

/// Reads a file of any of the formats; which one is told by its content.
pub fn open(file: SourceFile<'_>, options: &ReadOptions) -> Result<Opened, ReadError> {
    if file.bytes.len() > SIZE_LIMIT {
        return Err(ReadError::TooLarge { bytes: file.bytes.len(), limit: SIZE_LIMIT });
    }
    detect::refuse_binary(file.bytes)?;
    let unfolded;
    let text = match decode::decode(file.bytes) {
        Ok(text) => text,
        Err(error) if file.bytes.trim_ascii_start().starts_with(b"BEGIN:VCALENDAR") => {
            unfolded = icalendar::unfold_bytes(file.bytes);
            decode::decode(&unfolded).map_err(|_| error)?
        }
        Err(error) => return Err(error),
    };
    let mut repairs = Repairs::default();
    let raw = match detect::detect(&text)? {
        FileFormat::FrabXml => frab_xml::read(&text, options, &mut repairs)?,
        FileFormat::ICalendar => icalendar::read(&text, options, &mut repairs)?,
        FileFormat::FrabJson | FileFormat::Export => {
            let root = json(&text)?;
            if export::is_export(&root) {
                return Ok(Opened::Export(Box::new(export::from_value(root)?)));
            }
            frab_json::read(&root, options, &mut repairs)?
        }
    };
    Ok(Opened::Schedule(Box::new(assemble(raw, file.name, repairs)?)))
}

/// The text as JSON, with the place of the mistake if it is none.
pub(crate) fn json(text: &str) -> Result<Value, ReadError> {
    serde_json::from_str(text).map_err(|error| {
        let (format, line, column) = (FileFormat::FrabJson, error.line(), error.column());
        let message = error.to_string();
        let problem = message.split(" at line ").next().unwrap_or_default().to_owned();
        if error.is_eof() {
            ReadError::Truncated { format, line, problem }
        } else {
            ReadError::Malformed { format, line, column, problem }
        }
    })
}

/// Reads a file as a schedule to be imported. An export is read as a schedule too: slots, pages and speakers keep their
/// public identities, internal ones are left behind; use [`open`] to restore it.
pub fn read(file: SourceFile<'_>, options: &ReadOptions) -> Result<ReadSchedule, ReadError> {
    match open(file, options)? {
        Opened::Schedule(schedule) => Ok(*schedule),
        Opened::Export(export) => export.into_schedule(),
    }
}
