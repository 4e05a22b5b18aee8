//! Calls of other servers, for `HTTP` and `HTTP_PROXY` integrations.

use crate::casing::{Casings, names_read};
use crate::header_text::{readable, value};
use async_trait::async_trait;
use bytes::Bytes;
use http::header::{HOST, HeaderName};
use http::{Method, Request, Uri};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use lockstep_gateway::{Headers, Outbound, OutboundError, OutboundRequest, OutboundResponse, PAYLOAD_LIMIT};
use rustls::crypto::ring::default_provider;
use std::error::Error;
use std::sync::OnceLock;
use std::time::Duration;

/// How long a connection that is not used stays open.
const IDLE_TIME: Duration = Duration::from_secs(30);

type Connections<Connector> = Client<Connector, Full<Bytes>>;

/// Calls other servers over HTTP/1.1, with and without TLS. Redirects are answers like any other, bodies stay as they are
/// encoded, names of headers keep their casing both ways. An answer longer than [`PAYLOAD_LIMIT`] is none.
///
/// TLS trusts whom the machine trusts.
#[derive(Debug, Default)]
pub struct OutboundClient {
    plain: OnceLock<Connections<HttpConnector>>,
    /// Made when first needed: reading the machine's certificates takes a while.
    secure: OnceLock<Result<Connections<HttpsConnector<HttpConnector>>, String>>,
    casings: Casings,
}

impl OutboundClient {
    /// A client without connections.
    pub fn new() -> Self {
        Self::default()
    }

    async fn exchange(&self, request: Request<Full<Bytes>>) -> Result<OutboundResponse, OutboundError> {
        let sent = if request.uri().scheme_str() == Some("https") {
            let client = self.secure.get_or_init(secure).as_ref();
            client.map_err(|problem| OutboundError::Unreachable(problem.clone()))?.request(request).await
        } else {
            self.plain.get_or_init(|| client(connector())).request(request).await
        };
        response(sent.map_err(|error| unreachable(&error))?).await
    }

    fn request(&self, request: OutboundRequest) -> Result<Request<Full<Bytes>>, OutboundError> {
        let OutboundRequest { method, url, headers, body, .. } = request;
        let bad = |problem: String| OutboundError::BadUrl { url: url.clone(), problem };
        let uri: Uri = url.parse().map_err(|error: http::uri::InvalidUri| bad(error.to_string()))?;
        match uri.scheme_str() {
            Some("http" | "https") => {}
            Some(other) => return Err(bad(format!("`{other}` is neither `http` nor `https`"))),
            None => return Err(bad("it has no scheme".to_owned())),
        }
        let unwritable = |what: &str| OutboundError::Unreachable(format!("{what} cannot be sent"));
        let method = Method::from_bytes(method.as_bytes()).map_err(|_| unwritable(&format!("`{method}`")))?;
        let mut made = Request::builder().method(method).uri(uri);
        *made.extensions_mut().ok_or_else(|| unwritable("the request"))? =
            self.casings.writing(headers.iter().map(|(name, _)| name).chain(["Host"]));
        for (name, text) in headers.iter() {
            let wanted = HeaderName::from_bytes(name.as_bytes());
            let (Ok(name), Some(value)) = (wanted, value(text)) else {
                return Err(unwritable(&format!("the header `{name}`")));
            };
            // The length is the sender's; so is the host, unless a mapping names another.
            let again = name == HOST && made.headers_ref().is_some_and(|headers| headers.contains_key(HOST));
            if name != http::header::CONTENT_LENGTH && !again {
                made = made.header(name, value);
            }
        }
        made.body(Full::new(body)).map_err(|error| OutboundError::Unreachable(error.to_string()))
    }
}

#[async_trait]
impl Outbound for OutboundClient {
    async fn send(&self, request: OutboundRequest) -> Result<OutboundResponse, OutboundError> {
        let timeout = request.timeout;
        let request = self.request(request)?;
        tokio::time::timeout(timeout, self.exchange(request)).await.map_err(|_| OutboundError::TimedOut)?
    }
}

async fn response(response: http::Response<Incoming>) -> Result<OutboundResponse, OutboundError> {
    let (head, body) = response.into_parts();
    let body = Limited::new(body, PAYLOAD_LIMIT).collect().await.map_err(|error| {
        if error.is::<LengthLimitError>() {
            return OutboundError::Unreachable(format!("it answered more than {PAYLOAD_LIMIT} bytes"));
        }
        OutboundError::Unreachable(format!("its answer broke off: {error}"))
    })?;
    let names = names_read(&head.headers, head.extensions);
    let values = head.headers.values().map(readable);
    let headers: Headers = names.into_iter().zip(values).collect();
    Ok(OutboundResponse { status: head.status.as_u16(), headers, body: body.to_bytes() })
}

fn connector() -> HttpConnector {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    connector.enforce_http(false);
    connector
}

fn secure() -> Result<Connections<HttpsConnector<HttpConnector>>, String> {
    let trusted = HttpsConnectorBuilder::new().with_provider_and_native_roots(default_provider());
    let trusted = trusted.map_err(|error| format!("the machine's certificates cannot be read: {error}"))?;
    Ok(client(trusted.https_only().enable_http1().wrap_connector(connector())))
}

fn client<Connector>(connector: Connector) -> Connections<Connector>
where
    Connector: hyper_util::client::legacy::connect::Connect + Clone,
{
    Client::builder(TokioExecutor::new())
        .pool_idle_timeout(IDLE_TIME)
        .pool_timer(hyper_util::rt::TokioTimer::new())
        .http1_preserve_header_case(true)
        .build(connector)
}

/// All that an error and its causes say.
fn unreachable(error: &dyn Error) -> OutboundError {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    OutboundError::Unreachable(text)
}
