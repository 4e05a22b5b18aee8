//! Expressions: their values, and whether they hold in an `#if`.

use super::scope::Scope;
use super::{Halt, Renderer};
use crate::ast::{Arithmetic, Expression, Operator, Padding};
use crate::collection::{List, ListKind, Map};
use crate::error::RenderError;
use crate::operators;
use crate::print;
use crate::value::Value;
use std::rc::Rc;

/// The longest range, which is a list in memory.
const LONGEST_RANGE: i128 = 100_000;

impl Renderer<'_, '_> {
    pub(super) fn value(&mut self, expression: &Expression, scope: &Scope<'_>) -> Result<Value, Halt> {
        self.deeper(|renderer| renderer.value_here(expression, scope))
    }

    fn value_here(&mut self, expression: &Expression, scope: &Scope<'_>) -> Result<Value, Halt> {
        self.step()?;
        Ok(match expression {
            Expression::Boolean(value) => Value::Boolean(*value),
            Expression::Integer(value) => Value::Integer(*value),
            Expression::Double(value) => Value::Double(*value),
            Expression::Text(text) => {
                self.charge(text.len())?;
                Value::String(Rc::from(&**text))
            }
            Expression::Interpolated { body, padded } => {
                let mut text = self.apart(|renderer| renderer.body(body, scope))?;
                if *padded == Padding::Space {
                    text.pop();
                }
                self.charge(text.len())?;
                Value::from(text)
            }
            Expression::List(elements) => {
                let mut items = Vec::with_capacity(elements.len());
                for element in elements {
                    items.push(self.value(element, scope)?);
                }
                Value::List(List::new(ListKind::Java, items))
            }
            Expression::Range(bounds) => {
                let from = self.value(&bounds.0, scope)?;
                let to = self.value(&bounds.1, scope)?;
                let range = range(&from, &to)?;
                self.charge_value(&range)?;
                range
            }
            Expression::Map(entries) => {
                let map = Map::new();
                for (key, value) in entries {
                    let key = self.value(key, scope)?;
                    let value = self.value(value, scope)?;
                    map.insert(print::key(&key)?, value);
                }
                Value::Map(map)
            }
            Expression::Reference(reference) => self.reference(reference, scope)?,
            Expression::Arithmetic(chain) => self.arithmetic(chain, scope)?,
            Expression::Not(_) | Expression::All(_) | Expression::Any(_) | Expression::Comparison(..) => {
                Value::Boolean(self.holds_here(expression, scope)?)
            }
        })
    }

    /// Whether a condition holds. Only what is true or a reference to anything but `false` holds: a bare `1` or `"x"` does not.
    pub(super) fn holds(&mut self, expression: &Expression, scope: &Scope<'_>) -> Result<bool, Halt> {
        self.deeper(|renderer| renderer.holds_here(expression, scope))
    }

    fn holds_here(&mut self, expression: &Expression, scope: &Scope<'_>) -> Result<bool, Halt> {
        self.step()?;
        match expression {
            Expression::Boolean(value) => Ok(*value),
            Expression::Reference(reference) => {
                Ok(!matches!(self.reference(reference, scope)?, Value::Null | Value::Boolean(false)))
            }
            Expression::Not(operand) => Ok(!self.holds(operand, scope)?),
            Expression::All(operands) => {
                for operand in operands {
                    if !self.holds(operand, scope)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Expression::Any(operands) => {
                for operand in operands {
                    if self.holds(operand, scope)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Expression::Comparison(first, rest) => {
                let mut left = self.value(first, scope)?;
                let mut result = false;
                for (comparison, operand) in rest {
                    let right = self.value(operand, scope)?;
                    self.charge_value(&left)?;
                    self.charge_value(&right)?;
                    result = operators::compare(*comparison, &left, &right, |value| self.text(value, scope))?;
                    left = Value::Boolean(result);
                }
                Ok(result)
            }
            _ => Ok(false),
        }
    }

    fn arithmetic(&mut self, chain: &Arithmetic, scope: &Scope<'_>) -> Result<Value, Halt> {
        let mut left = self.value(&chain.first, scope)?;
        let mut span = chain.first_span.clone();
        for operation in &chain.rest {
            let right = self.value(&operation.operand, scope)?;
            let joins = matches!(left, Value::String(_)) || matches!(right, Value::String(_));
            left = if operation.operator == Operator::Add && joins {
                // Velocity joins what is written when there is no value to join.
                let written = |range: &std::ops::Range<usize>| {
                    Rc::from(chain.source.get(range.clone()).unwrap_or_default())
                };
                let one = if left.is_null() { written(&span) } else { self.text(&left, scope)? };
                let other =
                    if right.is_null() { written(&operation.span) } else { self.text(&right, scope)? };
                let joined = format!("{one}{other}");
                print::check_length(&joined)?;
                self.charge(joined.len())?;
                Value::from(joined)
            } else {
                operators::arithmetic(operation.operator, &left, &right)?
            };
            span = operation.result_span.clone();
        }
        Ok(left)
    }
}

/// `[1..3]`, up or down, both ends included. Null when an end is no whole number.
fn range(from: &Value, to: &Value) -> Result<Value, RenderError> {
    let (Some(from), Some(to)) = (bound(from), bound(to)) else { return Ok(Value::Null) };
    if from.abs_diff(to) >= LONGEST_RANGE.unsigned_abs() {
        return Err(RenderError::Limit("makes a range of more than 100,000 numbers"));
    }
    let items = if from <= to {
        (from..=to).map(Value::Integer).collect()
    } else {
        (to..=from).rev().map(Value::Integer).collect()
    };
    Ok(Value::List(List::new(ListKind::Java, items)))
}

/// A bound of a range: of a fraction its whole part.
#[expect(clippy::cast_possible_truncation, reason = "Java's narrowing is what is asked for")]
fn bound(value: &Value) -> Option<i128> {
    match value {
        Value::Integer(number) => Some(*number),
        Value::Double(number) => Some((*number as i32).into()),
        _ => None,
    }
}
