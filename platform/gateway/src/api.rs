//! An API as the gateway serves it: resources with methods, compiled for lookup.

use crate::binary::BinaryMediaTypes;
use crate::error::LoadError;
use crate::gateway_response::GatewayResponses;
use crate::resource_tree::{BadResourcePath, Found, ResourceTree};
use lockstep_route::Cors;
use std::time::Duration;

/// The longest that API Gateway waits for an integration, and what it waits when nothing is said (documented).
pub const INTEGRATION_TIMEOUT: Duration = Duration::from_secs(29);

/// Where an API is found below the server's root, and what a function sees of that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// The first segment is the stage's name, as at the default endpoint. Events show the path without it.
    Stage,
    /// A custom domain's base path; empty for the whole domain. Events show the path with it.
    BasePath(String),
}

/// A deployed state of an API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Its name.
    pub name: String,
    /// Its variables, in order.
    pub variables: Vec<(String, String)>,
    /// Identity of the deployment, six characters at AWS.
    pub deployment_id: String,
}

/// What a method does with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Integration {
    /// Lambda proxy integration: the function gets the request whole and answers it whole.
    Function {
        /// The function's name within its version.
        name: String,
        /// How long the gateway waits.
        timeout: Duration,
    },
    /// The mock that answers preflight requests of browsers.
    Preflight,
}

/// A verb on a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Method {
    /// `GET`, … or `ANY`.
    pub verb: String,
    /// What it does.
    pub integration: Integration,
}

/// A path with its methods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// Identity of the resource, six characters at AWS.
    pub id: String,
    /// Its template, `/talks/{code}`.
    pub path: String,
    /// Its methods.
    pub methods: Vec<Method>,
}

impl Resource {
    /// The method for a verb; `ANY` serves those that have none of their own.
    pub fn method(&self, verb: &str) -> Option<&Method> {
        let own = self.methods.iter().find(|method| method.verb == verb);
        own.or_else(|| self.methods.iter().find(|method| method.verb == "ANY"))
    }
}

/// One version of an API, ready to be served.
#[derive(Debug)]
pub struct Api {
    pub(crate) version: u32,
    pub(crate) id: String,
    pub(crate) account_id: String,
    pub(crate) address: Address,
    pub(crate) stage: Stage,
    pub(crate) resources: Vec<Resource>,
    pub(crate) tree: ResourceTree,
    pub(crate) gateway_responses: GatewayResponses,
    pub(crate) binary_media_types: BinaryMediaTypes,
    pub(crate) cors: Option<Cors>,
}

impl Api {
    /// Starts an API.
    pub fn builder(version: u32, address: Address, stage: Stage) -> ApiBuilder {
        ApiBuilder {
            version,
            address,
            stage,
            id: identifier("api", &version.to_string(), 10),
            // The account that AWS's own examples show.
            account_id: "123456789012".to_owned(),
            resources: Vec::new(),
            gateway_responses: GatewayResponses::default(),
            binary_media_types: BinaryMediaTypes::default(),
            cors: None,
        }
    }

    /// The first segment of the URLs it answers; empty when it answers all.
    pub(crate) fn first_segment(&self) -> &str {
        match &self.address {
            Address::Stage => &self.stage.name,
            Address::BasePath(base) => base,
        }
    }

    /// The resource that has a method for a verb at a path.
    pub(crate) fn find<'api, 'path>(&'api self, path: &'path str, verb: &str) -> Option<Found<'api, 'path>> {
        self.tree.find(path, &|resource| self.resources[resource].method(verb).is_some())
    }
}

/// Puts an API together.
#[derive(Debug)]
pub struct ApiBuilder {
    version: u32,
    address: Address,
    stage: Stage,
    id: String,
    account_id: String,
    resources: Vec<Resource>,
    gateway_responses: GatewayResponses,
    binary_media_types: BinaryMediaTypes,
    cors: Option<Cors>,
}

impl ApiBuilder {
    /// The API's identity, ten characters at AWS; events show it.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// The account that events show.
    #[must_use]
    pub fn account_id(mut self, account_id: impl Into<String>) -> Self {
        self.account_id = account_id.into();
        self
    }

    /// Adds a method on a path.
    #[must_use]
    pub fn method(mut self, path: &str, verb: &str, integration: Integration) -> Self {
        let method = Method { verb: verb.to_owned(), integration };
        self.resource(path).methods.push(method);
        self
    }

    /// What the gateway itself answers.
    #[must_use]
    pub fn gateway_responses(mut self, responses: GatewayResponses) -> Self {
        self.gateway_responses = responses;
        self
    }

    /// Which bodies are bytes.
    #[must_use]
    pub fn binary_media_types(mut self, types: BinaryMediaTypes) -> Self {
        self.binary_media_types = types;
        self
    }

