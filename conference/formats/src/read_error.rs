//! Why a file can't be read.

use crate::read::FileFormat;

/// Why a file can't be used. Each message says what is wrong, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Bigger than [`SIZE_LIMIT`](crate::SIZE_LIMIT).
    #[error(
        "the file has {:.1} MiB, more than the {} MiB that a schedule may have: check that it is the right file",
        mebibytes(*bytes), *limit >> 20
    )]
    TooLarge {
        /// Its size, bytes.
        bytes: usize,
        /// The most there may be, bytes.
        limit: usize,
    },
    /// Nothing, or only white space.
    #[error("the file is empty: download or export it again")]
    Empty,
    /// None of the formats that can be read.
    #[error(
        "the file is {found}, not a schedule: give a frab XML, frab JSON or iCalendar file, or an export made here"
    )]
    Unrecognised {
        /// What it looks like, with an article.
        found: String,
    },
    /// The bytes are not text in the encoding that the file has by its own account.
    #[error(
        "the file says that it is encoded as {encoding}, but the byte 0x{byte:02X} in line {line}, column {column} \
         is none of it: save the file as UTF-8"
    )]
    Encoding {
        /// The encoding that it claims or must have.
        encoding: String,
        /// The first byte that does not fit.
        byte: u8,
        /// Its line, from 1.
        line: usize,
        /// Its column in bytes, from 1.
        column: usize,
    },
    /// An encoding that nobody knows.
    #[error(
        "the file says that it is encoded as `{label}`, which is no known encoding: save the file as UTF-8"
    )]
    UnknownEncoding {
        /// What it says.
        label: String,
    },
    /// A document type definition: it can make a small file huge, and no schedule needs one.
    #[error(
        "the file has a document type definition (<!DOCTYPE …>), which is refused because entities defined there can \
         blow up a file: remove it{}", hint(*line)
    )]
    DocumentType {
        /// Its line, from 1; 0 when it is not known.
        line: usize,
    },
    /// The file ends before it is complete.
    #[error(
        "the {format} file ends in line {line} before it is complete ({problem}): download or export it again"
    )]
    Truncated {
        /// Its format.
        format: FileFormat,
        /// The last line, from 1.
        line: usize,
        /// What was still open.
        problem: String,
    },
    /// The grammar of its format is broken.
    #[error("the {format} file is broken in line {line}, column {column}: {problem}")]
    Malformed {
        /// Its format.
        format: FileFormat,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong there.
        problem: String,
    },
    /// Something without which there is no schedule.
    #[error("the {format} file has no {what} at {place}: {advice}")]
    Missing {
        /// Its format.
        format: FileFormat,
        /// What is missing.
        what: &'static str,
        /// Where it belongs.
        place: String,
        /// What to do.
        advice: &'static str,
    },
    /// A value that can't be used and must not be guessed.
    #[error("{what} is {found} at {place}, but {expected}: {advice}")]
    Invalid {
        /// What the value is.
        what: &'static str,
        /// The value as found.
        found: String,
        /// Where it stands.
        place: String,
        /// What it has to be, and why.
        expected: &'static str,
        /// What to do.
        advice: &'static str,
    },
    /// A schedule in which nothing happens.
    #[error("the {format} file holds no events: export it again once the schedule has some")]
    NoEvents {
        /// Its format.
        format: FileFormat,
    },
    /// Events, and none of them at a time that can be read.
    #[error(
        "the {format} file has events ({count}), but none with a date and time that can be read; the first is {first}: give \
         the events dates such as 2024-12-27T10:30:00+01:00"
    )]
    NoTimes {
        /// Its format.
        format: FileFormat,
        /// How many events there are.
        count: usize,
        /// The first of them.
        first: String,
    },
    /// An export from another version of this software.
    #[error(
        "the export has version {found}, and this software reads version {supported}: use the version of the software \
         that wrote it, or a newer one"
    )]
    ExportVersion {
        /// Its version.
        found: String,
        /// What can be read.
        supported: u32,
    },
    /// An export that was changed by something that does not know it.
    #[error(
        "the export can't be trusted at {place}: {problem}; exports are restored whole or not at all, so make a new one"
    )]
    ExportDamaged {
        /// Where, as a path of keys and positions.
        place: String,
        /// What is wrong there.
        problem: String,
    },
}

#[expect(clippy::cast_precision_loss, reason = "a size shown with one decimal")]
fn mebibytes(bytes: usize) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}

fn hint(line: usize) -> String {
    if line == 0 { String::new() } else { format!(" from line {line}") }
}
