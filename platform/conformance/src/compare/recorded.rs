//! Values as recordings hold them, against values as they came.

use super::bytes_literal::{bytes_literal, is_bytes_literal};
use super::placeholder::{Placeholders, holds_placeholder, is_placeholder};
use crate::outcome::Difference;
use serde_json::{Map, Value};

/// Headers that CloudFront adds to requests and answers of edge-optimised APIs. There is no CloudFront on a workstation, so
/// a recorded one may be missing. This is the one rule for all of them.
const CLOUDFRONT: [&str; 4] = ["cloudfront-", "x-amz-cf-", "x-cache", "via"];

/// Compares with recorded values; placeholders keep their meaning from one comparison to the next.
#[derive(Debug, Default)]
pub struct Recorded {
    placeholders: Placeholders,
    /// Whether something that is recorded of the case is unpredictable, and lengths with it.
    lengths_vary: bool,
    differences: Vec<Difference>,
}

impl Recorded {
    /// For a case of which all that is recorded is given.
    pub fn of(recorded: &[&Value]) -> Self {
        Self { lengths_vary: recorded.iter().any(|value| is_unpredictable(value)), ..Self::default() }
    }

    /// Compares a value with a recorded one and notes what differs.
    pub fn compare(&mut self, place: &str, recorded: &Value, found: &Value) {
        match (recorded, found) {
            (Value::Object(recorded), Value::Object(found)) => self.objects(place, recorded, found),
            (Value::Array(recorded), Value::Array(found)) => self.lists(place, recorded, found),
            (Value::String(recorded), _) => self.text(place, recorded, found),
            (Value::Object(_) | Value::Array(_), Value::String(text)) => {
                // The recorder reads what looks like JSON.
                match serde_json::from_str::<Value>(text) {
                    Ok(parsed) if parsed.is_object() || parsed.is_array() => {
                        self.compare(place, recorded, &parsed);
                    }
                    _ => self.differ(place, recorded, found),
                }
            }
            (Value::Number(one), Value::Number(other)) if one.as_f64() == other.as_f64() => {}
            _ if recorded == found => {}
            _ => self.differ(place, recorded, found),
        }
    }

    /// Notes a difference.
    pub fn note(&mut self, difference: Difference) {
        self.differences.push(difference);
    }

    /// All that differs.
    pub fn into_differences(self) -> Vec<Difference> {
        self.differences
    }

    fn differ(&mut self, place: &str, recorded: &Value, found: &Value) {
        self.differences.push(Difference::values(place, recorded, found));
    }

    fn lists(&mut self, place: &str, recorded: &[Value], found: &[Value]) {
        if recorded.len() != found.len() {
            return self.differ(place, &recorded.into(), &found.into());
        }
        for (position, (recorded, found)) in recorded.iter().zip(found).enumerate() {
            self.compare(&format!("{place}[{position}]"), recorded, found);
        }
    }

    fn text(&mut self, place: &str, recorded: &str, found: &Value) {
        let found_text = match found {
            Value::String(text) => text.clone(),
            // A placeholder may stand for a number or a list.
            other if is_placeholder(recorded) && !other.is_null() => other.to_string(),
            other => return self.differ(place, &recorded.into(), other),
        };
        if !self.placeholders.matches(recorded, &found_text) {
            self.differ(place, &recorded.into(), found);
        }
    }

    fn objects(&mut self, place: &str, recorded: &Map<String, Value>, found: &Map<String, Value>) {
        let headers = is_header_map(place);
        // Recorders of header maps often lower the names; where one did, their casing says nothing.
        let exact = !headers || recorded.keys().any(|name| name.chars().any(char::is_uppercase));
        let same =
            |one: &str, other: &str| if exact { one == other } else { one.eq_ignore_ascii_case(other) };
        for (name, recorded) in recorded {
            let place = format!("{place}.{name}");
            let value = found.iter().find(|(found, _)| same(name, found)).map(|(_, value)| value);
            match value {
                None if headers && is_cloudfronts(name, recorded) => {}
                None => self.note(Difference::new(place, recorded.to_string(), "nothing")),
                // Functions are not run in the language in which they were recorded: traces cannot be alike.
                Some(Value::Array(_)) if name == "stackTrace" && recorded.is_array() => {}
                Some(found) if headers => self.header(&place, name, recorded, found),
                Some(found) => self.compare(&place, recorded, found),
            }
        }
        for (name, value) in found {
            if !recorded.keys().any(|recorded| same(recorded, name)) {
                self.note(Difference::new(format!("{place}.{name}"), "nothing", value.to_string()));
            }
        }
    }

    fn header(&mut self, place: &str, name: &str, recorded: &Value, found: &Value) {
        // The recorder replaces some unpredictable headers by their own name.
        let named_after_itself =
            recorded.as_str().is_some_and(|recorded| recorded.eq_ignore_ascii_case(name)) && !found.is_null();
        let length = name.to_ascii_lowercase().ends_with("content-length");
        let is_digits =
            |value: &Value| value.as_str().is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        if named_after_itself || (length && self.lengths_vary && is_digits(recorded) && is_digits(found)) {
            return;
        }
        self.compare(place, recorded, found);
    }
}

/// Whether a place holds headers by name.
fn is_header_map(place: &str) -> bool {
    let last = place.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    last.ends_with("headers")
}

