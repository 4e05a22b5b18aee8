//! The processes of one function.

use super::exchange::{Answer, Event};
use super::failure;
use super::function::ProcessFunction;
use super::journal::{Journal, LogSink, LogStream};
use super::process::{Broken, Process};
use super::processes::ProcessLimits;
use super::report::{self, Report, Status};
use super::watchdog::Watchdog;
use crate::lambda_failure;
use bytes::Bytes;
use lockstep_gateway::{Invocation, InvocationKind, InvokeError, Payload};
use serde_json::Value;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, SystemTime};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::time::Instant;

/// How long an event waits for a process that has just answered, before another one is started for it.
const PATIENCE: Duration = Duration::from_millis(25);

/// How long an event waits where as many are under way as may be. Long enough for a process that has just answered.
const THROTTLE_PATIENCE: Duration = Duration::from_millis(50);

/// How often an event is given to another process because the one it was meant for has hung up.
const ATTEMPTS: usize = 3;

/// The processes of one function: as many as there are events at once.
pub(crate) struct Pool {
    function: ProcessFunction,
    limits: ProcessLimits,
    sink: Arc<dyn LogSink>,
    watchdog: Arc<Watchdog>,
    room: Arc<Semaphore>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Those that wait, the last used at the end.
    idle: Vec<(Process, Instant)>,
    /// How many have answered and not asked for the next event yet.
    settling: usize,
    /// Who waits for one of them.
    waiting: VecDeque<oneshot::Sender<Process>>,
    /// Whether somebody sees to it that idle processes end.
    swept: bool,
}

type Reply = Result<Payload, Value>;

