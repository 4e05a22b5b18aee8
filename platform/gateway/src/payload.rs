//! JSON on its way to or from a function: a value, or the text as it stands.

use serde_json::Value;
use std::borrow::Cow;

/// JSON on its way to or from a function. Functions in process take and give values; templates render text, and processes
/// give text, which passes through the gateway byte for byte.
#[derive(Debug, Clone, PartialEq)]
pub enum Payload {
    /// A value.
    Value(Value),
    /// JSON text.
    Text(String),
}

impl Payload {
    /// The value.
    ///
    /// # Errors
    /// The text is no JSON.
    pub fn into_value(self) -> Result<Value, serde_json::Error> {
        match self {
            Self::Value(value) => Ok(value),
            Self::Text(text) => serde_json::from_str(&text),
        }
    }

    /// The text; a value is printed without spaces.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Value(value) => Cow::Owned(value.to_string()),
            Self::Text(text) => Cow::Borrowed(text),
        }
    }

    /// The text; a value is printed without spaces.
    pub fn into_text(self) -> String {
        match self {
            Self::Value(value) => value.to_string(),
            Self::Text(text) => text,
        }
    }
}

impl From<Value> for Payload {
    fn from(value: Value) -> Self {
        Self::Value(value)
    }
}
