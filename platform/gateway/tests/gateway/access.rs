//! Who may pass: authorizers, API keys, limits and validation, in their order, and what the access log says of it.

use crate::mock::{response, texts};
use crate::support::{Definition, Fixed, Function, body, definition, event, function, request, send, stage};
use lockstep_gateway::{
    AccessLog, ApiKey, ApiKeySource, Authorization, AuthorizerDefinition, AuthorizerKind, Gateway,
    IntegrationDefinition, IntegrationTarget, Invocation, InvokeError, KeyState, MethodDefinition,
    ParameterLocation, PlanStage, Quota, QuotaPeriod, RequestParameter, Stage, StageThrottling, Throttle,
    UsageDefinition, UsagePlan,
};
use lockstep_route::Validate;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

fn with_method(definition: Definition, set: impl FnOnce(&mut MethodDefinition)) -> Definition {
    definition.with(|definition| set(&mut definition.resources[0].methods[0]))
}

fn guarded(definition: Definition) -> Definition {
    let definition = with_method(definition, |method| {
        method.authorization = Authorization::Authorizer { name: "who".to_owned(), scopes: Vec::new() };
    });
    definition.with(|definition| {
        let authorizer = AuthorizerDefinition {
            place: "api.json".to_owned(),
            kind: AuthorizerKind::Token,
            function: "who".to_owned(),
            identity_sources: vec!["method.request.header.Authorization".to_owned()],
            validation_expression: None,
            result_ttl_seconds: 0,
        };
        definition.authorizers.insert("who".to_owned(), authorizer);
    })
}

/// The authorizer lets `ada` pass, the function echoes.
fn answer(invocation: Invocation) -> Result<Value, InvokeError> {
    if invocation.function != "who" {
        return crate::support::echo(invocation);
    }
    let token = event(&invocation)["authorizationToken"].as_str().unwrap_or_default().to_owned();
    let effect = if token == "ada" { "Allow" } else { "Deny" };
    let statement = json!([{ "Action": "execute-api:Invoke", "Effect": effect, "Resource": "*" }]);
    Ok(json!({
        "principalId": token,
        "policyDocument": { "Version": "2012-10-17", "Statement": statement },
        "context": { "team": "analysis" },
        "usageIdentifierKey": "key-of-ada",
    }))
}

fn gateway(definition: &Definition, stage: Stage) -> Gateway {
    let api = definition.load(stage).expect("an API");
    Gateway::new(vec![api], Arc::new(Function(answer)), Arc::new(Fixed)).expect("a gateway")
}

fn usage(quota: u64) -> UsageDefinition {
    let key = |id: &str, state| ApiKey {
        id: id.to_owned(),
        name: id.to_owned(),
        value: format!("key-of-{id}"),
        state,
    };
    let plan = UsagePlan {
        keys: vec!["ada".to_owned(), "bob".to_owned()],
        stages: vec![PlanStage {
            api: "api1234567".to_owned(),
            stage: "dev".to_owned(),
            ..PlanStage::default()
        }],
        quota: Some(Quota { limit: quota, offset: 0, period: QuotaPeriod::Day }),
        ..UsagePlan::default()
    };
    let keys = vec![key("ada", KeyState::Enabled), key("bob", KeyState::Disabled)];
    UsageDefinition { keys, plans: vec![plan] }
}

#[tokio::test]
async fn an_authorizer_decides_and_is_seen() {
    let gateway = gateway(&guarded(definition().method("/talks", "GET", function())), stage(&[]));
    let ask = |token| request("GET", "/dev/talks", &[("Authorization", token)], b"");
    let event = body(&gateway.answer(ask("ada")).await);
    assert_eq!(event["requestContext"]["authorizer"]["principalId"], "ada");
    assert_eq!(event["requestContext"]["authorizer"]["team"], "analysis");
    let refused = gateway.answer(ask("eve")).await;
    assert_eq!(refused.status, 403);
    assert_eq!(refused.headers.get("x-amzn-ErrorType"), Some("AccessDeniedException"));
    let unknown = send(&gateway, "GET", "/dev/talks").await;
    assert_eq!((unknown.status, body(&unknown)), (401, json!({ "message": "Unauthorized" })));
}

