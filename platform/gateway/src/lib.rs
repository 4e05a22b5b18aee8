//! API Gateway REST semantics over plain request and response values.
//!
//! A [`Gateway`] serves one or more [`Api`]s, each a version compiled from an [`ApiDefinition`]. [`Gateway::answer`] takes an
//! [`HttpRequest`] and goes the way of API Gateway: it finds the method, lets the request pass or not (authorizer, API key with
//! its plan, limits), validates it, maps it, calls what answers it (a function through [`Invoke`], another server through
//! [`Outbound`], or templates alone), selects the response and maps that. Whatever fails on the way is answered by a gateway
//! response. There is no socket in here, and no clock and no randomness but what [`Surroundings`] hands in, so every rule is a
//! test with data.
//!
//! What a rule rests on is said where the rule is: *recorded* means recorded from AWS, *documented* means by AWS's
//! developer guide. Where both are silent, the comment says so.

mod access_log;
mod api;
mod authorise;
mod binary;
mod compression;
mod content;
mod cors;
mod definition;
mod error;
mod event;
mod gateway;
mod gateway_response;
mod integrate;
mod invoke;
mod load;
mod mapping;
mod media_type;
mod message;
mod outbound;
mod payload;
mod query;
mod reply;
mod request_context;
mod request_target;
mod resource_tree;
mod respond;
mod response_headers;
mod substitution;
mod surroundings;
#[cfg(test)]
mod testing;
mod trace;
mod usage;
mod validate;

pub use access_log::AccessLog;
pub use api::{Address, Api, Canary, Stage};
pub use definition::{
    ApiDefinition, ApiKey, ApiKeySource, Authorization, AuthorizerDefinition, AuthorizerKind,
    IntegrationDefinition, IntegrationResponseDefinition, IntegrationTarget, KeyState, MethodDefinition,
    MethodResponseDefinition, ParameterLocation, PassthroughBehavior, PlanStage, Quota, QuotaPeriod,
    RequestParameter, ResourceDefinition, StageThrottling, Throttle, UsageDefinition, UsagePlan,
};
pub use error::{LoadError, LoadErrors};
pub use gateway::{Gateway, PAYLOAD_LIMIT};
pub use invoke::{Invocation, InvocationKind, Invoke, InvokeError};
pub use load::{BasePathMode, OpenApiImport};
pub use message::{Headers, HttpRequest, HttpResponse, Scheme};
pub use outbound::{Outbound, OutboundError, OutboundRequest, OutboundResponse};
pub use payload::Payload;
pub use surroundings::Surroundings;
