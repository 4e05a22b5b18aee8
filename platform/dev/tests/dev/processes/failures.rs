//! Processes that fail.

use super::support::{Running, gone, invocation};
use lockstep_dev::ProcessLimits;
use lockstep_gateway::{Invoke, InvokeError};
use serde_json::json;
use std::time::{Duration, Instant};

const REQUEST: &str = "RequestId: 0d2f4c7e-1111-4222-8333-444455556666";

#[tokio::test]
async fn a_crash_is_the_events_error_and_the_next_event_meets_a_new_process() {
    let running = Running::new(|_| {});
    for (event, words) in [
        (json!({ "do": "exit", "code": 1 }), "Runtime exited with error: exit status 1"),
        (json!({ "do": "exit", "code": 0 }), "Runtime exited without providing a reason"),
        (json!({ "do": "signal", "number": 11 }), "Runtime exited with error: signal: segmentation fault"),
    ] {
        let error = running.failure(event).await;
        let message = format!("{REQUEST} Error: {words}");
        assert_eq!(error, json!({ "errorType": "Runtime.ExitError", "errorMessage": message }));
    }
    running.pid().await;
    running.log.line("Status: error\tError Type: Runtime.ExitError").await;
}

#[tokio::test]
async fn what_was_said_before_the_end_is_heard() {
    let running = Running::new(|_| {});
    assert_eq!(running.call(json!({ "do": "exit-after" })).await.unwrap(), "last words");
    assert_eq!(running.call(json!({ "do": "exit-after" })).await.unwrap(), "last words");
}

#[tokio::test]
async fn a_function_over_its_time_is_killed() {
    let running = Running::new(|function| function.timeout = Duration::from_secs(2));
    let before = running.pid().await;
    let began = Instant::now();
    let error = running.failure(json!({ "do": "sleep", "seconds": 60 })).await;
    assert!(began.elapsed() < Duration::from_secs(10));
    let message = format!("{REQUEST} Error: Task timed out after 2.00 seconds");
    assert_eq!(error, json!({ "errorType": "Sandbox.Timedout", "errorMessage": message }));
    gone(before).await;
    assert_ne!(running.pid().await, before);
    running.log.line("Status: timeout").await;
}

#[tokio::test]
async fn a_function_outlives_the_patience_of_its_caller() {
    let running = Running::new(|_| {});
    let pid = running.pid().await;
    let mut call = invocation(json!({ "do": "sleep", "seconds": 0.5 }));
    call.timeout = Duration::from_millis(50);
    assert_eq!(running.processes.invoke(call).await, Err(InvokeError::TimedOut));
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(running.pid().await, pid);
}

#[tokio::test]
async fn who_holds_more_memory_than_it_may_is_killed() {
    let running = Running::new(|_| {});
    let error = running.failure(json!({ "do": "memory", "megabytes": 300 })).await;
    let message = format!("{REQUEST} Error: Runtime exited with error: signal: killed");
    assert_eq!(error, json!({ "errorType": "Runtime.ExitError", "errorMessage": message }));
    let report = running.log.line("REPORT").await;
    assert!(report.contains("Error Type: Runtime.OutOfMemory"), "{report}");
}

#[tokio::test]
async fn a_start_that_fails_is_tried_once_more() {
    let running = Running::new(|function| {
        function.environment.insert("START".to_owned(), "crash-once".to_owned());
    });
    running.pid().await;
    assert_eq!(running.starts(), 2);
    running.log.line("Phase: init\tStatus: error\tError Type: Runtime.ExitError").await;

    let running = Running::new(|function| {
        function.environment.insert("START".to_owned(), "crash".to_owned());
    });
    let error = running.failure(json!({ "do": "echo" })).await;
    let message = format!("{REQUEST} Error: Runtime exited with error: exit status 3");
    assert_eq!(error, json!({ "errorType": "Runtime.ExitError", "errorMessage": message }));
    assert_eq!(running.starts(), 2);
    running.log.line("Phase: invoke\tStatus: error").await;
}

#[tokio::test]
async fn a_start_that_takes_too_long_is_tried_within_the_functions_time() {
    let limits = ProcessLimits { init_time: Duration::from_millis(900), ..ProcessLimits::default() };
    let running = Running::limited(limits, |function| {
        function.environment.insert("START".to_owned(), "hang-once".to_owned());
    });
    running.pid().await;
    running.log.line("Phase: init\tStatus: timeout").await;

    let running = Running::limited(limits, |function| {
        function.environment.insert("START".to_owned(), "hang".to_owned());
        function.timeout = Duration::from_secs(1);
    });
    let error = running.failure(json!({ "do": "echo" })).await;
    let message = format!("{REQUEST} Error: Task timed out after 1.00 seconds");
    assert_eq!(error, json!({ "errorType": "Sandbox.Timedout", "errorMessage": message }));
}

#[tokio::test]
async fn an_init_error_is_the_events_error() {
    let running = Running::new(|function| {
        function.environment.insert("START".to_owned(), "init-error".to_owned());
    });
    let error = running.failure(json!({ "do": "echo" })).await;
    assert_eq!(error, json!({ "errorType": "No.Store", "errorMessage": "no store", "stackTrace": [] }));
    assert_eq!(running.starts(), 2);
}

#[tokio::test]
async fn a_program_that_cannot_be_run_is_said_so() {
    let running = Running::new(|function| {
        function.bootstrap.set_file_name("nothing");
    });
    let error = running.failure(json!({ "do": "echo" })).await;
    assert_eq!(error["errorType"], "Runtime.InvalidEntrypoint");
    let message = error["errorMessage"].as_str().unwrap();
    assert!(
        message.starts_with(&format!("{REQUEST} Error: Couldn't find valid bootstrap(s): [")),
        "{message}"
    );
    let running = Running::new(|function| {
        let plain = function.task_root.join("plain");
        std::fs::write(&plain, "no program").unwrap();
        function.bootstrap = plain;
    });
    let error = running.failure(json!({ "do": "echo" })).await;
    assert!(error["errorMessage"].as_str().unwrap().contains("fork/exec"), "{error}");
}

#[tokio::test]
async fn who_asks_and_hangs_up_gets_no_event() {
    let running = Running::new(|_| {});
    assert_eq!(running.call(json!({ "do": "hang-up" })).await.unwrap(), "ok");
    tokio::time::sleep(Duration::from_millis(500)).await;
    let began = Instant::now();
    running.pid().await;
    assert!(began.elapsed() < Duration::from_secs(10), "another process has it");
}
