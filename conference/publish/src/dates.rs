//! Dates and times as people read them, on the venue's clocks.

use jiff::Timestamp;
use jiff::civil::Date;
use plenary_domain::time_zone::Zone;

/// `Friday, 27 December 2024`.
pub(crate) fn long(date: Date) -> String {
    date.strftime("%A, %-d %B %Y").to_string()
}

/// `Fri`.
pub(crate) fn weekday(date: Date) -> String {
    date.strftime("%a").to_string()
}

/// `27 Dec`.
pub(crate) fn short(date: Date) -> String {
    date.strftime("%-d %b").to_string()
}

/// `27–30 December 2024`, `30 November – 2 December 2024`, `30 December 2024 – 2 January 2025`.
pub(crate) fn range(first: Date, last: Date) -> String {
    let end = last.strftime("%-d %B %Y").to_string();
    if first == last {
        end
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{}–{end}", first.day())
    } else if first.year() == last.year() {
        format!("{} – {end}", first.strftime("%-d %B"))
    } else {
        format!("{} – {end}", first.strftime("%-d %B %Y"))
    }
}

/// `19:15`.
pub(crate) fn clock(instant: Timestamp, zone: &Zone) -> String {
    zone.local(instant).strftime("%H:%M").to_string()
}

/// `Fri 27 Dec, 19:15`.
pub(crate) fn short_moment(instant: Timestamp, zone: &Zone) -> String {
    zone.local(instant).strftime("%a %-d %b, %H:%M").to_string()
}

/// `27 December 2024, 19:15`.
pub(crate) fn moment(instant: Timestamp, zone: &Zone) -> String {
    zone.local(instant).strftime("%-d %B %Y, %H:%M").to_string()
}

/// `2024-12-27T19:15+01:00`, for machines.
pub(crate) fn machine(instant: Timestamp, zone: &Zone) -> String {
    instant.to_zoned_datetime(zone.zone().clone()).strftime("%Y-%m-%dT%H:%M%:z").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_read_well() {
        let cases = [
            (date(2024, 12, 27), date(2024, 12, 27), "27 December 2024"),
            (date(2024, 12, 27), date(2024, 12, 30), "27–30 December 2024"),
            (date(2024, 11, 30), date(2024, 12, 2), "30 November – 2 December 2024"),
            (date(2024, 12, 30), date(2025, 1, 2), "30 December 2024 – 2 January 2025"),
        ];
        for (first, last, expected) in cases {
            assert_eq!(range(first, last), expected);
        }
        assert_eq!(long(date(2024, 12, 27)), "Friday, 27 December 2024");
        assert_eq!(
            (weekday(date(2025, 3, 1)), short(date(2025, 3, 1))),
            ("Sat".to_owned(), "1 Mar".to_owned())
        );
    }

    #[test]
    fn times_are_those_of_the_venue() {
        let berlin = "Europe/Berlin".parse().unwrap();
        let instant = "2024-12-27T18:15:00Z".parse().unwrap();
        assert_eq!(clock(instant, &berlin), "19:15");
        assert_eq!(short_moment(instant, &berlin), "Fri 27 Dec, 19:15");
        assert_eq!(moment(instant, &berlin), "27 December 2024, 19:15");
        assert_eq!(machine(instant, &berlin), "2024-12-27T19:15+01:00");
    }
}
