//! What answers a method, compiled.

use super::request_body::RequestTemplates;
use super::request_parameters::RequestParameters;
use super::stage_variables;
use super::uri::UriTemplate;
use crate::api::{INTEGRATION_TIMEOUT, Stage};
use crate::definition::{IntegrationTarget, MethodDefinition};
use crate::error::LoadError;
use crate::respond::Responses;
use std::time::Duration;

/// What answers a method, and the mapping before and after it.
#[derive(Debug)]
pub(crate) struct Integration {
    pub(super) target: Target,
    /// How long the gateway waits.
    pub(super) timeout: Duration,
    pub(super) templates: RequestTemplates,
    pub(super) parameters: RequestParameters,
    pub(super) responses: Responses,
}

/// What is called.
#[derive(Debug)]
pub(crate) enum Target {
    /// A function that gets the request whole and answers it whole, by its name.
    FunctionProxy(String),
    /// A function behind mapping templates, by its name.
    Function(String),
    /// Templates alone.
    Mock,
    /// Another server, through templates.
    Http(Server),
    /// Another server, as it answers.
    HttpProxy(Server),
    /// The mock that answers preflight requests of browsers.
    Preflight,
    /// What API Gateway takes when the API is made and cannot call: every request is a 500. This is why.
    Misconfigured(String),
}

/// Another server.
#[derive(Debug)]
pub(crate) struct Server {
    /// None: the verb of the request.
    verb: Option<String>,
    pub(super) uri: UriTemplate,
}

impl Server {
    /// The verb that it is called with.
    pub(super) fn verb<'a>(&'a self, requested: &'a str) -> &'a str {
        self.verb.as_deref().unwrap_or(requested)
    }
}

/// Headers that only the gateway itself can set. Recorded: a method that maps one of them answers every request with a 500.
const OWN_HEADERS: [&str; 2] = ["Content-Length", "Transfer-Encoding"];

/// The same for functions (recorded).
const OWN_HEADERS_FOR_FUNCTIONS: [&str; 7] = [
    "Content-Length",
    "Transfer-Encoding",
    "Authorization",
    "Connection",
    "Expect",
    "Proxy-Authenticate",
    "TE",
];

impl Integration {
    /// The mock that answers preflight requests of browsers.
    pub(crate) fn preflight() -> Self {
        Self {
            target: Target::Preflight,
            timeout: INTEGRATION_TIMEOUT,
            templates: RequestTemplates::default(),
            parameters: RequestParameters::default(),
            responses: Responses::default(),
        }
    }

    /// Compiles what answers a method on a resource, for a stage.
    pub(crate) fn compile(
        method: &MethodDefinition,
        resource: &str,
        stage: &Stage,
        mistakes: &mut Vec<LoadError>,
    ) -> Self {
        let definition = &method.integration;
        let parameters = RequestParameters::compile(method, resource, mistakes);
        let target = target(method, stage, &parameters, mistakes);
        let timeout = definition.timeout;
        if timeout > INTEGRATION_TIMEOUT || timeout < SHORTEST_TIMEOUT {
            let problem = format!("a time-out is 50 to 29,000 milliseconds, not {}", timeout.as_millis());
            mistakes.push(LoadError::Mistake { place: method.place.clone(), problem });
        }
        Self {
            target,
            timeout,
            templates: RequestTemplates::compile(definition, &method.place, mistakes),
            parameters,
            responses: Responses::compile(method, mistakes),
        }
    }

    /// Whether the response carries the trace. Recorded: those of functions and of servers behind templates do; those of mocks
    /// and of servers that answer as they are don't.
    pub(crate) fn is_traced(&self) -> bool {
        matches!(self.target, Target::FunctionProxy(_) | Target::Function(_) | Target::Http(_))
    }

    /// Whether the integration gets the body of a request.
    pub(crate) fn takes_body(&self) -> bool {
        !matches!(self.target, Target::Preflight)
    }
}

/// The shortest time-out (documented).
const SHORTEST_TIMEOUT: Duration = Duration::from_millis(50);

fn target(
    method: &MethodDefinition,
    stage: &Stage,
    parameters: &RequestParameters,
    mistakes: &mut Vec<LoadError>,
) -> Target {
    let function = |name: &str, verb: &str| {
        // Recorded: it is taken when the API is made.
        if verb != "POST" {
            return Err(format!("functions are called with POST, not with {verb}"));
        }
        callable(parameters, &OWN_HEADERS_FOR_FUNCTIONS)?;
        filled(name, stage)
    };
    let mut server = |verb: &str, uri: &str| {
        callable(parameters, &OWN_HEADERS)?;
        let uri = filled(uri, stage)?;
        if !["http://", "https://"].iter().any(|scheme| uri.starts_with(scheme)) {
            let problem = format!("`{uri}` is no URI of an HTTP server");
            mistakes.push(LoadError::Mistake { place: method.place.clone(), problem });
        }
        Ok(Server { verb: (verb != "ANY").then(|| verb.to_owned()), uri: UriTemplate::new(&uri) })
    };
    let target = match &method.integration.target {
        IntegrationTarget::Mock => Ok(Target::Mock),
        IntegrationTarget::FunctionProxy { function: name, verb } => {
            function(name, verb).map(Target::FunctionProxy)
        }
        IntegrationTarget::Function { function: name, verb } => function(name, verb).map(Target::Function),
        IntegrationTarget::Http { verb, uri } => server(verb, uri).map(Target::Http),
        IntegrationTarget::HttpProxy { verb, uri } => server(verb, uri).map(Target::HttpProxy),
    };
    target.unwrap_or_else(Target::Misconfigured)
}

fn callable(parameters: &RequestParameters, own_headers: &[&str]) -> Result<(), String> {
    match parameters.maps_header(own_headers) {
        Some(header) => Err(format!("the header {header} cannot be mapped")),
        None => Ok(()),
    }
}

/// Recorded: a variable that is missing is a 500 when the integration is called, not before.
fn filled(text: &str, stage: &Stage) -> Result<String, String> {
    stage_variables::fill(text, stage).map_err(|name| format!("the stage has no variable `{name}`"))
}
