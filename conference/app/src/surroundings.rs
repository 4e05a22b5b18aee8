//! What a use case needs from outside: the time, and fresh identities.

use plenary_domain::code::PageCode;
use plenary_domain::identity::IdentitySource;
use plenary_store::{Clock, SystemClock};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// The clock and the source of identities that use cases go by.
pub struct Surroundings {
    clock: Arc<dyn Clock>,
    identities: Mutex<Box<dyn IdentitySource + Send>>,
}

impl Surroundings {
    /// Surroundings of one's own.
    pub fn new(clock: Arc<dyn Clock>, identities: impl IdentitySource + Send + 'static) -> Self {
        Self { clock, identities: Mutex::new(Box::new(identities)) }
    }

    /// The machine's clock and randomness.
    pub fn system() -> Self {
        Self::new(Arc::new(SystemClock), RandomIdentities)
    }

    pub(crate) fn now(&self) -> jiff::Timestamp {
        self.clock.now()
    }

    pub(crate) fn identities(&self) -> MutexGuard<'_, Box<dyn IdentitySource + Send>> {
        self.identities.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn uuid(&self) -> Uuid {
        self.identities().uuid()
    }
}

impl fmt::Debug for Surroundings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Surroundings").field("clock", &self.clock).finish_non_exhaustive()
    }
}

/// Identities out of the machine's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct RandomIdentities;

impl IdentitySource for RandomIdentities {
    fn uuid(&mut self) -> Uuid {
        Uuid::new_v4()
    }

    fn page_code(&mut self) -> PageCode {
        // The lower 62 bits of a version 4 UUID are all random (RFC 9562, section 5.4).
        let (_, mut random) = Uuid::new_v4().as_u64_pair();
        random &= u64::MAX >> 2;
        PageCode::from_number(random)
    }
}
