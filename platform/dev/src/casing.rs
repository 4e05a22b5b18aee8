//! The casing of header names on the wire, which the HTTP library keeps in an extension of a message that it reads, uses in
//! one that it writes, and shows to nobody.
//!
//! The extension is documented to be carried from message to message (`preserve_header_case`), so that is what happens here: to
//! make one, the library reads a message from memory; to see what is in one, it writes a message to memory. Nothing waits.

use bytes::Bytes;
use futures_util::FutureExt;
use http::header::{CONNECTION, CONTENT_LENGTH, HeaderValue, TRANSFER_ENCODING};
use http::{Extensions, HeaderMap, Request, Response};
use http_body_util::Empty;
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use std::collections::HashMap;
use std::future::poll_fn;
use std::io::{self, Cursor};
use std::pin::{Pin, pin};
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// The names that the library adds to messages by itself.
const LIBRARY_NAMES: [&str; 3] = ["Content-Length", "Date", "Connection"];

/// How often an exchange with memory is looked at. It has never taken more than one look.
const ROUNDS: usize = 8;

/// How many combinations of names are remembered.
const MOST: usize = 512;

/// Extensions by the names that they write: there are few combinations, and making one takes a while.
#[derive(Debug, Default)]
pub(crate) struct Casings(Mutex<HashMap<String, Extensions>>);

impl Casings {
    /// What a message must carry so that these names, in order, are written in their casing.
    pub fn writing<'a>(&self, names: impl Iterator<Item = &'a str>) -> Extensions {
        let mut key = String::new();
        for name in names {
            key.push_str(name);
            key.push('\n');
        }
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(extensions) = known.get(&key) {
            return extensions.clone();
        }
        let extensions = made(key.lines()).unwrap_or_default();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(key, extensions.clone());
        extensions
    }
}

/// Lets the library read a message with these names.
fn made<'a>(names: impl Iterator<Item = &'a str>) -> Option<Extensions> {
    let mut head = "HTTP/1.1 200 OK\r\n".to_owned();
    let names = names.filter(|name| !is_library_name(name) && *name != "Transfer-Encoding");
    for name in names.chain(LIBRARY_NAMES) {
        let value = match name {
            "Content-Length" => "0",
            "Connection" => "close",
            _ => "x",
        };
        head.extend([name, ": ", value, "\r\n"]);
    }
    head.push_str("\r\n");
    let (response, _) = exchanged(head, Request::new(Empty::new()))?;
    Some(response.into_parts().0.extensions)
}

fn is_library_name(name: &str) -> bool {
    LIBRARY_NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
        || name.eq_ignore_ascii_case("Transfer-Encoding")
}

/// The names of a message that was read, in their casing, one for each line: lines of one name stand together, in the order
/// of the map.
pub(crate) fn names_read(headers: &HeaderMap, extensions: Extensions) -> Vec<String> {
    written(headers, extensions)
        .unwrap_or_else(|| headers.iter().map(|(name, _)| name.as_str().to_owned()).collect())
}

/// Lets the library write a message with these names; nothing if it does not write all of them.
fn written(headers: &HeaderMap, extensions: Extensions) -> Option<Vec<String>> {
    let mut request = Request::new(Empty::new());
    for (name, _) in headers {
        // How long a message is and when it ends concerns the library.
        let value = if framing(name) { continue } else { HeaderValue::from_static("x") };
        request.headers_mut().append(name, value);
    }
    *request.extensions_mut() = extensions;
    let (_, bytes) = exchanged("HTTP/1.1 204 No Content\r\n\r\n".to_owned(), request)?;
    let text = String::from_utf8(bytes).ok()?;
    let mut seen = text.split("\r\n").skip(1).filter_map(|line| Some(line.split_once(':')?.0.to_owned()));
    headers
        .keys()
        .flat_map(|name| headers.get_all(name).iter().map(move |_| name))
        .map(|name| {
            if framing(name) {
                return Some(title(name.as_str()));
            }
            seen.next().filter(|seen| seen.eq_ignore_ascii_case(name.as_str()))
        })
        .collect()
}

fn framing(name: &http::HeaderName) -> bool {
    [CONTENT_LENGTH, TRANSFER_ENCODING, CONNECTION].contains(name)
}

fn title(name: &str) -> String {
    let mut start = true;
    let title = name.chars().map(|letter| {
        let cased = if start { letter.to_ascii_uppercase() } else { letter };
        start = letter == '-';
        cased
    });
    title.collect()
}

/// A connection to nobody: takes what is written, and answers once something was.
struct Memory {
    answer: Cursor<Vec<u8>>,
    written: Vec<u8>,
}

impl AsyncRead for Memory {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        // An answer to nothing is a mistake. Nobody is woken: who waits is asked again.
        if self.written.is_empty() {
            return Poll::Pending;
        }
        Pin::new(&mut self.answer).poll_read(context, buffer)
    }
}

impl AsyncWrite for Memory {
    fn poll_write(mut self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.written.extend_from_slice(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

/// Sends a request to memory. Gives the answer, which stands there already, and what was written.
fn exchanged(answer: String, request: Request<Empty<Bytes>>) -> Option<(Response<Incoming>, Vec<u8>)> {
    let stream = Memory { answer: Cursor::new(answer.into_bytes()), written: Vec::new() };
    let mut builder = http1::Builder::new();
    let shaken = builder.preserve_header_case(true).handshake(TokioIo::new(stream)).now_or_never()?;
    let (mut sender, mut connection) = shaken.ok()?;
    let mut response = pin!(sender.send_request(request));
    for _ in 0..ROUNDS {
        // The connection moves what the response waits for; when it ends, there is a response or there will be none.
        let ended = poll_fn(|context| connection.poll_without_shutdown(context)).now_or_never();
        if let Some(response) = response.as_mut().now_or_never() {
            return Some((response.ok()?, connection.into_parts().io.into_inner().written));
        }
        if ended.is_some() {
            break;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        let casings = Casings::default();
        let names = ["x-amzn-RequestId", "tEsT-HEADeR", "Content-Type", "TEST-header", "content-length"];
        let extensions = casings.writing(names.into_iter());
        let mut headers = HeaderMap::new();
        for name in names {
            headers.append(
                http::HeaderName::from_bytes(name.as_bytes()).unwrap(),
                HeaderValue::from_static("1"),
            );
        }
        let seen = names_read(&headers, extensions);
        assert_eq!(
            seen,
            ["x-amzn-RequestId", "tEsT-HEADeR", "TEST-header", "Content-Type", "Content-Length"]
        );
        assert_eq!(names_read(&headers, Extensions::new())[0], "x-amzn-requestid");
    }

    #[test]
    fn only_so_many_combinations_are_remembered() {
        let casings = Casings::default();
        for number in 0..=MOST {
            casings.writing([format!("X-{number}").as_str()].into_iter());
        }
        assert_eq!(casings.0.lock().unwrap().len(), 1);
    }
}
