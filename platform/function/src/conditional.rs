//! Entity tags and conditional requests (RFC 9110, 8.8.3 and 13.1.2).

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The strong entity tag of a body: the first 16 bytes of its SHA-256, in hexadecimal, quoted.
pub(crate) fn entity_tag(body: &str) -> String {
    let digest = Sha256::digest(body.as_bytes());
    let mut tag = String::with_capacity(34);
    tag.push('"');
    for byte in &digest[..16] {
        // Writing to a string does not fail.
        let _ = write!(tag, "{byte:02x}");
    }
    tag.push('"');
    tag
}

/// Whether an `If-None-Match` holds the tag; the comparison is the weak one, as the RFC has it.
pub(crate) fn matches(if_none_match: &str, tag: &str) -> bool {
    if_none_match.trim() == "*"
        || if_none_match.split(',').map(str::trim).any(|one| one.strip_prefix("W/").unwrap_or(one) == tag)
}
