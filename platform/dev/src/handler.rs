//! What a server hands requests to.

use crate::body::UnreadBody;
use async_trait::async_trait;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, EXPECT, HeaderValue, RETRY_AFTER};
use http::{StatusCode, request};
use http_body_util::Full;
use std::net::SocketAddr;

/// A response with its whole body.
pub type Response = http::Response<Full<Bytes>>;

/// A request whose body has not been read.
#[derive(Debug)]
pub struct Request {
    /// Method, target, headers.
    pub head: request::Parts,
    /// Who sent it.
    pub peer: SocketAddr,
    /// The address it arrived at.
    pub local: SocketAddr,
    pub(crate) body: UnreadBody,
}

/// Why a body could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// It is longer than the server's limit.
    #[error("the body is too long")]
    TooLong,
    /// It took longer than the server's limit.
    #[error("the body took too long")]
    TooSlow,
    /// The connection broke.
    #[error("the body broke off")]
    Broken,
    /// The bodies of other requests take all the room there is.
    #[error("too many bodies are under way; try again in a moment")]
    NoRoom,
}

impl BodyError {
    /// The response to give.
    pub fn response(self) -> Response {
        let status = match self {
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Broken => StatusCode::BAD_REQUEST,
            Self::NoRoom => StatusCode::SERVICE_UNAVAILABLE,
        };
        let mut response = text(status, &self.to_string());
        if self == Self::NoRoom {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}

impl Request {
    /// How long the body is, bytes, where the client says so.
    pub fn declared_length(&self) -> Option<u64> {
        self.head.headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
    }

    /// Leaves the body unread: the head says enough for an answer.
    pub fn without_body(self) -> request::Parts {
        // A client that asks first whether to send a body sends none after this answer.
        if !self.head.headers.contains_key(EXPECT) {
            self.body.leave();
        }
        self.head
    }

    /// Reads the body, within the server's limits. Its bytes count among those of all bodies under way until the last
    /// copy of them is gone.
    pub async fn body(self) -> Result<(request::Parts, Bytes), BodyError> {
        Ok((self.head, self.body.read().await?))
    }
}

/// Answers requests.
#[async_trait]
pub trait Handler: Send + Sync + 'static {
    /// Answers a request, whatever it is.
    async fn handle(&self, request: Request) -> Response;
}

/// A response of one line of text.
pub fn text(status: StatusCode, line: &str) -> Response {
    let mut response = Response::new(Full::new(Bytes::from(format!("{line}\n"))));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}
