//! Which other origins may read a reply.

use crate::{App, event, talks};
use lockstep_function::InvocationContext;
use serde_json::{Value, json};
use std::sync::Arc;

async fn headers(cors: &str, origin: Option<&str>, resource: &str) -> Value {
    let version = talks::version(&format!(r#"{{ "title": "Talks", "cors": {cors} }}"#));
    let functions = talks::builder(version)
        .build(async { Ok(Arc::new(App { greeting: String::new() })) })
        .expect("functions");
    let headers = origin.map(|origin| json!({ "Origin": origin }));
    let event = event("GET", resource, json!({ "pathParameters": { "word": "x" }, "headers": headers }));
    let mut reply = functions.invoke("talks", event, InvocationContext::new("1")).await.expect("a reply");
    reply["headers"].take()
}

#[tokio::test]
async fn one_origin_is_named_to_everybody() {
    let headers =
        headers(r#"{ "origins": ["*"], "exposedHeaders": ["ETag", "X-A"] }"#, None, "/echo/{word}").await;
    assert_eq!(headers["Access-Control-Allow-Origin"], "*");
    assert_eq!(headers["Access-Control-Expose-Headers"], "ETag,X-A");
    assert_eq!(headers["Vary"], "Accept");
    assert_eq!(headers.get("Access-Control-Allow-Credentials"), None);
}

#[tokio::test]
async fn out_of_several_the_one_that_asks_is_named() {
    let cors = r#"{ "origins": ["https://a.example", "https://b.example"], "credentials": true }"#;
    let asked = headers(cors, Some("https://b.example"), "/echo/{word}").await;
    assert_eq!(asked["Access-Control-Allow-Origin"], "https://b.example");
    assert_eq!(asked["Access-Control-Allow-Credentials"], "true");
    assert_eq!(asked["Vary"], "Accept, Origin");
    let other = headers(cors, Some("https://c.example"), "/me").await;
    assert_eq!(other.get("Access-Control-Allow-Origin"), None);
    assert_eq!(other["Vary"], "Origin", "errors vary too");
}

#[tokio::test]
async fn without_the_setting_nothing_is_said() {
    let headers = headers("{ \"origins\": [] }", Some("https://a.example"), "/echo/{word}").await;
    assert_eq!(headers.get("Access-Control-Allow-Origin"), None);
}
