//! Asking authorizers, from the request to the verdict.

use super::{Authorized, Authorizers, Verdict, no_method};
use crate::definition::{
    ApiDefinition, Authorization, AuthorizerDefinition, AuthorizerKind, IntegrationDefinition,
    IntegrationTarget, MethodDefinition,
};
use crate::error::LoadError;
use crate::gateway_response::Failure;
use crate::invoke::{Invocation, Invoke, InvokeError};
use crate::payload::Payload;
use crate::testing::{Asked, Clock};
use async_trait::async_trait;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::sync::Mutex;

/// A function that answers what a test tells it to, and remembers what it was called with. It takes 40 milliseconds.
struct Function<'a> {
    answer: Mutex<Result<Payload, InvokeError>>,
    calls: Mutex<Vec<Invocation>>,
    clock: &'a Clock,
}

impl<'a> Function<'a> {
    fn new(clock: &'a Clock, answer: Result<Value, InvokeError>) -> Self {
        Self { answer: Mutex::new(answer.map(Payload::Value)), calls: Mutex::default(), clock }
    }

    fn answers(&self, answer: Value) {
        *self.answer.lock().unwrap() = Ok(answer.into());
    }

    fn calls(&self) -> usize {
        self.calls.lock().unwrap().len()
    }
}

#[async_trait]
impl Invoke for Function<'_> {
    async fn invoke(&self, invocation: Invocation) -> Result<Payload, InvokeError> {
        self.clock.pass(40);
        self.calls.lock().unwrap().push(invocation);
        self.answer.lock().unwrap().clone()
    }
}

fn token() -> AuthorizerDefinition {
    AuthorizerDefinition {
        place: "v1/api.json".to_owned(),
        kind: AuthorizerKind::Token,
        function: "who-${stageVariables.env}".to_owned(),
        identity_sources: vec!["method.request.header.Authorization".to_owned()],
        validation_expression: Some("[a-z-]+".to_owned()),
        result_ttl_seconds: 300,
    }
}

fn authorizers(definition: AuthorizerDefinition) -> Authorizers {
    let definition = ApiDefinition {
        authorizers: [("own".to_owned(), definition)].into_iter().collect(),
        ..ApiDefinition::default()
    };
    let mut mistakes = Vec::new();
    let compiled = Authorizers::compile(&definition, &mut mistakes);
    assert_eq!(mistakes, []);
    compiled
}

fn own() -> Authorization {
    Authorization::Authorizer { name: "own".to_owned(), scopes: Vec::new() }
}

fn policy(effect: &str, resource: &str) -> Value {
    json!({
        "principalId": "user",
        "policyDocument": {
            "Version": "2012-10-17",
            "Statement": [{ "Effect": effect, "Action": "execute-api:Invoke", "Resource": resource }],
        },
        "context": { "numberKey": 123, "booleanKey": true },
        "usageIdentifierKey": "key",
    })
}

fn ask(authorizers: &Authorizers, asked: &Asked, function: &Function<'_>) -> Verdict {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    asked.at(function.clock, |request| {
        runtime.block_on(authorizers.authorise(request, &own(), function, function.clock))
    })
}

fn with_token(path: &str) -> Asked {
    Asked::get(path).header("authorization", "allow").stage_variables(&[("env", "test")])
}

#[test]
fn who_is_allowed_passes_and_is_known() {
    let clock = Clock::new();
    let function = Function::new(&clock, Ok(policy("Allow", "*")));
    let verdict = ask(&authorizers(token()), &with_token("/talks"), &function);
    assert_eq!(verdict.refusal, None);
    let authorized = verdict.authorized;
    assert_eq!(
        authorized.authorizer_member(),
        Some(json!({
            "numberKey": "123",
            "booleanKey": "true",
            "principalId": "user",
            "integrationLatency": 40,
        }))
    );
    let variables = [
        ("authorizer.principalId", Some("user")),
        ("authorizer.numberKey", Some("123")),
        ("authorizer.integrationLatency", Some("40")),
        ("authorizer.integrationStatus", Some("200")),
        ("authorizer.other", None),
        ("principalId", None),
    ];
    for (name, value) in variables {
        assert_eq!(authorized.variable(name).as_deref(), value, "{name}");
    }
    assert_eq!(authorized.usage_identifier_key(), Some("key"));
    let calls = function.calls.lock().unwrap();
    assert_eq!(calls[0].function, "who-test");
    let arn = "arn:aws:execute-api:us-east-1:123456789012:api1234567/dev/GET/talks";
    assert_eq!(
        calls[0].event,
        Payload::Value(json!({ "type": "TOKEN", "methodArn": arn, "authorizationToken": "allow" }))
    );
}

