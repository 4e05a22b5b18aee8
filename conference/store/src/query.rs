//! Reading a part of a partition, page by page.

use crate::batch::within;
use crate::key::check_partition;
use crate::{Item, StoreError, limits};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::fmt;
use std::ops::Bound;
use std::str::FromStr;

/// What to read of one partition.
///
/// ```
/// use plenary_store::{Order, Query};
/// let newest = Query::prefix("38c3", "release#").order(Order::Backwards).limit(1);
/// let week = Query::range("38c3", "audit#2024-12-24", "audit#2024-12-31");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    partition: String,
    range: Range,
    order: Order,
    limit: Option<usize>,
    position: Option<Position>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Range {
    Prefix(String),
    HalfOpen { from: String, until: String },
}

/// Which way to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// By ascending sort key.
    #[default]
    Forwards,
    /// By descending sort key.
    Backwards,
}

/// Some items of a query's range, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The items.
    pub items: Vec<Item>,
    /// Where to read on; nothing at the end of the range. The page after it may still be empty.
    pub next: Option<Position>,
}

/// Where a page ended. Opaque, safe in a URL, valid for ever: it names a place in the order, so it survives the
/// deletion of what stood there. It is no secret either: who holds it can find the last key of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    sort: String,
}

/// A [`Query`] as an engine reads it: one range of sort keys, with the position already in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounds<'query> {
    /// The partition.
    pub partition: &'query str,
    /// Where the range begins.
    pub lower: Bound<String>,
    /// Where it ends.
    pub upper: Bound<String>,
    /// Which way.
    pub order: Order,
    /// The most items on the page.
    pub limit: usize,
}

impl Query {
    /// The whole partition.
    pub fn all(partition: impl Into<String>) -> Self {
        Self::prefix(partition, "")
    }

    /// The items whose sort key begins so.
    pub fn prefix(partition: impl Into<String>, prefix: impl Into<String>) -> Self {
        Self::new(partition, Range::Prefix(prefix.into()))
    }

    /// The items from a sort key (inclusive) to another (exclusive). Empty when they are the wrong way round.
    pub fn range(partition: impl Into<String>, from: impl Into<String>, until: impl Into<String>) -> Self {
        Self::new(partition, Range::HalfOpen { from: from.into(), until: until.into() })
    }

    fn new(partition: impl Into<String>, range: Range) -> Self {
        Self { partition: partition.into(), range, order: Order::Forwards, limit: None, position: None }
    }

    /// In this order.
    #[must_use]
    pub fn order(mut self, order: Order) -> Self {
        self.order = order;
        self
    }

    /// At most so many items a page, at least one.
    #[must_use]
    pub fn limit(mut self, limit: usize) -> Self {
        self.limit = Some(limit);
        self
    }

    /// From where a page of the same query ended.
    #[must_use]
    pub fn after(mut self, position: Position) -> Self {
        self.position = Some(position);
        self
    }

    /// The query as one range, for an engine to execute.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] for a bad partition or a limit of zero, [`StoreError::TooLarge`] for a prefix or
    /// end longer than a sort key.
    pub fn bounds(&self) -> Result<Bounds<'_>, StoreError> {
        check_partition(&self.partition)?;
        let limit = self.limit.unwrap_or(usize::MAX);
        if limit == 0 {
            return Err(StoreError::Invalid("A query's limit is zero".to_owned()));
        }
        let (mut lower, mut upper) = self.range.bounds()?;
        if let Some(Position { sort }) = &self.position {
            let place = Bound::Excluded(sort.clone());
            match self.order {
                Order::Forwards if precedes(&lower, sort) => lower = place,
                Order::Backwards if follows(&upper, sort) => upper = place,
                Order::Forwards | Order::Backwards => {}
            }
        }
        Ok(Bounds { partition: &self.partition, lower, upper, order: self.order, limit })
    }
}

impl Bounds<'_> {
    /// Whether no key can lie between the two ends.
    pub fn is_empty(&self) -> bool {
        use Bound::{Excluded, Included, Unbounded};
        match (&self.lower, &self.upper) {
            (Unbounded, _) | (_, Unbounded) => false,
            (Included(lower), Included(upper)) => lower > upper,
            (Included(lower) | Excluded(lower), Included(upper) | Excluded(upper)) => lower >= upper,
        }
    }
}

