//! `#set`, `#foreach`, `#define`, `#evaluate`, `#break` and macro calls.

use super::scope::{Passed, Scope};
use super::{ELEMENT, Halt, Renderer};
use crate::ast::{Argument, Body, Call, Expression, Reference};
use crate::error::RenderError;
use crate::object::LoopScope;
use crate::value::{Block, Value};
use crate::{methods, parser};
use std::any::Any;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// API Gateway ends a `#foreach` after so many turns.
/// Source: Amazon API Gateway's quotas, "Number of iterations in a #foreach loop in mapping templates".
const MOST_TURNS: usize = 1_000;
/// How deeply macros may call one another (Velocity's `velocimacro.max.depth`).
const DEEPEST_MACRO: usize = 20;

fn changed_while_looping() -> Halt {
    RenderError::method("foreach", "the list was changed while the loop went over it").into()
}

/// Whether something is a list of another length.
fn differs_in_length(over: &Value, length: usize) -> bool {
    matches!(over, Value::List(list) if list.len() != length)
}

impl Renderer<'_, '_> {
    /// A value of null leaves the target as it is; a reference is never null, but the empty string.
    pub(super) fn set(
        &mut self,
        target: &Reference,
        value: &Expression,
        scope: &Scope<'_>,
    ) -> Result<(), Halt> {
        let value = self.value(value, scope)?;
        if value.is_null() {
            return Ok(());
        }
        if target.steps.is_empty() {
            self.assign(&target.target, &value, scope);
            return Ok(());
        }
        self.assign_inside(target, value, scope)
    }

    pub(super) fn assign(&mut self, name: &str, value: &Value, scope: &Scope<'_>) {
        scope.set(name, value);
        self.context.set(name, value.clone());
    }

    pub(super) fn foreach(
        &mut self,
        variable: &str,
        over: &Expression,
        body: &Body,
        scope: &Scope<'_>,
    ) -> Result<(), Halt> {
        let over = self.value(over, scope)?;
        self.charge_value(&over)?;
        let Some(items) = methods::items(&over) else { return Ok(()) };
        let mut saved = Vec::new();
        for name in [variable, "velocityCount", "velocityHasNext", "foreach"] {
            saved.push((name, self.lookup(name, scope)?));
        }
        self.loops += 1;
        let identity = self.loops;
        let status = LoopScope::new(identity, saved[3].1.clone());
        self.assign("foreach", &Value::Host(status.clone()), scope);
        let turns = items.len();
        let changes = methods::changes(&over);
        let mut result = Ok(());
        for (index, item) in items.into_iter().take(MOST_TURNS).enumerate() {
            if methods::changes(&over) != changes {
                // Java's iterator asks first whether the length is reached, then whether the list was changed.
                if matches!(&over, Value::List(list) if list.len() == index) {
                    break;
                }
                result = Err(changed_while_looping());
                break;
            }
            status.advance(index, index + 1 < turns);
            self.assign("velocityCount", &Value::from(index + 1), scope);
            self.assign("velocityHasNext", &Value::Boolean(index + 1 < turns), scope);
            self.assign(variable, &item, scope);
            result = self.body(body, scope);
            if result.is_err() {
                break;
            }
        }
        // Java's iterator looks at the length again after the last element.
        if result.is_ok() && turns > 0 && turns < MOST_TURNS && differs_in_length(&over, turns) {
            result = Err(changed_while_looping());
        }
        for (name, value) in saved {
            match value {
                Some(value) if !value.is_null() => self.assign(name, &value, scope),
                _ => {
                    scope.remove(name);
                    self.context.remove(name);
                }
            }
        }
        match result {
            Err(Halt::Break) => Ok(()),
            Err(Halt::BreakLoop(wanted)) if wanted == identity => Ok(()),
            other => other,
        }
    }

    pub(super) fn break_out(&mut self, which: &Expression, scope: &Scope<'_>) -> Result<(), Halt> {
        if let Value::Host(host) = self.value(which, scope)? {
            let object: &dyn Any = host.as_ref();
            if let Some(status) = object.downcast_ref::<LoopScope>() {
                return Err(Halt::BreakLoop(status.identity()));
            }
        }
        let reason = "only a loop's $foreach can be broken out of".to_owned();
        Err(RenderError::Macro { name: "break".to_owned(), reason }.into())
    }

    pub(super) fn define(&mut self, name: &str, body: &Body, scope: &Scope<'_>) {
        let block = Block { body: body.clone(), active: Cell::new(0) };
        self.assign(name, &Value::Block(Rc::new(block)), scope);
    }

    pub(super) fn evaluate_text(&mut self, text: &Expression, scope: &Scope<'_>) -> Result<(), Halt> {
        let value = self.value(text, scope)?;
        if value.is_null() {
            return Ok(());
        }
        let source = self.text(&value, scope)?;
        self.charge(source.len().saturating_mul(ELEMENT))?;
        let (body, macros) = parser::parse(&source).map_err(RenderError::Evaluate)?;
        self.evaluated.extend(macros);
        match self.body(&body, scope) {
            Err(Halt::Break | Halt::Stop) => Ok(()),
            other => other,
        }
    }

    pub(super) fn call(&mut self, call: &Call, scope: &Scope<'_>) -> Result<(), Halt> {
        let found = self.evaluated.get(&call.name).or_else(|| self.macros.get(&call.name));
        let Some(called) = found.cloned() else { return self.write(&call.literal) };
        let failed = |reason: String| RenderError::Macro { name: call.name.to_string(), reason };
        if self.macro_depth >= DEEPEST_MACRO {
            return Err(failed("calls itself more than 20 levels deep".to_owned()).into());
        }
        let mut arguments = Vec::with_capacity(call.arguments.len());
        for (index, argument) in call.arguments.iter().enumerate() {
            match argument {
                Argument::Word(word) => return Err(failed(format!("`{word}` is no value")).into()),
                Argument::Value(expression) => {
                    if let Some(name) = called.parameters.get(index) {
                        arguments.push(Passed { name, expression, removed: Cell::new(false) });
                    }
                }
            }
        }
        let mut locals = HashMap::new();
        if let Some(body) = &call.body {
            let block = Block { body: body.clone(), active: Cell::new(0) };
            locals.insert(Box::from("bodyContent"), Value::Block(Rc::new(block)));
        }
        let inner = Scope { parent: Some(scope), arguments, locals: RefCell::new(locals) };
        self.macro_depth += 1;
        let result = self.body(&called.body, &inner);
        self.macro_depth -= 1;
        match result {
            Err(Halt::Break) => Ok(()),
            other => other,
        }
    }
}
