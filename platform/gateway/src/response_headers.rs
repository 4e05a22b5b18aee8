//! What becomes of a function's response headers.

use crate::message::Headers;
use std::borrow::Cow;

/// Names that come back as `x-amzn-Remapped-…`. Recorded for proxy integrations, `WWW-Authenticate` documented (known
/// issues).
const REMAPPED: [&str; 6] =
    ["Connection", "Content-Length", "Date", "Server", "WWW-Authenticate", "x-amzn-RequestId"];

/// The same for headers that an integration response maps (recorded).
const REMAPPED_WHEN_MAPPED: [&str; 16] = [
    "Authorization",
    "Connection",
    "Content-Length",
    "Content-MD5",
    "Date",
    "Expect",
    "Host",
    "Max-Forwards",
    "Proxy-Authenticate",
    "Server",
    "Trailer",
    "Upgrade",
    "User-Agent",
    "WWW-Authenticate",
    "x-amz-apigw-id",
    "x-amzn-RequestId",
];

/// Names that are taken away (recorded).
const DROPPED: [&str; 1] = ["Transfer-Encoding"];

/// The headers of a proxy integration as a client receives them.
pub(crate) fn remap(headers: Headers) -> Headers {
    rename(headers, &REMAPPED)
}

/// The headers that an integration response maps as a client receives them.
pub(crate) fn remap_mapped(headers: Headers) -> Headers {
    rename(headers, &REMAPPED_WHEN_MAPPED)
}

fn rename(headers: Headers, remapped: &[&str]) -> Headers {
    let listed = |list: &[&str], name: &str| list.iter().any(|entry| entry.eq_ignore_ascii_case(name));
    headers
        .into_iter()
        .filter(|(name, _)| !listed(&DROPPED, name))
        .map(|(name, value)| {
            if listed(remapped, &name) {
                (Cow::Owned(format!("x-amzn-Remapped-{name}")), value)
            } else {
                (name, value)
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{remap, remap_mapped};
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

    #[test]
    fn mapped_headers_have_more_that_are_the_gateways() {
        let names = |headers: Headers| headers.iter().map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
        let sent =
            || ["Accept", "Host", "TE", "Via", "transfer-encoding", "User-Agent"].map(|name| (name, "x"));
        assert_eq!(
            names(remap_mapped(sent().into_iter().collect())),
            ["Accept", "x-amzn-Remapped-Host", "TE", "Via", "x-amzn-Remapped-User-Agent"]
        );
        assert_eq!(names(remap(sent().into_iter().collect())), ["Accept", "Host", "TE", "Via", "User-Agent"]);
    }
}
