//! What is wrong with a body, in the words of the validator that API Gateway uses.
//!
//! Silent: the words. What APIs at AWS answer with is the wording of the Java library `json-schema-validator`, so its catalogue of
//! messages (`validation.properties`) is followed, as a list in brackets.

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{JsonType, ValidationError};
use serde_json::Value;

/// How many errors are told, and how long the telling may get, bytes: what the client sent is quoted in it.
const MOST_ERRORS: usize = 32;
const MOST_BYTES: usize = 16 * 1024;

/// All errors as one text.
pub(crate) fn wording<'i>(errors: impl Iterator<Item = ValidationError<'i>>) -> String {
    let mut told: Vec<String> = Vec::new();
    // Missing members of one object are one error.
    let mut missing: Vec<(String, Vec<String>, usize)> = Vec::new();
    for error in errors.take(MOST_ERRORS) {
        if let ValidationErrorKind::Required { property } = error.kind() {
            let place = error.instance_path().to_string();
            if let Some((_, names, _)) = missing.iter_mut().find(|(known, ..)| *known == place) {
                names.push(property.to_string());
            } else {
                missing.push((place, vec![property.to_string()], told.len()));
                told.push(String::new());
            }
        } else {
            told.push(message(&error));
        }
    }
    for (_, names, position) in missing {
        told[position] = format!("object has missing required properties ([{}])", names.join(","));
    }
    let mut text = format!("[{}]", told.join(", "));
    if text.len() > MOST_BYTES {
        let end = (0..=MOST_BYTES).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
        text.truncate(end);
        text.push_str("…]");
    }
    text
}

fn message(error: &ValidationError<'_>) -> String {
    use ValidationErrorKind as Kind;
    let instance = error.instance().as_ref();
    let text = instance.as_str().unwrap_or_default();
    let (members, elements) =
        (instance.as_object().map_or(0, serde_json::Map::len), instance.as_array().map_or(0, Vec::len));
    match error.kind() {
        Kind::Type { kind } => format!(
            "instance type ({}) does not match any allowed primitive type (allowed: {})",
            type_name(instance),
            allowed(kind)
        ),
        Kind::Enum { options } => {
            format!("instance value ({instance}) not found in enum (possible values: {options})")
        }
        Kind::AdditionalProperties { unexpected } => format!(
            "object instance has properties which are not allowed by the schema: {}",
            Value::from(unexpected.clone())
        ),
        Kind::AdditionalItems { limit } => {
            format!("schema only allows {limit} elements in array but instance has {elements} elements")
        }
        Kind::MinItems { limit } => format!(
            "array is too short: must have at least {limit} elements but instance has {elements} elements"
        ),
        Kind::MaxItems { limit } => {
            format!(
                "array is too long: must have at most {limit} elements but instance has {elements} elements"
            )
        }
        Kind::UniqueItems => "array must not contain duplicate elements".to_owned(),
        Kind::Minimum { limit } => {
            format!(
                "numeric instance is lower than the required minimum (minimum: {limit}, found: {instance})"
            )
        }
        Kind::ExclusiveMinimum { limit } => {
            format!("numeric instance is not strictly greater than the required minimum {limit}")
        }
        Kind::Maximum { limit } => {
            format!(
                "numeric instance is greater than the required maximum (maximum: {limit}, found: {instance})"
            )
        }
        Kind::ExclusiveMaximum { limit } => {
            format!("numeric instance is not strictly lower than the required maximum {limit}")
        }
        Kind::MultipleOf { multiple_of } => {
            format!("remainder of division is not zero ({instance} / {multiple_of})")
        }
        Kind::MinLength { limit } => {
            format!(
                "string \"{text}\" is too short (length: {}, required minimum: {limit})",
                text.chars().count()
            )
        }
        Kind::MaxLength { limit } => {
            format!(
                "string \"{text}\" is too long (length: {}, maximum allowed: {limit})",
                text.chars().count()
            )
        }
        Kind::Pattern { pattern } => {
            format!("ECMA 262 regex \"{pattern}\" does not match input string \"{text}\"")
        }
        Kind::MinProperties { limit } => {
            format!("object has too few properties (found {members} but schema requires at least {limit})")
        }
        Kind::MaxProperties { limit } => {
            format!("object has too many properties (found {members} but schema requires at most {limit})")
        }
        Kind::AnyOf { context } => {
            format!("instance failed to match at least one required schema among {}", context.len())
        }
        Kind::OneOfNotValid { context } => {
            format!("instance failed to match exactly one schema (matched 0 out of {})", context.len())
        }
        Kind::OneOfMultipleValid { context } => {
            let matched = context.iter().filter(|errors| errors.is_empty()).count();
            format!(
                "instance failed to match exactly one schema (matched {matched} out of {})",
                context.len()
            )
        }
        Kind::Not { .. } => "instance matched a schema which it should not have".to_owned(),
        Kind::Format { format } => format_message(format, text),
        _ => error.to_string(),
    }
}

