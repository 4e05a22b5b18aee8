//! One Lambda authorizer.

use super::Verdict;
use super::authorized::{Authorized, Grant, Principal};
use super::cache::Cache;
use super::condition::Circumstances;
use super::event::{request_event, token_event};
use super::identity::{Source, identity};
use super::policy::Ruling;
use super::reply::{failure, grant};
use crate::api::INTEGRATION_TIMEOUT;
use crate::definition::{AuthorizerDefinition, AuthorizerKind};
use crate::error::LoadError;
use crate::gateway_response::Failure;
use crate::integrate::stage_variables::fill;
use crate::invoke::{Invocation, InvocationKind, Invoke};
use crate::request_context::RequestContext;
use crate::surroundings::Surroundings;
use fancy_regex::{Regex, RegexBuilder};
use jiff::SignedDuration;
use serde_json::Value;
use std::sync::Arc;

/// Documented: a decision is kept for an hour at most.
const LONGEST_TTL: u32 = 3_600;

/// How much a validation expression may try: a token of a client's making must not keep a core busy.
const BACKTRACK_LIMIT: usize = 100_000;

/// One Lambda authorizer, compiled, with what it decided so far.
#[derive(Debug)]
pub(crate) struct Authorizer {
    name: String,
    kind: AuthorizerKind,
    function: String,
    sources: Vec<Source>,
    validation: Option<Regex>,
    ttl: SignedDuration,
    cache: Cache,
}

impl Authorizer {
    pub(crate) fn compile(name: &str, definition: &AuthorizerDefinition) -> Result<Self, LoadError> {
        let mistake = |problem: String| LoadError::Mistake {
            place: definition.place.clone(),
            problem: format!("authorizer `{name}`: {problem}"),
        };
        let sources = definition.identity_sources.iter().map(|expression| {
            Source::read(expression).ok_or_else(|| {
                mistake(format!(
                    "`{expression}` is no identity source; it takes method.request.header.…, \
                     method.request.querystring.…, stageVariables.… and context.…"
                ))
            })
        });
        let sources: Vec<Source> = sources.collect::<Result<_, _>>()?;
        if let Some(problem) = problem(definition, &sources) {
            return Err(mistake(problem));
        }
        let validation = definition.validation_expression.as_ref().map(|expression| {
            // Documented: a token that does not match is refused. Silent: whether it must match as a whole; that is the stricter way.
            // By itself first: else `a)|(b` would close the group around it, and let in whatever begins with `a`.
            Regex::new(expression)
                .and_then(|_| {
                    let whole = format!(r"\A(?:{expression})\z");
                    RegexBuilder::new(&whole).backtrack_limit(BACKTRACK_LIMIT).build()
                })
                .map_err(|error| mistake(format!("the validation expression `{expression}`: {error}")))
        });
        Ok(Self {
            name: name.to_owned(),
            kind: definition.kind,
            function: definition.function.clone(),
            sources,
            validation: validation.transpose()?,
            ttl: SignedDuration::from_secs(definition.result_ttl_seconds.into()),
            cache: Cache::default(),
        })
    }

    /// Asks whether a request may call the method of an ARN.
    pub(crate) async fn ask(
        &self,
        request: &RequestContext<'_>,
        arn: &str,
        invoke: &dyn Invoke,
        surroundings: &dyn Surroundings,
    ) -> Verdict {
        // Documented: without identity nobody is asked.
        let Some((first, key)) = identity(&self.sources, request) else {
            return Verdict::refused(Failure::unauthorized());
        };
        // An expression that takes too long to compare counts as not matching.
        if self.validation.as_ref().is_some_and(|expression| !expression.is_match(&first).unwrap_or(false)) {
            return Verdict::refused(Failure::unauthorized());
        }
        let caching = self.ttl > SignedDuration::ZERO;
        if caching && let Some(grant) = self.cache.get(&key, request.identities.now) {
            return judge(Principal { grant, latency: 0 }, request, arn);
        }
        let event = match self.kind {
            AuthorizerKind::Token => token_event(&first, arn),
            AuthorizerKind::Request => request_event(request, arn),
        };
        let begun = surroundings.now();
        let (grant, bytes) = match self.call(event, request, invoke).await {
            Ok(answer) => answer,
            Err(failure) => return Verdict::refused(failure),
        };
        let now = surroundings.now();
        let grant = Arc::new(grant);
        if caching {
            self.cache.put(key, Arc::clone(&grant), bytes, now, now.saturating_add(self.ttl).unwrap_or(now));
        }
        let latency = now.duration_since(begun).as_millis().try_into().unwrap_or_default();
        judge(Principal { grant, latency }, request, arn)
    }

    /// What the function answers, and how long that is.
    async fn call(
        &self,
        event: Value,
        request: &RequestContext<'_>,
        invoke: &dyn Invoke,
    ) -> Result<(Grant, usize), Failure> {
        let identities = request.identities;
        // Nothing of a token, an answer or an error's message goes to the log: any may hold a secret.
        let report = |problem: &str| {
            tracing::error!(request = %identities.request_id, authorizer = self.name, problem, "not authorised");
        };
        let function = fill(&self.function, &request.api.stage).map_err(|name| {
            report(&format!("the stage variable `{name}` is not set"));
            Failure::authorizer_misconfigured()
        })?;
        let invocation = Invocation {
            function,
            version: request.api.version,
            event: event.into(),
            request_id: identities.request_id.clone(),
            trace_id: identities.trace.complete.clone(),
            client_context: None,
            kind: InvocationKind::RequestResponse,
            // Silent: how long AWS waits for an authorizer of a REST API.
            timeout: INTEGRATION_TIMEOUT,
        };
        let reply = invoke.invoke(invocation).await.map_err(|error| {
            let failure = failure(&error);
            if failure != Failure::unauthorized() {
                report("the function failed");
            }
            failure
        })?;
        let bytes = reply.text().len();
        let read = reply.into_value().map_err(|_| "the answer is no JSON".to_owned());
        let grant = read.and_then(|reply| grant(&reply)).map_err(|problem| {
            report(&problem);
            Failure::authorizer_misconfigured()
        })?;
        Ok((grant, bytes))
    }
}

