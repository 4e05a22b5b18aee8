//! The URI of another server, with places for path parameters.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_encode};
use std::fmt::Write as _;

/// A URI taken apart at its places, `https://example.org/{proxy}?version={version}`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct UriTemplate(Vec<Piece>);

#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    InHost(String),
    InPath(String),
    InQuery(String),
}

/// What cannot stand in a path as it is. A percent sign can: values of path parameters are still encoded.
const PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>').add(b'?').add(b'`').add(b'{').add(b'}');

/// What cannot stand in the value of a query parameter as it is.
const QUERY: &AsciiSet = &PATH.add(b'&').add(b'+').add(b'=');

/// What cannot stand in a host or a port. A value that holds any of it is encoded and leads nowhere: a client must not choose
/// where a request goes by ending the host early. Silent: whether API Gateway lets a path parameter stand there at all.
const HOST: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-');

/// What cannot stand in a name or value that was decoded.
const DECODED: &AsciiSet = &QUERY.add(b'%').add(b'/').add(b':').add(b'@').add(b'[').add(b']').add(b'|');

impl UriTemplate {
    /// Takes a URI apart.
    pub(super) fn new(uri: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = uri;
        let mut in_query = false;
        let host = uri.split_once("://").map_or(0, |(scheme, behind)| {
            scheme.len() + "://".len() + behind.find(['/', '?']).unwrap_or(behind.len())
        });
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, behind)) = after.split_once('}') else { break };
            in_query |= before.contains('?');
            let in_host = uri.len() - rest.len() + before.len() < host;
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            let name = name.to_owned();
            pieces.push(match (in_host, in_query) {
                (true, _) => Piece::InHost(name),
                (false, true) => Piece::InQuery(name),
                (false, false) => Piece::InPath(name),
            });
            rest = behind;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Self(pieces)
    }

    /// The URI for mapped path parameters. Silent about a place without a parameter; its braces stay.
    pub(super) fn fill(&self, parameters: &[(String, String)]) -> String {
        let value =
            |name: &str| parameters.iter().find(|(present, _)| present == name).map(|(_, value)| value);
        let mut filled = String::new();
        for piece in &self.0 {
            // Writing to a string cannot fail.
            let _ = match piece {
                Piece::Text(text) => write!(filled, "{text}"),
                Piece::InHost(name) | Piece::InPath(name) | Piece::InQuery(name) => match value(name) {
                    None => write!(filled, "{{{name}}}"),
                    Some(value) => {
                        let set = match piece {
                            Piece::InHost(_) => HOST,
                            Piece::InPath(_) => PATH,
                            Piece::Text(_) | Piece::InQuery(_) => QUERY,
                        };
                        write!(filled, "{}", percent_encode(value.as_bytes(), set))
                    }
                },
            };
        }
        filled
    }
}

/// Appends to a URI's query.
#[derive(Debug)]
pub(super) struct UriQuery {
    uri: String,
    separator: char,
}

impl UriQuery {
    /// Begins with a URI that may have a query already.
    pub(super) fn new(uri: String) -> Self {
        let separator = if uri.contains('?') { '&' } else { '?' };
        Self { uri, separator }
    }

    /// Appends what a client sent, as it was sent.
    pub(super) fn append_sent(&mut self, query: &str) {
        if !query.is_empty() {
            self.uri.push(self.separator);
            self.uri.push_str(query);
            self.separator = '&';
        }
    }

    /// Appends a parameter.
    pub(super) fn append(&mut self, name: &str, value: &str) {
        let separator = std::mem::replace(&mut self.separator, '&');
        let name = percent_encode(name.as_bytes(), DECODED);
        // Writing to a string cannot fail.
        let _ = write!(self.uri, "{separator}{name}={}", percent_encode(value.as_bytes(), DECODED));
    }

    /// The whole URI.
    pub(super) fn into_uri(self) -> String {
        self.uri
    }
}

#[cfg(test)]
mod tests {
    use super::{UriQuery, UriTemplate};

    #[test]
    fn places_take_path_parameters() {
        let parameters = [("proxy", "a%20b/c d?"), ("version", "1&2=3%20+")];
        let parameters = parameters.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let table = [
            ("https://example.org/", "https://example.org/"),
            ("https://example.org/x/{proxy}", "https://example.org/x/a%20b/c%20d%3F"),
            (
                "https://example.org/{proxy}?v={version}&x",
                "https://example.org/a%20b/c%20d%3F?v=1%262%3D3%20%2B&x",
            ),
            ("https://{version}.example.org/{version}", "https://1%262%3D3%2520%2B.example.org/1&2=3%20+"),
            ("https://example.org{proxy}", "https://example.orga%2520b%2Fc%20d%3F"),
            ("https://example.org:{version}/", "https://example.org:1%262%3D3%2520%2B/"),
            ("https://example.org?u=http://{version}", "https://example.org?u=http://1%262%3D3%20%2B"),
            ("https://example.org/{none}/{open", "https://example.org/{none}/{open"),
        ];
        for (uri, filled) in table {
            assert_eq!(UriTemplate::new(uri).fill(&parameters), filled);
        }
    }

    #[test]
    fn queries_grow() {
        let mut query = UriQuery::new("https://example.org/".to_owned());
        query.append_sent("");
        query.append_sent("a=%20&b");
        query.append("näme", "x y&z");
        assert_eq!(query.into_uri(), "https://example.org/?a=%20&b&n%C3%A4me=x%20y%26z");
        let mut query = UriQuery::new("https://example.org/?q".to_owned());
        query.append("a", "1");
        assert_eq!(query.into_uri(), "https://example.org/?q&a=1");
    }
}
