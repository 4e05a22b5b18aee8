//! What can be asked of a value: Java's methods and properties, as Velocity finds them.
//!
//! `None` means that there is no such method or property, which renders as nothing. Arguments that Java's method refuses make the
//! template fail.

mod list;
mod map;
mod number;
mod pattern;
mod string;

use crate::collection::{Key, List, ListKind};
use crate::error::RenderError;
use crate::object::Class;
use crate::operators;
use crate::print;
use crate::value::Value;

pub(crate) type Found = Result<Option<Value>, RenderError>;

/// How often what `#foreach` goes over was added to or removed from. A change while it goes on makes the template fail.
pub(crate) fn changes(value: &Value) -> usize {
    match value {
        Value::List(list) => list.changes(),
        Value::Map(map) => map.changes(),
        Value::Host(host) => host.map().map_or(0, |map| map.changes()),
        _ => 0,
    }
}

/// What `#foreach` goes over: a list's elements, a map's values.
pub(crate) fn items(value: &Value) -> Option<Vec<Value>> {
    match value {
        Value::List(list) => Some(list.to_vec()),
        Value::Map(map) => Some(map.entries().into_iter().map(|(_, value)| value).collect()),
        Value::Host(host) => host.map().map_or_else(|| host.items(), |map| items(&Value::Map(map))),
        _ => None,
    }
}

/// `$value.name`.
pub(crate) fn property(value: &Value, name: &str) -> Option<Value> {
    if name == "class" {
        return Some(Value::host(Class(class_name(value))));
    }
    match value {
        Value::Map(map) => map.get(&Key::from(name)),
        Value::String(text) => match name {
            "bytes" => string::without_arguments(text, "getBytes"),
            "empty" => Some(text.is_empty().into()),
            "blank" => Some(text.chars().all(char::is_whitespace).into()),
            _ => None,
        },
        Value::List(list) if name == "empty" => Some(list.is_empty().into()),
        Value::Host(host) => host.property(name),
        _ => None,
    }
}

/// `$value[index]`.
pub(crate) fn element(value: &Value, index: &Value) -> Found {
    let index = from_end(value, index)?;
    match value {
        Value::List(list) if list.kind() != ListKind::View => list::get(list, &index),
        Value::Map(map) => Ok(map.get(&print::key(&index)?)),
        Value::Host(_) => host(value, "get", &[index]),
        _ => Ok(None),
    }
}

/// A negative index counts from the end of what has a size; anything else refuses it.
fn from_end(value: &Value, index: &Value) -> Result<Value, RenderError> {
    let from_end = match index {
        Value::Integer(from_end) if *from_end < 0 => *from_end,
        _ => return Ok(index.clone()),
    };
    let length = match value {
        Value::Null => return Ok(index.clone()),
        Value::List(list) => list.len().into(),
        Value::Map(map) => map.len().into(),
        Value::Host(_) => host(value, "size", &[])?.unwrap_or_default(),
        _ => Value::Null,
    };
    match length {
        Value::Integer(length) => Ok(Value::Integer(length + from_end)),
        _ => Err(RenderError::method(
            "size",
            format!("the negative index {from_end} needs a size to count from"),
        )),
    }
}

/// `#set($value.name = …)`. What cannot be set stays as it is.
pub(crate) fn set_property(holder: &Value, name: &str, value: Value) {
    match holder {
        Value::Map(map) => {
            map.insert(Key::from(name), value);
        }
        Value::Host(host) => {
            host.set_property(name, value);
        }
        _ => {}
    }
}

