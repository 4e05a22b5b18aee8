//! Comparing an answer with what was recorded of AWS's.

mod bytes_literal;
mod observed;
mod operation;
mod placeholder;
mod recorded;
mod selector;

pub use operation::{Expectation, own_bytes};
pub use recorded::Recorded;
