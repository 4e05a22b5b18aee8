//! Functions behind mapping templates.

use crate::mock::{response, texts};
use crate::support::{body, definition, gateway, request, send, serve, stage};
use lockstep_gateway::{
    IntegrationDefinition, IntegrationResponseDefinition, IntegrationTarget, Invocation, InvocationKind,
    InvokeError, Payload,
};
use serde_json::{Value, json};

fn target(function: &str, verb: &str) -> IntegrationTarget {
    IntegrationTarget::Function { function: function.to_owned(), verb: verb.to_owned() }
}

fn function(template: Option<&str>, responses: Vec<IntegrationResponseDefinition>) -> IntegrationDefinition {
    let mut integration = IntegrationDefinition::new(target("echo", "POST"));
    if let Some(template) = template {
        integration.request_templates = texts([("application/json", template)]);
    }
    integration.responses = responses;
    integration
}

pub fn plain(status: u16, pattern: Option<&str>) -> IntegrationResponseDefinition {
    IntegrationResponseDefinition {
        status,
        selection_pattern: pattern.map(str::to_owned),
        ..IntegrationResponseDefinition::default()
    }
}

fn echo(invocation: Invocation) -> Result<Value, InvokeError> {
    let event = invocation.event.into_value();
    event.map_err(|error| InvokeError::Unavailable(error.to_string()))
}

