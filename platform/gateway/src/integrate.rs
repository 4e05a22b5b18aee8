//! Calling what answers a method: a function, templates alone, or another server.

mod function;
mod function_proxy;
mod http;
mod http_proxy;
mod integration;
mod mock;
mod request_body;
mod request_parameters;
pub(crate) mod stage_variables;
mod uri;

pub(crate) use integration::{Integration, Target};

use crate::cors::preflight_headers;
use crate::gateway_response::Failure;
use crate::invoke::Invoke;
use crate::outbound::Outbound;
use crate::request_context::RequestContext;
use crate::respond::Reply;
use bytes::Bytes;
use std::sync::Arc;

/// What integrations call.
pub(crate) struct Backends {
    pub(crate) invoke: Arc<dyn Invoke>,
    /// None: no other server can be called.
    pub(crate) outbound: Option<Arc<dyn Outbound>>,
}

/// Answers a request that was let through.
pub(crate) async fn integrate(
    integration: &Integration,
    context: &RequestContext<'_>,
    backends: &Backends,
) -> Result<Reply, Failure> {
    match &integration.target {
        Target::Preflight => Ok(preflight(context)),
        Target::Mock => mock::answer(integration, context),
        Target::FunctionProxy(function) => {
            function_proxy::answer(integration, function, context, backends).await
        }
        Target::Function(function) => function::answer(integration, function, context, backends).await,
        Target::Http(server) => http::answer(integration, server, context, backends).await,
        Target::HttpProxy(server) => http_proxy::answer(integration, server, context, backends).await,
        Target::Misconfigured(problem) => Err(context.internal(problem)),
    }
}

fn preflight(context: &RequestContext<'_>) -> Reply {
    let origin = context.request.headers.get("Origin");
    let cors = context.api.cors.as_ref().zip(context.resource);
    let headers = cors.map(|(cors, resource)| preflight_headers(cors, resource, origin));
    Reply { status: 200, headers: headers.unwrap_or_default(), body: Bytes::new(), backend_status: 200 }
}
