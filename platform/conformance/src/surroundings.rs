//! Time and randomness of a replay: the same every time, so that a failure can be repeated.

use jiff::Timestamp;
use lockstep_gateway::Surroundings;
use std::sync::atomic::{AtomicU64, Ordering};

/// A clock that stands still, and identifiers by counting.
#[derive(Debug, Default)]
pub struct Repeatable(AtomicU64);

impl Surroundings for Repeatable {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(1_795_510_800).unwrap_or_default()
    }

    fn random(&self) -> [u8; 16] {
        let mut state = self.0.fetch_add(1, Ordering::Relaxed).wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bytes = [0; 16];
        for chunk in bytes.chunks_mut(8) {
            // SplitMix64.
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(mixed ^ (mixed >> 31)).to_be_bytes());
        }
        bytes
    }
}
