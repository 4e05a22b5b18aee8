//! Routes: which resource gets a request.

use crate::bench::{Bench, bare};
use crate::case::Case;
use crate::functions::Description;
use crate::http::outcome_of;
use crate::outcome::{Difference, Outcome};
use lockstep_gateway::{ApiDefinition, IntegrationTarget};
use serde_json::{Value, json};

/// Sends the case's request to an API with the case's resources, all of whose methods tell their event.
pub fn replay(case: &Case) -> Outcome {
    let mut bench = Bench::new("/");
    bench.definition = ApiDefinition { place: "case".to_owned(), ..Default::default() };
    bench.functions.push(Description {
        name: "tell".to_owned(),
        words: "returns {statusCode: 200, body: JSON.stringify(event)}".to_owned(),
    });
    for (path, verbs) in case.input["resources"].as_object().into_iter().flatten() {
        bench.definition.resource(path);
        for verb in verbs.as_array().into_iter().flatten().filter_map(Value::as_str) {
            let target =
                IntegrationTarget::FunctionProxy { function: "tell".to_owned(), verb: "POST".to_owned() };
            bench.add(path, verb, target);
        }
    }
    let verb = case.input["method"].as_str().unwrap_or("GET");
    let path = case.input["path"].as_str().unwrap_or("/");
    let tried = match bench.send(&[bare(verb, path, &[], b"")]) {
        Ok(tried) => tried,
        Err(unusable) => return outcome_of(unusable),
    };
    let event: Value = serde_json::from_slice(&tried.response.body).unwrap_or_default();
    let parameters =
        if event["pathParameters"].is_null() { json!({}) } else { event["pathParameters"].clone() };
    let found = json!({
        "resource": event["resource"],
        "pathParameters": parameters,
        "status_code": tried.response.status,
        "json": event,
    });
    let mut differences = Vec::new();
    for (name, wanted) in case.expected.as_object().into_iter().flatten() {
        match found.get(name) {
            Some(found) if found == wanted => {}
            Some(found) => differences.push(Difference::values(name, wanted, found)),
            None => differences.push(Difference::problem(format!("expected.{name}"), "it is unknown here")),
        }
    }
    Outcome::of(differences)
}
