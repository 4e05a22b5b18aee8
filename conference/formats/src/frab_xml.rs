//! The XML of frab, pretalx and their kin (`schedule.xml`, media type `application/vnd.c3voc.schedule+xml`).

mod reader;
mod writer;
mod xml;

pub(crate) use reader::read;
pub use writer::write;
