//! References: what they evaluate to, print and set.

use super::scope::{Found, Scope};
use super::{Halt, Renderer};
use crate::ast::{Form, Reference, Step};
use crate::context::Nulls;
use crate::value::{Block, Value};
use crate::{methods, print};
use std::rc::Rc;

/// How often a block may be rendered inside itself (Velocity's `define.provide.scope` default depth).
const DEEPEST_BLOCK: usize = 2;
/// Methods that compare with regular expressions, and how much dearer a byte is to them than to the others.
const PATTERN_METHODS: [&str; 4] = ["matches", "replaceAll", "replaceFirst", "split"];
const PATTERN: usize = 16;

impl Renderer<'_, '_> {
    pub(super) fn render_reference(&mut self, reference: &Reference, scope: &Scope<'_>) -> Result<(), Halt> {
        if reference.form == Form::Bare {
            return self.write(&reference.root);
        }
        let value = self.reference(reference, scope)?;
        if let (Value::Block(block), Form::Plain) = (&value, reference.form) {
            if self.render_block(block, scope)? {
                return Ok(());
            }
            self.write(&reference.escape)?;
        }
        if value.is_null() {
            // Only by Velocity's own rule; then backslashes before what has no value escape nothing.
            self.write(if reference.form == Form::Escaped { "\\" } else { &reference.escape })?;
        }
        self.write(&reference.escape)?;
        if reference.form == Form::Escaped {
            return self.write(&reference.literal);
        }
        self.write(&reference.prefix)?;
        match &value {
            Value::String(text) => self.write(text),
            Value::Block(_) | Value::Null => self.write(&reference.literal),
            other => Ok(print::print(other, &mut self.out)?),
        }
    }

    /// Evaluates a reference. AWS's rule: whatever is null on the way, or at the end, is the empty string; in Velocity itself it is
    /// null.
    pub(super) fn reference(&mut self, reference: &Reference, scope: &Scope<'_>) -> Result<Value, Halt> {
        match reference.form {
            Form::Bare => return Ok(Value::Null),
            Form::Spoiled => return Ok(Value::empty()),
            Form::Plain | Form::Escaped => {}
        }
        let mut value = self.lookup(&reference.root, scope)?.unwrap_or_default();
        for step in &reference.steps {
            if value.is_null() {
                break;
            }
            value = self.follow(&value, step, scope)?;
        }
        Ok(if value.is_null() && self.context.nulls == Nulls::Empty { Value::empty() } else { value })
    }

    pub(super) fn lookup(&mut self, name: &str, scope: &Scope<'_>) -> Result<Option<Value>, Halt> {
        match scope.find(name) {
            Found::Value(value) => Ok(Some(value)),
            Found::Argument(expression, caller) => {
                self.deeper(|renderer| renderer.value(expression, caller)).map(Some)
            }
            Found::Nothing => Ok(self.context.get(name).cloned()),
        }
    }

    fn follow(&mut self, value: &Value, step: &Step, scope: &Scope<'_>) -> Result<Value, Halt> {
        self.step()?;
        let found = match step {
            Step::Property(name) => methods::property(value, name),
            Step::Index(index) => {
                let index = self.value(index, scope)?;
                methods::element(value, &index)?
            }
            Step::Method(name, arguments) => {
                let mut values = Vec::with_capacity(arguments.len());
                for argument in arguments {
                    values.push(self.value(argument, scope)?);
                }
                // Before the call for the time that it takes, behind it for the memory that it leaves.
                let weight = if PATTERN_METHODS.contains(&&**name) { PATTERN } else { 1 };
                for handled in values.iter().chain([value]) {
                    for _ in 0..weight {
                        self.charge_value(handled)?;
                    }
                }
                let found = methods::call(value, name, &values)?;
                found.iter().try_for_each(|made| self.charge_value(made))?;
                found
            }
        };
        Ok(found.unwrap_or_default())
    }

    /// `#set($a.b[c] = value)`: follows all steps but the last. What does not exist is not made.
    pub(super) fn assign_inside(
        &mut self,
        target: &Reference,
        value: Value,
        scope: &Scope<'_>,
    ) -> Result<(), Halt> {
        let Some((last, steps)) = target.steps.split_last() else { return Ok(()) };
        let mut holder = self.lookup(&target.root, scope)?.unwrap_or_default();
        for step in steps {
            if holder.is_null() {
                return Ok(());
            }
            holder = self.follow(&holder, step, scope)?;
        }
        match last {
            Step::Property(name) | Step::Method(name, _) => methods::set_property(&holder, name, value),
            Step::Index(index) => {
                let index = self.value(index, scope)?;
                methods::set_element(&holder, &index, value)?;
            }
        }
        Ok(())
    }

    /// Renders a block; `false` when it is being rendered inside itself too deeply.
    fn render_block(&mut self, block: &Rc<Block>, scope: &Scope<'_>) -> Result<bool, Halt> {
        if block.active.get() >= DEEPEST_BLOCK {
            return Ok(false);
        }
        block.active.set(block.active.get() + 1);
        let result = self.body(&block.body, scope);
        block.active.set(block.active.get() - 1);
        match result {
            Ok(()) | Err(Halt::Break) => Ok(true),
            Err(halt) => Err(halt),
        }
    }

    /// The text of any value.
    pub(super) fn text(&mut self, value: &Value, scope: &Scope<'_>) -> Result<Rc<str>, Halt> {
        match value {
            Value::Block(block) => {
                let text = self.apart(|renderer| renderer.render_block(block, scope).map(|_| ()))?;
                Ok(text.into())
            }
            other => Ok(print::text(other)?),
        }
    }
}
