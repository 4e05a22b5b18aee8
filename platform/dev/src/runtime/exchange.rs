//! Where a process and who invokes it meet: the states of the Runtime API.
//!
//! Documented by AWS's own emulator of the interface (aws-lambda-runtime-interface-emulator, Apache-2.0): which call is
//! allowed in which state, and that a process which asks again while it works gets the same event again.

use bytes::Bytes;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;
use tokio::sync::{Notify, oneshot};

/// An event on its way to a process.
#[derive(Debug)]
pub(crate) struct Event {
    pub request_id: Arc<str>,
    pub trace_id: String,
    pub client_context: Option<String>,
    pub arn: String,
    pub deadline: SystemTime,
    /// JSON text.
    pub body: Bytes,
}

/// What a process says of an event, or of its start.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The function's response.
    Response(Bytes),
    /// An error: what it says, and the type that a header names.
    Error { body: Bytes, error_type: Option<String> },
    /// A response that is longer than it may be.
    TooLarge,
}

/// Why a call of the interface is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Not now: what the process did last, by AWS's name for it.
    State(&'static str),
    /// No event of that id is being worked on.
    RequestId,
}

#[derive(Debug)]
enum State {
    /// Nothing was heard of it yet.
    Started,
    /// It said that it cannot start.
    InitError(Option<Answer>),
    /// It asked for an event; who asked waits at the other end, unless they hung up.
    Asking(oneshot::Sender<Arc<Event>>),
    /// It works on an event.
    Working(Arc<Event>),
    /// It answered, and has not asked for the next event.
    Answered,
}

/// The meeting place. One side is the interface, the other a single invoker.
#[derive(Debug)]
pub(crate) struct Exchange {
    state: Mutex<State>,
    /// The answer that nobody has taken yet.
    answer: Mutex<Option<Answer>>,
    changed: Notify,
}

impl Exchange {
    pub fn new() -> Self {
        Self { state: Mutex::new(State::Started), answer: Mutex::new(None), changed: Notify::new() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, state: &mut State, new: State) {
        *state = new;
        self.changed.notify_one();
    }

    /// The process asks for an event, and waits for it.
    pub async fn next(&self) -> Result<Arc<Event>, Refusal> {
        let waiting = {
            let mut state = self.state();
            match &*state {
                State::InitError(_) => return Err(Refusal::State("InitError")),
                State::Working(event) => return Ok(Arc::clone(event)),
                State::Started | State::Asking(_) | State::Answered => {}
            }
            let (give, waiting) = oneshot::channel();
            self.change(&mut state, State::Asking(give));
            waiting
        };
        // Who asks twice at once gets one event, at the later place.
        waiting.await.map_err(|_| Refusal::State("Ready"))
    }

    /// The process says that it cannot start.
    pub fn init_error(&self, answer: Answer) -> Result<(), Refusal> {
        let mut state = self.state();
        match &*state {
            State::Started => {
                self.change(&mut state, State::InitError(Some(answer)));
                Ok(())
            }
            other => Err(Refusal::State(other.name())),
        }
    }

    /// Whether an answer to an event would be taken now.
    pub fn expects(&self, request_id: &str) -> Result<(), Refusal> {
        self.state().expects(request_id)
    }

    /// The process answers.
    pub fn answer(&self, request_id: &str, answer: Answer) -> Result<(), Refusal> {
        let mut state = self.state();
        state.expects(request_id)?;
        *self.answer.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
        self.change(&mut state, State::Answered);
        Ok(())
    }

    /// Gives the process an event; gives it back if the process does not ask for one.
    pub fn deliver(&self, event: Arc<Event>) -> Result<(), Arc<Event>> {
        let mut state = self.state();
        match std::mem::replace(&mut *state, State::Working(Arc::clone(&event))) {
            State::Asking(give) => match give.send(event) {
                Ok(()) => Ok(()),
                Err(event) => {
                    *state = State::Answered;
                    Err(event)
                }
            },
            other => {
                *state = other;
                Err(event)
            }
        }
    }

    /// Whether the process waits for an event.
    pub fn is_asking(&self) -> bool {
        matches!(&*self.state(), State::Asking(give) if !give.is_closed())
    }

    /// Waits until the process asks for an event.
    pub async fn asking(&self) {
        self.when(|state| matches!(state, State::Asking(_)).then_some(())).await;
    }

    /// Waits until the process asks for its first event, or says that it cannot start.
    pub async fn started(&self) -> Result<(), Answer> {
        self.when(|state| match state {
            State::Asking(_) => Some(Ok(())),
            State::InitError(answer) => answer.take().map(Err),
            _ => None,
        })
        .await
    }

    /// Waits for the answer to the event that was delivered. The process may ask for the next one meanwhile.
    pub async fn answered(&self) -> Answer {
        self.when(|_| self.answer.lock().unwrap_or_else(PoisonError::into_inner).take()).await
    }

    async fn when<T>(&self, mut look: impl FnMut(&mut State) -> Option<T>) -> T {
        loop {
            if let Some(seen) = look(&mut self.state()) {
                return seen;
            }
            self.changed.notified().await;
        }
    }
}

impl State {
    fn expects(&self, request_id: &str) -> Result<(), Refusal> {
        match self {
            Self::Working(event) if *event.request_id == *request_id => Ok(()),
            Self::Working(_) => Err(Refusal::RequestId),
            other => Err(Refusal::State(other.name())),
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Started => "Started",
            Self::InitError(_) => "InitError",
            Self::Asking(_) | Self::Working(_) => "Ready",
            Self::Answered => "ResponseSent",
        }
    }
}
