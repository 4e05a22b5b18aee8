//! What a case expects of an answer: `{"path", "op", "value"}`.

use super::bytes_literal::bytes_literal;
use super::observed::Observed;
use super::recorded::{Recorded, bytes_match};
use super::selector::{length, select};
use crate::outcome::Difference;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lockstep_gateway::HttpResponse;
use serde::Deserialize;
use serde_json::Value;

/// One thing that is expected of an answer.
#[derive(Debug, Clone, Deserialize)]
pub struct Expectation {
    /// What is looked at.
    pub path: String,
    /// How it is compared: `eq`, `contains`, `falsy` …
    pub op: String,
    /// With what.
    #[serde(default)]
    pub value: Value,
    /// The name under which the value was recorded from AWS; the others are what the recording test itself asserts.
    #[serde(default)]
    pub from_snapshot: Option<String>,
}

impl Expectation {
    /// Compares an answer and notes what differs.
    pub fn check(&self, response: &HttpResponse, recorded: &mut Recorded) {
        let observed = match select(response, &self.path) {
            Ok(observed) => observed,
            Err(problem) => return recorded.note(Difference::problem(&self.path, problem)),
        };
        match self.op.as_str() {
            "eq" => self.equal(&observed, recorded),
            op => match holds(op, &observed, &self.value) {
                Some(true) => {}
                Some(false) => {
                    let expected = format!("{op} {}", self.value);
                    recorded.note(Difference::new(&self.path, expected, shown(&observed)));
                }
                None => {
                    recorded
                        .note(Difference::problem(&self.path, format!("the operation `{op}` is unknown")));
                }
            },
        }
    }

    fn equal(&self, observed: &Observed, recorded: &mut Recorded) {
        let own = own_bytes(&self.value);
        match (observed, own) {
            (Observed::Bytes(found), Some(wanted)) => {
                if *found != wanted {
                    recorded.note(Difference::new(&self.path, bytes_literal(&wanted), bytes_literal(found)));
                }
            }
            (Observed::Bytes(found), None) => bytes_match(recorded, &self.path, &self.value, found),
            (Observed::Nothing, _) if !self.value.is_null() => {
                recorded.note(Difference::new(&self.path, self.value.to_string(), "nothing"));
            }
            (other, _) => recorded.compare(&self.path, &self.value, &other.clone().into_value()),
        }
    }
}

/// Bytes that a case gives itself: `{"$bytes_utf8": "…"}`, `{"$bytes_b64": "…"}`.
pub fn own_bytes(value: &Value) -> Option<Vec<u8>> {
    if let Some(text) = value.get("$bytes_utf8").and_then(Value::as_str) {
        return Some(text.as_bytes().to_vec());
    }
    STANDARD.decode(value.get("$bytes_b64")?.as_str()?).ok()
}

/// Whether an operation holds, by Python's notions; none when it is unknown.
fn holds(op: &str, observed: &Observed, value: &Value) -> Option<bool> {
    let order = || match (observed.clone().into_value().as_f64(), value.as_f64()) {
        (Some(found), Some(wanted)) => found.partial_cmp(&wanted),
        _ => Some(text_of(observed).cmp(&value.as_str()?.to_owned())),
    };
    let wanted_length = value.as_u64();
    let found_length = length(observed) as u64;
    Some(match op {
        "ne" => !same(observed, value),
        "contains" => contains(observed, value),
        "not_contains" => !contains(observed, value),
        "in" => is_in(observed, value),
        "not_in" => !is_in(observed, value),
        "falsy" => !truthy(observed),
        "truthy" => truthy(observed),
        "is_none" | "is_null" | "not_exists" => {
            matches!(observed, Observed::Nothing | Observed::Value(Value::Null))
        }
        "is_not_none" | "is_not_null" | "exists" => {
            !matches!(observed, Observed::Nothing | Observed::Value(Value::Null))
        }
        "len_eq" => wanted_length == Some(found_length),
        "len_ne" => wanted_length != Some(found_length),
        "len_gt" => wanted_length.is_some_and(|wanted| found_length > wanted),
        "len_ge" | "len_gte" => wanted_length.is_some_and(|wanted| found_length >= wanted),
        "len_lt" => wanted_length.is_some_and(|wanted| found_length < wanted),
        "len_le" | "len_lte" => wanted_length.is_some_and(|wanted| found_length <= wanted),
        "gt" => order().is_some_and(std::cmp::Ordering::is_gt),
        "ge" | "gte" => order().is_some_and(std::cmp::Ordering::is_ge),
        "lt" => order().is_some_and(std::cmp::Ordering::is_lt),
        "le" | "lte" => order().is_some_and(std::cmp::Ordering::is_le),
        "startswith" | "starts_with" => text_of(observed).starts_with(value.as_str()?),
        "endswith" | "ends_with" => text_of(observed).ends_with(value.as_str()?),
        "matches" | "match" | "regex" => {
            regex::Regex::new(value.as_str()?).ok()?.is_match(&text_of(observed))
        }
        _ => return None,
    })
}

