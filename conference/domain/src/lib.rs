//! The conference: what it consists of and which rules hold.
//!
//! Pure: no input or output, no clock, no randomness. Whatever a rule needs from outside (the time, a fresh
//! identity) is a parameter. Time zones come from a database compiled in.

pub mod change;
pub mod code;
pub mod colour;
pub mod conference;
pub mod day;
pub mod identity;
pub mod imported;
pub mod lanes;
pub mod language;
pub mod ledger;
pub mod programme;
pub mod published;
pub mod reading_order;
pub mod reconcile;
pub mod release;
pub mod room;
pub mod schedule;
pub mod session;
pub mod slot;
pub mod soundness;
pub mod speaker;
pub mod text;
pub mod time_zone;
pub mod track;
pub mod web_url;
