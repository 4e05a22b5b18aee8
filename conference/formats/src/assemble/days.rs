//! The days of a schedule: from the file where it has them, else from the events; never overlapping, and every event
//! begins on exactly one.

use super::conference::DayClock;
use super::moment::{parse_day, parse_instant};
use crate::raw::{RawDay, single_line};
use crate::repair::{RepairKind, Repairs};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use plenary_domain::imported::{ImportedDay, ImportedEvent};

/// A day as the file bounds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileDay {
    pub(super) date: Date,
    pub(super) start: Timestamp,
    pub(super) end: Timestamp,
}

/// When an event is, for the days' bounds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span<'a> {
    start: Timestamp,
    end: Timestamp,
    title: &'a str,
}

impl<'a> Span<'a> {
    pub(super) fn of(event: &'a ImportedEvent) -> Self {
        let length = SignedDuration::from_mins(i64::from(event.minutes));
        let end = event.start.checked_add(length).unwrap_or(Timestamp::MAX);
        Self { start: event.start, end, title: &event.title }
    }
}

/// The days of a file, each at its position there; `None` for one that says nothing about itself.
pub(super) fn file_days(days: &[RawDay], clock: &DayClock, repairs: &mut Repairs) -> Vec<Option<FileDay>> {
    days.iter().map(|day| file_day(day, clock, repairs)).collect()
}

fn file_day(day: &RawDay, clock: &DayClock, repairs: &mut Repairs) -> Option<FileDay> {
    let instant = |field: &Option<String>| parse_instant(field.as_deref()?, &clock.zone);
    let (start, end) = (instant(&day.start), instant(&day.end));
    let date = day.date.as_deref().and_then(|text| parse_day(text, &clock.zone));
    let date = date.or_else(|| start.map(|start| clock.day_of(start)));
    let bounded = match (date, start, end) {
        (Some(date), Some(start), Some(end)) if start < end => return Some(FileDay { date, start, end }),
        (Some(date), start, end) => {
            let start = start.or_else(|| clock.beginning(date))?;
            let end =
                end.filter(|end| start < *end).or_else(|| clock.ending(date).filter(|end| start < *end));
            let end = end.unwrap_or_else(|| {
                start.saturating_add(SignedDuration::from_hours(24)).unwrap_or(Timestamp::MAX)
            });
            Some(FileDay { date, start, end })
        }
        (None, ..) => None,
    };
    repairs.note(RepairKind::DayBoundsMissing, || match (&bounded, &day.date) {
        (Some(day), _) => day.date.to_string(),
        (None, Some(text)) => format!("“{}” is no date", single_line(text)),
        (None, None) => "a day without a date".to_owned(),
    });
    bounded
}