#[test]
fn without_identity_nobody_is_asked() {
    let clock = Clock::new();
    let function = Function::new(&clock, Ok(policy("Allow", "*")));
    let authorizers = authorizers(token());
    let long = "a".repeat(2_000) + "1";
    for asked in [
        Asked::get("/x"),
        Asked::get("/x").header("Authorization", ""),
        Asked::get("/x").header("Authorization", "UPPER"),
        Asked::get("/x").header("Authorization", "allow "),
        Asked::get("/x").header("Authorization", "allow\nallow"),
        Asked::get("/x").header("Authorization", &long),
    ] {
        let verdict = ask(&authorizers, &asked, &function);
        assert_eq!(verdict.refusal, Some(Failure::unauthorized()));
        assert_eq!(verdict.authorized, Authorized::Open);
    }
    assert_eq!(function.calls(), 0);
}

#[test]
fn policies_and_errors_decide() {
    let table = [
        (Ok(policy("Deny", "*")), Failure::explicitly_denied()),
        (Ok(policy("Allow", "arn:aws:execute-api:*:*:*/*/POST/*")), Failure::access_denied()),
        (Ok(json!({ "principalId": "user" })), Failure::authorizer_misconfigured()),
        (Err(InvokeError::Failed(json!({ "errorMessage": "Unauthorized" }))), Failure::unauthorized()),
        (Err(InvokeError::TimedOut), Failure::authorizer_failed()),
        (Err(InvokeError::Unavailable("gone".to_owned())), Failure::authorizer_misconfigured()),
    ];
    for (answer, failure) in table {
        let clock = Clock::new();
        let function = Function::new(&clock, answer);
        let authorizers = authorizers(token());
        let verdict = ask(&authorizers, &with_token("/talks"), &function);
        assert_eq!(verdict.refusal, Some(failure.clone()));
        // What is no decision is not kept; a denial is, and it knows the principal.
        function.answers(policy("Allow", "*"));
        let kept = ask(&authorizers, &with_token("/talks"), &function).refusal.is_some();
        assert_eq!(kept, matches!(verdict.authorized, Authorized::Principal(_)), "{failure:?}");
    }
    let clock = Clock::new();
    let function = Function::new(&clock, Ok(Value::Null));
    *function.answer.lock().unwrap() = Ok(Payload::Text("no JSON".to_owned()));
    let verdict = ask(&authorizers(token()), &with_token("/talks"), &function);
    assert_eq!(verdict.refusal, Some(Failure::authorizer_misconfigured()));
    // A stage variable in the function's name that is not set.
    let asked = Asked::get("/talks").header("Authorization", "allow");
    let verdict = ask(&authorizers(token()), &asked, &function);
    assert_eq!(verdict.refusal, Some(Failure::authorizer_misconfigured()));
}

#[test]
fn a_kept_policy_is_evaluated_for_each_method() {
    let clock = Clock::new();
    let function = Function::new(&clock, Ok(policy("Allow", "arn:aws:execute-api:*:*:*/dev/GET/talks")));
    let authorizers = authorizers(token());
    assert_eq!(ask(&authorizers, &with_token("/talks"), &function).refusal, None);
    assert_eq!(ask(&authorizers, &with_token("/rooms"), &function).refusal, Some(Failure::access_denied()));
    let again = ask(&authorizers, &with_token("/talks"), &function);
    assert_eq!(again.authorized.variable("authorizer.integrationLatency").as_deref(), Some("0"));
    assert_eq!(function.calls(), 1);
    let other = Asked::get("/talks").header("Authorization", "other").stage_variables(&[("env", "test")]);
    ask(&authorizers, &other, &function);
    assert_eq!(function.calls(), 2);
    clock.pass(300_000);
    ask(&authorizers, &with_token("/talks"), &function);
    assert_eq!(function.calls(), 3);
}

