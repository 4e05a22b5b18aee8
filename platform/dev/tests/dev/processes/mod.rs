//! Functions that are programs of their own.

mod failures;
mod life;
mod log;
mod protocol;
pub mod support;
