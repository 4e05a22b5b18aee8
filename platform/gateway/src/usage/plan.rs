//! API keys and usage plans.

use super::bucket::{self, Bucket};
use super::period::{self, Count};
use super::stage::name;
use crate::definition::{ApiKey, KeyState, UsageDefinition, UsagePlan};
use crate::error::{LoadError, LoadErrors};
use crate::gateway_response::Failure;
use jiff::Timestamp;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The keys and plans of an account, with what was used of them. One serves all APIs that plans may cover together.
#[derive(Default)]
pub(crate) struct Usage {
    keys: HashMap<String, Key>,
}

struct Key {
    id: String,
    state: KeyState,
    plans: Vec<Membership>,
}

/// A key in a plan.
struct Membership {
    stages: Vec<(String, String)>,
    used: Mutex<Used>,
}

/// What a key may still do in a plan.
struct Used {
    throttle: Option<Bucket>,
    quota: Option<Count>,
    /// API, stage, method → bucket.
    methods: HashMap<(String, String, String), Bucket>,
}

/// The method that is called.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call<'a> {
    /// The API's identity.
    pub(crate) api: &'a str,
    /// The stage's name.
    pub(crate) stage: &'a str,
    /// The resource's template.
    pub(crate) resource_path: &'a str,
    /// The method's own verb, `ANY` for one that serves every verb.
    pub(crate) verb: &'a str,
}

/// The key that let a request pass: `$context.identity.apiKey` and `apiKeyId`.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct ApiKeyUse {
    pub(crate) id: String,
    pub(crate) value: String,
}

impl ApiKeyUse {
    /// A `$context` variable by its name without the prefix.
    pub(crate) fn variable(&self, name: &str) -> Option<&str> {
        match name {
            "identity.apiKey" => Some(&self.value),
            "identity.apiKeyId" => Some(&self.id),
            _ => None,
        }
    }
}

impl std::fmt::Debug for ApiKeyUse {
    /// Without the value: it must not reach a log.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("ApiKeyUse").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Usage {
    /// Compiles keys and plans.
    ///
    /// # Errors
    /// Keys that are there twice or not at all, limits that are none.
    pub(crate) fn compile(definition: &UsageDefinition) -> Result<Self, LoadErrors> {
        let mut mistakes = Vec::new();
        for plan in &definition.plans {
            check(plan, &definition.keys, &mut mistakes);
        }
        let mut keys = HashMap::new();
        for key in &definition.keys {
            let plans = definition.plans.iter().filter(|plan| plan.keys.contains(&key.id));
            let mut stages: Vec<(&str, &str)> = Vec::new();
            for plan in plans.clone() {
                for stage in &plan.stages {
                    let stage = (stage.api.as_str(), stage.stage.as_str());
                    // Documented: a key is in one plan for a stage.
                    if stages.contains(&stage) {
                        mistakes.push(mistake(
                            &plan.place,
                            format!(
                                "plan `{}`: the key `{}` has another plan for the stage `{}` of the API `{}`",
                                plan.name, key.id, stage.1, stage.0
                            ),
                        ));
                    }
                    stages.push(stage);
                }
            }
            let plans = plans.map(Membership::new).collect();
            let compiled = Key { id: key.id.clone(), state: key.state, plans };
            if keys.insert(key.value.clone(), compiled).is_some() {
                mistakes.push(mistake("API keys", format!("the key `{}` has the value of another", key.id)));
            }
        }
        LoadErrors::none_of(mistakes)?;
        Ok(Self { keys })
    }

    /// Lets a request pass that needs a key, or not. `key` is what the client sent or the authorizer named.
    ///
    /// Recorded: a key that is missing or disabled is refused. Documented: so is one that no plan allows the stage. Limits are
    /// applied to the method's own first, then to the plan's throttle. Silent: whether a throttled request counts for the quota;
    /// here it does not.
    pub(crate) fn admit(
        &self,
        key: Option<&str>,
        call: Call<'_>,
        now: Timestamp,
    ) -> Result<ApiKeyUse, Failure> {
        let value = key.ok_or_else(Failure::invalid_api_key)?;
        let key = self.keys.get(value).filter(|key| key.state == KeyState::Enabled);
        let key = key.ok_or_else(Failure::invalid_api_key)?;
        let membership = key.plans.iter().find(|membership| membership.opens(call));
        let membership = membership.ok_or_else(Failure::invalid_api_key)?;
        membership.used.lock().unwrap_or_else(PoisonError::into_inner).take(call, now)?;
        Ok(ApiKeyUse { id: key.id.clone(), value: value.to_owned() })
    }
}

impl Membership {
    fn new(plan: &UsagePlan) -> Self {
        let mut methods = HashMap::new();
        for stage in &plan.stages {
            for (method, throttle) in &stage.methods {
                let place = (stage.api.clone(), stage.stage.clone(), method.clone());
                methods.insert(place, Bucket::new(*throttle));
            }
        }
        let used =
            Used { throttle: plan.throttle.map(Bucket::new), quota: plan.quota.map(Count::new), methods };
        let stages = plan.stages.iter().map(|stage| (stage.api.clone(), stage.stage.clone()));
        Self { stages: stages.collect(), used: Mutex::new(used) }
    }

    fn opens(&self, call: Call<'_>) -> bool {
        self.stages.iter().any(|(api, stage)| api == call.api && stage == call.stage)
    }
}

impl Used {
    fn take(&mut self, call: Call<'_>, now: Timestamp) -> Result<(), Failure> {
        let method = if self.methods.is_empty() {
            None
        } else {
            let place = (call.api.to_owned(), call.stage.to_owned(), name(call.resource_path, call.verb));
            self.methods.get_mut(&place)
        };
        let mut buckets: Vec<&mut Bucket> = method.into_iter().chain(&mut self.throttle).collect();
        if buckets.iter_mut().any(|bucket| !bucket.has_token(now)) {
            return Err(Failure::throttled());
        }
        if self.quota.as_mut().is_some_and(|quota| !quota.has_request(now)) {
            return Err(Failure::quota_exceeded());
        }
        buckets.into_iter().for_each(Bucket::take);
        if let Some(quota) = &mut self.quota {
            quota.take();
        }
        Ok(())
    }
}

impl std::fmt::Debug for Usage {
    /// Without the keys' values: they must not reach a log.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Usage").field("keys", &self.keys.len()).finish_non_exhaustive()
    }
}

fn check(plan: &UsagePlan, keys: &[ApiKey], mistakes: &mut Vec<LoadError>) {
    let mut add =
        |problem: String| mistakes.push(mistake(&plan.place, format!("plan `{}`: {problem}", plan.name)));
    for id in &plan.keys {
        if !keys.iter().any(|key| key.id == *id) {
            add(format!("there is no key `{id}`"));
        }
    }
    let methods = plan.stages.iter().flat_map(|stage| stage.methods.values());
    for throttle in plan.throttle.iter().chain(methods) {
        if let Some(problem) = bucket::problem(throttle) {
            add(problem);
        }
    }
    if let Some(problem) = plan.quota.as_ref().and_then(period::problem) {
        add(problem);
    }
}

fn mistake(place: &str, problem: String) -> LoadError {
    LoadError::Mistake { place: place.to_owned(), problem }
}
