//! The way of a request: find the API and the method, let it pass or not, integrate, answer.

use crate::access_log::{AccessLog, IntegrationOutcome, Outcome};
use crate::api::{Api, Method};
use crate::authorise::{Authorized, no_method};
use crate::compression::{self, NotCompressed};
use crate::definition::{ApiKeySource, UsageDefinition};
use crate::error::{LoadError, LoadErrors};
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
use crate::usage::{Call, Usage};
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
    usage: Usage,
    access_log: Option<Arc<dyn AccessLog>>,
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
        let backends = Backends { invoke, outbound: None };
        Ok(Self { apis, by_first_segment, backends, usage: Usage::default(), access_log: None, surroundings })
    }

    /// Knows API keys and usage plans; without them nobody passes a method that needs a key. Plans name APIs by
    /// [`Api::id`].
    ///
    /// # Errors
    /// Every mistake in them, also stages and methods that are not served here.
    pub fn with_usage(mut self, usage: &UsageDefinition) -> Result<Self, LoadErrors> {
        self.usage = Usage::compile(usage, &self.apis)?;
        Ok(self)
    }

    /// Writes the access logs of stages that [have a format](crate::Stage::access_log).
    #[must_use]
    pub fn with_access_log(mut self, access_log: Arc<dyn AccessLog>) -> Self {
        self.access_log = Some(access_log);
        self
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
            method.is_some_and(Method::takes_body)
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
        let mut context = RequestContext {
            api,
            request: &request,
            identities: &identities,
            whole_path: target.whole_path(),
            query: &query,
            resource,
            path_parameters,
            authorized: Authorized::default(),
            api_key: None,
        };
        let mut called = None;
        let passed = match readable {
            Ok(()) => self.pass(&mut context, &mut called).await,
            Err(NotCompressed) => Err(Failure::unsupported_media_type()),
        };
        let (mut response, failure) = match passed {
            Ok(response) => (response, None),
            Err(failure) => (failure.response(&context), Some(failure)),
        };
        if let Some(minimum) = api.minimum_compression_size {
            compression::compress(&mut response, minimum, request.headers.get("Accept-Encoding"));
        }
        self.log(&context, &response, failure.as_ref(), called);
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

    /// The way of a request that an API serves: let it pass or not, call the integration, answer.
    async fn pass(
        &self,
        context: &mut RequestContext<'_>,
        called: &mut Option<IntegrationCall>,
    ) -> Result<HttpResponse, Failure> {
        limit(context.request)?;
        let method = context.resource.and_then(|resource| resource.method(&context.request.method));
        let method = method.ok_or_else(|| no_method(context))?;
        self.admit(context, method).await?;
        if let Some(validator) = &method.validator {
            validator.check(context)?;
        }
        let begun = self.surroundings.now();
        let reply = integrate(&method.integration, context, &self.backends).await;
        let latency = self.surroundings.now().duration_since(begun).as_millis();
        *called = Some(IntegrationCall {
            latency: latency.try_into().unwrap_or(i64::MAX),
            status: reply.as_ref().map(|reply| reply.backend_status).ok(),
        });
        let reply = reply?;
        if reply.body.len() > PAYLOAD_LIMIT {
            return Err(context.internal(&"the response is longer than a response may be"));
        }
        Ok(complete(context, method, reply))
    }

    /// Lets a request pass or not: authorizer, API key with its plan, then the stage's own limits.
    async fn admit(&self, context: &mut RequestContext<'_>, method: &Method) -> Result<(), Failure> {
        let invoke = &*self.backends.invoke;
        let authorizers = &context.api.authorizers;
        let verdict =
            authorizers.authorise(context, &method.authorization, invoke, &*self.surroundings).await;
        context.authorized = verdict.authorized;
        if let Some(refusal) = verdict.refusal {
            return Err(refusal);
        }
        let resource_path = context.resource.map(|resource| resource.path.as_str()).unwrap_or_default();
        let now = context.identities.now;
        if method.api_key_required {
            let key = match context.api.key_source {
                ApiKeySource::Header => context.request.headers.get("X-API-Key"),
                ApiKeySource::Authorizer => context.authorized.usage_identifier_key(),
            };
            let (api, stage) = (&context.api.id, &context.api.stage.name);
            let call = Call { api, stage, resource_path, verb: &method.verb };
            context.api_key = Some(self.usage.admit(key, call, now)?);
        }
        context.api.throttle.admit(resource_path, &method.verb, now)
    }

    fn log(
        &self,
        context: &RequestContext<'_>,
        response: &HttpResponse,
        failure: Option<&Failure>,
        called: Option<IntegrationCall>,
    ) {
        let Some((log, format)) = self.access_log.as_ref().zip(context.api.access_log.as_ref()) else {
            return;
        };
        let latency = self.surroundings.now().duration_since(context.identities.now).as_millis();
        let outcome = Outcome {
            status: response.status,
            response_length: response.body.len(),
            response_latency: latency.try_into().unwrap_or(i64::MAX),
            integration: called.map(|called| IntegrationOutcome {
                latency: called.latency,
                service_status: called.status,
                status: called.status,
                request_id: None,
                error: failure.and_then(Failure::message),
            }),
            error: failure.map(Failure::error_variables),
        };
        log.line(context.api.version, &context.api.stage.name, &format.line(context, &outcome));
    }
}

/// What the access log tells of a call.
struct IntegrationCall {
    latency: i64,
    status: Option<u16>,
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
