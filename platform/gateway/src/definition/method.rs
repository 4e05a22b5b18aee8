//! A verb on a resource.

use super::IntegrationDefinition;
use indexmap::IndexMap;
use lockstep_route::Validate;

/// A verb on a resource: who may call, what is checked, what answers.
#[derive(Debug, Clone, PartialEq)]
pub struct MethodDefinition {
    /// Where it is written, for messages: a file, or a place in a document.
    pub place: String,
    /// `GET`, … or `ANY`.
    pub verb: String,
    /// Who decides whether it may be called.
    pub authorization: Authorization,
    /// Whether an API key is needed.
    pub api_key_required: bool,
    /// The parameters it names; what is mapped or cached must be among them.
    pub parameters: Vec<RequestParameter>,
    /// Media type → model of the request's body.
    pub models: IndexMap<String, String>,
    /// What is validated before anything is invoked.
    pub validate: Option<Validate>,
    /// What answers.
    pub integration: IntegrationDefinition,
    /// What is said of the responses, by status.
    pub responses: IndexMap<u16, MethodResponseDefinition>,
}

impl MethodDefinition {
    /// An open method that asks nothing.
    pub fn new(
        place: impl Into<String>,
        verb: impl Into<String>,
        integration: IntegrationDefinition,
    ) -> Self {
        Self {
            place: place.into(),
            verb: verb.into(),
            authorization: Authorization::None,
            api_key_required: false,
            parameters: Vec::new(),
            models: IndexMap::new(),
            validate: None,
            integration,
            responses: IndexMap::new(),
        }
    }
}

/// Who decides whether a method may be called (`authorizationType`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Authorization {
    /// Nobody: it is open.
    #[default]
    None,
    /// IAM: the request must be signed. The signature is recorded, not verified: this gateway knows no secret keys.
    Iam,
    /// One of the API's authorizers, by name, and the scopes it must grant.
    Authorizer {
        /// Its name.
        name: String,
        /// OAuth scopes; only Cognito authorizers know any.
        scopes: Vec<String>,
    },
}

/// Where a parameter stands in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ParameterLocation {
    /// A variable of the path.
    Path,
    /// The query.
    QueryString,
    /// A header.
    Header,
}

impl ParameterLocation {
    /// As expressions write it: `method.request.querystring.name`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::QueryString => "querystring",
            Self::Header => "header",
        }
    }
}

/// A parameter that a method names (`requestParameters`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestParameter {
    /// Where it stands.
    pub location: ParameterLocation,
    /// Its name.
    pub name: String,
    /// Whether validation refuses a request without it.
    pub required: bool,
}

/// What a method says of a status (`methodResponses`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MethodResponseDefinition {
    /// The headers it may have.
    pub headers: Vec<String>,
    /// Media type → model of the body; documentation, nothing is validated.
    pub models: IndexMap<String, String>,
}
