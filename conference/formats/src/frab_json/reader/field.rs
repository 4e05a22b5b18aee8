//! The values of JSON, taken leniently; identities, taken strictly.

use crate::read_error::ReadError;
use crate::repair::{RepairKind, Repairs};
use serde_json::{Map, Value};
use std::fmt;

/// Where a value stands: `schedule.conference.days[0].rooms["Hall"][2]`.
#[derive(Debug, Clone)]
pub(super) struct Place(String);

impl Place {
    pub(super) fn new(root: &str) -> Self {
        Self(root.to_owned())
    }

    pub(super) fn key(&self, key: &str) -> Self {
        Self(format!("{}.{key}", self.0))
    }

    pub(super) fn position(&self, index: usize) -> Self {
        Self(format!("{}[{index}]", self.0))
    }

    pub(super) fn name(&self, name: &str) -> Self {
        Self(format!("{}[{}]", self.0, Value::from(name)))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A short text; of a text in several languages the English one, else the first. `None` when empty.
pub(super) fn text(value: Option<&Value>) -> Option<String> {
    whole_text(value).map(|text| text.trim().to_owned())
}

/// A long text, its white space kept.
pub(super) fn whole_text(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Object(translations) => {
            let english = translations.get("en").and_then(Value::as_str);
            english.or_else(|| translations.values().find_map(Value::as_str))?.to_owned()
        }
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// An id. They decide whether the next import finds the same event or speaker again, so what is no whole number (as the
/// published schema has it) is not guessed at; a number in quotes is the one thing that can't be misunderstood.
pub(super) fn identity(
    value: Option<&Value>,
    what: &'static str,
    place: &Place,
    repairs: &mut Repairs,
) -> Result<Option<String>, ReadError> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Number(number)) if number.is_i64() || number.is_u64() => Ok(Some(number.to_string())),
        Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
        Some(Value::String(text)) if text.trim().parse::<u64>().is_ok() => {
            repairs.note(RepairKind::Misplaced, || {
                format!("{what} stands in quotation marks at {place}: \"{text}\"")
            });
            Ok(Some(text.trim().to_owned()))
        }
        Some(other) => Err(ReadError::Invalid {
            what,
            found: other.to_string(),
            place: place.to_string(),
            expected: "an id is a whole number, by which the same event or person is found again at the next import",
            advice: "give the number that the source system knows, or leave the id out",
        }),
    }
}

pub(super) fn object<'a>(
    value: &'a Value,
    place: &Place,
    what: &'static str,
) -> Result<&'a Map<String, Value>, ReadError> {
    value.as_object().ok_or_else(|| wrong_kind(value, place, what, "a JSON object is expected there"))
}

pub(super) fn list<'a>(
    value: &'a Value,
    place: &Place,
    what: &'static str,
) -> Result<&'a [Value], ReadError> {
    let list = value.as_array().map(Vec::as_slice);
    list.ok_or_else(|| wrong_kind(value, place, what, "a JSON list is expected there"))
}

fn wrong_kind(value: &Value, place: &Place, what: &'static str, expected: &'static str) -> ReadError {
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    ReadError::Invalid {
        what,
        found: found.to_owned(),
        place: place.to_string(),
        expected,
        advice: "check that the file is a schedule as frab or pretalx export it",
    }
}
