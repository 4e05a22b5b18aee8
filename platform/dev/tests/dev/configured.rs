//! A document as API Gateway exports it beside a version of pairs, functions as processes, and a stage with all that a stage
//! can have: as somebody runs it on a workstation.

use crate::client::{Running, exchange, get, start};
use crate::processes::support::{Log, write_bootstrap};
use lockstep_dev::{
    Api, Limits, OutboundClient, ProcessFunction, ProcessLimits, Processes, SystemSurroundings,
};
use lockstep_gateway::{
    AccessLog, Address, Api as Loaded, ApiDefinition, ApiKey, Canary, Gateway, KeyState, PlanStage, Quota,
    QuotaPeriod, Stage, StageThrottling, Throttle, UsageDefinition, UsagePlan,
};
use lockstep_route::Version;
use serde_json::{Value, json};
use std::fs;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;

/// Answers with the event; asked for the talk `NONE`, with an error.
const BOOTSTRAP: &str = r#"#!/usr/bin/python3
import http.client, json, os

host = os.environ["AWS_LAMBDA_RUNTIME_API"]
base = "/2018-06-01/runtime/invocation/"
while True:
    connection = http.client.HTTPConnection(host)
    connection.request("GET", base + "next")
    answer = connection.getresponse()
    event, request = json.loads(answer.read()), answer.getheader("Lambda-Runtime-Aws-Request-Id")
    path, what = base + request + "/response", {"seen": event, "handler": os.environ["_HANDLER"]}
    if event.get("talk") == "NONE":
        path, what = base + request + "/error", {"errorMessage": "not_found: there is no talk NONE", "errorType": "NotFound"}
    elif "requestContext" in event:
        what = {"statusCode": 200, "headers": {"x-OWN": "own"}, "body": json.dumps(event)}
    connection.request("POST", path, json.dumps(what))
    connection.getresponse().read()
"#;

/// As `GetExport` with `extensions=apigateway` writes it.
fn export() -> String {
    let uri = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:\
               function:talk-${stageVariables.env}/invocations";
    json!({
        "openapi": "3.0.1",
        "info": { "title": "talks", "version": "2026-11-01T10:00:00Z" },
        "servers": [{
            "url": "https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/{basePath}",
            "variables": { "basePath": { "default": "test" } }
        }],
        "paths": {
            "/talks/{talk}": {
                "get": {
                    "parameters": [
                        { "name": "talk", "in": "path", "required": true, "schema": { "type": "string" } }
                    ],
                    "responses": {
                        "200": { "description": "200 response", "content": {} },
                        "404": { "description": "404 response", "content": {} }
                    },
                    "security": [{ "api_key": [] }],
                    "x-amazon-apigateway-integration": {
                        "type": "aws",
                        "httpMethod": "POST",
                        "uri": uri,
                        "responses": {
                            "default": { "statusCode": "200" },
                            "not_found.*": {
                                "statusCode": "404",
                                "responseTemplates": {
                                    "application/json": "{\"problem\": \"$input.path('$.errorMessage')\"}"
                                }
                            }
                        },
                        "requestTemplates": {
                            "application/json": "{\"talk\": \"$input.params('talk')\", \"env\": \"$stageVariables.env\"}"
                        },
                        "passthroughBehavior": "when_no_templates",
                        "timeoutInMillis": 29000
                    }
                }
            },
            "/health": {
                "get": {
                    "responses": { "200": { "description": "200 response", "content": {} } },
                    "x-amazon-apigateway-integration": {
                        "type": "mock",
                        "responses": {
                            "default": {
                                "statusCode": "200",
                                "responseTemplates": { "application/json": "$context.isCanaryRequest" }
                            }
                        },
                        "requestTemplates": { "application/json": "{\"statusCode\": 200}" },
                        "passthroughBehavior": "when_no_match"
                    }
                }
            }
        },
        "components": {
            "securitySchemes": { "api_key": { "type": "apiKey", "name": "x-api-key", "in": "header" } }
        }
    })
    .to_string()
}

fn pairs() -> Version {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let v1 = folder.path().join("v1");
    fs::create_dir(&v1).expect("a folder");
    let whole = r#"{ "method": "GET", "path": "/rooms/{room}", "summary": "A room", "access": "public" }"#;
    let mapped = r#"{
        "method": "GET", "path": "/talks/{talk}", "summary": "A talk", "access": "public",
        "requestTemplates": { "application/json": "{\"talk\": \"$input.params('talk')\"}" },
        "responses": {
            "200": { "responseTemplates": { "application/json": "$input.json('$.seen.talk')" } },
            "404": { "selectionPattern": "not_found.*", "headers": { "X-Why": "integration.response.body.errorType" } }
        }
    }"#;
    for (name, content) in [
        ("api.json", r#"{ "title": "Pairs" }"#),
        ("room.rs", ""),
        ("room.json", whole),
        ("talk.rs", ""),
        ("talk.json", mapped),
    ] {
        fs::write(v1.join(name), content).expect("a file");
    }
    Version::read(&v1).expect("a version")
}

#[derive(Default)]
struct Lines(Mutex<Vec<String>>);

impl AccessLog for Lines {
    fn line(&self, version: u32, stage: &str, line: &str) {
        self.0.lock().expect("a lock").push(format!("{version} {stage} {line}"));
    }
}

