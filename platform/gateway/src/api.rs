//! An API as the gateway serves it: compiled from its definition.

mod resource;
mod stage;

pub(crate) use resource::{Method, Resource};
pub use stage::{Address, Canary, Stage};

use crate::access_log::AccessLogFormat;
use crate::authorise::Authorizers;
use crate::binary::BinaryMediaTypes;
use crate::definition::{ApiDefinition, ApiKeySource, ResourceDefinition};
use crate::error::{LoadError, LoadErrors};
use crate::gateway_response::GatewayResponses;
use crate::integrate::Integration;
use crate::resource_tree::{BadResourcePath, Found, ResourceTree};
use crate::usage::{StageThrottle, method_name};
use crate::validate::{Models, Validator};
use lockstep_route::Cors;
use resource::identifier;
use std::time::Duration;

/// The longest that API Gateway waits for an integration, and what it waits when nothing is said (documented).
pub const INTEGRATION_TIMEOUT: Duration = Duration::from_secs(29);

/// One version of an API, ready to be served.
#[derive(Debug)]
pub struct Api {
    pub(crate) version: u32,
    pub(crate) id: String,
    pub(crate) account_id: String,
    pub(crate) region: String,
    pub(crate) address: Address,
    pub(crate) stage: Stage,
    pub(crate) resources: Vec<Resource>,
    pub(crate) tree: ResourceTree,
    pub(crate) gateway_responses: GatewayResponses,
    pub(crate) binary_media_types: BinaryMediaTypes,
    pub(crate) minimum_compression_size: Option<usize>,
    pub(crate) key_source: ApiKeySource,
    pub(crate) authorizers: Authorizers,
    pub(crate) throttle: StageThrottle,
    pub(crate) access_log: Option<AccessLogFormat>,
    pub(crate) cors: Option<Cors>,
    /// The deployment that gets a share of the requests, and how many of a hundred.
    pub(crate) canary: Option<(f64, Box<Api>)>,
}

impl Api {
    /// Compiles a definition: resources for lookup, templates, expressions and patterns to their trees.
    ///
    /// # Errors
    /// Every mistake there is, each with its place; nothing is ignored in silence.
    pub fn new(
        definition: &ApiDefinition,
        version: u32,
        address: Address,
        stage: Stage,
    ) -> Result<Self, LoadErrors> {
        let mut mistakes = Vec::new();
        let gateway_responses = GatewayResponses::new(&definition.gateway_responses, &definition.place)
            .map_err(|error| mistakes.push(error))
            .unwrap_or_default();
        let models = Models::new(definition);
        let authorizers = Authorizers::compile(definition, &mut mistakes);
        let throttle = StageThrottle::compile(&stage.throttling, definition, &mut mistakes);
        let access_log = stage.access_log.as_deref().and_then(|format| {
            let place = format!("the stage {}", stage.name);
            AccessLogFormat::compile(format, &place).map_err(|mistake| mistakes.push(mistake)).ok()
        });
        let mut tree = ResourceTree::default();
        let mut resources = Vec::with_capacity(definition.resources.len());
        for (position, resource) in definition.resources.iter().enumerate() {
            if let Err(reason) = tree.add(&resource.path, position) {
                mistakes.push(bad_path(&resource.path, reason));
            }
            resources.push(compile(resource, definition.cors.as_ref(), &models, &stage, &mut mistakes));
        }
        mistakes.extend(models.mistakes_of_unused().into_iter().map(|problem| {
            let place = definition.place.clone();
            LoadError::Mistake { place, problem }
        }));
        let canary = stage.canary.as_ref().and_then(|canary| {
            if !(0.0..=100.0).contains(&canary.percent) {
                let problem =
                    format!("a canary gets 0 to 100 percent of the requests, not {}", canary.percent);
                mistakes.push(LoadError::Mistake { place: definition.place.clone(), problem });
            }
            let own = stage.overridden_by(canary);
            let api = Self::new(&canary.definition, version, address.clone(), own);
            api.map_err(|errors| mistakes.extend(errors)).ok().map(|api| (canary.percent, Box::new(api)))
        });
        LoadErrors::none_of(mistakes)?;
        Ok(Self {
            version,
            canary,
            id: identifier("api", &version.to_string(), 10),
            // The account and region that AWS's own examples show.
            account_id: "123456789012".to_owned(),
            region: "us-east-1".to_owned(),
            address,
            stage,
            resources,
            tree,
            gateway_responses,
            binary_media_types: BinaryMediaTypes::new(definition.binary_media_types.iter().cloned()),
            minimum_compression_size: definition.minimum_compression_size,
            key_source: definition.api_key_source,
            authorizers,
            throttle,
            access_log,
            cors: definition.cors.clone(),
        })
    }

