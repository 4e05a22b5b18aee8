//! What happens in a history.

use super::compare::Revisions;
use crate::contract::noon;
use crate::limits::{BATCH_OPERATIONS, GET_MANY_KEYS, ITEM_BYTES};
use crate::{
    Batch, Check, Clock, Condition, Delete, Expiry, Key, Operation, Order, Position, Put, Query, Token,
};
use jiff::SignedDuration;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::fmt;

/// Few enough that histories meet themselves again.
pub(super) const PARTITIONS: [&str; 3] = ["a", "a#", "ä"];
const SORTS: [&str; 10] = ["a", "a#", "a#1", "a#10", "a#2", "b", "B", "é", "\u{ffff}", "\u{10000}"];

/// One step of a history.
#[derive(Debug)]
pub(super) enum Step {
    Commit(Batch),
    Get(Key),
    GetMany(Vec<Key>),
    Query(Query),
    Wait(SignedDuration),
}

/// Draws steps from a seed. It remembers batches to repeat them, and the time to choose expiries near it.
pub(super) struct Generator {
    random: StdRng,
    now: i64,
    committed: Vec<Batch>,
}

impl Generator {
    pub(super) fn new(seed: u64) -> Self {
        let now = noon().now().as_second();
        Self { random: StdRng::seed_from_u64(seed), now, committed: Vec::new() }
    }

    pub(super) fn step(&mut self, revisions: &Revisions) -> Step {
        match self.random.random_range(0..100) {
            0..50 => Step::Commit(self.batch(revisions)),
            50..58 => Step::Commit(self.repeated_batch(revisions)),
            58..66 => Step::Get(self.key()),
            66..74 => Step::GetMany(self.keys()),
            74..90 => Step::Query(self.query()),
            _ => Step::Wait(self.wait()),
        }
    }

    fn batch(&mut self, revisions: &Revisions) -> Batch {
        let count = match self.random.random_range(0..100) {
            0..3 => self.random.random_range(BATCH_OPERATIONS - 2..BATCH_OPERATIONS + 3),
            3..5 => 0,
            _ => self.random.random_range(1..6),
        };
        let mut batch = Batch::new();
        for number in 0..count {
            let key = if count > 6 { self.numbered_key(number) } else { self.key() };
            batch.add(self.operation(key, revisions));
        }
        if self.random.random_ratio(1, 3) {
            batch = batch.under(self.token());
        }
        self.committed.push(batch.clone());
        batch
    }

    fn repeated_batch(&mut self, revisions: &Revisions) -> Batch {
        if self.committed.is_empty() {
            return self.batch(revisions);
        }
        let place = self.random.random_range(0..self.committed.len());
        self.committed[place].clone()
    }

    fn operation(&mut self, key: Key, revisions: &Revisions) -> Operation {
        let condition = self.random.random_ratio(2, 5).then(|| self.condition(revisions));
        match self.random.random_range(0..10) {
            0..6 => {
                let (value, expires) = (self.value(), self.expires());
                Put { key, value: value.into(), expires, condition }.into()
            }
            6..9 => Delete { key, condition }.into(),
            _ => Check::new(key, condition.unwrap_or(Condition::Absent)).into(),
        }
    }

    fn condition(&mut self, revisions: &Revisions) -> Condition {
        match self.random.random_range(0..4) {
            0 => Condition::Absent,
            1 => Condition::Present,
            _ => {
                // Mostly one of the latest, so that it often holds.
                let known = revisions.known();
                let recent = known.len().saturating_sub(8);
                let place = self.random.random_range(recent..=known.len());
                known.get(place).map_or(Condition::Present, |revision| Condition::Revision(*revision))
            }
        }
    }

    fn value(&mut self) -> Vec<u8> {
        let length = match self.random.random_range(0..200) {
            0..6 => self.random.random_range(100_000..ITEM_BYTES - 100),
            6 => self.random.random_range(ITEM_BYTES - 20..ITEM_BYTES + 20),
            _ => self.random.random_range(0..40),
        };
        let first = self.random.random_range(0..=255);
        (0..length).map(|place| u8::try_from(place % 251).unwrap_or(0) ^ first).collect()
    }

    fn expires(&mut self) -> Option<Expiry> {
        let later = self.random.random_range(-5..100);
        self.random.random_ratio(1, 3).then(|| Expiry::from_epoch_seconds(self.now + later))
    }

    fn token(&mut self) -> Token {
        let name = format!("token {}", self.random.random_range(0..6));
        Token::new(name).expect("a short text is a token")
    }

    fn key(&mut self) -> Key {
        let sort = SORTS[self.random.random_range(0..SORTS.len())];
        Key::new(self.partition(), sort).expect("a short text is a key")
    }

    fn numbered_key(&mut self, number: usize) -> Key {
        Key::new(self.partition(), format!("n#{number}")).expect("a short text is a key")
    }

    fn partition(&mut self) -> &'static str {
        PARTITIONS[self.random.random_range(0..PARTITIONS.len())]
    }

    fn keys(&mut self) -> Vec<Key> {
        let count =
            if self.random.random_ratio(1, 10) { GET_MANY_KEYS } else { self.random.random_range(0..6) };
        (0..count).map(|_| self.key()).collect()
    }

    fn query(&mut self) -> Query {
        let partition = self.partition();
        let mut end = || SORTS[self.random.random_range(0..SORTS.len())];
        let (from, until) = (end(), end());
        let mut query = match self.random.random_range(0..4) {
            0 => Query::all(partition),
            1 => Query::range(partition, from, until),
            _ => Query::prefix(partition, ["", "a", "a#", "a#1", "n", "n#1"][self.random.random_range(0..6)]),
        };
        if self.random.random_ratio(1, 2) {
            query = query.order(Order::Backwards);
        }
        if self.random.random_ratio(1, 2) {
            query = query.limit(self.random.random_range(1..5));
        }
        if self.random.random_ratio(1, 4) {
            query = query.after(Position::at(from));
        }
        query
    }

    fn wait(&mut self) -> SignedDuration {
        let seconds = match self.random.random_range(0..10) {
            0 => self.random.random_range(20 * 3600..26 * 3600),
            _ => self.random.random_range(0..40),
        };
        self.now += seconds;
        SignedDuration::from_secs(seconds)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Commit(batch) => {
                write!(formatter, "commit ")?;
                if let Some(token) = batch.token() {
                    write!(formatter, "under `{token}` ")?;
                }
                batch
                    .operations()
                    .iter()
                    .take(6)
                    .try_for_each(|operation| write_operation(formatter, operation))
            }
            Self::Get(key) => write!(formatter, "get {key}"),
            Self::GetMany(keys) => write!(formatter, "get {} keys", keys.len()),
            Self::Query(query) => write!(formatter, "{query:?}"),
            Self::Wait(time) => write!(formatter, "wait {time:#}"),
        }
    }
}

fn write_operation(formatter: &mut fmt::Formatter<'_>, operation: &Operation) -> fmt::Result {
    let key = operation.key();
    match operation {
        Operation::Put(put) => write!(formatter, "put {} bytes at {key}", put.value.len())?,
        Operation::Delete(_) => write!(formatter, "delete {key}")?,
        Operation::Check(_) => write!(formatter, "check {key}")?,
    }
    match operation.condition() {
        Some(condition) => write!(formatter, " if {condition}, "),
        None => write!(formatter, ", "),
    }
}
