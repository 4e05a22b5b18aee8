//! What answers a route's requests.

use crate::endpoint::{Method, words};
use serde::{Deserialize, Serialize};

/// What answers a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Integration {
    /// The pair's own function, which gets the request whole and answers it whole (`AWS_PROXY`).
    FunctionProxy,
    /// The pair's own function, through templates (`AWS`).
    Function,
    /// Templates alone.
    Mock,
    /// Another server, through templates.
    Http(Server),
    /// Another server, as it answers.
    HttpProxy(Server),
}

/// Another server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Server {
    /// Where it is; `{name}` stands for `integration.request.path.name`, `${stageVariables.name}` for a stage variable.
    pub uri: String,
    /// The verb to call it with; [`Method::Any`]: that of the request.
    pub method: Method,
    /// How long API Gateway waits, milliseconds, 50 to 29,000; 29,000 when nothing is said.
    pub timeout_milliseconds: Option<u32>,
}

impl Integration {
    /// Whether templates, patterns and expressions stand between the client and what answers.
    pub fn is_mapped(&self) -> bool {
        matches!(self, Self::Function | Self::Mock | Self::Http(_))
    }

    /// Whether the pair's own function answers.
    pub fn is_function(&self) -> bool {
        matches!(self, Self::FunctionProxy | Self::Function)
    }

    /// The server it calls.
    pub fn server(&self) -> Option<&Server> {
        match self {
            Self::Http(server) | Self::HttpProxy(server) => Some(server),
            Self::FunctionProxy | Self::Function | Self::Mock => None,
        }
    }
}

words! {
    /// What becomes of a body for whose content type there is no template (`passthroughBehavior`).
    PassthroughBehavior {
        /// It is passed on as it is.
        WhenNoMatch = "WHEN_NO_MATCH",
        /// It is passed on only when there are no templates at all; else the client gets a 415.
        WhenNoTemplates = "WHEN_NO_TEMPLATES",
        /// The client gets a 415.
        Never = "NEVER",
    }
}

words! {
    /// How API Gateway converts a payload (`contentHandling`).
    ContentHandling {
        /// From base64 text to bytes.
        ConvertToBinary = "CONVERT_TO_BINARY",
        /// From bytes to base64 text.
        ConvertToText = "CONVERT_TO_TEXT",
    }
}
