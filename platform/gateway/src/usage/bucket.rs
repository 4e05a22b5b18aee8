//! A token bucket.

use crate::definition::Throttle;
use jiff::Timestamp;

/// Documented: a request takes a token; tokens come back at a steady rate, up to the burst. A bucket is full at first.
#[derive(Debug, Clone)]
pub(crate) struct Bucket {
    throttle: Throttle,
    tokens: f64,
    /// When tokens came back last; none before the first request.
    filled: Option<Timestamp>,
}

impl Bucket {
    pub(crate) fn new(throttle: Throttle) -> Self {
        Self { throttle, tokens: f64::from(throttle.burst), filled: None }
    }

    /// Lets tokens come back, and tells whether there is one.
    pub(crate) fn has_token(&mut self, now: Timestamp) -> bool {
        let filled = *self.filled.get_or_insert(now);
        // A clock that goes back gives nothing and takes nothing.
        if now > filled {
            let seconds = now.duration_since(filled).as_secs_f64();
            self.tokens = (self.tokens + seconds * self.throttle.rate).min(f64::from(self.throttle.burst));
            self.filled = Some(now);
        }
        self.tokens >= 1.0
    }

    /// Takes a token.
    pub(crate) fn take(&mut self) {
        self.tokens -= 1.0;
    }
}

/// Whether limits make sense.
pub(crate) fn problem(throttle: &Throttle) -> Option<String> {
    (!throttle.rate.is_finite() || throttle.rate < 0.0)
        .then(|| format!("a rate of {} requests a second is none", throttle.rate))
}

#[cfg(test)]
mod tests {
    use super::{Bucket, problem};
    use crate::definition::Throttle;
    use jiff::Timestamp;

    fn passed(throttle: Throttle, milliseconds: &[i64]) -> Vec<bool> {
        let mut bucket = Bucket::new(throttle);
        let at = |millisecond: i64| Timestamp::from_millisecond(1_000_000 + millisecond).unwrap();
        let mut pass = |millisecond: &i64| {
            let has = bucket.has_token(at(*millisecond));
            if has {
                bucket.take();
            }
            has
        };
        milliseconds.iter().map(&mut pass).collect()
    }

    #[test]
    fn bursts_pass_and_the_rest_at_the_rate() {
        let table: [(f64, u32, &[i64], &[bool]); 6] = [
            (2.0, 1, &[0, 0, 499, 500, 501, 1_000], &[true, false, false, true, false, true]),
            (1.0, 3, &[0, 0, 0, 0, 1_000, 1_000], &[true, true, true, false, true, false]),
            // The bucket never holds more than the burst, however long nobody calls.
            (100.0, 2, &[0, 3_600_000, 3_600_000, 3_600_000], &[true, true, true, false]),
            (0.0, 0, &[0, 10_000], &[false, false]),
            (0.0, 1, &[0, 10_000_000], &[true, false]),
            // A clock that goes back changes nothing.
            (1.0, 1, &[5_000, 0, 4_999, 6_000], &[true, false, false, true]),
        ];
        for (rate, burst, times, expected) in table {
            assert_eq!(passed(Throttle { rate, burst }, times), expected, "{rate}/{burst}");
        }
    }

    #[test]
    fn rates_are_numbers_of_requests() {
        assert_eq!(problem(&Throttle { rate: 0.5, burst: 0 }), None);
        for rate in [-1.0, f64::NAN, f64::INFINITY] {
            assert!(problem(&Throttle { rate, burst: 1 }).is_some());
        }
    }
}
