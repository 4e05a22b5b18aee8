//! What the gateway needs to call other servers.

use crate::message::Headers;
use async_trait::async_trait;
use bytes::Bytes;
use std::time::Duration;

/// A request to another server (`HTTP` and `HTTP_PROXY` integrations).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboundRequest {
    /// The verb.
    pub method: String,
    /// Scheme, host, path and query, percent-encoded.
    pub url: String,
    /// Header lines. `Content-Length` is the sender's, and `Host` unless it stands here: that was mapped.
    pub headers: Headers,
    /// The whole body.
    pub body: Bytes,
    /// How long the gateway waits for the whole answer.
    pub timeout: Duration,
}

/// Another server's answer, redirects not followed, nothing decompressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboundResponse {
    /// The status.
    pub status: u16,
    /// Header lines as received.
    pub headers: Headers,
    /// The whole body.
    pub body: Bytes,
}

/// Why another server gave no answer. A caller sees 504 or 500; the text is for the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OutboundError {
    /// It took longer than the gateway waits.
    #[error("the server did not answer in time")]
    TimedOut,
    /// It could not be reached, or what it answered is no HTTP.
    #[error("the server cannot be reached: {0}")]
    Unreachable(String),
    /// The URL is none.
    #[error("`{url}` is no URL that can be called: {problem}")]
    BadUrl {
        /// The URL.
        url: String,
        /// What is wrong with it.
        problem: String,
    },
}

/// Calls other servers.
#[async_trait]
pub trait Outbound: Send + Sync {
    /// Sends a request and waits for the whole answer.
    async fn send(&self, request: OutboundRequest) -> Result<OutboundResponse, OutboundError>;
}
