//! Writing frab_json.
use crate::addresses::Addresses;
use plenary_domain::published::Published;

/// Writes a release.
pub fn write(published: &Published, addresses: &Addresses) -> String {
    format!("{} {}", published.conference().title, addresses.base())
}
