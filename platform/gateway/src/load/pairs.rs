//! Route pairs as an API's definition.

mod authorizer;
mod method;
mod model;
mod template;

use crate::definition::ApiDefinition;
use crate::error::LoadErrors;
use lockstep_route::Version;

impl ApiDefinition {
    /// The definition of a version as discovery found it.
    ///
    /// # Errors
    /// Templates that cannot be compiled, each at its place in the pair or in its own file, and authorizers that cannot be
    /// asked.
    pub fn from_version(version: &Version) -> Result<Self, LoadErrors> {
        let settings = &version.settings;
        let mut definition = Self {
            place: format!("v{}/api.json", version.number),
            name: settings.title.clone(),
            models: settings.models.clone(),
            gateway_responses: settings.gateway_responses.clone(),
            binary_media_types: settings.binary_types.clone(),
            cors: settings.cors.clone(),
            ..Self::default()
        };
        let mut mistakes = Vec::new();
        for (name, authorizer) in &settings.authorizers {
            match authorizer::definition(&definition.place, name, authorizer) {
                Ok(authorizer) => {
                    definition.authorizers.insert(name.clone(), authorizer);
                }
                Err(mistake) => mistakes.push(mistake),
            }
        }
        for (function, route, endpoint) in version.endpoints() {
            mistakes.extend(template::mistakes(endpoint));
            let method =
                method::definition(&mut definition.models, function, route, endpoint, settings.cors.as_ref());
            definition.resource(endpoint.path.as_str()).methods.push(method);
        }
        LoadErrors::none_of(mistakes)?;
        Ok(definition)
    }
}
