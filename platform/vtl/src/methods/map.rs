//! The methods of `java.util.Map`.

use super::Found;
use crate::collection::{Key, List, Map};
use crate::error::RenderError;
use crate::object::Entry;
use crate::operators::equals;
use crate::print::key;
use crate::value::Value;

pub(super) fn call(map: &Map, name: &str, arguments: &[Value]) -> Found {
    Ok(match (name, arguments) {
        ("get", [wanted]) => map.get(&key(wanted)?),
        ("getOrDefault", [wanted, otherwise]) => {
            Some(map.get(&key(wanted)?).unwrap_or_else(|| otherwise.clone()))
        }
        ("put", [name, value]) => Some(or_null(map.insert(key(name)?, value.clone()))),
        ("putIfAbsent", [name, value]) => {
            let name = key(name)?;
            let before = map.get(&name).filter(|value| !value.is_null());
            if before.is_none() {
                map.insert(name, value.clone());
            }
            Some(or_null(before))
        }
        ("putAll", [Value::Null]) => return Err(RenderError::method(name, "the argument is null")),
        ("putAll", [Value::Map(other)]) => {
            for (name, value) in other.entries() {
                map.insert(name, value);
            }
            Some(Value::empty())
        }
        ("remove", [name, value]) => {
            let name = key(name)?;
            let equal = match map.get(&name) {
                Some(found) => equals(&found, value)?,
                None => false,
            };
            if equal {
                map.remove(&name);
            }
            Some(equal.into())
        }
        ("replace", [name, value]) => {
            let name = key(name)?;
            let before = map.get(&name);
            if before.is_some() {
                map.insert(name, value.clone());
            }
            Some(or_null(before))
        }
        ("remove", [name]) => Some(or_null(map.remove(&key(name)?))),
        ("containsKey", [name]) => Some(map.get(&key(name)?).is_some().into()),
        ("containsValue", [value]) => {
            for (_, item) in map.entries() {
                if equals(&item, value)? {
                    return Ok(Some(true.into()));
                }
            }
            Some(false.into())
        }
        ("size", []) => Some(map.len().into()),
        ("isEmpty", []) => Some(map.is_empty().into()),
        ("clear", []) => {
            map.clear();
            Some(Value::empty())
        }
        ("clone", []) => Some(Value::Map(map.entries().into_iter().collect())),
        ("keySet", []) => Some(view(map, |name, _| name.value())),
        ("values", []) => Some(view(map, |_, value| value)),
        ("entrySet", []) => Some(view(map, |name, _| Value::host(Entry { map: map.clone(), key: name }))),
        _ => None,
    })
}

fn or_null(value: Option<Value>) -> Value {
    value.unwrap_or_default()
}

/// What the map holds now: Java's views follow later changes, which no template can tell without changing what it goes over.
fn view(map: &Map, item: impl Fn(Key, Value) -> Value) -> Value {
    let items = map.entries().into_iter().map(|(name, value)| item(name, value)).collect();
    Value::List(List::view(map.clone(), items))
}
