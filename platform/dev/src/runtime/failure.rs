//! What Lambda itself says when a process comes to nothing.

use super::exchange::Answer;
use crate::lambda_failure::{object, response_too_large};
use lockstep_gateway::InvokeError;
use serde_json::Value;
use std::io;
use std::path::Path;
use std::process::ExitStatus;

/// The process ended before it answered.
pub(crate) fn exited(request_id: &str, status: ExitStatus) -> Value {
    let reason = match ending(status) {
        Some(how) => format!("Runtime exited with error: {how}"),
        None => "Runtime exited without providing a reason".to_owned(),
    };
    object("Runtime.ExitError", format!("RequestId: {request_id} Error: {reason}"))
}

/// The process was killed because it held more memory than it may. Documented by what is recorded in AWS's logs: the
/// kernel kills it, so that Lambda sees but a signal.
pub(crate) fn out_of_memory(request_id: &str) -> Value {
    object(
        "Runtime.ExitError",
        format!("RequestId: {request_id} Error: Runtime exited with error: signal: killed"),
    )
}

/// There is no program that could run.
pub(crate) fn no_bootstrap(request_id: &str, bootstrap: &Path, error: &io::Error) -> Value {
    let path = bootstrap.display();
    let reason = match error.kind() {
        io::ErrorKind::NotFound => format!("Couldn't find valid bootstrap(s): [{path}]"),
        _ => format!("fork/exec {path}: {error}"),
    };
    object("Runtime.InvalidEntrypoint", format!("RequestId: {request_id} Error: {reason}"))
}

/// What a process itself says of its failure, as it says it. Silent: what becomes of an error that is no JSON; here its
/// text is the message.
pub(crate) fn said(answer: &Answer, otherwise: &str) -> Value {
    let Answer::Error { body, error_type } = answer else { return response_too_large() };
    serde_json::from_slice(body).unwrap_or_else(|_| {
        let error_type = error_type.as_deref().unwrap_or(otherwise);
        object(error_type, String::from_utf8_lossy(body))
    })
}

/// As many events are under way as there may be: Lambda refuses the call itself (429).
pub(crate) fn throttled() -> InvokeError {
    InvokeError::Unavailable("TooManyRequestsException: Rate Exceeded.".to_owned())
}

/// How a process ended, as Go prints it, which Lambda is written in; nothing when it ended well.
fn ending(status: ExitStatus) -> Option<String> {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return Some(format!("signal: {}", signal_name(signal)));
    }
    status.code().filter(|code| *code != 0).map(|code| format!("exit status {code}"))
}

fn signal_name(signal: i32) -> String {
    let name = match signal {
        2 => "interrupt",
        4 => "illegal instruction",
        6 => "aborted",
        8 => "floating point exception",
        9 => "killed",
        11 => "segmentation fault",
        13 => "broken pipe",
        15 => "terminated",
        other => return format!("signal {other}"),
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::process::ExitStatusExt;

    fn message(error: &Value) -> &str {
        error["errorMessage"].as_str().unwrap()
    }

    #[test]
    fn failures_read_as_lambdas() {
        for (raw, words) in [
            (1 << 8, "Runtime exited with error: exit status 1"),
            (0, "Runtime exited without providing a reason"),
            (9, "Runtime exited with error: signal: killed"),
            (11, "Runtime exited with error: signal: segmentation fault"),
            (31, "Runtime exited with error: signal: signal 31"),
        ] {
            let error = exited("r-1", ExitStatus::from_raw(raw));
            assert_eq!(message(&error), format!("RequestId: r-1 Error: {words}"));
            assert_eq!(error["errorType"], "Runtime.ExitError");
        }
        let missing = no_bootstrap("r-1", Path::new("/x/bootstrap"), &io::ErrorKind::NotFound.into());
        assert_eq!(
            message(&missing),
            "RequestId: r-1 Error: Couldn't find valid bootstrap(s): [/x/bootstrap]"
        );
        let denied = no_bootstrap("r-1", Path::new("/x/bootstrap"), &io::ErrorKind::PermissionDenied.into());
        assert!(message(&denied).starts_with("RequestId: r-1 Error: fork/exec /x/bootstrap: "), "{denied}");
    }
}
