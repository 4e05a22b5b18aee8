//! The methods of `Integer`, `Long` and `Double`.

use super::Found;
use crate::error::RenderError;
use crate::operators::as_double;
use crate::value::Value;

pub(super) fn call(number: &Value, name: &str, arguments: &[Value]) -> Found {
    Ok(match (name, arguments) {
        ("intValue", []) => Some(Value::from(i64::from(as_int(number)))),
        ("longValue", []) => Some(Value::from(as_long(number))),
        ("doubleValue" | "floatValue", []) => Some(Value::Double(as_double(number))),
        ("isNaN", []) => Some(as_double(number).is_nan().into()),
        ("compareTo", [other]) => compare(number, other),
        ("parseInt" | "parseLong" | "valueOf", [Value::String(text)])
            if matches!(number, Value::Integer(_)) =>
        {
            Some(parse(name, text)?)
        }
        ("parseDouble" | "valueOf", [Value::String(text)]) => {
            let parsed = text.trim().parse().map(Value::Double);
            Some(parsed.map_err(|_| not_a_number(name, text))?)
        }
        ("valueOf", [same @ (Value::Integer(_) | Value::Double(_))]) => Some(same.clone()),
        ("max", [one, other]) => Some(extreme(one, other, std::cmp::Ordering::Greater)),
        ("min", [one, other]) => Some(extreme(one, other, std::cmp::Ordering::Less)),
        ("toString", [value @ (Value::Integer(_) | Value::Double(_))]) => {
            Some(Value::String(crate::print::text(value)?))
        }
        _ => None,
    })
}

/// Java's narrowing: the low 32 bits of a whole number, the nearest whole number within range of a fraction.
#[expect(clippy::cast_possible_truncation, reason = "Java's narrowing is what is asked for")]
fn as_int(number: &Value) -> i32 {
    match number {
        Value::Integer(number) => *number as i32,
        Value::Double(number) => *number as i32,
        _ => 0,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "Java's narrowing is what is asked for")]
fn as_long(number: &Value) -> i64 {
    match number {
        Value::Integer(number) => *number as i64,
        Value::Double(number) => *number as i64,
        _ => 0,
    }
}

fn compare(one: &Value, other: &Value) -> Option<Value> {
    let order = match (one, other) {
        (Value::Integer(one), Value::Integer(other)) => one.cmp(other),
        (Value::Double(one), Value::Double(other)) => one.total_cmp(other),
        _ => return None,
    };
    Some(Value::from(order as i64))
}

fn extreme(one: &Value, other: &Value, wanted: std::cmp::Ordering) -> Value {
    let order = as_double(one).partial_cmp(&as_double(other));
    if order == Some(wanted) { one.clone() } else { other.clone() }
}

fn parse(method: &str, text: &str) -> Result<Value, RenderError> {
    let parsed: Result<i64, _> = text.parse();
    let fits = |number: &i64| method == "parseLong" || i32::try_from(*number).is_ok();
    parsed.ok().filter(fits).map(Value::from).ok_or_else(|| not_a_number(method, text))
}

fn not_a_number(method: &str, text: &str) -> RenderError {
    RenderError::method(method, format!("\"{text}\" is no number"))
}
