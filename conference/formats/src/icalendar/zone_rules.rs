//! `VTIMEZONE`: how a zone's clock ran while a conference took place (RFC 5545, section 3.6.5).

use jiff::civil::{DateTime, date};
use jiff::tz::{Dst, Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// From when on the clock was how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Observance {
    /// Whether it is summer time.
    pub(super) dst: Dst,
    /// When it began, by the clock before.
    pub(super) begins: DateTime,
    /// The offset before.
    pub(super) from: Offset,
    /// The offset since.
    pub(super) to: Offset,
    /// What it is called: `CET`.
    pub(super) name: String,
}

/// How the clock ran from one instant to another: what was in force at the first, and every change up to the last.
pub(super) fn observances(zone: &TimeZone, first: Timestamp, last: Timestamp) -> Vec<Observance> {
    let after_first = first.saturating_add(SignedDuration::from_nanos(1)).unwrap_or(first);
    let mut observances: Vec<Observance> = zone
        .preceding(after_first)
        .take(1)
        .chain(zone.following(first).take_while(|change| change.timestamp() <= last))
        .map(|change| {
            let before = change.timestamp().saturating_sub(SignedDuration::from_nanos(1));
            let from = zone.to_offset(before.unwrap_or(Timestamp::MIN));
            Observance {
                dst: change.dst(),
                begins: from.to_datetime(change.timestamp()),
                from,
                to: change.offset(),
                name: change.abbreviation().to_owned(),
            }
        })
        .collect();
    if observances.is_empty() {
        let info = zone.to_offset_info(first);
        observances.push(Observance {
            dst: info.dst(),
            begins: date(1970, 1, 1).at(0, 0, 0, 0),
            from: info.offset(),
            to: info.offset(),
            name: info.abbreviation().to_owned(),
        });
    }
    observances
}

/// `+0100`, with seconds only where there are some.
pub(super) fn offset_text(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.unsigned_abs();
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let tail = if rest == 0 { String::new() } else { format!("{rest:02}") };
    format!("{sign}{hours:02}{minutes:02}{tail}")
}

#[cfg(test)]
mod tests {
    use super::{observances, offset_text};
    use jiff::tz::{Dst, Offset, TimeZone};

    fn shown(zone: &str, first: &str, last: &str) -> Vec<String> {
        let zone = TimeZone::get(zone).unwrap();
        observances(&zone, first.parse().unwrap(), last.parse().unwrap())
            .iter()
            .map(|observance| {
                let kind = if observance.dst == Dst::Yes { "summer" } else { "standard" };
                let (from, to) = (offset_text(observance.from), offset_text(observance.to));
                format!("{kind} {} {from} {to} {}", observance.begins, observance.name)
            })
            .collect()
    }

    #[test]
    fn what_holds_at_the_beginning_comes_first() {
        assert_eq!(
            shown("Europe/Berlin", "2024-12-27T08:00:00Z", "2024-12-30T20:00:00Z"),
            ["standard 2024-10-27T03:00:00 +0200 +0100 CET"]
        );
    }

    #[test]
    fn changes_during_the_conference_are_listed() {
        assert_eq!(
            shown("Europe/Berlin", "2024-03-29T08:00:00Z", "2024-04-02T20:00:00Z"),
            ["standard 2023-10-29T03:00:00 +0200 +0100 CET", "summer 2024-03-31T02:00:00 +0100 +0200 CEST",]
        );
        let at_the_change = shown("Europe/Berlin", "2024-03-31T01:00:00Z", "2024-03-31T01:00:00Z");
        assert_eq!(at_the_change, ["summer 2024-03-31T02:00:00 +0100 +0200 CEST"]);
    }

    #[test]
    fn zones_without_changes_have_one_observance() {
        let fixed = shown("Etc/GMT-1", "2024-03-29T08:00:00Z", "2024-04-02T20:00:00Z");
        assert_eq!(fixed, ["standard 1970-01-01T00:00:00 +0100 +0100 +01"]);
        let brisbane = shown("Australia/Brisbane", "2020-01-13T00:00:00Z", "2020-01-17T00:00:00Z");
        assert_eq!(brisbane, ["standard 1992-03-01T03:00:00 +1100 +1000 AEST"]);
    }

    #[test]
    fn offsets_with_seconds() {
        assert_eq!(offset_text(Offset::from_seconds(3208).unwrap()), "+005328");
        assert_eq!(offset_text(Offset::from_seconds(-12600).unwrap()), "-0330");
    }
}
