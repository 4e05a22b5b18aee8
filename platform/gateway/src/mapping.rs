//! Mapping: templates and parameter expressions, between the client's request and the integration's, and between the
//! integration's response and the client's.

mod body;
mod carried;
mod context;
mod error;
mod escape_javascript;
mod expression;
mod input;
mod json_value;
mod lazy_map;
mod override_map;
mod overrides;
mod parameters;
#[cfg(test)]
mod tests;
mod url;
mod util;
mod variables;
mod work;

pub(crate) use body::Body;
pub(crate) use error::MappingError;
pub(crate) use expression::Expression;
pub(crate) use overrides::Overrides;

use crate::request_context::RequestContext;
use context::ContextObject;
use input::Input;
use lazy_map::LazyMap;
use lockstep_vtl::{CompileError, Context, Template, Value};
use parameters::Parameters;
use std::rc::Rc;
use util::Util;
use variables::Variables;

/// A mapping template, compiled.
#[derive(Debug)]
pub(crate) struct MappingTemplate {
    template: Template,
    mentions: Mentions,
}

/// Which objects a template can reach: those that its text names. `#evaluate` may put names together, so a template with it can
/// reach them all.
#[derive(Debug)]
struct Mentions(Vec<&'static str>);

const INPUT: &str = "input";
const PARAMETERS: &str = "params";
const CONTEXT: &str = "context";
const STAGE_VARIABLES: &str = "stageVariables";
const UTIL: &str = "util";

impl Mentions {
    fn of(source: &str) -> Self {
        let evaluates = source.contains("evaluate");
        let names = [INPUT, PARAMETERS, CONTEXT, STAGE_VARIABLES, UTIL].into_iter();
        Self(names.filter(|name| evaluates || source.contains(name)).collect())
    }

    fn any(&self, name: &str) -> bool {
        self.0.contains(&name)
    }
}

impl MappingTemplate {
    /// Compiles a template.
    ///
    /// # Errors
    /// It is no Velocity, or uses what API Gateway lacks. API Gateway takes such a template when it is deployed and answers
    /// each request with a 500 (recorded); whoever loads an API decides whether to be as late.
    pub(crate) fn compile(source: &str) -> Result<Self, CompileError> {
        Ok(Self { template: Template::compile(source)?, mentions: Mentions::of(source) })
    }

    /// Renders the template over a request's body, or over an integration's response. What an earlier template overrode is
    /// seen, what this one overrides is added; a template that fails adds nothing.
    ///
    /// # Errors
    /// The body begins like JSON, is none and the template reads it; the template fails; or it overrides a parameter twice.
    pub(crate) fn render(
        &self,
        request: &RequestContext<'_>,
        body: &Body,
        overrides: &mut Overrides,
    ) -> Result<String, MappingError> {
        let mut variables = Context::new();
        let input = self.mentions.any(INPUT).then(|| {
            let asks = self.mentions.any(PARAMETERS);
            let parameters = if asks { Parameters::new(request) } else { Parameters::default() };
            Rc::new(Input::new(body, parameters))
        });
        if let Some(input) = &input {
            variables.set(INPUT, Value::Host(input.clone()));
        }
        let context = self.mentions.any(CONTEXT).then(|| ContextObject::new(request, overrides));
        if let Some(context) = &context {
            variables.set(CONTEXT, context.value());
        }
        if self.mentions.any(STAGE_VARIABLES) {
            variables.set(STAGE_VARIABLES, Value::host(LazyMap::new(Variables::of_stage(request))));
        }
        if self.mentions.any(UTIL) {
            variables.set(UTIL, Value::host(Util::default()));
        }
        let rendered = self.template.render(&mut variables);
        let text = rendered.map_err(|error| {
            let failure = input.as_ref().and_then(|input| input.failure());
            failure.unwrap_or(MappingError::Render(error))
        })?;
        if let Some(context) = context {
            context.leave(overrides)?;
        }
        Ok(text)
    }
}
