//! Loading an API from what people write.

mod pairs;

mod openapi;

pub use openapi::{BasePathMode, OpenApiImport};

use crate::api::{Address, Api, Stage};
use crate::definition::ApiDefinition;
use crate::error::LoadErrors;
use lockstep_route::Version;

impl Api {
    /// Loads a version as discovery found it. Jobs and authorizers are no requests and have no method.
    ///
    /// # Errors
    /// Every mistake of its pairs that shows only when they are compiled, and what this gateway cannot do, each with its
    /// place.
    pub fn from_version(version: &Version, address: Address, stage: Stage) -> Result<Self, LoadErrors> {
        Self::new(&ApiDefinition::from_version(version)?, version.number.0, address, stage)
    }
}
