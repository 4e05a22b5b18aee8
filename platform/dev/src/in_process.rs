//! Functions that are linked into the same program.

use crate::json_length::json_length;
use crate::lambda_failure;
use async_trait::async_trait;
use lockstep_function::{Functions, InvocationContext};
use lockstep_gateway::{Invocation, InvocationKind, Invoke, InvokeError, Payload};
use serde_json::Value;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

/// The longest that Lambda lets a function run (documented).
const LONGEST_TIME: Duration = Duration::from_mins(15);

/// Calls the functions of one or more versions in process.
#[derive(Debug, Clone, Default)]
pub struct InProcess(Vec<Functions>);

impl InProcess {
    /// The functions of several versions; each knows which version it serves.
    pub fn new(functions: impl IntoIterator<Item = Functions>) -> Self {
        Self(functions.into_iter().collect())
    }
}

#[async_trait]
impl Invoke for InProcess {
    async fn invoke(&self, invocation: Invocation) -> Result<Payload, InvokeError> {
        let functions =
            self.0.iter().find(|functions| functions.version().number.0 == invocation.version).ok_or_else(
                || InvokeError::Unavailable(format!("there is no version {}", invocation.version)),
            )?;
        let settings = functions.version().function(&invocation.function).map(|function| &function.settings);
        let own_time = settings.and_then(|settings| settings.timeout);
        let own_time = own_time.map(|seconds| Duration::from_secs(seconds.into()));
        let (kind, timeout) = (invocation.kind, invocation.timeout);
        // Of a function that may take as long as the gateway waits, the gateway is the first to say so.
        let own_time = own_time.filter(|time| *time < timeout || kind == InvocationKind::Event);
        let call = call(functions.clone(), invocation, own_time)?;
        match kind {
            InvocationKind::RequestResponse => {
                let reply = tokio::time::timeout(timeout, Begun::new(call)).await;
                reply.map_err(|_| InvokeError::TimedOut)?.map_err(InvokeError::Failed)
            }
            InvocationKind::Event => {
                tokio::spawn(async move {
                    if let Err(error) = call.await {
                        tracing::error!(%error, "a function failed that nobody waits for");
                    }
                });
                Ok(Payload::Value(Value::Null))
            }
        }
    }
}

/// A call that, as at Lambda, ends when it has begun: when nobody waits for it any more it goes on in a task of its own. Not
/// in one from the start, since most calls end at once and switching tasks costs more than they do.
struct Begun<Call: Future + Send + 'static>
where
    Call::Output: Send,
{
    call: Option<Pin<Box<Call>>>,
    has_begun: bool,
}

impl<Call: Future + Send + 'static> Begun<Call>
where
    Call::Output: Send,
{
    fn new(call: Call) -> Self {
        Self { call: Some(Box::pin(call)), has_begun: false }
    }
}

impl<Call: Future + Send + 'static> Future for Begun<Call>
where
    Call::Output: Send,
{
    type Output = Call::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.has_begun = true;
        // Out of its place while it runs: one that panics is not run again.
        let Some(mut call) = self.call.take() else { return Poll::Pending };
        let outcome = call.as_mut().poll(context);
        if outcome.is_pending() {
            self.call = Some(call);
        }
        outcome
    }
}

impl<Call: Future + Send + 'static> Drop for Begun<Call>
where
    Call::Output: Send,
{
    fn drop(&mut self) {
        let runtime = tokio::runtime::Handle::try_current();
        if let (true, Some(call), Ok(runtime)) = (self.has_begun, self.call.take(), runtime) {
            runtime.spawn(call);
        }
    }
}

/// A call that ends with the function's own time, if it has one that is over first.
fn call(
    functions: Functions,
    invocation: Invocation,
    own_time: Option<Duration>,
) -> Result<impl Future<Output = Result<Payload, Value>> + Send + 'static, InvokeError> {
    let event = event(invocation.event)?;
    let (function, request_id) = (invocation.function, invocation.request_id);
    let deadline = SystemTime::now().checked_add(own_time.unwrap_or(invocation.timeout));
    let time = own_time.unwrap_or(LONGEST_TIME);
    let context = InvocationContext { request_id: request_id.clone(), deadline };
    Ok(async move {
        match tokio::time::timeout(time, functions.invoke(&function, event, context)).await {
            Ok(Ok(reply)) if is_longer(&reply, lambda_failure::RESPONSE_LIMIT) => {
                Err(lambda_failure::response_too_large())
            }
            Ok(Ok(reply)) => Ok(Payload::Value(reply)),
            Ok(Err(error)) => Err(error.lambda_error()),
            Err(_) => Err(lambda_failure::timed_out(&request_id, time)),
        }
    })
}

/// The event as a value, unless it is longer than Lambda takes.
fn event(payload: Payload) -> Result<Value, InvokeError> {
    let limit = lambda_failure::EVENT_LIMIT;
    match payload {
        Payload::Text(text) if text.len() > limit => Err(lambda_failure::event_too_large(text.len())),
        Payload::Text(text) => serde_json::from_str(&text).map_err(|error| {
            InvokeError::Failed(lambda_failure::object("Runtime.UnmarshalError", error.to_string()))
        }),
        Payload::Value(value) if is_longer(&value, limit) => {
            Err(lambda_failure::event_too_large(json_length(&value)))
        }
        Payload::Value(value) => Ok(value),
    }
}

/// Whether a value is longer than a limit as JSON text. Where a body says that it cannot be, nothing is counted: a byte
/// of it takes six at the most, and what stands beside it in proxy events and replies is small.
fn is_longer(value: &Value, limit: usize) -> bool {
    let body = value.get("body").and_then(Value::as_str);
    body.is_none_or(|body| body.len() > limit / 8) && json_length(value) > limit
}
