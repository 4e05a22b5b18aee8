//! The loop against a host that says what the test tells it to.

use super::*;
use crate::{Anonymous, Error, Head, Project};
use lockstep_route::Version;
use serde_json::json;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

struct Talks;

impl Project for Talks {
    type App = ();
    type Caller = Anonymous;
    async fn identify((): &(), _: &Head<'_>) -> Result<Anonymous, Error> {
        Ok(Anonymous)
    }
}

#[derive(serde::Deserialize, schemars::JsonSchema)]
struct Request {
    name: String,
}

fn functions(preamble: Result<Arc<()>, crate::PreambleError>) -> Functions {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let v1 = folder.path().join("v1");
    std::fs::create_dir(&v1).expect("a folder");
    let pair = r#"{ "method": "GET", "path": "/greetings/{name}", "summary": "Greets", "access": "public" }"#;
    for (name, content) in [("api.json", r#"{ "title": "Hello" }"#), ("greet.rs", ""), ("greet.json", pair)] {
        std::fs::write(v1.join(name), content).expect("a file");
    }
    Functions::builder::<Talks>(Version::read(&v1).expect("a version"))
        .route::<Request, String, Error>("greet", |(), _, request| Box::pin(async { Ok(request.name) }))
        .build(async { preamble })
        .expect("functions")
}

/// A host that gives these answers, one to each request, whatever it is. Gives the requests, when the connection ends.
async fn host(answers: Vec<String>) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a listener");
    let address = listener.local_addr().expect("an address").to_string();
    let seen = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let mut requests = Vec::new();
        let mut bytes = vec![0; 65536];
        for answer in answers {
            let mut request = String::new();
            while !is_whole(&request) {
                let length = stream.read(&mut bytes).await.expect("a request");
                if length == 0 {
                    return requests;
                }
                request.push_str(&String::from_utf8_lossy(&bytes[..length]));
            }
            requests.push(request);
            stream.write_all(answer.as_bytes()).await.expect("an answer sent");
        }
        requests
    });
    (address, seen)
}

fn is_whole(request: &str) -> bool {
    let Some((head, body)) = request.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    length.is_none_or(|length| length.parse() == Ok(body.len()))
}

fn event(id: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: {id}\r\nLambda-Runtime-Deadline-Ms: 99999999999999\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn answer(status: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Length: 2\r\n\r\n{{}}")
}

fn greeting(name: &str) -> String {
    json!({
        "resource": "/greetings/{name}", "httpMethod": "GET", "pathParameters": { "name": name }, "headers": null,
    })
    .to_string()
}

#[tokio::test]
async fn events_are_answered_one_after_the_other() {
    let script = vec![
        event("r-1", &greeting("Ada")),
        answer("202 Accepted"),
        event("r-2", "{"),
        answer("202 Accepted"),
        event("r-3", &greeting("Grace")),
        answer("413 Payload Too Large"),
        event("r-4", &json!({ "httpMethod": "PUT", "resource": "/x" }).to_string()),
        answer("202 Accepted"),
        answer("500 Internal Server Error"),
    ];
    let (address, seen) = host(script).await;
    let ended = serve(&functions(Ok(Arc::new(()))), "greet", address).await.unwrap_err();
    assert!(ended.to_string().contains("it gave no event but 500 Internal Server Error"), "{ended}");
    let seen = seen.await.unwrap();
    assert_eq!(seen.len(), 9);
    assert!(seen[0].starts_with("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\n"), "{}", seen[0]);
    assert!(
        seen[1].starts_with("POST /2018-06-01/runtime/invocation/r-1/response HTTP/1.1\r\n"),
        "{}",
        seen[1]
    );
    assert!(seen[1].contains(r#"\"Ada\""#), "{}", seen[1]);
    assert!(seen[3].starts_with("POST /2018-06-01/runtime/invocation/r-2/error HTTP/1.1\r\n"), "{}", seen[3]);
    assert!(
        seen[3].contains("lambda-runtime-function-error-type: Runtime.UnmarshalError\r\n"),
        "{}",
        seen[3]
    );
    assert!(seen[5].contains("/r-3/response "), "{}", seen[5]);
    assert!(seen[7].contains("has no route PUT /x"), "{}", seen[7]);
}

#[tokio::test]
async fn who_cannot_serve_tells_its_host() {
    for (handler, functions, error_type) in [
        ("nothing", functions(Ok(Arc::new(()))), "Runtime.HandlerNotFound"),
        ("greet", functions(Err("no store".into())), "Runtime.InitError"),
    ] {
        let (address, seen) = host(vec![answer("202 Accepted")]).await;
        let ended = serve(&functions, handler, address).await.unwrap_err();
        assert!(matches!(ended, RuntimeError::Functions(_)), "{ended}");
        let seen = seen.await.unwrap();
        assert!(seen[0].starts_with("POST /2018-06-01/runtime/init/error HTTP/1.1\r\n"), "{}", seen[0]);
        assert!(seen[0].contains(&format!(r#""errorType":"{error_type}""#)), "{}", seen[0]);
    }
}

#[tokio::test]
async fn a_host_that_makes_no_sense_or_is_gone_is_the_end() {
    let nothing = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".to_owned();
    for (script, problem) in [
        (vec![nothing], "it gave no event but 200 OK"),
        (
            vec![event("r-1", &greeting("Ada")), answer("403 Forbidden")],
            "it answered 403 Forbidden to invocation/r-1/response",
        ),
        (vec![event("r-1", &greeting("Ada")), answer("202 Accepted")], ""),
        (vec!["nonsense\r\n\r\n".to_owned()], ""),
    ] {
        let (address, _seen) = host(script).await;
        let ended = serve(&functions(Ok(Arc::new(()))), "greet", address).await.unwrap_err();
        assert!(
            matches!(&ended, RuntimeError::Host { .. }) && ended.to_string().contains(problem),
            "{ended}"
        );
    }
    let ended = serve(&functions(Ok(Arc::new(()))), "greet", "127.0.0.1:1".to_owned()).await.unwrap_err();
    assert!(ended.to_string().starts_with("the Runtime API at 127.0.0.1:1: "), "{ended}");
}

#[tokio::test]
async fn elsewhere_than_in_lambda_it_says_so() {
    let ended = run(functions(Ok(Arc::new(())))).await.unwrap_err();
    assert!(ended.to_string().starts_with("`_HANDLER` is not set"), "{ended}");
}
