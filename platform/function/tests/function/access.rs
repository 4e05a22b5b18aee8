//! Who may call what.

use crate::{body, event, serve};
use serde_json::{Value, json};

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
    use lockstep_function::{Anonymous, Caller};
    assert!(!Anonymous.is_signed_in());
    assert!(!Anonymous.may("talks.edit"));
}
