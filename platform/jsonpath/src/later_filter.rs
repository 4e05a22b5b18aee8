//! Reads a filter as later releases of Jayway do: with groups, `!`, and literals of every kind.

use crate::compile_later::Reader;
use crate::criterion::Criterion;
use crate::error::PathError;
use crate::filter::Filter;
use crate::later_criterion::{LaterCriterion, LaterOperand, LaterOperator};
use crate::pattern::Pattern;
use serde_json::Value;

/// The most criteria joined by one operator.
const MOST_CRITERIA: usize = 100;

/// Reads `(…)]`, what stands behind `[?`.
pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Filter, PathError> {
    reader.enter()?;
    reader.skip_space();
    if reader.peek() != Some('(') {
        return Err(reader.error("a filter looks like `[?(…)]`"));
    }
    let filter = any(reader)?;
    reader.skip_space();
    if !reader.takes("]") {
        return Err(reader.error("`&&`, `||` or the filter's closing bracket was expected"));
    }
    reader.depth -= 1;
    Ok(filter)
}

/// Criteria joined by `||`.
fn any(reader: &mut Reader<'_>) -> Result<Filter, PathError> {
    let mut filter = all(reader)?;
    let mut count = 0;
    loop {
        reader.skip_space();
        if !reader.takes("||") {
            return Ok(filter);
        }
        count += 1;
        if count > MOST_CRITERIA {
            return Err(reader.error("the filter has too many criteria"));
        }
        filter = filter.or(all(reader)?);
    }
}

/// Criteria joined by `&&`.
fn all(reader: &mut Reader<'_>) -> Result<Filter, PathError> {
    let mut parts = vec![single(reader)?];
    loop {
        reader.skip_space();
        if !reader.takes("&&") {
            break;
        }
        if parts.len() > MOST_CRITERIA {
            return Err(reader.error("the filter has too many criteria"));
        }
        parts.push(single(reader)?);
    }
    Ok(match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => only,
        (last, _) => Filter::And(parts.into_iter().chain(last).collect()),
    })
}

/// A criterion, a group in parentheses, or one of them with `!` before it.
fn single(reader: &mut Reader<'_>) -> Result<Filter, PathError> {
    reader.skip_space();
    reader.enter()?;
    let filter = if reader.takes("!") {
        Filter::Not(Box::new(single(reader)?))
    } else if reader.takes("(") {
        let inner = any(reader)?;
        reader.skip_space();
        if !reader.takes(")") {
            return Err(reader.error("a closing parenthesis was expected"));
        }
        inner
    } else {
        Filter::Criterion(Criterion::Later(criterion(reader)?))
    };
    reader.depth -= 1;
    Ok(filter)
}

fn criterion(reader: &mut Reader<'_>) -> Result<LaterCriterion, PathError> {
    let left = operand(reader)?;
    reader.skip_space();
    let Some(operator) = operator(reader) else {
        return match left {
            LaterOperand::Path(path) => Ok(LaterCriterion::Exists(path)),
            _ => Err(reader.error("an operator was expected")),
        };
    };
    reader.skip_space();
    let right = operand(reader)?;
    Ok(LaterCriterion::Compared { left, operator, right })
}

fn operator(reader: &mut Reader<'_>) -> Option<LaterOperator> {
    let word: String = reader.rest().chars().take_while(char::is_ascii_alphabetic).collect();
    for &(sign, operator) in LaterOperator::ALL {
        let found =
            if word.is_empty() { reader.rest().starts_with(sign) } else { word.eq_ignore_ascii_case(sign) };
        if found {
            reader.at += sign.len();
            return Some(operator);
        }
    }
    None
}

fn operand(reader: &mut Reader<'_>) -> Result<LaterOperand, PathError> {
    match reader.peek() {
        Some('$' | '@') => reader.path().map(LaterOperand::Path),
        Some('\'' | '"') => Ok(LaterOperand::Value(Value::String(reader.quoted()?))),
        Some('/') => pattern(reader).map(LaterOperand::Pattern),
        Some('[') => list(reader).map(LaterOperand::Value),
        _ => reader.json().map(LaterOperand::Value),
    }
}

fn pattern(reader: &mut Reader<'_>) -> Result<Pattern, PathError> {
    let body = &reader.rest()[1..];
    let mut escaped = false;
    let end = body
        .find(|character| {
            let ends = character == '/' && !escaped;
            escaped = character == '\\' && !escaped;
            ends
        })
        .ok_or_else(|| reader.error("a pattern is not closed"))?;
    let flags = &body[end + 1..];
    let flags = &flags[..flags.find(|c: char| !"imsudx".contains(c)).unwrap_or(flags.len())];
    let pattern = Pattern::new(&body[..end], flags).map_err(|error| reader.error(error.reason))?;
    reader.at += end + 2 + flags.len();
    Ok(pattern)
}

/// A list of literals, whose texts may stand in quotes of either kind.
fn list(reader: &mut Reader<'_>) -> Result<Value, PathError> {
    reader.enter()?;
    reader.at += 1;
    let mut values = Vec::new();
    reader.skip_space();
    while !reader.takes("]") {
        if !values.is_empty() && !reader.takes(",") {
            return Err(reader.error("a comma or a closing bracket was expected"));
        }
        reader.skip_space();
        values.push(match reader.peek() {
            Some('\'' | '"') => Value::String(reader.quoted()?),
            Some('[') => list(reader)?,
            _ => reader.json()?,
        });
        reader.skip_space();
    }
    reader.depth -= 1;
    Ok(Value::Array(values))
}
