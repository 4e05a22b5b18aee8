//! How often a client may call: API keys, usage plans, and the throttling of a stage.

mod bucket;
mod period;
mod plan;
mod stage;

pub(crate) use plan::{ApiKeyUse, Call, Usage};
pub(crate) use stage::{StageThrottle, method_name};
