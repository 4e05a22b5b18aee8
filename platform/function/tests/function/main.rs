//! A small project, served event by event.

mod access;
mod answers;
mod build;
mod cross_origin;
mod decoding;
mod direct;
mod errors;
mod preamble;
mod schemas;
mod talks;

use lockstep_function::{Caller, Error, Functions, Head, InvocationContext, Project};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::io::Write;
use std::sync::{Arc, Once};

/// What the handlers work on.
struct App {
    greeting: String,
}

/// Somebody, known by the header `X-Who`, with the permissions in `X-May`.
struct Who {
    name: Option<String>,
    permissions: String,
}

impl Caller for Who {
    fn is_signed_in(&self) -> bool {
        self.name.is_some()
    }

    fn may(&self, permission: &str) -> bool {
        self.permissions.split(',').any(|one| one == permission)
    }
}

struct Talks;

impl Project for Talks {
    type App = App;
    type Caller = Who;

    async fn identify(_: &App, head: &Head<'_>) -> Result<Who, Error> {
        let name = head.header("x-who").map(str::to_owned);
        if name.as_deref() == Some("stale") {
            return Err(Error::unauthorized("your session has ended"));
        }
        Ok(Who { name, permissions: head.header("x-may").unwrap_or_default().to_owned() })
    }
}

/// The project's functions.
fn functions() -> Functions {
    talks::builder(talks::version(talks::SETTINGS))
        .build(async { Ok(Arc::new(App { greeting: "Hello".to_owned() })) })
        .expect("handlers and routes cover each other")
}

/// An event for a route, with more members.
fn event(method: &str, resource: &str, more: Value) -> Value {
    let mut event = json!({
        "resource": resource,
        "path": resource,
        "httpMethod": method,
        "headers": null,
        "queryStringParameters": null,
        "multiValueQueryStringParameters": null,
        "pathParameters": null,
        "stageVariables": null,
        "requestContext": { "requestId": "request-7" },
        "body": null,
        "isBase64Encoded": false,
    });
    let Value::Object(more) = more else { panic!("members") };
    event.as_object_mut().expect("an object").extend(more);
    event
}

/// Serves one event with the project's functions.
async fn serve(event: Value) -> Value {
    let context = InvocationContext::new("invocation-1");
    functions().invoke("talks", event, context).await.expect("a reply")
}

/// The body of a reply, read.
fn body(reply: &Value) -> Value {
    serde_json::from_str(reply["body"].as_str().expect("a text")).expect("JSON")
}

thread_local! {
    /// What this thread logged. A test has a thread of its own.
    static LOGGED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The log of this thread. One subscriber serves all tests, since what a subscriber of one thread finds interesting would
/// be remembered for all.
struct Log;

impl Log {
    /// Begins to keep what is logged.
    fn catch() {
        static SUBSCRIBER: Once = Once::new();
        SUBSCRIBER.call_once(|| {
            tracing_subscriber::fmt()
                .with_ansi(false)
                .with_max_level(tracing::Level::TRACE)
                .with_writer(|| Self)
                .init();
        });
        LOGGED.with_borrow_mut(Vec::clear);
    }

    /// What was logged since then.
    fn text() -> String {
        LOGGED.with_borrow(|bytes| String::from_utf8_lossy(bytes).into_owned())
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOGGED.with_borrow_mut(|logged| logged.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
