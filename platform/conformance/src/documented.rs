//! Cases of rules that are written or were measured, not recorded as whole requests: tables of the documentation, and sample
//! events. Each is tried on an API that shows the rule.

mod content_handling;
mod event;
mod gateway_answer;
mod models;
mod passthrough;
mod routes;

use crate::bench::Tried;
use crate::case::Case;
use crate::outcome::{Difference, Outcome};
use serde_json::{Value, json};

/// Tries a case; none when its input is of no known form.
pub fn replay(case: &Case) -> Option<Outcome> {
    let has = |name: &str| case.input.get(name).is_some();
    Some(if has("passthroughBehavior") && has("template_content_types") {
        passthrough::replay(case)
    } else if has("direction") && has("payload") {
        content_handling::replay(case)
    } else if has("response_type") {
        gateway_answer::of_type(case)
    } else if has("model_schema") {
        models::replay(case)
    } else if has("resources") && has("path") {
        routes::replay(case)
    } else if has("what") && case.expected.get("json").is_some() {
        event::replay(case)
    } else {
        return gateway_answer::measured(case);
    })
}

/// Compares what a case expects of an answer: `status_code`, `json`, `response_type`.
fn compare(expected: &Value, tried: &Tried) -> Outcome {
    let response = &tried.response;
    let body: Value = serde_json::from_slice(&response.body).unwrap_or_default();
    let found = json!({
        "status_code": response.status,
        "default_status": response.status,
        "json": body,
        "response_type": response.headers.get(gateway_answer::TYPE_HEADER),
    });
    let differences = expected
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(name, value)| found.get(name.as_str()).is_some_and(|found| found != *value))
        .map(|(name, value)| Difference::values(name, value, &found[name.as_str()]));
    Outcome::of(differences.collect())
}
