//! Requests for unit tests, with an API, a clock and identifiers that do not change.

use crate::api::{Address, Api, Stage};
use crate::authorise::Authorized;
use crate::definition::{ApiDefinition, IntegrationDefinition, IntegrationTarget, MethodDefinition};
use crate::message::{Headers, HttpRequest, Scheme};
use crate::query::Query;
use crate::request_context::{Identities, RequestContext};
use crate::request_target::{RequestTarget, lookup_path};
use crate::surroundings::Surroundings;
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use std::sync::Mutex;

/// A clock that a test sets.
pub(crate) struct Clock(Mutex<Timestamp>);

impl Clock {
    pub(crate) fn new() -> Self {
        Self(Mutex::new("2030-01-02T03:04:05.678Z".parse().unwrap()))
    }

    pub(crate) fn pass(&self, milliseconds: i64) {
        *self.0.lock().unwrap() += SignedDuration::from_millis(milliseconds);
    }
}

impl Surroundings for Clock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
    fn random(&self) -> [u8; 16] {
        [0x11; 16]
    }
}

/// A request, and what was found out about it.
#[derive(Clone)]
pub(crate) struct Asked {
    verb: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Bytes,
    path_parameters: Vec<(String, String)>,
    address: Address,
    variables: Vec<(String, String)>,
}

impl Asked {
    pub(crate) fn new(verb: &str, path_in_api: &str, body: impl AsRef<[u8]>) -> Self {
        Self {
            verb: verb.to_owned(),
            target: format!("/dev{path_in_api}"),
            headers: Vec::new(),
            body: Bytes::copy_from_slice(body.as_ref()),
            path_parameters: Vec::new(),
            address: Address::Stage,
            variables: Vec::new(),
        }
    }

    pub(crate) fn get(path_in_api: &str) -> Self {
        Self::new("GET", path_in_api, "")
    }

    pub(crate) fn post(path_in_api: &str, body: impl AsRef<[u8]>) -> Self {
        Self::new("POST", path_in_api, body)
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn path_parameters(mut self, parameters: &[(&str, &str)]) -> Self {
        self.path_parameters = owned(parameters);
        self
    }

    pub(crate) fn stage_variables(mut self, variables: &[(&str, &str)]) -> Self {
        self.variables = owned(variables);
        self
    }

    /// The same request at a custom domain's base path.
    pub(crate) fn at_base_path(mut self, base: &str) -> Self {
        let rest = self.target.strip_prefix("/dev").unwrap().to_owned();
        self.target = format!("/{base}{rest}");
        self.address = Address::BasePath(base.to_owned());
        self
    }

    pub(crate) fn request(&self) -> HttpRequest {
        HttpRequest {
            method: self.verb.clone(),
            target: self.target.clone(),
            protocol: "HTTP/1.1",
            headers: self.headers.iter().cloned().collect::<Headers>(),
            body: self.body.clone(),
            source_ip: [192, 0, 2, 7].into(),
            scheme: Scheme::Https,
            port: 443,
        }
    }

    /// Does something with the request at the clock's usual time.
    pub(crate) fn with<R>(&self, act: impl FnOnce(&RequestContext<'_>) -> R) -> R {
        self.at(&Clock::new(), act)
    }

    /// Does something with the request at a time.
    pub(crate) fn at<R>(&self, clock: &Clock, act: impl FnOnce(&RequestContext<'_>) -> R) -> R {
        let api = self.api();
        let request = self.request();
        let identities = Identities::new(&request, clock);
        let target = RequestTarget::parse(&request.target);
        let found = api.find(lookup_path(target.path_in(&api)), &request.method).unwrap();
        let parameters = &self.path_parameters;
        let context = RequestContext {
            api: &api,
            request: &request,
            identities: &identities,
            whole_path: target.whole_path(),
            query: &Query::parse(target.query),
            resource: Some(&api.resources[found.resource]),
            path_parameters: parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect(),
            authorized: Authorized::default(),
            api_key: None,
        };
        act(&context)
    }

    fn api(&self) -> Api {
        let mut definition = ApiDefinition::default();
        for path in ["/", "/{proxy+}"] {
            let target =
                IntegrationTarget::FunctionProxy { function: "f".to_owned(), verb: "POST".to_owned() };
            let method = MethodDefinition::new("", "ANY", IntegrationDefinition::new(target));
            definition.resource(path).methods.push(method);
        }
        let stage = Stage::new("dev").deployment_id("abc123");
        let stage = self.variables.iter().fold(stage, |stage, (name, value)| stage.variable(name, value));
        Api::new(&definition, 1, self.address.clone(), stage).unwrap().with_id("api1234567")
    }
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}
