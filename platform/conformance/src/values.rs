//! JSON as values of the template language.

use lockstep_vtl::{Key, List, ListKind, Map, Value};
use serde_json::Value as Json;

/// The value that a template sees for JSON that a case gives as a variable.
pub fn of_json(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Boolean(*value),
        Json::Number(number) => number.as_i64().map_or_else(
            || Value::Double(number.as_f64().unwrap_or_default()),
            |number| Value::Integer(i128::from(number)),
        ),
        Json::String(text) => text.as_str().into(),
        Json::Array(items) => List::new(ListKind::Java, items.iter().map(of_json).collect()).into(),
        Json::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| (Key::from(key.as_str()), of_json(value)));
            Value::Map(entries.collect::<Map>())
        }
    }
}
