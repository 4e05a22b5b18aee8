//! One criterion of a filter, as Jayway 2.0.0 reads and tries it.

use crate::compile;
use crate::error::{FindError, PathError};
use crate::evaluate::{Stop, Walk};
use crate::later_criterion::LaterCriterion;
use crate::number::Decimal;
use crate::path::Path;
use crate::pattern::Pattern;
use serde_json::Value;
use std::borrow::Cow;
use std::cmp::Ordering;

/// What one criterion asks.
#[derive(Debug, Clone)]
pub(crate) enum Criterion {
    /// `@.a`: something other than null is there.
    Present(Path),
    /// `!@.a`: nothing or null is there.
    Absent(Path),
    /// `@.a == 1`
    Compared { left: Operand, operator: Operator, right: Operand },
    /// One that only later releases know.
    Later(LaterCriterion),
}

/// A side of a comparison. A literal is always a text; `1`, `true` and `null` gain their meaning from the other side.
#[derive(Debug, Clone)]
pub(crate) enum Operand {
    Path(Path),
    Text(String),
    Pattern(Pattern),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Equal,
    GreaterOrEqual,
    LessOrEqual,
    NotEqual,
    Less,
    Greater,
    Matches,
}

/// In the order in which they are looked for, anywhere in the criterion, quotes or not.
const OPERATORS: &[(&str, Operator)] = &[
    ("==", Operator::Equal),
    (">=", Operator::GreaterOrEqual),
    ("<=", Operator::LessOrEqual),
    ("!=", Operator::NotEqual),
    ("<", Operator::Less),
    (">", Operator::Greater),
    ("=~", Operator::Matches),
];

/// Reads `@.a == 1`, `@.a =~ /x.*/i`, `@.a`, `!@.a`.
pub(crate) fn read(text: &str, depth: usize) -> Result<Criterion, PathError> {
    let found = OPERATORS
        .iter()
        .find_map(|&(sign, operator)| text.split_once(sign).map(|(left, right)| (left, operator, right)));
    match found {
        None => {
            let (path, absent) = match text.strip_prefix('!') {
                Some(path) if path.starts_with('@') => (path, true),
                _ => (text, false),
            };
            if !path.starts_with(['$', '@']) {
                return Err(PathError::new(
                    0,
                    format!("`{text}` neither compares anything nor is it a path"),
                ));
            }
            let path = definite(compile::java_trim(path), depth)?;
            Ok(if absent { Criterion::Absent(path) } else { Criterion::Present(path) })
        }
        Some((left, operator, right)) => {
            // A "not" before a path that is compared is passed over, but only on the left.
            let left = compile::java_trim(left);
            let left = if left.starts_with("!@") { &left[1..] } else { left };
            let left = operand(left, depth)?;
            let right = operand(compile::java_trim(right), depth)?;
            Ok(Criterion::Compared { left, operator, right })
        }
    }
}

fn operand(text: &str, depth: usize) -> Result<Operand, PathError> {
    if text.starts_with("!@") {
        return Err(PathError::new(0, "`!` can only ask whether something is missing: `[?(!@.name)]`"));
    }
    if text.starts_with(['$', '@']) {
        return definite(text, depth).map(Operand::Path);
    }
    if text.starts_with('\'') && text.ends_with('\'') {
        return match text.len() {
            1 => Err(PathError::new(0, "a text is not closed")),
            length => Ok(Operand::Text(text[1..length - 1].to_owned())),
        };
    }
    if let Some(rest) = text.strip_prefix('/') {
        if let Some(source) = rest.strip_suffix('/') {
            return Pattern::new(source, "").map(Operand::Pattern);
        }
        if let Some(source) = rest.strip_suffix("/i") {
            return Pattern::new(source, "i").map(Operand::Pattern);
        }
        if matches!(rest, "" | "i") {
            return Err(PathError::new(0, "a pattern is not closed"));
        }
    }
    Ok(Operand::Text(text.to_owned()))
}

fn definite(text: &str, depth: usize) -> Result<Path, PathError> {
    let path = compile::compile(text, depth + 1)?;
    if path.is_definite() {
        Ok(path)
    } else {
        Err(PathError::new(0, format!("`{text}` may lead to several places, which a filter can't compare")))
    }
}

