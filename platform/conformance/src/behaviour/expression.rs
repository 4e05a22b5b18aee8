//! Values that a function computes of its event.

use super::program::Thrown;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};
use std::cmp::Ordering;

/// A value to be computed.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    Event,
    /// What a request carries, read as JSON; base64 is taken off when the event says that it is there.
    ParsedBody,
    Literal(Value),
    Object(Vec<(String, Expression)>),
    List(Vec<Expression>),
    Member(Box<Expression>, Box<Expression>),
    Call(Function, Box<Expression>),
    Binary(Operator, Box<Expression>, Box<Expression>),
    Not(Box<Expression>),
    /// Condition, then, else.
    Choice(Box<Expression>, Box<Expression>, Box<Expression>),
}

/// A function of one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// JSON text of a value.
    Stringify,
    /// The value of a JSON text.
    Parse,
    Integer,
    Text,
    Length,
    Base64Encode,
    Base64Decode,
    Upper,
    Lower,
}

/// An operation on two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Add,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
    Contains,
}

impl Expression {
    /// The value for an event.
    ///
    /// # Errors
    /// What the function would throw.
    pub fn value(&self, event: &Value) -> Result<Value, Thrown> {
        Ok(match self {
            Self::Event => event.clone(),
            Self::ParsedBody => parsed_body(event)?,
            Self::Literal(value) => value.clone(),
            Self::Object(members) => {
                let mut object = Map::new();
                for (name, member) in members {
                    object.insert(name.clone(), member.value(event)?);
                }
                Value::Object(object)
            }
            Self::List(items) => {
                let items: Result<Vec<Value>, Thrown> = items.iter().map(|item| item.value(event)).collect();
                Value::Array(items?)
            }
            Self::Member(of, name) => member(&of.value(event)?, &name.value(event)?),
            Self::Call(function, of) => call(*function, &of.value(event)?, event)?,
            Self::Not(of) => Value::Bool(!truthy(&of.value(event)?)),
            Self::Choice(condition, then, otherwise) => {
                if truthy(&condition.value(event)?) {
                    then.value(event)?
                } else {
                    otherwise.value(event)?
                }
            }
            Self::Binary(operator, left, right) => binary(*operator, left, right, event)?,
        })
    }
}

/// What a request carries, as JSON.
fn parsed_body(event: &Value) -> Result<Value, Thrown> {
    let Some(body) = event["body"].as_str() else {
        let message = "the JSON object must be str, bytes or bytearray, not NoneType";
        return Err(Thrown::new("TypeError", message));
    };
    if event["isBase64Encoded"] == true {
        let decoded = STANDARD.decode(body).unwrap_or_default();
        return parse(&String::from_utf8_lossy(&decoded));
    }
    parse(body)
}

fn parse(text: &str) -> Result<Value, Thrown> {
    serde_json::from_str(text)
        .map_err(|_| Thrown::new("JSONDecodeError", "Expecting value: line 1 column 1 (char 0)"))
}

fn member(of: &Value, name: &Value) -> Value {
    let found = match (of, name) {
        (Value::Object(members), Value::String(name)) => members.get(name),
        (Value::Array(items), Value::Number(index)) => {
            index.as_u64().and_then(|index| items.get(usize::try_from(index).ok()?))
        }
        _ => None,
    };
    found.cloned().unwrap_or_default()
}

fn call(function: Function, of: &Value, event: &Value) -> Result<Value, Thrown> {
    let text = text_of(of);
    Ok(match function {
        Function::Stringify => of.to_string().into(),
        Function::Parse if *of == event["body"] => parsed_body(event)?,
        Function::Parse => parse(&text)?,
        Function::Integer => {
            if let Ok(number) = text.trim().parse::<i64>() {
                number.into()
            } else {
                let message = format!("invalid literal for int() with base 10: '{text}'");
                return Err(Thrown::new("ValueError", message));
            }
        }
        Function::Text => text.into(),
        Function::Length => match of {
            Value::Array(items) => items.len().into(),
            Value::Object(members) => members.len().into(),
            _ => text.chars().count().into(),
        },
        Function::Base64Encode => STANDARD.encode(text).into(),
        Function::Base64Decode => {
            let bytes = STANDARD.decode(&text).map_err(|_| Thrown::new("Error", "Incorrect padding"))?;
            String::from_utf8_lossy(&bytes).into()
        }
        Function::Upper => text.to_uppercase().into(),
        Function::Lower => text.to_lowercase().into(),
    })
}

fn binary(operator: Operator, left: &Expression, right: &Expression, event: &Value) -> Result<Value, Thrown> {
    let one = left.value(event)?;
    match operator {
        Operator::And if !truthy(&one) => return Ok(one),
        Operator::Or if truthy(&one) => return Ok(one),
        Operator::And | Operator::Or => return right.value(event),
        _ => {}
    }
    let other = right.value(event)?;
    let order = || compare(&one, &other);
    Ok(match operator {
        Operator::Add => match (one.as_i64(), other.as_i64()) {
            (Some(one), Some(other)) => one.saturating_add(other).into(),
            _ => (text_of(&one) + &text_of(&other)).into(),
        },
        Operator::Equal => equal(&one, &other).into(),
        Operator::NotEqual => (!equal(&one, &other)).into(),
        Operator::Less => order().is_some_and(Ordering::is_lt).into(),
        Operator::LessOrEqual => order().is_some_and(Ordering::is_le).into(),
        Operator::Greater => order().is_some_and(Ordering::is_gt).into(),
        Operator::GreaterOrEqual => order().is_some_and(Ordering::is_ge).into(),
        Operator::Contains => match &other {
            Value::Array(items) => items.contains(&one).into(),
            Value::Object(members) => members.contains_key(&text_of(&one)).into(),
            _ => text_of(&other).contains(&text_of(&one)).into(),
        },
        Operator::And | Operator::Or => Value::Null,
    })
}

/// Equal, where a number in words is equal to the number: descriptions are not strict about it.
fn equal(one: &Value, other: &Value) -> bool {
    one == other || (is_plain(one) && is_plain(other) && text_of(one) == text_of(other))
}

fn is_plain(value: &Value) -> bool {
    matches!(value, Value::String(_) | Value::Number(_))
}

fn compare(one: &Value, other: &Value) -> Option<Ordering> {
    let number = |value: &Value| value.as_f64().or_else(|| value.as_str()?.trim().parse().ok());
    match (number(one), number(other)) {
        (Some(one), Some(other)) => one.partial_cmp(&other),
        _ => Some(text_of(one).cmp(&text_of(other))),
    }
}

/// Whether a value counts as true.
pub fn truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
    }
}

/// A value as text: strings bare, others as JSON.
pub fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
