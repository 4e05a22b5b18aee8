//! What a pair says of a response.

use crate::integration::ContentHandling;
use crate::request::BodySchema;
use crate::template::Template;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One status of a route's `responses`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Response {
    /// A regular expression; an error whose whole message matches it gets this status.
    pub selection_pattern: Option<String>,
    /// Content type → mapping template; always empty on proxy integrations, which API Gateway does not map.
    pub response_templates: IndexMap<String, Template>,
    /// Header name → where its value comes from.
    pub headers: IndexMap<String, HeaderSource>,
    /// How API Gateway converts the payload; never on proxy integrations.
    pub content_handling: Option<ContentHandling>,
    /// The body's shape.
    pub schema: Option<BodySchema>,
}

/// Where the value of a response header comes from, written as API Gateway's `responseParameters` are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum HeaderSource {
    /// A fixed value, written between single quotes: `'no-store'`.
    Fixed(String),
    /// An expression over the request or the integration's response, such as `integration.response.header.Location`.
    Mapped(String),
}

impl From<String> for HeaderSource {
    fn from(text: String) -> Self {
        match text.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
            Some(fixed) => Self::Fixed(fixed.to_owned()),
            None => Self::Mapped(text),
        }
    }
}

impl From<HeaderSource> for String {
    fn from(source: HeaderSource) -> Self {
        source.to_string()
    }
}

impl fmt::Display for HeaderSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(value) => write!(formatter, "'{value}'"),
            Self::Mapped(expression) => formatter.write_str(expression),
        }
    }
}
