//! Functions that are linked into the same program.

use async_trait::async_trait;
use lockstep_function::{FunctionError, Functions, InvocationContext};
use lockstep_gateway::{Invocation, Invoke, InvokeError, Payload};
use serde_json::json;
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
        let context = InvocationContext { request_id: invocation.request_id, deadline };
        let event = invocation
            .event
            .into_value()
            .map_err(|error| failed("Runtime.UnmarshalError", &error.to_string()))?;
        let call = functions.invoke(&invocation.function, event, context);
        match tokio::time::timeout(time, call).await {
            Ok(reply) => reply.map(Payload::Value).map_err(|error| in_words(&error)),
            Err(_) if own_time < invocation.timeout => {
                let message = format!("Task timed out after {:.2} seconds", own_time.as_secs_f64());
                Err(failed("Sandbox.Timedout", &message))
            }
            Err(_) => Err(InvokeError::TimedOut),
        }
    }
}

fn in_words(error: &FunctionError) -> InvokeError {
    match error {
        FunctionError::NotAProxyEvent(_) => failed("Runtime.UnmarshalError", &error.to_string()),
        _ => InvokeError::Unavailable(error.to_string()),
    }
}

/// Lambda's error object.
fn failed(error_type: &str, message: &str) -> InvokeError {
    InvokeError::Failed(json!({ "errorType": error_type, "errorMessage": message }))
}
