//! The API of a case, from the JSON in which the control plane keeps it.

mod definition;
mod frozen;
mod integration;
mod patch;
mod stage;

pub use definition::definition;
pub use frozen::Frozen;
pub use patch::apply;
pub use stage::stage;

use lockstep_gateway::{LoadError, LoadErrors};

/// Why there is no API to replay against.
#[derive(Debug)]
pub enum Unusable {
    /// The gateway refuses it or finds mistakes in it.
    Load(LoadErrors),
    /// The replayer does not understand it: the place and the problem.
    Case(String, String),
}

impl Unusable {
    fn case(place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Case(place.into(), problem.into())
    }
}

impl From<LoadErrors> for Unusable {
    fn from(errors: LoadErrors) -> Self {
        Self::Load(errors)
    }
}

impl From<LoadError> for Unusable {
    fn from(error: LoadError) -> Self {
        Self::Load(error.into())
    }
}
