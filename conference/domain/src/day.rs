//! The days of a conference: each with its own beginning and end.

use crate::slot::Slot;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A day of the programme; what runs past midnight still belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// 1 for the first.
    pub index: u32,
    /// Its date, local to the venue.
    pub date: Date,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends; never before `start`.
    pub end: Timestamp,
}

impl Day {
    /// Whether a slot begins on this day.
    pub fn holds(&self, slot: &Slot) -> bool {
        self.start <= slot.start && slot.start < self.end
    }
}