/// Makes days of the file's days and the events: sorted, each date once, no two overlapping, every event begins on exactly
/// one of them, and a day lasts at least as long as its events, until the next begins.
pub(super) fn arrange(
    file: Vec<Option<FileDay>>,
    spans: &[Span<'_>],
    clock: &DayClock,
    repairs: &mut Repairs,
) -> Vec<ImportedDay> {
    let from_file = file.iter().any(Option::is_some);
    let mut days = parted(file.into_iter().flatten().collect(), clock, repairs);
    let mut sorted = spans.to_vec();
    sorted.sort_by_key(|span| span.start);
    for span in &sorted {
        if holder(&days, span.start).is_none() {
            place(&mut days, span, clock);
            if from_file {
                repairs.note(RepairKind::DayExtended, || {
                    format!("“{}” at {}", span.title, clock.zone.local(span.start))
                });
            }
        }
    }
    for span in &sorted {
        if let Some(at) = holder(&days, span.start) {
            let limit = days.get(at + 1).map_or(Timestamp::MAX, |next| next.start);
            days[at].end = days[at].end.max(span.end.min(limit));
        }
    }
    days.into_iter().map(|day| ImportedDay { date: day.date, start: day.start, end: day.end }).collect()
}

fn holder(days: &[FileDay], start: Timestamp) -> Option<usize> {
    days.iter().position(|day| day.start <= start && start < day.end)
}

/// Sorts days and takes their overlaps away: at the change of days if it lies in the overlap, else as near to it as the
/// overlap goes. Two days of one date become one.
fn parted(mut days: Vec<FileDay>, clock: &DayClock, repairs: &mut Repairs) -> Vec<FileDay> {
    days.sort_by_key(|day| (day.start, day.date));
    let mut parted: Vec<FileDay> = Vec::with_capacity(days.len());
    for mut day in days {
        let Some(before) = parted.last_mut() else {
            parted.push(day);
            continue;
        };
        if day.date <= before.date {
            repairs.note(RepairKind::DayOverlap, || day.date.to_string());
            before.end = before.end.max(day.end);
            continue;
        }
        if day.start < before.end {
            repairs.note(RepairKind::DayOverlap, || format!("{} and {}", before.date, day.date));
            let change = clock.beginning(day.date).unwrap_or(day.start);
            let cut = change.clamp(day.start, before.end);
            let cut = if cut < day.end { cut } else { day.start };
            if cut <= before.start {
                before.end = before.end.max(day.end);
                continue;
            }
            before.end = cut;
            day.start = cut;
        }
        parted.push(day);
    }
    parted
}

/// Makes room for an event outside every day: on the day it belongs to by the change of days, else on a neighbour.
fn place(days: &mut Vec<FileDay>, span: &Span<'_>, clock: &DayClock) {
    let date = clock.day_of(span.start);
    let next = days.partition_point(|day| day.start <= span.start);
    let limit = days.get(next).map_or(Timestamp::MAX, |day| day.start);
    let floor = next.checked_sub(1).map_or(Timestamp::MIN, |before| days[before].end);
    let before_takes_it = next.checked_sub(1).is_some_and(|before| date <= days[before].date);
    let next_takes_it = days.get(next).is_some_and(|day| day.date <= date);
    if before_takes_it {
        days[next - 1].end = span.end.min(limit);
    } else if next_takes_it {
        days[next].start = span.start;
    } else {
        let start = clock.beginning(date).unwrap_or(span.start).clamp(floor, span.start);
        let end = clock.ending(date).unwrap_or(span.end).min(limit).max(span.end.min(limit));
        days.insert(next, FileDay { date, start, end });
    }
}

#[cfg(test)]
mod tests {
    use super::{FileDay, Span, arrange};
    use crate::assemble::conference::DayClock;
    use crate::repair::Repairs;
    use jiff::civil::{DateTime, time};
    use plenary_domain::time_zone::Zone;
    use proptest::prelude::*;

    fn clock() -> DayClock {
        DayClock { zone: "Europe/Berlin".parse().unwrap(), change: time(4, 0, 0, 0) }
    }

    fn at(local: &str) -> jiff::Timestamp {
        let zone: Zone = "Europe/Berlin".parse().unwrap();
        zone.instant(local.parse::<DateTime>().unwrap()).unwrap()
    }

    fn day(date: &str, start: &str, end: &str) -> FileDay {
        FileDay { date: date.parse().unwrap(), start: at(start), end: at(end) }
    }

    fn span(start: &str, end: &str) -> Span<'static> {
        Span { start: at(start), end: at(end), title: "x" }
    }

    /// The days as `date start end`, local and short.
    fn arranged(days: Vec<FileDay>, spans: &[Span<'_>]) -> Vec<String> {
        let show = |instant| clock().zone.local(instant).strftime("%d-%H:%M").to_string();
        let days = days.into_iter().map(Some).collect();
        arrange(days, spans, &clock(), &mut Repairs::default())
            .iter()
            .map(|day| format!("{} {} {}", day.date, show(day.start), show(day.end)))
            .collect()
    }

    #[test]
    fn without_days_in_the_file_the_night_belongs_to_the_evening_before() {
        let spans =
            [span("2024-12-28T01:30", "2024-12-28T02:30"), span("2024-12-29T10:00", "2024-12-29T11:00")];
        assert_eq!(
            arranged(vec![], &spans),
            ["2024-12-27 27-04:00 28-04:00", "2024-12-29 29-04:00 30-04:00"]
        );
    }

    #[test]
    fn overlaps_are_cut_at_the_change_of_days() {
        let days = vec![
            day("2024-12-28", "2024-12-28T00:00", "2024-12-28T20:00"),
            day("2024-12-27", "2024-12-27T10:00", "2024-12-28T06:00"),
        ];
        assert_eq!(arranged(days, &[]), ["2024-12-27 27-10:00 28-04:00", "2024-12-28 28-04:00 28-20:00"]);
        let days = vec![
            day("2024-12-27", "2024-12-27T10:00", "2024-12-28T02:00"),
            day("2024-12-28", "2024-12-28T00:00", "2024-12-28T20:00"),
        ];
        assert_eq!(arranged(days, &[]), ["2024-12-27 27-10:00 28-02:00", "2024-12-28 28-02:00 28-20:00"]);
    }

    #[test]
    fn a_date_that_comes_twice_is_one_day() {
        let days = vec![
            day("2024-12-27", "2024-12-27T10:00", "2024-12-27T12:00"),
            day("2024-12-27", "2024-12-27T14:00", "2024-12-27T18:00"),
        ];
        assert_eq!(arranged(days, &[]), ["2024-12-27 27-10:00 27-18:00"]);
    }

    #[test]
    fn days_grow_to_hold_what_lies_outside() {
        let days = vec![
            day("2024-12-27", "2024-12-27T10:00", "2024-12-27T18:00"),
            day("2024-12-29", "2024-12-29T10:00", "2024-12-29T18:00"),
        ];
        let spans = [
            span("2024-12-27T08:00", "2024-12-27T09:00"),
            span("2024-12-27T17:00", "2024-12-27T19:00"),
            span("2024-12-28T01:00", "2024-12-28T02:00"),
            span("2024-12-28T12:00", "2024-12-28T13:00"),
            span("2024-12-29T09:00", "2024-12-29T09:30"),
            span("2024-12-30T12:00", "2024-12-31T13:00"),
        ];
        assert_eq!(
            arranged(days, &spans),
            [
                "2024-12-27 27-08:00 28-02:00",
                "2024-12-28 28-04:00 29-04:00",
                "2024-12-29 29-09:00 29-18:00",
                "2024-12-30 30-04:00 31-13:00",
            ]
        );
    }

    proptest! {
        #[test]
        fn every_event_begins_on_exactly_one_day(
            days in prop::collection::vec((0_i64..20, 0_i64..200, 1_i64..80), 0..8),
            events in prop::collection::vec((0_i64..300, 1_i64..60), 1..30),
        ) {
            let origin = at("2024-12-20T00:00");
            let hour = |count: i64| origin + jiff::SignedDuration::from_hours(count);
            let date = |offset: i64| at("2024-12-20T12:00") + jiff::SignedDuration::from_hours(24 * offset);
            let days = days.iter().map(|(offset, start, length)| Some(FileDay {
                date: clock().day_of(date(*offset)), start: hour(*start), end: hour(start + length),
            })).collect();
            let spans: Vec<_> = events.iter().map(|(start, length)| Span {
                start: hour(*start), end: hour(start + length), title: "x",
            }).collect();
            let days = arrange(days, &spans, &clock(), &mut Repairs::default());
            for pair in days.windows(2) {
                prop_assert!(pair[0].date < pair[1].date, "{days:?}");
                prop_assert!(pair[0].end <= pair[1].start, "{days:?}");
            }
            for day in &days {
                prop_assert!(day.start < day.end, "{days:?}");
            }
            for span in &spans {
                let holders = days.iter().filter(|day| day.start <= span.start && span.start < day.end).count();
                prop_assert_eq!(holders, 1);
            }
        }
    }
}
