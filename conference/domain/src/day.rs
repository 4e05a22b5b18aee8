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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slot::{SlotContent, SlotGuid};
    use jiff::civil::date;

    fn berlin() -> Zone {
        "Europe/Berlin".parse().unwrap()
    }

    #[test]
    fn a_day_runs_to_the_next_morning() {
        let cases = [
            ("2024-12-27T02:59:59Z", date(2024, 12, 26)),
            ("2024-12-27T03:00:00Z", date(2024, 12, 27)),
            ("2024-12-27T23:30:00Z", date(2024, 12, 27)),
            ("2024-12-28T02:30:00Z", date(2024, 12, 27)),
        ];
        for (instant, date) in cases {
            assert_eq!(date_of(instant.parse().unwrap(), &berlin(), DAY_CHANGE), date, "{instant}");
        }
        assert_eq!(date_of(Timestamp::MAX, &Zone::utc(), Time::midnight()), date(9999, 12, 30));
    }

    #[test]
    fn a_day_in_which_the_clocks_change_has_23_or_25_hours() {
        let hours = |date| {
            let day = Day::between_turns(1, date, &berlin(), DAY_CHANGE).unwrap();
            day.start.duration_until(day.end).as_hours()
        };
        assert_eq!(hours(date(2024, 3, 30)), 23);
        assert_eq!(hours(date(2024, 10, 26)), 25);
        assert_eq!(hours(date(2024, 12, 27)), 24);
        assert!(Day::between_turns(1, Date::MAX, &berlin(), DAY_CHANGE).is_err());
        assert!(Day::between_turns(1, Date::MIN, &"Asia/Tokyo".parse().unwrap(), Time::midnight()).is_err());
    }

    #[test]
    fn days_meet_also_when_they_turn_while_the_clocks_change() {
        for turn in [Time::constant(2, 30, 0, 0), Time::constant(3, 0, 0, 0), DAY_CHANGE] {
            for (year, month, day) in [(2024, 3, 31), (2024, 10, 27)] {
                let this = Day::between_turns(2, date(year, month, day), &berlin(), turn).unwrap();
                let before = Day::between_turns(1, date(year, month, day - 1), &berlin(), turn).unwrap();
                assert_eq!(before.end, this.start);
                for minutes in -90..90 {
                    let instant = this.start + jiff::SignedDuration::from_mins(minutes);
                    let expected = if minutes < 0 { before.date } else { this.date };
                    assert_eq!(date_of(instant, &berlin(), turn), expected, "{turn} {instant}");
                }
            }
        }
    }

    #[test]
    fn a_day_holds_what_begins_in_it() {
        let day = Day::between_turns(1, date(2024, 12, 27), &Zone::utc(), DAY_CHANGE).unwrap();
        let slot = |start: Timestamp| Slot {
            guid: SlotGuid(uuid::Uuid::nil()),
            number: 1.try_into().unwrap(),
            content: SlotContent::Break("Lunch".to_owned()),
            room: None,
            start,
            minutes: 600,
        };
        assert!(day.holds(&slot(day.start)));
        assert!(!day.holds(&slot(day.end)));
    }
}
