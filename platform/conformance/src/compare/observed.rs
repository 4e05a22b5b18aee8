//! An answer as a client's library shows it: status, headers, text, bytes, JSON.

use lockstep_gateway::{Headers, HttpResponse};
use serde_json::{Map, Value};

/// What a path of an expectation selects.
#[derive(Debug, Clone, PartialEq)]
pub enum Observed {
    /// A value.
    Value(Value),
    /// The body's bytes.
    Bytes(Vec<u8>),
    /// Header lines, by name whatever its casing.
    Headers(Map<String, Value>),
    /// There is no such thing.
    Nothing,
}

impl Observed {
    /// The part of an answer that a name stands for; none when the name is unknown.
    pub fn of(response: &HttpResponse, name: &str) -> Option<Self> {
        Some(match name {
            "status_code" => Self::Value(response.status.into()),
            "ok" => Self::Value((response.status < 400).into()),
            "text" => Self::Value(String::from_utf8_lossy(&response.body).into()),
            "content" => Self::Bytes(response.body.to_vec()),
            "json" => serde_json::from_slice(&response.body).map_or(Self::Nothing, Self::Value),
            "headers" => Self::Headers(header_map(&response.headers)),
            _ => return None,
        })
    }

    /// The value; bytes are text, headers an object.
    pub fn into_value(self) -> Value {
        match self {
            Self::Value(value) => value,
            Self::Bytes(bytes) => String::from_utf8_lossy(&bytes).into(),
            Self::Headers(headers) => Value::Object(headers),
            Self::Nothing => Value::Null,
        }
    }

    /// The member of a name.
    pub fn member(&self, name: &str) -> Self {
        let found = match self {
            Self::Headers(headers) => {
                headers.iter().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
            }
            Self::Value(Value::Object(members)) => members.get(name),
            Self::Value(Value::Array(items)) => name.parse().ok().and_then(|index: usize| items.get(index)),
            _ => None,
        };
        found.map_or(Self::Nothing, |value| Self::Value(value.clone()))
    }

    /// The element at an index; a negative one counts from the end.
    pub fn element(&self, index: i64) -> Self {
        let at = |length: usize| {
            let index = if index < 0 { index.checked_add_unsigned(length as u64)? } else { index };
            usize::try_from(index).ok()
        };
        let found = match self {
            Self::Value(Value::Array(items)) => at(items.len()).and_then(|at| items.get(at)).cloned(),
            Self::Value(Value::String(text)) => at(text.chars().count())
                .and_then(|at| text.chars().nth(at))
                .map(|letter| letter.to_string().into()),
            _ => None,
        };
        found.map_or(Self::Nothing, Self::Value)
    }

    /// Its text parsed as JSON.
    pub fn parsed(&self) -> Self {
        let text = match self {
            Self::Value(Value::String(text)) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
            other => return other.clone(),
        };
        serde_json::from_slice(text).map_or(Self::Nothing, Self::Value)
    }
}

/// Header lines by name, in the casing of the first line; lines of one name are joined, as clients do.
fn header_map(headers: &Headers) -> Map<String, Value> {
    let mut map: Map<String, Value> = Map::new();
    for (name, value) in headers.iter() {
        let present = map.keys().find(|present| present.eq_ignore_ascii_case(name)).cloned();
        match present.and_then(|present| map.get_mut(&present)) {
            Some(Value::String(joined)) => {
                joined.push_str(", ");
                joined.push_str(value);
            }
            _ => {
                map.insert(name.to_owned(), value.into());
            }
        }
    }
    map
}

#[cfg(test)]
mod tests {
    use super::Observed;
    use lockstep_gateway::{Headers, HttpResponse};
    use serde_json::json;

    fn response() -> HttpResponse {
        let headers: Headers = [("X-One", "1"), ("x-one", "2"), ("Two", "b")].into_iter().collect();
        HttpResponse { status: 404, headers, body: r#"{"a": [1, "xyz"]}"#.into() }
    }

    #[test]
    fn an_answer_shows_its_parts() {
        let of = |name: &str| Observed::of(&response(), name).unwrap();
        assert_eq!(of("status_code"), Observed::Value(json!(404)));
        assert_eq!(of("ok"), Observed::Value(json!(false)));
        assert_eq!(of("text").into_value(), json!(r#"{"a": [1, "xyz"]}"#));
        assert_eq!(of("json").into_value(), json!({"a": [1, "xyz"]}));
        assert_eq!(of("headers").into_value(), json!({"X-One": "1, 2", "Two": "b"}));
        assert_eq!(of("content").parsed(), of("json"));
        assert_eq!(Observed::of(&response(), "colour"), None);
    }

    #[test]
    fn parts_have_parts() {
        let json = Observed::of(&response(), "json").unwrap();
        assert_eq!(json.member("a").element(-1).element(0).into_value(), json!("x"));
        assert_eq!(json.member("a").member("0").into_value(), json!(1));
        assert_eq!(json.member("b"), Observed::Nothing);
        assert_eq!(json.member("a").element(-3), Observed::Nothing);
        let headers = Observed::of(&response(), "headers").unwrap();
        assert_eq!(headers.member("x-ONE").into_value(), json!("1, 2"));
    }
}
