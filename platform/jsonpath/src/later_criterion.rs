//! One criterion of a filter, as later releases of Jayway try it.

use crate::evaluate::{Stop, Walk, kind};
use crate::number::Decimal;
use crate::path::Path;
use crate::pattern::Pattern;
use serde_json::Value;
use std::borrow::Cow;
use std::cmp::Ordering;

#[derive(Debug, Clone)]
pub(crate) enum LaterCriterion {
    /// A path that finds something, null included.
    Exists(Path),
    Compared {
        left: LaterOperand,
        operator: LaterOperator,
        right: LaterOperand,
    },
}

#[derive(Debug, Clone)]
pub(crate) enum LaterOperand {
    Path(Path),
    Value(Value),
    Pattern(Pattern),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LaterOperator {
    Equal,
    NotEqual,
    StrictlyEqual,
    StrictlyUnequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Matches,
    In,
    NotIn,
    SubsetOf,
    AnyOf,
    NoneOf,
    AllOf,
    Contains,
    Size,
    Empty,
}

impl LaterOperator {
    /// The signs and words; a sign that another one begins with stands behind that one.
    pub(crate) const ALL: &[(&str, Self)] = &[
        ("===", Self::StrictlyEqual),
        ("!==", Self::StrictlyUnequal),
        ("==", Self::Equal),
        ("!=", Self::NotEqual),
        ("<=", Self::LessOrEqual),
        ("<", Self::Less),
        (">=", Self::GreaterOrEqual),
        (">", Self::Greater),
        ("=~", Self::Matches),
        ("in", Self::In),
        ("nin", Self::NotIn),
        ("subsetof", Self::SubsetOf),
        ("anyof", Self::AnyOf),
        ("noneof", Self::NoneOf),
        ("all", Self::AllOf),
        ("contains", Self::Contains),
        ("size", Self::Size),
        ("empty", Self::Empty),
    ];
}

enum Side<'s> {
    /// A path that finds nothing.
    Undefined,
    Value(Cow<'s, Value>),
    Pattern(&'s Pattern),
}

impl LaterCriterion {
    pub(crate) fn accepts<'d>(&self, item: &'d Value, walk: &mut Walk<'_, '_, 'd>) -> Result<bool, Stop> {
        match self {
            Self::Exists(path) => Ok(!matches!(walked(path, item, walk, true)?, Side::Undefined)),
            Self::Compared { left, operator, right } => {
                let left = left.side(item, walk)?;
                let right = right.side(item, walk)?;
                for side in [&left, &right] {
                    if let Side::Value(value) = side {
                        walk.charge(value)?;
                    }
                }
                Ok(holds(&left, *operator, &right))
            }
        }
    }
}

impl LaterOperand {
    fn side<'s, 'd: 's>(&'s self, item: &'d Value, walk: &mut Walk<'_, '_, 'd>) -> Result<Side<'s>, Stop> {
        match self {
            Self::Value(value) => Ok(Side::Value(Cow::Borrowed(value))),
            Self::Pattern(pattern) => Ok(Side::Pattern(pattern)),
            Self::Path(path) => walked(path, item, walk, false),
        }
    }
}

fn walked<'d>(
    path: &Path,
    item: &'d Value,
    walk: &mut Walk<'_, '_, 'd>,
    all_names: bool,
) -> Result<Side<'d>, Stop> {
    let from = if path.from_document { walk.document() } else { item };
    match walk.nested(path, from, all_names) {
        Ok(results) if path.is_definite() => {
            Ok(results.into_iter().next().map_or(Side::Undefined, Side::Value))
        }
        Ok(results) => {
            Ok(Side::Value(Cow::Owned(results.into_iter().map(Cow::into_owned).collect::<Value>())))
        }
        Err(Stop::NotFound) => Ok(Side::Undefined),
        Err(failed) => Err(failed),
    }
}

