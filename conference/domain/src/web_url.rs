//! An absolute `http` or `https` address; nothing else is ever linked to.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// An absolute `http` or `https` address; nothing else is ever linked to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebUrl(String);

/// Why a text is no [`WebUrl`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a web address: it takes http:// or https:// and a host")]
pub struct BadUrl(pub String);

impl WebUrl {
    /// The value as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for WebUrl {
    type Err = BadUrl;
    fn from_str(text: &str) -> Result<Self, BadUrl> {
        let bad = || BadUrl(text.to_owned());
        let (scheme, rest) = text.split_once("://").ok_or_else(bad)?;
        let scheme = scheme.to_ascii_lowercase();
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host = authority.rsplit('@').next().unwrap_or_default();
        let unclean = |c: char| {
            c.is_whitespace()
                || c.is_control()
                || matches!(c, '"' | '<' | '>' | '\\' | '`' | '{' | '}' | '|' | '^')
        };
        let named = !host.is_empty() && !host.starts_with(':');
        if matches!(scheme.as_str(), "http" | "https") && named && !rest.contains(unclean) {
            Ok(Self(format!("{scheme}://{rest}")))
        } else {
            Err(bad())
        }
    }
}

impl TryFrom<String> for WebUrl {
    type Error = BadUrl;
    fn try_from(text: String) -> Result<Self, BadUrl> {
        text.parse()
    }
}

impl From<WebUrl> for String {
    fn from(value: WebUrl) -> Self {
        value.0
    }
}

impl fmt::Display for WebUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let cases = [
            ("https://example.org", "https://example.org"),
            ("HTTPS://Example.org/A?b=c#d", "https://Example.org/A?b=c#d"),
            ("http://user@example.org:8080/ü", "http://user@example.org:8080/ü"),
            ("http://[::1]/", "http://[::1]/"),
        ];
        for (given, text) in cases {
            let url: WebUrl = given.parse().unwrap();
            assert_eq!((url.as_str(), url.to_string()), (text, text.to_owned()));
            assert_eq!(serde_json::to_value(&url).unwrap(), text);
            assert_eq!(serde_json::from_value::<WebUrl>(given.into()).unwrap(), url);
        }
        let bad = [
            "",
            "example.org",
            "//example.org",
            "https://",
            "https:///path",
            "https://:80/",
            "https://user@/",
            "javascript:alert(1)",
            "javascript://example.org/%0aalert(1)",
            "data:text/html,x",
            "ftp://example.org",
            "https://example.org/a b",
            "https://example.org/\"onload=",
            "https://example.org/<script>",
            "https://example.org/\u{0}",
            "https://example.org\\@evil.example",
        ];
        for bad in bad {
            assert_eq!(bad.parse::<WebUrl>(), Err(BadUrl(bad.to_owned())));
        }
        assert!(BadUrl("x".to_owned()).to_string().starts_with("`x` is not a web address"));
    }
}
