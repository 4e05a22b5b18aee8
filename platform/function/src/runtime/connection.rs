//! The connection to the Runtime API (2018-06-01): one, kept open.

use super::RuntimeError;
use super::invocation::Invocation;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HOST};
use http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

pub(super) struct Connection {
    address: String,
    open: Option<SendRequest<Full<Bytes>>>,
}

impl Connection {
    pub fn new(address: String) -> Self {
        Self { address, open: None }
    }

    /// Waits for the next event, however long that takes.
    pub async fn next(&mut self) -> Result<Invocation, RuntimeError> {
        let response = self.call(Method::GET, "invocation/next", Bytes::new(), None).await?;
        let status = response.status();
        let (head, body) = response.into_parts();
        let body = body.collect().await.map_err(|error| self.broken(&error))?.to_bytes();
        let invocation = Invocation::new(&head.headers, body).filter(|_| status == StatusCode::OK);
        invocation.ok_or_else(|| self.broken(&format!("it gave no event but {status}")))
    }

    /// Answers an event.
    pub async fn response(&mut self, request_id: &str, reply: &Value) -> Result<(), RuntimeError> {
        self.tell(&format!("invocation/{request_id}/response"), reply, None).await
    }

    /// Says why an event could not be answered.
    pub async fn error(&mut self, request_id: &str, error: &Value) -> Result<(), RuntimeError> {
        let error_type = error["errorType"].as_str();
        self.tell(&format!("invocation/{request_id}/error"), error, error_type).await
    }

    /// Says why there will be no answers.
    pub async fn init_error(&mut self, error: &Value) -> Result<(), RuntimeError> {
        self.tell("init/error", error, error["errorType"].as_str()).await
    }

    async fn tell(
        &mut self,
        place: &str,
        body: &Value,
        error_type: Option<&str>,
    ) -> Result<(), RuntimeError> {
        let response = self.call(Method::POST, place, body.to_string().into(), error_type).await?;
        let status = response.status();
        // Read, so that the connection can be used again.
        response.into_body().collect().await.map_err(|error| self.broken(&error))?;
        match status {
            StatusCode::ACCEPTED => Ok(()),
            // The host has told the caller; the next event may be shorter.
            StatusCode::PAYLOAD_TOO_LARGE => {
                tracing::error!(place, "the reply is longer than Lambda takes");
                Ok(())
            }
            other => Err(self.broken(&format!("it answered {other} to {place}"))),
        }
    }

    async fn call(
        &mut self,
        method: Method,
        place: &str,
        body: Bytes,
        error_type: Option<&str>,
    ) -> Result<Response<Incoming>, RuntimeError> {
        let mut sender = self.sender().await?;
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/2018-06-01/runtime/{place}"))
            .header(HOST, &self.address)
            .header(CONTENT_TYPE, "application/json");
        if let Some(error_type) = error_type {
            request = request.header("Lambda-Runtime-Function-Error-Type", error_type);
        }
        let request = request.body(Full::new(body)).map_err(|error| self.broken(&error))?;
        let response = sender.send_request(request).await.map_err(|error| self.broken(&error))?;
        self.open = Some(sender);
        Ok(response)
    }

    /// The connection that is open, unless it was closed meanwhile.
    async fn sender(&mut self) -> Result<SendRequest<Full<Bytes>>, RuntimeError> {
        if let Some(mut open) = self.open.take()
            && open.ready().await.is_ok()
        {
            return Ok(open);
        }
        self.connect().await
    }

    async fn connect(&self) -> Result<SendRequest<Full<Bytes>>, RuntimeError> {
        let stream = TcpStream::connect(&self.address).await.map_err(|error| self.broken(&error))?;
        stream.set_nodelay(true).map_err(|error| self.broken(&error))?;
        let opened = handshake(TokioIo::new(stream)).await;
        let (sender, connection) = opened.map_err(|error| self.broken(&error))?;
        tokio::spawn(connection);
        Ok(sender)
    }

    fn broken(&self, problem: &dyn std::fmt::Display) -> RuntimeError {
        RuntimeError::Host { address: self.address.clone(), problem: problem.to_string() }
    }
}
