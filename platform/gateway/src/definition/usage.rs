//! Who may call how often: API keys, usage plans, and the throttling of a stage.

use indexmap::IndexMap;

/// The API keys and usage plans of an account, as far as a gateway serves its APIs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UsageDefinition {
    /// Keys.
    pub keys: Vec<ApiKey>,
    /// Plans.
    pub plans: Vec<UsagePlan>,
}

/// An API key.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// Its identity, by which plans name it; ten characters at AWS.
    pub id: String,
    /// Its name, for people.
    pub name: String,
    /// What clients send: a secret.
    pub value: String,
    /// Whether it may be used at present.
    pub state: KeyState,
}

impl std::fmt::Debug for ApiKey {
    /// Without the value: it must not reach a log.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = formatter.debug_struct("ApiKey");
        shown.field("id", &self.id).field("name", &self.name).field("state", &self.state);
        shown.finish_non_exhaustive()
    }
}

/// Whether an API key may be used at present.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum KeyState {
    /// It may.
    #[default]
    Enabled,
    /// It is refused like one that does not exist.
    Disabled,
}

/// What the keys of a plan may call, and how often. Documented: limits hold for each key by itself, over all stages of the plan
/// together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UsagePlan {
    /// Where it is written, for messages.
    pub place: String,
    /// Its name, for people.
    pub name: String,
    /// Identities of its keys.
    pub keys: Vec<String>,
    /// The stages that it opens.
    pub stages: Vec<PlanStage>,
    /// How fast each key may call.
    pub throttle: Option<Throttle>,
    /// How often each key may call in a period.
    pub quota: Option<Quota>,
}

/// A stage that a plan opens.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlanStage {
    /// The API's identity.
    pub api: String,
    /// The stage's name.
    pub stage: String,
    /// Limits of single methods, `/talks/GET` → limit; in addition to the plan's own.
    pub methods: IndexMap<String, Throttle>,
}

/// A token bucket: a request takes a token, and tokens come back at a steady rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Throttle {
    /// Tokens a second.
    pub rate: f64,
    /// The most tokens there can be, and how many there are at first.
    pub burst: u32,
}

/// So many requests in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// Requests a period.
    pub limit: u64,
    /// Requests taken off the limit in the first period (documented).
    pub offset: u64,
    /// The period.
    pub period: QuotaPeriod,
}

/// The period of a quota.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuotaPeriod {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
}

/// The throttling of a stage, over all clients together (method settings).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StageThrottling {
    /// The limit of each method that has none of its own (`*/*`).
    pub default: Option<Throttle>,
    /// Limits of single methods, `/talks/GET` → limit.
    pub methods: IndexMap<String, Throttle>,
}
