//! The way of a request: find the API and the method, let it pass or not, integrate, answer.

use crate::api::{Api, Method};
use crate::compression::{self, NotCompressed};
use crate::error::LoadError;
use crate::gateway_response::{Failure, gateway_headers};
use crate::integrate::{Backends, integrate};
use crate::invoke::Invoke;
use crate::message::{HttpRequest, HttpResponse};
use crate::outbound::Outbound;
use crate::query::Query;
use crate::request_context::{Identities, RequestContext};
use crate::request_target::{RequestTarget, lookup_path};
use crate::respond::Reply;
use crate::surroundings::Surroundings;
use crate::trace::TRACE_HEADER;
use std::collections::HashMap;
use std::sync::Arc;

/// The most that a request's body may hold, and a response's, bytes (documented).
pub const PAYLOAD_LIMIT: usize = 10 * 1024 * 1024;

/// The most that the values of a request's headers may hold together, bytes (documented).
const HEADER_LIMIT: usize = 10_240;

/// Serves APIs.
pub struct Gateway {
    apis: Vec<Api>,
    by_first_segment: HashMap<String, usize>,
    backends: Backends,
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
        Ok(Self { apis, by_first_segment, backends: Backends { invoke, outbound: None }, surroundings })
    }

    /// Lets HTTP integrations call other servers; without it they answer 500.
    #[must_use]
    pub fn with_outbound(mut self, outbound: Arc<dyn Outbound>) -> Self {
        self.backends.outbound = Some(outbound);
        self
    }

    /// Whether a request's target lies at the address of one of the APIs.
    pub fn serves(&self, target: &str) -> bool {
        self.api(&RequestTarget::parse(target)).is_some()
    }

    /// Whether anybody would get the body of a request with this method and target. A server asks before it reads
    /// a body: what nobody gets can be answered by the head alone, with an empty body in its place.
    pub fn takes_body(&self, method: &str, target: &str) -> bool {
        let target = RequestTarget::parse(target);
        let takes = |api: &Api| {
            let found = api.find(lookup_path(target.path_in(api)), method);
            let method = found.and_then(|found| api.resources[found.resource].method(method));
            method.is_some_and(|method| method.integration.takes_body())
        };
        let api = self.api(&target);
        api.is_some_and(|api| takes(api) || api.canary.as_ref().is_some_and(|(_, canary)| takes(canary)))
    }

    /// Answers a request, whatever it is.
    pub async fn answer(&self, mut request: HttpRequest) -> HttpResponse {
        let identities = Identities::new(&request, &*self.surroundings);
        let target = RequestTarget::parse(&request.target);
        let Some(api) = self.api(&target) else {
            return Failure::no_api().plain_response(&identities);
        };
        let api = self.deployment(api);
        let readable = match api.minimum_compression_size {
            Some(_) => compression::decompress(&mut request.headers, &mut request.body, PAYLOAD_LIMIT),
            None => Ok(()),
        };
        let query = Query::parse(target.query);
        let found = api.find(lookup_path(target.path_in(api)), &request.method);
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
        let passed = match readable {
            Ok(()) => self.pass(&context).await,
            Err(NotCompressed) => Err(Failure::unsupported_media_type()),
        };
        let mut response = match passed {
            Ok(response) => response,
            Err(failure) => failure.response(&context),
        };
        if let Some(minimum) = api.minimum_compression_size {
            compression::compress(&mut response, minimum, request.headers.get("Accept-Encoding"));
        }
        response
    }

    fn api(&self, target: &RequestTarget<'_>) -> Option<&Api> {
        let found = self.by_first_segment.get(target.first_segment());
        found.or_else(|| self.by_first_segment.get("")).map(|position| &self.apis[*position])
    }

    /// The deployment that serves a request: the stage's, or its canary by chance (documented).
    fn deployment<'a>(&self, api: &'a Api) -> &'a Api {
        let Some((percent, canary)) = &api.canary else { return api };
        let [high, low, ..] = self.surroundings.random();
        let chance = f64::from(u16::from_be_bytes([high, low])) / f64::from(u16::MAX) * 100.0;
        // Below 100 even at the top: so 100 is all, and 0 is none.
        if chance.min(99.999) < *percent { canary } else { api }
    }

    async fn pass(&self, context: &RequestContext<'_>) -> Result<HttpResponse, Failure> {
        limit(context.request)?;
        let (resource, method) = method(context).ok_or_else(Failure::no_method)?;
        let _ = resource;
        let reply = integrate(&method.integration, context, &self.backends).await?;
        if reply.body.len() > PAYLOAD_LIMIT {
            return Err(context.internal(&"the response is longer than a response may be"));
        }
        Ok(complete(context, method, reply))
    }
}

fn method<'a>(context: &RequestContext<'a>) -> Option<(&'a str, &'a Method)> {
    let resource = context.resource?;
    Some((&resource.path, resource.method(&context.request.method)?))
}

/// Refuses what is too large.
fn limit(request: &HttpRequest) -> Result<(), Failure> {
    // The length of a body, or what the client said it would be: a server need not read what is too long.
    let declared = request.headers.get("Content-Length").and_then(|length| length.parse().ok());
    if request.body.len().max(declared.unwrap_or_default()) > PAYLOAD_LIMIT {
        return Err(Failure::too_large(PAYLOAD_LIMIT));
    }
    let headers: usize = request.headers.iter().map(|(_, value)| value.len()).sum();
    if headers > HEADER_LIMIT {
        return Err(Failure::headers_too_large(HEADER_LIMIT));
    }
    Ok(())
}

/// Puts the gateway's own headers before an integration's.
fn complete(context: &RequestContext<'_>, method: &Method, reply: Reply) -> HttpResponse {
    let mut headers = gateway_headers(context.identities, reply.headers.len() + 1);
    let traced = method.integration.is_traced();
    for (name, value) in reply.headers {
        if !(traced && name.eq_ignore_ascii_case(TRACE_HEADER)) {
            headers.add(name, value);
        }
    }
    if traced {
        headers.add(TRACE_HEADER, context.identities.trace.complete.clone());
    }
    HttpResponse { status: reply.status, headers, body: reply.body }
}

impl std::fmt::Debug for Gateway {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Gateway").field("apis", &self.apis).finish_non_exhaustive()
    }
}