#[test]
fn without_a_time_nothing_is_kept() {
    let clock = Clock::new();
    let function = Function::new(&clock, Ok(policy("Allow", "*")));
    let definition = AuthorizerDefinition {
        kind: AuthorizerKind::Request,
        function: "who".to_owned(),
        identity_sources: Vec::new(),
        validation_expression: None,
        result_ttl_seconds: 0,
        ..token()
    };
    let authorizers = authorizers(definition);
    for calls in 1..3 {
        assert_eq!(ask(&authorizers, &Asked::get("/talks?x=1"), &function).refusal, None);
        assert_eq!(function.calls(), calls);
    }
    let Payload::Value(event) = function.calls.lock().unwrap()[0].event.clone() else {
        panic!("an event is a value");
    };
    assert_eq!((&event["type"], &event["queryStringParameters"]), (&json!("REQUEST"), &json!({ "x": "1" })));
}

#[test]
fn a_slash_at_the_end_is_no_way_around_a_policy() {
    let clock = Clock::new();
    let function = Function::new(&clock, Ok(policy("Deny", "arn:aws:execute-api:*:*:*/dev/GET/talks")));
    for path in ["/talks", "/talks/", "//talks", "/talks//"] {
        let verdict = ask(&authorizers(token()), &with_token(path), &function);
        assert_eq!(verdict.refusal, Some(Failure::explicitly_denied()), "{path}");
    }
}

#[test]
fn a_validation_expression_matches_a_token_as_a_whole() {
    let clock = Clock::new();
    let function = Function::new(&clock, Ok(policy("Allow", "*")));
    let passes = |expression: &str| {
        let expression = Some(expression.to_owned());
        let own = authorizers(AuthorizerDefinition { validation_expression: expression, ..token() });
        ask(&own, &with_token("/talks"), &function).refusal.is_none()
    };
    assert!(passes("allow") && passes("a.*|x") && passes("x|a.*w"));
    assert!(!passes("a") && !passes("allo|llow"));
    // Takes longer than anybody waits; so it does not match.
    let slow = AuthorizerDefinition { validation_expression: Some("(a+)+(?=!)b".to_owned()), ..token() };
    let asked =
        Asked::get("/talks").header("authorization", &"a".repeat(5_000)).stage_variables(&[("env", "test")]);
    assert_eq!(ask(&authorizers(slow), &asked, &function).refusal, Some(Failure::unauthorized()));
}

#[test]
fn the_arn_has_a_limit() {
    let clock = Clock::new();
    let function = Function::new(&clock, Ok(policy("Allow", "*")));
    let verdict = ask(&authorizers(token()), &with_token(&format!("/{}", "x".repeat(1_600))), &function);
    assert_eq!(verdict.refusal, Some(Failure::uri_too_long()));
}

#[test]
fn open_and_signed_methods_ask_nobody() {
    let clock = Clock::new();
    let function = Function::new(&clock, Ok(Value::Null));
    let authorizers = Authorizers::compile(&ApiDefinition::default(), &mut Vec::new());
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let ask = |asked: &Asked, authorization: &Authorization| {
        asked.at(&clock, |request| {
            runtime.block_on(authorizers.authorise(request, authorization, &function, &clock))
        })
    };
    let unsigned = Asked::get("/x");
    assert_eq!(ask(&unsigned, &Authorization::None).refusal, None);
    assert_eq!(ask(&unsigned, &Authorization::Iam).refusal, Some(Failure::no_method()));
    let header = "AWS4-HMAC-SHA256 Credential=AKID/20300102/us-east-1/execute-api/aws4_request, \
                  SignedHeaders=host, Signature=ab";
    let signed = Asked::get("/x").header("Authorization", header).header("X-Amz-Date", "20300102T030405Z");
    let verdict = ask(&signed, &Authorization::Iam);
    assert_eq!(verdict.refusal, None);
    assert_eq!(verdict.authorized.variable("identity.accessKey").as_deref(), Some("AKID"));
    assert_eq!(verdict.authorized.variable("identity.sourceIp"), None);
    assert_eq!(verdict.authorized.variable("accessKey"), None);
    assert_eq!(verdict.authorized.authorizer_member(), None);
    assert_eq!(
        Value::Object(verdict.authorized.identity_members()),
        json!({
            "accessKey": "AKID",
            "accountId": "123456789012",
            "caller": "AKID",
            "user": "AKID",
            "userArn": "arn:aws:iam::123456789012:user/AKID",
        })
    );
    let token = Asked::get("/x").header("Authorization", "Bearer x");
    assert!(ask(&token, &Authorization::Iam).refusal.is_some());
    // A name without an authorizer does not get past loading; if it did, nobody would pass.
    assert_eq!(ask(&unsigned, &own()).refusal, Some(Failure::authorizer_misconfigured()));
    assert_eq!(function.calls(), 0);
}

