//! Sample events and answers of functions: each must be what it says it is.

use crate::bench::{Bench, bare};
use crate::case::Case;
use crate::functions::Description;
use crate::http::outcome_of;
use crate::outcome::{Difference, Outcome, Reason};
use lockstep_function::Head;
use lockstep_gateway::{Authorization, AuthorizerDefinition, AuthorizerKind, IntegrationTarget};
use serde_json::Value;

/// Decodes a proxy event or lets the gateway take an answer.
pub fn replay(case: &Case) -> Outcome {
    let sample = &case.expected["json"];
    if let Some(other) = other_product(sample) {
        return Outcome::Skipped(Reason::NeverAnswered(other.to_owned()));
    }
    match case.input["what"].as_str().unwrap_or_default() {
        "proxy event" => Outcome::of(decoded(sample)),
        "authorizer event" => Outcome::of(authorizer_event(sample)),
        "response of function" if sample.get("policyDocument").is_some() => policy(sample),
        "response of function" => reply(sample),
        other => Outcome::failed(Difference::problem("input.what", format!("`{other}` is unknown"))),
    }
}

/// The other products of API Gateway have events and answers of their own: payload format 2.0, connections, simple responses.
fn other_product(sample: &Value) -> Option<&'static str> {
    let is_http =
        sample["version"] == "2.0" || sample.get("isAuthorized").is_some() || sample.get("cookies").is_some();
    if is_http {
        return Some("an event of an HTTP API");
    }
    sample["requestContext"].get("connectionId").map(|_| "an event of a WebSocket API")
}

/// What a function reads of an event must be what stands there.
fn decoded(event: &Value) -> Vec<Difference> {
    let head = match Head::of(event, "") {
        Ok(head) => head,
        Err(problem) => return vec![Difference::new("event", "a proxy event", problem.to_string())],
    };
    let text = |pointer: &str| event.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    let mut differences = Vec::new();
    let mut same = |place: &str, wanted: &str, found: &str| {
        if wanted != found {
            differences.push(Difference::new(place, wanted, found));
        }
    };
    same("httpMethod", text("/httpMethod"), head.method());
    same("resource", text("/resource"), head.resource());
    same("requestContext.requestId", text("/requestContext/requestId"), head.request_id());
    for (name, value) in event["headers"].as_object().into_iter().flatten() {
        same(name, value.as_str().unwrap_or_default(), head.header(name).unwrap_or_default());
    }
    for (name, value) in event["queryStringParameters"].as_object().into_iter().flatten() {
        same(name, value.as_str().unwrap_or_default(), head.query(name).unwrap_or_default());
    }
    differences
}

/// An authorizer's event names its kind and the method, and what it goes by.
fn authorizer_event(event: &Value) -> Vec<Difference> {
    let member = if event["type"] == "TOKEN" { "authorizationToken" } else { "headers" };
    ["type", "methodArn", member]
        .into_iter()
        .filter(|name| event.get(name).is_none())
        .map(|name| Difference::new(name, "a value", "nothing"))
        .collect()
}

/// A policy must be read: what it says decides, and no answer is an error of the authorizer's.
fn policy(answer: &Value) -> Outcome {
    let mut bench = Bench::answered_by("/t", IntegrationTarget::Mock);
    let templates = &mut bench.method().integration.request_templates;
    templates.insert("application/json".to_owned(), "{\"statusCode\": 200}".to_owned());
    bench.method().authorization = Authorization::Authorizer { name: "a".to_owned(), scopes: Vec::new() };
    bench.functions.push(Description { name: "a".to_owned(), words: format!("returns {answer}") });
    bench.definition.authorizers.insert("a".to_owned(), authorizer());
    match bench.send(&[bare("POST", "/t", &[("Authorization", "token")], b"")]) {
        Ok(tried) if tried.response.status < 500 => Outcome::Passed,
        Ok(tried) => {
            Outcome::failed(Difference::new("status_code", "no error", tried.response.status.to_string()))
        }
        Err(unusable) => outcome_of(unusable),
    }
}

/// An authorizer that goes by the header `Authorization`.
pub fn authorizer() -> AuthorizerDefinition {
    AuthorizerDefinition {
        place: "case".to_owned(),
        kind: AuthorizerKind::Token,
        function: "a".to_owned(),
        identity_sources: vec!["method.request.header.Authorization".to_owned()],
        validation_expression: None,
        result_ttl_seconds: 0,
    }
}

/// An answer of a proxied function must be taken as it stands.
fn reply(answer: &Value) -> Outcome {
    let target = IntegrationTarget::FunctionProxy { function: "f".to_owned(), verb: "POST".to_owned() };
    let mut bench = Bench::answered_by("/t", target);
    bench.functions.push(Description { name: "f".to_owned(), words: format!("returns {answer}") });
    match bench.send(&[bare("POST", "/t", &[], b"")]) {
        Ok(tried) => {
            let wanted = answer["statusCode"].as_u64().unwrap_or(200);
            let found = u64::from(tried.response.status);
            if wanted == found {
                return Outcome::Passed;
            }
            Outcome::failed(Difference::new("statusCode", wanted.to_string(), found.to_string()))
        }
        Err(unusable) => outcome_of(unusable),
    }
}
