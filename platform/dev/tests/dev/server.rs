use crate::client::{exchange, get, read_reply, start};
use async_trait::async_trait;
use http::StatusCode;
use lockstep_dev::{Ended, Handler, Limits, Request, Response, Server, ServerError, text};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

/// Answers with the length of the body, after the time that the path says in milliseconds.
struct Slow;

#[async_trait]
impl Handler for Slow {
    async fn handle(&self, request: Request) -> Response {
        let wait = request.head.uri.path().trim_start_matches('/').parse().unwrap_or(0);
        tokio::time::sleep(Duration::from_millis(wait)).await;
        match request.body().await {
            Ok((_, body)) => text(StatusCode::OK, &body.len().to_string()),
            Err(error) => error.response(),
        }
    }
}

fn tight() -> Limits {
    Limits {
        head_bytes: 8192,
        body_bytes: 100,
        asking_body_bytes: 10,
        bodies_bytes: 150,
        head_time: Duration::from_millis(300),
        body_time: Duration::from_millis(300),
        write_time: Duration::from_millis(300),
        connections: 4,
        grace: Duration::from_millis(500),
    }
}

fn post(length: usize, body: &str) -> Vec<u8> {
    format!("POST /0 HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}")
        .into_bytes()
}

#[tokio::test]
async fn bodies_and_heads_have_limits() {
    let server = start(Arc::new(Slow), tight()).await;
    assert_eq!(exchange(server.address, &post(3, "abc")).await.body, b"3\n");
    assert_eq!(exchange(server.address, &post(101, &"x".repeat(101))).await.status, 413);
    // A body that does not come, and a head that does not end.
    assert_eq!(exchange(server.address, &post(50, "abc")).await.status, 408);
    let mut idle = TcpStream::connect(server.address).await.unwrap();
    idle.write_all(b"GET / HTTP/1.1\r\nHost: t\r\n").await.unwrap();
    let mut rest = Vec::new();
    tokio::io::AsyncReadExt::read_to_end(&mut idle, &mut rest).await.unwrap();
    assert!(rest.is_empty() || rest.starts_with(b"HTTP/1.1 408"), "{}", String::from_utf8_lossy(&rest));
    let long = format!("X-Long: {}\r\n", "x".repeat(9000));
    assert_eq!(get(server.address, "/", &long).await.status, 431);
    assert_eq!(exchange(server.address, b"nonsense\r\n\r\n").await.status, 400);
}

#[tokio::test]
async fn a_question_has_a_short_body_or_none() {
    let server = start(Arc::new(Slow), tight()).await;
    for method in ["GET", "OPTIONS"] {
        let ask = |length: usize| {
            let body = "x".repeat(length);
            format!(
                "{method} /0 HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
            )
        };
        assert_eq!(exchange(server.address, ask(10).as_bytes()).await.body, b"10\n", "{method}");
        assert_eq!(exchange(server.address, ask(11).as_bytes()).await.status, 413, "{method}");
    }
    // One that does not say how long it is.
    let chunked = b"GET /0 HTTP/1.1\r\nHost: t\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n\
        b\r\nxxxxxxxxxxx\r\n0\r\n\r\n";
    assert_eq!(exchange(server.address, chunked).await.status, 413);
}

#[tokio::test]
async fn all_bodies_together_have_a_limit() {
    let limits = Limits { body_time: Duration::from_secs(20), ..tight() };
    let server = start(Arc::new(Slow), limits).await;
    // Announced bytes take no room, arrived ones do.
    let mut announced = TcpStream::connect(server.address).await.unwrap();
    announced.write_all(&post(100, "")).await.unwrap();
    let mut half = TcpStream::connect(server.address).await.unwrap();
    half.write_all(&post(100, &"x".repeat(80))).await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    let refused = exchange(server.address, &post(80, &"x".repeat(80))).await;
    assert_eq!((refused.status, refused.header("retry-after")), (503, "1"));
    assert_eq!(exchange(server.address, &post(70, &"x".repeat(70))).await.body, b"70\n");
    half.write_all(&[b'x'; 20]).await.unwrap();
    assert_eq!(read_reply(&mut half).await.body, b"100\n");
    assert_eq!(exchange(server.address, &post(80, &"x".repeat(80))).await.body, b"80\n");
    drop(announced);
}

/// Answers with more than any buffer between server and client holds.
struct Large;

#[async_trait]
impl Handler for Large {
    async fn handle(&self, request: Request) -> Response {
        let length = if request.head.uri.path() == "/large" { 64 * 1024 * 1024 } else { 1 };
        Response::new(vec![b'x'; length].into())
    }
}

#[tokio::test]
async fn a_client_that_takes_no_answer_does_not_keep_its_connection() {
    let server = start(Arc::new(Large), Limits { connections: 1, ..tight() }).await;
    let mut stalled = TcpStream::connect(server.address).await.unwrap();
    stalled.write_all(b"GET /large HTTP/1.1\r\nHost: t\r\n\r\n").await.unwrap();
    let next = tokio::time::timeout(Duration::from_secs(20), get(server.address, "/", ""));
    assert_eq!(next.await.expect("the only connection there may be is free again").body, b"x");
    drop(stalled);
}

#[tokio::test]
async fn connections_beyond_the_limit_wait() {
    let server = start(Arc::new(Slow), tight()).await;
    let mut waiting = Vec::new();
    for _ in 0..12 {
        waiting.push(tokio::spawn(get(server.address, "/50", "")));
    }
    for reply in waiting {
        assert_eq!(reply.await.unwrap().status, 200);
    }
}

#[tokio::test]
async fn what_is_under_way_is_answered_before_the_end() {
    let server = start(Arc::new(Slow), tight()).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(b"GET /200 HTTP/1.1\r\nHost: t\r\n\r\n").await.unwrap();
    let idle = TcpStream::connect(server.address).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    server.end.send(()).unwrap();
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert!(TcpStream::connect(server.address).await.is_err(), "no connection is taken any more");
    let reply = read_reply(&mut stream).await;
    assert_eq!((reply.status, reply.body.as_slice()), (200, b"0\n".as_slice()));
    assert_eq!(server.ended.await.unwrap(), Ended::Cleanly);
    drop(idle);
}

#[tokio::test]
async fn what_takes_too_long_is_cut_off() {
    let server = start(Arc::new(Slow), tight()).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(b"GET /60000 HTTP/1.1\r\nHost: t\r\n\r\n").await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    server.end.send(()).unwrap();
    assert_eq!(server.ended.await.unwrap(), Ended::CutOff);
}

#[tokio::test]
async fn a_port_in_use_is_said_so() {
    let server = start(Arc::new(Slow), tight()).await;
    let error = Server::bind(server.address, tight()).await.unwrap_err();
    assert!(matches!(error, ServerError::InUse { .. }));
    assert!(error.to_string().contains("in use already"), "{error}");
    let nowhere = Server::bind(([192, 0, 2, 1], 1).into(), tight()).await.unwrap_err();
    assert!(nowhere.to_string().starts_with("cannot listen on 192.0.2.1:1"), "{nowhere}");
}