/// What a text of a format should have been.
fn format_message(format: &str, text: &str) -> String {
    let wanted = match format {
        "email" => "a valid email address",
        "hostname" => "a valid hostname",
        "ipv4" => "a valid IPv4 address",
        "ipv6" => "a valid IPv6 address",
        "regex" => "a valid ECMA 262 regular expression",
        "uri" => "a valid URI",
        "date-time" => {
            return format!("string \"{text}\" is invalid against requested date format(s) date-time");
        }
        other => return format!("string \"{text}\" is not a valid {other}"),
    };
    format!("string \"{text}\" is not {wanted}")
}

fn type_name(instance: &Value) -> &'static str {
    match instance {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// The types that a schema takes; a number may be an integer.
fn allowed(kind: &TypeKind) -> String {
    let mut names: Vec<&str> = match kind {
        TypeKind::Single(JsonType::Number) => vec!["integer", "number"],
        TypeKind::Single(single) => vec![json_type(*single)],
        TypeKind::Multiple(several) => several.iter().map(json_type).collect(),
    };
    names.sort_unstable();
    Value::from(names).to_string()
}

fn json_type(kind: JsonType) -> &'static str {
    match kind {
        JsonType::Array => "array",
        JsonType::Boolean => "boolean",
        JsonType::Integer => "integer",
        JsonType::Null => "null",
        JsonType::Number => "number",
        JsonType::Object => "object",
        JsonType::String => "string",
    }
}

#[cfg(test)]
mod tests {
    use super::wording;
    use serde_json::{Value, json};

    fn told(schema: &Value, body: &Value) -> String {
        let validator = jsonschema::options().with_draft(jsonschema::Draft::Draft4).build(schema).unwrap();
        wording(validator.iter_errors(body))
    }

    #[test]
    fn errors_are_told_in_the_words_of_the_library_at_aws() {
        let table = [
            (
                json!({ "required": ["a", "b", "c"] }),
                json!({ "b": 1 }),
                r#"[object has missing required properties (["a","c"])]"#,
            ),
            (
                json!({ "type": "number" }),
                json!("1"),
                r#"[instance type (string) does not match any allowed primitive type (allowed: ["integer","number"])]"#,
            ),
            (
                json!({ "type": ["string", "null"] }),
                json!(1.5),
                r#"[instance type (number) does not match any allowed primitive type (allowed: ["null","string"])]"#,
            ),
            (
                json!({ "enum": ["dog", "cat"] }),
                json!("fish"),
                r#"[instance value ("fish") not found in enum (possible values: ["dog","cat"])]"#,
            ),
            (
                json!({ "minimum": 25, "maximum": 500 }),
                json!(1),
                "[numeric instance is lower than the required minimum (minimum: 25, found: 1)]",
            ),
            (
                json!({ "maximum": 5 }),
                json!(6.5),
                "[numeric instance is greater than the required maximum (maximum: 5, found: 6.5)]",
            ),
            (
                json!({ "properties": { "a": {} }, "additionalProperties": false }),
                json!({ "b": 1 }),
                r#"[object instance has properties which are not allowed by the schema: ["b"]]"#,
            ),
            (
                json!({ "minLength": 3 }),
                json!("é"),
                "[string \"é\" is too short (length: 1, required minimum: 3)]",
            ),
            (
                json!({ "pattern": "^a" }),
                json!("b"),
                "[ECMA 262 regex \"^a\" does not match input string \"b\"]",
            ),
            (
                json!({ "maxItems": 1, "uniqueItems": true }),
                json!([1, 1]),
                "[array is too long: must have at most 1 elements but instance has 2 elements, array must not contain \
                 duplicate elements]",
            ),
            (
                json!({ "anyOf": [{ "type": "null" }, { "type": "array" }] }),
                json!(1),
                "[instance failed to match at least one required schema among 2]",
            ),
            (
                json!({ "oneOf": [{ "type": "integer" }, { "minimum": 0 }] }),
                json!(1),
                "[instance failed to match exactly one schema (matched 2 out of 2)]",
            ),
            (json!({ "not": {} }), json!(1), "[instance matched a schema which it should not have]"),
            (json!({ "format": "email" }), json!("x"), "[string \"x\" is not a valid email address]"),
        ];
        for (schema, body, expected) in table {
            assert_eq!(told(&schema, &body), expected, "{schema}");
        }
    }

    #[test]
    fn what_is_missing_is_told_object_by_object() {
        let schema = json!({ "required": ["x"], "properties": { "y": { "required": ["z", "w"] } } });
        let told = told(&schema, &json!({ "y": {} }));
        let one = r#"object has missing required properties (["x"])"#;
        let other = r#"object has missing required properties (["z","w"])"#;
        assert!(told == format!("[{one}, {other}]") || told == format!("[{other}, {one}]"), "{told}");
    }

    #[test]
    fn many_errors_are_told_in_part() {
        let body = Value::from(vec!["x".repeat(10_000); 1_000]);
        let told = told(&json!({ "items": { "maxLength": 1 } }), &body);
        assert!(told.len() < 17_000, "{}", told.len());
        assert!(told.ends_with("…]"));
    }
}
