//! Requests and responses as plain values.

use bytes::Bytes;
use std::borrow::Cow;
use std::net::IpAddr;

/// Header lines in the order and casing in which they were sent; a name may stand in several lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headers(Vec<(Cow<'static, str>, String)>);

impl Headers {
    /// No lines.
    pub fn new() -> Self {
        Self::default()
    }

    /// Room for a number of lines.
    pub fn with_capacity(lines: usize) -> Self {
        Self(Vec::with_capacity(lines))
    }

    /// Adds a line.
    pub fn add(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// The first line of a name, whatever its casing.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(present, _)| present.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Whether a name stands in any line.
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Removes every line of a name.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(present, _)| !present.eq_ignore_ascii_case(name));
    }

    /// All lines.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), value.as_str()))
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl IntoIterator for Headers {
    type Item = (Cow<'static, str>, String);
    type IntoIter = std::vec::IntoIter<Self::Item>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<Name: Into<Cow<'static, str>>, Value: Into<String>> FromIterator<(Name, Value)> for Headers {
    fn from_iter<Lines: IntoIterator<Item = (Name, Value)>>(lines: Lines) -> Self {
        Self(lines.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

/// How the client reached the server; functions see it as `X-Forwarded-Proto`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Without TLS.
    Http,
    /// With TLS.
    Https,
}

impl Scheme {
    /// `http` or `https`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }
}

/// A request as it arrived.
#[derive(Debug, Clone)]
pub struct HttpRequest {
    /// The verb, upper case.
    pub method: String,
    /// Path and query as sent, nothing decoded.
    pub target: String,
    /// The protocol's name, `HTTP/1.1`.
    pub protocol: &'static str,
    /// Header lines.
    pub headers: Headers,
    /// The whole body.
    pub body: Bytes,
    /// Who sent it.
    pub source_ip: IpAddr,
    /// How it was reached.
    pub scheme: Scheme,
    /// The port it arrived at.
    pub port: u16,
}

/// A response to send. `Date`, `Connection` and `Content-Length` are the server's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpResponse {
    /// The status code.
    pub status: u16,
    /// Header lines.
    pub headers: Headers,
    /// The body.
    pub body: Bytes,
}