#[test]
fn what_nobody_takes_is_answered_by_its_signature() {
    let unsigned = Asked::get("/x").with(no_method);
    assert_eq!(unsigned, Failure::no_method());
    let token = Asked::get("/x").header("Authorization", "Bearer x").with(no_method);
    let told = token.error_variables();
    assert_eq!(told.response_type, "MISSING_AUTHENTICATION_TOKEN");
    assert!(told.message.unwrap().starts_with("Invalid key=value pair"), "{told:?}");
}

#[test]
fn methods_that_name_no_authorizer_are_mistakes() {
    let mut definition = ApiDefinition {
        authorizers: [
            ("own".to_owned(), token()),
            ("bad".to_owned(), AuthorizerDefinition { result_ttl_seconds: 9_999, ..token() }),
        ]
        .into_iter()
        .collect(),
        ..ApiDefinition::default()
    };
    for (path, name, scopes) in [("/a", "none", vec![]), ("/b", "own", vec!["read".to_owned()])] {
        let integration = IntegrationDefinition::new(IntegrationTarget::Mock);
        let mut method = MethodDefinition::new(format!("v1{path}.json"), "GET", integration);
        method.authorization = Authorization::Authorizer { name: name.to_owned(), scopes };
        definition.resource(path).methods.push(method);
    }
    let mut mistakes = Vec::new();
    Authorizers::compile(&definition, &mut mistakes);
    let messages: Vec<String> = mistakes.iter().map(LoadError::to_string).collect();
    assert_eq!(
        messages,
        [
            "v1/api.json: authorizer `bad`: a decision is kept for 3600 seconds at most",
            "v1/a.json: there is no authorizer `none`",
            "v1/b.json: the authorizer `own` is a function and cannot check scopes; only Cognito's can",
        ]
    );
}

#[test]
fn nothing_that_may_be_secret_is_shown() {
    let clock = Clock::new();
    let function = Function::new(&clock, Ok(policy("Allow", "*")));
    let authorizers = authorizers(token());
    let asked = Asked::get("/x").header("Authorization", "secret-token").stage_variables(&[("env", "test")]);
    let mut answer = policy("Allow", "*");
    answer["context"] = json!({ "password": "secret" });
    answer["usageIdentifierKey"] = json!("secret-key");
    function.answers(answer);
    let verdict = ask(&authorizers, &asked, &function);
    let shown = format!("{verdict:?} {authorizers:?}");
    assert!(shown.contains("principal_id: \"user\"") && !shown.contains("secret"), "{shown}");
}

/// Keeps what is logged.
#[derive(Clone, Default)]
struct Log(std::sync::Arc<Mutex<String>>);

impl tracing::Subscriber for Log {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }
    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}
    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn event(&self, event: &tracing::Event<'_>) {
        let mut log = self.0.lock().unwrap();
        event.record(&mut |field: &tracing::field::Field, value: &dyn std::fmt::Debug| {
            let _ = write!(log, "{field}={value:?} ");
        });
    }
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}

#[test]
fn failures_are_logged_without_secrets() {
    let failed = json!({ "errorMessage": "secret-token is not known", "errorType": "Error" });
    let answers = [
        (Err(InvokeError::Failed(failed)), "the function failed"),
        (Err(InvokeError::Unavailable("secret".to_owned())), "the function failed"),
        (Ok(json!({ "principalId": "secret", "policyDocument": "secret" })), "policyDocument is no object"),
    ];
    for (answer, problem) in answers {
        let clock = Clock::new();
        let function = Function::new(&clock, answer);
        let asked =
            Asked::get("/x").header("Authorization", "secret-token").stage_variables(&[("env", "test")]);
        let log = Log::default();
        let authorizers = authorizers(token());
        tracing::subscriber::with_default(log.clone(), || ask(&authorizers, &asked, &function));
        let logged = log.0.lock().unwrap();
        assert!(logged.contains(problem) && logged.contains("authorizer=\"own\""), "{logged}");
        assert!(!logged.contains("secret"), "{logged}");
    }
}
