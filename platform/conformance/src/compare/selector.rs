//! Paths of expectations: `json.body|json`, `headers.x-amzn-trace-id|split(';')[1]`.

use super::observed::Observed;
use lockstep_gateway::HttpResponse;
use serde_json::Value;

/// What a path selects of an answer.
///
/// # Errors
/// The path is none, or names something unknown.
pub fn select(response: &HttpResponse, path: &str) -> Result<Observed, String> {
    let mut steps = path.split('|');
    let first = steps.next().unwrap_or_default();
    let end = first.find(['.', '[']).unwrap_or(first.len());
    let (name, rest) = first.split_at(end);
    let observed = Observed::of(response, name)
        .ok_or_else(|| format!("an answer has no `{name}`: the path `{path}` is unknown"))?;
    let mut observed = follow(observed, rest, path)?;
    for step in steps {
        observed = transform(&observed, step.trim(), path)?;
    }
    Ok(observed)
}

/// Follows `.name`, `[0]` and `['name']`.
fn follow(mut observed: Observed, mut rest: &str, path: &str) -> Result<Observed, String> {
    let bad = || format!("`{path}` is no path");
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('.') {
            let end = after.find(['.', '[']).unwrap_or(after.len());
            let (name, after) = after.split_at(end);
            observed = observed.member(name);
            rest = after;
        } else {
            let (inside, after) =
                rest.strip_prefix('[').and_then(|rest| rest.split_once(']')).ok_or_else(bad)?;
            observed = match unquoted(inside) {
                Some(name) => observed.member(name),
                None => observed.element(inside.parse().map_err(|_| bad())?),
            };
            rest = after;
        }
    }
    Ok(observed)
}

/// Does what a step after `|` says.
fn transform(observed: &Observed, step: &str, path: &str) -> Result<Observed, String> {
    let end = step.find(['(', '[', '.']).unwrap_or(step.len());
    let (name, rest) = step.split_at(end);
    let (argument, rest) = match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((argument, rest)) => (argument.trim(), rest),
        None => ("", rest),
    };
    let text = || observed.clone().into_value().as_str().unwrap_or_default().to_owned();
    let value = match name {
        "json" => return follow(observed.parsed(), rest, path),
        "split" => {
            let text = text();
            let parts: Vec<Value> = match unquoted(argument) {
                Some(separator) => text.split(separator).map(Value::from).collect(),
                None => text.split_whitespace().map(Value::from).collect(),
            };
            Value::Array(parts)
        }
        "lower" => text().to_lowercase().into(),
        "upper" => text().to_uppercase().into(),
        "strip" => text().trim().into(),
        "str" => match observed.clone().into_value() {
            Value::String(text) => text.into(),
            other => other.to_string().into(),
        },
        "len" => length(observed).into(),
        "keys" => match observed.clone().into_value() {
            Value::Object(members) => members.keys().map(|name| Value::from(name.as_str())).collect(),
            _ => Value::Null,
        },
        _ => return Err(format!("`{step}` in the path `{path}` is unknown")),
    };
    follow(Observed::Value(value), rest, path)
}

/// How long something is.
pub fn length(observed: &Observed) -> usize {
    match observed {
        Observed::Bytes(bytes) => bytes.len(),
        Observed::Headers(headers) => headers.len(),
        Observed::Value(Value::String(text)) => text.chars().count(),
        Observed::Value(Value::Array(items)) => items.len(),
        Observed::Value(Value::Object(members)) => members.len(),
        Observed::Value(_) | Observed::Nothing => 0,
    }
}

fn unquoted(text: &str) -> Option<&str> {
    ['\'', '"'].into_iter().find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote))
}

#[cfg(test)]
mod tests {
    use super::select;
    use lockstep_gateway::{Headers, HttpResponse};
    use serde_json::{Value, json};

    fn found(path: &str) -> Result<Value, String> {
        let headers: Headers = [("X-Trace", "Root=1;Parent=2")].into_iter().collect();
        let body = r#"{"a": {"b-c": ["x", "Y "]}, "text": "{\"n\": 1}"}"#;
        select(&HttpResponse { status: 200, headers, body: body.into() }, path)
            .map(super::Observed::into_value)
    }

    #[test]
    fn paths_select() {
        let table = [
            ("status_code", json!(200)),
            ("json.a.b-c[0]", json!("x")),
            ("json['a'][\"b-c\"][-1]|strip|lower", json!("y")),
            ("json.text|json", json!({"n": 1})),
            ("json.text|json.n|str", json!("1")),
            ("headers.x-trace|split(';')[1]", json!("Parent=2")),
            ("headers.x-trace|split()|len", json!(1)),
            ("json.a.b-c|len", json!(2)),
            ("json|keys", json!(["a", "text"])),
            ("json.absent.deeper", json!(null)),
            ("content|json.a.b-c[0]|upper", json!("X")),
            ("headers|len", json!(1)),
        ];
        for (path, value) in table {
            assert_eq!(found(path), Ok(value), "{path}");
        }
    }

    #[test]
    fn unknown_paths_are_errors() {
        for path in ["body", "json[", "json[x]", "json|reverse"] {
            assert!(found(path).is_err(), "{path}");
        }
    }
}
