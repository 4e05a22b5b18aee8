//! Writing iCalendar.
use crate::addresses::Addresses;
use plenary_domain::published::Published;

/// Writes a release.
pub fn write(published: &Published, addresses: &Addresses) -> String {
    format!("{} {}", published.conference().title, addresses.base())
}

/// As [`write`], with the conference's releases so far.
pub fn write_with_history(
    published: &Published,
    addresses: &Addresses,
    history: &[plenary_domain::release::ReleaseNote],
) -> String {
    format!("{} {}", write(published, addresses), history.len())
}
