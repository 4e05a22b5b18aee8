//! Which time zone a conference lives in.

use crate::read::ReadOptions;
use crate::repair::{RepairKind, Repairs};
use plenary_domain::time_zone::Zone;

/// The zone that the file names; else the one given; else UTC. Anything but the first is reported.
pub(crate) fn choose(named: Option<&str>, options: &ReadOptions, repairs: &mut Repairs) -> Zone {
    let named = named.map(str::trim).filter(|name| !name.is_empty());
    if let Some(zone) = named.and_then(|name| name.parse().ok()) {
        return zone;
    }
    let zone = options.time_zone.clone().unwrap_or_else(Zone::utc);
    match (named, &options.time_zone) {
        (Some(name), _) => {
            repairs.note(RepairKind::TimeZoneUnknown, || format!("“{name}”, replaced by {zone}"));
        }
        (None, Some(_)) => {
            repairs.note(RepairKind::TimeZoneAssumed, || format!("{zone}, as said or as it was before"));
        }
        (None, None) => repairs.note(RepairKind::TimeZoneAssumed, || {
            "UTC, for want of a better one; import it with the venue's, such as --time-zone Europe/Berlin"
                .to_owned()
        }),
    }
    zone
}
