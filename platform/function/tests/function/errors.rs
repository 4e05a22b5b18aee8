//! Errors in two voices.

use crate::{Log, body, event, functions, serve};
use lockstep_function::{Error, InvocationContext};
use serde_json::{Value, json};

async fn fail(how: &str) -> Value {
    serve(event("GET", "/fail/{how}", json!({ "pathParameters": { "how": how } }))).await
}

#[tokio::test]
async fn the_caller_gets_a_problem_document() {
    let reply = fail("conflict").await;
    assert_eq!(reply["headers"]["Content-Type"], "application/problem+json");
    let expected = json!({
        "type": "about:blank", "title": "Conflict", "status": 409, "detail": "somebody was faster",
        "instance": "request-7", "version": 3,
    });
    assert_eq!((&reply["statusCode"], body(&reply)), (&json!(409), expected));
}

#[tokio::test]
async fn without_a_request_id_the_invocation_s_serves() {
    let mut event = event("GET", "/me", json!({}));
    event.as_object_mut().unwrap().remove("requestContext");
    let reply = functions().invoke("talks", event, InvocationContext::new("invocation-1")).await.unwrap();
    assert_eq!(body(&reply)["instance"], "invocation-1");
}

#[tokio::test]
async fn what_only_the_log_may_know_stays_there() {
    Log::catch();
    let internal = fail("internal").await;
    assert_eq!(
        (&internal["statusCode"], &body(&internal)["title"]),
        (&json!(500), &json!("Internal Server Error"))
    );
    let unavailable = fail("unavailable").await;
    assert_eq!(
        (&unavailable["statusCode"], &unavailable["headers"]["Retry-After"]),
        (&json!(503), &json!("5"))
    );
    for reply in [internal, unavailable] {
        assert!(!reply.to_string().contains("disk") && !reply.to_string().contains("space"), "{reply}");
    }
    let log = Log::text();
    for part in [
        "ERROR",
        "request_id=\"request-7\"",
        "route=\"talks/fail\"",
        "while storing: the disk is full: no space left",
        "reason=\"the disk is full: no space left\"",
    ] {
        assert!(log.contains(part), "{part}\n{log}");
    }
}

#[tokio::test]
async fn a_refusal_is_no_error_of_ours() {
    Log::catch();
    assert_eq!(fail("else").await["statusCode"], 403);
    assert!(Log::text().contains("DEBUG") && !Log::text().contains("ERROR"), "{}", Log::text());
}

#[tokio::test]
async fn a_selection_pattern_picks_the_status_by_the_whole_message() {
    let table = [
        ("pattern", 404, "no such talk: 7"),
        ("pattern-part", 500, "something went wrong on our side"),
        ("alternatives", 409, "gone"),
        ("not-alternatives", 400, "gone away"),
    ];
    for (how, status, detail) in table {
        let reply = fail(how).await;
        assert_eq!(
            (reply["statusCode"].as_u64(), &body(&reply)["detail"]),
            (Some(status), &json!(detail)),
            "{how}"
        );
    }
    assert_eq!(fail("pattern").await["headers"]["X-Reason"], "missing");
}

#[tokio::test]
async fn a_panic_ends_its_request_and_nothing_else() {
    Log::catch();
    for (how, told) in [
        ("text-panic", "the handler panicked: lost my mind"),
        ("formatted-panic", "the handler panicked: lost my formatted-panic"),
        ("other-panic", "the handler panicked: no message"),
    ] {
        let reply = fail(how).await;
        assert_eq!((&reply["statusCode"], reply.to_string().contains("mind")), (&json!(500), false));
        assert!(Log::text().contains(told), "{told}");
    }
    assert_eq!(fail("else").await["statusCode"], 403);
}

#[test]
fn an_error_speaks_to_the_caller() {
    let error = Error::internal("a secret");
    assert_eq!(error.to_string(), "something went wrong on our side");
    assert_eq!(error.log_message(), "a secret");
    assert_eq!(Error::not_found("nobody").log_message(), "");
    let own = Error::new(http::StatusCode::from_u16(499).unwrap(), "gone");
    assert_eq!(own.status().as_u16(), 499);
}
