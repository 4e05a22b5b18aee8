//! A function behind a URL that tells of each request what it was.

use super::{query, received};
use lockstep_gateway::{Headers, OutboundRequest, OutboundResponse};
use serde_json::{Map, Value, json};
use url::Url;

/// Which headers an echo server tells. Upstream suites have it both ways, and only what was recorded shows which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EchoedHeaders {
    /// All.
    All,
    /// Those that don't begin with `x-`.
    Plain,
}

impl EchoedHeaders {
    /// By what was recorded of echoes: all when any recorded echo has an `x-` header.
    pub fn of_recorded(recorded: &Value) -> Self {
        if tells_extra_headers(recorded) { Self::All } else { Self::Plain }
    }
}

fn tells_extra_headers(recorded: &Value) -> bool {
    match recorded {
        Value::Object(members) => members.iter().any(|(name, value)| {
            let extra = |headers: &Map<String, Value>| {
                headers.keys().any(|name| name.to_lowercase().starts_with("x-"))
            };
            (name == "headers" && value.as_object().is_some_and(extra)) || tells_extra_headers(value)
        }),
        Value::Array(items) => items.iter().any(tells_extra_headers),
        _ => false,
    }
}

/// The server.
#[derive(Debug, Clone, Copy)]
pub struct Echo {
    pub headers: EchoedHeaders,
}

impl Echo {
    /// What it answers.
    pub fn answer(self, request: &OutboundRequest, url: &Url) -> OutboundResponse {
        let body = String::from_utf8_lossy(&request.body).into_owned();
        let mut headers = Map::new();
        for (name, value) in function_headers(request, url) {
            if self.headers == EchoedHeaders::All || !name.starts_with("x-") {
                headers.insert(name, value);
            }
        }
        let told = json!({
            "args": joined_query(url),
            "data": body,
            "domain": url.host_str(),
            "headers": headers,
            "method": request.method,
            "origin": "127.0.0.1",
            "path": url.path(),
        });
        function_reply(200, "application/json", told.to_string().into_bytes())
    }
}

/// Query parameters as a function behind a URL gets them: those of one name joined by commas.
pub fn joined_query(url: &Url) -> Map<String, Value> {
    let mut map: Map<String, Value> = Map::new();
    for (name, value) in query(url) {
        match map.get_mut(&name) {
            Some(Value::String(joined)) => {
                joined.push(',');
                joined.push_str(&value);
            }
            _ => {
                map.insert(name, value.into());
            }
        }
    }
    map
}

/// Headers as a function behind a URL gets them: names in lower case, and those that Lambda adds.
pub fn function_headers(request: &OutboundRequest, url: &Url) -> Map<String, Value> {
    let mut map: Map<String, Value> = Map::new();
    for (name, value) in received(request, url).iter() {
        let name = name.to_ascii_lowercase();
        match map.get_mut(&name) {
            Some(Value::String(joined)) => {
                joined.push(',');
                joined.push_str(value);
            }
            _ => {
                map.insert(name, value.into());
            }
        }
    }
    for (name, value) in [
        ("x-amzn-tls-cipher-suite", "TLS_AES_128_GCM_SHA256"),
        ("x-amzn-tls-version", "TLSv1.3"),
        ("x-amzn-trace-id", "Root=1-6564a1b2-0123456789abcdef01234567"),
        ("x-forwarded-for", "127.0.0.1"),
        ("x-forwarded-port", "443"),
        ("x-forwarded-proto", "https"),
    ] {
        map.entry(name).or_insert_with(|| value.into());
    }
    map
}

/// What a function behind a URL answers, with the headers that Lambda adds.
pub fn function_reply(status: u16, media_type: &str, body: Vec<u8>) -> OutboundResponse {
    let headers: Headers = [
        ("Date", "Tue, 24 Nov 2026 09:05:03 GMT"),
        ("Content-Type", media_type),
        ("Content-Length", body.len().to_string().as_str()),
        ("Connection", "keep-alive"),
        ("x-amzn-RequestId", "0d6a9ce1-8a4b-4c9d-9a52-1f2e3d4c5b6a"),
        ("X-Amzn-Trace-Id", "Root=1-6564a1b2-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=0"),
    ]
    .into_iter()
    .collect();
    OutboundResponse { status, headers, body: body.into() }
}

#[cfg(test)]
mod tests {
    use super::{Echo, EchoedHeaders};
    use lockstep_gateway::{Headers, OutboundRequest};
    use serde_json::{Value, json};
    use std::time::Duration;
    use url::Url;

    fn told(headers: EchoedHeaders) -> Value {
        let url = "https://echo.example.com/a/b?x=1&x=2";
        let sent: Headers =
            [("Content-Type", "text/plain"), ("X-Extra", "y"), ("Accept", "a"), ("accept", "b")]
                .into_iter()
                .collect();
        let request = OutboundRequest {
            method: "PUT".to_owned(),
            url: url.to_owned(),
            headers: sent,
            body: "hi".into(),
            timeout: Duration::from_secs(1),
        };
        serde_json::from_slice(&Echo { headers }.answer(&request, &Url::parse(url).unwrap()).body).unwrap()
    }

    #[test]
    fn a_request_is_told_whole_or_without_extra_headers() {
        let all = told(EchoedHeaders::All);
        assert_eq!(
            (&all["args"], &all["data"], &all["path"]),
            (&json!({"x": "1,2"}), &json!("hi"), &json!("/a/b"))
        );
        assert_eq!(all["headers"]["x-extra"], "y");
        assert_eq!(all["headers"]["x-forwarded-proto"], "https");
        let plain = told(EchoedHeaders::Plain);
        let expected = json!({"content-type": "text/plain", "accept": "a,b", "host": "echo.example.com", "content-length": "2"});
        assert_eq!(plain["headers"], expected);
    }

    #[test]
    fn recordings_show_which_headers_are_told() {
        let recorded = json!([{"value": {"headers": {"x-amzn-trace-id": "<t>"}}}]);
        assert_eq!(EchoedHeaders::of_recorded(&recorded), EchoedHeaders::All);
        assert_eq!(EchoedHeaders::of_recorded(&json!([{"headers": {"host": "h"}}])), EchoedHeaders::Plain);
    }
}
