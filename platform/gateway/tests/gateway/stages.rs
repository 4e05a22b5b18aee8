//! Deployments of a stage, and the limits and compression that hold for all its methods.

use crate::functions::plain;
use crate::mock::{response, texts};
use crate::support::{Function, body, definition, echo, function, gateway, request, send};
use flate2::Compression;
use flate2::read::{GzDecoder, GzEncoder};
use jiff::Timestamp;
use lockstep_gateway::{
    Address, Api, ApiDefinition, Canary, Gateway, IntegrationDefinition, IntegrationTarget, Stage,
    Surroundings,
};
use serde_json::json;
use std::io::Read as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

/// Chance that goes round: every one of 65,536 outcomes once.
#[derive(Default)]
struct Counting(AtomicU16);

impl Surroundings for Counting {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }
    fn random(&self) -> [u8; 16] {
        let [high, low] = self.0.fetch_add(257, Ordering::Relaxed).to_be_bytes();
        [high, low, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    }
}

fn named(name: &str) -> ApiDefinition {
    let template = format!(
        r#"{{"deployment": "{name}", "both": "$stageVariables.both", "own": "$stageVariables.own", "more": "$stageVariables.more",
            "canary": "$context.isCanaryRequest", "id": "$context.deploymentId", "api": "$context.apiId"}}"#
    );
    let integration = IntegrationDefinition {
        request_templates: texts([("application/json", "{statusCode: 200}")]),
        responses: vec![response(200, None, &template)],
        ..IntegrationDefinition::new(IntegrationTarget::Mock)
    };
    definition().method("/", "GET", integration).0
}

fn canary(percent: f64) -> Gateway {
    let canary = Canary::new(percent, "canary1", named("canary"))
        .variable("both", "canary")
        .variable("more", "canary");
    let stage = Stage::new("dev").deployment_id("stage12").variable("both", "stage").variable("own", "stage");
    let api = Api::new(&named("stage"), 1, Address::Stage, stage.canary(canary))
        .expect("an API")
        .with_id("api1234567");
    Gateway::new(vec![api], Arc::new(Function(echo)), Arc::new(Counting::default())).expect("a gateway")
}

#[tokio::test]
async fn a_canary_has_its_own_deployment_and_variables() {
    let answer = body(&send(&canary(100.0), "GET", "/dev").await);
    let expected = json!({
        "deployment": "canary", "both": "canary", "own": "stage", "more": "canary", "canary": "true", "id": "canary1",
        "api": "api1234567",
    });
    assert_eq!(answer, expected);
    let answer = body(&send(&canary(0.0), "GET", "/dev").await);
    let expected = json!({
        "deployment": "stage", "both": "stage", "own": "stage", "more": "", "canary": "false", "id": "stage12",
        "api": "api1234567",
    });
    assert_eq!(answer, expected);
    assert!(canary(0.0).takes_body("GET", "/dev"));
}

#[tokio::test]
async fn a_canary_gets_its_share() {
    for percent in [0.0, 12.5, 50.0, 99.0, 100.0] {
        let gateway = canary(percent);
        let mut canaries = 0.0;
        for _ in 0..1_000 {
            if body(&send(&gateway, "GET", "/dev").await)["deployment"] == "canary" {
                canaries += 1.0;
            }
        }
        let share = canaries / 10.0;
        assert!((share - percent).abs() <= 2.0, "{percent} became {share}");
        if [0.0, 100.0].contains(&percent) {
            assert!((share - percent).abs() < 0.01, "{percent} became {share}");
        }
    }
}

#[tokio::test]
async fn a_stage_without_a_canary_says_nothing_of_one() {
    let api = Api::new(&named("stage"), 1, Address::Stage, Stage::new("dev")).unwrap();
    let gateway = Gateway::new(vec![api], Arc::new(Function(echo)), Arc::new(Counting::default())).unwrap();
    assert_eq!(body(&send(&gateway, "GET", "/dev").await)["canary"], "");
}

