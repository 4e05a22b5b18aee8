//! Reading, on one connection.

use crate::failure::failure;
use bytes::Bytes;
use jiff::Timestamp;
use plenary_store::{Bounds, Expiry, Item, Key, Order, Page, Position, Revision, StoreError, limits};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::ops::Bound;

const GET: &str = "SELECT revision, expires, value FROM item
    WHERE partition = ?1 AND sort = ?2 AND (expires IS NULL OR expires > ?3)";

/// The item at a key.
pub(crate) fn get(connection: &Connection, key: &Key, now: Timestamp) -> Result<Option<Item>, StoreError> {
    let mut statement = connection.prepare_cached(GET).map_err(failure)?;
    let parameters = params![key.partition(), key.sort(), now.as_second()];
    let found = statement.query_row(parameters, |row| Stored::read(row, 0)).optional().map_err(failure)?;
    Ok(found.map(|stored| stored.item(key.clone())))
}

/// A page of a partition.
pub(crate) fn query(
    connection: &Connection,
    bounds: &Bounds<'_>,
    now: Timestamp,
) -> Result<Page, StoreError> {
    let mut page = Page { items: Vec::new(), next: None };
    let (lower, upper) = (end(&bounds.lower), end(&bounds.upper));
    let mut statement = connection.prepare_cached(&statement(bounds)).map_err(failure)?;
    let mut rows =
        statement.query(params![bounds.partition, now.as_second(), lower, upper]).map_err(failure)?;
    let mut bytes = 0;
    while let Some(row) = rows.next().map_err(failure)? {
        let sort = row.get_ref(3).and_then(|sort| Ok(sort.as_str()?)).map_err(failure)?;
        bytes += bounds.partition.len() + sort.len() + length(row).map_err(failure)?;
        if page.items.len() == bounds.limit || bytes > limits::PAGE_BYTES {
            page.next = page.items.last().map(|last: &Item| Position::at(last.key.sort()));
            break;
        }
        let key = Key::new(bounds.partition, sort)?;
        page.items.push(Stored::read(row, 0).map_err(failure)?.item(key));
    }
    Ok(page)
}

/// One text for each shape of a range, so that each is prepared once.
fn statement(bounds: &Bounds<'_>) -> String {
    // An end that is not there is still named, as a parameter that is NULL, to keep the parameters the same.
    let lower = match bounds.lower {
        Bound::Included(_) => "sort >= ?3",
        Bound::Excluded(_) => "sort > ?3",
        Bound::Unbounded => "?3 IS NULL",
    };
    let upper = match bounds.upper {
        Bound::Included(_) => "sort <= ?4",
        Bound::Excluded(_) => "sort < ?4",
        Bound::Unbounded => "?4 IS NULL",
    };
    let order = match bounds.order {
        Order::Forwards => "ASC",
        Order::Backwards => "DESC",
    };
    format!(
        "SELECT revision, expires, value, sort FROM item
         WHERE partition = ?1 AND (expires IS NULL OR expires > ?2) AND {lower} AND {upper}
         ORDER BY sort {order}"
    )
}

fn end(bound: &Bound<String>) -> Option<&str> {
    match bound {
        Bound::Included(end) | Bound::Excluded(end) => Some(end),
        Bound::Unbounded => None,
    }
}

/// The length of the value, before it is copied.
fn length(row: &Row<'_>) -> rusqlite::Result<usize> {
    match row.get_ref(2)? {
        ValueRef::Blob(value) => Ok(value.len()),
        _ => Err(rusqlite::Error::InvalidColumnType(2, "value".to_owned(), rusqlite::types::Type::Blob)),
    }
}

/// An item without its key.
struct Stored {
    revision: Revision,
    expires: Option<Expiry>,
    value: Bytes,
}

impl Stored {
    /// Reads revision, expiry and value from three columns.
    fn read(row: &Row<'_>, first: usize) -> rusqlite::Result<Self> {
        let expires: Option<i64> = row.get(first + 1)?;
        let value: Vec<u8> = row.get(first + 2)?;
        Ok(Self {
            revision: revision(row, first)?,
            expires: expires.map(Expiry::from_epoch_seconds),
            value: value.into(),
        })
    }

    fn item(self, key: Key) -> Item {
        let Self { revision, expires, value } = self;
        Item { key, value, revision, expires }
    }
}

/// A revision; SQLite's integers are signed, and ours are never negative.
pub(crate) fn revision(row: &Row<'_>, column: usize) -> rusqlite::Result<Revision> {
    let number: i64 = row.get(column)?;
    u64::try_from(number)
        .map(Revision::new)
        .map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, number))
}
