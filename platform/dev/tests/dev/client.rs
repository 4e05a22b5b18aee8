//! A client that shows exactly what was sent, and a server to talk to.

use lockstep_dev::{Ended, Handler, Limits, Server};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub struct Running {
    pub address: SocketAddr,
    pub end: oneshot::Sender<()>,
    pub ended: JoinHandle<Ended>,
}

pub async fn start(handler: Arc<dyn Handler>, limits: Limits) -> Running {
    let server = Server::bind(([127, 0, 0, 1], 0).into(), limits).await.expect("a server");
    let address = server.address();
    let (end, ending) = oneshot::channel();
    let ended = tokio::spawn(server.serve(handler, async {
        let _ = ending.await;
    }));
    Running { address, end, ended }
}

#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    /// The head as it came.
    pub head: String,
    /// By their names in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// Sends bytes and reads one response, on a connection that is closed after it.
pub async fn exchange(address: SocketAddr, request: &[u8]) -> Reply {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(request).await.expect("a request sent");
    read_reply(&mut stream).await
}

pub async fn read_reply(stream: &mut TcpStream) -> Reply {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.expect("a response");
    parse(&bytes)
}

fn parse(bytes: &[u8]) -> Reply {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or_else(|| {
        panic!("no whole head in {:?}", String::from_utf8_lossy(bytes));
    });
    let head = std::str::from_utf8(&bytes[..end]).expect("a readable head");
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).expect("a status");
    let headers = lines.filter_map(|line| line.split_once(": "));
    let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
    Reply { status, head: head.to_owned(), headers, body: bytes[end + 4..].to_vec() }
}

pub async fn get(address: SocketAddr, path: &str, headers: &str) -> Reply {
    let request = format!("GET {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n{headers}\r\n");
    exchange(address, request.as_bytes()).await
}