fn same(observed: &Observed, value: &Value) -> bool {
    if let (Observed::Bytes(found), Some(wanted)) = (observed, own_bytes(value)) {
        return *found == wanted;
    }
    let mut comparison = Recorded::of(&[]);
    comparison.compare("", value, &observed.clone().into_value());
    comparison.into_differences().is_empty()
}

fn contains(observed: &Observed, value: &Value) -> bool {
    let part = own_bytes(value)
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .or_else(|| value.as_str().map(str::to_owned));
    match observed {
        Observed::Headers(_) => part.is_some_and(|name| observed.member(&name) != Observed::Nothing),
        Observed::Value(Value::Object(members)) => part.is_some_and(|name| members.contains_key(&name)),
        Observed::Value(Value::Array(items)) => items.contains(value),
        _ => part.is_some_and(|part| text_of(observed).contains(&part)),
    }
}

fn is_in(observed: &Observed, value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(|item| same(observed, item)),
        Value::String(text) => text.contains(&text_of(observed)),
        Value::Object(members) => members.contains_key(&text_of(observed)),
        _ => false,
    }
}

fn truthy(observed: &Observed) -> bool {
    match observed {
        Observed::Value(Value::Bool(value)) => *value,
        Observed::Value(Value::Number(number)) => number.as_f64() != Some(0.0),
        other => length(other) > 0,
    }
}

fn text_of(observed: &Observed) -> String {
    match observed.clone().into_value() {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

fn shown(observed: &Observed) -> String {
    match observed {
        Observed::Bytes(bytes) => bytes_literal(bytes),
        Observed::Nothing => "nothing".to_owned(),
        other => other.clone().into_value().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Expectation, Recorded};
    use lockstep_gateway::{Headers, HttpResponse};
    use serde_json::{Value, json};

    fn differences(path: &str, op: &str, value: &Value) -> usize {
        let headers: Headers = [("X-One", "1")].into_iter().collect();
        let response =
            HttpResponse { status: 202, headers, body: r#"{"list": [1, 2], "word": "hello"}"#.into() };
        let expectation: Expectation =
            serde_json::from_value(json!({"path": path, "op": op, "value": value})).unwrap();
        let mut recorded = Recorded::of(&[]);
        expectation.check(&response, &mut recorded);
        recorded.into_differences().len()
    }

    #[test]
    fn operations_hold() {
        let table = [
            ("status_code", "eq", json!(202)),
            ("status_code", "ne", json!(403)),
            ("status_code", "in", json!([200, 202])),
            ("status_code", "not_in", json!([500])),
            ("status_code", "lt", json!(300)),
            ("status_code", "ge", json!(202)),
            ("status_code", "le", json!(202)),
            ("status_code", "gt", json!(201)),
            ("ok", "truthy", json!(null)),
            ("json.word", "contains", json!("ell")),
            ("json.list", "contains", json!(2)),
            ("json", "contains", json!("word")),
            ("json", "not_contains", json!("absent")),
            ("headers", "contains", json!("x-one")),
            ("headers", "not_contains", json!("x-two")),
            ("content", "contains", json!({"$bytes_utf8": "hello"})),
            ("json.absent", "falsy", json!(null)),
            ("json.absent", "eq", json!(null)),
            ("json.absent", "is_none", json!(null)),
            ("json.word", "exists", json!(null)),
            ("json.list", "len_eq", json!(2)),
            ("json.list", "len_gt", json!(1)),
            ("json.list", "len_ne", json!(3)),
            ("json.list", "len_ge", json!(2)),
            ("json.list", "len_lt", json!(3)),
            ("json.list", "len_le", json!(2)),
            ("json.word", "startswith", json!("he")),
            ("json.word", "endswith", json!("lo")),
            ("json.word", "matches", json!("^h.*o$")),
            ("json.word", "in", json!("say hello")),
            ("json.word", "in", json!({"hello": 1})),
            ("json.word", "gt", json!("abc")),
            ("content", "eq", json!({"$bytes_b64": "eyJsaXN0IjogWzEsIDJdLCAid29yZCI6ICJoZWxsbyJ9"})),
            ("content", "eq", json!("b'{\"list\": [1, 2], \"word\": \"hello\"}'")),
        ];
        for (path, op, value) in table {
            assert_eq!(differences(path, op, &value), 0, "{path} {op} {value}");
        }
    }

    #[test]
    fn what_does_not_hold_is_a_difference() {
        let table = [
            ("status_code", "eq", json!(200)),
            ("status_code", "ne", json!(202)),
            ("json.absent", "eq", json!("x")),
            ("json.word", "falsy", json!(null)),
            ("content", "ne", json!({"$bytes_utf8": r#"{"list": [1, 2], "word": "hello"}"#})),
            ("content", "eq", json!({"$bytes_utf8": "other"})),
            ("json.word", "is_in_love_with", json!("x")),
            ("colour", "eq", json!("red")),
            ("status_code", "in", json!(1)),
        ];
        for (path, op, value) in table {
            assert_eq!(differences(path, op, &value), 1, "{path} {op} {value}");
        }
    }
}
