//! Arithmetic, comparison and equality, as Velocity's nodes do them over Java's numbers.

use crate::ast::{Comparison, Operator};
use crate::collection::ListKind;
use crate::error::RenderError;
use crate::object::Entry;
use crate::print;
use crate::value::Value;
use std::any::Any;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::rc::Rc;

/// How many pairs of values one comparison may look at: shared lists can nest to more than there is time for.
const MOST_COMPARED: usize = 100_000;
/// How deeply compared lists may nest.
const DEEPEST: usize = 100;

/// Applies an operator to two numbers. Null for anything else, for a division by zero and for a result beyond 127 bits.
///
/// # Errors
/// The remainder of a fraction and an integer of more than 64 bits: Velocity calculates with `BigDecimal` then, and refuses it.
pub(crate) fn arithmetic(operator: Operator, left: &Value, right: &Value) -> Result<Value, RenderError> {
    if operator == Operator::Modulus && needs_big_decimals(left, right) {
        return Err(RenderError::method("modulo", "a BigDecimal has none"));
    }
    Ok(calculated(operator, left, right))
}

fn needs_big_decimals(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Integer(whole), Value::Double(_)) | (Value::Double(_), Value::Integer(whole)) => {
            i64::try_from(*whole).is_err()
        }
        _ => false,
    }
}

fn calculated(operator: Operator, left: &Value, right: &Value) -> Value {
    match (left, right) {
        (Value::Integer(left), Value::Integer(right)) => {
            let result = match operator {
                Operator::Add => left.checked_add(*right),
                Operator::Subtract => left.checked_sub(*right),
                Operator::Multiply => left.checked_mul(*right),
                Operator::Divide => left.checked_div(*right),
                Operator::Modulus => left.checked_rem(*right),
            };
            result.map_or(Value::Null, Value::Integer)
        }
        (Value::Integer(_) | Value::Double(_), Value::Integer(_) | Value::Double(_)) => {
            let (left, right) = (as_double(left), as_double(right));
            if right == 0.0 && matches!(operator, Operator::Divide | Operator::Modulus) {
                return Value::Null;
            }
            Value::Double(match operator {
                Operator::Add => left + right,
                Operator::Subtract => left - right,
                Operator::Multiply => left * right,
                Operator::Divide => left / right,
                Operator::Modulus => left % right,
            })
        }
        _ => Value::Null,
    }
}

/// A number as a double; other values as not a number.
#[expect(clippy::cast_precision_loss, reason = "Java's Number.doubleValue() rounds as well")]
pub(crate) fn as_double(value: &Value) -> f64 {
    match value {
        Value::Integer(value) => *value as f64,
        Value::Double(value) => *value,
        _ => f64::NAN,
    }
}

/// The order of two numbers; `None` when either is none.
fn order(left: &Value, right: &Value) -> Option<Ordering> {
    if let (Value::Integer(left), Value::Integer(right)) = (left, right) {
        return Some(left.cmp(right));
    }
    as_double(left).partial_cmp(&as_double(right))
}

/// Compares two values whose text is known to the caller through `text`, which renders blocks.
pub(crate) fn compare<E: From<RenderError>>(
    comparison: Comparison,
    left: &Value,
    right: &Value,
    text: impl FnMut(&Value) -> Result<Rc<str>, E>,
) -> Result<bool, E> {
    Ok(match comparison {
        Comparison::Equal => equal(left, right, text)?,
        Comparison::NotEqual => !equal(left, right, text)?,
        Comparison::Less => order(left, right) == Some(Ordering::Less),
        Comparison::LessOrEqual => order(left, right).is_some_and(Ordering::is_le),
        Comparison::Greater => order(left, right) == Some(Ordering::Greater),
        Comparison::GreaterOrEqual => order(left, right).is_some_and(Ordering::is_ge),
    })
}

/// `==`: numbers by value, values of one class by `equals`, others by their text.
fn equal<E: From<RenderError>>(
    left: &Value,
    right: &Value,
    mut text: impl FnMut(&Value) -> Result<Rc<str>, E>,
) -> Result<bool, E> {
    let (left, right) = (&*as_map(left), &*as_map(right));
    Ok(match (left, right) {
        (Value::Null, Value::Null) => true,
        (Value::Null, _) | (_, Value::Null) => false,
        (Value::Integer(_) | Value::Double(_), Value::Integer(_) | Value::Double(_)) => {
            order(left, right) == Some(Ordering::Equal)
        }
        (Value::List(one), Value::List(other))
            if (one.kind() == ListKind::Array) != (other.kind() == ListKind::Array) =>
        {
            text(left)? == text(right)?
        }
        (Value::Block(one), Value::Block(other)) => Rc::ptr_eq(one, other),
        _ if std::mem::discriminant(left) == std::mem::discriminant(right) => equals(left, right)?,
        _ => text(left)? == text(right)?,
    })
}

