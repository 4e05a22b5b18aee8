//! Another server, through mapping templates (`HTTP`).

use super::integration::Server;
use super::request_body::RequestBody;
use super::uri::UriQuery;
use super::{Backends, Integration};
use crate::gateway_response::Failure;
use crate::mapping::Overrides;
use crate::media_type::JSON;
use crate::message::Headers;
use crate::outbound::{OutboundError, OutboundRequest, OutboundResponse};
use crate::request_context::RequestContext;
use crate::respond::{Answer, AnswerBody, Reply};
use crate::trace::TRACE_HEADER;
use bytes::Bytes;
use std::borrow::Cow;

/// Renders the request, sends it, and makes the client's response of what the server answered. Recorded: patterns are matched
/// against the server's status; what the client gets when none matches is the default response, whatever that status was.
pub(super) async fn answer(
    integration: &Integration,
    server: &Server,
    context: &RequestContext<'_>,
    backends: &Backends,
) -> Result<Reply, Failure> {
    let mut overrides = Overrides::default();
    let (payload, body) = integration.templates.make(context, &mut overrides)?;
    let mapped = integration.parameters.map(context, &body, &overrides)?;
    let mut query = UriQuery::new(server.uri.fill(&mapped.path));
    for (name, value) in &mapped.query {
        query.append(name, value);
    }
    let (media_type, body) = match payload {
        RequestBody::Rendered(media_type, text) => (Some(media_type), Bytes::from(text)),
        RequestBody::Passed(passed) => (None, passed.into_bytes()),
    };
    let mut headers = Headers::with_capacity(mapped.headers.len() + 5);
    add_mapped(&mut headers, mapped.headers);
    if !has_no_body(&context.request.method) {
        let content_type = media_type.or_else(|| context.request.headers.get("Content-Type")).unwrap_or(JSON);
        add_default(&mut headers, "Content-Type", content_type);
    }
    let request = request(integration, server, context, query.into_uri(), headers, body);
    let response = send(request, context, backends).await?;
    let answer = Answer {
        subject: Cow::Owned(response.status.to_string()),
        status: response.status,
        headers: response.headers,
        body: AnswerBody::Bytes(response.body),
    };
    integration.responses.respond(context, answer, &mut overrides)
}

/// Recorded: what is mapped onto these never reaches the server.
const NOT_SENT: [&str; 5] = ["Connection", "Expect", "Proxy-Authenticate", "TE", "Via"];

/// What frames a message is the sender's alone: mapping it is a 500 for every request (recorded), and a template's override
/// (silent) must not say another length than the body has.
const FRAMING: [&str; 2] = ["Content-Length", "Transfer-Encoding"];

/// Adds what parameter mapping made.
pub(super) fn add_mapped(headers: &mut Headers, mapped: Vec<(String, String)>) {
    for (name, value) in mapped {
        if !NOT_SENT.iter().chain(&FRAMING).any(|own| own.eq_ignore_ascii_case(&name)) {
            headers.add(name, value);
        }
    }
}

fn add_default(headers: &mut Headers, name: &'static str, value: &str) {
    if !headers.contains(name) {
        headers.add(name, value);
    }
}

/// Verbs whose requests have no body (recorded for `GET`).
fn has_no_body(verb: &str) -> bool {
    matches!(verb, "GET" | "HEAD" | "OPTIONS")
}

/// Completes a request. Recorded: the gateway names itself unless something else does, and says which API it acts for.
pub(super) fn request(
    integration: &Integration,
    server: &Server,
    context: &RequestContext<'_>,
    url: String,
    mut headers: Headers,
    body: Bytes,
) -> OutboundRequest {
    add_default(&mut headers, "Accept", JSON);
    add_default(&mut headers, "User-Agent", &format!("AmazonAPIGateway_{}", context.api.id));
    headers.remove("X-Amzn-Apigateway-Api-Id");
    headers.add("X-Amzn-Apigateway-Api-Id", context.api.id.clone());
    headers.remove(TRACE_HEADER);
    headers.add(TRACE_HEADER, context.identities.trace.complete.clone());
    let method = server.verb(&context.request.method).to_owned();
    let body = if has_no_body(&method) { Bytes::new() } else { body };
    OutboundRequest { method, url, headers, body, timeout: integration.timeout }
}

/// Sends a request and waits for the answer.
pub(super) async fn send(
    request: OutboundRequest,
    context: &RequestContext<'_>,
    backends: &Backends,
) -> Result<OutboundResponse, Failure> {
    let Some(outbound) = &backends.outbound else {
        return Err(context.internal(&"this gateway calls no other servers"));
    };
    outbound.send(request).await.map_err(|error| {
        context.log(&error);
        match error {
            OutboundError::TimedOut => Failure::timed_out(),
            OutboundError::Unreachable(_) => Failure::unreachable(),
            OutboundError::BadUrl { .. } => Failure::internal(500),
        }
    })
}
