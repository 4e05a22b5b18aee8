//! A pair as a method.

use super::model;
use crate::api::INTEGRATION_TIMEOUT;
use crate::definition::{
    Authorization, IntegrationDefinition, IntegrationResponseDefinition, IntegrationTarget, MethodDefinition,
    MethodResponseDefinition, ParameterLocation, PassthroughBehavior, RequestParameter,
};
use indexmap::IndexMap;
use lockstep_route::{
    AuthorizerName, Cors, Endpoint, Function, Integration, PassthroughBehavior as Passthrough, Response,
    Route, Template,
};
use serde_json::Value;
use std::time::Duration;

/// The content type of bodies and answers of which nothing else is said.
const JSON: &str = "application/json";

/// A pair's method; the shapes of bodies that stand in it become models.
pub(super) fn definition(
    models: &mut IndexMap<String, Value>,
    function: &Function,
    route: &Route,
    endpoint: &Endpoint,
    cors: Option<&Cors>,
) -> MethodDefinition {
    let integration = integration(function, endpoint, cors);
    let mut method = MethodDefinition::new(route.place(), endpoint.method.as_str(), integration);
    method.authorization = match &endpoint.authorizer {
        None => Authorization::None,
        Some(AuthorizerName::Iam) => Authorization::Iam,
        Some(AuthorizerName::Named(name)) => {
            Authorization::Authorizer { name: name.clone(), scopes: Vec::new() }
        }
    };
    method.api_key_required = endpoint.api_key_required;
    method.validate = endpoint.validate;
    method.parameters = parameters(endpoint);
    if let Some(schema) = &endpoint.request.body {
        let name = model::name(models, &route.name, "Request", schema);
        let types = endpoint.request_templates.keys().filter(|media_type| media_type.ends_with("json"));
        method.models =
            types.map(String::as_str).chain([JSON]).map(|one| (one.to_owned(), name.clone())).collect();
    }
    for (status, response) in &endpoint.responses {
        let described = described(models, &route.name, *status, response);
        method.responses.insert(*status, described);
    }
    for response in &method.integration.responses {
        let described = method.responses.entry(response.status).or_default();
        let headers = response.parameters.keys().filter_map(|key| key.strip_prefix(RESPONSE_HEADER));
        described.headers = headers.map(str::to_owned).collect();
    }
    method
}

/// The placeholders of the path, what `request` names, and what is handed to the integration without being named there.
fn parameters(endpoint: &Endpoint) -> Vec<RequestParameter> {
    let mut parameters: Vec<RequestParameter> = Vec::new();
    let mut add = |location: ParameterLocation, name: &str, required: bool| {
        let is_same = |known: &RequestParameter| known.location == location && known.name == name;
        if !parameters.iter().any(is_same) {
            parameters.push(RequestParameter { location, name: name.to_owned(), required });
        }
    };
    for name in endpoint.path.variables() {
        add(ParameterLocation::Path, name, true);
    }
    for (name, parameter) in &endpoint.request.query {
        add(ParameterLocation::QueryString, name, parameter.required);
    }
    for (name, parameter) in &endpoint.request.header {
        add(ParameterLocation::Header, name, parameter.required);
    }
    for source in endpoint.request_parameters.values() {
        let (place, name) = match source.strip_prefix("method.request.").and_then(|rest| rest.split_once('.'))
        {
            Some(("querystring" | "multivaluequerystring", name)) => (ParameterLocation::QueryString, name),
            Some(("header" | "multivalueheader", name)) => (ParameterLocation::Header, name),
            _ => continue,
        };
        add(place, name, false);
    }
    parameters
}

