//! The way of a request: find the API and the method, invoke, answer.

use crate::api::{Api, INTEGRATION_TIMEOUT, Integration};
use crate::cors::preflight_headers;
use crate::error::LoadError;
use crate::event::proxy_event;
use crate::gateway_response::{Failure, gateway_headers};
use crate::invoke::{Invocation, Invoke, InvokeError};
use crate::message::{Headers, HttpRequest, HttpResponse};
use crate::query::Query;
use crate::reply::{BadReply, ProxyReply};
use crate::request_context::{Identities, RequestContext};
use crate::request_target::{RequestTarget, lookup_path};
use crate::surroundings::Surroundings;
use crate::trace::TRACE_HEADER;
use bytes::Bytes;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// The most that a request's body may hold, bytes (documented).
pub const PAYLOAD_LIMIT: usize = 10 * 1024 * 1024;

/// Serves APIs.
pub struct Gateway {
    apis: Vec<Api>,
    by_first_segment: HashMap<String, usize>,
    invoke: Arc<dyn Invoke>,
    surroundings: Arc<dyn Surroundings>,
}

impl Gateway {
    /// A gateway for versions side by side, each at an address of its own.
    pub fn new(
        apis: Vec<Api>,
        invoke: Arc<dyn Invoke>,
        surroundings: Arc<dyn Surroundings>,
    ) -> Result<Self, LoadError> {
        let mut by_first_segment = HashMap::new();
        for (position, api) in apis.iter().enumerate() {
            let segment = api.first_segment().to_owned();
            if by_first_segment.insert(segment.clone(), position).is_some() {
                return Err(LoadError::Address { segment });
            }
        }
        Ok(Self { apis, by_first_segment, invoke, surroundings })
    }

    /// Whether a request's target lies at the address of one of the APIs.
    pub fn serves(&self, target: &str) -> bool {
        self.api(&RequestTarget::parse(target)).is_some()
    }

    /// Whether a function would get the body of a request with this method and target. A server asks before it reads
    /// a body: what nobody gets can be answered by the head alone, with an empty body in its place.
    pub fn takes_body(&self, method: &str, target: &str) -> bool {
        let target = RequestTarget::parse(target);
        let Some(api) = self.api(&target) else { return false };
        let found = api.find(lookup_path(target.path_in(api)), method);
        let method = found.and_then(|found| api.resources[found.resource].method(method));
        method.is_some_and(|method| matches!(method.integration, Integration::Function { .. }))
    }

    /// Answers a request, whatever it is.
    pub async fn answer(&self, request: HttpRequest) -> HttpResponse {
        let identities = Identities::new(&request, &*self.surroundings);
        let target = RequestTarget::parse(&request.target);
        let Some(api) = self.api(&target) else {
            return Failure::no_api().plain_response(&identities);
        };
        let query = Query::parse(target.query);
        let path = lookup_path(target.path_in(api));
        let found = api.find(path, &request.method);
        let (resource, path_parameters) = match found {
            Some(found) => (Some(&api.resources[found.resource]), found.variables),
            None => (None, Vec::new()),
        };
        let context = RequestContext {
            api,
            request: &request,
            identities: &identities,
            whole_path: target.whole_path(),
            query: &query,
            resource,
            path_parameters,
        };
        match self.integrate(&context, &target).await {
            Ok(response) => response,
            Err(failure) => failure.response(&context),
        }
    }

    fn api(&self, target: &RequestTarget<'_>) -> Option<&Api> {
        let found = self.by_first_segment.get(target.first_segment());
        found.or_else(|| self.by_first_segment.get("")).map(|position| &self.apis[*position])
    }

    async fn integrate(
        &self,
        context: &RequestContext<'_>,
        target: &RequestTarget<'_>,
    ) -> Result<HttpResponse, Failure> {
        if payload_length(context.request) > PAYLOAD_LIMIT {
            return Err(Failure::too_large(PAYLOAD_LIMIT));
        }
        let resource = context.resource.ok_or_else(Failure::no_method)?;
        let method = resource.method(&context.request.method).ok_or_else(Failure::no_method)?;
        match &method.integration {
            Integration::Preflight => {
                let origin = context.request.headers.get("Origin");
                let cors = context.api.cors.as_ref();
                let own = cors.map(|cors| preflight_headers(cors, resource, origin)).unwrap_or_default();
                Ok(HttpResponse { status: 200, headers: complete(context, own), body: Bytes::new() })
            }
            Integration::Function { name, timeout } => {
                let event = proxy_event(context, target.event_path(context.api));
                self.invoke_function(context, name, *timeout, event).await
            }
        }
    }

    async fn invoke_function(
        &self,
        context: &RequestContext<'_>,
        name: &str,
        timeout: Duration,
        event: serde_json::Value,
    ) -> Result<HttpResponse, Failure> {
        let identities = context.identities;
        let invocation = Invocation {
            function: name.to_owned(),
            version: context.api.version,
            event: event.into(),
            request_id: identities.request_id.clone(),
            trace_id: identities.trace.complete.clone(),
            client_context: None,
            timeout: timeout.min(INTEGRATION_TIMEOUT),
        };
        let reply = self.invoke.invoke(invocation).await.map_err(|error| {
            tracing::error!(request = %identities.request_id, function = name, %error, "invocation failed");
            match error {
                InvokeError::TimedOut => Failure::timed_out(),
                InvokeError::Failed(_) => Failure::internal(502),
                InvokeError::Unavailable(_) => Failure::internal(500),
            }
        })?;
        let reply = reply.into_value().map_err(|error| {
            tracing::error!(request = %identities.request_id, function = name, %error, "the reply is no JSON");
            Failure::internal(502)
        })?;
        let accept = context.request.headers.get("Accept");
        let reply = ProxyReply::new(reply, &context.api.binary_media_types, accept).map_err(|error| {
            tracing::error!(request = %identities.request_id, function = name, %error, "reply refused");
            match error {
                BadReply::Malformed(_) => Failure::internal(502),
                BadReply::Encoding => Failure::internal(500),
            }
        })?;
        let mut headers = complete(context, reply.headers);
        // Recorded: answers of functions carry the trace, mocks and gateway responses don't.
        headers.remove(TRACE_HEADER);
        headers.add(TRACE_HEADER, identities.trace.complete.clone());
        Ok(HttpResponse { status: reply.status, headers, body: reply.body })
    }
}

/// The length of a body, or what the client said it would be: a server need not read what is too long.
fn payload_length(request: &HttpRequest) -> usize {
    let declared = request.headers.get("Content-Length").and_then(|length| length.parse().ok());
    request.body.len().max(declared.unwrap_or_default())
}

/// Puts the gateway's own headers before an integration's.
fn complete(context: &RequestContext<'_>, own: Headers) -> Headers {
    let mut headers = gateway_headers(context.identities, own.len() + 1);
    for (name, value) in own {
        headers.add(name, value);
    }
    headers
}

impl std::fmt::Debug for Gateway {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Gateway").field("apis", &self.apis).finish_non_exhaustive()
    }
}
