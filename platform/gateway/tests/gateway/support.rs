//! A gateway with a fixed clock, fixed identifiers and functions that are closures.

use async_trait::async_trait;
use bytes::Bytes;
use jiff::Timestamp;
use lockstep_gateway::{
    Address, Api, ApiBuilder, Gateway, HttpRequest, HttpResponse, Integration, Invocation, Invoke,
    InvokeError, Payload, Scheme, Stage, Surroundings,
};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

pub struct Fixed;

impl Surroundings for Fixed {
    fn now(&self) -> Timestamp {
        "2030-01-02T03:04:05.678Z".parse().expect("a time")
    }
    fn random(&self) -> [u8; 16] {
        [0x11; 16]
    }
}

pub struct Function<F>(pub F);

#[async_trait]
impl<F> Invoke for Function<F>
where
    F: Fn(Invocation) -> Result<Value, InvokeError> + Send + Sync,
{
    async fn invoke(&self, invocation: Invocation) -> Result<Payload, InvokeError> {
        (self.0)(invocation).map(Payload::Value)
    }
}

/// The event of an invocation.
pub fn event(invocation: &Invocation) -> Value {
    invocation.event.clone().into_value().expect("an event is JSON")
}

/// Replies with the event it got.
pub fn echo(invocation: Invocation) -> Result<Value, InvokeError> {
    match event(&invocation) {
        Value::Null => Err(InvokeError::Failed(json!({ "errorMessage": "there is no event" }))),
        event => Ok(json!({ "body": event.to_string() })),
    }
}

pub fn function() -> Integration {
    Integration::Function { name: "echo".to_owned(), timeout: Duration::from_secs(29) }
}

pub fn stage(variables: &[(&str, &str)]) -> Stage {
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Stage { name: "dev".to_owned(), variables: variables.collect(), deployment_id: "abc123".to_owned() }
}

pub fn builder() -> ApiBuilder {
    Api::builder(1, Address::Stage, stage(&[])).id("api1234567")
}

pub fn gateway(
    api: ApiBuilder,
    function: impl Fn(Invocation) -> Result<Value, InvokeError> + Send + Sync + 'static,
) -> Gateway {
    let api = api.build().expect("an API");
    Gateway::new(vec![api], Arc::new(Function(function)), Arc::new(Fixed)).expect("a gateway")
}

pub fn request(method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> HttpRequest {
    HttpRequest {
        method: method.to_owned(),
        target: target.to_owned(),
        protocol: "HTTP/1.1",
        headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        body: Bytes::copy_from_slice(body),
        source_ip: [192, 0, 2, 7].into(),
        scheme: Scheme::Http,
        port: 3000,
    }
}

pub async fn send(gateway: &Gateway, method: &str, target: &str) -> HttpResponse {
    gateway.answer(request(method, target, &[], b"")).await
}

pub fn body(response: &HttpResponse) -> Value {
    serde_json::from_slice(&response.body).expect("JSON")
}
