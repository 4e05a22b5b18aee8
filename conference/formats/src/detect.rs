//! Which format a text is in, told by its content.

use crate::read::FileFormat;
use crate::read_error::ReadError;

/// What the first bytes give away that is no text at all.
pub(crate) fn refuse_binary(bytes: &[u8]) -> Result<(), ReadError> {
    let found = match bytes {
        [b'P', b'K', 3 | 5 | 7, ..] => "a ZIP archive or an office document",
        [0x1f, 0x8b, ..] => "compressed with gzip",
        [b'%', b'P', b'D', b'F', ..] => "a PDF document",
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] | [b'G', b'I', b'F', b'8', ..] => "a picture",
        _ if bytes.iter().all(u8::is_ascii_whitespace) => return Err(ReadError::Empty),
        _ => return Ok(()),
    };
    Err(ReadError::Unrecognised { found: found.to_owned() })
}

/// The format of a text. JSON is told apart by its reader, so an export is reported as [`FileFormat::FrabJson`] here.
pub(crate) fn detect(text: &str) -> Result<FileFormat, ReadError> {
    let start = text.trim_start();
    let beginning =
        |prefix: &str| start.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
    let found = if start.is_empty() {
        return Err(ReadError::Empty);
    } else if beginning("<!doctype html") || beginning("<html") {
        "a web page (perhaps the page around the download, or a login page)"
    } else if start.starts_with('<') {
        return Ok(FileFormat::FrabXml);
    } else if start.starts_with('{') {
        return Ok(FileFormat::FrabJson);
    } else if beginning("BEGIN:VCALENDAR") {
        return Ok(FileFormat::ICalendar);
    } else if start.starts_with('[') {
        "a JSON list"
    } else if beginning("BEGIN:") {
        "another kind of card than a calendar"
    } else {
        "text of an unknown kind"
    };
    Err(ReadError::Unrecognised { found: found.to_owned() })
}
