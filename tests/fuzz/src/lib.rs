//! What is fuzzed: functions of bytes that must neither panic nor hang nor eat the memory, whatever the bytes.
//!
//! `cargo xtask soak` runs them under libFuzzer, which looks for bytes that reach new code; what it found is kept in
//! `corpus/`, a folder for each target, and `cargo xtask test` replays that.

mod targets;

pub use targets::{TARGETS, Target};
