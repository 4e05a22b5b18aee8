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
