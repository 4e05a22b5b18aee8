//! The shapes of requests and replies, as the Rust types declare them.

use indexmap::IndexMap;
use serde_json::{Map, Value};

/// The schemas of all routes of a version, in the dialect of `OpenAPI` 3.0.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Schemas {
    /// [`Route::source`](crate::Route::source) → the shapes of that route.
    pub routes: IndexMap<String, RouteSchemas>,
    /// What `#/components/schemas/NAME` refers to.
    pub definitions: Map<String, Value>,
}

/// The shapes of one route.
#[derive(Debug, Clone, PartialEq)]
pub struct RouteSchemas {
    /// All inputs as one object: parameters of path and query, members of the body.
    pub request: Value,
    /// The body of a success.
    pub reply: Value,
}
