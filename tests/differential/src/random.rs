//! Draws from a seed, so that every case can be drawn again.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::{Map, Value, json};

/// A source of choices.
pub struct Random(StdRng);

impl Random {
    /// The choices that follow from a seed.
    pub fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// A number from 0 to `end` - 1; 0 when `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { self.0.random_range(0..end) }
    }

    /// A number from `first` to `last`.
    pub fn between(&mut self, first: usize, last: usize) -> usize {
        self.0.random_range(first..=last)
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    /// One of some.
    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// A text that something makes, several times over.
    pub fn repeat(&mut self, first: usize, last: usize, mut make: impl FnMut(&mut Self) -> String) -> String {
        (0..self.between(first, last)).map(|_| make(self)).collect()
    }

    /// A JSON value that is no container.
    pub fn scalar(&mut self) -> Value {
        match self.below(12) {
            0 => json!(self.pick(&[0_i64, 1, 2, 3, 7, -1, 42, 2_147_483_648, 123_456_789_012])),
            1 => json!(self.pick(&[1.5, 2.0, 0.25, -3.75, 1e-7, 1e8, 100.125])),
            2 => json!(self.pick(&[true, false])),
            3 => Value::Null,
            4 => json!(self.pick(&["", " ", "1", "2.0", "true", "null", "0", "-1"])),
            5 => json!(self.pick(&[
                "it's",
                "a \"b\"",
                "a/b",
                "é\u{2028}",
                "a\\b",
                "\u{1f600}x",
                "<&>",
                "x\ny"
            ])),
            _ => json!(self.pick(&["x", "y", "abc", "X", "a,b,c", "a b", "hello world", "aXbX"])),
        }
    }

    /// A JSON value that nests at most so deep, with names out of `names`.
    pub fn document(&mut self, depth: usize, names: &[&str]) -> Value {
        match if depth == 0 { 0 } else { self.below(20) } {
            0..=5 => self.scalar(),
            6..=12 => {
                let count = self.below(5);
                self.object(count, depth - 1, names)
            }
            13..=15 => {
                let names: Vec<&str> = names.iter().take(3).copied().collect();
                (0..self.below(5))
                    .map(|_| {
                        let count = self.between(1, 3);
                        self.object(count, depth.saturating_sub(2), &names)
                    })
                    .collect()
            }
            _ => (0..self.below(5)).map(|_| self.document(depth - 1, names)).collect(),
        }
    }

    fn object(&mut self, count: usize, depth: usize, names: &[&str]) -> Value {
        let mut members = Map::new();
        for _ in 0..count {
            members.insert(self.pick(names).to_owned(), self.document(depth, names));
        }
        Value::Object(members)
    }
}
