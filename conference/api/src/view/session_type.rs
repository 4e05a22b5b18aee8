//! Kinds of session.

use plenary_domain::session;
use schemars::JsonSchema;
use serde::Serialize;

/// A kind of session.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SessionType {
    /// Stands in filters.
    slug: String,
    /// Its name.
    name: String,
}

impl From<&session::SessionType> for SessionType {
    fn from(kind: &session::SessionType) -> Self {
        Self { slug: kind.slug.clone(), name: kind.name.clone() }
    }
}

/// Which kind of session it is.
pub(crate) type SessionTypeReference = SessionType;
