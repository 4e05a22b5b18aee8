//! The throttling of a stage, over all clients together.

use super::bucket::{Bucket, problem};
use crate::definition::{ApiDefinition, StageThrottling};
use crate::error::LoadError;
use crate::gateway_response::Failure;
use jiff::Timestamp;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The buckets of a stage's methods. Documented: the default is a limit for each method by itself.
#[derive(Debug, Default)]
pub(crate) struct StageThrottle(HashMap<String, Mutex<Bucket>>);

impl StageThrottle {
    /// Makes a bucket for every method that has a limit. Settings of methods that are not there are mistakes.
    pub(crate) fn compile(
        throttling: &StageThrottling,
        definition: &ApiDefinition,
        mistakes: &mut Vec<LoadError>,
    ) -> Self {
        let mut mistake = |problem: String| {
            mistakes.push(LoadError::Mistake { place: definition.place.clone(), problem });
        };
        let mut methods: Vec<String> = Vec::new();
        for resource in &definition.resources {
            methods.extend(resource.methods.iter().map(|method| method_name(&resource.path, &method.verb)));
        }
        for (method, throttle) in &throttling.methods {
            if !methods.contains(method) {
                mistake(format!("throttling of `{method}`: there is no such method"));
            }
            if let Some(problem) = problem(throttle) {
                mistake(format!("throttling of `{method}`: {problem}"));
            }
        }
        if let Some(problem) = throttling.default.as_ref().and_then(problem) {
            mistake(format!("throttling of the stage: {problem}"));
        }
        let buckets = methods.into_iter().filter_map(|method| {
            let throttle = throttling.methods.get(&method).or(throttling.default.as_ref())?;
            Some((method, Mutex::new(Bucket::new(*throttle))))
        });
        Self(buckets.collect())
    }

    /// Lets a request pass or not. `verb` is the method's own, `ANY` for one that serves every verb.
    pub(crate) fn admit(&self, resource_path: &str, verb: &str, now: Timestamp) -> Result<(), Failure> {
        if self.0.is_empty() {
            return Ok(());
        }
        let Some(bucket) = self.0.get(&method_name(resource_path, verb)) else { return Ok(()) };
        let mut bucket = bucket.lock().unwrap_or_else(PoisonError::into_inner);
        if !bucket.has_token(now) {
            return Err(Failure::throttled());
        }
        bucket.take();
        Ok(())
    }
}

/// What method settings call a method: `/talks/GET`, `//GET` for the root's.
pub(crate) fn method_name(resource_path: &str, verb: &str) -> String {
    format!("{resource_path}/{verb}")
}

#[cfg(test)]
mod tests {
    use super::StageThrottle;
    use crate::definition::{
        ApiDefinition, IntegrationDefinition, IntegrationTarget, MethodDefinition, StageThrottling, Throttle,
    };
    use crate::error::LoadError;
    use crate::gateway_response::Failure;

    fn definition() -> ApiDefinition {
        let mut definition = ApiDefinition { place: "v1/api.json".to_owned(), ..ApiDefinition::default() };
        for (path, verb) in [("/", "GET"), ("/talks", "GET"), ("/talks", "POST"), ("/files", "ANY")] {
            let integration = IntegrationDefinition::new(IntegrationTarget::Mock);
            definition.resource(path).methods.push(MethodDefinition::new("", verb, integration));
        }
        definition
    }

    #[test]
    fn methods_have_buckets_of_their_own() {
        let once = Throttle { rate: 0.0, burst: 1 };
        let throttling = StageThrottling {
            default: Some(once),
            methods: [
                ("/talks/POST".to_owned(), Throttle { rate: 0.0, burst: 2 }),
                ("//GET".to_owned(), Throttle { rate: 0.0, burst: 0 }),
            ]
            .into_iter()
            .collect(),
        };
        let mut mistakes = Vec::new();
        let stage = StageThrottle::compile(&throttling, &definition(), &mut mistakes);
        assert_eq!(mistakes, []);
        let now = "2030-01-02T03:04:05Z".parse().unwrap();
        let table = [
            ("/talks", "GET", true),
            ("/talks", "GET", false),
            ("/talks", "POST", true),
            ("/talks", "POST", true),
            ("/talks", "POST", false),
            ("/files", "ANY", true),
            ("/files", "ANY", false),
            ("/", "GET", false),
            ("/unknown", "GET", true),
        ];
        for (path, verb, passes) in table {
            let expected = if passes { Ok(()) } else { Err(Failure::throttled()) };
            assert_eq!(stage.admit(path, verb, now), expected, "{verb} {path}");
        }
        assert_eq!(StageThrottle::default().admit("/talks", "GET", now), Ok(()));
    }

    #[test]
    fn settings_of_nothing_are_mistakes() {
        let throttling = StageThrottling {
            default: Some(Throttle { rate: f64::NAN, burst: 1 }),
            methods: [
                ("/talk/GET".to_owned(), Throttle { rate: 1.0, burst: 1 }),
                ("/talks/GET".to_owned(), Throttle { rate: -1.0, burst: 1 }),
            ]
            .into_iter()
            .collect(),
        };
        let mut mistakes = Vec::new();
        StageThrottle::compile(&throttling, &definition(), &mut mistakes);
        let messages: Vec<String> = mistakes.iter().map(LoadError::to_string).collect();
        assert_eq!(
            messages,
            [
                "v1/api.json: throttling of `/talk/GET`: there is no such method",
                "v1/api.json: throttling of `/talks/GET`: a rate of -1 requests a second is none",
                "v1/api.json: throttling of the stage: a rate of NaN requests a second is none",
            ]
        );
    }
}
