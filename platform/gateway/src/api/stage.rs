//! A deployed state of an API: its stage.

use crate::definition::{ApiDefinition, StageThrottling};

/// Where an API is found below the server's root, and what a function sees of that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// The first segment is the stage's name, as at the default endpoint. Events show the path without it.
    Stage,
    /// A custom domain's base path; empty for the whole domain. Events show the path with it.
    BasePath(String),
}

/// A deployed state of an API.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    pub(crate) name: String,
    pub(crate) variables: Vec<(String, String)>,
    pub(crate) deployment_id: String,
    pub(crate) canary: Option<Canary>,
    pub(crate) throttling: StageThrottling,
    pub(crate) access_log: Option<String>,
    /// Whether its requests are a canary's; nothing when the stage has none.
    pub(crate) canary_request: Option<bool>,
}

impl Stage {
    /// A stage without variables.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            variables: Vec::new(),
            deployment_id: "local1".to_owned(),
            canary: None,
            throttling: StageThrottling::default(),
            access_log: None,
            canary_request: None,
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Identity of the deployment, six characters at AWS; events show it.
    #[must_use]
    pub fn deployment_id(mut self, id: impl Into<String>) -> Self {
        self.deployment_id = id.into();
        self
    }

    /// Sets a stage variable.
    #[must_use]
    pub fn variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        set(&mut self.variables, name.into(), value.into());
        self
    }

    /// Sends a share of the requests to another deployment.
    #[must_use]
    pub fn canary(mut self, canary: Canary) -> Self {
        self.canary = Some(canary);
        self.canary_request = Some(false);
        self
    }

    /// Limits how fast its methods may be called, over all clients together.
    #[must_use]
    pub fn throttling(mut self, throttling: StageThrottling) -> Self {
        self.throttling = throttling;
        self
    }

    /// Writes a line for every request, in this format of `$context` variables, to the gateway's
    /// [access log](crate::Gateway::with_access_log).
    #[must_use]
    pub fn access_log(mut self, format: impl Into<String>) -> Self {
        self.access_log = Some(format.into());
        self
    }

    /// The stage as the canary's requests see it.
    pub(crate) fn overridden_by(&self, canary: &Canary) -> Self {
        let mut stage = self.clone();
        stage.canary = None;
        stage.canary_request = Some(true);
        stage.deployment_id.clone_from(&canary.deployment_id);
        for (name, value) in &canary.variables {
            set(&mut stage.variables, name.clone(), value.clone());
        }
        stage
    }
}

fn set(variables: &mut Vec<(String, String)>, name: String, value: String) {
    match variables.iter_mut().find(|(present, _)| *present == name) {
        Some((_, present)) => *present = value,
        None => variables.push((name, value)),
    }
}

/// A second deployment that gets a share of a stage's requests.
#[derive(Debug, Clone, PartialEq)]
pub struct Canary {
    /// How many of a hundred requests it gets, 0 to 100.
    pub(crate) percent: f64,
    pub(crate) deployment_id: String,
    pub(crate) variables: Vec<(String, String)>,
    pub(crate) definition: ApiDefinition,
}

impl Canary {
    /// A canary that serves `definition` to so many of a hundred requests, 0 to 100.
    pub fn new(percent: f64, deployment_id: impl Into<String>, definition: ApiDefinition) -> Self {
        Self { percent, deployment_id: deployment_id.into(), variables: Vec::new(), definition }
    }

    /// Sets a stage variable for the canary's requests, over the stage's own.
    #[must_use]
    pub fn variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        set(&mut self.variables, name.into(), value.into());
        self
    }
}