/// `#set($value[index] = …)`.
pub(crate) fn set_element(holder: &Value, index: &Value, value: Value) -> Result<(), RenderError> {
    let index = from_end(holder, index)?;
    match holder {
        Value::List(list) if list.kind() != ListKind::View && matches!(index, Value::Integer(_)) => {
            list::set(list, &index, value)?;
        }
        Value::Map(map) => {
            map.insert(print::key(&index)?, value);
        }
        Value::Host(host) => {
            let set = host.call("set", &[index.clone(), value.clone()])?;
            if set.is_none() {
                self::host(holder, "put", &[index, value])?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// `$value.name(arguments)`.
pub(crate) fn call(value: &Value, name: &str, arguments: &[Value]) -> Found {
    let own = match value {
        Value::String(text) => string::call(text, name, arguments)?,
        Value::List(list) => list::call(list, name, arguments)?,
        Value::Map(map) => map::call(map, name, arguments)?,
        Value::Integer(_) | Value::Double(_) => number::call(value, name, arguments)?,
        Value::Boolean(truth) => boolean(*truth, name, arguments)?,
        Value::Host(_) => host(value, name, arguments)?,
        Value::Null | Value::Block(_) => None,
    };
    let found = if own.is_some() { own } else { object(value, name, arguments)? };
    if found.is_none() && !arguments.is_empty() && takes_nothing(value, name) {
        // Velocity 1.7 finds a method without parameters for any arguments, and Java refuses the call.
        return Err(RenderError::method(name, "it takes no arguments"));
    }
    Ok(found)
}

/// Calls a host's method; one that is a map has the map's too.
fn host(value: &Value, name: &str, arguments: &[Value]) -> Found {
    let Value::Host(host) = value else { return Ok(None) };
    let own = host.call(name, arguments)?;
    match if own.is_none() { host.map() } else { None } {
        Some(map) => map::call(&map, name, arguments),
        None => Ok(own),
    }
}

/// Whether Java has the method without parameters.
fn takes_nothing(value: &Value, name: &str) -> bool {
    let of_all = matches!(name, "toString" | "hashCode" | "getClass");
    match value {
        Value::String(text) => {
            of_all
                || matches!(name, "chars" | "lines" | "codePoints")
                || string::without_arguments(text, name).is_some()
        }
        Value::List(list) if list.kind() == ListKind::View => {
            of_all || matches!(name, "size" | "isEmpty" | "iterator" | "clear")
        }
        Value::List(_) => {
            of_all || matches!(name, "size" | "isEmpty" | "iterator" | "listIterator" | "clear" | "clone")
        }
        Value::Map(_) => {
            of_all
                || matches!(name, "size" | "isEmpty" | "keySet" | "values" | "entrySet" | "clear" | "clone")
        }
        Value::Integer(_) | Value::Double(_) => {
            of_all
                || (matches!(value, Value::Double(_)) && matches!(name, "isNaN" | "isInfinite"))
                || matches!(
                    name,
                    "intValue" | "longValue" | "doubleValue" | "floatValue" | "shortValue" | "byteValue"
                )
        }
        Value::Boolean(_) => of_all || name == "booleanValue",
        Value::Null | Value::Host(_) | Value::Block(_) => false,
    }
}

/// What every Java object has.
fn object(value: &Value, name: &str, arguments: &[Value]) -> Found {
    Ok(match (name, arguments) {
        ("toString", []) if !matches!(value, Value::Block(_)) => Some(Value::String(print::text(value)?)),
        ("equals", [other]) => Some(operators::equals(value, other)?.into()),
        ("hashCode", []) => Some(Value::Integer(operators::hash(value)?.into())),
        ("getClass", []) => Some(Value::host(Class(class_name(value)))),
        _ => None,
    })
}

/// `Boolean.compare`.
fn difference(one: bool, other: bool) -> Value {
    Value::from(i64::from(one) - i64::from(other))
}

fn boolean(truth: bool, name: &str, arguments: &[Value]) -> Found {
    Ok(match (name, arguments) {
        ("booleanValue", []) => Some(truth.into()),
        ("compareTo", [Value::Boolean(other)]) => Some(difference(truth, *other)),
        ("compareTo", [_]) => return Err(RenderError::method(name, "it compares truth values only")),
        ("compare", [Value::Boolean(one), Value::Boolean(other)]) => Some(difference(*one, *other)),
        ("parseBoolean" | "valueOf", [Value::String(text)]) => Some(text.eq_ignore_ascii_case("true").into()),
        ("valueOf", [Value::Boolean(value)]) => Some((*value).into()),
        ("toString", [Value::Boolean(value)]) => Some(value.to_string().into()),
        ("logicalAnd", [Value::Boolean(one), Value::Boolean(other)]) => Some((*one && *other).into()),
        ("logicalOr", [Value::Boolean(one), Value::Boolean(other)]) => Some((*one || *other).into()),
        ("logicalXor", [Value::Boolean(one), Value::Boolean(other)]) => Some((one != other).into()),
        _ => None,
    })
}

fn class_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "java.lang.Object",
        Value::Boolean(_) => "java.lang.Boolean",
        Value::Integer(number) if i32::try_from(*number).is_ok() => "java.lang.Integer",
        Value::Integer(number) if i64::try_from(*number).is_ok() => "java.lang.Long",
        Value::Integer(_) => "java.math.BigInteger",
        Value::Double(_) => "java.lang.Double",
        Value::String(_) => "java.lang.String",
        Value::List(list) => list_class(list),
        Value::Map(_) => "java.util.LinkedHashMap",
        Value::Host(host) => host.class_name(),
        Value::Block(_) => "org.apache.velocity.runtime.directive.Block$Reference",
    }
}

fn list_class(list: &List) -> &'static str {
    match list.kind() {
        ListKind::Java => "java.util.ArrayList",
        ListKind::Json => "net.minidev.json.JSONArray",
        ListKind::Array => "[Ljava.lang.String;",
        ListKind::View => "java.util.LinkedHashMap$LinkedValues",
    }
}

/// Whether Java takes the value for an `int`, as an index must be.
fn is_int(value: &Value) -> bool {
    matches!(value, Value::Integer(number) if i32::try_from(*number).is_ok())
}

/// An index or count among a method's arguments.
fn index(method: &str, value: &Value, limit: usize) -> Result<usize, RenderError> {
    let found = match value {
        Value::Integer(number) => usize::try_from(*number).ok().filter(|index| *index <= limit),
        _ => None,
    };
    found.ok_or_else(|| {
        let given = print::text(value).map_or_else(|_| String::new(), |text| text.to_string());
        RenderError::method(method, format!("{given} is beyond 0 to {limit}"))
    })
}
