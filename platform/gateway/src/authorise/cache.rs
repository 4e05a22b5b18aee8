//! Decisions that are kept for a while.

use super::authorized::Grant;
use super::identity::CacheKey;
use jiff::Timestamp;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// How many decisions are kept, and how many bytes their answers may have had together: clients choose the keys, and must not be
/// able to fill the memory.
const MOST_DECISIONS: usize = 10_000;
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// The decisions of an authorizer, oldest first. All are kept for the same time, so the oldest is the first to go.
#[derive(Default)]
pub(crate) struct Cache(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    decisions: HashMap<CacheKey, Decision>,
    order: VecDeque<(CacheKey, Timestamp)>,
    bytes: usize,
}

struct Decision {
    grant: Arc<Grant>,
    expires: Timestamp,
    bytes: usize,
}

impl Cache {
    /// A decision that is still good.
    pub(crate) fn get(&self, key: &CacheKey, now: Timestamp) -> Option<Arc<Grant>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let decision = kept.decisions.get(key).filter(|decision| now < decision.expires)?;
        Some(Arc::clone(&decision.grant))
    }

    /// Keeps a decision; `bytes` is how long the answer was.
    pub(crate) fn put(
        &self,
        key: CacheKey,
        grant: Arc<Grant>,
        bytes: usize,
        now: Timestamp,
        expires: Timestamp,
    ) {
        if bytes > MOST_BYTES {
            return;
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some((oldest, expired)) = kept.order.front().copied() {
            let full = kept.order.len() >= MOST_DECISIONS || kept.bytes + bytes > MOST_BYTES;
            if !full && now < expired {
                break;
            }
            kept.order.pop_front();
            // A decision that was renewed stands further back in the order.
            if kept.decisions.get(&oldest).is_some_and(|decision| decision.expires == expired) {
                kept.remove(&oldest);
            }
        }
        kept.remove(&key);
        kept.bytes += bytes;
        kept.order.push_back((key, expires));
        kept.decisions.insert(key, Decision { grant, expires, bytes });
    }
}

impl Kept {
    fn remove(&mut self, key: &CacheKey) {
        if let Some(decision) = self.decisions.remove(key) {
            self.bytes -= decision.bytes;
        }
    }
}

impl std::fmt::Debug for Cache {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        formatter.debug_struct("Cache").field("decisions", &kept.decisions.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{Cache, MOST_BYTES, MOST_DECISIONS};
    use crate::authorise::authorized::Grant;
    use crate::authorise::policy::Policy;
    use jiff::Timestamp;
    use serde_json::json;
    use std::sync::Arc;

    fn grant(principal: &str) -> Arc<Grant> {
        Arc::new(Grant {
            principal_id: principal.to_owned(),
            context: Vec::new(),
            usage_identifier_key: None,
            policy: Policy::read(&json!({ "Statement": [] })).unwrap(),
        })
    }

    fn second(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn key(number: usize) -> [u8; 32] {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&(number as u64).to_be_bytes());
        key
    }

    fn principal(cache: &Cache, number: usize, now: i64) -> Option<String> {
        cache.get(&key(number), second(now)).map(|grant| grant.principal_id.clone())
    }

    #[test]
    fn decisions_expire() {
        let cache = Cache::default();
        cache.put(key(1), grant("a"), 10, second(0), second(300));
        assert_eq!(principal(&cache, 1, 0), Some("a".to_owned()));
        assert_eq!(principal(&cache, 1, 299), Some("a".to_owned()));
        assert_eq!(principal(&cache, 1, 300), None);
        assert_eq!(principal(&cache, 2, 0), None);
        // Renewed, it goes by its new time, whatever is thrown out on the way.
        cache.put(key(1), grant("b"), 10, second(300), second(600));
        cache.put(key(2), grant("c"), 10, second(301), second(601));
        assert_eq!(principal(&cache, 1, 599), Some("b".to_owned()));
    }

    #[test]
    fn the_memory_is_bounded() {
        let cache = Cache::default();
        for number in 0..MOST_DECISIONS + 5 {
            cache.put(key(number), grant("a"), 10, second(0), second(300));
        }
        assert_eq!(principal(&cache, 4, 1), None);
        assert_eq!(principal(&cache, 5, 1), Some("a".to_owned()));
        assert_eq!(format!("{cache:?}"), format!("Cache {{ decisions: {MOST_DECISIONS}, .. }}"));
        // One key over and over takes one place in the map, and the order stays bounded.
        for _ in 0..MOST_DECISIONS * 2 {
            cache.put(key(1), grant("b"), 10, second(1), second(301));
        }
        assert!(cache.0.lock().unwrap().order.len() <= MOST_DECISIONS);
        let large = Cache::default();
        for number in 0..5 {
            large.put(key(number), grant("a"), MOST_BYTES / 4, second(0), second(300));
        }
        assert_eq!(principal(&large, 0, 1), None);
        assert_eq!(principal(&large, 1, 1), Some("a".to_owned()));
        large.put(key(9), grant("a"), MOST_BYTES + 1, second(0), second(300));
        assert_eq!(principal(&large, 9, 1), None);
        assert_eq!(large.0.lock().unwrap().bytes, MOST_BYTES / 4 * 4);
    }
}