/// What an authorizer lacks, or has too much.
fn problem(definition: &AuthorizerDefinition, sources: &[Source]) -> Option<String> {
    let token = definition.kind == AuthorizerKind::Token;
    let problem = if definition.function.is_empty() {
        "it names no function"
    } else if definition.result_ttl_seconds > LONGEST_TTL {
        "a decision is kept for 3600 seconds at most"
    } else if token && !matches!(sources, [Source::Header(_)]) {
        "a token authorizer has one identity source, a header"
    } else if !token && sources.is_empty() && definition.result_ttl_seconds > 0 {
        // Documented: identity sources are required when decisions are kept.
        "it keeps decisions and needs an identity source to keep them by"
    } else if !token && definition.validation_expression.is_some() {
        // Documented: for tokens alone.
        "only a token authorizer has a validation expression"
    } else {
        return None;
    };
    Some(problem.to_owned())
}

/// What a principal's policy says of the request. The policy may be an older one, made for another method (documented).
fn judge(principal: Principal, request: &RequestContext<'_>, arn: &str) -> Verdict {
    let sent = request.request;
    let circumstances = Circumstances {
        now: request.identities.now,
        source_ip: sent.source_ip,
        user_agent: sent.headers.get("User-Agent"),
        referer: sent.headers.get("Referer"),
    };
    let refusal = match principal.grant.policy.ruling(arn, &circumstances) {
        Ruling::Allowed => None,
        Ruling::Denied => Some(Failure::explicitly_denied()),
        Ruling::Unmentioned => Some(Failure::access_denied()),
    };
    Verdict { authorized: Authorized::Principal(principal), refusal }
}

#[cfg(test)]
mod tests {
    use super::Authorizer;
    use crate::definition::{AuthorizerDefinition, AuthorizerKind};

    fn token() -> AuthorizerDefinition {
        AuthorizerDefinition {
            place: "v1/api.json".to_owned(),
            kind: AuthorizerKind::Token,
            function: "who".to_owned(),
            identity_sources: vec!["method.request.header.Authorization".to_owned()],
            validation_expression: None,
            result_ttl_seconds: 300,
        }
    }

    fn request() -> AuthorizerDefinition {
        AuthorizerDefinition { kind: AuthorizerKind::Request, ..token() }
    }

    #[test]
    fn what_cannot_be_an_authorizer_is_refused() {
        let sources = |expressions: &[&str]| expressions.iter().map(|text| (*text).to_owned()).collect();
        let query = "method.request.querystring.token";
        let table = [
            (AuthorizerDefinition { function: String::new(), ..token() }, "it names no function"),
            (
                AuthorizerDefinition { result_ttl_seconds: 3_601, ..token() },
                "a decision is kept for 3600 seconds at most",
            ),
            (
                AuthorizerDefinition { identity_sources: sources(&[]), ..token() },
                "a token authorizer has one identity source, a header",
            ),
            (
                AuthorizerDefinition { identity_sources: sources(&[query]), ..token() },
                "a token authorizer has one identity source, a header",
            ),
            (
                AuthorizerDefinition { identity_sources: sources(&[]), ..request() },
                "it keeps decisions and needs an identity source to keep them by",
            ),
            (
                AuthorizerDefinition { validation_expression: Some("x".to_owned()), ..request() },
                "only a token authorizer has a validation expression",
            ),
            (
                AuthorizerDefinition { identity_sources: sources(&["method.request.path.id"]), ..request() },
                "`method.request.path.id` is no identity source; it takes method.request.header.…, \
                 method.request.querystring.…, stageVariables.… and context.…",
            ),
        ];
        for (definition, problem) in table {
            let error = Authorizer::compile("own", &definition).unwrap_err();
            assert_eq!(error.to_string(), format!("v1/api.json: authorizer `own`: {problem}"));
        }
        // Each alone is none, though a group around it would make it one.
        for expression in ["a)|(b", "a)(b"] {
            let split =
                AuthorizerDefinition { validation_expression: Some(expression.to_owned()), ..token() };
            assert!(Authorizer::compile("own", &split).is_err(), "{expression}");
        }
        let broken = AuthorizerDefinition { validation_expression: Some("(".to_owned()), ..token() };
        let error = Authorizer::compile("own", &broken).unwrap_err().to_string();
        assert!(
            error.starts_with("v1/api.json: authorizer `own`: the validation expression `(`: "),
            "{error}"
        );
    }

    #[test]
    fn what_can_be_one_is_taken() {
        let without =
            AuthorizerDefinition { identity_sources: Vec::new(), result_ttl_seconds: 0, ..request() };
        let expression = Some("Bearer (?!none)[a-z]+".to_owned());
        for definition in [
            token(),
            request(),
            without,
            AuthorizerDefinition { validation_expression: expression, ..token() },
        ] {
            assert!(Authorizer::compile("own", &definition).is_ok(), "{definition:?}");
        }
    }
}
