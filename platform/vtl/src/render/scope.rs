//! Where a name is looked up: in the macros being called, from the innermost out, then in the context.

use crate::ast::Expression;
use crate::value::Value;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// A macro call's names, or the template's own.
pub(super) struct Scope<'s> {
    pub(super) parent: Option<&'s Scope<'s>>,
    /// Arguments are expressions of the caller, evaluated anew at each use.
    pub(super) arguments: Vec<Passed<'s>>,
    pub(super) locals: RefCell<HashMap<Box<str>, Value>>,
}

/// An argument under its parameter's name.
pub(super) struct Passed<'s> {
    pub(super) name: &'s str,
    pub(super) expression: &'s Expression,
    pub(super) removed: Cell<bool>,
}

/// What a name stands for.
pub(super) enum Found<'s> {
    Value(Value),
    /// An argument, to be evaluated in the scope of the caller.
    Argument(&'s Expression, &'s Scope<'s>),
    Nothing,
}

impl Scope<'_> {
    pub(super) fn root() -> Self {
        Self { parent: None, arguments: Vec::new(), locals: RefCell::default() }
    }

    /// Looks in the macros being called; `Nothing` means that the context decides.
    pub(super) fn find(&self, name: &str) -> Found<'_> {
        let mut scope = Some(self);
        while let Some(current) = scope {
            if let Some(value) = current.locals.borrow().get(name) {
                return Found::Value(value.clone());
            }
            let argument =
                current.arguments.iter().rev().find(|passed| passed.name == name && !passed.removed.get());
            if let (Some(passed), Some(caller)) = (argument, current.parent) {
                return Found::Argument(passed.expression, caller);
            }
            scope = current.parent;
        }
        Found::Nothing
    }

    /// Sets a name in every macro being called; the caller sets it in the context too.
    pub(super) fn set(&self, name: &str, value: &Value) {
        let mut scope = Some(self);
        while let Some(current) = scope.filter(|current| current.parent.is_some()) {
            let mut locals = current.locals.borrow_mut();
            match locals.get_mut(name) {
                Some(local) => local.clone_from(value),
                None => drop(locals.insert(name.into(), value.clone())),
            }
            drop(locals);
            scope = current.parent;
        }
    }

    /// Removes a name from every macro being called, parameters included.
    pub(super) fn remove(&self, name: &str) {
        let mut scope = Some(self);
        while let Some(current) = scope {
            current.locals.borrow_mut().remove(name);
            for passed in current.arguments.iter().filter(|passed| passed.name == name) {
                passed.removed.set(true);
            }
            scope = current.parent;
        }
    }
}
