//! The methods of `java.lang.String`. Positions count UTF-16 units, as in Java.

use super::{Found, index, is_int, pattern};
use crate::collection::{List, ListKind};
use crate::error::RenderError;
use crate::print::{self, LONGEST_OUTPUT};
use crate::value::Value;

pub(super) fn call(text: &str, name: &str, arguments: &[Value]) -> Found {
    let found = match arguments {
        [] => without_arguments(text, name),
        [Value::String(other)] => with_text(text, name, other)?,
        [_] if name == "compareTo" => {
            return Err(RenderError::method(name, "it compares texts only"));
        }
        [number] if is_int(number) => with_number(text, name, number)?,
        [Value::String(one), Value::String(other)] => with_texts(text, name, one, other)?,
        [first, second]
            if [first, second].iter().all(|value| is_int(value) || !matches!(value, Value::Integer(_))) =>
        {
            with_two(text, name, first, second)?
        }
        [Value::Null]
            if matches!(
                name,
                "concat" | "contains" | "compareTo" | "startsWith" | "endsWith" | "indexOf"
            ) =>
        {
            return Err(RenderError::method(name, "the argument is null"));
        }
        _ => None,
    };
    if found.is_some() { Ok(found) } else { of_class(name, arguments) }
}

pub(super) fn without_arguments(text: &str, name: &str) -> Option<Value> {
    let trimmed = |character: char| character <= ' ';
    Some(match name {
        "length" => units(text).into(),
        "isEmpty" => text.is_empty().into(),
        "isBlank" => text.chars().all(char::is_whitespace).into(),
        "toString" | "intern" => text.into(),
        "trim" => text.trim_matches(trimmed).into(),
        "strip" => text.trim().into(),
        "stripLeading" => text.trim_start().into(),
        "stripTrailing" => text.trim_end().into(),
        "toLowerCase" => text.to_lowercase().into(),
        "toUpperCase" => text.to_uppercase().into(),
        "toCharArray" => {
            let characters = text.chars().map(|character| Value::from(character.to_string()));
            Value::List(List::new(ListKind::Array, characters.collect()))
        }
        "getBytes" => {
            let bytes = text.bytes().map(|byte| Value::from(i64::from(byte.cast_signed())));
            Value::List(List::new(ListKind::Array, bytes.collect()))
        }
        _ => return None,
    })
}

fn with_text(text: &str, name: &str, other: &str) -> Found {
    let order = |one: &str, other: &str| one.encode_utf16().cmp(other.encode_utf16());
    Ok(Some(match name {
        "equals" | "contentEquals" => (text == other).into(),
        "equalsIgnoreCase" => (text.to_lowercase() == other.to_lowercase()).into(),
        "contains" => text.contains(other).into(),
        "startsWith" => text.starts_with(other).into(),
        "endsWith" => text.ends_with(other).into(),
        "indexOf" => position(text, text.find(other)),
        "lastIndexOf" => position(text, text.rfind(other)),
        "concat" => joined(&[text, other])?,
        "matches" => pattern::matches(text, other)?.into(),
        "split" => array(pattern::split(text, other, 0)?),
        "compareTo" => difference(text, other),
        "compareToIgnoreCase" => {
            let (one, other) = (text.to_lowercase(), other.to_lowercase());
            if order(&one, &other).is_eq() { Value::Integer(0) } else { difference(&one, &other) }
        }
        _ => return Ok(None),
    }))
}

fn with_number(text: &str, name: &str, number: &Value) -> Found {
    let length = units(text);
    Ok(Some(match name {
        "substring" => after(text, index(name, number, length)?).into(),
        "charAt" | "codePointAt" => {
            let at = index(name, number, length)?;
            let Some(character) = after(text, at).chars().next() else {
                return Err(RenderError::method(name, format!("there are only {length} characters")));
            };
            if name == "charAt" {
                Value::from(character.to_string())
            } else {
                Value::from(i64::from(u32::from(character)))
            }
        }
        "indexOf" | "lastIndexOf" => {
            let Some(character) = code_point(number) else { return Ok(Some(Value::Integer(-1))) };
            position(text, if name == "indexOf" { text.find(character) } else { text.rfind(character) })
        }
        "repeat" => {
            let most = LONGEST_OUTPUT / text.len().max(1);
            text.repeat(index(name, number, most)?).into()
        }
        _ => return Ok(None),
    }))
}

fn with_texts(text: &str, name: &str, one: &str, other: &str) -> Found {
    Ok(Some(match name {
        "replace" => {
            let pieces: Vec<&str> = text.split(one).collect();
            if pieces.len().saturating_mul(other.len()).saturating_add(text.len()) > LONGEST_OUTPUT {
                return Err(RenderError::Limit("makes a text of more than 10 MB"));
            }
            pieces.join(other).into()
        }
        "replaceAll" | "replaceFirst" => pattern::replace(name, text, one, other)?.into(),
        _ => return Ok(None),
    }))
}