#[tokio::test]
async fn templates_see_the_caller() {
    let template = r#"{"who": "$context.authorizer.principalId", "team": "$context.authorizer.team", "key": "$context.identity.apiKeyId"}"#;
    let mock = IntegrationDefinition {
        request_templates: texts([("application/json", "{statusCode: 200}")]),
        responses: vec![response(200, None, template)],
        ..IntegrationDefinition::new(IntegrationTarget::Mock)
    };
    let api = guarded(definition().method("/talks", "GET", mock)).with(|api| {
        api.api_key_source = ApiKeySource::Authorizer;
        api.resources[0].methods[0].api_key_required = true;
    });
    let gateway = gateway(&api, stage(&[])).with_usage(&usage(10)).unwrap();
    let answer = gateway.answer(request("GET", "/dev/talks", &[("Authorization", "ada")], b"")).await;
    assert_eq!(body(&answer), json!({"who": "ada", "team": "analysis", "key": "ada"}));
}

#[tokio::test]
async fn signed_requests_are_told_from_unsigned_ones() {
    let api = with_method(definition().method("/talks", "GET", function()), |method| {
        method.authorization = Authorization::Iam;
    });
    let answer = send(&gateway(&api, stage(&[])), "GET", "/dev/talks").await;
    assert_eq!((answer.status, body(&answer)), (403, json!({ "message": "Missing Authentication Token" })));
}

#[tokio::test]
async fn an_api_key_is_asked_for_and_counted() {
    let api = with_method(definition().method("/talks", "GET", function()), |method| {
        method.api_key_required = true;
    });
    let without_plans = gateway(&api, stage(&[]));
    let ask = |key| request("GET", "/dev/talks", &[("x-api-key", key)], b"");
    assert_eq!(without_plans.answer(ask("key-of-ada")).await.status, 403);
    let gateway = without_plans.with_usage(&usage(1)).unwrap();
    let answer = send(&gateway, "GET", "/dev/talks").await;
    assert_eq!((answer.status, body(&answer)), (403, json!({ "message": "Forbidden" })));
    assert_eq!(gateway.answer(ask("key-of-bob")).await.status, 403);
    assert_eq!(gateway.answer(ask("nonsense")).await.status, 403);
    let event = body(&gateway.answer(ask("key-of-ada")).await);
    assert_eq!(event["requestContext"]["identity"]["apiKey"], "key-of-ada");
    assert_eq!(event["requestContext"]["identity"]["apiKeyId"], "ada");
    let answer = gateway.answer(ask("key-of-ada")).await;
    assert_eq!((answer.status, body(&answer)), (429, json!({ "message": "Limit Exceeded" })));
}

#[test]
fn mistakes_of_usage_plans_are_reported() {
    let api = definition().method("/talks", "GET", function());
    let mut usage = usage(1);
    usage.plans[0].keys.push("nobody".to_owned());
    let errors = gateway(&api, stage(&[])).with_usage(&usage).unwrap_err();
    assert!(errors.to_string().contains("there is no key `nobody`"), "{errors}");
}

#[tokio::test]
async fn a_stage_is_throttled() {
    let once = Throttle { rate: 0.0, burst: 1 };
    let throttling = StageThrottling { default: Some(once), ..StageThrottling::default() };
    let api = definition().method("/talks", "GET", function()).method("/talks/{code}", "GET", function());
    let gateway = gateway(&api, stage(&[]).throttling(throttling));
    assert_eq!(send(&gateway, "GET", "/dev/talks").await.status, 200);
    let answer = send(&gateway, "GET", "/dev/talks").await;
    assert_eq!((answer.status, body(&answer)), (429, json!({ "message": "Too Many Requests" })));
    assert_eq!(send(&gateway, "GET", "/dev/talks/ABC").await.status, 200);
}

