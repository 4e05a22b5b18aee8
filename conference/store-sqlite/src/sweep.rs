//! The end of what has expired.

use jiff::Timestamp;
use rusqlite::{Connection, params};

/// How many rows one transaction removes, so that no write waits long for a sweep.
const SLICE: u16 = 500;

const ITEMS: &str = "DELETE FROM item WHERE (partition, sort) IN
    (SELECT partition, sort FROM item WHERE expires IS NOT NULL AND expires <= ?1 LIMIT ?2)";
const TOKENS: &str = "DELETE FROM token WHERE token IN
    (SELECT token FROM token WHERE expires <= ?1 LIMIT ?2)";

/// What a slice of a sweep removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Swept {
    pub(crate) items: usize,
    pub(crate) tokens: usize,
}

impl Swept {
    /// Whether there may be more to remove.
    pub(crate) fn is_full(self) -> bool {
        self.items == usize::from(SLICE) || self.tokens == usize::from(SLICE)
    }
}

/// Removes some of the items and tokens whose time is over. Nobody can see them any more, so nobody sees them go.
pub(crate) fn sweep(connection: &Connection, now: Timestamp) -> rusqlite::Result<Swept> {
    let parameters = params![now.as_second(), SLICE];
    let items = connection.prepare_cached(ITEMS)?.execute(parameters)?;
    let tokens = connection.prepare_cached(TOKENS)?.execute(parameters)?;
    Ok(Swept { items, tokens })
}
