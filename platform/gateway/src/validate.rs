//! Request validators: required parameters and the body, checked before anything is invoked.

mod body;
mod models;
mod parameters;
mod references;
mod wording;

pub(crate) use models::Models;

use crate::definition::MethodDefinition;
use crate::error::LoadError;
use crate::gateway_response::Failure;
use crate::request_context::RequestContext;
use body::Body;
use lockstep_route::Validate;
use parameters::Parameters;

/// What a method's request validator checks, compiled.
#[derive(Debug)]
pub(crate) struct Validator {
    parameters: Option<Parameters>,
    body: Option<Body>,
}

impl Validator {
    /// Compiles the validator of a method; it has none when nothing is to be checked. Models that do not exist or are no JSON
    /// Schemas are added to `mistakes`.
    pub(crate) fn compile(
        method: &MethodDefinition,
        models: &Models<'_>,
        mistakes: &mut Vec<LoadError>,
    ) -> Option<Self> {
        // Documented: a model must exist to be named, validated or not.
        for (media_type, name) in &method.models {
            if !models.contains(name) {
                mistakes.push(LoadError::Mistake {
                    place: method.place.clone(),
                    problem: format!("there is no model `{name}` for `{media_type}`"),
                });
            }
        }
        let validate = method.validate?;
        let parameters = matches!(validate, Validate::Parameters | Validate::All)
            .then(|| Parameters::compile(&method.parameters));
        let body = matches!(validate, Validate::Body | Validate::All)
            .then(|| Body::compile(method, models, mistakes));
        Some(Self { parameters, body })
    }

    /// Checks a request. Recorded: parameters go before the body.
    pub(crate) fn check(&self, request: &RequestContext<'_>) -> Result<(), Failure> {
        if let Some(parameters) = &self.parameters {
            parameters.check(request)?;
        }
        self.body.as_ref().map_or(Ok(()), |body| body.check(request.request))
    }
}
