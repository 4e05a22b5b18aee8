//! The Lambda Runtime API, 2018-06-01, as one process sees it.
//!
//! Documented ("Using the Lambda runtime API for custom runtimes"); what the documentation leaves open is as in AWS's own
//! emulator of the interface. The interface knows no credentials, so each process has a listener of its own, on loopback.

use super::exchange::{Answer, Event, Exchange, Refusal};
use super::request_body::{self, RequestBody};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Method, Request, Response, StatusCode};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::json;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// The connections that a process may have open at once; more are closed.
const CONNECTIONS: usize = 16;

const VERSION: &str = "/2018-06-01/runtime/";

/// Headers that browsers send whatever a page wants, and runtimes never.
const BROWSERS_OWN: [&str; 2] = ["origin", "sec-fetch-site"];

/// Serves a process until the future is dropped, which closes every connection.
pub(crate) async fn serve(listener: TcpListener, exchange: Arc<Exchange>) {
    let mut connections = JoinSet::new();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                while connections.try_join_next().is_some() {}
                if connections.len() < CONNECTIONS {
                    connections.spawn(connection(stream, Arc::clone(&exchange)));
                }
            }
            // Usually too many open files: others may close some meanwhile.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

async fn connection(stream: TcpStream, exchange: Arc<Exchange>) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        let exchange = Arc::clone(&exchange);
        async move { Ok::<_, Infallible>(answer(&exchange, request).await) }
    });
    let served = http1::Builder::new()
        // Simple clients compare names letter by letter.
        .title_case_headers(true)
        .serve_connection(TokioIo::new(stream), service)
        .await;
    if let Err(error) = served {
        tracing::debug!(%error, "a function's connection to its Runtime API broke");
    }
}

async fn answer(exchange: &Exchange, request: Request<Incoming>) -> Response<Full<Bytes>> {
    let (head, body) = request.into_parts();
    // A page in a browser on the same machine can reach any port of it, and would take an event from its function.
    if BROWSERS_OWN.iter().any(|name| head.headers.contains_key(*name)) {
        return empty(StatusCode::FORBIDDEN);
    }
    let Some(place) = head.uri.path().strip_prefix(VERSION) else { return not_found() };
    let segments: Vec<&str> = place.split('/').collect();
    let wanted = match segments.as_slice() {
        ["invocation", "next"] => Method::GET,
        ["invocation", _, "response" | "error"] | ["init", "error"] => Method::POST,
        _ => return not_found(),
    };
    if head.method != wanted {
        return empty(StatusCode::METHOD_NOT_ALLOWED);
    }
    match segments.as_slice() {
        ["invocation", "next"] => match exchange.next().await {
            Ok(event) => event_response(&event),
            Err(refusal) => refused(refusal, "Ready"),
        },
        ["invocation", id, "response"] => response(exchange, id, &head.headers, body).await,
        ["invocation", id, _] => {
            let taken = match exchange.expects(id) {
                Ok(()) => error(&head.headers, body).await.map(|error| exchange.answer(id, error)),
                Err(refusal) => Some(Err(refusal)),
            };
            taken.map_or_else(truncated, |taken| accepted(taken, "InvocationErrorResponse"))
        }
        _ => {
            let taken = error(&head.headers, body).await.map(|error| exchange.init_error(error));
            taken.map_or_else(truncated, |taken| accepted(taken, "InitError"))
        }
    }
}

/// Takes a response. One that is streamed is collected: API Gateway waits for the whole of it.
async fn response(
    exchange: &Exchange,
    id: &str,
    headers: &HeaderMap,
    body: Incoming,
) -> Response<Full<Bytes>> {
    match headers.get("lambda-runtime-function-response-mode").map(HeaderValue::as_bytes) {
        None | Some(b"streaming" | b"buffered") => {}
        Some(_) => {
            return failed(
                StatusCode::BAD_REQUEST,
                "InvalidFunctionResponseMode",
                "Invalid function response mode",
            );
        }
    }
    // Said before the body is read: who answers for somebody else need not send much.
    if let Err(refusal) = exchange.expects(id) {
        return refused(refusal, "InvocationResponse");
    }
    let answer = match request_body::read(body).await {
        RequestBody::Whole(body) => Answer::Response(body),
        RequestBody::Failed { body, error_type } => Answer::Error { body, error_type: Some(error_type) },
        RequestBody::TooLarge => Answer::TooLarge,
        RequestBody::BrokenOff => return truncated(),
    };
    let too_large = answer == Answer::TooLarge;
    match exchange.answer(id, answer) {
        Ok(()) if too_large => {
            let limit = crate::lambda_failure::RESPONSE_LIMIT;
            let message = format!("Exceeded maximum allowed payload size ({limit} bytes).");
            failed(StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLarge", &message)
        }
        taken => accepted(taken, "InvocationResponse"),
    }
}

/// Reads an error; nothing if the connection breaks.
async fn error(headers: &HeaderMap, body: Incoming) -> Option<Answer> {
    let error_type = headers.get("lambda-runtime-function-error-type");
    let error_type = error_type.and_then(|value| value.to_str().ok()).map(str::to_owned);
    match request_body::read(body).await {
        RequestBody::Whole(body) | RequestBody::Failed { body, .. } => {
            Some(Answer::Error { body, error_type })
        }
        RequestBody::TooLarge => Some(Answer::TooLarge),
        RequestBody::BrokenOff => None,
    }
}

fn event_response(event: &Event) -> Response<Full<Bytes>> {
    let deadline = event.deadline.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let deadline = deadline.as_millis().to_string();
    let mut response = Response::new(Full::new(event.body.clone()));
    let headers = response.headers_mut();
    let mut set = |name: &'static str, value: &str| {
        // What no header can hold is left out rather than the event held back.
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    };
    set("lambda-runtime-aws-request-id", &event.request_id);
    set("lambda-runtime-deadline-ms", &deadline);
    set("lambda-runtime-invoked-function-arn", &event.arn);
    set("lambda-runtime-trace-id", &event.trace_id);
    if let Some(context) = &event.client_context {
        set("lambda-runtime-client-context", context);
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn accepted(taken: Result<(), Refusal>, transition: &str) -> Response<Full<Bytes>> {
    match taken {
        Ok(()) => document(StatusCode::ACCEPTED, &json!({ "status": "OK" })),
        Err(refusal) => refused(refusal, transition),
    }
}

fn refused(refusal: Refusal, transition: &str) -> Response<Full<Bytes>> {
    match refusal {
        Refusal::RequestId => failed(StatusCode::BAD_REQUEST, "InvalidRequestID", "Invalid request ID"),
        Refusal::State(state) => {
            let message = format!(
                "State transition from {state} to {transition} failed for runtime. Error: State transition is not allowed"
            );
            failed(StatusCode::FORBIDDEN, "InvalidStateTransition", &message)
        }
    }
}

fn truncated() -> Response<Full<Bytes>> {
    failed(StatusCode::BAD_REQUEST, "TruncatedHTTPRequest", "HTTP request detected as truncated")
}

fn failed(status: StatusCode, error_type: &str, message: &str) -> Response<Full<Bytes>> {
    document(status, &json!({ "errorMessage": message, "errorType": error_type }))
}

fn document(status: StatusCode, document: &serde_json::Value) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(format!("{document}\n"))));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn not_found() -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from_static(b"404 page not found\n")));
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

fn empty(status: StatusCode) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::new()));
    *response.status_mut() = status;
    response
}
