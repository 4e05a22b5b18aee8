//! JSON as values.

use super::Value;
use crate::collection::{Key, List, ListKind, Map};
use serde_json::Value as Json;

/// JSON as Java's readers hand it to Velocity: an object is a map, an array an ordinary list, a number that is no 64-bit integer
/// a double.
impl From<&Json> for Value {
    fn from(json: &Json) -> Self {
        match json {
            Json::Null => Self::Null,
            Json::Bool(truth) => Self::Boolean(*truth),
            Json::Number(number) => number.as_i64().map_or_else(
                || Self::Double(number.as_f64().unwrap_or_default()),
                |whole| Self::Integer(whole.into()),
            ),
            Json::String(text) => text.as_str().into(),
            Json::Array(items) => List::new(ListKind::Java, items.iter().map(Self::from).collect()).into(),
            Json::Object(members) => {
                let entries = members.iter().map(|(name, value)| (Key::from(name.as_str()), value.into()));
                entries.collect::<Map>().into()
            }
        }
    }
}
