//! What calendars call time zones.

use plenary_domain::time_zone::Zone;

/// Outlook's names of zones in which most conferences are (Unicode CLDR, `windowsZones`, territory 001).
const OUTLOOK_NAMES: &[(&str, &str)] = &[
    ("AUS Eastern Standard Time", "Australia/Sydney"),
    ("Central Europe Standard Time", "Europe/Budapest"),
    ("Central European Standard Time", "Europe/Warsaw"),
    ("Central Standard Time", "America/Chicago"),
    ("China Standard Time", "Asia/Shanghai"),
    ("E. Australia Standard Time", "Australia/Brisbane"),
    ("E. South America Standard Time", "America/Sao_Paulo"),
    ("Eastern Standard Time", "America/New_York"),
    ("FLE Standard Time", "Europe/Kiev"),
    ("GMT Standard Time", "Europe/London"),
    ("GTB Standard Time", "Europe/Bucharest"),
    ("Greenwich Standard Time", "Atlantic/Reykjavik"),
    ("India Standard Time", "Asia/Kolkata"),
    ("Israel Standard Time", "Asia/Jerusalem"),
    ("Korea Standard Time", "Asia/Seoul"),
    ("Mountain Standard Time", "America/Denver"),
    ("New Zealand Standard Time", "Pacific/Auckland"),
    ("Pacific Standard Time", "America/Los_Angeles"),
    ("Romance Standard Time", "Europe/Paris"),
    ("Russian Standard Time", "Europe/Moscow"),
    ("SE Asia Standard Time", "Asia/Bangkok"),
    ("Singapore Standard Time", "Asia/Singapore"),
    ("South Africa Standard Time", "Africa/Johannesburg"),
    ("Taipei Standard Time", "Asia/Taipei"),
    ("Tokyo Standard Time", "Asia/Tokyo"),
    ("Turkey Standard Time", "Europe/Istanbul"),
    ("UTC", "UTC"),
    ("W. Europe Standard Time", "Europe/Berlin"),
];

/// The zone that a `TZID` means: an IANA name, one with a vendor's prefix (`/vendor.example/20200101/Europe/Berlin`), or
/// one of Outlook's.
pub(super) fn zone(name: &str) -> Option<Zone> {
    let name = name.trim();
    let outlook = OUTLOOK_NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    if let Some((_, iana)) = outlook {
        return iana.parse().ok();
    }
    let mut starts = std::iter::once(0).chain(name.match_indices('/').map(|(at, _)| at + 1));
    starts.find_map(|start| name[start..].parse().ok())
}

#[cfg(test)]
mod tests {
    use super::{OUTLOOK_NAMES, zone};

    #[test]
    fn every_outlook_name_means_a_zone() {
        for (name, _) in OUTLOOK_NAMES {
            assert!(zone(name).is_some(), "{name}");
        }
    }

    #[test]
    fn prefixes_are_ignored() {
        assert_eq!(zone("/mozilla.org/20070129_1/Europe/Berlin").unwrap().name(), "Europe/Berlin");
        assert_eq!(zone(" Europe/Berlin ").unwrap().name(), "Europe/Berlin");
        assert_eq!(zone("Middle-earth/Shire"), None);
    }
}
