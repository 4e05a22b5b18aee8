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
        // Each thread has a generator of its own, seeded by the machine: a request needs three of these, and three system calls
        // cost more than matching and mapping it.
        rand::random()
    }
}
