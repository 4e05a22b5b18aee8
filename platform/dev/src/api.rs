//! A gateway over HTTP.

use crate::casing::Casings;
use crate::handler::{Handler, Request, Response};
use crate::header_text::{readable, value};
use crate::sent_head::SentHead;
use async_trait::async_trait;
use bytes::Bytes;
use http::header::HeaderName;
use http::{StatusCode, Version};
use http_body_util::Full;
use lockstep_gateway::{Gateway, Headers, HttpRequest, HttpResponse, PAYLOAD_LIMIT, Scheme};
use std::net::SocketAddr;

/// Headers that there is room for before any is added.
const MOST_RESERVED: usize = 64;

/// Serves a gateway.
#[derive(Debug)]
pub struct Api {
    gateway: Gateway,
    /// How clients reach the server where that is not as requests arrive here.
    public: Option<(Scheme, u16)>,
    casings: Casings,
}

impl Api {
    /// A handler for a gateway that clients reach directly: without TLS, at the port that the server listens on.
    pub fn new(gateway: Gateway) -> Self {
        Self { gateway, public: None, casings: Casings::default() }
    }

    /// Clients reach the server by way of a proxy, which they speak to by this scheme and at this port. Functions see
    /// both, as they do behind API Gateway.
    #[must_use]
    pub fn reached_by(mut self, scheme: Scheme, port: u16) -> Self {
        self.public = Some((scheme, port));
        self
    }

    /// Whether a request is one for the gateway.
    pub fn serves(&self, request: &Request) -> bool {
        request.head.uri.path_and_query().is_some_and(|target| self.gateway.serves(target.as_str()))
    }

    fn takes_body(&self, request: &Request) -> bool {
        self.gateway.takes_body(request.head.method.as_str(), target(&request.head))
    }
}

/// Path and query as sent.
fn target(head: &http::request::Parts) -> &str {
    head.uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str)
}

#[async_trait]
impl Handler for Api {
    async fn handle(&self, request: Request) -> Response {
        let peer = request.peer;
        let reached = self.public.unwrap_or((Scheme::Http, request.local.port()));
        // What no function gets, or says itself that it is too long, is not read: the gateway answers it by its head.
        let too_long = request.declared_length().is_some_and(|length| length > PAYLOAD_LIMIT as u64);
        let (head, body) = if too_long || !self.takes_body(&request) {
            (request.without_body(), Bytes::new())
        } else {
            match request.body().await {
                Ok(whole) => whole,
                Err(error) => return error.response(),
            }
        };
        let answer = self.gateway.answer(gateway_request(&head, body, peer, reached)).await;
        response(answer, &self.casings)
    }
}

fn gateway_request(
    head: &http::request::Parts,
    body: Bytes,
    peer: SocketAddr,
    (scheme, port): (Scheme, u16),
) -> HttpRequest {
    HttpRequest {
        method: head.method.as_str().to_owned(),
        target: target(head).to_owned(),
        protocol: if head.version == Version::HTTP_10 { "HTTP/1.0" } else { "HTTP/1.1" },
        headers: lines(head),
        body,
        source_ip: peer.ip(),
        scheme,
        port,
    }
}

/// The header lines, as they were sent where that is known.
fn lines(head: &http::request::Parts) -> Headers {
    let sent = head.extensions.get::<SentHead>().and_then(|sent| sent.headers(&head.headers));
    match sent {
        Some(lines) => lines.into_iter().map(|(name, value)| (name.to_owned(), readable(value))).collect(),
        None => {
            head.headers.iter().map(|(name, value)| (name.as_str().to_owned(), readable(value))).collect()
        }
    }
}

/// The answer as it goes out, names in the gateway's casing.
fn response(answer: HttpResponse, casings: &Casings) -> Response {
    let mut response = Response::new(Full::new(answer.body));
    *response.extensions_mut() = casings.writing(answer.headers.iter().map(|(name, _)| name));
    // Below 200 is no answer but the promise of one, which the HTTP library refuses to send and closes the connection for.
    let status = StatusCode::from_u16(answer.status).ok().filter(|status| !status.is_informational());
    *response.status_mut() = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    // A map of headers has its limits, and panics beyond them unless it is only asked to try.
    let _ = headers.try_reserve(answer.headers.len().min(MOST_RESERVED));
    for (name, text) in answer.headers {
        let line = HeaderName::from_bytes(name.as_bytes()).ok().zip(value(text));
        let sent = line.is_some_and(|(name, value)| headers.try_append(name, value).is_ok());
        if !sent {
            tracing::error!(name = %name.escape_default(), "a header that cannot be sent was left out");
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::{Casings, HeaderName, HttpResponse, response};
    use bytes::Bytes;

    fn answer(status: u16, headers: &[(&str, &str)]) -> HttpResponse {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
        HttpResponse { status, headers, body: Bytes::new() }
    }

    #[test]
    fn what_cannot_be_sent_is_left_out() {
        let lines =
            [("X-Good", "1"), ("X-Bad", "a\r\nX-Forged: 1"), ("X-Bad: 1\r\nX-Forged", "1"), ("X-Nul", "\0")];
        let sent = response(answer(200, &lines), &Casings::default());
        let names: Vec<&str> = sent.headers().keys().map(HeaderName::as_str).collect();
        assert_eq!(names, ["x-good"]);
    }

    #[test]
    fn more_headers_than_a_map_holds_are_no_panic() {
        let names: Vec<String> = (0..40_000).map(|number| format!("x-{number}")).collect();
        let lines: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "1")).collect();
        assert!(response(answer(200, &lines), &Casings::default()).headers().len() > 20_000);
    }

    #[test]
    fn a_status_that_is_no_answer_is_a_500() {
        for (status, sent) in
            [(100, 500), (101, 500), (199, 500), (200, 200), (599, 599), (999, 999), (1000, 500)]
        {
            assert_eq!(response(answer(status, &[]), &Casings::default()).status(), sent);
        }
    }
}
