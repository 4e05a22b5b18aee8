//! When events begin and how long they take.

use super::conference::DayClock;
use super::days::FileDay;
use crate::raw::{RawEvent, RawStart, single_line};
use crate::repair::{RepairKind, Repairs};
use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use plenary_domain::time_zone::Zone;

/// What is assumed of an event that doesn't say how long it takes, minutes.
const USUAL_LENGTH: u32 = 30;
/// The longest that is believed, minutes: four weeks.
const LONGEST: i64 = 28 * 24 * 60;

/// When an event is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    pub(super) start: Timestamp,
    pub(super) minutes: u32,
}

/// Reads the times of events.
pub(super) struct Moments<'a> {
    clock: &'a DayClock,
    days: &'a [Option<FileDay>],
}

impl<'a> Moments<'a> {
    pub(super) fn new(clock: &'a DayClock, days: &'a [Option<FileDay>]) -> Self {
        Self { clock, days }
    }

    /// When an event is; `None` when nothing of it can be read.
    pub(super) fn moment(&mut self, event: &RawEvent, repairs: &mut Repairs) -> Option<Moment> {
        let start = match &event.start {
            RawStart::Instant(start) => *start,
            RawStart::WholeDay(date) => {
                repairs.note(RepairKind::WholeDay, || event.name());
                self.clock.beginning(*date)?
            }
            RawStart::Frab { day, date, start } => {
                let day = self.days.get(*day).and_then(Option::as_ref);
                let clock = start.as_deref().and_then(parse_clock);
                let stamp = date.as_deref().and_then(Stamp::parse);
                match stamp {
                    Some(Stamp { local, offset: Some(offset) }) => {
                        let instant = offset.to_timestamp(local).ok()?;
                        self.compare(event, instant, offset, clock, day, repairs);
                        instant
                    }
                    Some(Stamp { local, offset: None }) if local.time() != Time::MIN || clock.is_none() => {
                        self.clock.zone.instant(local).ok()?
                    }
                    Some(Stamp { local, .. }) => {
                        self.clock.zone.instant(local.date().to_datetime(clock?)).ok()?
                    }
                    None => self.below_day(day?, clock?)?,
                }
            }
        };
        Some(Moment { start, minutes: self.minutes(event, start, repairs) })
    }

    /// A time of day below a day: that day's, or the night after it.
    fn below_day(&self, day: &FileDay, clock: Time) -> Option<Timestamp> {
        let same = self.clock.zone.instant(day.date.to_datetime(clock)).ok()?;
        let next_date = day.date.checked_add(1.day()).ok()?;
        let next = self.clock.zone.instant(next_date.to_datetime(clock)).ok()?;
        let within = |instant: Timestamp| day.start <= instant && instant < day.end;
        let by_night = within(next) || clock < self.clock.change;
        Some(if by_night && !within(same) { next } else { same })
    }

    /// Notes where the instant disagrees with what else the file says of it.
    fn compare(
        &self,
        event: &RawEvent,
        instant: Timestamp,
        offset: Offset,
        clock: Option<Time>,
        day: Option<&FileDay>,
        repairs: &mut Repairs,
    ) {
        let zone = &self.clock.zone;
        let same_time =
            |local: DateTime, clock: Time| local.hour() == clock.hour() && local.minute() == clock.minute();
        let start_differs = clock.filter(|clock| {
            !same_time(offset.to_datetime(instant), *clock) && !same_time(zone.local(instant), *clock)
        });
        let date = self.clock.day_of(instant);
        let day_differs = day.filter(|day| day.date != date && !(day.start <= instant && instant < day.end));
        if start_differs.is_some() || day_differs.is_some() {
            repairs.note(RepairKind::DateContradicts, || {
                let stated = match (day_differs, start_differs) {
                    (Some(day), _) => format!("the day {}", day.date),
                    (None, Some(clock)) => format!("the start {}", clock.strftime("%H:%M")),
                    (None, None) => String::new(),
                };
                format!(
                    "{} stands under {stated}, but its date is {}",
                    event.name(),
                    offset.to_datetime(instant)
                )
            });
        }
        if zone.zone().to_offset(instant) != offset {
            repairs.note(RepairKind::OffsetForeign, || {
                format!(
                    "{} begins at {}{offset}, which is {} in {zone}",
                    event.name(),
                    offset.to_datetime(instant),
                    zone.local(instant)
                )
            });
        }
    }

