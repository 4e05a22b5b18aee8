//! Requests to a small API that has a bit of everything.

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::FutureExt;
use jiff::Timestamp;
use lockstep_gateway::{
    Address, Api, Gateway, Headers, HttpRequest, Invocation, Invoke, InvokeError, Payload, Scheme, Stage,
    Surroundings,
};
use std::sync::{Arc, LazyLock};

/// The API.
const API: &str = include_str!("../../api.json");

static GATEWAY: LazyLock<Gateway> = LazyLock::new(|| {
    let stage = Stage::new("dev").variable("colour", "blue");
    let api = Api::from_openapi(API, "api.json", 1, Address::Stage, stage);
    let api = api.unwrap_or_else(|errors| panic!("the fuzzed API does not load: {errors}"));
    let gateway = Gateway::new(vec![api], Arc::new(Echo), Arc::new(Still));
    gateway.unwrap_or_else(|error| panic!("the fuzzed API cannot be served: {error}"))
});

/// Answers with the request's own body, so that the bytes are the function's reply too.
struct Echo;

#[async_trait]
impl Invoke for Echo {
    async fn invoke(&self, invocation: Invocation) -> Result<Payload, InvokeError> {
        let event =
            invocation.event.into_value().map_err(|error| InvokeError::Unavailable(error.to_string()))?;
        match event["body"].as_str() {
            Some(body) => Ok(Payload::Text(body.to_owned())),
            None => Ok(Payload::Value(event)),
        }
    }
}

/// A clock that stands still.
struct Still;

impl Surroundings for Still {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn random(&self) -> [u8; 16] {
        [0x11; 16]
    }
}

/// Reads the bytes as a verb and a target, header lines, an empty line and a body, and answers that request.
pub fn answer(bytes: &[u8]) {
    let end = bytes.windows(2).position(|pair| pair == b"\n\n");
    let (head, body) = end.map_or((bytes, &[][..]), |end| (&bytes[..end], &bytes[end + 2..]));
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let (method, target) = lines.next().and_then(|line| line.split_once(' ')).unwrap_or(("GET", "/dev/"));
    let headers: Headers = lines.filter_map(|line| line.split_once(": ")).map(owned).collect();
    let request = HttpRequest {
        method: method.to_owned(),
        target: target.to_owned(),
        protocol: "HTTP/1.1",
        headers,
        body: Bytes::copy_from_slice(body),
        source_ip: [192, 0, 2, 7].into(),
        scheme: Scheme::Https,
        port: 443,
    };
    let response = GATEWAY.answer(request).now_or_never();
    let response = response.unwrap_or_else(|| panic!("the gateway waits for something"));
    assert!((200..600).contains(&response.status), "{} is no status", response.status);
}

fn owned((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}
