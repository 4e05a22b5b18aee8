//! The variables that a template sees and sets.

use crate::value::Value;
use std::collections::HashMap;

/// The variables of a rendering. Two templates rendered with one context see each other's `#set`s, and shared maps keep
/// what either put into them, as API Gateway's overrides do from the request template to the response template.
#[derive(Clone, Debug, Default)]
pub struct Context {
    variables: HashMap<Box<str>, Value>,
    pub(crate) nulls: Nulls,
}

/// What a reference is that has no value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nulls {
    /// The empty string: API Gateway's rule.
    #[default]
    Empty,
    /// Null, as in Velocity itself: it prints as it is written, does not hold in an `#if` and is not set. With it, what is written
    /// for Velocity can be compared with Velocity.
    AsWritten,
}

impl Context {
    /// A context without variables.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same context with another rule for references without a value.
    #[must_use]
    pub fn with_nulls(mut self, nulls: Nulls) -> Self {
        self.nulls = nulls;
        self
    }

    /// Sets the variable that templates call `$name`.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        let value = value.into();
        // Loops set the same names again and again.
        match self.variables.get_mut(name) {
            Some(variable) => *variable = value,
            None => drop(self.variables.insert(name.into(), value)),
        }
    }

    /// The value of a variable; `None` when it was never set.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.variables.get(name)
    }

    /// Removes a variable, answering its value.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        self.variables.remove(name)
    }
}