    fn minutes(&self, event: &RawEvent, start: Timestamp, repairs: &mut Repairs) -> u32 {
        let length = &event.length;
        let until = |end: &str| {
            let stamp = Stamp::parse(end)?;
            let end = match stamp.offset {
                Some(offset) => offset.to_timestamp(stamp.local).ok()?,
                None => self.clock.zone.instant(stamp.local).ok()?,
            };
            Some(end.duration_since(start).as_mins())
        };
        let usable = |minutes: &i64| (1..=LONGEST).contains(minutes);
        let minutes = length
            .minutes
            .filter(usable)
            .or_else(|| length.duration.as_deref().and_then(parse_minutes).filter(usable))
            .or_else(|| length.end.as_deref().and_then(until).filter(usable));
        minutes.and_then(|minutes| u32::try_from(minutes).ok()).unwrap_or_else(|| {
            repairs.note(RepairKind::DurationUnreadable, || match &length.duration {
                Some(duration) => format!("{} with “{}”", event.name(), single_line(duration)),
                None => event.name(),
            });
            USUAL_LENGTH
        })
    }
}

/// A date with its time and offset, as far as given.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stamp {
    local: DateTime,
    offset: Option<Offset>,
}

impl Stamp {
    fn parse(text: &str) -> Option<Self> {
        let pieces = Pieces::parse(text.trim()).ok()?;
        let local = pieces.date().to_datetime(pieces.time().unwrap_or_default());
        Some(Self { local, offset: pieces.to_numeric_offset() })
    }
}

/// An instant: with its offset, else by the zone's clock.
pub(super) fn parse_instant(text: &str, zone: &Zone) -> Option<Timestamp> {
    let Stamp { local, offset } = Stamp::parse(text)?;
    match offset {
        Some(offset) => offset.to_timestamp(local).ok(),
        None => zone.instant(local).ok(),
    }
}

/// The date of a date or an instant, as the zone has it.
pub(super) fn parse_day(text: &str, zone: &Zone) -> Option<Date> {
    let Stamp { local, offset } = Stamp::parse(text)?;
    match offset {
        Some(offset) => Some(zone.local(offset.to_timestamp(local).ok()?).date()),
        None => Some(local.date()),
    }
}

/// `hh:mm` or `hh:mm:ss`.
pub(super) fn parse_clock(text: &str) -> Option<Time> {
    let mut parts = text.trim().split(':').map(|part| part.trim().parse::<i8>().ok());
    let hour = parts.next()??;
    let minute = parts.next()??;
    let second = parts.next().unwrap_or(Some(0))?;
    if parts.next().is_some() {
        return None;
    }
    Time::new(hour, minute, second, 0).ok()
}

/// `hh:mm`, `hh:mm:ss`, `PT45M` or plain minutes, as minutes; seconds are rounded up.
pub(super) fn parse_minutes(text: &str) -> Option<i64> {
    let text = text.trim();
    if text.starts_with(['P', 'p']) {
        return crate::icalendar::parse_duration(text);
    }
    let parts: Option<Vec<i64>> = text
        .split(':')
        .map(|part| part.trim().parse().ok().filter(|number| (0..=1_000_000).contains(number)))
        .collect();
    match parts?.as_slice() {
        [minutes] => Some(*minutes),
        [hours, minutes] => Some(hours * 60 + minutes),
        [hours, minutes, seconds] => Some(hours * 60 + minutes + (seconds + 59) / 60),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{parse_clock, parse_minutes};
    use jiff::civil::time;

    #[test]
    fn lengths_in_every_spelling() {
        let cases = [("00:30", 30), ("1:05", 65), ("00:05:00", 5), ("00:00:01", 1), ("90", 90), ("PT1H", 60)];
        for (text, minutes) in cases {
            assert_eq!(parse_minutes(text), Some(minutes), "{text}");
        }
        for bad in ["", "an hour", "-5", "1:2:3:4", "1.5", "99999999999999999999"] {
            assert_eq!(parse_minutes(bad), None, "{bad}");
        }
    }

    #[test]
    fn times_of_day() {
        assert_eq!(parse_clock(" 9:05 "), Some(time(9, 5, 0, 0)));
        assert_eq!(parse_clock("00:00:00"), Some(time(0, 0, 0, 0)));
        for bad in ["", "9", "24:00", "09:60", "9:0:0:0", "x:y"] {
            assert_eq!(parse_clock(bad), None, "{bad}");
        }
    }
}
