//! Templates on which we once differed from Velocity, with what Velocity renders; `cargo xtask differential` finds them.

use lockstep_vtl::{Context, Key, List, ListKind, Map, Template, Value};
use serde_json::Value as Json;

fn of_json(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Boolean(*value),
        Json::Number(number) => number.as_i64().map_or_else(
            || Value::Double(number.as_f64().unwrap_or_default()),
            |number| Value::Integer(i128::from(number)),
        ),
        Json::String(text) => text.as_str().into(),
        Json::Array(items) => List::new(ListKind::Java, items.iter().map(of_json).collect()).into(),
        Json::Object(members) => {
            let entries = members.iter().map(|(name, value)| (Key::from(name.as_str()), of_json(value)));
            Value::Map(entries.collect::<Map>())
        }
    }
}

#[test]
fn every_recorded_template_renders_as_velocity_renders_it() {
    let cases: Vec<Json> = serde_json::from_str(include_str!("differential.json")).unwrap();
    let mut wrong = Vec::new();
    for case in &cases {
        let mut context = Context::new();
        for (name, value) in case["context"].as_object().unwrap() {
            context.set(name, of_json(value));
        }
        let compiled =
            Template::compile(case["template"].as_str().unwrap()).map_err(|error| error.to_string());
        let found =
            compiled.and_then(|template| template.render(&mut context).map_err(|error| error.to_string()));
        let right = match (&found, case["output"].as_str()) {
            (Ok(found), Some(wanted)) => found == wanted,
            (Err(_), None) => case["refused"] == true,
            _ => false,
        };
        if !right {
            wrong.push(format!("{case}\n  found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
