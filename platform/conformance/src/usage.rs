//! API keys and usage plans, from the calls that a case makes before its request.

use crate::api::{Unusable, apply};
use crate::reference::resolved;
use lockstep_gateway::{
    ApiKey, KeyState, PlanStage, Quota, QuotaPeriod, Throttle, UsageDefinition, UsagePlan,
};
use serde_json::{Value, json};

/// The keys and plans that the calls leave.
///
/// # Errors
/// A patch cannot be applied.
pub fn usage(calls: &Value) -> Result<UsageDefinition, Unusable> {
    let mut usage = UsageDefinition::default();
    for (position, call) in calls.as_array().into_iter().flatten().enumerate() {
        let place = format!("input.other_calls_before[{position}]");
        let params = &call["params"];
        let text = |name: &str| params[name].as_str().unwrap_or_default().to_owned();
        match call["op"].as_str().unwrap_or_default() {
            "create_api_key" => usage.keys.push(key(call)),
            "create_usage_plan" => usage.plans.push(plan(call, &place)),
            "create_usage_plan_key" => {
                let id = text("usagePlanId");
                if let Some(plan) = usage.plans.iter_mut().find(|plan| plan.place == id) {
                    plan.keys.push(text("keyId"));
                }
            }
            "update_api_key" => {
                let id = text("apiKey");
                for key in usage.keys.iter_mut().filter(|key| key.id == id) {
                    change(key, &params["patchOperations"], &place)?;
                }
            }
            "delete_api_key" => usage.keys.retain(|key| key.id != text("apiKey")),
            "delete_usage_plan" => usage.plans.retain(|plan| plan.place != text("usagePlanId")),
            _ => {}
        }
    }
    Ok(usage)
}

/// What a call made: the text that references to its answer stand for.
fn made(call: &Value, field: &str) -> Option<String> {
    let reference = call["ref"].as_str()?;
    Some(resolved(&format!("{{{{{reference}.{field}}}}}").into()).as_str()?.to_owned())
}

fn key(call: &Value) -> ApiKey {
    let params = &call["params"];
    let own = params["value"].as_str().map(str::to_owned);
    ApiKey {
        id: made(call, "id").unwrap_or_default(),
        name: params["name"].as_str().unwrap_or_default().to_owned(),
        value: own.or_else(|| made(call, "value")).unwrap_or_default(),
        // A key that is made without a word is disabled (documented).
        state: if params["enabled"] == true { KeyState::Enabled } else { KeyState::Disabled },
    }
}

fn change(key: &mut ApiKey, operations: &Value, place: &str) -> Result<(), Unusable> {
    let mut object = json!({"enabled": key.state == KeyState::Enabled});
    for operation in operations.as_array().into_iter().flatten() {
        apply(&mut object, operation).map_err(|problem| Unusable::Case(place.to_owned(), problem))?;
    }
    key.state = if object["enabled"] == true { KeyState::Enabled } else { KeyState::Disabled };
    Ok(())
}

/// A plan; its place is its identity, by which later calls name it.
fn plan(call: &Value, place: &str) -> UsagePlan {
    let params = &call["params"];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let stage = |stage: &Value| PlanStage {
        api: text(&stage["apiId"]),
        stage: text(&stage["stage"]),
        methods: stage["throttle"]
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(method, limit)| Some((method.clone(), throttle(limit)?)))
            .collect(),
    };
    UsagePlan {
        place: made(call, "id").unwrap_or_else(|| place.to_owned()),
        name: text(&params["name"]),
        keys: Vec::new(),
        stages: params["apiStages"].as_array().into_iter().flatten().map(stage).collect(),
        throttle: throttle(&params["throttle"]),
        quota: quota(&params["quota"]),
    }
}

fn throttle(described: &Value) -> Option<Throttle> {
    let burst = described["burstLimit"].as_u64().and_then(|burst| u32::try_from(burst).ok())?;
    Some(Throttle { rate: described["rateLimit"].as_f64()?, burst })
}

fn quota(described: &Value) -> Option<Quota> {
    let period = match described["period"].as_str()? {
        "WEEK" => QuotaPeriod::Week,
        "MONTH" => QuotaPeriod::Month,
        _ => QuotaPeriod::Day,
    };
    Some(Quota {
        limit: described["limit"].as_u64()?,
        offset: described["offset"].as_u64().unwrap_or_default(),
        period,
    })
}

#[cfg(test)]
mod tests {
    use super::usage;
    use crate::reference::resolved;
    use lockstep_gateway::KeyState;
    use serde_json::json;

    #[test]
    fn calls_make_keys_and_plans() {
        let calls = resolved(&json!([
            {"op": "create_usage_plan", "ref": "c1", "params": {
                "quota": {"limit": 10, "period": "WEEK"}, "throttle": {"rateLimit": 2, "burstLimit": 1},
                "apiStages": [{"apiId": "{{c0.id}}", "stage": "dev", "throttle": {"/x/GET": {"rateLimit": 1, "burstLimit": 1}}}],
            }},
            {"op": "create_api_key", "ref": "c2", "params": {"name": "k", "enabled": true}},
            {"op": "create_api_key", "ref": "c3", "params": {"value": "own"}},
            {"op": "create_usage_plan_key", "params": {"usagePlanId": "{{c1.id}}", "keyId": "{{c2.id}}"}},
            {"op": "update_api_key", "params": {"apiKey": "{{c2.id}}", "patchOperations": [
                {"op": "replace", "path": "/enabled", "value": "false"}
            ]}},
            {"op": "put_object", "params": {}},
        ]));
        let made = usage(&calls).unwrap();
        assert_eq!(made.keys[0].value, resolved(&json!("{{c2.value}}")).as_str().unwrap());
        assert_eq!((made.keys[0].state, made.keys[1].value.as_str()), (KeyState::Disabled, "own"));
        assert_eq!(made.plans[0].keys, [made.keys[0].id.clone()]);
        assert_eq!(made.plans[0].stages[0].methods.len(), 1);
        assert_eq!(made.plans[0].quota.unwrap().limit, 10);
    }
}