/// A host that is a map as that map.
fn as_map(value: &Value) -> Cow<'_, Value> {
    match value {
        Value::Host(host) => host.map().map_or(Cow::Borrowed(value), |map| Cow::Owned(Value::Map(map))),
        _ => Cow::Borrowed(value),
    }
}

/// Java's `left.equals(right)`.
pub(crate) fn equals(left: &Value, right: &Value) -> Result<bool, RenderError> {
    equals_at(left, right, 0, &mut 0)
}

fn equals_at(left: &Value, right: &Value, depth: usize, compared: &mut usize) -> Result<bool, RenderError> {
    *compared += 1;
    if depth > DEEPEST || *compared > MOST_COMPARED {
        return Err(RenderError::Limit("compares lists that are too large"));
    }
    let (left, right) = (&*as_map(left), &*as_map(right));
    Ok(match (left, right) {
        (Value::Null, Value::Null) => true,
        (Value::Boolean(left), Value::Boolean(right)) => left == right,
        (Value::Integer(left), Value::Integer(right)) => left == right,
        (Value::Double(left), Value::Double(right)) => left.to_bits() == right.to_bits(),
        (Value::String(left), Value::String(right)) => left == right,
        (Value::Host(left), Value::Host(right)) => Rc::ptr_eq(left, right) || left.text() == right.text(),
        (Value::List(left), Value::List(right)) => {
            if left.same(right) {
                return Ok(true);
            }
            let (left, right) = (left.to_vec(), right.to_vec());
            if left.len() != right.len() {
                return Ok(false);
            }
            for (left, right) in left.iter().zip(&right) {
                if !equals_at(left, right, depth + 1, compared)? {
                    return Ok(false);
                }
            }
            true
        }
        (Value::Map(left), Value::Map(right)) => {
            if left.same(right) {
                return Ok(true);
            }
            if left.len() != right.len() {
                return Ok(false);
            }
            for (key, value) in left.entries() {
                let Some(other) = right.get(&key) else { return Ok(false) };
                if !equals_at(&value, &other, depth + 1, compared)? {
                    return Ok(false);
                }
            }
            true
        }
        _ => false,
    })
}

/// Java's `hashCode`.
pub(crate) fn hash(value: &Value) -> Result<i32, RenderError> {
    hash_at(value, 0, &mut 0)
}

fn hash_at(value: &Value, depth: usize, hashed: &mut usize) -> Result<i32, RenderError> {
    *hashed += 1;
    if depth > DEEPEST || *hashed > MOST_COMPARED {
        return Err(RenderError::Limit("hashes a list that is too large"));
    }
    let value = &*as_map(value);
    Ok(match value {
        Value::Null | Value::Block(_) => 0,
        Value::Boolean(true) => 1231,
        Value::Boolean(false) => 1237,
        Value::Integer(number) => integer_hash(*number),
        Value::Double(number) => folded(number.to_bits()),
        Value::String(text) => text_hash(text),
        Value::Host(host) => {
            let object: &dyn Any = host.as_ref();
            let Some(entry) = object.downcast_ref::<Entry>() else { return Ok(text_hash(&host.text())) };
            let key = hash_at(&entry.key.value(), depth + 1, hashed)?;
            key ^ hash_at(&entry.value(), depth + 1, hashed)?
        }
        Value::List(list) => {
            let mut hash = 1_i32;
            for item in list.to_vec() {
                hash = hash.wrapping_mul(31).wrapping_add(hash_at(&item, depth + 1, hashed)?);
            }
            hash
        }
        Value::Map(map) => {
            let mut hash = 0_i32;
            for (key, item) in map.entries() {
                let key = hash_at(&key.value(), depth + 1, hashed)?;
                hash = hash.wrapping_add(key ^ hash_at(&item, depth + 1, hashed)?);
            }
            hash
        }
    })
}

fn integer_hash(number: i128) -> i32 {
    if let Ok(number) = i32::try_from(number) {
        return number;
    }
    i64::try_from(number)
        .map_or_else(|_| text_hash(&number.to_string()), |number| folded(number.cast_unsigned()))
}

#[expect(clippy::cast_possible_truncation, reason = "Java folds both halves into 32 bits")]
fn folded(bits: u64) -> i32 {
    ((bits ^ (bits >> 32)) as u32).cast_signed()
}

fn text_hash(text: &str) -> i32 {
    text.encode_utf16().fold(0_i32, |hash, unit| hash.wrapping_mul(31).wrapping_add(i32::from(unit)))
}

/// The text of a value that is no block.
pub(crate) fn plain_text(value: &Value) -> Result<Rc<str>, RenderError> {
    print::text(value)
}
