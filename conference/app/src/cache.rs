//! A few things that never change, kept while there is room for them.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The things asked for last, up to a total weight. There are few (a release weighs a megabyte), so they stand in a list.
pub(crate) struct Cache<Key, T: ?Sized> {
    most: u64,
    /// The one asked for last comes last.
    entries: Mutex<Vec<Entry<Key, T>>>,
}

/// A thing with its key and its weight.
pub(crate) struct Entry<Key, T: ?Sized> {
    pub(crate) key: Key,
    pub(crate) thing: Arc<T>,
    pub(crate) weight: u64,
}

impl<Key: PartialEq, T: ?Sized> Cache<Key, T> {
    /// A cache for things of this weight in all; the one asked for last stays whatever it weighs.
    pub(crate) fn new(most: u64) -> Self {
        Self { most, entries: Mutex::new(Vec::new()) }
    }

    pub(crate) fn get(&self, key: &Key) -> Option<Arc<T>> {
        let mut entries = self.entries();
        let position = entries.iter().rposition(|entry| entry.key == *key)?;
        entries[position..].rotate_left(1);
        entries.last().map(|entry| Arc::clone(&entry.thing))
    }

    pub(crate) fn put(&self, key: Key, thing: Arc<T>, weight: u64) {
        let mut entries = self.entries();
        entries.retain(|entry| entry.key != key);
        entries.push(Entry { key, thing, weight });
        let mut total: u64 = entries.iter().map(|entry| entry.weight).sum();
        while total > self.most && entries.len() > 1 {
            total -= entries.remove(0).weight;
        }
    }

    /// Takes out what has such a key.
    pub(crate) fn take(&self, mut has: impl FnMut(&Key) -> bool) -> Vec<Entry<Key, T>> {
        self.entries().extract_if(.., |entry| has(&entry.key)).collect()
    }

    fn entries(&self) -> MutexGuard<'_, Vec<Entry<Key, T>>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<Key: PartialEq, T: ?Sized> fmt::Debug for Cache<Key, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entries = self.entries();
        formatter.debug_struct("Cache").field("most", &self.most).field("entries", &entries.len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_asked_for_the_longest_goes_first() {
        let cache = Cache::new(10);
        for key in ["a", "b"] {
            cache.put(key, Arc::from(key), 5);
        }
        assert_eq!(cache.get(&"a").as_deref(), Some("a"));
        cache.put("c", Arc::from("c"), 5);
        assert_eq!(cache.get(&"b"), None);
        assert!(cache.get(&"a").is_some() && cache.get(&"c").is_some());
    }

    #[test]
    fn the_last_one_stays_however_heavy() {
        let cache = Cache::new(10);
        cache.put(1, Arc::from("light"), 1);
        cache.put(2, Arc::from("heavy"), 100);
        assert_eq!(cache.get(&1), None);
        assert_eq!(cache.get(&2).as_deref(), Some("heavy"));
        assert_eq!(format!("{cache:?}"), "Cache { most: 10, entries: 1 }");
    }

    #[test]
    fn what_is_taken_is_gone() {
        let cache: Cache<_, str> = Cache::new(10);
        for key in 1..=3 {
            cache.put(key, Arc::from("thing"), 2);
        }
        let taken: Vec<_> = cache.take(|key| *key != 2).into_iter().map(|entry| entry.key).collect();
        assert_eq!(taken, [1, 3]);
        assert!(cache.get(&1).is_none() && cache.get(&2).is_some());
    }

    #[test]
    fn putting_again_replaces() {
        let cache = Cache::new(10);
        cache.put(1, Arc::from("old"), 6);
        cache.put(1, Arc::from("new"), 6);
        cache.put(2, Arc::from("other"), 4);
        assert_eq!(cache.get(&1).as_deref(), Some("new"));
    }
}