fn is_cloudfronts(name: &str, recorded: &Value) -> bool {
    let name = name.to_ascii_lowercase();
    let ours = CLOUDFRONT.iter().any(|start| name.starts_with(start));
    // `Via` is a client's own header as well: then its value is known.
    ours && (name != "via" || is_unpredictable(recorded))
}

/// Whether a recorded value holds a placeholder or a header that only CloudFront can give.
fn is_unpredictable(recorded: &Value) -> bool {
    match recorded {
        Value::String(text) => holds_placeholder(text),
        Value::Array(items) => items.iter().any(is_unpredictable),
        Value::Object(members) => members.iter().any(|(name, value)| {
            name.to_ascii_lowercase().starts_with(CLOUDFRONT[0]) || is_unpredictable(value)
        }),
        _ => false,
    }
}

/// Whether bytes are what a recording says of them: bytes of a case's own, a literal of Python's, or a text.
pub fn bytes_match(recorded: &mut Recorded, place: &str, wanted: &Value, found: &[u8]) {
    let text = match wanted {
        Value::String(text) if is_bytes_literal(text) => {
            if !recorded.placeholders.matches(text, &bytes_literal(found)) {
                recorded.note(Difference::new(place, text, bytes_literal(found)));
            }
            return;
        }
        other => other,
    };
    recorded.compare(place, text, &Value::String(String::from_utf8_lossy(found).into_owned()));
}

#[cfg(test)]
mod tests {
    use super::{Recorded, bytes_match};
    use serde_json::{Value, json};

    fn places(place: &str, recorded: &Value, found: &Value) -> Vec<String> {
        let mut comparison = Recorded::of(&[]);
        comparison.compare(place, recorded, found);
        comparison.into_differences().into_iter().map(|difference| difference.place).collect()
    }

    #[test]
    fn values_are_equal_as_the_recorder_saw_them() {
        let table = [
            (json!({"a": [1, "x", null]}), json!({"a": [1, "x", null]})),
            (json!(1), json!(1.0)),
            (json!({"body": {"a": 1}}), json!({"body": "{\"a\": 1}"})),
            (json!({"id": "<uuid:1>", "same": "<uuid:1>"}), json!({"id": "7", "same": "7"})),
            (json!("<epoch>"), json!(17)),
            (json!({"for": "<X-Forwarded-For>"}), json!({"for": ["1.2.3.4"]})),
            (json!({"stackTrace": ["line 7"]}), json!({"stackTrace": []})),
        ];
        for (recorded, found) in table {
            assert!(places("json", &recorded, &found).is_empty(), "{recorded} {found}");
        }
    }

    #[test]
    fn differences_are_found_where_they_are() {
        let table = [
            (json!({"a": 1}), json!({"a": 2}), vec!["json.a"]),
            (json!({"a": 1}), json!({}), vec!["json.a"]),
            (json!({}), json!({"b": 1}), vec!["json.b"]),
            (json!([1]), json!([1, 2]), vec!["json"]),
            (json!([1, 2]), json!([1, 3]), vec!["json[1]"]),
            (
                json!({"id": "<uuid:1>", "same": "<uuid:1>"}),
                json!({"id": "7", "same": "8"}),
                vec!["json.same"],
            ),
            (json!("<uuid:1>"), json!(null), vec!["json"]),
            (json!({"a": {"b": 1}}), json!({"a": "text"}), vec!["json.a"]),
            (json!("1"), json!(1), vec!["json"]),
        ];
        for (recorded, found, expected) in table {
            assert_eq!(places("json", &recorded, &found), expected, "{recorded} {found}");
        }
    }

    #[test]
    fn header_maps_have_rules_of_their_own() {
        let recorded =
            json!({"via": "<via:1>", "x-cache": "Miss", "x-amz-cf-id": "<id:1>", "date": "date", "a": "b"});
        assert!(places("headers", &recorded, &json!({"Date": "Mon", "A": "b"})).is_empty());
        // Where the recorder kept the casing, it counts.
        assert_eq!(places("headers", &json!({"X-One": "1"}), &json!({"x-one": "1"})).len(), 2);
        // What CloudFront does not add must be there.
        assert_eq!(places("json.headers", &json!({"Via": "proxy"}), &json!({})), ["json.headers.Via"]);
        assert_eq!(places("json", &json!({"via": "<via:1>"}), &json!({})), ["json.via"]);
    }

    #[test]
    fn lengths_count_unless_something_recorded_is_unpredictable() {
        let (recorded, found) = (json!({"Content-Length": "36"}), json!({"Content-Length": "40"}));
        assert_eq!(places("headers", &recorded, &found), ["headers.Content-Length"]);
        let body = json!({"id": "<uuid:1>"});
        let mut comparison = Recorded::of(&[&body]);
        comparison.compare("headers", &recorded, &found);
        assert!(comparison.into_differences().is_empty());
    }

    #[test]
    fn bytes_are_compared_by_their_literal() {
        let mut comparison = Recorded::of(&[]);
        bytes_match(&mut comparison, "content", &json!("b'\\xff<id:1>'"), b"\xff7");
        bytes_match(&mut comparison, "content", &json!("plain"), b"plain");
        assert!(comparison.into_differences().is_empty());
        let mut comparison = Recorded::of(&[]);
        bytes_match(&mut comparison, "content", &json!("b'a'"), b"b");
        assert_eq!(comparison.into_differences()[0].got, "b'b'");
    }
}
