//! The body that templates and expressions read.

use crate::payload::Payload;
use bytes::Bytes;
use lockstep_jsonpath::{BodyError, read_body};
use serde_json::Value;
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// A payload as `$input` and parameter mappings see it: text, and the JSON in it. It is read once, when it is first asked for;
/// clones share what was read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Body(Arc<Content>);

#[derive(Debug, Default)]
struct Content {
    source: Source,
    /// The document, where the source is text.
    document: OnceLock<Result<Value, BodyError>>,
}

#[derive(Debug, Default)]
enum Source {
    #[default]
    Empty,
    Bytes(Bytes),
    Text(String),
    Value(Value),
}

impl Body {
    fn new(source: Source) -> Self {
        Self(Arc::new(Content { source, document: OnceLock::new() }))
    }

    /// The text as templates print it. Recorded: nothing at all is `{}`; bytes that are no text become U+FFFD.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        match &self.0.source {
            Source::Empty => Cow::Borrowed("{}"),
            Source::Bytes(bytes) => String::from_utf8_lossy(bytes),
            Source::Text(text) => Cow::Borrowed(text),
            Source::Value(value) => Cow::Owned(value.to_string()),
        }
    }

    /// The JSON in it; what is no container is a string, a number, a truth value or null.
    ///
    /// # Errors
    /// It begins like an object or an array and is none.
    pub(crate) fn document(&self) -> Result<&Value, BodyError> {
        if let Source::Value(value) = &self.0.source {
            return Ok(value);
        }
        self.0.document.get_or_init(|| read_body(&self.text())).as_ref().map_err(Clone::clone)
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        if bytes.is_empty() { Self::default() } else { Self::new(Source::Bytes(bytes)) }
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::default() } else { Self::new(Source::Text(text)) }
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Value> for Body {
    fn from(value: Value) -> Self {
        Self::new(Source::Value(value))
    }
}

impl From<Payload> for Body {
    fn from(payload: Payload) -> Self {
        match payload {
            Payload::Value(value) => value.into(),
            Payload::Text(text) => text.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Body;
    use crate::payload::Payload;
    use bytes::Bytes;
    use serde_json::json;

    #[test]
    fn nothing_is_an_empty_object_and_text_stays_text() {
        let table = [
            (Body::from(""), "{}", json!({})),
            (Body::from(Bytes::new()), "{}", json!({})),
            (Body::from(Payload::Text(String::new())), "{}", json!({})),
            (Body::from("a=b"), "a=b", json!("a=b")),
            (Body::from(r#"{"a": 1}"#), r#"{"a": 1}"#, json!({"a": 1})),
            (Body::from(Bytes::from_static(b"[1, x]")), "[1, x]", json!([1, "x"])),
            (Body::from(Bytes::from_static(b"\xffa")), "\u{fffd}a", json!("\u{fffd}a")),
            (Body::from(json!({"a": [1.0]})), r#"{"a":[1.0]}"#, json!({"a": [1.0]})),
            (Body::from(Payload::Value(json!(null))), "null", json!(null)),
        ];
        for (body, text, document) in table {
            assert_eq!(body.text(), text);
            assert_eq!(body.document().unwrap(), &document, "{text}");
        }
    }

    #[test]
    fn what_is_no_json_says_so_each_time() {
        let body = Body::from("{a");
        for body in [body.clone(), body] {
            let message = body.document().unwrap_err().to_string();
            assert!(message.ends_with("Unexpected End Of File position 1: null"), "{message}");
        }
    }
}
