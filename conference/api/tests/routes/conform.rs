//! Whether a body is as the contract says, to the letter: nothing is missing, nothing is there that it does not name.

use serde_json::Value;

/// Compares the body of a status with what the contract says of a path.
pub fn check(contract: &Value, path: &str, status: u64, body: &Value) {
    let responses = &contract["paths"][path]["get"]["responses"];
    let response = responses.get(status.to_string()).unwrap_or(&responses["default"]);
    let response = resolve(contract, response);
    let Some((_, content)) = response["content"].as_object().and_then(|content| content.iter().next()) else {
        assert!(body.is_null(), "{path} {status}: the contract has no body");
        return;
    };
    conform(contract, &content["schema"], body, &format!("{path} {status}"));
}

fn resolve<'c>(contract: &'c Value, value: &'c Value) -> &'c Value {
    match value.get("$ref").and_then(Value::as_str) {
        Some(reference) => {
            contract.pointer(reference.trim_start_matches('#')).expect("what is referred to is there")
        }
        None => value,
    }
}

fn conform(contract: &Value, schema: &Value, value: &Value, place: &str) {
    let schema = resolve(contract, schema);
    if value.is_null() {
        assert_eq!(schema["nullable"], true, "{place} is null");
        return;
    }
    if let Some(parts) = schema["allOf"].as_array() {
        for part in parts {
            conform(contract, part, value, place);
        }
        return;
    }
    if let Some(words) = schema["enum"].as_array() {
        assert!(words.contains(value), "{place} is {value}");
    }
    match schema["type"].as_str() {
        Some("string") => assert!(value.is_string(), "{place} is {value}"),
        Some("integer") => assert!(value.is_u64(), "{place} is {value}"),
        Some("boolean") => assert!(value.is_boolean(), "{place} is {value}"),
        Some("array") => {
            let items = value.as_array().unwrap_or_else(|| panic!("{place} is {value}"));
            for item in items {
                conform(contract, &schema["items"], item, &format!("{place}[]"));
            }
        }
        Some("object") => object(contract, schema, value, place),
        other => panic!("{place}: the contract says {other:?}"),
    }
}

fn object(contract: &Value, schema: &Value, value: &Value, place: &str) {
    let members = value.as_object().unwrap_or_else(|| panic!("{place} is {value}"));
    for (name, member) in members {
        let property = schema["properties"].get(name).unwrap_or_else(|| panic!("{place}.{name} is unknown"));
        conform(contract, property, member, &format!("{place}.{name}"));
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        assert!(members.contains_key(name.as_str().expect("a name")), "{place}.{name} is missing");
    }
}
