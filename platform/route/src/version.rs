//! A version of an API: what discovery finds and what a host loads.

use crate::endpoint::Endpoint;
use crate::problem::Problems;
use crate::settings::{ApiSettings, AuthorizerKind};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::Path;

/// The number of a version: 1, 2, 3 …; it stands in URLs as `/v1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VersionNumber(pub u32);

impl fmt::Display for VersionNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// One version of an API, checked: every path is well formed, no two routes collide, every name it uses exists.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// Its number.
    pub number: VersionNumber,
    /// What all its routes share: the content of `api.json`.
    pub settings: ApiSettings,
    /// Its Lambda functions, sorted by name.
    pub functions: Vec<Function>,
}

impl Version {
    /// Reads a version from its folder, whose name is its number (`v1`). A version that continues another one (its
    /// `version.json`) is read together with that one's folder, which lies beside it.
    ///
    /// # Errors
    /// Everything that is wrong with the folder, not only the first thing.
    pub fn read(folder: &Path) -> Result<Self, Problems> {
        crate::read::version(folder)
    }

    /// Reads a version as [`to_json`](Self::to_json) wrote it.
    ///
    /// # Errors
    /// When the text is not such a document.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// The version as one line of JSON: how it is carried inside a program.
    pub fn to_json(&self) -> String {
        serde_json::json!(self).to_string()
    }

    /// All routes, each with its function, in the order of functions and names.
    pub fn routes(&self) -> impl Iterator<Item = (&Function, &Route)> {
        self.functions.iter().flat_map(|function| function.routes.iter().map(move |route| (function, route)))
    }

    /// All routes that answer HTTP requests.
    pub fn endpoints(&self) -> impl Iterator<Item = (&Function, &Route, &Endpoint)> {
        self.routes().filter_map(|(function, route)| match &route.trigger {
            Trigger::Http(endpoint) => Some((function, route, &**endpoint)),
            Trigger::Job(_) | Trigger::Authorizer(_) => None,
        })
    }

    /// A function by its name.
    pub fn function(&self, name: &str) -> Option<&Function> {
        self.functions.iter().find(|function| function.name == name)
    }
}

/// A Lambda function: the routes of a folder, or a pair that stands alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Function {
    /// The folder's name, or that of the pair.
    pub name: String,
    /// How it runs; the first pair that says so decides, and no other may say otherwise.
    pub settings: FunctionSettings,
    /// Its routes, sorted by name.
    pub routes: Vec<Route>,
}

/// How a Lambda function runs: the field `function` of a pair.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunctionSettings {
    /// Memory, MB: 128 to 10,240.
    pub memory: Option<u32>,
    /// Time-out, seconds: 1 to 900. API Gateway gives up after 29.
    pub timeout: Option<u32>,
    /// The name of a role of its own.
    pub role: Option<String>,
}

/// A route: what one pair describes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Route {
    /// The name of the pair's files without their ending; unique in the version, since the contract names operations by it.
    pub name: String,
    /// Where the pair lies below its version's folder, without ending: `schedule/list_talks`; unique in the version.
    pub source: String,
    /// In which version's folder it lies: another one's when it is inherited.
    pub origin: VersionNumber,
    /// What it is for, in one line.
    pub summary: String,
    /// What makes it run.
    pub trigger: Trigger,
}

impl Route {
    /// The pair's `.json`, named from the folder of the versions on: `v1/schedule/list_talks.json`.
    pub fn place(&self) -> String {
        format!("v{}/{}.json", self.origin, self.source)
    }

    /// Whether the pair's own code runs, rather than an integration that needs none.
    pub fn has_code(&self) -> bool {
        match &self.trigger {
            Trigger::Http(endpoint) => endpoint.integration.is_function(),
            Trigger::Job(_) | Trigger::Authorizer(_) => true,
        }
    }
}

/// What makes a route run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trigger {
    /// An HTTP request.
    Http(Box<Endpoint>),
    /// The clock.
    Job(Schedule),
    /// API Gateway, which asks whether a request may pass.
    Authorizer(AuthorizerKind),
}

/// When a job runs, as `EventBridge` writes it: `rate(5 minutes)` or `cron(0 8 * * ? *)`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Schedule {
    /// Every so many minutes.
    EveryMinutes(u32),
    /// Six fields: minutes, hours, day of month, month, day of week, year; UTC.
    Cron(String),
}
