//! Lambda integration behind mapping templates (`AWS`).

use super::request_body::RequestBody;
use super::request_parameters::Mapped;
use super::{Backends, Integration};
use crate::content::Content;
use crate::gateway_response::Failure;
use crate::invoke::{Invocation, InvocationKind, InvokeError};
use crate::mapping::Overrides;
use crate::message::Headers;
use crate::payload::Payload;
use crate::request_context::RequestContext;
use crate::respond::{Answer, AnswerBody, Reply};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::IgnoredAny;
use serde_json::Value;
use std::borrow::Cow;

/// Renders the event, calls the function, and makes the client's response of what it returned or failed with.
pub(super) async fn answer(
    integration: &Integration,
    function: &str,
    context: &RequestContext<'_>,
    backends: &Backends,
) -> Result<Reply, Failure> {
    let mut overrides = Overrides::default();
    let (payload, body) = integration.templates.make(context, &mut overrides)?;
    let mapped = integration.parameters.map(context, &body, &overrides)?;
    let identities = context.identities;
    let kind = kind(&mapped);
    let invocation = Invocation {
        function: function.to_owned(),
        version: context.api.version,
        event: Payload::Text(event(payload, context)?),
        request_id: identities.request_id.clone(),
        trace_id: identities.trace.complete.clone(),
        client_context: client_context(&mapped),
        kind,
        timeout: integration.timeout,
    };
    let outcome = backends.invoke.invoke(invocation).await;
    let answer = taken(outcome, kind, function, context)?;
    integration.responses.respond(context, answer, &mut overrides)
}

/// What the function gets. Recorded: nothing at all is `{}`.
fn event(payload: RequestBody<'_>, context: &RequestContext<'_>) -> Result<String, Failure> {
    let text = match payload {
        RequestBody::Rendered(_, text) => text,
        RequestBody::Passed(Content::Text(bytes)) => {
            String::from_utf8(bytes.into()).map_err(|error| context.internal(&error))?
        }
        RequestBody::Passed(Content::Binary(_)) => {
            return Err(context.internal(&"a function takes JSON, and the payload is binary"));
        }
    };
    if text.trim().is_empty() {
        return Ok("{}".to_owned());
    }
    // Lambda refuses what is no JSON with a 400 of its own. Silent what API Gateway makes of that; Lambda's other refusals,
    // such as its throttling, are a 500.
    serde_json::from_str::<IgnoredAny>(&text)
        .map_err(|error| context.misconfigured(&format_args!("the event is no JSON: {error}")))?;
    Ok(text)
}

/// Documented: the mapped header `X-Amz-Invocation-Type` makes the call asynchronous.
fn kind(mapped: &Mapped) -> InvocationKind {
    match header(mapped, "X-Amz-Invocation-Type") {
        Some("Event") => InvocationKind::Event,
        _ => InvocationKind::RequestResponse,
    }
}

/// Documented by Lambda: base64 of JSON. Silent: anything else is left out.
fn client_context(mapped: &Mapped) -> Option<String> {
    let encoded = header(mapped, "X-Amz-Client-Context")?;
    STANDARD.decode(encoded).ok().and_then(|bytes| String::from_utf8(bytes).ok())
}

fn header<'a>(mapped: &'a Mapped, name: &str) -> Option<&'a str> {
    let mut headers = mapped.headers.iter();
    headers.find(|(present, _)| present.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

/// Lambda's answer. Recorded: patterns are matched against the error message of a failed function, and against nothing when it
/// succeeded; the error object is the payload. Documented: it is the header `X-Amz-Function-Error` that tells a failure.
fn taken<'a>(
    outcome: Result<Payload, InvokeError>,
    kind: InvocationKind,
    function: &str,
    context: &RequestContext<'_>,
) -> Result<Answer<'a>, Failure> {
    let mut headers = Headers::with_capacity(4);
    headers.add("Content-Type", "application/json");
    headers.add("x-amzn-RequestId", context.identities.request_id.clone());
    headers.add("X-Amzn-Trace-Id", context.identities.trace.complete.clone());
    let (subject, body) = match outcome {
        // Documented by Lambda: an asynchronous call is answered by 202 and nothing else.
        Ok(_) if kind == InvocationKind::Event => (String::new(), AnswerBody::Empty),
        Ok(payload) => (String::new(), AnswerBody::Payload(payload)),
        Err(InvokeError::Failed(error)) => {
            context.log(&format_args!("the function {function} failed: {error}"));
            headers.add("X-Amz-Function-Error", "Unhandled");
            let message = error.get("errorMessage").and_then(Value::as_str).unwrap_or_default().to_owned();
            (message, AnswerBody::Payload(error.into()))
        }
        Err(error) => {
            context.log(&format_args!("the function {function} was invoked in vain: {error}"));
            return Err(match error {
                InvokeError::TimedOut => Failure::timed_out(),
                _ => Failure::internal(500),
            });
        }
    };
    Ok(Answer { subject: Cow::Owned(subject), status: 200, headers, body })
}
