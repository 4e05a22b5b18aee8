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
    /// the parser's message, whatever else goes wrong is a 500. Silent about its type; a template that fails is the API's mistake.
    pub(crate) fn on_request(&self) -> Failure {
        match self {
            Self::Body(error) => Failure::unreadable_body(&error.to_string()),
            Self::ParameterBody(_) => Failure::unreadable_body("Invalid JSON in request body"),
            Self::Render(_) | Self::OverriddenTwice(_) | Self::Status(_) | Self::Path(_) => {
                Failure::misconfigured()
            }
        }
    }

    /// What the client gets when it happens on the way back. Silent about bodies; what is read there is not the client's, so it
    /// is no 400.
    pub(crate) fn on_response(&self) -> Failure {
        match self {
            Self::Body(_) | Self::ParameterBody(_) => Failure::internal(500),
            Self::Render(_) | Self::OverriddenTwice(_) | Self::Status(_) | Self::Path(_) => {
                Failure::misconfigured()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::MappingError;
    use crate::gateway_response::Failure;
    use lockstep_jsonpath::read_body;
    use lockstep_vtl::RenderError;

    #[test]
    fn only_the_clients_own_body_is_the_clients_fault() {
        let body = || read_body("{a").unwrap_err();
        let message = "Could not process payloadnet.minidev.json.parser.ParseException: \
            Unexpected End Of File position 1: null";
        let table = [
            (MappingError::Body(body()), Failure::unreadable_body(message), Failure::internal(500)),
            (
                MappingError::ParameterBody(body()),
                Failure::unreadable_body("Invalid JSON in request body"),
                Failure::internal(500),
            ),
            (RenderError::method("m", "r").into(), Failure::misconfigured(), Failure::misconfigured()),
            (MappingError::Status("x".to_owned()), Failure::misconfigured(), Failure::misconfigured()),
        ];
        for (error, on_request, on_response) in table {
            assert_eq!(error.on_request(), on_request, "{error}");
            assert_eq!(error.on_response(), on_response, "{error}");
        }
    }
}
