//! The two printings: as `$input.path` puts a value into a text, and as `$input.json` writes it.

use crate::number;
use serde_json::Value;
use std::borrow::Cow;
use std::fmt::Write;

/// Writes a value as `$input.path(…)` shows it in a template: a string bare, an object Java style (`{a=1, b=x}`), an
/// array as JSON text, null as `null` (the template engine itself shows a null reference as nothing).
///
/// Inside an array everything is JSON; inside a Java-style object an array is JSON again: `{a=[{"b":1}]}`. json-smart
/// writes such JSON with the solidus escaped (`\/`).
///
/// ```
/// let value = serde_json::json!({ "a": 1, "b": [{ "c": "x/y" }] });
/// assert_eq!(lockstep_jsonpath::to_text(&value), r#"{a=1, b=[{"c":"x\/y"}]}"#);
/// ```
pub fn to_text(value: &Value) -> String {
    let mut out = String::new();
    write_text(value, &mut out);
    out
}

/// Writes a value as `$input.json(…)` does: compact JSON text.
///
/// ```
/// let value = serde_json::json!({ "a": 1, "b": ["x/y", 1.0e-7] });
/// assert_eq!(lockstep_jsonpath::to_json(&value), r#"{"a":1,"b":["x/y",1.0E-7]}"#);
/// ```
pub fn to_json(value: &Value) -> String {
    let mut out = String::new();
    write_json(value, Solidus::Bare, &mut out);
    out
}

/// How `/` is written inside a JSON string.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Solidus {
    /// `/`, json-smart's `LT_COMPRESS`.
    Bare,
    /// `\/`, json-smart's default.
    Escaped,
}

fn write_text(value: &Value, out: &mut String) {
    match value {
        Value::String(text) => out.push_str(text),
        Value::Object(members) => {
            out.push('{');
            for (index, (name, member)) in members.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                out.push_str(name);
                out.push('=');
                write_text(member, out);
            }
            out.push('}');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {
            write_json(value, Solidus::Escaped, out);
        }
    }
}

/// Writes values found one by one as an array.
pub(crate) fn list_to_json(values: &[Cow<'_, Value>], solidus: Solidus) -> String {
    let mut out = String::from("[");
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write_json(value, solidus, &mut out);
    }
    out.push(']');
    out
}

/// Writes JSON text without any space.
pub(crate) fn write_json(value: &Value, solidus: Solidus, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => number::write(number, out),
        Value::String(text) => write_string(text, solidus, out),
        Value::Array(elements) => {
            out.push('[');
            for (index, element) in elements.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_json(element, solidus, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (index, (name, member)) in members.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_string(name, solidus, out);
                out.push(':');
                write_json(member, solidus, out);
            }
            out.push('}');
        }
    }
}

/// json-smart escapes more than JSON asks for: C1 controls and the block U+2000–U+20FF.
fn write_string(text: &str, solidus: Solidus, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match (character, solidus) {
            ('"', _) => out.push_str("\\\""),
            ('\\', _) => out.push_str("\\\\"),
            ('\u{8}', _) => out.push_str("\\b"),
            ('\u{c}', _) => out.push_str("\\f"),
            ('\n', _) => out.push_str("\\n"),
            ('\r', _) => out.push_str("\\r"),
            ('\t', _) => out.push_str("\\t"),
            ('/', Solidus::Escaped) => out.push_str("\\/"),
            ('\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2000}'..='\u{20ff}', _) => {
                // Writing into a String can't fail.
                let _ = write!(out, "\\u{:04X}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn containers_print_as_recorded() {
        let table = [
            (json!({"foo": "bar"}), "{foo=bar}", r#"{"foo":"bar"}"#),
            (json!([{"nested": "bar"}]), r#"[{"nested":"bar"}]"#, r#"[{"nested":"bar"}]"#),
            (
                json!({"foo": [{"nested": "bar"}]}),
                r#"{foo=[{"nested":"bar"}]}"#,
                r#"{"foo":[{"nested":"bar"}]}"#,
            ),
            (json!({"a": {"b": null}, "c": true}), "{a={b=null}, c=true}", r#"{"a":{"b":null},"c":true}"#),
            (json!({}), "{}", "{}"),
            (json!(["a/b"]), r#"["a\/b"]"#, r#"["a/b"]"#),
            (json!("a/\"b"), "a/\"b", r#""a/\"b""#),
            (json!("\u{1}\u{2028}\u{85}é"), "\u{1}\u{2028}\u{85}é", "\"\\u0001\\u2028\\u0085é\""),
            (json!(1.0), "1.0", "1.0"),
        ];
        for (value, text, json_text) in table {
            assert_eq!(to_text(&value), text);
            assert_eq!(to_json(&value), json_text);
        }
    }
}
