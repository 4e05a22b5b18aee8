//! The machine's clock and randomness.

use jiff::Timestamp;
use lockstep_gateway::Surroundings;

/// What a gateway takes from outside, taken from the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemSurroundings;

impl Surroundings for SystemSurroundings {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn random(&self) -> [u8; 16] {
        // All but six bits of a random UUID are random, and the gateway sets those six itself where it makes one.
        uuid::Uuid::new_v4().into_bytes()
    }
}
