//! Values as text: Java's `toString`, and JSON for lists that came from JSON.

use crate::collection::{Key, List, ListKind, Map};
use crate::error::RenderError;
use crate::value::Value;
use std::fmt::Write;
use std::rc::Rc;

/// The most that a template may render, in bytes: API Gateway's payload limit.
pub(crate) const LONGEST_OUTPUT: usize = 10 * 1024 * 1024;
/// How deeply a printed list may nest.
const DEEPEST: usize = 100;

/// The text of a value.
pub(crate) fn text(value: &Value) -> Result<Rc<str>, RenderError> {
    if let Value::String(text) = value {
        return Ok(text.clone());
    }
    let mut out = String::new();
    print(value, &mut out)?;
    Ok(out.into())
}

/// Appends the text of a value.
pub(crate) fn print(value: &Value, out: &mut String) -> Result<(), RenderError> {
    print_at(value, out, 0)
}

fn print_at(value: &Value, out: &mut String, depth: usize) -> Result<(), RenderError> {
    if depth > DEEPEST {
        return Err(RenderError::Limit("prints a list that nests too deeply"));
    }
    check_length(out)?;
    match value {
        Value::Null => out.push_str("null"),
        Value::Boolean(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Integer(value) => append(out, format_args!("{value}")),
        Value::Double(value) => out.push_str(&double(*value)),
        Value::String(text) => out.push_str(text),
        Value::List(list) => print_list(list, out, depth)?,
        Value::Map(map) => print_map(map, out, depth)?,
        Value::Host(host) => match host.map() {
            Some(map) => print_map(&map, out, depth)?,
            None => out.push_str(&host.text()),
        },
        // The renderer renders blocks itself.
        Value::Block(_) => {}
    }
    check_length(out)
}

/// Fails when a text is longer than a gateway could answer.
pub(crate) fn check_length(out: &str) -> Result<(), RenderError> {
    if out.len() > LONGEST_OUTPUT { Err(RenderError::Limit("renders more than 10 MB")) } else { Ok(()) }
}

fn append(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing into a string cannot fail.
    let _ = out.write_fmt(arguments);
}

fn print_list(list: &List, out: &mut String, depth: usize) -> Result<(), RenderError> {
    match list.kind() {
        ListKind::Json => return print_json(&Value::List(list.clone()), out, depth),
        ListKind::Array => {
            // Java prints an array's address here, which is another one each time.
            out.push_str("[Ljava.lang.String;@0");
            return Ok(());
        }
        ListKind::Java | ListKind::View => {}
    }
    out.push('[');
    for (index, item) in list.to_vec().iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        match item {
            Value::List(inner) if inner.same(list) => out.push_str("(this Collection)"),
            _ => print_at(item, out, depth + 1)?,
        }
    }
    out.push(']');
    Ok(())
}

fn print_map(map: &Map, out: &mut String, depth: usize) -> Result<(), RenderError> {
    out.push('{');
    for (index, (key, value)) in map.entries().iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        print_at(&key.value(), out, depth + 1)?;
        out.push('=');
        match value {
            Value::Map(inner) if inner.same(map) => out.push_str("(this Map)"),
            _ => print_at(value, out, depth + 1)?,
        }
    }
    out.push('}');
    Ok(())
}

fn print_json(value: &Value, out: &mut String, depth: usize) -> Result<(), RenderError> {
    if depth > DEEPEST {
        return Err(RenderError::Limit("prints a list that nests too deeply"));
    }
    check_length(out)?;
    match value {
        Value::String(text) => quote(text, out),
        Value::List(list) => {
            out.push('[');
            for (index, item) in list.to_vec().iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                print_json(item, out, depth + 1)?;
            }
            out.push(']');
        }
        Value::Map(map) => {
            out.push('{');
            for (index, (key, item)) in map.entries().iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                quote(&text(&key.value())?, out);
                out.push(':');
                print_json(item, out, depth + 1)?;
            }
            out.push('}');
        }
        Value::Host(host) => match host.map() {
            Some(map) => print_json(&Value::Map(map), out, depth)?,
            None => quote(&host.text(), out),
        },
        _ => print_at(value, out, depth)?,
    }
    Ok(())
}

/// A string as JSON, as json-smart writes lists: more than JSON asks for is escaped.
fn quote(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '/' => out.push_str("\\/"),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2000}'..='\u{20ff}' => {
                append(out, format_args!("\\u{:04X}", u32::from(character)));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

/// A double as Java's `Double.toString` prints it.
pub(crate) fn double(value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    let magnitude = value.abs();
    if value == 0.0 || (1e-3..1e7).contains(&magnitude) {
        return format!("{value:?}");
    }
    let scientific = format!("{value:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let point = if mantissa.contains('.') { "" } else { ".0" };
    format!("{mantissa}{point}E{exponent}")
}

/// A value as the key of a map.
pub(crate) fn key(value: &Value) -> Result<Key, RenderError> {
    Ok(match value {
        Value::Null => Key::Null,
        Value::Boolean(value) => Key::Boolean(*value),
        Value::Integer(value) => Key::Integer(*value),
        Value::Double(value) => Key::Double(value.to_bits()),
        Value::String(text) => Key::Text(text.clone()),
        other => Key::Text(text(other)?),
    })
}
