//! The stage of a case, with its canary.

use super::patch::apply;
use super::{Frozen, Unusable, definition};
use lockstep_gateway::{Canary, Stage};
use serde_json::{Value, json};

/// The stage that a request is sent to.
///
/// # Errors
/// A patch or the canary's API cannot be read.
pub fn stage(input: &Value) -> Result<Stage, Unusable> {
    let described = patched(&input["stage"])?;
    let mut stage = Stage::new(name(input));
    if let Some(id) = described["deploymentId"].as_str() {
        stage = stage.deployment_id(id);
    }
    for (name, value) in described["variables"].as_object().into_iter().flatten() {
        stage = stage.variable(name, text(value));
    }
    let canary = &described["canarySettings"];
    if !canary.is_object() {
        return Ok(stage);
    }
    let Some(api) = input.get("canary_api") else {
        return Err(Unusable::case(
            "input.canary_api",
            "the stage has a canary, but the case has no API for it",
        ));
    };
    let definition = definition(&Frozen::read(api)?)?;
    let percent = number(&canary["percentTraffic"]).unwrap_or_default();
    let id = canary["deploymentId"].as_str().unwrap_or("canary");
    let mut shared = Canary::new(percent, id, definition);
    for (name, value) in canary["stageVariableOverrides"].as_object().into_iter().flatten() {
        shared = shared.variable(name, text(value));
    }
    Ok(stage.canary(shared))
}

/// The stage's name: that of the request, or the first part of its path.
pub fn name(input: &Value) -> String {
    let path = input["request"]["url_path"].as_str().unwrap_or_default();
    let first = path.trim_start_matches('/').split(['/', '?']).next().unwrap_or_default();
    let named = input["request"]["stage"].as_str().or_else(|| input["stage"]["stageName"].as_str());
    named.unwrap_or(first).to_owned()
}

/// The stage's object, its patches applied.
fn patched(described: &Value) -> Result<Value, Unusable> {
    let mut stage = if described.is_object() { described.clone() } else { json!({}) };
    for operation in described["patches"].as_array().into_iter().flatten() {
        apply(&mut stage, operation).map_err(|problem| Unusable::case("input.stage.patches", problem))?;
    }
    Ok(stage)
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::{name, stage};
    use serde_json::json;

    #[test]
    fn a_stage_has_variables_and_a_canary() {
        let input = json!({
            "request": {"stage": "dev"},
            "stage": {
                "deploymentId": "d1",
                "variables": {"a": "1"},
                "canarySettings": {"percentTraffic": 0, "deploymentId": "d2", "stageVariableOverrides": {"a": "2"}},
                "patches": [{"op": "replace", "path": "/canarySettings/percentTraffic", "value": "100.0"}],
            },
            "canary_api": {"resources": []},
        });
        let made = format!("{:?}", stage(&input).unwrap());
        assert!(made.contains("100.0") && made.contains("\"d2\""), "{made}");
        assert_eq!(stage(&json!({"request": {"url_path": "//local/x"}})).unwrap().name(), "local");
        assert_eq!(name(&json!({"request": {}, "stage": {"stageName": "s"}})), "s");
    }

    #[test]
    fn a_canary_without_an_api_is_told() {
        assert!(stage(&json!({"request": {}, "stage": {"canarySettings": {}}})).is_err());
        assert!(stage(&json!({"request": {}, "stage": {"patches": [{"op": "x", "path": "/a"}]}})).is_err());
    }
}