/// A side with its path walked.
enum Side<'p, 'd> {
    Value(Cow<'d, Value>),
    Text(&'p str),
    Pattern(&'p Pattern),
}

impl Criterion {
    /// Tries the criterion on one value.
    pub(crate) fn accepts<'d>(&self, item: &'d Value, walk: &mut Walk<'_, '_, 'd>) -> Result<bool, Stop> {
        match self {
            Self::Present(path) => present(path, item, walk),
            Self::Absent(path) => present(path, item, walk).map(|found| !found),
            Self::Later(later) => later.accepts(item, walk),
            Self::Compared { left, operator, right } => {
                let sides = side(left, item, walk).and_then(|left| Ok((left, side(right, item, walk)?)));
                match sides {
                    Ok((left, right)) => {
                        for side in [&left, &right] {
                            if let Side::Value(value) = side
                                && *operator == Operator::Matches
                            {
                                walk.charge(value)?;
                            }
                        }
                        holds(&left, *operator, &right).map_err(Stop::Failed)
                    }
                    // What isn't there fulfils nothing, `!=` included.
                    Err(Stop::NotFound) => Ok(false),
                    Err(failed) => Err(failed),
                }
            }
        }
    }
}

/// Looks from the value at hand even where the path begins with `$`.
fn present<'d>(path: &Path, item: &'d Value, walk: &mut Walk<'_, '_, 'd>) -> Result<bool, Stop> {
    match walk.nested(path, item, true) {
        Ok(results) => Ok(results.first().is_some_and(|value| !value.is_null())),
        Err(Stop::NotFound) => Ok(false),
        Err(failed) => Err(failed),
    }
}

fn side<'p, 'd>(
    operand: &'p Operand,
    item: &'d Value,
    walk: &mut Walk<'_, '_, 'd>,
) -> Result<Side<'p, 'd>, Stop> {
    match operand {
        Operand::Text(text) => Ok(Side::Text(text)),
        Operand::Pattern(pattern) => Ok(Side::Pattern(pattern)),
        Operand::Path(path) => {
            let document = if path.from_document { walk.document() } else { item };
            let results = walk.nested(path, document, false)?;
            results.into_iter().next().map(Side::Value).ok_or(Stop::NotFound)
        }
    }
}

fn holds(left: &Side<'_, '_>, operator: Operator, right: &Side<'_, '_>) -> Result<bool, FindError> {
    if operator == Operator::Matches {
        return matches(left, right);
    }
    let is_null = |side: &Side<'_, '_>| matches!(side, Side::Value(value) if value.is_null());
    let equality = matches!(operator, Operator::Equal | Operator::NotEqual);
    if !equality && is_null(left) != is_null(right) {
        return Ok(false);
    }
    // What can't be compared is neither equal nor unequal.
    let Some(order) = compare(right, left)? else { return Ok(false) };
    Ok(match operator {
        Operator::Equal => order.is_eq(),
        Operator::NotEqual => order.is_ne(),
        // The order is that of the right side to the left.
        Operator::Greater => order.is_lt(),
        Operator::GreaterOrEqual => order.is_le(),
        Operator::Less => order.is_gt(),
        Operator::LessOrEqual => order.is_ge(),
        Operator::Matches => false,
    })
}

/// Compares what is expected (the right side) with what is there (the left side), as `Criteria.safeCompare` does.
fn compare(expected: &Side<'_, '_>, actual: &Side<'_, '_>) -> Result<Option<Ordering>, FindError> {
    if let (Side::Value(Cow::Borrowed(one)), Side::Value(Cow::Borrowed(other))) = (expected, actual)
        && std::ptr::eq(*one, *other)
    {
        return Ok(Some(Ordering::Equal));
    }
    match (nullish(expected), nullish(actual)) {
        (true, true) => return Ok(Some(Ordering::Equal)),
        (true, false) => return Ok(Some(Ordering::Less)),
        (false, true) => return Ok(Some(Ordering::Greater)),
        (false, false) => {}
    }
    let actual = match actual {
        Side::Pattern(_) => return Ok(None),
        Side::Text(text) => return Ok(text_of(expected).map(|expected| utf16_order(&expected, text))),
        Side::Value(value) => value.as_ref(),
    };
    if let Some(expected) = text_of(expected) {
        return match actual {
            Value::String(text) => Ok(Some(utf16_order(&expected, text))),
            Value::Bool(truth) => Ok(Some(expected.eq_ignore_ascii_case("true").cmp(truth))),
            Value::Number(number) => match (Decimal::read(&expected), Decimal::of(number)) {
                (Some(expected), Some(actual)) => Ok(Some(expected.cmp(&actual))),
                _ => Err(FindError::NotANumber { text: expected }),
            },
            Value::Null | Value::Array(_) | Value::Object(_) => Ok(None),
        };
    }
    let Side::Value(expected) = expected else { return Ok(None) };
    Ok(match (expected.as_ref(), actual) {
        (Value::Number(expected), Value::Number(actual)) => {
            Some(Decimal::of(expected).cmp(&Decimal::of(actual)))
        }
        (Value::Bool(expected), Value::Bool(actual)) => Some(expected.cmp(actual)),
        _ => None,
    })
}

fn nullish(side: &Side<'_, '_>) -> bool {
    match side {
        Side::Text(text) => *text == "null",
        Side::Value(value) => value.is_null() || value.as_str() == Some("null"),
        Side::Pattern(_) => false,
    }
}

/// An expected text, whether it stands in the filter or in the document.
fn text_of(side: &Side<'_, '_>) -> Option<String> {
    match side {
        Side::Text(text) => Some((*text).to_owned()),
        Side::Value(value) => value.as_str().map(str::to_owned),
        Side::Pattern(_) => None,
    }
}

/// The order of two strings in Java; in the expected one an escaped quote is a quote.
fn utf16_order(expected: &str, actual: &str) -> Ordering {
    expected.replace("\\'", "'").encode_utf16().cmp(actual.encode_utf16())
}

fn matches(left: &Side<'_, '_>, right: &Side<'_, '_>) -> Result<bool, FindError> {
    let (pattern, target) = match (left, right) {
        (Side::Pattern(pattern), target) | (target, Side::Pattern(pattern)) => (pattern, target),
        // Null in place of a pattern only shows when there is something to match.
        (Side::Value(left), Side::Value(right)) if left.is_null() && right.is_null() => return Ok(false),
        _ => return Err(FindError::NotAPattern),
    };
    Ok(match target {
        Side::Text(text) => pattern.matches(text),
        Side::Pattern(target) => pattern.matches(&target.source),
        Side::Value(value) if value.is_null() => false,
        Side::Value(value) => pattern.matches(&crate::to_text(value)),
    })
}
