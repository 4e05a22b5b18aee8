//! How events become requests.

use crate::{body, event, serve};
use base64::Engine as _;
use serde_json::{Map, Value, json};
use std::time::{Duration, Instant};

/// The echo of an event with a word in its path.
async fn echo(more: Value) -> Value {
    let mut more = more;
    if more.get("pathParameters").is_none() {
        more["pathParameters"] = json!({ "word": "hi" });
    }
    serve(event("GET", "/echo/{word}", more)).await
}

#[tokio::test]
async fn texts_of_path_and_query_become_what_the_type_asks_for() {
    let reply = echo(json!({
        "multiValueQueryStringParameters": {
            "times": ["1", "3"], "offset": ["-7"], "ratio": ["0.5"], "loud": ["true"], "size": ["large"],
            "name": ["Ada"], "tag": ["a", "b"], "number": ["1", "2"], "any": ["1", "2"], "word": ["ignored"], "unknown": ["x"],
            "choice": ["none"],
        },
        "queryStringParameters": { "times": "9", "loud": "false" },
    }))
    .await;
    let expected = json!({
        "word": "hi", "times": 3, "offset": -7, "ratio": 0.5, "loud": true, "size": "large", "name": "Ada",
        "tag": ["a", "b"], "number": [1, 2], "any": "2", "slot": null, "choice": "none", "greeting": "Hello",
    });
    assert_eq!(body(&reply), expected);
}

#[tokio::test]
async fn single_values_are_enough_and_escapes_of_the_path_are_read() {
    let reply = echo(json!({
        "pathParameters": { "word": "caf%C3%A9+%2F" },
        "queryStringParameters": { "times": "2", "size": "small", "tag": "one", "name": "" },
    }))
    .await;
    let echoed = body(&reply);
    assert_eq!(echoed["word"], "café+/");
    assert_eq!((&echoed["times"], &echoed["size"]), (&json!(2), &json!("small")));
    assert_eq!((&echoed["tag"], &echoed["name"]), (&json!(["one"]), &json!("")));
}

#[tokio::test]
async fn a_single_value_counts_only_where_path_and_all_values_have_no_such_name() {
    let reply = echo(json!({
        "multiValueQueryStringParameters": { "tag": ["a", "b"] },
        "queryStringParameters": { "word": "ignored", "tag": "ignored", "times": "2" },
    }))
    .await;
    let echoed = body(&reply);
    assert_eq!((&echoed["word"], &echoed["tag"]), (&json!("hi"), &json!(["a", "b"])));
    assert_eq!(echoed["times"], 2);
}

