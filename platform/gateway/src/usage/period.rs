//! Quotas: so many requests in a period.

use crate::definition::{Quota, QuotaPeriod};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// How many requests of the running period are counted.
#[derive(Debug, Clone)]
pub(crate) struct Count {
    quota: Quota,
    period: Option<Date>,
    /// Whether the running period is the first.
    first: bool,
    used: u64,
}

impl Count {
    pub(crate) fn new(quota: Quota) -> Self {
        Self { quota, period: None, first: true, used: 0 }
    }

    /// Whether a request is left in the period. Documented: the first period has `offset` requests less. The count starts anew
    /// with the gateway: it is not kept on disk.
    pub(crate) fn has_request(&mut self, now: Timestamp) -> bool {
        let period = start(self.quota.period, now);
        match self.period {
            Some(known) if known >= period => {}
            known => {
                self.first = known.is_none();
                self.period = Some(period);
                self.used = 0;
            }
        }
        let offset = if self.first { self.quota.offset } else { 0 };
        self.used < self.quota.limit.saturating_sub(offset)
    }

    /// Counts a request.
    pub(crate) fn take(&mut self) {
        self.used += 1;
    }
}

/// The first day of a period. Silent: when periods begin; these are days, weeks from Monday on, and months of the calendar, in UTC.
fn start(period: QuotaPeriod, now: Timestamp) -> Date {
    let today = TimeZone::UTC.to_datetime(now).date();
    match period {
        QuotaPeriod::Day => today,
        QuotaPeriod::Week => {
            let since = today.weekday().since(Weekday::Monday);
            today.checked_sub(i64::from(since).days()).unwrap_or(today)
        }
        QuotaPeriod::Month => today.first_of_month(),
    }
}

/// Which offset a period can have. Silent; those who called AWS with another were refused.
pub(crate) fn problem(quota: &Quota) -> Option<String> {
    let (most, name) = match quota.period {
        QuotaPeriod::Day => (0, "DAY"),
        QuotaPeriod::Week => (6, "WEEK"),
        QuotaPeriod::Month => (27, "MONTH"),
    };
    (quota.offset > most).then(|| format!("the offset of a quota per {name} is at most {most}"))
}

#[cfg(test)]
mod tests {
    use super::{Count, problem};
    use crate::definition::{Quota, QuotaPeriod};

    fn passed(limit: u64, offset: u64, period: QuotaPeriod, times: &[&str]) -> Vec<bool> {
        let mut count = Count::new(Quota { limit, offset, period });
        let mut pass = |time: &&str| {
            let has = count.has_request(time.parse().unwrap());
            if has {
                count.take();
            }
            has
        };
        times.iter().map(&mut pass).collect()
    }

    /// Limit, offset, period, times of requests, which of them pass.
    type Row<'a> = (u64, u64, QuotaPeriod, &'a [&'a str], &'a [bool]);

    #[test]
    fn periods_start_anew() {
        use QuotaPeriod::{Day, Month, Week};
        let evening = "2030-01-31T23:59:59Z";
        let table: [Row<'_>; 6] = [
            (1, 0, Day, &[evening, evening, "2030-02-01T00:00:00Z"], &[true, false, true]),
            // A Thursday, the Sunday after it, and the Monday.
            (1, 0, Week, &[evening, "2030-02-03T23:59:59Z", "2030-02-04T00:00:00Z"], &[true, false, true]),
            (
                2,
                0,
                Month,
                &["2030-01-01T00:00:00Z", evening, evening, "2030-02-01T00:00:00Z"],
                &[true, true, false, true],
            ),
            (0, 0, Day, &[evening], &[false]),
            // The offset counts in the first period alone.
            (
                3,
                2,
                Week,
                &[evening, evening, "2030-02-04T00:00:00Z", "2030-02-04T00:00:00Z", "2030-02-04T00:00:00Z"],
                &[true, false, true, true, true],
            ),
            // A clock that goes back opens no period again.
            (1, 0, Day, &["2030-02-01T00:00:00Z", evening], &[true, false]),
        ];
        for (limit, offset, period, times, expected) in table {
            assert_eq!(passed(limit, offset, period, times), expected, "{limit} per {period:?}");
        }
    }

    #[test]
    fn offsets_are_bounded() {
        use QuotaPeriod::{Day, Month, Week};
        for (offset, period, fits) in [
            (0, Day, true),
            (1, Day, false),
            (6, Week, true),
            (7, Week, false),
            (27, Month, true),
            (28, Month, false),
        ] {
            assert_eq!(problem(&Quota { limit: 100, offset, period }).is_none(), fits, "{offset} {period:?}");
        }
    }
}