    /// Answers preflight requests on every resource that has no `OPTIONS` of its own.
    #[must_use]
    pub fn cors(mut self, cors: Cors) -> Self {
        self.cors = Some(cors);
        self
    }

    fn resource(&mut self, path: &str) -> &mut Resource {
        let position = self.resources.iter().position(|resource| resource.path == path);
        let position = position.unwrap_or_else(|| {
            let id = identifier("resource", path, 6);
            self.resources.push(Resource { id, path: path.to_owned(), methods: Vec::new() });
            self.resources.len() - 1
        });
        &mut self.resources[position]
    }

    /// Compiles the API.
    pub fn build(mut self) -> Result<Api, LoadError> {
        if self.cors.is_some() {
            for resource in &mut self.resources {
                if !resource.methods.iter().any(|method| method.verb == "OPTIONS") {
                    let preflight =
                        Method { verb: "OPTIONS".to_owned(), integration: Integration::Preflight };
                    resource.methods.push(preflight);
                }
            }
        }
        let mut tree = ResourceTree::default();
        for (position, resource) in self.resources.iter().enumerate() {
            check_verbs(resource)?;
            tree.add(&resource.path, position).map_err(|reason| bad_path(&resource.path, reason))?;
        }
        Ok(Api {
            version: self.version,
            id: self.id,
            account_id: self.account_id,
            address: self.address,
            stage: self.stage,
            resources: self.resources,
            tree,
            gateway_responses: self.gateway_responses,
            binary_media_types: self.binary_media_types,
            cors: self.cors,
        })
    }
}

/// The verbs that API Gateway knows (documented).
const VERBS: [&str; 8] = ["ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

fn check_verbs(resource: &Resource) -> Result<(), LoadError> {
    for (position, method) in resource.methods.iter().enumerate() {
        let path = resource.path.clone();
        let verb = method.verb.clone();
        if !VERBS.contains(&method.verb.as_str()) {
            return Err(LoadError::Verb { path, verb });
        }
        if resource.methods[..position].iter().any(|earlier| earlier.verb == method.verb) {
            return Err(LoadError::Twice { path, verb });
        }
    }
    Ok(())
}

fn bad_path(path: &str, reason: BadResourcePath) -> LoadError {
    let path = path.to_owned();
    match reason {
        BadResourcePath::Shape => LoadError::PathShape { path },
        BadResourcePath::Variable(segment) => LoadError::PathVariable { path, segment },
        BadResourcePath::Sibling { new, present } => LoadError::PathSibling { path, new, present },
        BadResourcePath::BelowGreedy => LoadError::PathBelowGreedy { path },
        BadResourcePath::Twice => LoadError::PathTwice { path },
    }
}

/// A stable identifier in the alphabet of AWS's: the same path always has the same one.
fn identifier(kind: &str, name: &str, length: usize) -> String {
    // FNV-1a, widened as needed: an identifier, not a secret.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut mix = |byte: u8| {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        hash
    };
    for byte in kind.bytes().chain([b':']).chain(name.bytes()) {
        mix(byte);
    }
    (0..length)
        .map(|_| {
            let digit = u32::try_from((mix(b'.') >> 17) % 36).unwrap_or_default();
            char::from_digit(digit, 36).unwrap_or('0')
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Address, Api, Integration, Stage, identifier};
    use crate::error::LoadError;

    fn builder() -> super::ApiBuilder {
        let stage =
            Stage { name: "dev".to_owned(), variables: Vec::new(), deployment_id: "abc123".to_owned() };
        Api::builder(1, Address::Stage, stage)
    }

    #[test]
    fn identifiers_are_stable_and_differ() {
        assert_eq!(identifier("resource", "/talks", 6), identifier("resource", "/talks", 6));
        assert_ne!(identifier("resource", "/talks", 6), identifier("resource", "/rooms", 6));
        assert_eq!(identifier("api", "1", 10).len(), 10);
    }

    #[test]
    fn what_cannot_be_served_is_refused_by_name() {
        let mock = || Integration::Preflight;
        let table = [
            (builder().method("/x", "FETCH", mock()), "`FETCH /x`: API Gateway has no method `FETCH`"),
            (builder().method("/x", "GET", mock()).method("/x", "GET", mock()), "`GET /x` is defined twice"),
            (builder().method("x", "GET", mock()), "`x`: a path starts with `/` and does not end with it"),
            (
                builder().method("/a/{b}", "GET", mock()).method("/a/{c}", "GET", mock()),
                "`/a/{c}`: `{c}` cannot stand beside `{b}`: API Gateway allows one variable per level",
            ),
        ];
        for (builder, message) in table {
            let error: LoadError = builder.build().unwrap_err();
            assert_eq!(error.to_string(), message);
        }
    }
}
