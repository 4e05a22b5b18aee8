//! The heads of requests as they were sent: functions see the names of headers in the casing of their sender (recorded), which
//! the HTTP library gives up.
//!
//! So bytes are looked at on their way to the library: where a head begins and ends, and where the body ends after which the
//! next head begins. What is found is used for the casing and order of names alone, and only where it agrees with what the
//! library read; nobody can gain anything by confusing it.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue};
use std::collections::VecDeque;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// A head as it was sent: request line and header lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SentHead(Bytes);

impl SentHead {
    /// The names of the header lines, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        lines(&self.0).skip(1).filter_map(|line| {
            let end = line.iter().position(|byte| *byte == b':')?;
            std::str::from_utf8(&line[..end]).ok()
        })
    }

    /// The header lines: names as sent, values as read. Nothing if the two do not belong together.
    pub fn headers<'a>(&'a self, read: &'a HeaderMap) -> Option<Vec<(&'a str, &'a HeaderValue)>> {
        let mut headers: Vec<(&str, &HeaderValue)> = Vec::with_capacity(read.len());
        for name in self.names() {
            let earlier = headers.iter().filter(|(present, _)| present.eq_ignore_ascii_case(name)).count();
            headers.push((name, read.get_all(name).into_iter().nth(earlier)?));
        }
        (headers.len() == read.len()).then_some(headers)
    }
}

/// Lines without their ends.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

/// The heads of one connection whose requests have not been answered.
#[derive(Debug, Clone, Default)]
pub(crate) struct SentHeads(Arc<Mutex<VecDeque<SentHead>>>);

impl SentHeads {
    /// The oldest one. Requests are taken in the order in which they were sent.
    pub fn take(&self) -> Option<SentHead> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }

    fn add(&self, head: SentHead) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push_back(head);
    }
}

/// A stream whose reader's heads are kept.
#[derive(Debug)]
pub(crate) struct Watched<Stream> {
    stream: Stream,
    watcher: Watcher,
    heads: SentHeads,
}

impl<Stream> Watched<Stream> {
    /// `longest` is the longest head that the reader takes, bytes.
    pub fn new(stream: Stream, heads: SentHeads, longest: usize) -> Self {
        Self { stream, watcher: Watcher { place: Place::default(), longest }, heads }
    }
}

impl<Stream: AsyncRead + Unpin> AsyncRead for Watched<Stream> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let outcome = Pin::new(&mut self.stream).poll_read(context, buffer);
        if outcome.is_ready() {
            let this = &mut *self;
            this.watcher.see(&buffer.filled()[before..], &this.heads);
        }
        outcome
    }
}

impl<Stream: AsyncWrite + Unpin> AsyncWrite for Watched<Stream> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// Follows the messages of a connection.
#[derive(Debug)]
struct Watcher {
    place: Place,
    longest: usize,
}

/// Where in a message the next byte stands.
#[derive(Debug)]
enum Place {
    /// In a head, of which this is known, and of that the line from here on.
    Head { known: Vec<u8>, line: usize },
    /// In a body, with so many bytes to come.
    Body(u64),
    /// In the line that says how long a chunk is; the size so far, and whether all its digits are read.
    ChunkSize { size: u64, complete: bool },
    /// In a chunk, with so many bytes to come.
    Chunk(u64),
    /// In the end of line after a chunk.
    ChunkEnd,
    /// In the lines after the last chunk; whether the line holds anything.
    Trailers { holds: bool },
    /// Nobody knows; the connection does not live long after this.
    Lost,
}

impl Default for Place {
    fn default() -> Self {
        Self::Head { known: Vec::new(), line: 0 }
    }
}

impl Watcher {
    fn see(&mut self, mut bytes: &[u8], heads: &SentHeads) {
        while !bytes.is_empty() {
            bytes = match &mut self.place {
                Place::Head { .. } => self.see_head(bytes, heads),
                Place::Body(left) | Place::Chunk(left) => {
                    let seen = usize::try_from(*left).map_or(bytes.len(), |left| left.min(bytes.len()));
                    *left -= seen as u64;
                    if *left == 0 {
                        self.place = match self.place {
                            Place::Chunk(_) => Place::ChunkEnd,
                            _ => Place::default(),
                        };
                    }
                    &bytes[seen..]
                }
                Place::Lost => return,
                _ => {
                    self.see_framing(bytes[0]);
                    &bytes[1..]
                }
            };
        }
    }

