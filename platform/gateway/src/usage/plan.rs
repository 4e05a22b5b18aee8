//! API keys and usage plans.

use super::bucket::{self, Bucket};
use super::period::{self, Count};
use super::stage::method_name;
use crate::api::Api;
use crate::definition::{ApiKey, KeyState, PlanStage, UsageDefinition, UsagePlan};
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
    /// Keys that are there twice or not at all, limits that are none, stages and methods that no API has.
    pub(crate) fn compile(definition: &UsageDefinition, apis: &[Api]) -> Result<Self, LoadErrors> {
        let mut mistakes = Vec::new();
        for plan in &definition.plans {
            check(plan, &definition.keys, apis, &mut mistakes);
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
            let place =
                (call.api.to_owned(), call.stage.to_owned(), method_name(call.resource_path, call.verb));
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

fn check(plan: &UsagePlan, keys: &[ApiKey], apis: &[Api], mistakes: &mut Vec<LoadError>) {
    let mut add =
        |problem: String| mistakes.push(mistake(&plan.place, format!("plan `{}`: {problem}", plan.name)));
    for id in &plan.keys {
        if !keys.iter().any(|key| key.id == *id) {
            add(format!("there is no key `{id}`"));
        }
    }
    for PlanStage { api: id, stage, methods } in &plan.stages {
        let Some(api) = apis.iter().find(|api| api.id() == id && api.stage.name() == stage) else {
            add(format!("there is no stage `{stage}` of an API `{id}`"));
            continue;
        };
        for method in methods.keys().filter(|name| api.method_names().all(|known| known != **name)) {
            add(format!("the stage `{stage}` of the API `{id}` has no method `{method}`"));
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

#[cfg(test)]
mod tests {
    use super::{Call, Usage};
    use crate::api::{Address, Api, Stage};
    use crate::definition::{
        ApiDefinition, ApiKey, IntegrationDefinition, IntegrationTarget, KeyState, MethodDefinition,
        PlanStage, Quota, QuotaPeriod, Throttle, UsageDefinition, UsagePlan,
    };
    use crate::gateway_response::Failure;
    use jiff::{SignedDuration, Timestamp};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// APIs with the methods of the tests, at the stages that their plans name.
    fn apis() -> Vec<Api> {
        let mut definition = ApiDefinition::default();
        for verb in ["GET", "POST"] {
            let integration = IntegrationDefinition::new(IntegrationTarget::Mock);
            definition.resource("/talks").methods.push(MethodDefinition::new("", verb, integration));
        }
        let api = |(id, stage)| {
            Api::new(&definition, 1, Address::Stage, Stage::new(stage)).expect("an API").with_id(id)
        };
        [("a", "dev"), ("b", "dev"), ("b", "prod")].map(api).into()
    }

    fn key(id: &str, value: &str) -> ApiKey {
        ApiKey { id: id.to_owned(), name: String::new(), value: value.to_owned(), state: KeyState::Enabled }
    }

    fn stage(api: &str, stage: &str) -> PlanStage {
        PlanStage { api: api.to_owned(), stage: stage.to_owned(), ..PlanStage::default() }
    }

    fn plan(keys: &[&str], stages: &[PlanStage]) -> UsagePlan {
        UsagePlan {
            place: "usage.json".to_owned(),
            name: "gold".to_owned(),
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
            stages: stages.to_vec(),
            throttle: None,
            quota: None,
        }
    }

    fn call<'a>(api: &'a str, stage: &'a str) -> Call<'a> {
        Call { api, stage, resource_path: "/talks", verb: "GET" }
    }

    fn at(millisecond: i64) -> Timestamp {
        let start: Timestamp = "2030-01-02T03:04:05Z".parse().unwrap();
        start + SignedDuration::from_millis(millisecond)
    }

    #[test]
    fn a_key_must_be_known_enabled_and_in_a_plan_of_the_stage() {
        let disabled = ApiKey { state: KeyState::Disabled, ..key("k2", "second") };
        let definition = UsageDefinition {
            keys: vec![key("k1", "first"), disabled, key("k3", "third")],
            plans: vec![
                plan(&["k1", "k2"], &[stage("a", "dev")]),
                plan(&["k1"], &[stage("b", "dev"), stage("b", "prod")]),
            ],
        };
        let usage = Usage::compile(&definition, &apis()).unwrap();
        let table = [
            (None, "a", "dev", None),
            (Some(""), "a", "dev", None),
            (Some("unknown"), "a", "dev", None),
            (Some("First"), "a", "dev", None),
            (Some("k1"), "a", "dev", None),
            (Some("second"), "a", "dev", None),
            (Some("third"), "a", "dev", None),
            (Some("first"), "a", "dev", Some("k1")),
            (Some("first"), "a", "prod", None),
            (Some("first"), "b", "prod", Some("k1")),
            (Some("first"), "c", "dev", None),
        ];
        for (value, api, stage, expected) in table {
            let admitted = usage.admit(value, call(api, stage), at(0)).map(|used| used.id);
            let expected = expected.map(str::to_owned).ok_or_else(Failure::invalid_api_key);
            assert_eq!(admitted, expected, "{value:?} {api} {stage}");
        }
        let used = usage.admit(Some("first"), call("a", "dev"), at(0)).unwrap();
        let variables =
            ["identity.apiKey", "identity.apiKeyId", "identity.other"].map(|name| used.variable(name));
        assert_eq!(variables, [Some("first"), Some("k1"), None]);
        let shown = format!("{used:?} {usage:?} {definition:?}");
        assert!(!shown.contains("first") && !shown.contains("second"), "{shown}");
    }

    #[test]
    fn limits_are_each_keys_own_over_all_stages() {
        let mut limited = plan(&["k1", "k2"], &[stage("a", "dev"), stage("b", "dev")]);
        limited.throttle = Some(Throttle { rate: 1.0, burst: 2 });
        let definition =
            UsageDefinition { keys: vec![key("k1", "first"), key("k2", "second")], plans: vec![limited] };
        let usage = Usage::compile(&definition, &apis()).unwrap();
        let pass =
            |key: &str, api: &str, time: i64| usage.admit(Some(key), call(api, "dev"), at(time)).map(|_| ());
        assert_eq!(pass("first", "a", 0), Ok(()));
        assert_eq!(pass("first", "b", 0), Ok(()));
        assert_eq!(pass("first", "a", 0), Err(Failure::throttled()));
        assert_eq!(pass("second", "a", 0), Ok(()));
        assert_eq!(pass("first", "a", 1_000), Ok(()));
        assert_eq!(pass("first", "a", 1_000), Err(Failure::throttled()));
    }

    #[test]
    fn a_throttled_request_takes_nothing() {
        let mut narrow = stage("a", "dev");
        narrow.methods.insert("/talks/GET".to_owned(), Throttle { rate: 1.0, burst: 1 });
        let mut limited = plan(&["k1"], &[narrow]);
        limited.throttle = Some(Throttle { rate: 0.0, burst: 3 });
        limited.quota = Some(Quota { limit: 2, offset: 0, period: QuotaPeriod::Day });
        let definition = UsageDefinition { keys: vec![key("k1", "first")], plans: vec![limited] };
        let usage = Usage::compile(&definition, &apis()).unwrap();
        let pass = |verb: &str, time: i64| {
            let call = Call { verb, ..call("a", "dev") };
            usage.admit(Some("first"), call, at(time)).map(|_| ())
        };
        assert_eq!(pass("GET", 0), Ok(()));
        for _ in 0..10 {
            assert_eq!(pass("GET", 0), Err(Failure::throttled()));
        }
        assert_eq!(pass("POST", 0), Ok(()));
        assert_eq!(pass("POST", 0), Err(Failure::quota_exceeded()));
        assert_eq!(pass("GET", 5_000), Err(Failure::quota_exceeded()));
        // The next day brings the quota back, not the tokens of a bucket that gets none.
        assert_eq!(pass("POST", 86_400_000), Ok(()));
        assert_eq!(pass("POST", 86_400_000), Err(Failure::throttled()));
    }

    #[test]
    fn requests_at_once_do_not_share_a_token() {
        let mut limited = plan(&["k1"], &[stage("a", "dev")]);
        limited.quota = Some(Quota { limit: 500, offset: 0, period: QuotaPeriod::Day });
        let definition = UsageDefinition { keys: vec![key("k1", "first")], plans: vec![limited] };
        let usage = Arc::new(Usage::compile(&definition, &apis()).unwrap());
        let passed = Arc::new(AtomicUsize::new(0));
        let threads: Vec<_> = (0..8)
            .map(|_| {
                let (usage, passed) = (Arc::clone(&usage), Arc::clone(&passed));
                std::thread::spawn(move || {
                    for _ in 0..100 {
                        if usage.admit(Some("first"), call("a", "dev"), at(0)).is_ok() {
                            passed.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                })
            })
            .collect();
        for thread in threads {
            thread.join().unwrap();
        }
        assert_eq!(passed.load(Ordering::Relaxed), 500);
    }

    #[test]
    fn plans_that_cannot_be_are_refused() {
        let mut odd = plan(&["k1", "nobody"], &[stage("a", "dev")]);
        odd.throttle = Some(Throttle { rate: -1.0, burst: 1 });
        odd.quota = Some(Quota { limit: 1, offset: 1, period: QuotaPeriod::Day });
        odd.stages.extend([stage("a", "prod"), stage("c", "dev")]);
        odd.stages[0].methods.insert("/talk/GET".to_owned(), Throttle { rate: 1.0, burst: 1 });
        let definition = UsageDefinition {
            keys: vec![key("k1", "same"), key("k2", "same")],
            plans: vec![odd, plan(&["k1"], &[stage("a", "dev")])],
        };
        let errors = Usage::compile(&definition, &apis()).unwrap_err();
        assert_eq!(
            errors.to_string(),
            "usage.json: plan `gold`: there is no key `nobody`\n\
             usage.json: plan `gold`: the stage `dev` of the API `a` has no method `/talk/GET`\n\
             usage.json: plan `gold`: there is no stage `prod` of an API `a`\n\
             usage.json: plan `gold`: there is no stage `dev` of an API `c`\n\
             usage.json: plan `gold`: a rate of -1 requests a second is none\n\
             usage.json: plan `gold`: the offset of a quota per DAY is at most 0\n\
             usage.json: plan `gold`: the key `k1` has another plan for the stage `dev` of the API `a`\n\
             API keys: the key `k2` has the value of another"
        );
    }
}
