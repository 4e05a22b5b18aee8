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
        head_time: Duration::from_millis(300),
        body_time: Duration::from_millis(300),
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