#[test]
fn mistakes_of_a_canary_are_reported() {
    let wrong = definition().method("none", "GET", function()).0;
    let stage = Stage::new("dev").canary(Canary::new(1.0, "canary1", wrong));
    let errors = Api::new(&named("stage"), 1, Address::Stage, stage).unwrap_err();
    assert_eq!(errors.to_string(), "`none`: a path starts with `/` and does not end with it");
    for percent in [-0.5, 100.5, f64::NAN] {
        let stage = Stage::new("dev").canary(Canary::new(percent, "canary1", named("canary")));
        let errors = Api::new(&named("stage"), 1, Address::Stage, stage).unwrap_err();
        let message = format!("api.json: a canary gets 0 to 100 percent of the requests, not {percent}");
        assert_eq!(errors.to_string(), message);
    }
}

#[tokio::test]
async fn headers_have_a_limit_together() {
    let gateway = gateway(definition().method("/", "GET", function()), echo);
    let [half, more] = ["x".repeat(5_120), "x".repeat(5_121)];
    let headers = |second| [("X-A", half.as_str()), ("X-B", second)];
    let answer = gateway.answer(request("GET", "/dev", &headers(&half), b"")).await;
    assert_eq!(answer.status, 200);
    let answer = gateway.answer(request("GET", "/dev", &headers(&more), b"")).await;
    assert_eq!(answer.status, 413);
    assert_eq!(body(&answer), json!({"message": "HTTP header is larger than 10240 bytes."}));
}

#[tokio::test]
async fn responses_have_a_limit() {
    let gateway = gateway(definition().method("/", "GET", function()), |_| {
        Ok(json!({ "body": "x".repeat(10 * 1024 * 1024 + 1) }))
    });
    assert_eq!(send(&gateway, "GET", "/dev").await.status, 500);
}

#[tokio::test]
async fn payloads_are_compressed_where_the_api_says_so() {
    let compressing = |minimum| {
        let mut integration = IntegrationDefinition::new(IntegrationTarget::Function {
            function: "f".to_owned(),
            verb: "POST".to_owned(),
        });
        integration.responses = vec![plain(200, None)];
        let api = definition().method("/", "POST", integration);
        gateway(api.with(|api| api.minimum_compression_size = minimum), |invocation| {
            Ok(invocation.event.into_value().expect("JSON"))
        })
    };
    let sent = json!({ "long": "talk ".repeat(50) }).to_string();
    let mut packed = Vec::new();
    GzEncoder::new(sent.as_bytes(), Compression::default()).read_to_end(&mut packed).unwrap();
    let headers = [("Content-Encoding", "gzip"), ("Accept-Encoding", "gzip")];
    let answer = compressing(Some(100)).answer(request("POST", "/dev", &headers, &packed)).await;
    assert_eq!(answer.headers.get("Content-Encoding"), Some("gzip"));
    let mut unpacked = String::new();
    GzDecoder::new(&*answer.body).read_to_string(&mut unpacked).unwrap();
    assert_eq!(unpacked, sent);
    // Shorter than the minimum, or no minimum: as it is.
    let headers = &headers[1..];
    for minimum in [Some(10_000), None] {
        let answer = compressing(minimum).answer(request("POST", "/dev", headers, sent.as_bytes())).await;
        assert_eq!(answer.headers.get("Content-Encoding"), None);
        assert_eq!(answer.body, sent.as_bytes());
    }
    // What is not compressed as it says cannot be read; without compression nobody looks.
    let answer =
        compressing(Some(0)).answer(request("POST", "/dev", &[("Content-Encoding", "deflate")], b"{}")).await;
    assert_eq!(answer.status, 415);
    let answer =
        compressing(None).answer(request("POST", "/dev", &[("Content-Encoding", "deflate")], b"{}")).await;
    assert_eq!(answer.status, 200);
    let answer =
        compressing(Some(0)).answer(request("POST", "/dev", &[("Content-Encoding", "br")], b"{}")).await;
    assert_eq!(answer.status, 200);
}