fn usage(api: &Loaded) -> UsageDefinition {
    let key = ApiKey {
        id: "ada".to_owned(),
        name: "Ada".to_owned(),
        value: "key-of-ada".to_owned(),
        state: KeyState::Enabled,
    };
    let plan = UsagePlan {
        name: "small".to_owned(),
        keys: vec!["ada".to_owned()],
        stages: vec![PlanStage {
            api: api.id().to_owned(),
            stage: "test".to_owned(),
            ..PlanStage::default()
        }],
        quota: Some(Quota { limit: 2, offset: 0, period: QuotaPeriod::Month }),
        ..UsagePlan::default()
    };
    UsageDefinition { keys: vec![key], plans: vec![plan] }
}

async fn server(lines: &Arc<Lines>) -> (TempDir, Running) {
    let version = pairs();
    let v1 = Loaded::from_version(&version, Address::BasePath("v1".to_owned()), Stage::new("dev"));
    let canary = ApiDefinition::from_openapi(&export(), "talks.json").expect("a definition");
    let twice = Throttle { rate: 0.0, burst: 2 };
    let stage = Stage::new("test")
        .variable("env", "blue")
        .throttling(StageThrottling { methods: [("/health/GET".to_owned(), twice)].into(), ..Default::default() })
        .access_log("$context.httpMethod $context.resourcePath $context.status $context.identity.apiKeyId $context.requestId")
        .canary(Canary::new(100.0, "next01", canary).variable("env", "green"));
    let exported = Loaded::from_openapi(&export(), "talks.json", 2, Address::Stage, stage).expect("an API");
    let usage = usage(&exported);

    let folder = tempfile::tempdir().expect("a temporary folder");
    let bootstrap = write_bootstrap(&folder, BOOTSTRAP);
    let mut functions = ProcessFunction::of_version(&version, &bootstrap);
    functions.push(ProcessFunction::new(2, "talk-green", &bootstrap));
    for function in &mut functions {
        function.timeout = Duration::from_secs(20);
    }
    let processes = Processes::new(functions, ProcessLimits::default(), Arc::new(Log::default()));
    let gateway =
        Gateway::new(vec![v1.expect("an API"), exported], Arc::new(processes), Arc::new(SystemSurroundings))
            .expect("a gateway")
            .with_outbound(Arc::new(OutboundClient::new()))
            .with_access_log(Arc::<Lines>::clone(lines))
            .with_usage(&usage)
            .expect("keys and plans");
    (folder, start(Arc::new(Api::new(gateway)), Limits::default()).await)
}

fn json(body: &[u8]) -> Value {
    serde_json::from_slice(body).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(body)))
}

#[tokio::test]
async fn an_exported_api_is_served_with_the_stage_around_it() {
    let lines = Arc::new(Lines::default());
    let (_folder, server) = server(&lines).await;
    let ask = async |path: &str, headers: &str| get(server.address, path, headers).await;
    assert_eq!(ask("/test/talks/ABC", "").await.status, 403);
    let known = ask("/test/talks/ABC", "X-Api-Key: key-of-ada\r\n").await;
    let seen = json!({ "talk": "ABC", "env": "green" });
    assert_eq!((known.status, &json(&known.body)["seen"]), (200, &seen));
    assert!(known.head.contains("\r\nX-Amzn-Trace-Id: Root=1-"), "{}", known.head);
    let missing = ask("/test/talks/NONE", "x-api-key: key-of-ada\r\n").await;
    assert_eq!(
        (missing.status, json(&missing.body)),
        (404, json!({ "problem": "not_found: there is no talk NONE" }))
    );
    let exhausted = ask("/test/talks/ABC", "x-api-key: key-of-ada\r\n").await;
    assert_eq!((exhausted.status, exhausted.header("x-amzn-errortype")), (429, "LimitExceededException"));
    let health = ask("/test/health", "").await;
    assert_eq!((health.status, json(&health.body)), (200, json!(true)));
    assert!(!health.head.contains("X-Amzn-Trace-Id"), "{}", health.head);
    let statuses = [ask("/test/health", "").await.status, ask("/test/health", "").await.status];
    assert_eq!(statuses, [200, 429]);
    let lines = lines.0.lock().unwrap();
    let shown: Vec<_> =
        lines.iter().map(|line| line.rsplit_once(' ').map_or("", |(before, _)| before)).collect();
    assert_eq!(
        shown,
        [
            "2 test GET /talks/{talk} 403 -",
            "2 test GET /talks/{talk} 200 ada",
            "2 test GET /talks/{talk} 404 ada",
            "2 test GET /talks/{talk} 429 -",
            "2 test GET /health 200 -",
            "2 test GET /health 200 -",
            "2 test GET /health 429 -",
        ]
    );
}

#[tokio::test]
async fn pairs_are_served_beside_it() {
    let (_folder, server) = server(&Arc::default()).await;
    let whole = get(server.address, "/v1/rooms/Blue%20room", "x-ASKED-by: ada\r\n").await;
    let event = json(&whole.body);
    assert_eq!((whole.status, &event["pathParameters"]["room"]), (200, &json!("Blue%20room")));
    assert_eq!(event["headers"]["x-ASKED-by"], "ada");
    assert!(whole.head.contains("\r\nx-OWN: own"), "{}", whole.head);
    let mapped = get(server.address, "/v1/talks/ABC", "").await;
    assert_eq!((mapped.status, json(&mapped.body)), (200, json!("ABC")));
    let missing = get(server.address, "/v1/talks/NONE", "").await;
    assert_eq!((missing.status, missing.header("x-why")), (404, "NotFound"));
    let body = "{\"talk\": \"<b>\"}";
    let length = body.len();
    let odd = format!(
        "GET /v1/talks/ABC HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Type: text/csv\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    // Before a function a pair has no template for, nothing is passed on.
    assert_eq!(exchange(server.address, odd.as_bytes()).await.status, 415);
}
