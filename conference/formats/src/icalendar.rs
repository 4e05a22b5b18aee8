//! RFC 5545.

mod content_line;
mod reader;
mod time;
mod writer;
mod zone_names;
mod zone_rules;

pub(crate) use content_line::unfold_bytes;
pub(crate) use reader::read;
pub(crate) use time::parse_duration;
pub use writer::{write, write_with_history};
