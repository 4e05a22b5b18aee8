//! `passthroughBehavior`: which bodies are mapped, passed on or refused.

use crate::bench::{Bench, bare};
use crate::case::Case;
use crate::http::outcome_of;
use crate::outcome::{Difference, Outcome};
use lockstep_gateway::PassthroughBehavior;
use serde_json::Value;

/// Sends a body of the case's media type through the case's templates.
pub fn replay(case: &Case) -> Outcome {
    let mut bench = Bench::new("/t");
    let integration = &mut bench.method().integration;
    for media_type in
        case.input["template_content_types"].as_array().into_iter().flatten().filter_map(Value::as_str)
    {
        integration.request_templates.insert(media_type.to_owned(), "transformed".to_owned());
    }
    integration.passthrough = match case.input["passthroughBehavior"].as_str().unwrap_or_default() {
        "WHEN_NO_MATCH" => PassthroughBehavior::WhenNoMatch,
        "WHEN_NO_TEMPLATES" => PassthroughBehavior::WhenNoTemplates,
        "NEVER" => PassthroughBehavior::Never,
        other => {
            let problem = format!("the behaviour `{other}` is unknown");
            return Outcome::failed(Difference::problem("input.passthroughBehavior", problem));
        }
    };
    let media_type = case.input["request_content_type"].as_str();
    let headers: Vec<(&str, &str)> =
        media_type.map(|media_type| ("Content-Type", media_type)).into_iter().collect();
    let tried = match bench.send(&[bare("POST", "/t", &headers, b"passed")]) {
        Ok(tried) => tried,
        Err(unusable) => return outcome_of(unusable),
    };
    let found = match (tried.response.status, tried.got.as_deref()) {
        (415, None) => "rejected_415",
        (200, Some(b"transformed")) => "transformed",
        (200, Some(b"passed")) => "passthrough",
        _ => "something else",
    };
    let wanted = case.expected["result"].as_str().unwrap_or_default();
    if found == wanted {
        return Outcome::Passed;
    }
    let got = format!("{found} ({})", tried.response.status);
    Outcome::failed(Difference::new("result", wanted, got))
}
