//! Functions that are linked into the same program.

use crate::json_length::json_length;
use crate::lambda_failure;
use async_trait::async_trait;
use lockstep_function::{Functions, InvocationContext};
use lockstep_gateway::{Invocation, Invoke, InvokeError, Payload};
use serde_json::Value;
use std::time::{Duration, SystemTime};

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
        let own_time = own_time.map_or(invocation.timeout, |seconds| Duration::from_secs(seconds.into()));
        let time = own_time.min(invocation.timeout);
        let deadline = SystemTime::now().checked_add(time);
        let request_id = invocation.request_id;
        let context = InvocationContext { request_id: request_id.clone(), deadline };
        let event = event(invocation.event)?;
        let call = functions.invoke(&invocation.function, event, context);
        match tokio::time::timeout(time, call).await {
            Ok(Ok(reply)) if is_longer(&reply, lambda_failure::RESPONSE_LIMIT) => {
                Err(InvokeError::Failed(lambda_failure::response_too_large()))
            }
            Ok(Ok(reply)) => Ok(Payload::Value(reply)),
            Ok(Err(error)) => Err(InvokeError::Failed(error.lambda_error())),
            Err(_) if own_time < invocation.timeout => {
                Err(InvokeError::Failed(lambda_failure::timed_out(&request_id, own_time)))
            }
            Err(_) => Err(InvokeError::TimedOut),
        }
    }
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
