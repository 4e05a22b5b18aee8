//! The HTTP side of a route.

use crate::path::PathTemplate;
use crate::response::Response;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How a route meets HTTP.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Endpoint {
    /// The verb.
    pub method: Method,
    /// The URL below the version's base.
    pub path: PathTemplate,
    /// Who may call.
    pub access: Access,
    /// What answers.
    pub integration: Integration,
    /// What is said of single statuses, in ascending order.
    pub responses: IndexMap<u16, Response>,
    /// What API Gateway validates before it invokes.
    pub validate: Option<Validate>,
    /// Whether API Gateway asks for an API key.
    pub api_key_required: bool,
    /// The authorizer that API Gateway asks, one of the version's.
    pub authorizer: Option<String>,
    /// How API Gateway converts the request's payload.
    pub content_handling: Option<ContentHandling>,
}

impl Endpoint {
    /// The status of a success: the first below 400 in [`responses`](Self::responses), else 200.
    pub fn success_status(&self) -> u16 {
        self.responses.keys().copied().find(|status| (200..300).contains(status)).unwrap_or(200)
    }
}

/// Declares an enum whose variants are written as fixed words.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$variant_meta])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// Every value there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The value as files write it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }
    };
}
pub(crate) use words;

words! {
    /// The verb of a route.
    Method {
        /// Every verb for which the path has no route of its own.
        Any = "ANY",
        /// `DELETE`
        Delete = "DELETE",
        /// `GET`
        Get = "GET",
        /// `HEAD`
        Head = "HEAD",
        /// `OPTIONS`
        Options = "OPTIONS",
        /// `PATCH`
        Patch = "PATCH",
        /// `POST`
        Post = "POST",
        /// `PUT`
        Put = "PUT",
    }
}

impl fmt::Display for Method {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

words! {
    /// What API Gateway validates before it invokes: its three request validators.
    Validate {
        /// The body against the request's model.
        Body = "body",
        /// That required parameters of query, path and headers are there.
        Parameters = "parameters",
        /// Both.
        All = "all",
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

/// Who may call a route. It is enforced where the function runs, in every host alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Access {
    /// Everybody.
    Public,
    /// Everybody who is signed in.
    SignedIn,
    /// Who has this permission.
    Permission(String),
}

impl From<String> for Access {
    fn from(word: String) -> Self {
        match word.as_str() {
            "public" => Self::Public,
            "signed-in" => Self::SignedIn,
            _ => Self::Permission(word),
        }
    }
}

impl From<Access> for String {
    fn from(access: Access) -> Self {
        access.to_string()
    }
}

impl fmt::Display for Access {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Public => "public",
            Self::SignedIn => "signed-in",
            Self::Permission(name) => name,
        })
    }
}

/// What answers a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Integration {
    /// The pair's own function, with proxy integration (`AWS_PROXY`).
    Function,
    /// Templates alone.
    Mock,
    /// Another server, through templates.
    Http {
        /// Where it is.
        uri: String,
        /// The verb to call it with.
        method: Method,
    },
    /// Another server, as it answers.
    HttpProxy {
        /// Where it is.
        uri: String,
        /// The verb to call it with.
        method: Method,
    },
}
