//! Who may call what.

use crate::{body, event, serve, talks};
use lockstep_function::{Anonymous, Caller, Error, Functions, Head, InvocationContext, Project};
use serde_json::{Value, json};
use std::sync::Arc;

async fn status(method: &str, resource: &str, headers: Value) -> u64 {
    let more = json!({
        "pathParameters": { "word": "x", "how": "x" }, "headers": headers, "body": "{ \"title\": \"T\" }",
    });
    serve(event(method, resource, more)).await["statusCode"].as_u64().expect("a status")
}

#[tokio::test]
async fn access_is_enforced() {
    let (nobody, ada) = (json!({}), json!({ "X-Who": "Ada" }));
    let (editor, other) = (
        json!({ "X-Who": "Ada", "X-May": "other,talks.edit" }),
        json!({ "X-Who": "Ada", "X-May": "talks.edi" }),
    );
    let unknown = json!({ "X-May": "talks.edit" });
    let table = [
        ("GET", "/echo/{word}", &nobody, 200),
        ("GET", "/me", &nobody, 401),
        ("GET", "/me", &ada, 200),
        ("PUT", "/me", &ada, 200),
        ("POST", "/echo/{word}", &nobody, 401),
        ("POST", "/echo/{word}", &unknown, 401),
        ("POST", "/echo/{word}", &ada, 403),
        ("POST", "/echo/{word}", &other, 403),
        ("POST", "/echo/{word}", &editor, 201),
    ];
    for (method, resource, headers, expected) in table {
        assert_eq!(
            status(method, resource, headers.clone()).await,
            expected,
            "{method} {resource} {headers}"
        );
    }
}

#[tokio::test]
async fn refusals_say_what_to_do_and_no_more() {
    let reply = serve(event("GET", "/me", json!({}))).await;
    assert_eq!(reply["headers"]["WWW-Authenticate"], "Bearer");
    assert_eq!(body(&reply)["detail"], "sign in first");
    let stale = serve(event("GET", "/echo/{word}", json!({ "headers": { "X-Who": "stale" } }))).await;
    assert_eq!(
        (&stale["statusCode"], &body(&stale)["detail"]),
        (&json!(401), &json!("your session has ended"))
    );
    let forbidden = serve(event("POST", "/echo/{word}", json!({ "headers": { "x-who": "Ada" } }))).await;
    assert!(!forbidden.to_string().contains("talks.edit"), "the permission's name is our affair");
}

#[tokio::test]
async fn nobody_in_particular_may_nothing_in_particular() {
    assert!(!Anonymous.is_signed_in());
    assert!(!Anonymous.may("talks.edit"));
}

/// A project that lets in whoever comes with everything that a head can tell.
struct Strict;

impl Project for Strict {
    type App = ();
    type Caller = Anonymous;

    async fn identify((): &(), head: &Head<'_>) -> Result<Anonymous, Error> {
        let told = [
            ("method", Some(head.method())),
            ("resource", Some(head.resource())),
            ("path", Some(head.path())),
            ("request id", Some(head.request_id())),
            ("header", head.header("authorization")),
            ("query", head.query("key")),
            ("stage", head.stage_variable("env")),
            ("address", head.context().and_then(|context| context["identity"]["sourceIp"].as_str())),
        ];
        let missing = told.iter().find(|(_, value)| value.is_none_or(str::is_empty));
        missing.map_or(Ok(Anonymous), |(name, _)| Err(Error::unauthorized(format!("no {name}"))))
    }
}

#[derive(serde::Deserialize, schemars::JsonSchema)]
struct Nothing {}

#[tokio::test]
async fn a_project_sees_the_head_of_a_request() {
    let mut version = talks::version(talks::SETTINGS);
    version.functions[0].routes.retain(|route| route.name == "echo");
    let functions = Functions::builder::<Strict>(version)
        .route::<Nothing, bool, Error>("talks/echo", |(), _, _| Box::pin(async { Ok(true) }))
        .build(async { Ok(Arc::new(())) })
        .unwrap();
    let full = json!({
        "headers": { "Authorization": "Bearer x" },
        "queryStringParameters": { "key": "k" },
        "stageVariables": { "env": "stage" },
        "requestContext": { "requestId": "r", "identity": { "sourceIp": "192.0.2.1" } },
    });
    for (without, told) in [
        ("", ""),
        ("headers", "no header"),
        ("queryStringParameters", "no query"),
        ("path", "no path"),
        ("stageVariables", "no stage"),
        ("requestContext", "no address"),
    ] {
        let mut event = event("GET", "/echo/{word}", full.clone());
        event.as_object_mut().unwrap().remove(without);
        let reply = functions.invoke("talks", event, InvocationContext::new("1")).await.unwrap();
        if told.is_empty() {
            assert_eq!((&reply["statusCode"], &reply["body"]), (&json!(200), &json!("true")));
        } else {
            assert_eq!((&reply["statusCode"], &body(&reply)["detail"]), (&json!(401), &json!(told)));
        }
    }
}
