//! The methods of `java.util.List`, and of the views that maps answer.

use super::{Found, index, is_int};
use crate::collection::{List, ListKind};
use crate::error::RenderError;
use crate::object::Iterator;
use crate::operators::equals;
use crate::value::Value;
use std::cell::Cell;

/// The most elements a template may collect in one list.
const LONGEST_LIST: usize = 1_000_000;

/// `list.get(index)`: an index that is no whole number finds no method, one out of range fails.
pub(super) fn get(list: &List, at: &Value) -> Found {
    if !is_int(at) {
        return Ok(None);
    }
    let length = list.len();
    let found = list.get(index("get", at, length)?);
    found.map(Some).ok_or_else(|| RenderError::method("get", format!("there are only {length} elements")))
}

/// `list.set(index, value)`, answering the value before.
pub(super) fn set(list: &List, at: &Value, value: Value) -> Found {
    let length = list.len();
    let position = index("set", at, length)?;
    let before = list.change(|items| items.get_mut(position).map(|item| std::mem::replace(item, value)));
    before.map(Some).ok_or_else(|| RenderError::method("set", format!("there are only {length} elements")))
}

pub(super) fn call(list: &List, name: &str, arguments: &[Value]) -> Found {
    Ok(match (name, arguments) {
        ("size", []) => Some(list.len().into()),
        ("isEmpty", []) => Some(list.is_empty().into()),
        ("contains", [value]) => Some(position(list, value)?.is_some().into()),
        ("containsAll", [Value::List(others)]) => {
            for other in others.to_vec() {
                if position(list, &other)?.is_none() {
                    return Ok(Some(false.into()));
                }
            }
            Some(true.into())
        }
        ("containsAll" | "addAll" | "removeAll" | "retainAll", [Value::Null]) => {
            return Err(RenderError::method(name, "the argument is null"));
        }
        ("iterator" | "listIterator", []) => {
            Some(Value::host(Iterator { items: list.to_vec(), next: Cell::new(0) }))
        }
        ("toArray", []) => Some(Value::List(List::new(ListKind::Array, list.to_vec()))),
        _ if list.kind() == ListKind::View => None,
        _ => return indexed(list, name, arguments),
    })
}

fn indexed(list: &List, name: &str, arguments: &[Value]) -> Found {
    Ok(match (name, arguments) {
        ("get", [at]) => return get(list, at),
        ("addAll", [Value::List(others)]) if list.kind() == ListKind::Array && others.is_empty() => {
            Some(false.into())
        }
        ("add" | "addAll", [_] | [_, _]) if list.kind() == ListKind::Array => {
            return Err(RenderError::method(name, "an array has a fixed length"));
        }
        ("set", [at, value]) if is_int(at) => return set(list, at, value.clone()),
        ("indexOf", [value]) => Some(position_or_minus_one(position(list, value)?)),
        ("lastIndexOf", [value]) => {
            let mut latest = None;
            for (index, item) in list.to_vec().iter().enumerate() {
                if equals(item, value)? {
                    latest = Some(index);
                }
            }
            Some(position_or_minus_one(latest))
        }
        ("subList", [from, to]) if is_int(from) && is_int(to) => {
            let items = list.to_vec();
            let to = index(name, to, items.len())?;
            let from = index(name, from, to)?;
            let part = items.get(from..to).unwrap_or_default().to_vec();
            Some(Value::List(List::new(list.kind(), part)))
        }
        _ if list.kind() == ListKind::Array => None,
        _ => return changing(list, name, arguments),
    })
}

fn changing(list: &List, name: &str, arguments: &[Value]) -> Found {
    Ok(match (name, arguments) {
        ("add", [value]) => {
            insert(list, list.len(), vec![value.clone()])?;
            Some(true.into())
        }
        ("add", [at, value]) if is_int(at) => {
            insert(list, index(name, at, list.len())?, vec![value.clone()])?;
            Some(Value::empty())
        }
        ("addAll", [Value::List(others)]) => {
            let others = others.to_vec();
            let changed = !others.is_empty();
            insert(list, list.len(), others)?;
            Some(changed.into())
        }
        ("addAll", [at, Value::List(others)]) if is_int(at) => {
            let others = others.to_vec();
            let changed = !others.is_empty();
            insert(list, index(name, at, list.len())?, others)?;
            Some(changed.into())
        }
        ("remove", [at]) if is_int(at) => {
            let length = list.len();
            let position = index(name, at, length)?;
            if position == length {
                return Err(RenderError::method(name, format!("there are only {length} elements")));
            }
            Some(list.change(|items| items.remove(position)))
        }
        ("remove", [value]) => {
            let found = position(list, value)?;
            if let Some(position) = found {
                let _removed = list.change(|items| items.remove(position));
            }
            Some(found.is_some().into())
        }
        ("removeAll", [Value::List(others)]) => Some(retain(list, others, false)?.into()),
        ("retainAll", [Value::List(others)]) => Some(retain(list, others, true)?.into()),
        ("clone", []) => Some(Value::List(List::new(list.kind(), list.to_vec()))),
        ("clear", []) => {
            let _removed = list.change(std::mem::take);
            Some(Value::empty())
        }
        _ => None,
    })
}

fn insert(list: &List, at: usize, values: Vec<Value>) -> Result<(), RenderError> {
    if list.len() + values.len() > LONGEST_LIST {
        return Err(RenderError::Limit("makes a list of more than a million elements"));
    }
    list.change(|items| {
        let at = at.min(items.len());
        items.splice(at..at, values);
    });
    Ok(())
}

/// Keeps the elements that `others` has (or has not); answers whether any went.
fn retain(list: &List, others: &List, wanted: bool) -> Result<bool, RenderError> {
    let before = list.to_vec();
    let mut kept = Vec::with_capacity(before.len());
    for item in &before {
        if position(others, item)?.is_some() == wanted {
            kept.push(item.clone());
        }
    }
    let changed = kept.len() != before.len();
    let _removed = list.change(|items| std::mem::replace(items, kept));
    Ok(changed)
}

fn position(list: &List, value: &Value) -> Result<Option<usize>, RenderError> {
    for (index, item) in list.to_vec().iter().enumerate() {
        if equals(item, value)? {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

fn position_or_minus_one(position: Option<usize>) -> Value {
    position.map_or(Value::Integer(-1), Value::from)
}
