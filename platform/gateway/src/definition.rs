//! An API as data: what both sources, route pairs and OpenAPI documents, are read into, and what [`Api`](crate::Api) is
//! compiled from.
//!
//! Nothing here is checked yet: templates, patterns and expressions are texts. Compiling tells what is wrong with them, each
//! at its [`place`](MethodDefinition::place).

mod integration;
mod method;
mod security;
mod usage;

pub use integration::{
    IntegrationDefinition, IntegrationResponseDefinition, IntegrationTarget, PassthroughBehavior,
};
pub use method::{
    Authorization, MethodDefinition, MethodResponseDefinition, ParameterLocation, RequestParameter,
};
pub use security::{ApiKeySource, AuthorizerDefinition, AuthorizerKind};
pub use usage::{
    ApiKey, KeyState, PlanStage, Quota, QuotaPeriod, StageThrottling, Throttle, UsageDefinition, UsagePlan,
};

use indexmap::IndexMap;
use lockstep_route::{Cors, GatewayResponse, GatewayResponseType};
use serde_json::Value;

/// An API: resources with methods, and what they share.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ApiDefinition {
    /// Where it comes from, for messages: the file.
    pub place: String,
    /// Its name.
    pub name: String,
    /// Its paths.
    pub resources: Vec<ResourceDefinition>,
    /// Models by name: JSON Schemas, draft 4.
    pub models: IndexMap<String, Value>,
    /// Authorizers by name.
    pub authorizers: IndexMap<String, AuthorizerDefinition>,
    /// What the gateway itself answers.
    pub gateway_responses: IndexMap<GatewayResponseType, GatewayResponse>,
    /// Media types whose bodies are bytes.
    pub binary_media_types: Vec<String>,
    /// From which length on, in bytes, responses are compressed for clients that accept it; never when absent.
    pub minimum_compression_size: Option<usize>,
    /// Where API keys are sent.
    pub api_key_source: ApiKeySource,
    /// Answers preflight requests on every resource that has no `OPTIONS` of its own.
    pub cors: Option<Cors>,
}

/// A path with its methods.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ResourceDefinition {
    /// Its identity, six characters at AWS; made from the path when absent.
    pub id: Option<String>,
    /// Its template, `/talks/{code}`.
    pub path: String,
    /// Its methods.
    pub methods: Vec<MethodDefinition>,
}

impl ApiDefinition {
    /// The resource of a path; it is added when it is not there.
    pub fn resource(&mut self, path: &str) -> &mut ResourceDefinition {
        let position = self.resources.iter().position(|resource| resource.path == path);
        let position = position.unwrap_or_else(|| {
            self.resources.push(ResourceDefinition { path: path.to_owned(), ..Default::default() });
            self.resources.len() - 1
        });
        &mut self.resources[position]
    }
}
