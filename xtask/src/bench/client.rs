//! A client of HTTP/1.1 that keeps its connection: as little as possible, since it shares the machine with the
//! server it measures.

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// One kept-alive connection.
pub struct Connection {
    stream: TcpStream,
    address: SocketAddr,
    buffer: Vec<u8>,
    filled: usize,
}

/// An answer without its body.
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The length of the body as it was sent, in bytes.
    pub length: usize,
    /// Its validator.
    pub etag: Option<String>,
    /// How it was compressed.
    pub encoding: Option<String>,
    body: (usize, usize),
}

impl Connection {
    /// Connects.
    pub fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        Ok(Self { stream, address, buffer: vec![0; 1 << 16], filled: 0 })
    }

    /// Asks for a path, compressed as a browser would.
    pub fn get(&mut self, path: &str) -> Result<Answer> {
        let request = self.request(path, &[("Accept-Encoding", "gzip, br")]);
        self.send(&request).with_context(|| format!("GET {path}"))
    }

    /// Asks for a path, uncompressed, and gives its text.
    pub fn text(&mut self, path: &str) -> Result<String> {
        let request = self.request(path, &[]);
        let answer = self.send(&request).with_context(|| format!("GET {path}"))?;
        ensure!(answer.status == 200, "GET {path} is answered by {}", answer.status);
        let (start, end) = answer.body;
        Ok(String::from_utf8_lossy(&self.buffer[start..end]).into_owned())
    }

    /// Asks for a path and reads it as JSON.
    pub fn json(&mut self, path: &str) -> Result<Value> {
        serde_json::from_str(&self.text(path)?).with_context(|| format!("GET {path} gives no JSON"))
    }

    /// The bytes of a request, to be sent many times.
    pub fn request(&self, path: &str, headers: &[(&str, &str)]) -> Vec<u8> {
        let mut request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n", self.address);
        for (name, value) in headers {
            request.extend([name, ": ", value, "\r\n"]);
        }
        request.push_str("\r\n");
        request.into_bytes()
    }

    /// Sends a request and reads the whole answer.
    pub fn send(&mut self, request: &[u8]) -> Result<Answer> {
        self.stream.write_all(request)?;
        self.filled = 0;
        let head = loop {
            if let Some(end) = find(&self.buffer[..self.filled], b"\r\n\r\n") {
                break end + 4;
            }
            self.read_more()?;
        };
        let fields = Fields::of(&self.buffer[..head])?;
        let body = match fields.length {
            Some(length) => (head, self.read_until(head + length)?),
            None if fields.is_chunked => self.read_chunks(head)?,
            None if fields.status == 304 || fields.status == 204 => (head, head),
            None => bail!("an answer tells no length"),
        };
        let Fields { status, etag, encoding, .. } = fields;
        Ok(Answer { status, length: body.1 - body.0, etag, encoding, body })
    }

    fn read_more(&mut self) -> Result<()> {
        if self.filled == self.buffer.len() {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let read = self.stream.read(&mut self.buffer[self.filled..])?;
        ensure!(read > 0, "the server closed the connection");
        self.filled += read;
        Ok(())
    }

    fn read_until(&mut self, end: usize) -> Result<usize> {
        while self.filled < end {
            self.read_more()?;
        }
        Ok(end)
    }

    /// Moves the chunks together and gives where the body stands then.
    fn read_chunks(&mut self, head: usize) -> Result<(usize, usize)> {
        let (mut next, mut end) = (head, head);
        loop {
            let line = loop {
                if let Some(length) = find(&self.buffer[next..self.filled], b"\r\n") {
                    break next + length;
                }
                self.read_more()?;
            };
            let size = std::str::from_utf8(&self.buffer[next..line])?;
            let size = usize::from_str_radix(size.split(';').next().unwrap_or_default().trim(), 16)?;
            let chunk = line + 2;
            self.read_until(chunk + size + 2)?;
            if size == 0 {
                return Ok((head, end));
            }
            self.buffer.copy_within(chunk..chunk + size, end);
            end += size;
            next = chunk + size + 2;
        }
    }
}

/// What of an answer's head matters here.
struct Fields {
    status: u16,
    length: Option<usize>,
    is_chunked: bool,
    etag: Option<String>,
    encoding: Option<String>,
}

impl Fields {
    fn of(head: &[u8]) -> Result<Self> {
        let head = std::str::from_utf8(head).context("an answer's head is no text")?;
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
        let status = status.context("an answer begins with no status")?;
        let mut fields = Self { status, length: None, is_chunked: false, etag: None, encoding: None };
        for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
            if name.eq_ignore_ascii_case("content-length") {
                fields.length = Some(value.parse()?);
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                fields.is_chunked = value.eq_ignore_ascii_case("chunked");
            } else if name.eq_ignore_ascii_case("etag") {
                fields.etag = Some(value.to_owned());
            } else if name.eq_ignore_ascii_case("content-encoding") {
                fields.encoding = Some(value.to_owned());
            }
        }
        if status == 304 {
            // A not-modified answer may tell the length of what it does not send (RFC 9110, 8.6).
            fields.length = None;
        }
        Ok(fields)
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