    /// The API's identity, by which events and usage plans name it.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Gives it an identity, ten characters at AWS; without one it is made of the version's number.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        if let Some((_, canary)) = &mut self.canary {
            canary.id.clone_from(&self.id);
        }
        self
    }

    /// The account that events show.
    #[must_use]
    pub fn with_account_id(mut self, account_id: impl Into<String>) -> Self {
        self.account_id = account_id.into();
        if let Some((_, canary)) = &mut self.canary {
            canary.account_id.clone_from(&self.account_id);
        }
        self
    }

    /// The region in the ARNs of its methods, which authorizers and their policies name.
    #[must_use]
    pub fn with_region(mut self, region: impl Into<String>) -> Self {
        self.region = region.into();
        if let Some((_, canary)) = &mut self.canary {
            canary.region.clone_from(&self.region);
        }
        self
    }

    /// The first segment of the URLs it answers; empty when it answers all.
    pub(crate) fn first_segment(&self) -> &str {
        match &self.address {
            Address::Stage => &self.stage.name,
            Address::BasePath(base) => base,
        }
    }

    /// What method settings and plans call its methods, `/talks/GET`.
    pub(crate) fn method_names(&self) -> impl Iterator<Item = String> {
        let of_resource = |resource: &Resource| {
            let name = |method: &Method| method_name(&resource.path, &method.verb);
            resource.methods.iter().map(name).collect::<Vec<_>>()
        };
        self.resources.iter().flat_map(of_resource)
    }

    /// The resource that has a method for a verb at a path.
    pub(crate) fn find<'api, 'path>(&'api self, path: &'path str, verb: &str) -> Option<Found<'api, 'path>> {
        self.tree.find(path, &|resource| self.resources[resource].method(verb).is_some())
    }
}

/// The verbs that API Gateway knows (documented).
const VERBS: [&str; 8] = ["ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

fn compile(
    definition: &ResourceDefinition,
    cors: Option<&Cors>,
    models: &Models<'_>,
    stage: &Stage,
    mistakes: &mut Vec<LoadError>,
) -> Resource {
    let path = definition.path.clone();
    let mut methods: Vec<Method> = Vec::with_capacity(definition.methods.len() + 1);
    for method in &definition.methods {
        let verb = method.verb.clone();
        if !VERBS.contains(&verb.as_str()) {
            mistakes.push(LoadError::Verb { path: path.clone(), verb });
        } else if methods.iter().any(|earlier| earlier.verb == verb) {
            mistakes.push(LoadError::Twice { path: path.clone(), verb });
        } else {
            methods.push(Method {
                verb,
                authorization: method.authorization.clone(),
                api_key_required: method.api_key_required,
                validator: Validator::compile(method, models, mistakes),
                integration: Integration::compile(method, &path, stage, mistakes),
            });
        }
    }
    if cors.is_some() && !methods.iter().any(|method| method.verb == "OPTIONS") {
        methods.push(Method::preflight());
    }
    let id = definition.id.clone().unwrap_or_else(|| identifier("resource", &path, 6));
    Resource { id, path, methods }
}

/// Says why a path cannot stand beside the others.
pub(crate) fn bad_path(path: &str, reason: BadResourcePath) -> LoadError {
    let path = path.to_owned();
    match reason {
        BadResourcePath::Shape => LoadError::PathShape { path },
        BadResourcePath::Variable(segment) => LoadError::PathVariable { path, segment },
        BadResourcePath::Sibling { new, present } => LoadError::PathSibling { path, new, present },
        BadResourcePath::BelowGreedy => LoadError::PathBelowGreedy { path },
        BadResourcePath::Twice => LoadError::PathTwice { path },
    }
}

#[cfg(test)]
mod tests {
    use super::{Address, Api, Stage};
    use crate::definition::{ApiDefinition, IntegrationDefinition, IntegrationTarget, MethodDefinition};

    #[test]
    fn every_mistake_is_reported() {
        let mut definition = ApiDefinition::default();
        for (path, verb) in [
            ("/x", "FETCH"),
            ("/y", "GET"),
            ("/y", "GET"),
            ("z", "GET"),
            ("/a/{b}", "GET"),
            ("/a/{c}", "GET"),
        ] {
            let target =
                IntegrationTarget::FunctionProxy { function: "f".to_owned(), verb: "POST".to_owned() };
            let method = MethodDefinition::new("api.json", verb, IntegrationDefinition::new(target));
            definition.resource(path).methods.push(method);
        }
        let errors = Api::new(&definition, 1, Address::Stage, Stage::new("dev")).unwrap_err();
        assert_eq!(
            errors.to_string(),
            "`FETCH /x`: API Gateway has no method `FETCH`\n\
             `GET /y` is defined twice\n\
             `z`: a path starts with `/` and does not end with it\n\
             `/a/{c}`: `{c}` cannot stand beside `{b}`: API Gateway allows one variable per level"
        );
    }
}
