//! A bare server: what HTTP alone costs here. It reads the request's body and answers the same few bytes to everything.

use anyhow::Result;
use bytes::Bytes;
use http::Response;
use http::header::{CONTENT_TYPE, HeaderValue};
use http_body_util::{BodyExt as _, Full};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// As long as what the gateway's routes answer.
const ANSWER: &[u8] = br#"{"text":"Hello, Ada!","days":6}"#;

/// Serves until the process ends.
///
/// # Errors
/// The address cannot be listened on.
pub async fn serve(address: SocketAddr) -> Result<()> {
    let listener = TcpListener::bind(address).await?;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let service = service_fn(|request: http::Request<hyper::body::Incoming>| async {
            let body = request.into_body().collect().await?.to_bytes();
            drop(body);
            let mut response = Response::new(Full::new(Bytes::from_static(ANSWER)));
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            Ok::<_, hyper::Error>(response)
        });
        // A connection that breaks is the client's affair.
        tokio::spawn(async move {
            drop(http1::Builder::new().serve_connection(TokioIo::new(stream), service).await);
        });
    }
}
