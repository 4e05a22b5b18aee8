//! The JSON of frab, pretalx and their kin (`schedule.json`).

mod reader;
mod writer;

pub(crate) use reader::read;
pub use writer::write;
