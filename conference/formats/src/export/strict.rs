//! Reading JSON so that nothing is lost, ignored or made up.

use crate::export::Export;
use crate::read_error::ReadError;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The export that a value is. What was read is written again and must be the very same value: thus a field that is
/// missing, unknown or in another form can't slip through.
pub(super) fn read(root: &Value) -> Result<Export, ReadError> {
    let export = serde_json::from_value(root.clone());
    let export: Export = export.map_err(|error| damaged(place_of_error(root), &error.to_string()))?;
    match difference(root, &json!(export), String::new()) {
        None => Ok(export),
        Some((place, problem)) => Err(damaged(place, &problem)),
    }
}

fn damaged(place: String, problem: &str) -> ReadError {
    let place = if place.is_empty() { "its top level".to_owned() } else { place };
    ReadError::ExportDamaged { place, problem: problem.to_owned() }
}

/// The first entity that can't be read; errors of values know no place of their own.
fn place_of_error(root: &Value) -> String {
    use plenary_domain as domain;
    let programme = root.get("programme");
    let entities = |list: &str| programme.and_then(|programme| programme.get(list));
    refused::<domain::conference::Conference>(root.get("conference"))
        .map(|()| "conference".to_owned())
        .or_else(|| in_list::<domain::release::ReleaseNote>(root.get("releases"), "releases"))
        .or_else(|| in_list::<domain::track::Track>(entities("tracks"), "programme.tracks"))
        .or_else(|| in_list::<domain::room::Room>(entities("rooms"), "programme.rooms"))
        .or_else(|| {
            in_list::<domain::session::SessionType>(entities("session_types"), "programme.session_types")
        })
        .or_else(|| in_list::<domain::speaker::Speaker>(entities("speakers"), "programme.speakers"))
        .or_else(|| in_list::<domain::session::Session>(entities("sessions"), "programme.sessions"))
        .or_else(|| in_list::<domain::slot::Slot>(entities("slots"), "programme.slots"))
        .or_else(|| in_list::<domain::day::Day>(entities("days"), "programme.days"))
        .or_else(|| refused::<domain::ledger::Ledger>(root.get("ledger")).map(|()| "ledger".to_owned()))
        .unwrap_or_else(|| "programme".to_owned())
}

fn refused<T: DeserializeOwned>(value: Option<&Value>) -> Option<()> {
    match value {
        Some(value) => T::deserialize(value).err().map(|_| ()),
        None => Some(()),
    }
}

fn in_list<T: DeserializeOwned>(list: Option<&Value>, name: &str) -> Option<String> {
    let Some(list) = list.and_then(Value::as_array) else { return Some(name.to_owned()) };
    let position = list.iter().position(|value| refused::<T>(Some(value)).is_some())?;
    Some(format!("{name}[{position}]"))
}

/// Where two values differ first, and how.
fn difference(found: &Value, expected: &Value, place: String) -> Option<(String, String)> {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            let below = |key: &str| if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") };
            if let Some(key) = found.keys().find(|key| !expected.contains_key(*key)) {
                return Some((below(key), "nothing of that name belongs there".to_owned()));
            }
            if let Some(key) = expected.keys().find(|key| !found.contains_key(*key)) {
                return Some((below(key), "it is missing".to_owned()));
            }
            found.iter().find_map(|(key, value)| difference(value, expected.get(key)?, below(key)))
        }
        (Value::Array(found), Value::Array(expected)) if found.len() == expected.len() => {
            let pairs = found.iter().zip(expected).enumerate();
            pairs.into_iter().find_map(|(at, (one, other))| difference(one, other, format!("{place}[{at}]")))
        }
        (found, expected) => (found != expected)
            .then(|| (place, format!("{found} is no form in which it is written, {expected} is"))),
    }
}
