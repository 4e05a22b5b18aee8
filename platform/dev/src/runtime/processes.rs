//! Functions that are programs of their own.

use super::function::ProcessFunction;
use super::journal::LogSink;
use super::pool::Pool;
use super::watchdog::Watchdog;
use async_trait::async_trait;
use lockstep_gateway::{Invocation, Invoke, InvokeError, Payload};
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

/// How many processes there may be, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProcessLimits {
    /// How many events of one function may be under way at once; a further one is refused, as Lambda throttles.
    pub concurrency: usize,
    /// How long a process is kept that is not used.
    pub idle_time: Duration,
    /// How long a process may take to ask for its first event (documented: 10 s). One that takes longer is started once more,
    /// within the function's time-out.
    pub init_time: Duration,
}

impl Default for ProcessLimits {
    fn default() -> Self {
        Self { concurrency: 100, idle_time: Duration::from_mins(5), init_time: Duration::from_secs(10) }
    }
}

/// Calls functions that are programs of their own. Their processes end with this.
pub struct Processes {
    limits: ProcessLimits,
    sink: Arc<dyn LogSink>,
    watchdog: Arc<Watchdog>,
    pools: RwLock<Pools>,
}

type Pools = HashMap<(u32, String), Arc<Pool>>;

impl Processes {
    /// Functions, and who gets what they write. No process is started before its first event.
    pub fn new(
        functions: impl IntoIterator<Item = ProcessFunction>,
        limits: ProcessLimits,
        sink: Arc<dyn LogSink>,
    ) -> Self {
        let processes = Self { limits, sink, watchdog: Arc::new(Watchdog::new()), pools: RwLock::default() };
        processes.replace(functions);
        processes
    }

    /// Puts functions in the place of those there were: events from now on meet new processes. What is under way goes on.
    pub fn replace(&self, functions: impl IntoIterator<Item = ProcessFunction>) {
        let pools = functions.into_iter().map(|function| {
            let name = (function.version, function.name.clone());
            let pool = Pool::new(function, self.limits, Arc::clone(&self.sink), Arc::clone(&self.watchdog));
            (name, Arc::new(pool))
        });
        let pools = pools.collect();
        let replaced =
            std::mem::replace(&mut *self.pools.write().unwrap_or_else(PoisonError::into_inner), pools);
        drop(replaced);
    }
}

#[async_trait]
impl Invoke for Processes {
    async fn invoke(&self, invocation: Invocation) -> Result<Payload, InvokeError> {
        let name = (invocation.version, invocation.function.clone());
        let pool = self.pools.read().unwrap_or_else(PoisonError::into_inner).get(&name).cloned();
        match pool {
            Some(pool) => pool.invoke(invocation).await,
            None => Err(InvokeError::Unavailable(format!(
                "version {} has no function `{}`",
                invocation.version, invocation.function
            ))),
        }
    }
}

impl fmt::Debug for Processes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pools = self.pools.read().unwrap_or_else(PoisonError::into_inner);
        let names: Vec<_> = pools.keys().collect();
        formatter.debug_struct("Processes").field("functions", &names).finish_non_exhaustive()
    }
}
