//! What Lambda itself says when a call of a function comes to nothing, and the sizes that it allows.

use lockstep_gateway::InvokeError;
use serde_json::{Value, json};
use std::time::Duration;

/// The most that an event may hold, bytes (documented: 6 MB).
pub(crate) const EVENT_LIMIT: usize = 6 * 1024 * 1024;

/// The most that a response may hold, bytes (documented by its error message).
pub(crate) const RESPONSE_LIMIT: usize = EVENT_LIMIT + 100;

/// An error object, as a function's caller gets it.
pub(crate) fn object(error_type: &str, message: impl Into<String>) -> Value {
    json!({ "errorType": error_type, "errorMessage": message.into() })
}

/// The function took longer than it may.
pub(crate) fn timed_out(request_id: &str, time: Duration) -> Value {
    let seconds = time.as_secs_f64();
    let message = format!("RequestId: {request_id} Error: Task timed out after {seconds:.2} seconds");
    object("Sandbox.Timedout", message)
}

/// The function answered with more than it may.
pub(crate) fn response_too_large() -> Value {
    object(
        "Function.ResponseSizeTooLarge",
        format!("Response payload size exceeded maximum allowed payload size ({RESPONSE_LIMIT} bytes)."),
    )
}

/// The event is longer than it may be: Lambda refuses the call itself, so that no function has failed.
pub(crate) fn event_too_large(length: usize) -> InvokeError {
    InvokeError::Unavailable(format!(
        "RequestEntityTooLargeException: {length} byte payload is too large for the RequestResponse invocation type \
         (limit {EVENT_LIMIT} bytes)"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_out_reads_as_lambdas() {
        let error = timed_out("r-1", Duration::from_secs(3));
        let message = "RequestId: r-1 Error: Task timed out after 3.00 seconds";
        assert_eq!(error, json!({ "errorType": "Sandbox.Timedout", "errorMessage": message }));
    }
}
