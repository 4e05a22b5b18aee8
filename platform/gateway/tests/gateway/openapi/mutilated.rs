//! Documents in which one value is another: nothing panics, and every mistake has a place.

use super::accepted::SWAGGER;
use lockstep_gateway::{ApiDefinition, LoadError};
use serde_json::{Value, json};

/// Every pointer of a value, its own included.
fn pointers(value: &Value, own: &str, found: &mut Vec<String>) {
    found.push(own.to_owned());
    match value {
        Value::Object(members) => {
            for (name, inner) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                pointers(inner, &format!("{own}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                pointers(inner, &format!("{own}/{index}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn any_value_may_stand_anywhere() {
    let document: Value = serde_json::from_str(SWAGGER).unwrap();
    let mut found = Vec::new();
    pointers(&document, "", &mut found);
    assert!(found.len() > 150, "{}", found.len());
    let mut refused = 0;
    for pointer in &found {
        for value in [Value::Null, json!(1), json!("x"), json!([{}]), json!({})] {
            let mut mutilated = document.clone();
            *mutilated.pointer_mut(pointer).unwrap() = value.clone();
            let json = serde_json::to_string_pretty(&mutilated).unwrap();
            let outcome = ApiDefinition::from_openapi(&json, "api");
            if value.is_null() {
                // JSON is YAML too.
                let yaml = ApiDefinition::from_openapi(&format!("--- {json}"), "api");
                assert_eq!(outcome.is_ok(), yaml.is_ok(), "{pointer}\n{json}");
            }
            let Err(errors) = outcome else { continue };
            refused += 1;
            for error in errors.iter() {
                let LoadError::Document { line, column, pointer: place, problem, advice, .. } = error else {
                    panic!("{error}")
                };
                assert!(*line <= json.lines().count() && *column > 0, "{error}");
                assert!(mutilated.pointer(place).is_some(), "{error}");
                assert!(!problem.is_empty() && !advice.is_empty(), "{error}");
            }
        }
    }
    assert!(refused > 300, "{refused}");
}
