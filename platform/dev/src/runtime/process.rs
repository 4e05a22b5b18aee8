//! One process of a function.

use super::child::Child;
use super::exchange::{Answer, Event, Exchange};
use super::failure;
use super::function::ProcessFunction;
use super::interface;
use super::journal::{Journal, LogStream};
use super::memory::Memory;
use super::output::Output;
use super::report;
use super::watchdog::Watchdog;
use crate::lambda_failure;
use serde_json::Value;
use std::future::Future;
use std::io;
use std::net::Ipv4Addr;
use std::pin::pin;
use std::process::ExitStatus;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// How often the memory of a process at work is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// How long what a process said last may still be under way when it has ended.
const LAST_WORDS: Duration = Duration::from_millis(50);

/// Why a process came to nothing.
#[derive(Debug)]
pub(crate) enum Broken {
    /// The program cannot be run.
    NoBootstrap(io::Error),
    /// It said that it cannot start, and why.
    InitError(Answer),
    /// It ended.
    Exited(ExitStatus),
    /// It took longer than it may, and was killed.
    TimedOut,
    /// It held more memory than it may, and was killed.
    OutOfMemory,
}

/// A process of a function. Dropping it kills it and all that it started.
#[derive(Debug)]
pub(crate) struct Process {
    child: Child,
    exchange: Arc<Exchange>,
    journal: Arc<Journal>,
    output: Output,
    memory: Memory,
    memory_limit: u64,
    /// How long it took to start; reported once.
    init: Option<Duration>,
    /// Serves its Runtime API.
    _interface: JoinSet<()>,
}

impl Process {
    /// Starts a process and waits until it asks for its first event.
    pub async fn start(
        function: &ProcessFunction,
        journal: Arc<Journal>,
        watchdog: Arc<Watchdog>,
        time: Duration,
    ) -> Result<Self, Broken> {
        let began = Instant::now();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(Broken::NoBootstrap)?;
        let address = listener.local_addr().map_err(Broken::NoBootstrap)?;
        let exchange = Arc::new(Exchange::new());
        let mut served = JoinSet::new();
        served.spawn(interface::serve(listener, Arc::clone(&exchange)));
        let started = Child::start(function, address, watchdog).await;
        let (child, output, error) = started.map_err(Broken::NoBootstrap)?;
        let mut process = Self {
            memory: Memory::new(child.id()),
            child,
            output: Output::new(output, error, &journal),
            exchange: Arc::clone(&exchange),
            journal,
            memory_limit: u64::from(function.memory) * 1024 * 1024,
            init: None,
            _interface: served,
        };
        let started = process.until(began + time, exchange.started()).await;
        let broken = match started {
            Ok(Ok(())) => {
                process.init = Some(began.elapsed());
                // What it wrote while it started belongs to no event.
                process.drain().await;
                return Ok(process);
            }
            Ok(Err(answer)) => Broken::InitError(answer),
            Err(broken) => broken,
        };
        process.child.kill();
        process.output.close().await;
        Err(broken)
    }

    /// Whether it waits for an event.
    pub fn is_ready(&mut self) -> bool {
        self.exchange.is_asking() && !self.child.has_ended()
    }

    /// Gives it an event; gives it back if the process does not wait for one.
    pub fn deliver(&self, event: Arc<Event>) -> Result<(), Arc<Event>> {
        if !self.exchange.is_asking() {
            return Err(event);
        }
        // Said before, so that nothing the process writes comes earlier.
        self.journal.work_on(Some(Arc::clone(&event.request_id)));
        self.journal.line(LogStream::Platform, &report::start(&event.request_id));
        self.exchange.deliver(event)
    }

    /// Waits for the answer to the event that was delivered.
    pub async fn answer(&mut self, deadline: Instant) -> Result<Answer, Broken> {
        let exchange = Arc::clone(&self.exchange);
        self.until(deadline, exchange.answered()).await
    }

    /// Waits until it asks for the next event.
    pub async fn settle(&mut self, deadline: Instant) -> Result<(), Broken> {
        let exchange = Arc::clone(&self.exchange);
        self.until(deadline, exchange.asking()).await
    }

    /// All that it wrote so far is in the journal after this.
    pub async fn drain(&self) {
        self.output.drain().await;
    }

    /// The journal of this process.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The most memory that it ever held, bytes.
    pub fn peak(&mut self) -> u64 {
        self.memory.peak()
    }

    /// How long it took to start, the first time that somebody asks.
    pub fn take_init(&mut self) -> Option<Duration> {
        self.init.take()
    }

    /// Waits for something, unless the process ends, or is killed, before that.
    async fn until<T>(&mut self, deadline: Instant, wanted: impl Future<Output = T>) -> Result<T, Broken> {
        let mut wanted = pin!(wanted);
        loop {
            let look = deadline.min(Instant::now() + LOOK_EVERY);
            tokio::select! {
                biased;
                seen = &mut wanted => return Ok(seen),
                status = self.child.ended() => {
                    let last_words = tokio::time::timeout(LAST_WORDS, wanted).await;
                    return last_words.map_err(|_| Broken::Exited(status));
                }
                () = tokio::time::sleep_until(look) => {}
            }
            if self.memory.look() > self.memory_limit {
                self.child.kill();
                return Err(Broken::OutOfMemory);
            }
            if Instant::now() >= deadline {
                self.child.kill();
                return Err(Broken::TimedOut);
            }
        }
    }
}

impl Broken {
    /// Lambda's error object.
    pub fn object(&self, function: &ProcessFunction, request_id: &str) -> Value {
        match self {
            Self::NoBootstrap(error) => failure::no_bootstrap(request_id, &function.bootstrap, error),
            Self::InitError(answer) => failure::said(answer, "Runtime.InitError"),
            Self::Exited(status) => failure::exited(request_id, *status),
            Self::TimedOut => lambda_failure::timed_out(request_id, function.timeout),
            Self::OutOfMemory => failure::out_of_memory(request_id),
        }
    }
}
