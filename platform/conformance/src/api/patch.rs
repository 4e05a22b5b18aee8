//! Patch operations of the control plane: JSON Patch, but for lists, which hold their values as names, and for booleans, which
//! are words.

use serde_json::{Map, Value, json};

/// Lists whose values are the last part of a path: `/binaryMediaTypes/image~1png`.
const LISTS: [&str; 4] = ["binaryMediaTypes", "cacheKeyParameters", "authorizationScopes", "types"];
/// Members whose values are texts, whatever they look like.
const TEXTS: [&str; 3] = ["requestTemplates", "responseTemplates", "variables"];

/// Applies an operation.
///
/// # Errors
/// The operation is unknown, or there is nothing at its path.
pub fn apply(target: &mut Value, operation: &Value) -> Result<(), String> {
    let word = operation["op"].as_str().unwrap_or_default();
    let path = operation["path"].as_str().ok_or("a patch operation has no path")?;
    let parts = parts(path);
    let Some((last, above)) = parts.split_last() else { return Err(format!("`{path}` is no path")) };
    let is_text = parts.first().is_some_and(|first| TEXTS.contains(&first.as_str()));
    let value = match word {
        "copy" | "move" => {
            let from = operation["from"].as_str().unwrap_or_default();
            at(target, &self::parts(from)).cloned().ok_or_else(|| format!("there is nothing at `{from}`"))?
        }
        _ => typed(operation.get("value").unwrap_or(&Value::Null), is_text),
    };
    if above.last().is_some_and(|list| LISTS.contains(&list.as_str())) {
        return change_list(above_of(target, above), word, last, &value);
    }
    let holder = above_of(target, above);
    match word {
        "add" | "replace" | "copy" | "move" => {
            if !holder.is_object() {
                *holder = json!({});
            }
            holder[last.as_str()] = value;
            Ok(())
        }
        "remove" => {
            if let Some(members) = holder.as_object_mut() {
                members.shift_remove(last);
            }
            Ok(())
        }
        _ => Err(format!("the patch operation `{word}` is unknown")),
    }
}

fn change_list(list: &mut Value, word: &str, name: &str, value: &Value) -> Result<(), String> {
    if !list.is_array() {
        *list = json!([]);
    }
    let Some(items) = list.as_array_mut() else { return Ok(()) };
    match word {
        "add" => items.push(name.into()),
        "remove" => items.retain(|item| item != name),
        "replace" => {
            let position = items.iter().position(|item| item == name);
            let position = position.ok_or_else(|| format!("there is no `{name}` to replace"))?;
            items[position] = value.clone();
        }
        _ => return Err(format!("the patch operation `{word}` is unknown")),
    }
    Ok(())
}

fn parts(path: &str) -> Vec<String> {
    path.split('/').skip(1).map(|part| part.replace("~1", "/").replace("~0", "~")).collect()
}

fn at<'v>(target: &'v Value, parts: &[String]) -> Option<&'v Value> {
    parts.iter().try_fold(target, |value, part| value.get(part.as_str()))
}

/// The holder of a path's last part; objects that are missing on the way are made.
fn above_of<'v>(target: &'v mut Value, parts: &[String]) -> &'v mut Value {
    let mut value = target;
    for part in parts {
        if !value.is_object() {
            *value = Value::Object(Map::new());
        }
        value = &mut value[part.as_str()];
    }
    value
}

/// The value that a word stands for.
fn typed(value: &Value, is_text: bool) -> Value {
    match value.as_str() {
        Some("true") if !is_text => true.into(),
        Some("false") if !is_text => false.into(),
        _ => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::apply;
    use serde_json::{Value, json};

    fn patched(mut value: Value, operation: &Value) -> Result<Value, String> {
        apply(&mut value, operation).map(|()| value)
    }

    #[test]
    fn operations_change_values() {
        let table = [
            (
                json!({}),
                json!({"op": "add", "path": "/a/b~1c", "value": "true"}),
                json!({"a": {"b/c": true}}),
            ),
            (json!({"a": 1}), json!({"op": "replace", "path": "/a", "value": "x"}), json!({"a": "x"})),
            (json!({"a": {"b": 1, "c": 2}}), json!({"op": "remove", "path": "/a/b"}), json!({"a": {"c": 2}})),
            (
                json!({}),
                json!({"op": "add", "path": "/responseTemplates/t~1x", "value": "true"}),
                json!({"responseTemplates": {"t/x": "true"}}),
            ),
            (
                json!({"binaryMediaTypes": ["a"]}),
                json!({"op": "replace", "path": "/binaryMediaTypes/a", "value": "b"}),
                json!({"binaryMediaTypes": ["b"]}),
            ),
            (
                json!({"binaryMediaTypes": ["a/b"]}),
                json!({"op": "remove", "path": "/binaryMediaTypes/a~1b"}),
                json!({"binaryMediaTypes": []}),
            ),
            (
                json!({"canary": {"id": "d"}}),
                json!({"op": "copy", "from": "/canary/id", "path": "/id"}),
                json!({"canary": {"id": "d"}, "id": "d"}),
            ),
        ];
        for (value, operation, expected) in table {
            assert_eq!(patched(value, &operation), Ok(expected), "{operation}");
        }
    }

    #[test]
    fn what_cannot_be_done_is_told() {
        for operation in [
            json!({"op": "paint", "path": "/a"}),
            json!({"op": "add"}),
            json!({"op": "add", "path": "a"}),
            json!({"op": "copy", "from": "/x", "path": "/a"}),
            json!({"op": "replace", "path": "/binaryMediaTypes/x", "value": "y"}),
            json!({"op": "paint", "path": "/binaryMediaTypes/x"}),
        ] {
            assert!(patched(json!({}), &operation).is_err(), "{operation}");
        }
    }
}
