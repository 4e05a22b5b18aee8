//! What can go wrong in a use case.

use plenary_store::StoreError;

/// Why a use case was not carried out. The message is for the caller; what only the log should keep is the source.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing.
    #[error("there is no {what}")]
    NotFound {
        /// What was asked for: `conference 38c3`.
        what: String,
    },
    /// What was given can't be used.
    #[error("{reason}")]
    Invalid {
        /// Why, and what to do.
        reason: String,
    },
    /// It contradicts what is there.
    #[error("{reason}")]
    Conflict {
        /// Why, and what to do.
        reason: String,
    },
    /// It could not be done now, or the store needs a person's attention.
    #[error("{reason}")]
    Unavailable {
        /// What to tell the caller.
        reason: String,
        /// What happened, for the log.
        #[source]
        source: Box<StoreError>,
    },
}

impl Error {
    pub(crate) fn not_found(what: impl Into<String>) -> Self {
        Self::NotFound { what: what.into() }
    }

    pub(crate) fn invalid(reason: impl Into<String>) -> Self {
        Self::Invalid { reason: reason.into() }
    }

    pub(crate) fn conflict(reason: impl Into<String>) -> Self {
        Self::Conflict { reason: reason.into() }
    }

    pub(crate) fn corrupt(reason: impl Into<String>) -> Self {
        StoreError::Corrupt { reason: reason.into() }.into()
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::TooLarge { .. } => {
                Self::invalid(format!("A text is too long to be stored: {error}. Shorten it and try again."))
            }
            StoreError::Conflict(_) => Self::conflict(
                "Somebody else changed the conference at the same moment. Nothing of this change was kept; try again.",
            ),
            StoreError::Corrupt { .. } => Self::Unavailable {
                reason: "The store can't be read. The log says what is damaged.".to_owned(),
                source: Box::new(error),
            },
            error => Self::Unavailable {
                reason: "The store does not answer. Try again in a moment.".to_owned(),
                source: Box::new(error),
            },
        }
    }
}
