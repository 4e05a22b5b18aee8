//! The days of a conference: each with its own beginning and end.

use crate::slot::Slot;
use crate::time_zone::Zone;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
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

/// When a day turns into the next unless a conference says otherwise, local: 04:00.
pub const DAY_CHANGE: Time = Time::constant(4, 0, 0, 0);

/// The day that an instant belongs to when days turn at a local time: before it, it is still yesterday.
pub fn date_of(instant: Timestamp, zone: &Zone, day_change: Time) -> Date {
    let date = zone.local(instant).date();
    match zone.instant(date.to_datetime(day_change)) {
        Ok(turn) if instant < turn => date.yesterday().unwrap_or(date),
        _ => date,
    }
}

impl Day {
    /// A day from one turn to the next: 23 or 25 hours when the clocks change in it.
    ///
    /// # Errors
    /// When it is outside the years -9999 to 9999.
    pub fn between_turns(index: u32, date: Date, zone: &Zone, day_change: Time) -> Result<Self, jiff::Error> {
        let start = zone.instant(date.to_datetime(day_change))?;
        let end = zone.instant(date.tomorrow()?.to_datetime(day_change))?;
        Ok(Self { index, date, start, end })
    }

    /// Whether a slot begins on this day.
    pub fn holds(&self, slot: &Slot) -> bool {
        self.start <= slot.start && slot.start < self.end
    }
}
