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

#[cfg(test)]
mod tests {
    use super::*;
    use plenary_app::Error as App;
    use plenary_store::StoreError;

    #[test]
    fn every_error_has_its_status_and_keeps_what_the_log_alone_may_know() {
        let damaged = StoreError::Corrupt { reason: "row 7 is gone".to_owned() };
        let table = [
            (Error::not_found("room", "attic"), 404, "there is no room `attic`", ""),
            (Error::BadField { field: "day", reason: "no" }, 400, "`day`: no", ""),
            (App::NotFound { what: "conference x".to_owned() }.into(), 404, "there is no conference x", ""),
            (App::Invalid { reason: "Too long.".to_owned() }.into(), 422, "Too long.", ""),
            (App::Conflict { reason: "Try again.".to_owned() }.into(), 409, "Try again.", ""),
            (
                App::Unavailable { reason: "Not now.".to_owned(), source: Box::new(damaged) }.into(),
                503,
                "the service cannot answer right now, try again soon",
                "row 7 is gone",
            ),
        ];
        for (error, status, told, logged) in table {
            let error = lockstep_function::Error::from(error);
            assert_eq!((error.status().as_u16(), error.to_string().as_str()), (status, told));
            assert!(error.log_message().contains(logged), "{}", error.log_message());
        }
    }
}
