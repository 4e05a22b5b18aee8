//! Schedule files: read leniently, written strictly.
//!
//! Pure: bytes in, values out; no input or output, no clock, no randomness.
//!
//! Reading ([`open`], [`read`](read())) takes what real systems produce (frab XML, frab JSON, iCalendar and our own export),
//! recognises the format by content, and says in an organiser's words what it had to put right ([`Repair`]). What can't be
//! used is refused by one [`ReadError`] that says what is wrong, where, and what to do.
//!
//! Writing ([`frab_xml::write`], [`frab_json::write`], [`icalendar::write`], [`json_ld`]) holds to the published schemas to
//! the letter. [`export`] is the one format that keeps everything.

mod addresses;
mod assemble;
mod decode;
mod detect;
pub mod export;
mod feed;
pub mod frab_json;
pub mod frab_xml;
pub mod html;
pub mod icalendar;
pub mod json_ld;
mod raw;
mod read;
mod read_error;
mod repair;

pub use addresses::Addresses;
pub use read::{FileFormat, Opened, ReadOptions, ReadSchedule, SIZE_LIMIT, SourceFile, open, read};
pub use read_error::ReadError;
pub use repair::{Repair, RepairKind};
