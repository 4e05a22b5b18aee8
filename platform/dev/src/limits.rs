//! How much a client may ask of the server.

use lockstep_gateway::PAYLOAD_LIMIT;
use std::time::Duration;

/// Bounds on what one client, and all together, can make the server hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest head (request line and headers), bytes; a longer one is answered 431.
    pub head_bytes: usize,
    /// The longest body, bytes; a longer one is answered 413.
    pub body_bytes: usize,
    /// The longest body of a method that asks without changing anything (`GET`, `HEAD`, `OPTIONS`, `TRACE`), bytes; a
    /// longer one is answered 413. HTTP gives such a body no meaning (RFC 9110, 9.3.1).
    pub asking_body_bytes: usize,
    /// The most that all bodies under way take together, bytes; what finds no room is answered 503.
    pub bodies_bytes: usize,
    /// How long a client may take for a head, which is also how long an idle connection stays open.
    pub head_time: Duration,
    /// How long a client may take for a body.
    pub body_time: Duration,
    /// How long a client may take no byte of an answer before its connection is closed.
    pub write_time: Duration,
    /// How many connections are open at once; more wait.
    pub connections: usize,
    /// How long requests under way are waited for when the server ends.
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head_bytes: 32 * 1024,
            body_bytes: PAYLOAD_LIMIT,
            asking_body_bytes: 16 * 1024,
            bodies_bytes: 64 * 1024 * 1024,
            head_time: Duration::from_secs(30),
            body_time: Duration::from_secs(30),
            write_time: Duration::from_secs(30),
            connections: 2048,
            grace: Duration::from_secs(10),
        }
    }
}
