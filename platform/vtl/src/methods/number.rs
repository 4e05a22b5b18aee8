//! The methods of `Integer`, `Long` and `Double`, those included that Java lets be called on the class.

use super::Found;
use crate::error::RenderError;
use crate::operators::{self, as_double};
use crate::print;
use crate::value::Value;
use std::cmp::Ordering;

/// Which class a number has. A whole number has the smallest that holds it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Integer,
    Long,
    BigInteger,
    Double,
}

impl Class {
    fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Integer(number) if i32::try_from(*number).is_ok() => Some(Self::Integer),
            Value::Integer(number) if i64::try_from(*number).is_ok() => Some(Self::Long),
            Value::Integer(_) => Some(Self::BigInteger),
            Value::Double(_) => Some(Self::Double),
            _ => None,
        }
    }

    /// The value as the class's primitive, if Java widens it to that.
    fn primitive(self, value: &Value) -> Option<Value> {
        let given = Self::of(value)?;
        match self {
            Self::Integer if given == Self::Integer => Some(value.clone()),
            Self::Long if matches!(given, Self::Integer | Self::Long) => Some(value.clone()),
            Self::Double if given != Self::BigInteger => Some(Value::Double(as_double(value))),
            _ => None,
        }
    }
}

pub(super) fn call(number: &Value, name: &str, arguments: &[Value]) -> Found {
    let Some(class) = Class::of(number) else { return Ok(None) };
    match arguments {
        [] => Ok(without_arguments(number, class, name)),
        [Value::String(text)] if name != "compareTo" => parsed(class, name, text),
        [other] if name == "compareTo" => compared(number, class, other).map(Some),
        [value] => match class.primitive(value) {
            Some(value) => of_one(class, name, &value),
            None => Ok(None),
        },
        [one, other] => match (class.primitive(one), class.primitive(other)) {
            (Some(one), Some(other)) => Ok(of_two(name, &one, &other)),
            _ => Ok(None),
        },
        _ => Ok(None),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "Java's narrowing is what is asked for")]
fn without_arguments(number: &Value, class: Class, name: &str) -> Option<Value> {
    Some(match name {
        "byteValue" => Value::from(i64::from(as_int(number) as i8)),
        "shortValue" => Value::from(i64::from(as_int(number) as i16)),
        "intValue" => Value::from(i64::from(as_int(number))),
        "longValue" => Value::from(as_long(number)),
        "doubleValue" | "floatValue" => Value::Double(as_double(number)),
        "isNaN" if class == Class::Double => as_double(number).is_nan().into(),
        "isInfinite" if class == Class::Double => as_double(number).is_infinite().into(),
        _ => return None,
    })
}

/// The low 32 bits of a whole number, the nearest whole number within range of a fraction.
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

/// `compareTo` takes any object, and refuses those of another class.
fn compared(number: &Value, class: Class, other: &Value) -> Result<Value, RenderError> {
    if Class::of(other) != Some(class) {
        return Err(RenderError::method("compareTo", "it compares numbers of one class only"));
    }
    Ok(Value::from(order(number, other) as i64))
}

fn order(one: &Value, other: &Value) -> Ordering {
    match (one, other) {
        (Value::Integer(one), Value::Integer(other)) => one.cmp(other),
        _ => as_double(one).total_cmp(&as_double(other)),
    }
}

/// The class's methods of two numbers.
fn of_two(name: &str, one: &Value, other: &Value) -> Option<Value> {
    let larger = order(one, other) == Ordering::Greater;
    Some(match name {
        "compare" => Value::from(order(one, other) as i64),
        "max" if larger => one.clone(),
        "min" if larger => other.clone(),
        "max" => other.clone(),
        "min" => one.clone(),
        "sum" => match (one, other) {
            (Value::Integer(one), Value::Integer(other)) => Value::Integer(one + other),
            _ => Value::Double(as_double(one) + as_double(other)),
        },
        _ => return None,
    })
}

/// The class's methods of one number.
fn of_one(class: Class, name: &str, value: &Value) -> Found {
    Ok(Some(match (name, value) {
        ("toString", _) => Value::String(print::text(value)?),
        ("valueOf", _) => value.clone(),
        ("hashCode", _) => Value::Integer(operators::hash(value)?.into()),
        ("isNaN", Value::Double(number)) => number.is_nan().into(),
        ("isInfinite", Value::Double(number)) => number.is_infinite().into(),
        ("signum", Value::Integer(number)) => Value::Integer(number.signum()),
        ("toHexString", Value::Integer(_)) if class == Class::Integer => {
            format!("{:x}", as_int(value)).into()
        }
        ("toHexString", Value::Integer(_)) => format!("{:x}", as_long(value)).into(),
        _ => return Ok(None),
    }))
}

/// The class's methods of a text.
fn parsed(class: Class, name: &str, text: &str) -> Found {
    let found = match (class, name) {
        (Class::Integer, "parseInt" | "valueOf") => text.parse::<i32>().ok().map(i64::from).map(Value::from),
        (Class::Long, "parseLong" | "valueOf") => text.parse::<i64>().ok().map(Value::from),
        (Class::Double, "parseDouble" | "valueOf") => double(text).map(Value::Double),
        _ => return Ok(None),
    };
    found.map(Some).ok_or_else(|| RenderError::method(name, format!("\"{text}\" is no number")))
}

/// `Double.parseDouble`, hexadecimal fractions left out.
fn double(text: &str) -> Option<f64> {
    let text = text.trim_matches(|character| character <= ' ');
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(unsigned) => (-1.0, unsigned),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    match unsigned {
        "NaN" => return Some(f64::NAN),
        "Infinity" => return Some(sign * f64::INFINITY),
        _ => {}
    }
    let digits = unsigned.strip_suffix(['d', 'D', 'f', 'F']).unwrap_or(unsigned);
    let begins = digits.starts_with(|first: char| first.is_ascii_digit() || first == '.');
    if begins { digits.parse::<f64>().ok().map(|number| sign * number) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_are_read_as_java_reads_them() {
        for (text, number) in [("1.5", 1.5), (" +2d ", 2.0), ("-.5F", -0.5), ("1e3", 1000.0), ("5.", 5.0)] {
            assert_eq!(double(text), Some(number), "{text}");
        }
        assert_eq!(double("-Infinity"), Some(f64::NEG_INFINITY));
        assert!(double("NaN").is_some_and(f64::is_nan));
        for text in ["", "x", "inf", "nan", "+-1", "1.5dd", "."] {
            assert_eq!(double(text), None, "{text}");
        }
    }
}
