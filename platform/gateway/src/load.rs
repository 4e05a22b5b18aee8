//! Loading a version of route pairs.

use crate::api::{Address, Api, INTEGRATION_TIMEOUT, Integration, Stage};
use crate::binary::BinaryMediaTypes;
use crate::error::LoadError;
use crate::gateway_response::GatewayResponses;
use lockstep_route::{Endpoint, HeaderSource, Integration as RouteIntegration, Response, Version};

impl Api {
    /// Loads a version as discovery found it. What its pairs ask for and this gateway cannot do is an error that names the
    /// pair. Jobs are no requests and are passed over.
    pub fn from_version(version: &Version, address: Address, stage: Stage) -> Result<Self, LoadError> {
        let shared = format!("v{}/api.json", version.number);
        let settings = &version.settings;
        if let Some(name) = settings.authorizers.keys().next() {
            return Err(unsupported(&shared, &format!("the authorizer `{name}`")));
        }
        let responses = GatewayResponses::new(&settings.gateway_responses, &shared)?;
        let mut builder = Self::builder(version.number.0, address, stage)
            .gateway_responses(responses)
            .binary_media_types(BinaryMediaTypes::new(settings.binary_types.iter().cloned()));
        if let Some(cors) = &settings.cors {
            builder = builder.cors(cors.clone());
        }
        for (function, route, endpoint) in version.endpoints() {
            let place = format!("v{}/{}.json", version.number, route.source);
            check(endpoint, &place)?;
            let name = function.name.clone();
            let integration = Integration::Function { name, timeout: INTEGRATION_TIMEOUT };
            builder = builder.method(endpoint.path.as_str(), endpoint.method.as_str(), integration);
        }
        builder.build()
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
