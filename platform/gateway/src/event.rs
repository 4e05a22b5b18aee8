//! The event of a Lambda proxy integration.

use crate::message::{Headers, HttpRequest};
use crate::request_context::RequestContext;
use crate::trace::TRACE_HEADER;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

/// Request headers that never reach a function (recorded).
const DROPPED: [&str; 12] = [
    "Connection",
    "Content-Length",
    "Content-MD5",
    "Expect",
    "Max-Forwards",
    "Proxy-Authenticate",
    "Server",
    "TE",
    "Transfer-Encoding",
    "Trailer",
    "Upgrade",
    "WWW-Authenticate",
];

/// Request headers that the gateway says itself, whatever the client sent.
const REPLACED: [&str; 4] = [TRACE_HEADER, "X-Forwarded-For", "X-Forwarded-Port", "X-Forwarded-Proto"];

/// Names that a function sees in this casing whatever the client sent (recorded); all others keep theirs.
const CANONICAL: [&str; 4] = ["Authorization", "Host", "User-Agent", TRACE_HEADER];

/// Makes the event for a matched request.
pub(crate) fn proxy_event(context: &RequestContext<'_>) -> Value {
    let request = context.request;
    let headers = event_headers(request, &context.identities.trace.incoming);
    let (body, encoded) = body(context);
    json!({
        "resource": context.resource.map(|resource| resource.path.as_str()),
        "path": context.target().event_path(context.api),
        "httpMethod": request.method,
        "headers": last_values(headers.iter().map(|(name, values)| (name.as_str(), values.as_slice()))),
        "multiValueHeaders":
            all_values(headers.iter().map(|(name, values)| (name.as_str(), values.as_slice()))),
        "queryStringParameters":
            last_values(context.query.0.iter().map(|(name, values)| (name.as_str(), values.as_slice()))),
        "multiValueQueryStringParameters":
            all_values(context.query.0.iter().map(|(name, values)| (name.as_str(), values.as_slice()))),
        "pathParameters": strings(context.path_parameters.iter().copied()),
        "stageVariables":
            strings(context.api.stage.variables.iter().map(|(name, value)| (name.as_str(), value.as_str()))),
        "requestContext": context.event_member(),
        "body": body,
        "isBase64Encoded": encoded,
    })
}

/// Header lines by name, plus what the gateway adds.
fn event_headers(request: &HttpRequest, trace: &str) -> Vec<(String, Vec<String>)> {
    let mut headers: Vec<(String, Vec<String>)> = Vec::with_capacity(request.headers.len() + 4);
    visible_headers(request, trace, |name, value| {
        match headers.iter_mut().find(|(present, _)| present.eq_ignore_ascii_case(name)) {
            Some((_, values)) => values.push(value.to_owned()),
            None => headers.push((name.to_owned(), vec![value.to_owned()])),
        }
    });
    headers
}

/// The header lines that an integration gets to see, in order: functions in their event, templates by `$input.params`
/// (both recorded). The client's first, without those that are dropped; then what the gateway itself says.
pub(crate) fn visible_headers(request: &HttpRequest, trace: &str, mut visit: impl FnMut(&str, &str)) {
    for (name, value) in request.headers.iter() {
        let replaced = REPLACED.iter().chain(&DROPPED).any(|known| known.eq_ignore_ascii_case(name));
        if !replaced {
            visit(canonical(name), value);
        }
    }
    let [trace_header, forwarded_for_header, port, scheme] = REPLACED;
    visit(trace_header, trace);
    visit(forwarded_for_header, &forwarded_for(&request.headers, request));
    visit(port, &request.port.to_string());
    visit(scheme, request.scheme.as_str());
}

fn canonical(name: &str) -> &str {
    CANONICAL.into_iter().find(|known| known.eq_ignore_ascii_case(name)).unwrap_or(name)
}

/// Documented: the address of the sender is appended to what proxies before it said.
fn forwarded_for(headers: &Headers, request: &HttpRequest) -> String {
    match headers.get("X-Forwarded-For") {
        Some(earlier) => format!("{earlier}, {}", request.source_ip),
        None => request.source_ip.to_string(),
    }
}

/// Recorded: an absent body is `null`; a body whose media type is binary is base64; any other is text, and bytes that
/// are none become U+FFFD.
fn body(context: &RequestContext<'_>) -> (Value, bool) {
    let request = context.request;
    let binary = context.api.binary_media_types.holds_content(request.headers.get("Content-Type"));
    if request.body.is_empty() {
        (Value::Null, false)
    } else if binary {
        (Value::String(STANDARD.encode(&request.body)), true)
    } else {
        (Value::String(String::from_utf8_lossy(&request.body).into_owned()), false)
    }
}

/// Recorded: single maps keep the last value, and a map without members is `null`.
fn last_values<'a>(entries: impl Iterator<Item = (&'a str, &'a [String])>) -> Value {
    strings(entries.map(|(name, values)| (name, values.last().map(String::as_str).unwrap_or_default())))
}

fn strings<'a>(entries: impl Iterator<Item = (&'a str, &'a str)>) -> Value {
    let map: Map<String, Value> = entries.map(|(name, value)| (name.to_owned(), value.into())).collect();
    if map.is_empty() { Value::Null } else { Value::Object(map) }
}

fn all_values<'a>(entries: impl Iterator<Item = (&'a str, &'a [String])>) -> Value {
    let map: Map<String, Value> = entries.map(|(name, values)| (name.to_owned(), values.into())).collect();
    if map.is_empty() { Value::Null } else { Value::Object(map) }
}
