//! What the gateway takes from outside: the time, and randomness for its identifiers.

use jiff::Timestamp;

/// The gateway's clock and its source of identifiers.
pub trait Surroundings: Send + Sync {
    /// The present.
    fn now(&self) -> Timestamp;

    /// Fresh random bytes; request ids and trace ids are made of them.
    fn random(&self) -> [u8; 16];
}
