//! IANA time zones, out of a database that is compiled in.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The IANA time zone a conference lives in, such as `Europe/Berlin`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(TimeZone);

/// Why a text is no [`Zone`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an IANA time zone such as Europe/Berlin")]
pub struct BadZone(pub String);

impl Zone {
    /// Coordinated universal time.
    pub fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// The zone's IANA name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The zone for calculations.
    pub fn zone(&self) -> &TimeZone {
        &self.0
    }

    /// The wall-clock time of an instant in this zone.
    pub fn local(&self, instant: Timestamp) -> DateTime {
        self.0.to_datetime(instant)
    }

    /// The instant of a wall-clock time; in a gap the later, in a fold the earlier (RFC 5545's rule).
    ///
    /// # Errors
    /// When the instant is outside the years -9999 to 9999.
    pub fn instant(&self, local: DateTime) -> Result<Timestamp, jiff::Error> {
        self.0.to_timestamp(local)
    }
}

impl FromStr for Zone {
    type Err = BadZone;
    fn from_str(text: &str) -> Result<Self, BadZone> {
        match TimeZone::get(text) {
            Ok(zone) if !zone.is_unknown() => Ok(Self(zone)),
            _ => Err(BadZone(text.to_owned())),
        }
    }
}

impl TryFrom<String> for Zone {
    type Error = BadZone;
    fn try_from(text: String) -> Result<Self, BadZone> {
        text.parse()
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::datetime;

    fn berlin() -> Zone {
        "Europe/Berlin".parse().unwrap()
    }

    #[test]
    fn zones_go_by_their_iana_names() {
        for name in ["Europe/Berlin", "America/New_York", "UTC", "Asia/Kathmandu"] {
            let zone: Zone = name.parse().unwrap();
            assert_eq!((zone.name(), zone.to_string()), (name, name.to_owned()));
            assert_eq!(serde_json::from_str::<Zone>(&serde_json::to_string(&zone).unwrap()).unwrap(), zone);
        }
        assert_eq!(Zone::utc().name(), "UTC");
        for bad in ["", "Berlin", "Mars/Olympus", "+01:00", "Etc/Unknown"] {
            assert_eq!(bad.parse::<Zone>(), Err(BadZone(bad.to_owned())));
        }
        assert!(BadZone("x".to_owned()).to_string().contains("Europe/Berlin"));
    }

    #[test]
    fn a_time_that_the_clocks_skip_is_the_later_one() {
        let skipped = berlin().instant(datetime(2024, 3, 31, 2, 30, 0, 0)).unwrap();
        assert_eq!(skipped.to_string(), "2024-03-31T01:30:00Z");
        assert_eq!(berlin().local(skipped), datetime(2024, 3, 31, 3, 30, 0, 0));
    }

    #[test]
    fn a_time_that_the_clocks_repeat_is_the_earlier_one() {
        let repeated = berlin().instant(datetime(2024, 10, 27, 2, 30, 0, 0)).unwrap();
        assert_eq!(repeated.to_string(), "2024-10-27T00:30:00Z");
        assert_eq!(berlin().local(repeated), datetime(2024, 10, 27, 2, 30, 0, 0));
    }

    #[test]
    fn the_end_of_time_is_an_error() {
        let far_west: Zone = "America/New_York".parse().unwrap();
        assert!(far_west.instant(DateTime::MAX).is_err());
        assert_eq!(far_west.zone().iana_name(), Some("America/New_York"));
    }
}
