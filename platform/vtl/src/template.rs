//! A compiled template.

use crate::ast::{Body, Macros};
use crate::context::Context;
use crate::error::{CompileError, RenderError};
use crate::{parser, render};

/// The longest template that API Gateway accepts, in bytes (300 KB).
pub const LONGEST_TEMPLATE: usize = 300 * 1024;

/// A compiled template: parsed once, rendered as often as needed, by any thread.
///
/// ```
/// use lockstep_vtl::{Context, Template};
///
/// let template = Template::compile("#foreach($name in $names)Hello $name.#if($foreach.hasNext) #end#end")?;
/// let mut context = Context::new();
/// context.set("names", lockstep_vtl::list(["Ada", "Grace"]));
/// assert_eq!(template.render(&mut context)?, "Hello Ada. Hello Grace.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Template {
    body: Body,
    macros: Macros,
}

impl Template {
    /// Compiles a template.
    ///
    /// # Errors
    /// The template is longer than [`LONGEST_TEMPLATE`], is no Velocity, nests more than sixty levels deep or uses
    /// `#parse` or `#include`, which API Gateway lacks. The error prints with its line and a caret.
    pub fn compile(source: &str) -> Result<Self, CompileError> {
        if source.len() > LONGEST_TEMPLATE {
            let place = LONGEST_TEMPLATE;
            return Err(CompileError::at(source, place, place, "a template holds at most 300 KB"));
        }
        let (body, macros) = parser::parse(source)?;
        Ok(Self { body, macros })
    }

    /// Renders the template. What it sets stays in the context.
    ///
    /// # Errors
    /// A method refuses its arguments as it would in Java, a macro goes too deep, or the output becomes longer than a
    /// gateway can answer. What was rendered until then is lost, as it is in API Gateway.
    pub fn render(&self, context: &mut Context) -> Result<String, RenderError> {
        render::render(&self.body, &self.macros, context)
    }
}