#[tokio::test]
async fn the_template_makes_the_event_and_the_reply_is_the_body() {
    let template = r#"{"name": "$input.params('name')", "sent": $input.json('$.talk')}"#;
    let api = definition().method("/talks", "POST", function(Some(template), vec![plain(200, None)]));
    let gateway = gateway(api, |invocation| {
        assert!(matches!(&invocation.event, Payload::Text(_)));
        assert_eq!(invocation.function, "echo");
        echo(invocation)
    });
    let answer = gateway.answer(request("POST", "/dev/talks?name=Ada", &[], br#"{"talk": [1, 2.50]}"#)).await;
    assert_eq!(answer.status, 200);
    assert_eq!(body(&answer), json!({"name": "Ada", "sent": [1, 2.5]}));
    let names: Vec<&str> = answer.headers.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["x-amzn-RequestId", "x-amz-apigw-id", "Content-Type", "X-Amzn-Trace-Id"]);
}

#[tokio::test]
async fn without_a_template_the_body_is_the_event() {
    let api = definition().method("/talks", "POST", function(None, vec![plain(200, None)]));
    let gateway = gateway(api, echo);
    let table: [(&[u8], u16, &str); 4] = [
        (br#"{"a": 1}"#, 200, r#"{"a":1}"#),
        // Recorded: nothing is an empty object.
        (b"", 200, "{}"),
        (b"\"text\"", 200, "\"text\""),
        (b"no JSON", 500, r#"{"message": "Internal server error"}"#),
    ];
    for (sent, status, text) in table {
        let answer = gateway.answer(request("POST", "/dev/talks", &[], sent)).await;
        assert_eq!((answer.status, answer.body), (status, text.to_owned().into()), "{sent:?}");
    }
}

#[tokio::test]
async fn a_body_that_begins_like_json_and_is_none_is_the_clients_mistake() {
    let api =
        definition().method("/talks", "POST", function(Some("$input.json('$')"), vec![plain(200, None)]));
    let gateway = gateway(api, echo);
    let answer = gateway.answer(request("POST", "/dev/talks", &[], b"{a")).await;
    assert_eq!(answer.status, 400);
    let message = body(&answer)["message"].as_str().unwrap_or_default().to_owned();
    assert!(message.starts_with("Could not process payload"), "{message}");
}

#[tokio::test]
async fn error_messages_select_and_successes_do_not() {
    let responses = vec![
        plain(200, None),
        plain(405, Some(".*four hundred.*")),
        plain(502, Some(".+")),
        plain(504, Some("200")),
        response(418, Some("never"), "{}"),
    ];
    let template = r#"{"do": "$input.params('do')"}"#;
    let api = definition().method("/talks", "GET", function(Some(template), responses));
    let gateway = gateway(api, |invocation| match echo(invocation)?["do"].as_str() {
        Some("pass") => Ok(json!("Pass")),
        Some("late") => Err(InvokeError::TimedOut),
        Some("gone") => Err(InvokeError::Unavailable("secret".to_owned())),
        // A success that looks like an error is a success.
        Some("alike") => Ok(json!({"errorMessage": "four hundred"})),
        Some(message) => Err(InvokeError::Failed(json!({"errorMessage": message, "errorType": "Error"}))),
        None => Ok(json!(null)),
    });
    let error = |message: &str| json!({"errorMessage": message, "errorType": "Error"});
    let table = [
        ("pass", 200, json!("Pass")),
        ("alike", 200, json!({"errorMessage": "four hundred"})),
        ("raise four hundred now", 405, error("raise four hundred now")),
        ("other", 502, error("other")),
        ("", 200, error("")),
        ("late", 504, json!({"message": "Endpoint request timed out"})),
        ("gone", 500, json!({"message": "Internal server error"})),
    ];
    for (asked, status, expected) in table {
        let target = format!("/dev/talks?do={}", asked.replace(' ', "+"));
        let answer = send(&gateway, "GET", &target).await;
        assert_eq!((answer.status, body(&answer)), (status, expected), "{asked}");
    }
}

#[tokio::test]
async fn response_templates_read_the_reply_and_override_the_status() {
    let template = r#"#set($root = $input.path('$'))
#if($root.body == "bad")#set($context.responseOverride.status = 400)#end
{"was": "$root.body", "stage": "$context.stage"}"#;
    let mut mapped = response(200, None, template);
    mapped.parameters = texts([("method.response.header.X-Body", "integration.response.body.body")]);
    let api = definition().method("/talks", "POST", function(None, vec![mapped]));
    let gateway = gateway(api, echo);
    for (sent, status) in [("bad", 400), ("good", 200)] {
        let sent_body = json!({ "body": sent }).to_string();
        let answer = gateway.answer(request("POST", "/dev/talks", &[], sent_body.as_bytes())).await;
        assert_eq!(answer.status, status);
        assert_eq!(body(&answer), json!({"was": sent, "stage": "dev"}));
        assert_eq!(answer.headers.get("X-Body"), Some(sent));
    }
}

#[tokio::test]
async fn mapped_headers_steer_the_call() {
    let mut integration = function(None, vec![plain(202, None)]);
    integration.request_parameters = texts([
        ("integration.request.header.X-Amz-Invocation-Type", "'Event'"),
        // {"client":{}}
        ("integration.request.header.X-Amz-Client-Context", "'eyJjbGllbnQiOnt9fQ=='"),
    ]);
    let api = definition().method("/jobs", "POST", integration);
    let gateway = gateway(api, |invocation| {
        assert_eq!(invocation.kind, InvocationKind::Event);
        assert_eq!(invocation.client_context.as_deref(), Some(r#"{"client":{}}"#));
        Ok(json!("passed over"))
    });
    let answer = gateway.answer(request("POST", "/dev/jobs", &[], b"{}")).await;
    assert_eq!((answer.status, answer.body.len()), (202, 0));
}

#[tokio::test]
async fn what_cannot_be_called_fails_when_it_is_called() {
    let mapped = |header: &str| {
        let mut integration = function(None, vec![plain(200, None)]);
        let name = format!("integration.request.header.{header}");
        integration.request_parameters = texts([(name.as_str(), "'x'")]);
        integration
    };
    let named = |function: &str, verb: &str| IntegrationDefinition {
        responses: vec![plain(200, None)],
        ..IntegrationDefinition::new(target(function, verb))
    };
    let table = [
        (named("talks-${stageVariables.env}", "POST"), 200),
        (named("talks-${stageVariables.none}", "POST"), 500),
        (named("talks", "GET"), 500),
        (mapped("X-Own"), 200),
        (mapped("content-length"), 500),
        (mapped("Authorization"), 500),
        (mapped("TE"), 500),
    ];
    for (integration, status) in table {
        let described = format!("{integration:?}");
        let api = definition().method("/talks", "POST", integration).load(stage(&[("env", "test")])).unwrap();
        let gateway = serve(api, |invocation| Ok(json!(invocation.function)));
        let answer = gateway.answer(request("POST", "/dev/talks", &[], b"{}")).await;
        assert_eq!(answer.status, status, "{described}");
        if described.contains("stageVariables.env") {
            assert_eq!(body(&answer), "talks-test");
        }
    }
}