#[tokio::test]
async fn many_parameters_take_no_more_time_each_than_few() {
    let names = || (0..100_000).map(|name| format!("p{name}"));
    let all: Map<String, Value> = names().map(|name| (name, json!(["x"]))).collect();
    let single: Map<String, Value> = names().map(|name| (name, json!("x"))).collect();
    let began = Instant::now();
    let reply =
        echo(json!({ "multiValueQueryStringParameters": all, "queryStringParameters": single })).await;
    assert_eq!(body(&reply)["word"], "hi");
    // About a second; comparing each name with all before it takes most of a minute.
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_bad_value_is_named() {
    let query = |name: &str, value: &str| json!({ "multiValueQueryStringParameters": { name: [value] } });
    let table = [
        (query("times", "many"), "times", "`times`: `many` is not a whole number from 0 to 4294967295"),
        (query("times", "-1"), "times", "`times`: `-1` is not a whole number from 0 to 4294967295"),
        (query("times", ""), "times", "`times`: `` is not a whole number from 0 to 4294967295"),
        (query("offset", "1.5"), "offset", "`offset`: `1.5` is not a whole number"),
        (query("ratio", "x"), "ratio", "`ratio`: `x` is not a number"),
        (query("loud", "yes"), "loud", "`loud`: `yes` is not `true` or `false`"),
        (query("size", "tiny"), "size", "`size`: unknown variant `tiny`, expected `small` or `large`"),
        (query("number", "300"), "number[0]", "`number[0]`: `300` is not a whole number from 0 to 255"),
        (query("slot", "x"), "slot", "`slot`: invalid type: string \"x\", expected struct Slot"),
        (
            query("choice", "number"),
            "choice.number",
            "`choice.number`: invalid type: unit variant, expected newtype variant",
        ),
        (json!({ "pathParameters": { "word": "%FF" } }), "word", "`word`: it is not UTF-8"),
        (
            json!({ "queryStringParameters": { "size": "tiny" } }),
            "size",
            "`size`: unknown variant `tiny`, expected `small` or `large`",
        ),
    ];
    for (more, field, detail) in table {
        let reply = echo(more).await;
        assert_eq!(reply["statusCode"], 400, "{detail}");
        assert_eq!(reply["headers"]["Content-Type"], "application/problem+json");
        let expected = json!({
            "type": "about:blank", "title": "Bad Request", "status": 400, "detail": detail, "instance": "request-7",
            "field": field,
        });
        assert_eq!(body(&reply), expected);
    }
}

#[tokio::test]
async fn a_missing_input_is_named() {
    let reply = echo(json!({ "pathParameters": {} })).await;
    assert_eq!(
        (&reply["statusCode"], &body(&reply)["detail"]),
        (&json!(400), &json!("missing field `word`"))
    );
}

/// The reply to a body.
async fn store(body: &str, more: Value) -> Value {
    let mut parts = json!({
        "pathParameters": { "word": "hi" },
        "headers": { "X-Who": "Ada", "X-May": "talks.edit", "Content-Type": "application/json; charset=utf-8" },
        "body": body,
    });
    parts.as_object_mut().expect("members").extend(more.as_object().expect("members").clone());
    serve(event("POST", "/echo/{word}", parts)).await
}

#[tokio::test]
async fn other_verbs_take_their_fields_from_the_body() {
    let text = r#"{
        "title": "T", "slots": [{ "start": 1 }], "size": "small", "main": { "start": 2, "size": "large" },
        "loud": true, "count": 5, "word": "ignored", "name": "N", "any": { "a": [1] }
    }"#;
    let expected = json!({
        "by": "Ada", "word": "hi", "title": "T", "slots": [{ "start": 1, "size": null }], "size": "small",
        "main": { "start": 2, "size": "large" }, "loud": true, "count": 5, "name": "N", "any": { "a": [1] },
    });
    let reply = store(text, json!({})).await;
    assert_eq!((&reply["statusCode"], body(&reply)), (&json!(201), expected.clone()));
    let encoded = base64::engine::general_purpose::STANDARD.encode(text);
    let reply = store(&encoded, json!({ "isBase64Encoded": true })).await;
    assert_eq!(body(&reply), expected);
    let sparse =
        store(r#"{ "title": "T", "count": null }"#, json!({ "queryStringParameters": { "count": "7" } }))
            .await;
    assert_eq!(body(&sparse)["count"], Value::Null, "the query is none of its business");
}

#[tokio::test]
async fn a_body_that_does_not_fit_is_told_why() {
    let text = json!({ "X-Who": "Ada", "X-May": "talks.edit", "content-type": "text/plain" });
    let table = [
        ("", json!({}), 400, "missing field `title`"),
        ("[1]", json!({}), 400, "the body must be a JSON object"),
        ("{", json!({}), 400, "the body is not JSON: EOF while parsing an object at line 1 column 1"),
        ("{}", json!({ "headers": text }), 415, "the body is `text/plain`; it must be `application/json`"),
        ("*", json!({ "isBase64Encoded": true }), 400, "the body is not base64"),
        (r#"{ "title": 7 }"#, json!({}), 400, "`title`: invalid type: integer `7`, expected a string"),
        (
            r#"{ "title": "T", "loud": 1 }"#,
            json!({}),
            400,
            "`loud`: invalid type: integer `1`, expected a boolean",
        ),
        (
            r#"{ "title": "T", "count": -1 }"#,
            json!({}),
            400,
            "`count`: invalid value: integer `-1`, expected u64",
        ),
        (
            r#"{ "title": "T", "size": "s" }"#,
            json!({}),
            400,
            "`size`: unknown variant `s`, expected `small` or `large`",
        ),
        (
            r#"{ "title": "T", "slots": [{ "start": 1 }, { "start": "x" }] }"#,
            json!({}),
            400,
            "`slots[1].start`: invalid type: string \"x\", expected u32",
        ),
        (
            r#"{ "title": "T", "main": 5 }"#,
            json!({}),
            400,
            "`main`: invalid type: integer `5`, expected struct Slot",
        ),
    ];
    for (text, more, status, detail) in table {
        let reply = store(text, more).await;
        assert_eq!(
            (reply["statusCode"].as_u64(), &body(&reply)["detail"]),
            (Some(status), &json!(detail)),
            "{text}"
        );
    }
}
