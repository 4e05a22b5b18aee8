//! Events without an HTTP request in them: behind mapping templates, from the clock, of authorizers.

use crate::{App, Log, Talks};
use lockstep_function::{
    Error, FunctionError, Functions, FunctionsBuilder, InvocationContext, ScheduledEvent,
};
use lockstep_route::Version;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::Arc;

const FILES: &[(&str, &str)] = &[
    (
        "api.json",
        r#"{ "title": "Talks", "authorizers": { "people": { "type": "token", "function": "gate" } } }"#,
    ),
    (
        "greet.json",
        r#"{ "method": "GET", "path": "/greet", "summary": "s", "access": "talks.read", "authorizer": "people",
             "requestTemplates": { "application/json": "{}" },
             "responses": { "200": {}, "404": { "selectionPattern": "no such .*" } } }"#,
    ),
    (
        "empty.json",
        r#"{ "method": "GET", "path": "/empty", "summary": "s", "access": "public", "integration": "mock",
             "requestTemplates": { "application/json": "{}" } }"#,
    ),
    ("gate.json", r#"{ "summary": "s", "authorizes": "token" }"#),
    ("talks/sweep.json", r#"{ "summary": "s", "schedule": "rate(1 day)" }"#),
    ("talks/list.json", r#"{ "method": "GET", "path": "/list", "summary": "s", "access": "public" }"#),
];

fn version() -> Version {
    let root = tempfile::tempdir().expect("a temporary folder");
    let folder = root.path().join("v1");
    std::fs::create_dir_all(folder.join("talks")).expect("a folder is made");
    for (name, text) in FILES {
        std::fs::write(folder.join(name), text).expect("a file is written");
        if let Some(stem) = name.strip_suffix(".json").filter(|stem| !["api", "empty"].contains(stem)) {
            std::fs::write(folder.join(format!("{stem}.rs")), "").expect("a file is written");
        }
    }
    Version::read(&folder).unwrap_or_else(|problems| panic!("{problems}"))
}

#[derive(Deserialize)]
struct Request {
    name: String,
    #[serde(default)]
    times: Vec<u8>,
}

#[derive(Serialize)]
struct Reply {
    text: String,
    times: Vec<u8>,
}

async fn greet(app: &App, request: Request) -> Result<Reply, Error> {
    tokio::task::yield_now().await;
    let Request { name, times } = request;
    match name.as_str() {
        "nobody" => Err(Error::message("no such person")),
        "secret" => Err(Error::message("the key is under the mat")),
        "broken" => Err(Error::internal("disk on fire")),
        "teapot" => Err(Error::new(http::StatusCode::from_u16(499).expect("a status"), "short and stout")),
        "panic" => panic!("lost my mind"),
        _ => Ok(Reply { text: format!("{}, {name}!", app.greeting), times }),
    }
}

async fn gate(_: &App, event: Value) -> Result<Value, Error> {
    tokio::task::yield_now().await;
    match event["authorizationToken"].as_str() {
        Some("good") => Ok(json!({ "principalId": "ada" })),
        Some("old") => Err(Error::unauthorized("your session has ended")),
        _ => Err(Error::bad_request("there is no token")),
    }
}

async fn sweep(_: &App, event: ScheduledEvent) -> Result<(), Error> {
    tokio::task::yield_now().await;
    if event.time.starts_with("1999") { Err(Error::internal("the calendar ended")) } else { Ok(()) }
}

#[derive(Deserialize, JsonSchema)]
struct Nothing {}

fn builder() -> FunctionsBuilder<Talks> {
    Functions::builder::<Talks>(version())
        .mapped::<Request, Reply, _>("greet", |app, request| Box::pin(greet(app, request)))
        .authorizer::<Value, Value, _>("gate", |app, request| Box::pin(gate(app, request)))
        .job("talks/sweep", |app, event| Box::pin(sweep(app, event)))
        .route::<Nothing, String, Error>("talks/list", |_, _, _| Box::pin(async { Ok("all".to_owned()) }))
}

fn app() -> impl Future<Output = Result<Arc<App>, lockstep_function::PreambleError>> + Send {
    std::future::ready(Ok(Arc::new(App { greeting: "Hello".to_owned() })))
}

async fn invoke(function: &str, event: Value) -> Result<Value, FunctionError> {
    let functions = builder().build(app()).expect("handlers and routes cover each other");
    functions.invoke(function, event, InvocationContext::new("invocation-1")).await
}

/// The error object of a failed call.
async fn failure(function: &str, event: Value) -> Value {
    invoke(function, event).await.expect_err("the function fails").lambda_error()
}

#[tokio::test]
async fn what_a_template_rendered_is_the_request_and_the_reply_is_plain() {
    let reply = invoke("greet", json!({ "name": "Ada", "times": [1, 2], "more": null })).await.unwrap();
    assert_eq!(reply, json!({ "text": "Hello, Ada!", "times": [1, 2] }));
}

#[tokio::test]
async fn an_error_is_the_function_s() {
    let table = [
        ("nobody", "NotFound", "no such person"),
        ("secret", "InternalServerError", "something went wrong on our side"),
        ("broken", "InternalServerError", "something went wrong on our side"),
        ("panic", "InternalServerError", "something went wrong on our side"),
        ("teapot", "Error", "short and stout"),
    ];
    Log::catch();
    for (name, error_type, message) in table {
        let error = failure("greet", json!({ "name": name })).await;
        assert_eq!(error, json!({ "errorType": error_type, "errorMessage": message }), "{name}");
    }
    for part in [
        "the key is under the mat",
        "disk on fire",
        "lost my mind",
        "request_id=\"invocation-1\"",
        "route=\"greet\"",
    ] {
        assert!(Log::text().contains(part), "{part}\n{}", Log::text());
    }
}

#[tokio::test]
async fn an_event_that_does_not_fit_says_where() {
    let table = [
        (json!({}), "missing field `name`"),
        (json!({ "name": 1 }), "`name`: invalid type: integer `1`, expected a string"),
        (json!({ "name": "a", "times": [1, 300] }), "`times[1]`: invalid value: integer `300`, expected u8"),
        (json!("text"), "invalid type: string \"text\", expected struct Request"),
    ];
    for (event, message) in table {
        let error = failure("greet", event).await;
        assert_eq!(error, json!({ "errorType": "BadRequest", "errorMessage": message }));
    }
}

#[tokio::test]
async fn authorizers_give_policies_or_refuse_by_api_gateway_s_word() {
    let ask = |token: &str| json!({ "type": "TOKEN", "authorizationToken": token });
    assert_eq!(invoke("gate", ask("good")).await.unwrap(), json!({ "principalId": "ada" }));
    let refused = failure("gate", ask("old")).await;
    assert_eq!(refused, json!({ "errorType": "Unauthorized", "errorMessage": "Unauthorized" }));
    let failed = failure("gate", ask("")).await;
    assert_eq!(failed, json!({ "errorType": "BadRequest", "errorMessage": "there is no token" }));
}

#[tokio::test]
async fn jobs_run_by_name_or_by_the_clock_s_event() {
    let functions = builder().build(app()).unwrap();
    let context = || InvocationContext::new("invocation-1");
    let event = ScheduledEvent::new("event-1", "2030-01-02T03:04:00Z");
    functions.invoke_job("sweep", &event, context()).await.unwrap();
    let failed = ScheduledEvent::new("event-1", "1999-12-31T23:59:00Z");
    let error = functions.invoke_job("sweep", &failed, context()).await.unwrap_err();
    assert_eq!(error.lambda_error()["errorType"], "InternalServerError");
    for unknown in ["list", "gate", "swep"] {
        let error = functions.invoke_job(unknown, &event, context()).await.unwrap_err();
        assert_eq!(error.to_string(), format!("there is no job `{unknown}`"));
    }
    // The job shares its function with a route.
    assert_eq!(functions.invoke("talks", event.to_json(), context()).await.unwrap(), Value::Null);
    let request = crate::event("GET", "/list", json!({}));
    assert_eq!(functions.invoke("talks", request, context()).await.unwrap()["body"], "\"all\"");
}

#[test]
fn the_clock_s_event_is_event_bridge_s() {
    let event = ScheduledEvent::new("event-1", "2030-01-02T03:04:00Z");
    let json = event.to_json();
    assert_eq!((&json["detail-type"], &json["source"]), (&json!("Scheduled Event"), &json!("aws.events")));
    assert_eq!(serde_json::from_value::<ScheduledEvent>(json).unwrap(), event);
}

#[tokio::test]
async fn a_failed_preamble_fails_jobs_too() {
    let functions = builder().build(async { Err("no store".into()) }).unwrap();
    let event = ScheduledEvent::new("event-1", "2030-01-02T03:04:00Z");
    let context = || InvocationContext::new("invocation-1");
    for error in [
        functions.invoke_job("sweep", &event, context()).await.unwrap_err(),
        functions.invoke("greet", json!({}), context()).await.unwrap_err(),
    ] {
        assert_eq!(error.to_string(), "the preamble failed: no store");
    }
}

#[test]
fn handlers_are_of_their_routes_kind() {
    let wrong = builder().job("greet", |app, event| Box::pin(sweep(app, event)));
    let error = wrong.build(app()).unwrap_err();
    assert_eq!(error.to_string(), "the handler of the route `greet` is one for another kind of route");
    let fewer = Functions::builder::<Talks>(version());
    assert_eq!(fewer.build(app()).unwrap_err().to_string(), "the route `gate` has no handler");
    let mut together = version();
    let gate = together.functions.iter().position(|function| function.name == "gate").unwrap();
    let route = together.functions.remove(gate).routes.remove(0);
    let greet = together.functions.iter_mut().find(|function| function.name == "greet").unwrap();
    greet.routes.push(route);
    let error = Functions::builder::<Talks>(together)
        .mapped::<Request, Reply, _>("greet", |app, request| Box::pin(self::greet(app, request)))
        .authorizer::<Value, Value, _>("gate", |app, request| Box::pin(self::gate(app, request)))
        .build(app())
        .unwrap_err();
    assert_eq!(error.to_string(), "the function `greet` cannot tell its events apart");
}

#[test]
fn only_whole_requests_have_shapes_of_their_own() {
    let schemas = builder().schemas();
    assert_eq!(schemas.routes.keys().collect::<Vec<_>>(), ["talks/list"]);
}
