//! The commands, as they are meant.

pub mod conferences;
pub mod demo;
pub mod export;
pub mod import;
pub mod serve;