fn holds(left: &Side<'_>, operator: LaterOperator, right: &Side<'_>) -> bool {
    use LaterOperator as Is;
    match operator {
        Is::Equal => same(left, right),
        Is::NotEqual => !same(left, right),
        Is::StrictlyEqual => one_kind(left, right) && same(left, right),
        Is::StrictlyUnequal => !holds(left, Is::StrictlyEqual, right),
        Is::Less => order(left, right).is_some_and(Ordering::is_lt),
        Is::LessOrEqual => order(left, right).is_some_and(Ordering::is_le),
        Is::Greater => order(left, right).is_some_and(Ordering::is_gt),
        Is::GreaterOrEqual => order(left, right).is_some_and(Ordering::is_ge),
        Is::Matches => matches(left, right),
        Is::NotIn => !holds(left, Is::In, right),
        Is::In => match (left, list(right)) {
            (Side::Value(left), Some(right)) => has(right, left),
            _ => false,
        },
        Is::SubsetOf => {
            lists(left, right).is_some_and(|(left, right)| left.iter().all(|one| has(right, one)))
        }
        Is::AnyOf => lists(left, right).is_some_and(|(left, right)| left.iter().any(|one| has(right, one))),
        Is::NoneOf => lists(left, right).is_some_and(|(left, right)| !left.iter().any(|one| has(right, one))),
        Is::AllOf => lists(left, right).is_some_and(|(left, right)| right.iter().all(|one| has(left, one))),
        Is::Contains => match (left, right) {
            (Side::Value(left), Side::Value(right)) => match (left.as_ref(), right.as_ref()) {
                (Value::String(left), Value::String(right)) => left.contains(right.as_str()),
                (Value::Array(left), right) => has(left, right),
                _ => false,
            },
            _ => false,
        },
        Is::Size => size(left).is_some_and(|length| number(right) == Decimal::read(&length.to_string())),
        Is::Empty => match right {
            Side::Value(right) => size(left).is_some_and(|length| Some(length == 0) == right.as_bool()),
            _ => false,
        },
    }
}

fn list<'s>(side: &'s Side<'_>) -> Option<&'s [Value]> {
    match side {
        Side::Value(value) => value.as_array().map(Vec::as_slice),
        Side::Undefined | Side::Pattern(_) => None,
    }
}

fn lists<'s>(left: &'s Side<'_>, right: &'s Side<'_>) -> Option<(&'s [Value], &'s [Value])> {
    Some((list(left)?, list(right)?))
}

fn has(list: &[Value], value: &Value) -> bool {
    list.iter().any(|one| equal(value, one))
}

fn size(side: &Side<'_>) -> Option<usize> {
    match side {
        Side::Value(value) => match value.as_ref() {
            Value::String(text) => Some(text.encode_utf16().count()),
            Value::Array(elements) => Some(elements.len()),
            Value::Object(members) => Some(members.len()),
            _ => None,
        },
        Side::Undefined | Side::Pattern(_) => None,
    }
}

fn number(side: &Side<'_>) -> Option<Decimal> {
    match side {
        Side::Value(value) => value.as_number().and_then(Decimal::of),
        Side::Undefined | Side::Pattern(_) => None,
    }
}

/// What isn't there equals nothing.
fn same(left: &Side<'_>, right: &Side<'_>) -> bool {
    match (left, right) {
        (Side::Value(left), Side::Value(right)) => equal(left, right),
        _ => false,
    }
}

fn one_kind(left: &Side<'_>, right: &Side<'_>) -> bool {
    match (left, right) {
        (Side::Value(left), Side::Value(right)) => kind(left) == kind(right),
        _ => false,
    }
}

/// A number equals a text that reads like it, but a text equals a number only letter by letter.
fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => Decimal::of(left) == Decimal::of(right),
        (Value::Number(left), Value::String(right)) => {
            Decimal::read(right).is_some_and(|right| Decimal::of(left) == Some(right))
        }
        (Value::String(left), Value::Number(_)) => *left == crate::to_text(right),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal(left, right))
        }
        _ => left == right,
    }
}

/// Numbers by value, everything else as text, a number beside a text too.
fn order(left: &Side<'_>, right: &Side<'_>) -> Option<Ordering> {
    let (Side::Value(left), Side::Value(right)) = (left, right) else { return None };
    match (left.as_ref(), right.as_ref()) {
        (Value::Number(left), Value::Number(right)) => Some(Decimal::of(left)?.cmp(&Decimal::of(right)?)),
        (Value::String(_) | Value::Number(_), Value::String(_) | Value::Number(_)) => {
            Some(crate::to_text(left).encode_utf16().cmp(crate::to_text(right).encode_utf16()))
        }
        _ => None,
    }
}

fn matches(left: &Side<'_>, right: &Side<'_>) -> bool {
    let ((Side::Pattern(pattern), Side::Value(target)) | (Side::Value(target), Side::Pattern(pattern))) =
        (left, right)
    else {
        return false;
    };
    match target.as_ref() {
        Value::Array(elements) => elements.iter().any(|element| matches_one(pattern, element)),
        single => matches_one(pattern, single),
    }
}

/// What is no text, number or truth value is matched as the empty text.
fn matches_one(pattern: &Pattern, target: &Value) -> bool {
    match target {
        Value::String(text) => pattern.matches(text),
        Value::Number(_) | Value::Bool(_) => pattern.matches(&crate::to_text(target)),
        Value::Null | Value::Array(_) | Value::Object(_) => pattern.matches(""),
    }
}
