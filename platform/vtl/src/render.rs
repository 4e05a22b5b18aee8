//! Rendering: walks the tree and writes.

mod directive;
mod expression;
mod reference;
mod scope;

use crate::ast::{Body, Macros, Node};
use crate::context::Context;
use crate::error::RenderError;
use crate::print;
use crate::value::Value;
use scope::Scope;

/// The most steps (nodes and values) a rendering may take: far above any real template, and over in seconds.
const MOST_STEPS: usize = 5_000_000;
/// The most text and elements, in bytes, that a rendering may make and go over: a step may handle the longest text there is, so
/// steps alone bound neither time nor memory.
const MOST_WORK: usize = 512 * 1024 * 1024;
/// What an element of a list or a map counts, bytes.
const ELEMENT: usize = 16;
/// How deep blocks, macros and values may stand in one another.
const DEEPEST: usize = 160;

/// Why rendering stops early.
enum Halt {
    Failed(RenderError),
    /// `#break`: leaves the nearest loop, macro, block or evaluation.
    Break,
    /// `#break($foreach)`: leaves the loop with this identity.
    BreakLoop(usize),
    /// `#stop`: ends the template.
    Stop,
}

impl From<RenderError> for Halt {
    fn from(error: RenderError) -> Self {
        Self::Failed(error)
    }
}

struct Renderer<'t, 'c> {
    macros: &'t Macros,
    /// Macros that `#evaluate` has defined.
    evaluated: Macros,
    context: &'c mut Context,
    out: String,
    steps: usize,
    work: usize,
    depth: usize,
    macro_depth: usize,
    loops: usize,
}

/// Renders a template's body.
pub(crate) fn render(body: &Body, macros: &Macros, context: &mut Context) -> Result<String, RenderError> {
    let mut renderer = Renderer {
        macros,
        evaluated: Macros::new(),
        context,
        out: String::new(),
        steps: 0,
        work: 0,
        depth: 0,
        macro_depth: 0,
        loops: 0,
    };
    match renderer.body(body, &Scope::root()) {
        Ok(()) | Err(Halt::Break | Halt::BreakLoop(_) | Halt::Stop) => Ok(renderer.out),
        Err(Halt::Failed(error)) => Err(error),
    }
}

impl Renderer<'_, '_> {
    fn body(&mut self, body: &[Node], scope: &Scope<'_>) -> Result<(), Halt> {
        self.deeper(|renderer| {
            for node in body {
                renderer.node(node, scope)?;
            }
            Ok(())
        })
    }

    fn node(&mut self, node: &Node, scope: &Scope<'_>) -> Result<(), Halt> {
        self.step()?;
        match node {
            Node::Text(text) => self.write(text),
            Node::Reference(reference) => self.render_reference(reference, scope),
            Node::Set { target, value } => self.set(target, value, scope),
            Node::If { branches, otherwise } => {
                for (condition, body) in branches {
                    if self.holds(condition, scope)? {
                        return self.body(body, scope);
                    }
                }
                otherwise.as_ref().map_or(Ok(()), |body| self.body(body, scope))
            }
            Node::Foreach { variable, over, body } => self.foreach(variable, over, body, scope),
            Node::Define { name, body } => {
                self.define(name, body, scope);
                Ok(())
            }
            Node::Call(call) => self.call(call, scope),
            Node::Evaluate(text) => self.evaluate_text(text, scope),
            Node::Break(None) => Err(Halt::Break),
            Node::Break(Some(which)) => self.break_out(which, scope),
            Node::Stop => Err(Halt::Stop),
        }
    }

    fn write(&mut self, text: &str) -> Result<(), Halt> {
        self.out.push_str(text);
        Ok(print::check_length(&self.out)?)
    }

    fn step(&mut self) -> Result<(), Halt> {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return Err(RenderError::Limit("takes too many steps").into());
        }
        Ok(())
    }

    /// Pays for making or going over so many bytes.
    fn charge(&mut self, bytes: usize) -> Result<(), Halt> {
        self.work = self.work.saturating_add(bytes);
        if self.work > MOST_WORK {
            return Err(RenderError::Limit("handles too much text").into());
        }
        Ok(())
    }

    /// Pays for making or going over a value. Host objects keep accounts of their own.
    fn charge_value(&mut self, value: &Value) -> Result<(), Halt> {
        self.charge(match value {
            Value::String(text) => text.len(),
            Value::List(list) => list.len() * ELEMENT,
            Value::Map(map) => map.len() * ELEMENT,
            _ => return Ok(()),
        })
    }

    fn deeper<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, Halt>) -> Result<T, Halt> {
        if self.depth >= DEEPEST {
            return Err(RenderError::Limit("nests too deeply while it renders").into());
        }
        self.depth += 1;
        let result = work(self);
        self.depth -= 1;
        result
    }

    /// Renders into a text of its own.
    fn apart(&mut self, work: impl FnOnce(&mut Self) -> Result<(), Halt>) -> Result<String, Halt> {
        let outer = std::mem::take(&mut self.out);
        let result = work(self);
        let text = std::mem::replace(&mut self.out, outer);
        result.map(|()| text)
    }
}
