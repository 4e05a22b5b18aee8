//! What a pair says of its requests.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The inputs of a route: the field `request`. Behind mapping templates it is what the contract tells callers; everywhere it
/// is what API Gateway validates.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RequestShape {
    /// The placeholders of the path, which are always required; those that are not named here are texts.
    pub path: IndexMap<String, Parameter>,
    /// The parameters of the query.
    pub query: IndexMap<String, Parameter>,
    /// Headers.
    pub header: IndexMap<String, Parameter>,
    /// The shape of the body, JSON.
    pub body: Option<BodySchema>,
}

/// An input that is no part of the body.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    /// Whether it must be there.
    pub required: bool,
    /// Its shape, for the contract: API Gateway looks only whether it is there. A text when nothing is said.
    pub schema: Option<Value>,
}

/// The shape of a body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BodySchema {
    /// One of the version's models.
    Model(String),
    /// A JSON Schema of its own.
    Inline(Value),
}