impl Pool {
    pub fn new(
        function: ProcessFunction,
        limits: ProcessLimits,
        sink: Arc<dyn LogSink>,
        watchdog: Arc<Watchdog>,
    ) -> Self {
        let room = Arc::new(Semaphore::new(limits.concurrency));
        Self { function, limits, sink, watchdog, room, state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Calls the function. It goes on when its caller has gone: so does Lambda when API Gateway gives up.
    pub async fn invoke(self: &Arc<Self>, invocation: Invocation) -> Result<Payload, InvokeError> {
        let (timeout, kind) = (invocation.timeout, invocation.kind);
        let event = self.event(invocation)?;
        let room = tokio::time::timeout(THROTTLE_PATIENCE, Arc::clone(&self.room).acquire_owned()).await;
        let room = room.ok().and_then(Result::ok).ok_or_else(failure::throttled)?;
        let (reply, replied) = oneshot::channel();
        tokio::spawn(Arc::clone(self).run(event, room, reply));
        if kind == InvocationKind::Event {
            return Ok(Payload::Text(String::new()));
        }
        match tokio::time::timeout(timeout, replied).await {
            Ok(Ok(reply)) => reply.map_err(InvokeError::Failed),
            Ok(Err(_)) => Err(InvokeError::Unavailable("the functions have been stopped".to_owned())),
            Err(_) => Err(InvokeError::TimedOut),
        }
    }

    fn event(&self, invocation: Invocation) -> Result<Event, InvokeError> {
        let body = invocation.event.into_text();
        if body.len() > lambda_failure::EVENT_LIMIT {
            return Err(lambda_failure::event_too_large(body.len()));
        }
        Ok(Event {
            request_id: invocation.request_id.into(),
            trace_id: invocation.trace_id,
            client_context: invocation.client_context,
            arn: self.function.arn(),
            deadline: SystemTime::now() + self.function.timeout,
            body: Bytes::from(body),
        })
    }

    async fn run(self: Arc<Self>, event: Event, room: OwnedSemaphorePermit, reply: oneshot::Sender<Reply>) {
        let request_id = Arc::clone(&event.request_id);
        let (mut process, deadline) = match self.begin(event).await {
            Ok(begun) => begun,
            Err(error) => {
                let _ = reply.send(Err(error));
                return;
            }
        };
        let began = Instant::now();
        let outcome = process.answer(deadline).await;
        let duration = began.elapsed();
        let settling = outcome.is_ok().then(|| Settling::new(&self));
        let status = status(&outcome);
        let _ = reply.send(self.reply(&request_id, outcome));
        process.drain().await;
        let report = Report {
            request_id: &request_id,
            duration,
            init: process.take_init(),
            memory: self.function.memory,
            used: process.peak(),
            status,
        };
        process.journal().line(LogStream::Platform, &report::end(&request_id));
        process.journal().line(LogStream::Platform, &report.line());
        process.journal().work_on(None);
        if let Some(settling) = settling
            && process.settle(deadline).await.is_ok()
        {
            drop(room);
            settling.give_back(process);
        }
    }

    /// Finds a process for an event and gives it to it.
    async fn begin(&self, event: Event) -> Result<(Process, Instant), Value> {
        let mut event = event;
        for _ in 0..ATTEMPTS {
            let (process, time) = match self.idle().await {
                Some(process) => (process, self.function.timeout),
                None => self.start(&event.request_id).await?,
            };
            event.deadline = SystemTime::now() + time;
            let shared = Arc::new(event);
            match process.deliver(shared) {
                Ok(()) => return Ok((process, Instant::now() + time)),
                // Nobody else has it: it was not delivered.
                Err(back) => match Arc::try_unwrap(back) {
                    Ok(back) => event = back,
                    Err(_) => break,
                },
            }
        }
        Err(lambda_failure::object("Runtime.ExitError", "Error: Runtime exited without providing a reason"))
    }

    /// The process used last of those that wait. Where none waits but one will in a moment, that one.
    async fn idle(&self) -> Option<Process> {
        let mut waiting = {
            let mut state = self.state();
            while let Some((mut process, _)) = state.idle.pop() {
                if process.is_ready() {
                    return Some(process);
                }
            }
            if state.settling <= state.waiting.len() {
                return None;
            }
            let (give, waiting) = oneshot::channel();
            state.waiting.push_back(give);
            waiting
        };
        if let Ok(given) = tokio::time::timeout(PATIENCE, &mut waiting).await {
            return given.ok();
        }
        // It may have been given in this very moment.
        waiting.close();
        waiting.try_recv().ok()
    }

    /// Starts a process. Documented: a start that fails is tried again, within the time of the event that it is for. Says how
    /// much of that time is left.
    async fn start(&self, request_id: &str) -> Result<(Process, Duration), Value> {
        let failed = match self.start_once(self.limits.init_time, "init").await {
            Ok(process) => return Ok((process, self.function.timeout)),
            Err(failed) => failed,
        };
        if matches!(failed, Broken::NoBootstrap(_)) {
            return Err(failed.object(&self.function, request_id));
        }
        let began = Instant::now();
        match self.start_once(self.function.timeout, "invoke").await {
            Ok(process) => Ok((process, self.function.timeout.saturating_sub(began.elapsed()))),
            Err(failed) => Err(failed.object(&self.function, request_id)),
        }
    }

    async fn start_once(&self, time: Duration, phase: &str) -> Result<Process, Broken> {
        let began = Instant::now();
        let journal = Journal::new(Arc::clone(&self.sink), &self.function.name, self.function.version);
        let journal = Arc::new(journal);
        let started =
            Process::start(&self.function, Arc::clone(&journal), Arc::clone(&self.watchdog), time).await;
        started.inspect_err(|broken| {
            let line = report::init_report(began.elapsed(), phase, broken_status(broken));
            journal.line(LogStream::Platform, &line);
        })
    }

    fn reply(&self, request_id: &str, outcome: Result<Answer, Broken>) -> Reply {
        match outcome {
            // JSON is UTF-8; what is none fails where it is read.
            Ok(Answer::Response(body)) => Ok(Payload::Text(match String::from_utf8(body.into()) {
                Ok(text) => text,
                Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
            })),
            Ok(answer) => Err(failure::said(&answer, "Unhandled")),
            Err(broken) => Err(broken.object(&self.function, request_id)),
        }
    }

    /// Ends the processes that were not used for a time.
    fn sweep(&self) -> bool {
        let mut state = self.state();
        state.idle.retain(|(_, since)| since.elapsed() < self.limits.idle_time);
        state.swept = !state.idle.is_empty();
        state.swept
    }
}

fn status(outcome: &Result<Answer, Broken>) -> Status {
    outcome.as_ref().map_or_else(broken_status, |_| Status::Answered)
}

fn broken_status(broken: &Broken) -> Status {
    match broken {
        Broken::TimedOut => Status::TimedOut,
        Broken::NoBootstrap(_) => Status::Failed("Runtime.InvalidEntrypoint"),
        Broken::InitError(_) => Status::Failed("Runtime.InitError"),
        Broken::Exited(_) => Status::Failed("Runtime.ExitError"),
        Broken::OutOfMemory => Status::Failed("Runtime.OutOfMemory"),
    }
}

/// A process that has answered and not asked for the next event yet.
struct Settling<'a> {
    pool: &'a Arc<Pool>,
    given_back: bool,
}

impl<'a> Settling<'a> {
    fn new(pool: &'a Arc<Pool>) -> Self {
        pool.state().settling += 1;
        Self { pool, given_back: false }
    }

    /// It asked.
    fn give_back(mut self, mut process: Process) {
        self.given_back = true;
        let mut state = self.pool.state();
        state.settling -= 1;
        while let Some(waiting) = state.waiting.pop_front() {
            match waiting.send(process) {
                Ok(()) => return,
                Err(back) => process = back,
            }
        }
        state.idle.push((process, Instant::now()));
        if !std::mem::replace(&mut state.swept, true) {
            tokio::spawn(sweep(Arc::downgrade(self.pool), self.pool.limits.idle_time));
        }
    }
}

impl Drop for Settling<'_> {
    fn drop(&mut self) {
        if !self.given_back {
            let mut state = self.pool.state();
            state.settling -= 1;
            // Who waits for it waits no longer.
            state.waiting.pop_front();
        }
    }
}

/// Ends idle processes until there are none.
async fn sweep(pool: Weak<Pool>, idle_time: Duration) {
    loop {
        tokio::time::sleep(idle_time / 4).await;
        match pool.upgrade() {
            Some(pool) if pool.sweep() => {}
            _ => return,
        }
    }
}
