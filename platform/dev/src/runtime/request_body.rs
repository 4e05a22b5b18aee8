//! What a process sends: the body of a request to the Runtime API.

use crate::lambda_failure::RESPONSE_LIMIT;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::HeaderMap;
use http_body_util::BodyExt;
use hyper::body::Incoming;

/// How much is thrown away of a body that is too long, so that its sender reads the answer.
const THROWN_AWAY: usize = 64 * 1024 * 1024;

/// Trailers of a response that was streamed and broke off (documented).
const ERROR_TYPE: &str = "lambda-runtime-function-error-type";
const ERROR_BODY: &str = "lambda-runtime-function-error-body";

/// What came of reading a body.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum RequestBody {
    /// All of it.
    Whole(Bytes),
    /// The function failed while it streamed: the error that stands after the body.
    Failed { body: Bytes, error_type: String },
    /// It is longer than a response may be.
    TooLarge,
    /// The connection broke.
    BrokenOff,
}

/// Reads a body.
pub(crate) async fn read(mut incoming: Incoming) -> RequestBody {
    let mut first: Option<Bytes> = None;
    let mut rest: Vec<u8> = Vec::new();
    let mut length = 0;
    while let Some(frame) = incoming.frame().await {
        let Ok(frame) = frame else { return RequestBody::BrokenOff };
        match frame.into_data() {
            Ok(data) => {
                length += data.len();
                if length > THROWN_AWAY {
                    return RequestBody::TooLarge;
                }
                if length > RESPONSE_LIMIT {
                    (first, rest) = (None, Vec::new());
                } else if first.is_none() {
                    // Most bodies are one piece, which is not copied.
                    first = Some(data);
                } else {
                    rest.extend_from_slice(&data);
                }
            }
            Err(frame) => {
                if let Some(failed) = frame.trailers_ref().and_then(failure) {
                    return failed;
                }
            }
        }
    }
    match first {
        _ if length > RESPONSE_LIMIT => RequestBody::TooLarge,
        None => RequestBody::Whole(Bytes::new()),
        Some(first) if rest.is_empty() => RequestBody::Whole(first),
        Some(first) => RequestBody::Whole([first.as_ref(), &rest].concat().into()),
    }
}

/// The error in the trailers of a streamed response.
fn failure(trailers: &HeaderMap) -> Option<RequestBody> {
    let error_type = trailers.get(ERROR_TYPE)?.to_str().ok()?.to_owned();
    let body = trailers.get(ERROR_BODY).and_then(|body| STANDARD.decode(body).ok()).unwrap_or_default();
    Some(RequestBody::Failed { body: body.into(), error_type })
}