fn with_two(text: &str, name: &str, first: &Value, second: &Value) -> Found {
    let length = units(text);
    Ok(Some(match (name, first, second) {
        ("substring", Value::Integer(_), Value::Integer(_)) => {
            let end = index(name, second, length)?;
            let start = index(name, first, end)?;
            between(text, start, end).into()
        }
        ("codePointCount", Value::Integer(_), Value::Integer(_)) => {
            let end = index(name, second, length)?;
            let start = index(name, first, end)?;
            between(text, start, end).chars().count().into()
        }
        ("startsWith", Value::String(prefix), Value::Integer(from)) => {
            let from = usize::try_from(*from).ok().filter(|from| *from <= length);
            from.is_some_and(|from| after(text, from).starts_with(&**prefix)).into()
        }
        ("indexOf", Value::String(wanted), Value::Integer(from)) => {
            let from = usize::try_from((*from).max(0)).unwrap_or(length).min(length);
            let start = text.len() - after(text, from).len();
            position(text, after(text, from).find(&**wanted).map(|found| start + found))
        }
        ("lastIndexOf", Value::String(wanted), Value::Integer(from)) => {
            let Ok(from) = usize::try_from(*from) else { return Ok(Some(Value::Integer(-1))) };
            let last = byte_of(text, from.min(length));
            let found = text.rmatch_indices(&**wanted).map(|(at, _)| at);
            // Of an empty text `rmatch_indices` knows every place too.
            position(text, found.into_iter().find(|at| *at <= last))
        }
        ("split", Value::String(expression), Value::Integer(limit)) => {
            array(pattern::split(text, expression, *limit)?)
        }
        _ => return Ok(None),
    }))
}

/// The static methods that Java lets be called on any string.
fn of_class(name: &str, arguments: &[Value]) -> Found {
    Ok(match (name, arguments) {
        ("valueOf" | "copyValueOf", [value]) => Some(Value::String(print::text(value)?)),
        ("join", [Value::Null, ..]) => return Err(RenderError::method(name, "the separator is null")),
        ("join", [Value::String(separator), Value::List(items)]) => {
            let mut out = String::new();
            for (index, item) in items.to_vec().iter().enumerate() {
                if !matches!(item, Value::String(_) | Value::Null) {
                    return Err(RenderError::method(name, "it joins texts only"));
                }
                if index > 0 {
                    out.push_str(separator);
                }
                print::print(item, &mut out)?;
            }
            Some(out.into())
        }
        ("join", [Value::String(separator), values @ ..])
            if values.iter().all(|value| matches!(value, Value::String(_))) =>
        {
            let texts: Result<Vec<_>, _> = values.iter().map(print::text).collect();
            Some(joined(&[&texts?.join(separator)])?)
        }
        ("format", [Value::Null, ..]) => return Err(RenderError::method(name, "there is no format")),
        ("format", [Value::String(format), values @ ..]) => Some(formatted(format, values)?),
        _ => None,
    })
}

/// `String.format` with `%s`, `%d` and `%%`; other conversions make the template fail.
fn formatted(format: &str, values: &[Value]) -> Result<Value, RenderError> {
    let mut out = String::new();
    let mut values = values.iter();
    let mut characters = format.chars();
    while let Some(character) = characters.next() {
        if character != '%' {
            out.push(character);
            continue;
        }
        match characters.next() {
            Some('%') => out.push('%'),
            Some('n') => out.push('\n'),
            Some(conversion @ ('s' | 'd')) => {
                let missing = || RenderError::method("format", "an argument is missing");
                let value = values.next().ok_or_else(missing)?;
                if conversion == 'd' && !matches!(value, Value::Integer(_) | Value::Null) {
                    return Err(RenderError::method("format", "%d prints whole numbers only"));
                }
                print::print(value, &mut out)?;
            }
            _ => return Err(RenderError::method("format", "only %s, %d, %n and %% are supported")),
        }
    }
    Ok(out.into())
}

fn joined(parts: &[&str]) -> Result<Value, RenderError> {
    let joined = parts.concat();
    print::check_length(&joined)?;
    Ok(joined.into())
}

fn array(parts: Vec<String>) -> Value {
    Value::List(List::new(ListKind::Array, parts.into_iter().map(Value::from).collect()))
}

/// How many UTF-16 units a text has.
fn units(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}

/// The byte where a UTF-16 position stands; inside a pair of surrogates, where the pair begins.
fn byte_of(text: &str, position: usize) -> usize {
    if text.is_ascii() {
        return position.min(text.len());
    }
    let mut passed = 0;
    for (byte, character) in text.char_indices() {
        passed += character.len_utf16();
        if passed > position {
            return byte;
        }
    }
    text.len()
}

fn after(text: &str, position: usize) -> &str {
    text.get(byte_of(text, position)..).unwrap_or_default()
}

fn between(text: &str, start: usize, end: usize) -> &str {
    text.get(byte_of(text, start)..byte_of(text, end)).unwrap_or_default()
}

/// A byte position as a UTF-16 position, -1 for none.
fn position(text: &str, byte: Option<usize>) -> Value {
    byte.map_or(Value::Integer(-1), |byte| units(text.get(..byte).unwrap_or_default()).into())
}

fn code_point(number: &Value) -> Option<char> {
    match number {
        Value::Integer(number) => u32::try_from(*number).ok().and_then(char::from_u32),
        _ => None,
    }
}

/// Java's `compareTo`: the difference of the first units that differ, or of the lengths.
fn difference(one: &str, other: &str) -> Value {
    for (left, right) in one.encode_utf16().zip(other.encode_utf16()) {
        if left != right {
            return Value::from(i64::from(left) - i64::from(right));
        }
    }
    match (Value::from(units(one)), Value::from(units(other))) {
        (Value::Integer(one), Value::Integer(other)) => Value::Integer(one - other),
        _ => Value::Integer(0),
    }
}
