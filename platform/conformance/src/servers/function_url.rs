//! A function that is reached by a URL of its own.

use super::echo::{Echo, EchoedHeaders, function_headers, function_reply, joined_query};
use crate::behaviour::Program;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lockstep_gateway::{OutboundRequest, OutboundResponse};
use serde_json::{Value, json};
use url::Url;

/// What the function answers.
#[derive(Debug)]
pub enum FunctionUrl {
    /// The body of the request.
    Body,
    /// The status that ends the path, and a JSON body that names it.
    Status,
    /// What the request was.
    Echo(Echo),
    /// What its program returns for the event.
    Program(Program),
}

impl FunctionUrl {
    /// Understands what is said of the function; none when it cannot.
    pub fn understand(words: &str, echoed: EchoedHeaders) -> Option<Self> {
        let lower = words.to_lowercase();
        let says = |part: &str| lower.contains(part);
        if says("status") && says("path") && !says("{statuscode") {
            return Some(Self::Status);
        }
        if says("body") && (says("raw") || says("received") || says("unchanged")) {
            return Some(Self::Body);
        }
        if says("echo") && says("request") || (says("json") && says("headers") && says("method")) {
            return Some(Self::Echo(Echo { headers: echoed }));
        }
        Program::understand(words).map(Self::Program)
    }

    /// What it answers to a request.
    pub fn answer(&self, request: &OutboundRequest, url: &Url) -> OutboundResponse {
        match self {
            Self::Body => {
                // Lambda calls a bare text JSON.
                function_reply(200, "application/json", request.body.to_vec())
            }
            Self::Status => status(url),
            Self::Echo(echo) => echo.answer(request, url),
            Self::Program(program) => match program.run(&event(request, url)) {
                Ok(reply) => as_response(&reply),
                Err(_) => function_reply(502, "application/json", b"Internal Server Error".to_vec()),
            },
        }
    }
}

fn status(url: &Url) -> OutboundResponse {
    let last = url.path().rsplit('/').next().unwrap_or_default();
    let wanted = last.parse::<u16>().ok().filter(|status| (100..600).contains(status));
    let (status, message) = match wanted {
        Some(status) => (status, String::new()),
        None => (400, format!("No valid status found at end of path {}\n", url.path())),
    };
    let body = json!({"status_code": status, "message": message});
    function_reply(status, "application/json", body.to_string().into_bytes())
}

/// The event that a function gets behind a URL (payload format 2.0).
fn event(request: &OutboundRequest, url: &Url) -> Value {
    let (body, encoded) = match std::str::from_utf8(&request.body) {
        Ok(text) => (text.to_owned(), false),
        Err(_) => (STANDARD.encode(&request.body), true),
    };
    json!({
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": url.path(),
        "rawQueryString": url.query().unwrap_or_default(),
        "headers": function_headers(request, url),
        "queryStringParameters": joined_query(url),
        "requestContext": {
            "domainName": url.host_str(),
            "http": {"method": request.method, "path": url.path(), "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1"},
        },
        "body": if body.is_empty() { Value::Null } else { body.into() },
        "isBase64Encoded": encoded,
    })
}

/// What Lambda makes of a function's reply behind a URL.
fn as_response(reply: &Value) -> OutboundResponse {
    let Some(status) = reply.get("statusCode") else {
        let text = reply.as_str().map_or_else(|| reply.to_string(), str::to_owned);
        return function_reply(200, "application/json", text.into_bytes());
    };
    let status = status.as_u64().and_then(|status| u16::try_from(status).ok()).unwrap_or(502);
    let body = reply["body"].as_str().unwrap_or_default();
    let bytes = if reply["isBase64Encoded"] == true {
        STANDARD.decode(body).unwrap_or_default()
    } else {
        body.as_bytes().to_vec()
    };
    let mut response = function_reply(status, "application/json", bytes);
    for (name, value) in reply["headers"].as_object().into_iter().flatten() {
        response.headers.remove(name);
        response.headers.add(name.clone(), value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::{EchoedHeaders, FunctionUrl};
    use lockstep_gateway::{Headers, OutboundRequest, OutboundResponse};
    use std::time::Duration;
    use url::Url;

    fn answer(words: &str, url: &str, body: &[u8]) -> OutboundResponse {
        let request = OutboundRequest {
            method: "POST".to_owned(),
            url: url.to_owned(),
            headers: Headers::new(),
            body: body.to_vec().into(),
            timeout: Duration::from_secs(1),
        };
        let function = FunctionUrl::understand(words, EchoedHeaders::All).unwrap();
        function.answer(&request, &Url::parse(url).unwrap())
    }

    #[test]
    fn words_say_what_is_answered() {
        let table = [
            ("replies with the raw request body it received", 200, "hi"),
            ("returns {statusCode: 201, body: event.body + '!', headers: {x-a: b}}", 201, "hi!"),
            ("returns the string \"x\"", 200, "x"),
            ("throws Error(\"no\")", 502, "Internal Server Error"),
            (
                "replies with the HTTP status given as last path segment, JSON body {status_code, message}",
                404,
                "{\"status_code\":404,\"message\":\"\"}",
            ),
        ];
        for (words, status, body) in table {
            let response = answer(words, "https://f.example.com/a/404", b"hi");
            assert_eq!((response.status, response.body), (status, body.to_owned().into()), "{words}");
        }
        let status = "replies with the HTTP status at the end of the path";
        assert_eq!(answer(status, "https://f.example.com/a", b"").status, 400);
        let echoed = answer("echoes the request as JSON", "https://f.example.com/", b"");
        assert!(echoed.body.starts_with(b"{\"args\""));
        let encoded = "returns {statusCode: 200, body: event.body, isBase64Encoded: event.isBase64Encoded}";
        assert_eq!(answer(encoded, "https://f.example.com/", b"\xff\xfe").body, b"\xff\xfe".to_vec());
        assert!(FunctionUrl::understand("sings", EchoedHeaders::All).is_none());
    }
}
