//! What the gateway needs to call functions.

use crate::payload::Payload;
use async_trait::async_trait;
use serde_json::Value;
use std::time::Duration;

/// One call of a function.
#[derive(Debug, Clone)]
pub struct Invocation {
    /// The function's name within its version.
    pub function: String,
    /// The version that the function belongs to.
    pub version: u32,
    /// The event, as Lambda receives it.
    pub event: Payload,
    /// The request's id, equal to `requestContext.requestId`.
    pub request_id: String,
    /// The trace header for the function, `Root=…;Parent=…;Sampled=…`.
    pub trace_id: String,
    /// What a mapped `X-Amz-Client-Context` header holds, decoded: the function sees it as its client context.
    pub client_context: Option<String>,
    /// Whether the reply is waited for.
    pub kind: InvocationKind,
    /// How long the gateway waits. Who implements [`Invoke`] answers [`InvokeError::TimedOut`] when it is over; a function
    /// that is over its own time before that has [`Failed`](InvokeError::Failed).
    pub timeout: Duration,
}

/// Whether a function's reply is waited for (`X-Amz-Invocation-Type`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum InvocationKind {
    /// The reply is the answer.
    #[default]
    RequestResponse,
    /// The function is to run after the answer. Who implements [`Invoke`] takes the event and answers at once; whatever it
    /// answers is passed over.
    Event,
}

/// Why a call brought no reply. A caller of a proxy integration sees `Internal server error` whatever it was.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum InvokeError {
    /// The function took longer than the gateway waits.
    #[error("the function did not reply in time")]
    TimedOut,
    /// The function failed: it ended in an error, crashed, ran out of its own time, or replied with more than it may. This is
    /// Lambda's error object (`errorMessage`, `errorType`, …), as its caller gets it.
    #[error("the function failed: {0}")]
    Failed(Value),
    /// The function could not be called at all.
    #[error("the function cannot be called: {0}")]
    Unavailable(String),
}

/// Calls functions: in process, through a Lambda Runtime API process, or at AWS.
#[async_trait]
pub trait Invoke: Send + Sync {
    /// Calls a function and waits for its reply.
    async fn invoke(&self, invocation: Invocation) -> Result<Payload, InvokeError>;
}
