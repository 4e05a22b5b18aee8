//! What becomes of a function's response headers.

use crate::message::Headers;
use std::borrow::Cow;

/// Names that come back as `x-amzn-Remapped-…`. Recorded for proxy integrations, `WWW-Authenticate` documented (known
/// issues).
const REMAPPED: [&str; 6] =
    ["Connection", "Content-Length", "Date", "Server", "WWW-Authenticate", "x-amzn-RequestId"];

/// Names that are taken away (recorded).
const DROPPED: [&str; 1] = ["Transfer-Encoding"];

/// The headers of a proxy reply as a client receives them.
pub(crate) fn remap(headers: Headers) -> Headers {
    let listed = |list: &[&str], name: &str| list.iter().any(|entry| entry.eq_ignore_ascii_case(name));
    headers
        .into_iter()
        .filter(|(name, _)| !listed(&DROPPED, name))
        .map(|(name, value)| {
            if listed(&REMAPPED, &name) {
                (Cow::Owned(format!("x-amzn-Remapped-{name}")), value)
            } else {
                (name, value)
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::remap;
    use crate::message::Headers;

    #[test]
    fn the_servers_own_headers_are_remapped() {
        let sent: Headers = [
            ("Content-Type", "text/plain"),
            ("content-length", "3"),
            ("Date", "yesterday"),
            ("Transfer-Encoding", "chunked"),
            ("X-Own", "1"),
        ]
        .into_iter()
        .collect();
        let expected: Headers = [
            ("Content-Type", "text/plain"),
            ("x-amzn-Remapped-content-length", "3"),
            ("x-amzn-Remapped-Date", "yesterday"),
            ("X-Own", "1"),
        ]
        .into_iter()
        .collect();
        assert_eq!(remap(sent), expected);
    }
}