impl Range {
    fn bounds(&self) -> Result<(Bound<String>, Bound<String>), StoreError> {
        let (from, until) = match self {
            Self::Prefix(prefix) => (check_end(prefix)?, end_of_prefix(prefix)),
            Self::HalfOpen { from, until } => (check_end(from)?, Some(check_end(until)?.to_owned())),
        };
        Ok((Bound::Included(from.to_owned()), until.map_or(Bound::Unbounded, Bound::Excluded)))
    }
}

fn check_end(end: &str) -> Result<&str, StoreError> {
    within("The end of a query's range", end.len(), limits::SORT_BYTES, "bytes")?;
    if end.contains('\0') {
        return Err(StoreError::Invalid("The end of a query's range contains a NUL".to_owned()));
    }
    Ok(end)
}

/// Whether a lower bound admits keys at or before a place, so that the place narrows it.
fn precedes(bound: &Bound<String>, place: &str) -> bool {
    match bound {
        Bound::Unbounded => true,
        Bound::Included(end) | Bound::Excluded(end) => end.as_str() <= place,
    }
}

fn follows(bound: &Bound<String>, place: &str) -> bool {
    match bound {
        Bound::Unbounded => true,
        Bound::Included(end) | Bound::Excluded(end) => place <= end.as_str(),
    }
}

/// The first text after all that begin with a prefix: its last character that has a successor is replaced by it.
/// The order of UTF-8 bytes is the order of code points, so the successor in one is the successor in the other.
fn end_of_prefix(prefix: &str) -> Option<String> {
    let mut end = prefix.to_owned();
    while let Some(last) = end.pop() {
        if let Some(next) = successor(last) {
            end.push(next);
            return Some(end);
        }
    }
    None
}

fn successor(character: char) -> Option<char> {
    match character {
        '\u{d7ff}' => Some('\u{e000}'), // surrogates are no characters
        other => char::from_u32(u32::from(other) + 1),
    }
}

impl Position {
    /// Just after this sort key, in the order of the query it is given to.
    pub fn at(sort: impl Into<String>) -> Self {
        Self { sort: sort.into() }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&URL_SAFE_NO_PAD.encode(&self.sort))
    }
}

impl FromStr for Position {
    type Err = StoreError;

    /// Reads back what `to_string` gave.
    fn from_str(text: &str) -> Result<Self, StoreError> {
        let invalid = || StoreError::Invalid(format!("`{text}` is not a position that a page ended at"));
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| invalid())?;
        let sort = String::from_utf8(bytes).map_err(|_| invalid())?;
        if sort.is_empty() || sort.contains('\0') || sort.len() > limits::SORT_BYTES {
            return Err(invalid());
        }
        Ok(Self { sort })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_prefix_is_the_next_text_that_does_not_begin_with_it() {
        let cases = [
            ("a", Some("b")),
            ("session#", Some("session$")),
            ("a\u{10ffff}", Some("b")),
            ("\u{10ffff}", None),
            ("\u{d7ff}", Some("\u{e000}")),
            ("", None),
        ];
        for (prefix, end) in cases {
            assert_eq!(end_of_prefix(prefix).as_deref(), end, "{prefix:?}");
        }
    }

    #[test]
    fn a_position_goes_through_a_url_and_back() {
        for sort in ["a", "session#ÄÖ", "\u{10ffff}"] {
            let position = Position::at(sort);
            assert_eq!(position.to_string().parse::<Position>().unwrap(), position);
        }
        for bad in ["", "%", "AA", "_w"] {
            assert!(bad.parse::<Position>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_position_outside_the_range_never_widens_it() {
        let before = Query::prefix("p", "m").after(Position::at("a"));
        assert_eq!(before.bounds().unwrap().lower, Bound::Included("m".to_owned()));
        let beyond = Query::prefix("p", "m").after(Position::at("z"));
        assert!(beyond.bounds().unwrap().is_empty());
        let backwards = Query::prefix("p", "m").order(Order::Backwards).after(Position::at("z"));
        assert_eq!(backwards.bounds().unwrap().upper, Bound::Excluded("n".to_owned()));
    }

    #[test]
    fn a_query_has_limits_too() {
        assert!(matches!(Query::all("").bounds(), Err(StoreError::Invalid(_))));
        assert!(matches!(Query::all("p").limit(0).bounds(), Err(StoreError::Invalid(_))));
        assert!(matches!(Query::prefix("p", "a\0").bounds(), Err(StoreError::Invalid(_))));
        assert!(matches!(Query::prefix("p", "x".repeat(1025)).bounds(), Err(StoreError::TooLarge { .. })));
        assert!(Query::prefix("p", "\u{7f}".repeat(1024)).bounds().is_ok());
    }
}
