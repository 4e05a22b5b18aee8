//! Calls of other servers.

use lockstep_dev::OutboundClient;
use lockstep_gateway::{Headers, Outbound, OutboundError, OutboundRequest, PAYLOAD_LIMIT};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// Answers each connection's first request with bytes, and says what it got.
async fn server(answer: Vec<u8>) -> (String, tokio::sync::mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a listener");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let (seen, requests) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = vec![0; 65536];
            let length = stream.read(&mut request).await.unwrap_or_default();
            let _ = seen.send(String::from_utf8_lossy(&request[..length]).into_owned());
            let _ = stream.write_all(&answer).await;
        }
    });
    (url, requests)
}

fn request(url: String) -> OutboundRequest {
    OutboundRequest {
        method: "GET".to_owned(),
        url,
        headers: Headers::new(),
        body: bytes::Bytes::new(),
        timeout: Duration::from_secs(20),
    }
}

#[tokio::test]
async fn requests_and_answers_pass_as_they_are() {
    let answer =
        b"HTTP/1.1 302 Found\r\nLOCATION: /elsewhere\r\nx-Odd: 1\r\ncontent-encoding: gzip\r\nX-ODD: 2\r\n\
        Content-Length: 3\r\n\r\nabc";
    let (url, mut seen) = server(answer.to_vec()).await;
    let mut request = request(format!("{url}/a%2Fb/?x=%20y"));
    request.method = "PATCH".to_owned();
    request.body = bytes::Bytes::from_static(b"{}");
    request.headers =
        [("tEsT-HEADeR", "caf\u{e9}"), ("content-LENGTH", "99"), ("test-header", "2")].into_iter().collect();
    let response = OutboundClient::new().send(request).await.unwrap();
    let sent = seen.recv().await.unwrap();
    assert!(sent.starts_with("PATCH /a%2Fb/?x=%20y HTTP/1.1\r\n"), "{sent}");
    for line in ["\r\ntEsT-HEADeR: caf\u{e9}\r\n", "\r\ntest-header: 2\r\n", "\r\nContent-Length: 2\r\n"] {
        assert!(sent.contains(line), "{line} in {sent}");
    }
    assert!(sent.contains(&format!("\r\nHost: {}\r\n", url.trim_start_matches("http://"))), "{sent}");
    assert!(sent.ends_with("\r\n\r\n{}"), "{sent}");
    assert_eq!((response.status, response.body.as_ref()), (302, b"abc".as_slice()));
    let headers: Vec<_> = response.headers.iter().collect();
    let expected = [
        ("LOCATION", "/elsewhere"),
        ("x-Odd", "1"),
        ("X-ODD", "2"),
        ("content-encoding", "gzip"),
        ("Content-Length", "3"),
    ];
    assert_eq!(headers, expected);
}

#[tokio::test]
async fn a_host_that_was_mapped_replaces_the_servers() {
    let (url, mut seen) = server(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".to_vec()).await;
    let mut request = request(url);
    request.headers = [("Host", "api.example.org"), ("host", "second")].into_iter().collect();
    OutboundClient::new().send(request).await.unwrap();
    let sent = seen.recv().await.unwrap();
    assert!(sent.contains("\r\nHost: api.example.org\r\n"), "{sent}");
    assert_eq!(sent.to_ascii_lowercase().matches("host:").count(), 1, "{sent}");
}

#[tokio::test]
async fn an_answer_has_its_time_and_its_length() {
    let (url, _seen) = server(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc".to_vec()).await;
    let client = OutboundClient::new();
    let error = client.send(request(url)).await.unwrap_err();
    assert!(matches!(&error, OutboundError::Unreachable(text) if text.contains("broke off")), "{error}");

    let mut long = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", PAYLOAD_LIMIT + 1).into_bytes();
    long.resize(long.len() + PAYLOAD_LIMIT + 1, b'x');
    let (url, _seen) = server(long).await;
    let error = client.send(request(url)).await.unwrap_err();
    assert!(
        matches!(&error, OutboundError::Unreachable(text) if text.contains("more than 10485760 bytes")),
        "{error}"
    );

    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut request = request(format!("http://{}/", silent.local_addr().unwrap()));
    request.timeout = Duration::from_millis(200);
    let began = Instant::now();
    assert_eq!(client.send(request).await, Err(OutboundError::TimedOut));
    assert!(began.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn who_cannot_be_called_is_said_so() {
    let client = OutboundClient::new();
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let closed = free.local_addr().unwrap();
    drop(free);
    let error = client.send(request(format!("http://{closed}/"))).await.unwrap_err();
    assert!(matches!(&error, OutboundError::Unreachable(text) if text.contains("refused")), "{error}");
    for (url, problem) in
        [("ftp://a/", "`ftp` is neither"), ("/only/a/path", "it has no scheme"), ("http://a b/", "")]
    {
        let error = client.send(request(url.to_owned())).await.unwrap_err();
        assert!(
            matches!(&error, OutboundError::BadUrl { problem: seen, .. } if seen.contains(problem)),
            "{error}"
        );
    }
    let mut odd = request(format!("http://{closed}/"));
    odd.headers.add("two words", "x");
    let error = client.send(odd).await.unwrap_err();
    assert!(error.to_string().contains("the header `two words` cannot be sent"), "{error}");
    let mut odd = request(format!("http://{closed}/"));
    odd.method = "TWO WORDS".to_owned();
    let error = client.send(odd).await.unwrap_err();
    assert!(error.to_string().contains("`TWO WORDS` cannot be sent"), "{error}");
}

#[tokio::test]
async fn tls_is_spoken_and_nobody_trusted_without_reason() {
    // Something that answers TLS with plain text is no server to trust.
    let (url, mut seen) = server(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".to_vec()).await;
    let error = OutboundClient::new().send(request(url.replace("http:", "https:"))).await.unwrap_err();
    let OutboundError::Unreachable(text) = &error else { panic!("{error}") };
    if !text.contains("certificates cannot be read") {
        let hello = seen.recv().await.unwrap();
        assert!(hello.starts_with('\u{16}'), "a TLS handshake: {hello:?}");
    }
}