/// Target, headers, body, status, message.
type Asked<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [u8], u16, &'a str);

#[tokio::test]
async fn what_is_refused_first_is_told() {
    let required =
        RequestParameter { location: ParameterLocation::QueryString, name: "q".to_owned(), required: true };
    let api = with_method(guarded(definition().method("/talks", "POST", function())), |method| {
        method.validate = Some(Validate::All);
        method.parameters = vec![required];
        method.models.insert("application/json".to_owned(), "Talk".to_owned());
        method.api_key_required = true;
    });
    let model = json!({ "type": "object", "required": ["title"] });
    let api = api.with(|api| {
        api.models.insert("Talk".to_owned(), model);
    });
    let gateway = gateway(&api, stage(&[])).with_usage(&usage(10)).unwrap();
    let (who, key) = (("Authorization", "ada"), ("X-Api-Key", "key-of-ada"));
    let title: &[u8] = br#"{"title": "Engines"}"#;
    let table: [Asked<'_>; 5] = [
        ("/dev/talks", &[key], b"", 401, "Unauthorized"),
        ("/dev/talks", &[who], b"", 403, "Forbidden"),
        ("/dev/talks", &[who, key], b"{}", 400, "Missing required request parameters: [q]"),
        ("/dev/talks?q=1", &[who, key], b"{}", 400, "Invalid request body"),
        ("/dev/talks?q=1", &[who, key], title, 200, ""),
    ];
    for (target, headers, sent, status, message) in table {
        let answer = gateway.answer(request("POST", target, headers, sent)).await;
        assert_eq!(answer.status, status, "{target} {headers:?}");
        if status != 200 {
            assert_eq!(body(&answer), json!({ "message": message }));
        }
    }
    assert!(gateway.takes_body("POST", "/dev/talks"));
}

/// Keeps what is logged.
#[derive(Default)]
struct Lines(Mutex<Vec<String>>);

impl AccessLog for Lines {
    fn line(&self, version: u32, stage: &str, line: &str) {
        self.0.lock().expect("no panic").push(format!("v{version} {stage}: {line}"));
    }
}

#[tokio::test]
async fn every_answer_of_a_stage_with_a_format_is_logged() {
    let lines = Arc::new(Lines::default());
    let format = "$context.requestId $context.httpMethod $context.resourcePath $context.status $context.responseLength \
                  $context.integration.status $context.error.message";
    let api = definition().method("/talks", "GET", function()).method(
        "/fails",
        "GET",
        IntegrationDefinition::new(IntegrationTarget::FunctionProxy {
            function: "who".to_owned(),
            verb: "GET".to_owned(),
        }),
    );
    let gateway = gateway(&api, stage(&[]).access_log(format)).with_access_log(Arc::<Lines>::clone(&lines));
    let length = send(&gateway, "GET", "/dev/talks").await.body.len();
    send(&gateway, "GET", "/dev/none").await;
    send(&gateway, "GET", "/dev/fails").await;
    send(&gateway, "GET", "/other").await;
    let id = "11111111-1111-4111-9111-111111111111";
    assert_eq!(
        *lines.0.lock().unwrap(),
        [
            format!("v1 dev: {id} GET /talks 200 {length} 200 -"),
            format!("v1 dev: {id} GET - 403 42 - Missing Authentication Token"),
            format!("v1 dev: {id} GET /fails 500 36 - Internal server error"),
        ]
    );
}

#[test]
fn a_format_without_the_requests_identity_is_refused() {
    let api = definition().method("/talks", "GET", function());
    let errors = api.load(stage(&[]).access_log("$context.status")).unwrap_err();
    let message = "the stage dev: the access log's format has neither $context.requestId nor $context.extendedRequestId";
    assert_eq!(errors.to_string(), message);
}
