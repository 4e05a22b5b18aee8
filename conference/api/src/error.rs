//! Why a request could not be answered.

use std::fmt;

/// Why a handler gives no reply.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// A use case could not be carried out.
    #[error(transparent)]
    App(#[from] plenary_app::Error),
    /// There is no such thing.
    #[error("there is no {what} `{name}`")]
    NotFound {
        /// What kind of thing.
        what: &'static str,
        /// How it was asked for.
        name: String,
    },
    /// An input makes no sense.
    #[error("`{field}`: {reason}")]
    BadField {
        /// The input.
        field: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
}

impl Error {
    pub(crate) fn not_found(what: &'static str, name: impl fmt::Display) -> Self {
        Self::NotFound { what, name: name.to_string() }
    }
}

impl From<Error> for lockstep_function::Error {
    fn from(error: Error) -> Self {
        use plenary_app::Error as App;
        let detail = error.to_string();
        match error {
            Error::NotFound { .. } | Error::App(App::NotFound { .. }) => Self::not_found(detail),
            Error::App(App::Invalid { .. }) => Self::new(http::StatusCode::UNPROCESSABLE_ENTITY, detail),
            Error::App(App::Conflict { .. }) => Self::conflict(detail),
            Error::App(App::Unavailable { source, .. }) => Self::unavailable(source),
            Error::BadField { field, reason } => Self::bad_field(field, reason),
        }
    }
}
