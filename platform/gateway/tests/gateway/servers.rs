//! Other servers, through templates and as they answer.

use crate::mock::{response, texts};
use crate::support::{Fixed, Function, body, definition, echo, request, send, stage};
use async_trait::async_trait;
use bytes::Bytes;
use lockstep_gateway::{
    Gateway, Headers, IntegrationDefinition, IntegrationResponseDefinition, IntegrationTarget, Outbound,
    OutboundError, OutboundRequest, OutboundResponse, ParameterLocation, RequestParameter,
};
use lockstep_route::ContentHandling;
use serde_json::json;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A server that remembers what it was sent, and answers what it is told to.
struct Server {
    answer: Result<OutboundResponse, OutboundError>,
    received: Mutex<Option<OutboundRequest>>,
}

#[async_trait]
impl Outbound for Server {
    async fn send(&self, request: OutboundRequest) -> Result<OutboundResponse, OutboundError> {
        self.received.lock().expect("no panic").replace(request);
        self.answer.clone()
    }
}

fn answering(status: u16, headers: &[(&'static str, &str)], body: &[u8]) -> Arc<Server> {
    let headers: Headers = headers.iter().copied().collect();
    let answer = OutboundResponse { status, headers, body: Bytes::copy_from_slice(body) };
    Arc::new(Server { answer: Ok(answer), received: Mutex::default() })
}

fn failing(error: OutboundError) -> Arc<Server> {
    Arc::new(Server { answer: Err(error), received: Mutex::default() })
}

impl Server {
    fn received(&self) -> OutboundRequest {
        self.received.lock().expect("no panic").take().expect("a request")
    }
}

fn http(uri: &str, responses: Vec<IntegrationResponseDefinition>) -> IntegrationDefinition {
    let target = IntegrationTarget::Http { verb: "POST".to_owned(), uri: uri.to_owned() };
    IntegrationDefinition { responses, ..IntegrationDefinition::new(target) }
}

fn http_proxy(verb: &str, uri: &str) -> IntegrationDefinition {
    IntegrationDefinition::new(IntegrationTarget::HttpProxy { verb: verb.to_owned(), uri: uri.to_owned() })
}

fn gateway(path: &str, integration: IntegrationDefinition, server: &Arc<Server>) -> Gateway {
    let parameter =
        |location, name: &str| RequestParameter { location, name: name.to_owned(), required: false };
    let definition = definition().method(path, "ANY", integration).with(|definition| {
        definition.resources[0].methods[0].parameters = vec![
            parameter(ParameterLocation::Header, "X-Sent"),
            parameter(ParameterLocation::Header, "Host"),
            parameter(ParameterLocation::Header, "X-Missing"),
            parameter(ParameterLocation::QueryString, "tag"),
        ];
        definition.binary_media_types.push("image/png".to_owned());
    });
    let api = definition.load(stage(&[("host", "example.org")])).expect("an API");
    let gateway = Gateway::new(vec![api], Arc::new(Function(echo)), Arc::new(Fixed)).expect("a gateway");
    gateway.with_outbound(Arc::<Server>::clone(server))
}

fn plain(status: u16) -> IntegrationResponseDefinition {
    IntegrationResponseDefinition { status, ..IntegrationResponseDefinition::default() }
}

const TRACE: &str = "Root=1-70dd5525-111111111111111111111111;Parent=1111111111111111;Sampled=0";

#[tokio::test]
async fn a_server_behind_templates_gets_the_gateways_headers() {
    let server = answering(200, &[("Content-Type", "text/html"), ("X-Of-Server", "1")], b"done");
    let gateway = gateway("/talks", http("https://example.org/x", vec![plain(200)]), &server);
    let headers = [("Accept", "application/xml"), ("X-Sent", "1"), ("User-Agent", "probe")];
    let answer = gateway.answer(request("GET", "/dev/talks?a=1", &headers, b"")).await;
    let received = server.received();
    assert_eq!((received.method.as_str(), received.url.as_str()), ("POST", "https://example.org/x"));
    assert_eq!(received.timeout, Duration::from_secs(29));
    let lines: Vec<(&str, &str)> = received.headers.iter().collect();
    assert_eq!(
        lines,
        [
            ("Accept", "application/json"),
            ("User-Agent", "AmazonAPIGateway_api1234567"),
            ("X-Amzn-Apigateway-Api-Id", "api1234567"),
            ("X-Amzn-Trace-Id", TRACE),
        ]
    );
    assert_eq!((answer.status, answer.body), (200, Bytes::from_static(b"done")));
    let names: Vec<(&str, &str)> = answer.headers.iter().skip(2).collect();
    assert_eq!(names, [("Content-Type", "application/json"), ("X-Amzn-Trace-Id", TRACE)]);
}

#[tokio::test]
async fn a_server_behind_templates_gets_what_is_mapped_and_overridden() {
    let server = answering(201, &[("Location", "/x/1"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")], b"{}");
    let mut mapped = response(200, None, r#"{"seen": $input.json('$')}"#);
    mapped.parameters = texts([
        ("method.response.header.X-Location", "integration.response.header.Location"),
        ("method.response.header.Set-Cookie", "integration.response.multivalueheader.Set-Cookie"),
    ]);
    let mut integration = http("https://${stageVariables.host}/{id}?fixed=1", vec![mapped]);
    integration.request_templates = texts([(
        "application/json",
        "#set($context.requestOverride.header.X-Own = 'template')#set($context.requestOverride.querystring.q = 'template')\
         #set($context.requestOverride.header['Transfer-Encoding'] = 'chunked')#set($context.requestOverride.header['content-length'] = '1')\
         #set($context.requestOverride.path.id = 'over ridden')<$input.body>",
    )]);
    integration.request_parameters = texts([
        ("integration.request.header.X-Sent-On", "method.request.header.X-Sent"),
        ("integration.request.header.X-Missing", "method.request.header.X-Missing"),
        ("integration.request.header.x-own", "'mapping'"),
        ("integration.request.header.Host", "method.request.header.Host"),
        ("integration.request.header.Connection", "'close'"),
        ("integration.request.querystring.tags", "method.request.multivaluequerystring.tag"),
        ("integration.request.querystring.q", "'mapping'"),
        ("integration.request.path.id", "method.request.path.id"),
    ]);
    let gateway = gateway("/talks/{id}", integration, &server);
    let headers = [("X-Sent", "1"), ("Host", "api.example.com")];
    let answer = gateway.answer(request("POST", "/dev/talks/ABC?tag=a%26b&tag=c", &headers, b"body")).await;
    let received = server.received();
    assert_eq!(received.url, "https://example.org/over%20ridden?fixed=1&tags=a%26b&tags=c&q=template");
    assert_eq!(received.body, Bytes::from_static(b"<body>"));
    for (name, value) in [
        ("X-Sent-On", Some("1")),
        ("X-Missing", None),
        ("X-Own", Some("template")),
        ("Host", Some("api.example.com")),
        ("Connection", None),
        ("Transfer-Encoding", None),
        ("Content-Length", None),
        ("Content-Type", Some("application/json")),
    ] {
        assert_eq!(received.headers.get(name), value, "{name}");
    }
    assert_eq!(body(&answer), json!({"seen": {}}));
    assert_eq!(answer.headers.get("X-Location"), Some("/x/1"));
    assert_eq!(answer.headers.iter().filter(|(name, _)| *name == "Set-Cookie").count(), 2);
}

#[tokio::test]
async fn the_status_of_a_server_behind_templates_selects() {
    let responses = || {
        vec![
            plain(200),
            IntegrationResponseDefinition { selection_pattern: Some("4\\d{2}".to_owned()), ..plain(422) },
        ]
    };
    for (backend, status) in [(200, 200), (404, 422), (503, 200)] {
        let server = answering(backend, &[], b"x");
        let gateway = gateway("/talks", http("https://example.org/", responses()), &server);
        assert_eq!(send(&gateway, "GET", "/dev/talks").await.status, status, "{backend}");
    }
}

#[tokio::test]
async fn a_proxied_server_gets_the_request_and_the_client_its_answer() {
    let lines = [
        ("Content-Type", "text/plain"),
        ("Content-Length", "4"),
        ("Date", "now"),
        ("Server", "own"),
        ("Connection", "keep-alive"),
        ("Transfer-Encoding", "chunked"),
        ("x-amzn-RequestId", "theirs"),
        ("Location", "/elsewhere"),
    ];
    let server = answering(302, &lines, b"gone");
    let mut integration = http_proxy("ANY", "https://example.org/?sent={id}&more={other}");
    integration.request_parameters = texts([
        ("integration.request.path.id", "method.request.path.id"),
        ("integration.request.path.other", "method.request.querystring.tag"),
        ("integration.request.querystring.sent", "'mapped'"),
        ("integration.request.querystring.missing", "method.request.header.X-Missing"),
        ("integration.request.header.x-sent", "'mapped'"),
    ]);
    let gateway = gateway("/talks/{id}", integration, &server);
    let headers = [
        ("Host", "api.example.com"),
        ("X-Sent", "1"),
        ("Accept", "text/plain"),
        ("User-Agent", "probe"),
        ("Connection", "close"),
        ("Content-Encoding", "gzip"),
        ("Content-Type", "text/css"),
    ];
    let answer =
        gateway.answer(request("PUT", "/dev/talks/ABC?sent=client&tag=t%20t", &headers, b"body")).await;
    let received = server.received();
    assert_eq!(received.method, "PUT");
    assert_eq!(received.url, "https://example.org/?sent=ABC&more=t%20t&sent=client&tag=t%20t&sent=mapped");
    assert_eq!(received.body, Bytes::from_static(b"body"));
    let lines: Vec<(&str, &str)> = received.headers.iter().collect();
    assert_eq!(
        lines,
        [
            ("Accept", "text/plain"),
            ("User-Agent", "probe"),
            ("Content-Type", "text/css"),
            ("X-Forwarded-For", "192.0.2.7"),
            ("X-Forwarded-Port", "3000"),
            ("X-Forwarded-Proto", "http"),
            ("x-sent", "mapped"),
            ("X-Amzn-Apigateway-Api-Id", "api1234567"),
            ("X-Amzn-Trace-Id", TRACE),
        ]
    );
    assert_eq!((answer.status, answer.body), (302, Bytes::from_static(b"gone")));
    let lines: Vec<(&str, &str)> = answer.headers.iter().skip(2).collect();
    assert_eq!(
        lines,
        [
            ("Content-Type", "text/plain"),
            ("x-amzn-Remapped-Content-Length", "4"),
            ("x-amzn-Remapped-Date", "now"),
            ("x-amzn-Remapped-Server", "own"),
            ("x-amzn-Remapped-Connection", "keep-alive"),
            ("x-amzn-Remapped-x-amzn-RequestId", "theirs"),
            ("Location", "/elsewhere"),
        ]
    );
}

#[tokio::test]
async fn servers_that_give_no_answer() {
    let table = [
        (OutboundError::TimedOut, 504, "Endpoint request timed out"),
        (OutboundError::Unreachable("refused".to_owned()), 504, "Network error communicating with endpoint"),
        (
            OutboundError::BadUrl { url: "x".to_owned(), problem: "none".to_owned() },
            500,
            "Internal server error",
        ),
    ];
    for (error, status, message) in table {
        let server = failing(error);
        let gateway = gateway("/talks", http_proxy("GET", "https://example.org/"), &server);
        let answer = send(&gateway, "GET", "/dev/talks").await;
        assert_eq!((answer.status, body(&answer)), (status, json!({ "message": message })));
        assert_eq!(answer.headers.get("x-amzn-ErrorType"), Some("InternalServerErrorException"));
        assert_eq!(answer.headers.get("X-Amzn-Trace-Id"), None);
    }
}

#[tokio::test]
async fn what_is_not_the_integrations_to_set_fails_every_request() {
    for (header, status) in [("Content-Length", 500), ("transfer-encoding", 500), ("Authorization", 200)] {
        for mut integration in
            [http("https://example.org/", vec![plain(200)]), http_proxy("GET", "https://example.org/")]
        {
            let target = format!("integration.request.header.{header}");
            integration.request_parameters = texts([(target.as_str(), "'x'")]);
            let server = answering(200, &[], b"");
            let gateway = gateway("/talks", integration, &server);
            assert_eq!(send(&gateway, "GET", "/dev/talks").await.status, status, "{header}");
        }
    }
    let server = answering(200, &[], b"");
    let missing = http_proxy("GET", "https://${stageVariables.none}/");
    assert_eq!(send(&gateway("/talks", missing, &server), "GET", "/dev/talks").await.status, 500);
}

/// The client's type, what it sends, handling, what the server gets; nothing: a 500.
type Sent<'a> = (&'a str, &'a [u8], Option<ContentHandling>, Option<&'a [u8]>);

/// The server's type, what it answers, what the client accepts, handling, what it gets; nothing: a 500.
type Answered<'a> = (&'a str, &'a [u8], &'a str, Option<ContentHandling>, Option<&'a [u8]>);

#[tokio::test]
async fn payloads_are_converted_both_ways() {
    use ContentHandling::{ConvertToBinary, ConvertToText};
    let table: [Sent<'_>; 7] = [
        ("text/plain", b"text", None, Some(b"text")),
        ("text/plain", b"P\xff", None, Some("P\u{fffd}".as_bytes())),
        ("text/plain", b"iVA=", Some(ConvertToBinary), Some(b"\x89P")),
        ("text/plain", b"text!", Some(ConvertToBinary), None),
        ("image/png", b"\x89P", None, Some(b"\x89P")),
        ("image/png", b"\x89P", Some(ConvertToText), Some(b"iVA=")),
        ("image/png", b"\x89P", Some(ConvertToBinary), Some(b"\x89P")),
    ];
    for (content_type, sent, handling, expected) in table {
        for integration in
            [http("https://example.org/", vec![plain(200)]), http_proxy("POST", "https://example.org/")]
        {
            let integration = IntegrationDefinition { content_handling: handling, ..integration };
            let server = answering(200, &[], b"");
            let gateway = gateway("/talks", integration, &server);
            let answer =
                gateway.answer(request("POST", "/dev/talks", &[("Content-Type", content_type)], sent)).await;
            let received = server.received.lock().unwrap().take().map(|request| request.body);
            assert_eq!(received.as_deref(), expected, "{content_type} {handling:?}");
            assert_eq!(answer.status, if expected.is_some() { 200 } else { 500 });
        }
    }
    let table: [Answered<'_>; 6] = [
        ("text/plain", b"P\xff", "text/plain", None, Some("P\u{fffd}".as_bytes())),
        ("text/plain", b"iVA=", "image/png", None, Some(b"\x89P")),
        ("text/plain", b"text!", "image/png", None, None),
        ("image/png", b"\x89P", "image/png", None, Some(b"\x89P")),
        ("image/png", b"\x89P", "text/plain", None, Some(b"iVA=")),
        ("image/png", b"\x89P", "text/plain", Some(ConvertToBinary), Some(b"\x89P")),
    ];
    for (content_type, answered, accept, handling, expected) in table {
        let responses = vec![IntegrationResponseDefinition { content_handling: handling, ..plain(200) }];
        let proxied = IntegrationDefinition {
            responses: responses.clone(),
            ..http_proxy("GET", "https://example.org/")
        };
        for integration in [http("https://example.org/", responses), proxied] {
            let server = answering(200, &[("content-type", content_type)], answered);
            let gateway = gateway("/talks", integration, &server);
            let answer = gateway.answer(request("GET", "/dev/talks", &[("Accept", accept)], b"")).await;
            match expected {
                Some(expected) => {
                    assert_eq!(answer.body, expected, "{content_type} for {accept} {handling:?}");
                }
                None => assert_eq!(answer.status, 500),
            }
        }
    }
}

#[tokio::test]
async fn templates_cannot_read_bytes() {
    let templates = texts([("image/png", "$input.body")]);
    let request_side = IntegrationDefinition {
        request_templates: templates,
        ..http("https://example.org/", vec![plain(200)])
    };
    let response_side = http("https://example.org/", vec![response(200, None, "$input.body")]);
    for integration in [request_side, response_side] {
        let server = answering(200, &[("Content-Type", "image/png")], b"\x89P");
        let gateway = gateway("/talks", integration, &server);
        let headers = [("Content-Type", "image/png"), ("Accept", "image/png")];
        assert_eq!(gateway.answer(request("POST", "/dev/talks", &headers, b"\x89P")).await.status, 500);
    }
}

#[test]
fn a_server_has_a_uri_of_http() {
    let api = definition().method("/talks", "GET", http_proxy("GET", "ftp://example.org/"));
    let errors = api.load(stage(&[])).unwrap_err();
    assert_eq!(errors.to_string(), "test: `ftp://example.org/` is no URI of an HTTP server");
}

#[tokio::test]
async fn without_a_way_out_no_server_is_called() {
    let api = definition().method("/talks", "GET", http_proxy("GET", "https://example.org/"));
    let gateway = crate::support::gateway(api, echo);
    assert_eq!(send(&gateway, "GET", "/dev/talks").await.status, 500);
}
