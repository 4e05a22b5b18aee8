//! Dates, times and durations as iCalendar writes them.

use jiff::civil::{Date, DateTime};

/// A date, a local time, or an instant in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CalendarTime {
    /// The whole day.
    Date(Date),
    /// By the clock of some zone.
    Local(DateTime),
    /// By UTC.
    Utc(DateTime),
}

/// `20200114`, `20200114T070000` or `20200114T070000Z`; hyphens, colons and missing seconds are forgiven.
pub(super) fn parse_time(text: &str) -> Option<CalendarTime> {
    let text = text.trim();
    let (text, utc) = match text.strip_suffix(['Z', 'z']) {
        Some(local) => (local, true),
        None => (text, false),
    };
    let compact: String = text.chars().filter(|character| !matches!(character, '-' | ':')).collect();
    let (date, time) = match compact.split_once(['T', 't', ' ']) {
        Some((date, time)) => (date, Some(time)),
        None => (compact.as_str(), None),
    };
    let date = parse_date(date)?;
    let Some(time) = time else { return Some(CalendarTime::Date(date)) };
    let number = |range: std::ops::Range<usize>| time.get(range)?.parse::<i8>().ok();
    let second = if time.len() >= 6 { number(4..6)?.min(59) } else { 0 };
    let clock = jiff::civil::Time::new(number(0..2)?, number(2..4)?, second, 0).ok()?;
    let local = date.to_datetime(clock);
    Some(if utc { CalendarTime::Utc(local) } else { CalendarTime::Local(local) })
}

fn parse_date(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Date::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?).ok()
}

/// `P1W`, `P1DT2H30M`, `PT45M`: the minutes, rounded up; `None` when it is none or negative.
pub(crate) fn parse_duration(text: &str) -> Option<i64> {
    let text = text.trim().trim_start_matches('+').strip_prefix(['P', 'p'])?;
    let mut seconds = 0_i64;
    let mut number = String::new();
    for character in text.chars() {
        let unit = match character.to_ascii_uppercase() {
            'T' if number.is_empty() => continue,
            'W' => 604_800,
            'D' => 86_400,
            'H' => 3_600,
            'M' => 60,
            'S' => 1,
            digit if digit.is_ascii_digit() => {
                number.push(digit);
                continue;
            }
            _ => return None,
        };
        seconds = seconds.checked_add(number.parse::<i64>().ok()?.checked_mul(unit)?)?;
        number.clear();
    }
    (number.is_empty() && seconds > 0).then(|| (seconds + 59) / 60)
}

#[cfg(test)]
mod tests {
    use super::{CalendarTime, parse_duration, parse_time};
    use jiff::civil::date;

    #[test]
    fn times_in_every_form() {
        let day = date(2020, 1, 14);
        assert_eq!(parse_time("20200114"), Some(CalendarTime::Date(day)));
        assert_eq!(parse_time("20200114T070005"), Some(CalendarTime::Local(day.at(7, 0, 5, 0))));
        assert_eq!(parse_time("20200114T0700Z"), Some(CalendarTime::Utc(day.at(7, 0, 0, 0))));
        assert_eq!(parse_time("2020-01-14T07:00:60"), Some(CalendarTime::Local(day.at(7, 0, 59, 0))));
        for bad in ["", "2020", "20201314", "20200114T25", "20200114T2500", "hello123"] {
            assert_eq!(parse_time(bad), None, "{bad}");
        }
    }

    #[test]
    fn durations_in_minutes() {
        assert_eq!(parse_duration("PT45M"), Some(45));
        assert_eq!(parse_duration("P1DT2H30M1S"), Some(1591));
        assert_eq!(parse_duration("+P1W"), Some(10_080));
        for bad in ["", "45", "-PT5M", "PT", "PT5", "PTM", "PT5X", "PT99999999999999999999H"] {
            assert_eq!(parse_duration(bad), None, "{bad}");
        }
    }
}