fn integration(function: &Function, endpoint: &Endpoint, cors: Option<&Cors>) -> IntegrationDefinition {
    let function = function.name.clone();
    // Recorded: Lambda is called with `POST` and nothing else.
    let verb = "POST".to_owned();
    let mut integration = IntegrationDefinition::new(match &endpoint.integration {
        Integration::FunctionProxy => IntegrationTarget::FunctionProxy { function, verb },
        Integration::Function => IntegrationTarget::Function { function, verb },
        Integration::Mock => IntegrationTarget::Mock,
        Integration::Http(server) => {
            IntegrationTarget::Http { verb: server.method.to_string(), uri: server.uri.clone() }
        }
        Integration::HttpProxy(server) => {
            IntegrationTarget::HttpProxy { verb: server.method.to_string(), uri: server.uri.clone() }
        }
    });
    let timeout = endpoint.integration.server().and_then(|server| server.timeout_milliseconds);
    integration.timeout =
        timeout.map_or(INTEGRATION_TIMEOUT, |milliseconds| Duration::from_millis(milliseconds.into()));
    integration.passthrough = match endpoint.passthrough_behavior {
        Passthrough::WhenNoMatch => PassthroughBehavior::WhenNoMatch,
        Passthrough::WhenNoTemplates => PassthroughBehavior::WhenNoTemplates,
        Passthrough::Never => PassthroughBehavior::Never,
    };
    integration.request_templates = texts(&endpoint.request_templates);
    integration.request_parameters.clone_from(&endpoint.request_parameters);
    integration.content_handling = endpoint.content_handling;
    if endpoint.integration.is_mapped() {
        integration.responses = responses(endpoint, cors);
    }
    integration
}

/// The responses among which the outcome selects: the one without a pattern is the default; where nothing is said, a 200.
fn responses(endpoint: &Endpoint, cors: Option<&Cors>) -> Vec<IntegrationResponseDefinition> {
    let nothing_said = IndexMap::from([(200, Response::default())]);
    let said = if endpoint.responses.is_empty() { &nothing_said } else { &endpoint.responses };
    said.iter()
        .map(|(status, response)| IntegrationResponseDefinition {
            status: *status,
            selection_pattern: response.selection_pattern.clone(),
            templates: texts(&response.response_templates),
            parameters: response_parameters(response, cors),
            content_handling: response.content_handling,
        })
        .collect()
}

const RESPONSE_HEADER: &str = "method.response.header.";

/// The headers of a response. Behind templates nobody else tells browsers what `cors` allows.
fn response_parameters(response: &Response, cors: Option<&Cors>) -> IndexMap<String, String> {
    let mut parameters: IndexMap<String, String> = response
        .headers
        .iter()
        .map(|(name, source)| (format!("{RESPONSE_HEADER}{name}"), source.to_string()))
        .collect();
    for (name, value) in cors.map(cors_headers).unwrap_or_default() {
        if !response.headers.keys().any(|own| own.eq_ignore_ascii_case(name)) {
            parameters.insert(format!("{RESPONSE_HEADER}{name}"), format!("'{value}'"));
        }
    }
    parameters
}

/// What `cors` says to the readers of answers. Of several origins no expression can pick one: there the pair names it.
fn cors_headers(cors: &Cors) -> Vec<(&'static str, String)> {
    let mut headers = Vec::new();
    if let [origin] = cors.origins.as_slice() {
        headers.push(("Access-Control-Allow-Origin", origin.clone()));
    }
    if !cors.exposed_headers.is_empty() {
        headers.push(("Access-Control-Expose-Headers", cors.exposed_headers.join(",")));
    }
    if cors.credentials {
        headers.push(("Access-Control-Allow-Credentials", "true".to_owned()));
    }
    headers
}

/// What a pair says of a status, for documents.
fn described(
    models: &mut IndexMap<String, Value>,
    route: &str,
    status: u16,
    response: &Response,
) -> MethodResponseDefinition {
    let mut described = MethodResponseDefinition {
        headers: response.headers.keys().cloned().collect(),
        ..Default::default()
    };
    if let Some(schema) = &response.schema {
        let name = model::name(models, route, &format!("{status}Response"), schema);
        let types: Vec<&str> = response.response_templates.keys().map(String::as_str).collect();
        let types = if types.is_empty() { vec![JSON] } else { types };
        described.models = types.into_iter().map(|one| (one.to_owned(), name.clone())).collect();
    }
    described
}

fn texts(templates: &IndexMap<String, Template>) -> IndexMap<String, String> {
    templates.iter().map(|(media_type, template)| (media_type.clone(), template.text.clone())).collect()
}
