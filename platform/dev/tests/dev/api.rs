use crate::client::{exchange, get, read_reply, start};
use async_trait::async_trait;
use lockstep_dev::{Api, InProcess, Limits, SystemSurroundings};
use lockstep_function::{Anonymous, Error, Functions, Head, PreambleError, Project};
use lockstep_gateway::{
    Address, Api as LoadedApi, Gateway, Invocation, Invoke, InvokeError, Payload, Scheme, Stage,
};
use lockstep_route::Version;
use serde_json::{Value, json};
use std::fs;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

struct Hello;

impl Project for Hello {
    type App = String;
    type Caller = Anonymous;
    async fn identify(_: &String, _: &Head<'_>) -> Result<Anonymous, Error> {
        Ok(Anonymous)
    }
}

#[derive(serde::Deserialize, schemars::JsonSchema)]
struct Request {
    name: String,
}

#[derive(serde::Serialize, schemars::JsonSchema)]
struct Reply {
    text: String,
}

async fn greet(app: &String, _: Anonymous, request: Request) -> Result<Reply, Error> {
    if request.name == "sloth" {
        tokio::time::sleep(Duration::from_secs(5)).await;
    }
    Ok(Reply { text: format!("{app}, {}!", request.name) })
}

fn version() -> Version {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let v1 = folder.path().join("v1");
    let pair = r#"{ "method": "GET", "path": "/greetings/{name}", "summary": "Greets", "access": "public", "function": { "timeout": 1 } }"#;
    fs::create_dir(&v1).expect("a folder");
    for (name, content) in [("api.json", r#"{ "title": "Hello" }"#), ("greet.rs", ""), ("greet.json", pair)] {
        fs::write(v1.join(name), content).expect("a file");
    }
    Version::read(&v1).expect("a version")
}

fn api(preamble: Result<Arc<String>, PreambleError>) -> Arc<Api> {
    let functions = Functions::builder::<Hello>(version())
        .route::<Request, Reply, _>("greet", |app, caller, request| Box::pin(greet(app, caller, request)))
        .build(async { preamble })
        .expect("functions");
    Arc::new(Api::new(gateway(Arc::new(InProcess::new([functions])))))
}

fn gateway(invoke: Arc<dyn Invoke>) -> Gateway {
    let stage = Stage::new("dev");
    let loaded = LoadedApi::from_version(&version(), Address::BasePath("v1".to_owned()), stage);
    Gateway::new(vec![loaded.expect("an API")], invoke, Arc::new(SystemSurroundings)).expect("a gateway")
}

/// Answers with the headers of the event.
struct Mirror;

#[async_trait]
impl Invoke for Mirror {
    async fn invoke(&self, invocation: Invocation) -> Result<Payload, InvokeError> {
        let event = invocation.event.into_value().expect("an event is JSON");
        Ok(json!({ "statusCode": 200, "body": event["headers"].to_string() }).into())
    }
}

#[tokio::test]
async fn functions_see_how_clients_reach_the_server() {
    let forwarded = async |api: Api| {
        let server = start(Arc::new(api), Limits::default()).await;
        let reply = get(server.address, "/v1/greetings/Ada", "").await;
        let headers: Value = serde_json::from_slice(&reply.body).unwrap();
        let text = |name: &str| headers[name].as_str().unwrap_or_default().to_owned();
        (text("X-Forwarded-Proto"), text("X-Forwarded-Port"), server.address.port().to_string())
    };
    let (scheme, port, listening) = forwarded(Api::new(gateway(Arc::new(Mirror)))).await;
    assert_eq!((scheme.as_str(), port), ("http", listening));
    let proxied = Api::new(gateway(Arc::new(Mirror))).reached_by(Scheme::Https, 443);
    let (scheme, port, _) = forwarded(proxied).await;
    assert_eq!((scheme.as_str(), port.as_str()), ("https", "443"));
}

#[tokio::test]
async fn names_of_headers_keep_their_casing_both_ways() {
    let server = start(Arc::new(Api::new(gateway(Arc::new(Mirror)))), Limits::default()).await;
    let sent = "tEsT-HEADeR: a\r\nx-Twice: 1\r\nother: 2\r\nX-TWICE: 3\r\n";
    let reply = get(server.address, "/v1/greetings/Ada", sent).await;
    let headers: Value = serde_json::from_slice(&reply.body).unwrap();
    assert_eq!((&headers["tEsT-HEADeR"], &headers["other"]), (&json!("a"), &json!("2")), "{headers}");
    assert_eq!(headers["x-Twice"], "3", "{headers}");
    for name in ["x-amzn-RequestId: ", "X-Amzn-Trace-Id: ", "Content-Length: ", "Date: "] {
        assert!(reply.head.contains(&format!("\r\n{name}")), "{name} in {}", reply.head);
    }
}

#[tokio::test]
async fn functions_answer_over_http() {
    let server = start(api(Ok(Arc::new("Hello".to_owned()))), Limits::default()).await;
    let reply = get(server.address, "/v1/greetings/Ada%20L", "").await;
    assert_eq!(reply.status, 200);
    assert_eq!(serde_json::from_slice::<Value>(&reply.body).unwrap()["text"], "Hello, Ada L!");
    assert_eq!(reply.header("x-amzn-requestid").len(), 36);
    assert!(reply.header("x-amzn-trace-id").starts_with("Root=1-"));
    let unknown = get(server.address, "/v1/none", "").await;
    assert_eq!(unknown.status, 403);
    assert_eq!(unknown.header("x-amzn-errortype"), "MissingAuthenticationTokenException");
    let elsewhere = get(server.address, "/v2/none", "").await;
    assert_eq!((elsewhere.status, elsewhere.header("x-amzn-errortype")), (403, "ForbiddenException"));
}

#[tokio::test]
async fn what_is_too_large_or_slower_than_its_function_may_be_is_answered_by_the_gateway() {
    let server = start(api(Ok(Arc::new("Hello".to_owned()))), Limits::default()).await;
    let large =
        "POST /v1/greetings/Ada HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Length: 99999999\r\n\r\n";
    let reply = exchange(server.address, large.as_bytes()).await;
    assert_eq!(reply.status, 413);
    assert_eq!(reply.header("x-amzn-errortype"), "RequestTooLargeException");
    let reply = get(server.address, "/v1/greetings/sloth", "").await;
    assert_eq!(reply.status, 502);
    assert_eq!(reply.body, br#"{"message": "Internal server error"}"#);
}

#[tokio::test]
async fn a_body_that_no_function_gets_is_not_waited_for() {
    // Only the head is sent: who waited for the body would have nothing to say but that it is slow.
    let server = start(api(Ok(Arc::new("Hello".to_owned()))), Limits::default()).await;
    for (method, path, error) in [
        ("POST", "/v1/none", "MissingAuthenticationTokenException"),
        ("PUT", "/v1/greetings/Ada", "MissingAuthenticationTokenException"),
        ("POST", "/v2/none", "ForbiddenException"),
    ] {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Length: 1000000\r\n\r\n"
        );
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = [0; 4096];
        let reading = tokio::time::timeout(Duration::from_secs(10), stream.read(&mut answer));
        let length = reading.await.expect("an answer at once").unwrap();
        let answer = String::from_utf8_lossy(&answer[..length]);
        assert!(answer.starts_with("HTTP/1.1 403 ") && answer.contains(error), "{method} {path}: {answer}");
    }
}

#[tokio::test]
async fn who_still_sends_what_nobody_reads_gets_the_answer() {
    let server = start(api(Ok(Arc::new("Hello".to_owned()))), Limits::default()).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    let head = "POST /v1/none HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Length: 200000\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    // Long after the answer was given.
    tokio::time::sleep(Duration::from_millis(300)).await;
    for part in vec![b'x'; 200_000].chunks(50_000) {
        stream.write_all(part).await.expect("the connection is open");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(read_reply(&mut stream).await.status, 403);
    // Who asks first is not told to go on.
    let asking = head.replace("Connection: close", "Connection: close\r\nExpect: 100-continue");
    assert_eq!(exchange(server.address, asking.as_bytes()).await.status, 403);
}

#[tokio::test]
async fn a_failed_preamble_is_the_functions_failure() {
    let server = start(api(Err("no store".into())), Limits::default()).await;
    let reply = get(server.address, "/v1/greetings/Ada", "").await;
    assert_eq!(reply.status, 502);
    assert_eq!(reply.body, br#"{"message": "Internal server error"}"#);
}
