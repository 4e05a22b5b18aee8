//! Loading a version of route pairs.

mod openapi;

pub use openapi::{BasePathMode, OpenApiImport};

use crate::api::{Address, Api, Stage};
use crate::definition::{ApiDefinition, IntegrationDefinition, IntegrationTarget, MethodDefinition};
use crate::error::{LoadError, LoadErrors};
use lockstep_route::{Endpoint, HeaderSource, Integration as RouteIntegration, Response, Version};

impl Api {
    /// Loads a version as discovery found it. What its pairs ask for and this gateway cannot do is an error that names the
    /// pair. Jobs are no requests and are passed over.
    pub fn from_version(version: &Version, address: Address, stage: Stage) -> Result<Self, LoadErrors> {
        let shared = format!("v{}/api.json", version.number);
        let settings = &version.settings;
        if let Some(name) = settings.authorizers.keys().next() {
            return Err(unsupported(&shared, &format!("the authorizer `{name}`")).into());
        }
        let mut definition = ApiDefinition {
            place: shared,
            name: settings.title.clone(),
            gateway_responses: settings.gateway_responses.clone(),
            binary_media_types: settings.binary_types.clone(),
            cors: settings.cors.clone(),
            ..ApiDefinition::default()
        };
        for (function, route, endpoint) in version.endpoints() {
            let place = format!("v{}/{}.json", version.number, route.source);
            check(endpoint, &place)?;
            let function = function.name.clone();
            let target = IntegrationTarget::FunctionProxy { function, verb: "POST".to_owned() };
            let method =
                MethodDefinition::new(place, endpoint.method.as_str(), IntegrationDefinition::new(target));
            definition.resource(endpoint.path.as_str()).methods.push(method);
        }
        Self::new(&definition, version.number.0, address, stage)
    }
}

/// Refuses what a pair asks for beyond proxy integration of its function.
fn check(endpoint: &Endpoint, place: &str) -> Result<(), LoadError> {
    let refused = [
        (endpoint.integration != RouteIntegration::Function, "an integration other than a function"),
        (endpoint.validate.is_some(), "`validate`"),
        (endpoint.api_key_required, "`apiKeyRequired`"),
        (endpoint.authorizer.is_some(), "`authorizer`"),
        (endpoint.content_handling.is_some(), "`contentHandling`"),
        (
            endpoint.responses.values().any(|response| !response.response_templates.is_empty()),
            "`responseTemplates`",
        ),
        (endpoint.responses.values().any(has_mapped_header), "a mapped header of a response"),
    ];
    match refused.into_iter().find(|(asked, _)| *asked) {
        Some((_, feature)) => Err(unsupported(place, feature)),
        None => Ok(()),
    }
}

/// Fixed headers are set by the function itself; what an expression takes from an integration's response is mapping.
fn has_mapped_header(response: &Response) -> bool {
    response.headers.values().any(|source| matches!(source, HeaderSource::Mapped(_)))
}

fn unsupported(place: &str, feature: &str) -> LoadError {
    LoadError::Unsupported { place: place.to_owned(), feature: feature.to_owned() }
}