    /// Takes the bytes of a head, up to its end; gives what follows.
    fn see_head<'b>(&mut self, bytes: &'b [u8], heads: &SentHeads) -> &'b [u8] {
        let Place::Head { known, line } = &mut self.place else { return bytes };
        let end = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| end + 1);
        known.extend_from_slice(&bytes[..end]);
        if known.len() > self.longest {
            self.place = Place::Lost;
        } else if known.ends_with(b"\n") {
            if !matches!(&known[*line..], b"\n" | b"\r\n") {
                *line = known.len();
            } else if *line == 0 {
                // Empty lines before a request mean nothing.
                known.clear();
            } else {
                known.truncate(*line);
                let head = SentHead(std::mem::take(known).into());
                self.place = after(&head);
                heads.add(head);
            }
        }
        &bytes[end..]
    }

    /// Takes a byte of what stands around chunks.
    fn see_framing(&mut self, byte: u8) {
        let end = byte == b'\n';
        match &mut self.place {
            Place::ChunkSize { size: 0, .. } if end => self.place = Place::Trailers { holds: false },
            Place::ChunkSize { size, .. } if end => self.place = Place::Chunk(*size),
            Place::ChunkSize { size, complete } => match char::from(byte).to_digit(16) {
                Some(digit) if !*complete => *size = size.saturating_mul(16).saturating_add(digit.into()),
                _ => *complete = true,
            },
            Place::ChunkEnd if end => self.place = Place::ChunkSize { size: 0, complete: false },
            Place::Trailers { holds: false } if end => self.place = Place::default(),
            Place::Trailers { holds } => *holds = !end && (*holds || byte != b'\r'),
            _ => {}
        }
    }
}

/// What follows a head (RFC 9112, 6.3); what the RFC does not allow ends the connection.
fn after(head: &SentHead) -> Place {
    let value = |name: &str| {
        lines(&head.0).skip(1).find_map(|line| {
            let (sent, value) = line.split_at(line.iter().position(|byte| *byte == b':')?);
            sent.eq_ignore_ascii_case(name.as_bytes()).then(|| value[1..].trim_ascii())
        })
    };
    if value("transfer-encoding").is_some() {
        return Place::ChunkSize { size: 0, complete: false };
    }
    let Some(length) = value("content-length") else { return Place::default() };
    match std::str::from_utf8(length).ok().and_then(|length| length.parse().ok()) {
        Some(0) => Place::default(),
        Some(length) => Place::Body(length),
        None => Place::Lost,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of every head in a stream that comes in pieces of a length.
    fn heads(stream: &[u8], piece: usize) -> Vec<String> {
        let seen = SentHeads::default();
        let mut watcher = Watcher { place: Place::default(), longest: 1000 };
        for piece in stream.chunks(piece) {
            watcher.see(piece, &seen);
        }
        std::iter::from_fn(|| seen.take()).map(|head| head.names().collect::<Vec<_>>().join(",")).collect()
    }

    #[test]
    fn heads_are_found_however_the_bytes_come() {
        let stream = b"\r\nGET / HTTP/1.1\r\nHoSt: a\r\ntEsT-HEADeR: x\r\n\r\n\
            POST / HTTP/1.1\r\nHOST: a\r\ncontent-LENGTH: 22\r\n\r\nGET / HTTP/1.1\r\nA: 1\r\n\
            POST / HTTP/1.1\nHost: b\nTransfer-encoding: chunked\nX: 1\n\n\
            19;ext=5\r\nGET /x HTTP/1.1\r\nB: 2\r\n\r\n\r\n0\r\nTrailer: 1\r\nMore: 2\r\n\r\n\
            POST / HTTP/1.1\r\nLast: 1\r\nContent-Length: 0\r\n\r\n\
            GET / HTTP/1.1\r\nlast: 1\r\n\r\n";
        let expected = [
            "HoSt,tEsT-HEADeR",
            "HOST,content-LENGTH",
            "Host,Transfer-encoding,X",
            "Last,Content-Length",
            "last",
        ];
        for piece in 1..stream.len() {
            assert_eq!(heads(stream, piece), expected, "in pieces of {piece}");
        }
    }

    #[test]
    fn what_makes_no_sense_ends_the_watch() {
        assert_eq!(
            heads(b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\nGET / HTTP/1.1\r\nA: 1\r\n\r\n", 7).len(),
            1
        );
        let long = format!("GET / HTTP/1.1\r\nA: {}\r\n\r\nGET / HTTP/1.1\r\nB: 1\r\n\r\n", "x".repeat(1000));
        assert_eq!(heads(long.as_bytes(), 64).len(), 0);
    }

    #[test]
    fn names_are_matched_with_values_line_by_line() {
        let head = SentHead(Bytes::from_static(b"GET / HTTP/1.1\r\nX-a: 1\r\nB: 2\r\nx-A: 3"));
        let mut read = HeaderMap::new();
        for (name, value) in [("x-a", "1"), ("b", "2"), ("x-a", "3")] {
            read.append(name, HeaderValue::from_static(value));
        }
        let headers = head.headers(&read).unwrap();
        let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.to_str().unwrap())).collect();
        assert_eq!(headers, [("X-a", "1"), ("B", "2"), ("x-A", "3")]);
        read.append("c", HeaderValue::from_static("4"));
        assert_eq!(head.headers(&read), None);
        read.remove("c");
        read.remove("b");
        assert_eq!(head.headers(&read), None);
    }
}
