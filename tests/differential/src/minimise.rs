//! Makes a case as small as it gets while something still holds of it: delta debugging.

use serde_json::{Map, Value};

/// The most questions that one minimisation asks.
const MOST_QUESTIONS: usize = 3_000;

/// Takes the first smaller case of which `holds` is true, again and again, until there is none.
pub fn minimise<C: Clone, E>(
    case: &C,
    smaller: impl Fn(&C) -> Vec<C>,
    mut holds: impl FnMut(&C) -> Result<bool, E>,
) -> Result<C, E> {
    let mut smallest = case.clone();
    let mut asked = 0;
    'again: loop {
        for candidate in smaller(&smallest) {
            asked += 1;
            if asked > MOST_QUESTIONS {
                return Ok(smallest);
            }
            if holds(&candidate)? {
                smallest = candidate;
                continue 'again;
            }
        }
        return Ok(smallest);
    }
}

/// A text without one of its parts, halves first, single characters last.
pub fn shorter_texts(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut texts = Vec::new();
    let mut length = characters.len().div_ceil(2);
    while length > 0 {
        let mut start = 0;
        while start < characters.len() {
            let end = (start + length).min(characters.len());
            texts.push(characters[..start].iter().chain(&characters[end..]).collect());
            start += length;
        }
        length /= 2;
    }
    texts
}

/// A text without two of its characters that may only go together, such as a pair of brackets.
pub fn texts_without_a_pair(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().take(60).collect();
    let rest: String = text.chars().skip(60).collect();
    let mut texts = Vec::new();
    for first in 0..characters.len() {
        for second in first + 1..characters.len() {
            let kept = characters.iter().enumerate();
            let kept = kept.filter(|(at, _)| *at != first && *at != second).map(|(_, character)| *character);
            texts.push(kept.chain(rest.chars()).collect());
        }
    }
    texts
}

/// A JSON value with one thing less in it, or with a container replaced by what it holds.
pub fn simpler_values(value: &Value) -> Vec<Value> {
    match value {
        Value::Object(members) => {
            let mut simpler: Vec<Value> =
                members.values().filter(|inner| inner.is_object()).cloned().collect();
            for name in members.keys() {
                let rest = members.iter().filter(|(other, _)| *other != name);
                simpler.push(rest.map(|(name, value)| (name.clone(), value.clone())).collect());
            }
            for (name, inner) in members {
                simpler.extend(simpler_values(inner).into_iter().map(|inner| {
                    let mut changed: Map<String, Value> = members.clone();
                    changed.insert(name.clone(), inner);
                    Value::Object(changed)
                }));
            }
            simpler
        }
        Value::Array(items) => {
            let mut simpler: Vec<Value> = (0..items.len())
                .map(|left_out| {
                    let rest = items.iter().enumerate().filter(|(at, _)| *at != left_out);
                    rest.map(|(_, item)| item.clone()).collect()
                })
                .collect();
            for (at, inner) in items.iter().enumerate() {
                simpler.extend(simpler_values(inner).into_iter().map(|inner| {
                    let mut changed = items.clone();
                    changed[at] = inner;
                    Value::Array(changed)
                }));
            }
            simpler
        }
        Value::String(text) if text.len() > 1 => vec![text.chars().take(1).collect::<String>().into()],
        Value::Number(number) if number.to_string().len() > 1 => vec![1.into()],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn smallest(text: &str, holds: impl Fn(&str) -> bool) -> String {
        let found: Result<String, ()> = minimise(
            &text.to_owned(),
            |text| [shorter_texts(text), texts_without_a_pair(text)].concat(),
            |text| Ok(holds(text)),
        );
        found.unwrap()
    }

    #[test]
    fn only_what_matters_stays() {
        assert_eq!(smallest("some text with an $error in it", |text| text.contains('$')), "$");
        assert_eq!(smallest("[a]", |text| text.matches('[').count() == text.matches(']').count()), "");
        assert_eq!(smallest("abc", |text| text == "abc"), "abc");
    }

    #[test]
    fn values_lose_their_members() {
        let value = json!({"a": [1, {"b": "x"}], "c": {"d": 12}});
        let found: Result<Value, ()> =
            minimise(&value, simpler_values, |value| Ok(value.to_string().contains('x')));
        assert_eq!(found.unwrap(), json!({"a": [{"b": "x"}]}));
    }
}
