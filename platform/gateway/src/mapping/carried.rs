//! A template's values as plain data.

use super::error::MappingError;
use lockstep_vtl::{Key, List, ListKind, Map, RenderError, Value, text};

/// How deep and how many values are carried; beyond that it is a map that contains itself, or an attack.
const DEEPEST: usize = 50;
const MOST_VALUES: usize = 10_000;

/// A value that outlives its rendering: what a request template leaves for the response template. Unlike the template's own
/// values it may cross threads.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Carried {
    Null,
    Boolean(bool),
    Integer(i128),
    Double(f64),
    Text(String),
    List(ListKind, Vec<Carried>),
    Map(Vec<(Carried, Carried)>),
}

impl Carried {
    /// Takes a value out of its rendering.
    ///
    /// # Errors
    /// It nests too deeply, as a map does that contains itself, or is too large.
    pub(crate) fn take(value: &Value) -> Result<Self, MappingError> {
        take(value, DEEPEST, &mut { MOST_VALUES }).map_err(MappingError::Render)
    }

    /// Puts it into another rendering.
    pub(crate) fn put(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(truth) => Value::Boolean(*truth),
            Self::Integer(number) => Value::Integer(*number),
            Self::Double(number) => Value::Double(*number),
            Self::Text(text) => Value::from(text.as_str()),
            Self::List(kind, items) => List::new(*kind, items.iter().map(Self::put).collect()).into(),
            Self::Map(entries) => {
                Value::Map(entries.iter().map(|(key, value)| (key.key(), value.put())).collect::<Map>())
            }
        }
    }

    fn key(&self) -> Key {
        match self {
            Self::Null | Self::List(..) | Self::Map(_) => Key::Null,
            Self::Boolean(truth) => Key::Boolean(*truth),
            Self::Integer(number) => Key::Integer(*number),
            Self::Double(number) => Key::Double(number.to_bits()),
            Self::Text(text) => Key::from(text.as_str()),
        }
    }

    /// The text that it renders as.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Null => String::new(),
            // What could be taken is small enough to print.
            other => text(&other.put()).unwrap_or_default(),
        }
    }

    /// A member, if it is a map.
    pub(crate) fn member(&self, name: &str) -> Option<&Self> {
        self.entries().find(|(key, _)| matches!(key, Self::Text(key) if key == name)).map(|(_, value)| value)
    }

    /// The entries, if it is a map.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&Self, &Self)> {
        let entries = match self {
            Self::Map(entries) => entries.as_slice(),
            _ => &[],
        };
        entries.iter().map(|(key, value)| (key, value))
    }
}

fn take(value: &Value, depth: usize, left: &mut usize) -> Result<Carried, RenderError> {
    *left = left.checked_sub(1).ok_or(RenderError::Limit("leaves too many overrides"))?;
    let depth = depth.checked_sub(1).ok_or(RenderError::Limit("leaves overrides that nest too deeply"))?;
    Ok(match value {
        Value::Null => Carried::Null,
        Value::Boolean(truth) => Carried::Boolean(*truth),
        Value::Integer(number) => Carried::Integer(*number),
        Value::Double(number) => Carried::Double(*number),
        Value::List(list) => {
            let items = list.to_vec();
            let items = items.iter().map(|item| take(item, depth, left));
            Carried::List(list.kind(), items.collect::<Result<_, _>>()?)
        }
        Value::Map(map) => take_map(map, depth, left)?,
        Value::Host(host) => match host.map() {
            Some(map) => take_map(&map, depth, left)?,
            None => Carried::Text(host.text()),
        },
        other => Carried::Text(text(other)?),
    })
}

fn take_map(map: &Map, depth: usize, left: &mut usize) -> Result<Carried, RenderError> {
    let entries = map.entries();
    let entries =
        entries.iter().map(|(key, value)| Ok((take(&key.value(), 1, left)?, take(value, depth, left)?)));
    Ok(Carried::Map(entries.collect::<Result<_, RenderError>>()?))
}
