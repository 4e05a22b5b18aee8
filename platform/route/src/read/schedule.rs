//! When a job runs, as `EventBridge` writes it
//! (<https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html>).

use crate::version::Schedule;
use std::ops::RangeInclusive;

/// A rate is a positive number and a unit, singular for 1; a cron expression has six fields.
pub(super) fn schedule(text: &str) -> Option<Schedule> {
    let inner = |kind: &str| text.strip_prefix(kind)?.strip_prefix('(')?.strip_suffix(')');
    if let Some(fields) = inner("cron") {
        return is_cron(fields).then(|| Schedule::Cron(fields.to_owned()));
    }
    let (number, unit) = inner("rate")?.split_once(' ')?;
    let number: u32 = number.parse().ok().filter(|number| *number > 0)?;
    let minutes = match (unit.strip_suffix('s').unwrap_or(unit), unit.ends_with('s') == (number > 1)) {
        ("minute", true) => 1,
        ("hour", true) => 60,
        ("day", true) => 24 * 60,
        _ => return None,
    };
    number.checked_mul(minutes).map(Schedule::EveryMinutes)
}

/// A field of a cron expression.
struct Field {
    values: RangeInclusive<u32>,
    /// Names for the values, from the first on.
    names: &'static [&'static str],
}

const MONTHS: &[&str] = &["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS: &[&str] = &["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/// Documented: minutes, hours, day of the month, month, day of the week, year; of the two days exactly one is `?`.
fn is_cron(text: &str) -> bool {
    let fields: Vec<&str> = text.split_whitespace().collect();
    let [minutes, hours, day, month, weekday, year] = fields[..] else { return false };
    let weekdays = Field { values: 1..=7, names: DAYS };
    let plain = |values| Field { values, names: &[] };
    let days = match (day, weekday) {
        ("?", "?") => false,
        ("?", weekday) => weekday.split(',').all(|item| weekdays.takes(item) || weekdays.takes_weekday(item)),
        (day, "?") => day.split(',').all(|item| plain(1..=31).takes(item) || is_day_of_month(item)),
        _ => false,
    };
    days && plain(0..=59).takes_all(minutes)
        && plain(0..=23).takes_all(hours)
        && Field { values: 1..=12, names: MONTHS }.takes_all(month)
        && plain(1970..=2199).takes_all(year)
}

impl Field {
    fn takes_all(&self, text: &str) -> bool {
        text.split(',').all(|item| self.takes(item))
    }

    /// `*`, `5`, `1-5`, and each of them with a step: `0/10`.
    fn takes(&self, item: &str) -> bool {
        let (range, step) = item.split_once('/').map_or((item, None), |(range, step)| (range, Some(step)));
        let is_step = step.is_none_or(|step| step.parse().is_ok_and(|step: u32| step > 0));
        let is_range = match range.split_once('-') {
            Some((first, last)) => self.value(first).is_some() && self.value(last).is_some(),
            None => range == "*" || self.value(range).is_some(),
        };
        is_step && is_range
    }

    /// `L`, the last day; `6L`, the last Friday of the month; `3#2`, the second Tuesday.
    fn takes_weekday(&self, item: &str) -> bool {
        let week = |week: &str| matches!(week, "1" | "2" | "3" | "4" | "5");
        match item.split_once('#') {
            Some((day, nth)) => self.value(day).is_some() && week(nth),
            None => item.strip_suffix('L').is_some_and(|day| day.is_empty() || self.value(day).is_some()),
        }
    }

    fn value(&self, text: &str) -> Option<u32> {
        if let Some(place) = self.names.iter().position(|name| name.eq_ignore_ascii_case(text)) {
            return Some(self.values.start() + u32::try_from(place).ok()?);
        }
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|value| is_number && self.values.contains(value))
    }
}

/// `L`, the last day of the month; `LW`, its last weekday; `3W`, the weekday nearest to a day.
fn is_day_of_month(item: &str) -> bool {
    let is_day = |day: &str| day.parse().is_ok_and(|day: u32| (1..=31).contains(&day));
    matches!(item, "L" | "LW") || item.strip_suffix('W').is_some_and(is_day)
}

#[cfg(test)]
mod tests {
    use super::is_cron;

    #[test]
    fn cron_expressions_are_those_of_event_bridge() {
        for cron in [
            "0 10 * * ? *",
            "15 12 * * ? *",
            "0 18 ? * MON-FRI *",
            "0 8 1 * ? *",
            "0/10 * ? * MON-FRI *",
            "0/5 8-17 ? * mon-fri *",
            "0 9 ? * 2#1 *",
            "0 9 ? * 6L 2030-2035",
            "0 9 L,15 JAN,7 ? 2030",
            "0 9 LW * ? *",
            "0 9 3W * ? *",
        ] {
            assert!(is_cron(cron), "{cron}");
        }
        for cron in [
            "0 10 * * *",
            "0 10 * * * *",
            "0 10 ? * ? *",
            "60 10 * * ? *",
            "0 24 * * ? *",
            "0 10 32 * ? *",
            "0 10 32W * ? *",
            "0 10 * 13 ? *",
            "0 10 * JANUARY ? *",
            "0 10 ? * 8 *",
            "0 10 ? * MON#6 *",
            "0 10 ? * XL *",
            "0 10 * * ? 1969",
            "0/0 10 * * ? *",
            "5- 10 * * ? *",
            "+5 10 * * ? *",
            "a b c d ? f",
        ] {
            assert!(!is_cron(cron), "{cron}");
        }
    }
}
