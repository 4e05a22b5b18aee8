//! Replies to what went well.

use crate::{event, functions, serve};
use lockstep_function::{FunctionError, InvocationContext};
use serde_json::{Value, json};
use std::time::{Duration, SystemTime};

async fn echo(word: &str, if_none_match: Option<&str>) -> Value {
    let headers = if_none_match.map(|tag| json!({ "if-none-match": tag }));
    serve(event("GET", "/echo/{word}", json!({ "pathParameters": { "word": word }, "headers": headers })))
        .await
}

#[tokio::test]
async fn a_reply_has_the_headers_of_its_pair() {
    let reply = echo("hi", None).await;
    assert_eq!(reply["isBase64Encoded"], false);
    assert_eq!(reply["headers"]["Cache-Control"], "public, max-age=60");
    assert_eq!(reply["headers"]["Content-Type"], "application/json");
    let quiet = echo("quiet", None).await;
    assert_eq!(quiet["headers"]["cache-control"], "no-store", "the handler's own replaces it");
    assert_eq!(quiet["headers"].get("Cache-Control"), None);
}

#[tokio::test]
async fn who_has_it_already_gets_304_with_the_same_tag() {
    let first = echo("hi", None).await;
    let tag = first["headers"]["ETag"].as_str().unwrap();
    assert_eq!((tag.len(), tag.starts_with('"')), (34, true), "strong: {tag}");
    assert_ne!(echo("other", None).await["headers"]["ETag"], tag);
    for known in [tag.to_owned(), format!("\"x\", W/{tag}"), "*".to_owned()] {
        let again = echo("hi", Some(&known)).await;
        assert_eq!((&again["statusCode"], &again["body"]), (&json!(304), &json!("")), "{known}");
        assert_eq!(again["headers"]["ETag"], tag);
        assert_eq!(again["headers"]["Cache-Control"], "public, max-age=60");
        assert_eq!(again["headers"].get("Content-Type"), None);
    }
    for other in ["\"x\"", "", "W/\"x\""] {
        assert_eq!(echo("hi", Some(other)).await["statusCode"], 200, "{other}");
    }
}

#[tokio::test]
async fn only_reads_have_a_tag() {
    let signed_in = json!({ "headers": { "X-Who": "Ada", "If-None-Match": "*" } });
    let read = serve(event("GET", "/me", signed_in.clone())).await;
    assert_eq!(read["statusCode"], 304);
    let write = serve(event("PUT", "/me", signed_in)).await;
    assert_eq!((&write["statusCode"], write["headers"].get("ETag")), (&json!(200), None));
}

#[tokio::test]
async fn events_for_nothing_that_is_there_are_errors_of_the_host() {
    let functions = functions();
    let invoke = async |function: &str, event: Value| {
        let mut context = InvocationContext::new("1");
        context.deadline = Some(SystemTime::now() + Duration::from_secs(3));
        functions.invoke(function, event, context).await.unwrap_err().to_string()
    };
    assert_eq!(invoke("nothing", event("GET", "/me", json!({}))).await, "there is no function `nothing`");
    assert_eq!(
        invoke("talks", event("GET", "/nothing", json!({}))).await,
        "the function `talks` has no route GET /nothing"
    );
    assert_eq!(
        invoke("talks", event("PATCH", "/echo/{word}", json!({}))).await,
        "the function `talks` has no route PATCH /echo/{word}"
    );
    let missing =
        |name: &str| format!("this is not an event of a Lambda proxy integration: `{name}` is missing");
    assert_eq!(invoke("talks", json!({ "resource": "/me" })).await, missing("httpMethod"));
    assert_eq!(invoke("talks", json!({ "httpMethod": "GET" })).await, missing("resource"));
    assert_eq!(invoke("talks", json!([])).await, missing("httpMethod"));
    let debug = format!("{functions:?}");
    assert!(debug.contains("talks"), "{debug}");
    assert_eq!(functions.version().settings.title, "Talks");
    assert!(matches!(
        functions.invoke("x", event("GET", "/me", json!({})), InvocationContext::new("1")).await,
        Err(FunctionError::UnknownFunction(_))
    ));
}
