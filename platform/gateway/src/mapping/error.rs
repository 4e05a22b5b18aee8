//! Why a mapping could not be done.

use crate::gateway_response::Failure;
use lockstep_jsonpath::{BodyError, FindError};
use lockstep_vtl::RenderError;
use thiserror::Error;

/// Why a template or an expression gave no result. The text is for the log; the client gets the [`Failure`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(crate) enum MappingError {
    /// The body begins like JSON and is none.
    #[error(transparent)]
    Body(#[from] BodyError),
    /// An expression takes a value from a body that is no JSON.
    #[error("a parameter is mapped from the body, which is no JSON: {}", .0.message())]
    ParameterBody(BodyError),
    /// The template stopped while it rendered.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The template overrides a parameter again.
    #[error("the template sets $context.{0} more than once")]
    OverriddenTwice(String),
    /// The template overrides the status with what is none.
    #[error("the template sets $context.responseOverride.status to `{0}`")]
    Status(String),
    /// An expression's path cannot be applied to the body.
    #[error("a parameter is mapped from the body: {0}")]
    Path(#[from] FindError),
}

impl MappingError {
    /// What the client gets when it happens on the way to the integration. Recorded: a body that is no JSON is a 400 with
    /// the parser's message, whatever else goes wrong is a 500.
    pub(crate) fn on_request(&self) -> Failure {
        match self {
            Self::Body(error) => Failure::unreadable_body(&error.to_string()),
            Self::ParameterBody(_) => Failure::unreadable_body("Invalid JSON in request body"),
            Self::Render(_) | Self::OverriddenTwice(_) | Self::Status(_) | Self::Path(_) => {
                Failure::internal(500)
            }
        }
    }

    /// What the client gets when it happens on the way back. Silent; the body is not the client's there, so it is a 500.
    pub(crate) fn on_response(&self) -> Failure {
        Failure::internal(500)
    }
}
