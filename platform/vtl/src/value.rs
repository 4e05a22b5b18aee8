//! What a reference can be.

mod json;

use crate::ast::Body;
use crate::collection::{List, Map};
use crate::error::RenderError;
use std::any::Any;
use std::cell::Cell;
use std::fmt::Debug;
use std::rc::Rc;

/// A value, with Java's semantics: lists and maps are shared, not copied, when assigned.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum Value {
    /// Java's `null`; it renders as nothing.
    #[default]
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// `Integer`, `Long` and `BigInteger` in one, up to 127 bits.
    Integer(i128),
    /// A `Double`.
    Double(f64),
    /// A string.
    String(Rc<str>),
    /// A list or what behaves like one.
    List(List),
    /// A map in insertion order.
    Map(Map),
    /// An object of the program that renders, such as `$input`.
    Host(Rc<dyn Host>),
    /// What `#define` made.
    Block(Rc<Block>),
}

/// An object that the rendering program supplies: `$input`, `$util`.
///
/// What it does not have is null, which renders as nothing.
pub trait Host: Any + Debug {
    /// The value of `$object.name`; `None` when there is no such property.
    fn property(&self, name: &str) -> Option<Value> {
        let _ = name;
        None
    }

    /// Does `#set($object.name = value)`; `false` when it cannot be set.
    fn set_property(&self, name: &str, value: Value) -> bool {
        let _ = (name, value);
        false
    }

    /// Calls `$object.name(arguments)`; `None` when there is no such method. `$object[x]` calls `get`.
    ///
    /// # Errors
    /// Whatever makes the whole template fail.
    fn call(&self, name: &str, arguments: &[Value]) -> Result<Option<Value>, RenderError> {
        let _ = (name, arguments);
        Ok(None)
    }

    /// What `#foreach` goes over; `None` when it goes over nothing.
    fn items(&self) -> Option<Vec<Value>> {
        None
    }

    /// The map that it is, for a host that is one: it prints, compares and is gone over as the map, and takes the map's
    /// methods beside its own.
    fn map(&self) -> Option<Map> {
        None
    }

    /// The text that it renders as, unless it is a map.
    fn text(&self) -> String;

    /// The name of its Java class.
    fn class_name(&self) -> &'static str {
        "java.lang.Object"
    }
}

/// The body of a `#define`, rendered anew wherever it is referred to.
#[derive(Debug)]
pub struct Block {
    pub(crate) body: Body,
    /// How often it is being rendered inside itself.
    pub(crate) active: Cell<usize>,
}

impl Value {
    /// The empty string, which is what every null reference evaluates to.
    pub(crate) fn empty() -> Self {
        thread_local! {
            static EMPTY: Rc<str> = Rc::from("");
        }
        Self::String(EMPTY.with(Rc::clone))
    }

    /// A host object.
    pub fn host(host: impl Host) -> Self {
        Self::Host(Rc::new(host))
    }

    /// Whether it is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The text, if it is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Integer(i128::from(value))
    }
}

impl From<usize> for Value {
    fn from(value: usize) -> Self {
        Self::Integer(i128::try_from(value).unwrap_or(i128::MAX))
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Double(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::String(Rc::from(value))
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::String(Rc::from(value))
    }
}

impl From<List> for Value {
    fn from(value: List) -> Self {
        Self::List(value)
    }
}

impl From<Map> for Value {
    fn from(value: Map) -> Self {
        Self::Map(value)
    }
}
