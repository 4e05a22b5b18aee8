//! What answers a method.

use crate::api::INTEGRATION_TIMEOUT;
use indexmap::IndexMap;
use lockstep_route::ContentHandling;
use std::time::Duration;

/// What answers a method, and the mapping before and after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntegrationDefinition {
    /// What is called.
    pub target: IntegrationTarget,
    /// How long the gateway waits.
    pub timeout: Duration,
    /// What becomes of a body for whose media type there is no template.
    pub passthrough: PassthroughBehavior,
    /// Media type → mapping template.
    pub request_templates: IndexMap<String, String>,
    /// `integration.request.header.Name` → expression: `method.request.header.Name`, `context.…`, `stageVariables.…`,
    /// `'text'` …
    pub request_parameters: IndexMap<String, String>,
    /// How the request's payload is converted.
    pub content_handling: Option<ContentHandling>,
    /// The responses among which the outcome selects.
    pub responses: Vec<IntegrationResponseDefinition>,
}

impl IntegrationDefinition {
    /// An integration without any mapping.
    pub fn new(target: IntegrationTarget) -> Self {
        Self {
            target,
            timeout: INTEGRATION_TIMEOUT,
            passthrough: PassthroughBehavior::WhenNoMatch,
            request_templates: IndexMap::new(),
            request_parameters: IndexMap::new(),
            content_handling: None,
            responses: Vec::new(),
        }
    }
}

/// What is called. Names and URIs may hold `${stageVariables.name}`, filled in for every request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IntegrationTarget {
    /// A function that gets the request whole and answers it whole (`AWS_PROXY`).
    FunctionProxy {
        /// The function's name within its version.
        function: String,
        /// With which verb Lambda is called (`integrationHttpMethod`). Recorded: any but `POST` is taken when the API is
        /// made and fails when it is called, with a 500.
        verb: String,
    },
    /// A function behind mapping templates (`AWS`).
    Function {
        /// The function's name within its version.
        function: String,
        /// With which verb Lambda is called.
        verb: String,
    },
    /// Templates alone.
    Mock,
    /// Another server, through templates.
    Http {
        /// The verb it is called with; `ANY`: that of the request.
        verb: String,
        /// Where it is; `{name}` stands for a path parameter of the integration's request.
        uri: String,
    },
    /// Another server, as it answers.
    HttpProxy {
        /// The verb it is called with; `ANY`: that of the request.
        verb: String,
        /// Where it is.
        uri: String,
    },
}

/// What becomes of a body for whose media type there is no template (`passthroughBehavior`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PassthroughBehavior {
    /// It is passed on as it is.
    #[default]
    WhenNoMatch,
    /// It is passed on only when there are no templates at all; else the client gets a 415.
    WhenNoTemplates,
    /// The client gets a 415.
    Never,
}

/// One of the responses among which the outcome selects.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IntegrationResponseDefinition {
    /// The status that the client gets.
    pub status: u16,
    /// A regular expression over the backend's status, or a function's error message; empty or absent: the default.
    pub selection_pattern: Option<String>,
    /// Media type → mapping template.
    pub templates: IndexMap<String, String>,
    /// `method.response.header.Name` → expression: `integration.response.header.Name`, `integration.response.body.path`,
    /// `'text'`, `context.…`, `stageVariables.…`.
    pub parameters: IndexMap<String, String>,
    /// How the response's payload is converted.
    pub content_handling: Option<ContentHandling>,
}
