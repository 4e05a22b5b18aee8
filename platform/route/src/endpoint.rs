//! The HTTP side of a route.

use crate::integration::{ContentHandling, Integration, PassthroughBehavior};
use crate::path::PathTemplate;
use crate::request::RequestShape;
use crate::response::Response;
use crate::template::Template;
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
    /// What is said of the inputs.
    pub request: RequestShape,
    /// Content type → mapping template of the request; empty where requests are passed on whole.
    pub request_templates: IndexMap<String, Template>,
    /// `integration.request.header.Name` → where its value comes from, as API Gateway writes it.
    pub request_parameters: IndexMap<String, String>,
    /// What becomes of a body for whose content type there is no template. A pair that says nothing gets
    /// [`Never`](PassthroughBehavior::Never) before a function, whose event then is what a template renders and nothing
    /// else, and API Gateway's own default elsewhere.
    pub passthrough_behavior: PassthroughBehavior,
    /// What is said of single statuses, in ascending order.
    pub responses: IndexMap<u16, Response>,
    /// What API Gateway validates before it invokes.
    pub validate: Option<Validate>,
    /// Whether API Gateway asks for an API key.
    pub api_key_required: bool,
    /// Whom API Gateway asks whether a request may pass.
    pub authorizer: Option<AuthorizerName>,
    /// How API Gateway converts the request's payload.
    pub content_handling: Option<ContentHandling>,
}

impl Endpoint {
    /// The status of a success. Behind mapping templates it is that of the default response, the one without a pattern;
    /// elsewhere the first from 200 to 299 in [`responses`](Self::responses). It is 200 when nothing is said.
    pub fn success_status(&self) -> u16 {
        let is_mapped = self.integration.is_mapped();
        let is_success = |(status, response): &(&u16, &Response)| {
            if is_mapped { response.selection_pattern.is_none() } else { (200..300).contains(*status) }
        };
        self.responses.iter().find(is_success).map_or(200, |(status, _)| *status)
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

/// Whom API Gateway asks whether a request may pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum AuthorizerName {
    /// IAM: the request is signed. Files write `iam`.
    Iam,
    /// One of the version's authorizers.
    Named(String),
}

impl From<String> for AuthorizerName {
    fn from(name: String) -> Self {
        if name == "iam" { Self::Iam } else { Self::Named(name) }
    }
}

impl From<AuthorizerName> for String {
    fn from(authorizer: AuthorizerName) -> Self {
        match authorizer {
            AuthorizerName::Iam => "iam".to_owned(),
            AuthorizerName::Named(name) => name,
        }
    }
}
