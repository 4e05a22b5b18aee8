//! What a process sees of the Runtime API, and what comes of what it says.

use super::support::{Running, invocation};
use lockstep_gateway::{InvocationKind, Invoke, InvokeError, Payload};
use serde_json::{Value, json};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[tokio::test]
async fn an_event_comes_with_what_lambda_says_of_it() {
    let running = Running::new(|function| function.function_name = "hello-v1-dev-work".to_owned());
    let mut call = invocation(json!({ "do": "echo", "text": "\u{e4}\u{1f600}" }));
    call.client_context = Some(r#"{"client":1}"#.to_owned());
    let before = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
    let reply = running.processes.invoke(call.clone()).await.unwrap().into_value().unwrap();
    assert_eq!(reply["event"], call.event.into_value().unwrap());
    let header = |name: &str| reply["headers"][name].as_str().unwrap_or_default().to_owned();
    assert_eq!(header("Lambda-Runtime-Aws-Request-Id"), call.request_id);
    assert_eq!(header("Lambda-Runtime-Trace-Id"), call.trace_id);
    assert_eq!(header("Lambda-Runtime-Client-Context"), r#"{"client":1}"#);
    assert_eq!(header("Content-Type"), "application/json");
    assert_eq!(
        header("Lambda-Runtime-Invoked-Function-Arn"),
        "arn:aws:lambda:us-east-1:123456789012:function:hello-v1-dev-work"
    );
    let deadline: u128 = header("Lambda-Runtime-Deadline-Ms").parse().unwrap();
    assert!((20_000..30_000).contains(&(deadline - before)), "{deadline} {before}");
}

#[tokio::test]
async fn the_environment_is_lambdas_and_nothing_else() {
    let running = Running::new(|function| {
        function.environment.insert("TABLE".to_owned(), "talks".to_owned());
        function.memory = 256;
    });
    let reply = running.call(json!({ "do": "environment" })).await.unwrap();
    let variables = &reply["variables"];
    assert_eq!(variables["_HANDLER"], "work");
    assert_eq!(variables["AWS_LAMBDA_FUNCTION_NAME"], "work");
    assert_eq!(variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"], "256");
    assert_eq!(variables["AWS_LAMBDA_FUNCTION_VERSION"], "$LATEST");
    assert_eq!(variables["TABLE"], "talks");
    assert_eq!(variables["LAMBDA_TASK_ROOT"], reply["directory"]);
    // The test itself runs with these.
    assert!(std::env::var_os("CARGO_MANIFEST_DIR").is_some());
    assert_eq!(variables.get("CARGO_MANIFEST_DIR"), None);
    assert_eq!(variables.get("HOME"), None);
}

#[tokio::test]
async fn a_page_in_a_browser_takes_no_event() {
    let running = Running::new(|_| {});
    let reply = running.call(json!({ "do": "environment" })).await.unwrap();
    let address = reply["variables"]["AWS_LAMBDA_RUNTIME_API"].as_str().unwrap().to_owned();
    for (call, header) in [
        ("GET /2018-06-01/runtime/invocation/next", "Sec-Fetch-Site: cross-site"),
        ("POST /2018-06-01/runtime/init/error", "Origin: https://example.org"),
    ] {
        let mut stream = TcpStream::connect(&address).await.unwrap();
        let head = format!("{call} HTTP/1.1\r\nHost: {address}\r\n{header}\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 403 "), "{call}: {answer}");
    }
    let reply = running.call(json!({ "do": "echo" })).await.unwrap();
    assert_eq!(reply["event"], json!({ "do": "echo" }), "the function still gets its events");
}

#[tokio::test]
async fn bytes_pass_as_they_are() {
    let running = Running::new(|_| {});
    let text = br#"{ "a" :1.0,  "b":"\u00e4" }"#;
    let event = json!({ "do": "bytes", "bytes": text.as_slice() });
    let reply = running.processes.invoke(invocation(event)).await.unwrap();
    assert_eq!(reply, Payload::Text(String::from_utf8(text.to_vec()).unwrap()));
    let event = json!({ "do": "bytes", "bytes": [34, 255, 34] });
    let reply = running.processes.invoke(invocation(event)).await.unwrap();
    assert_eq!(reply, Payload::Text("\"\u{fffd}\"".to_owned()), "what is no UTF-8 is shown to be none");
}

#[tokio::test]
async fn who_answers_twice_or_for_others_is_refused() {
    let running = Running::new(|_| {});
    assert_eq!(running.call(json!({ "do": "twice" })).await.unwrap(), "first");
    let line = running.log.line("twice:").await;
    assert!(line.contains(r#"(202, '{"status":"OK"}\n')"#), "{line}");
    assert!(
        line.contains("403") && line.contains("State transition from ResponseSent to InvocationResponse"),
        "{line}"
    );
    assert_eq!(running.call(json!({ "do": "other" })).await.unwrap(), "own");
    let line = running.log.line("other:").await;
    assert!(
        line.contains(r#"(400, '{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}\n')"#),
        "{line}"
    );
    assert!(running.log.line("other error:").await.contains("(400, "));
    assert!(running.log.line("init error:").await.contains("(403, "));
}

#[tokio::test]
async fn who_asks_again_gets_the_same_event() {
    let running = Running::new(|_| {});
    let reply = running.call(json!({ "do": "again" })).await.unwrap();
    assert_eq!(reply, json!([200, r#"{"do":"again"}"#, "0d2f4c7e-1111-4222-8333-444455556666"]));
}

#[tokio::test]
async fn other_places_are_not_there() {
    let running = Running::new(|_| {});
    assert_eq!(running.call(json!({ "do": "places" })).await.unwrap(), json!([404, 405, 405, 400]));
}

#[tokio::test]
async fn streams_are_collected() {
    let running = Running::new(|_| {});
    assert_eq!(running.call(json!({ "do": "streamed" })).await.unwrap(), "one");
    assert_eq!(running.failure(json!({ "do": "broken-stream" })).await, json!({ "errorMessage": "halfway" }));
    assert_eq!(running.call(json!({ "do": "truncated" })).await.unwrap(), json!(["400"]));
}

#[tokio::test]
async fn errors_of_functions_pass_as_they_are() {
    let running = Running::new(|_| {});
    let error = json!({
        "errorMessage": "no such talk", "errorType": "NotFound", "stackTrace": ["a", "b"], "more": { "z": 1, "a": 2 },
    });
    let seen = running.failure(json!({ "do": "error", "body": error.to_string() })).await;
    assert_eq!(seen.to_string(), error.to_string());
    let seen = running.failure(json!({ "do": "error", "body": "plain words", "type": "Odd" })).await;
    assert_eq!(seen, json!({ "errorType": "Odd", "errorMessage": "plain words" }));
}

#[tokio::test]
async fn events_and_responses_have_limits() {
    let running = Running::new(|function| function.memory = 512);
    let reply = running.call(json!({ "do": "large", "bytes": 6_291_556 })).await.unwrap();
    assert_eq!(reply.as_str().map(str::len), Some(6_291_554));
    let error = running.failure(json!({ "do": "large", "bytes": 6_291_557 })).await;
    let message = "Response payload size exceeded maximum allowed payload size (6291556 bytes).";
    assert_eq!(error, json!({ "errorType": "Function.ResponseSizeTooLarge", "errorMessage": message }));
    running.log.line("large: 413").await;
    let event = json!({ "do": "echo", "text": "x".repeat(6_291_456) });
    let Err(InvokeError::Unavailable(error)) = running.call(event).await else { panic!("too large") };
    assert!(error.starts_with("RequestEntityTooLargeException: "), "{error}");
    let event = json!({ "do": "sleep", "seconds": 0, "text": "x".repeat(6_291_000) });
    assert!(running.call(event).await.unwrap()["pid"].is_number());
}

#[tokio::test]
async fn a_function_that_is_not_there_cannot_be_called() {
    let running = Running::new(|_| {});
    let mut call = invocation(Value::Null);
    call.version = 2;
    let error = running.processes.invoke(call).await.unwrap_err();
    assert_eq!(error, InvokeError::Unavailable("version 2 has no function `work`".to_owned()));
    assert_eq!(format!("{:?}", running.processes), r#"Processes { functions: [(1, "work")], .. }"#);
}

#[tokio::test]
async fn an_asynchronous_call_is_not_waited_for() {
    let running = Running::new(|_| {});
    let mut call = invocation(json!({ "do": "log" }));
    call.kind = InvocationKind::Event;
    assert_eq!(running.processes.invoke(call).await, Ok(Payload::Text(String::new())));
    running.log.line("REPORT").await;
    running.log.line("to output").await;
}
