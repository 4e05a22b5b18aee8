//! Templates alone, and how a response is selected and made.

use crate::support::{body, definition, gateway, request, send, stage};
use indexmap::IndexMap;
use lockstep_gateway::{
    Gateway, IntegrationDefinition, IntegrationResponseDefinition, IntegrationTarget, Invocation,
    MethodResponseDefinition, PassthroughBehavior,
};
use serde_json::{Value, json};
use std::time::Duration;

fn never(_: Invocation) -> Result<Value, lockstep_gateway::InvokeError> {
    panic!("a mock invokes nothing")
}

pub fn texts<const N: usize>(pairs: [(&str, &str); N]) -> IndexMap<String, String> {
    pairs.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
}

/// A response with a pattern and a JSON template.
pub fn response(status: u16, pattern: Option<&str>, template: &str) -> IntegrationResponseDefinition {
    IntegrationResponseDefinition {
        status,
        selection_pattern: pattern.map(str::to_owned),
        templates: texts([("application/json", template)]),
        ..IntegrationResponseDefinition::default()
    }
}

fn mock(template: &str, responses: Vec<IntegrationResponseDefinition>) -> IntegrationDefinition {
    IntegrationDefinition {
        request_templates: texts([("application/json", template)]),
        responses,
        ..IntegrationDefinition::new(IntegrationTarget::Mock)
    }
}

fn serve(integration: IntegrationDefinition) -> Gateway {
    gateway(definition().method("/mock/{id}", "ANY", integration), never)
}

#[tokio::test]
async fn the_status_in_the_template_selects_the_response() {
    let responses = vec![
        response(200, None, r#"{"as": "default"}"#),
        response(404, Some("4\\d{2}"), r#"{"as": "missing"}"#),
        response(418, Some("404|418"), r#"{"as": "never"}"#),
    ];
    let template = "{statusCode: $input.params('status'),}";
    let gateway = serve(mock(template, responses));
    for (asked, status, answered) in
        [("200", 200, "default"), ("404", 404, "missing"), ("4040", 200, "default"), ("418", 404, "missing")]
    {
        let answer = send(&gateway, "GET", &format!("/dev/mock/1?status={asked}")).await;
        assert_eq!((answer.status, body(&answer)), (status, json!({ "as": answered })), "{asked}");
        // Recorded: no trace in what mocks answer.
        let names: Vec<&str> = answer.headers.iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["x-amzn-RequestId", "x-amz-apigw-id", "Content-Type"]);
    }
    // Without a status that is a number there is nothing to select by.
    let answer = send(&gateway, "GET", "/dev/mock/1?status=%22200%22").await;
    assert_eq!(answer.status, 500);
    assert_eq!(body(&answer), json!({ "message": "Internal server error" }));
    assert_eq!(answer.headers.get("x-amzn-ErrorType"), Some("InternalServerErrorException"));
}

#[tokio::test]
async fn without_a_fitting_response_the_api_is_misconfigured() {
    let gateway = serve(mock("{statusCode: 200}", vec![response(400, Some("400"), "")]));
    assert_eq!(send(&gateway, "GET", "/dev/mock/1").await.status, 500);
    let gateway = serve(mock("{statusCode: 200}", Vec::new()));
    assert_eq!(send(&gateway, "GET", "/dev/mock/1").await.status, 500);
}

#[tokio::test]
async fn overrides_reach_the_response() {
    let template = r#"#set($context.responseOverride.status = 444)
#set($context.responseOverride.header.foo = "bar")
#set($context.responseOverride.custom = "is passed along")
{"statusCode": 200}"#;
    let plain = IntegrationResponseDefinition { status: 200, ..IntegrationResponseDefinition::default() };
    let gateway = serve(mock(template, vec![plain]));
    let answer = send(&gateway, "GET", "/dev/mock/1").await;
    assert_eq!((answer.status, answer.body.len(), answer.headers.get("foo")), (444, 0, Some("bar")));
    let seen =
        r#"{"status": $context.responseOverride.status, "custom": "$context.responseOverride.custom"}"#;
    let gateway = serve(mock(template, vec![response(200, None, seen)]));
    let answer = send(&gateway, "GET", "/dev/mock/1").await;
    assert_eq!((answer.status, body(&answer)), (444, json!({"status": 444, "custom": "is passed along"})));
}

#[tokio::test]
async fn a_status_that_is_none_overrides_nothing() {
    for (written, status) in
        [("404", 404), ("99", 200), ("600", 200), ("'many'", 200), ("''", 200), ("\"503\"", 503)]
    {
        let template = format!("#set($context.responseOverride.status = {written}){{statusCode: 200}}");
        let gateway = serve(mock(&template, vec![response(200, None, "{}")]));
        assert_eq!(send(&gateway, "GET", "/dev/mock/1").await.status, status, "{written}");
    }
}

#[tokio::test]
async fn the_response_template_follows_what_is_accepted() {
    let mut accepted = response(200, None, r#"{"a": 1}"#);
    accepted.templates = texts([("text/plain", "plain"), ("application/json", "{}"), ("text/csv", "a,b")]);
    let gateway = serve(mock("{statusCode: 200}", vec![accepted]));
    let table = [
        (None, "{}", "application/json"),
        (Some("text/csv"), "a,b", "text/csv"),
        (Some("text/html, text/csv;q=0.1"), "a,b", "text/csv"),
        // Documented: the first there is, when none fits.
        (Some("text/html"), "plain", "text/plain"),
    ];
    for (accept, text, content_type) in table {
        let headers: Vec<(&str, &str)> = accept.map(|accept| ("Accept", accept)).into_iter().collect();
        let answer = gateway.answer(request("GET", "/dev/mock/1", &headers, b"")).await;
        assert_eq!(answer.body, text.as_bytes(), "{accept:?}");
        assert_eq!(answer.headers.get("Content-Type"), Some(content_type), "{accept:?}");
    }
}

#[tokio::test]
async fn passthrough_behaviours() {
    use PassthroughBehavior::{Never, WhenNoMatch, WhenNoTemplates};
    // templates, content type, behaviour, status; the body that is passed on selects 201.
    let json = "application/json";
    let xml = "application/xml";
    let table: [(&[&str], Option<&str>, PassthroughBehavior, u16); 15] = [
        (&[json], None, WhenNoMatch, 200),
        (&[json], None, WhenNoTemplates, 200),
        (&[json], None, Never, 200),
        (&[json], Some("application/json; charset=utf-8"), Never, 200),
        (&[json], Some("Application/JSON"), Never, 200),
        (&[json], Some(xml), WhenNoMatch, 201),
        (&[json], Some(xml), WhenNoTemplates, 415),
        (&[json], Some(xml), Never, 415),
        (&[xml], None, WhenNoMatch, 201),
        (&[xml], Some(json), WhenNoTemplates, 415),
        (&[xml], Some(xml), WhenNoTemplates, 200),
        (&[json, xml], Some(xml), Never, 200),
        (&[], Some(xml), WhenNoMatch, 201),
        (&[], Some(xml), WhenNoTemplates, 201),
        (&[], None, Never, 415),
    ];
    for (templates, content_type, passthrough, status) in table {
        let responses = vec![response(200, Some("200"), ""), response(201, Some("201"), "")];
        let integration = IntegrationDefinition {
            request_templates: templates
                .iter()
                .map(|name| ((*name).to_owned(), "{statusCode: 200}".to_owned()))
                .collect(),
            passthrough,
            ..mock("", responses)
        };
        let gateway = serve(integration);
        let headers: Vec<(&str, &str)> =
            content_type.map(|value| ("Content-Type", value)).into_iter().collect();
        let answer =
            gateway.answer(request("POST", "/dev/mock/1", &headers, br#"{"statusCode": 201}"#)).await;
        let row = format!("{templates:?} {content_type:?} {passthrough:?}");
        assert_eq!(answer.status, status, "{row}");
        if status == 415 {
            assert_eq!(body(&answer), json!({ "message": "Unsupported Media Type" }), "{row}");
            assert_eq!(
                answer.headers.get("x-amzn-ErrorType"),
                Some("UnsupportedMediaTypeException"),
                "{row}"
            );
        }
    }
}

#[tokio::test]
async fn headers_are_mapped() {
    let mut mapped = response(200, None, "{}");
    mapped.parameters = texts([
        ("method.response.header.X-Fixed", "'no-store, max-age=0'"),
        ("method.response.header.X-Stage", "context.stage"),
        ("method.response.header.X-Mode", "stageVariables.mode"),
        ("method.response.header.X-Missing", "integration.response.header.Nothing"),
        ("method.response.header.Date", "'never'"),
        ("method.response.header.Host", "'elsewhere'"),
        ("method.response.header.Transfer-Encoding", "'chunked'"),
        ("method.response.header.Content-Type", "'text/html'"),
    ]);
    let api = definition().method("/mock", "GET", mock("{statusCode: 200}", vec![mapped]));
    let gateway = crate::support::serve(api.load(stage(&[("mode", "quick")])).unwrap(), never);
    let answer = send(&gateway, "GET", "/dev/mock").await;
    let headers: Vec<(&str, &str)> = answer.headers.iter().skip(2).collect();
    assert_eq!(
        headers,
        [
            ("X-Fixed", "no-store, max-age=0"),
            ("X-Stage", "dev"),
            ("X-Mode", "quick"),
            ("x-amzn-Remapped-Date", "never"),
            ("x-amzn-Remapped-Host", "elsewhere"),
            ("Content-Type", "text/html"),
        ]
    );
}

#[test]
fn every_mistake_of_a_mapping_is_reported() {
    let mut wrong = response(200, Some("(x"), "#if($x");
    wrong.parameters =
        texts([("method.response.header.X-A", "nonsense"), ("integration.response.header.X-B", "'b'")]);
    let mut integration = mock("#foreach(", vec![wrong]);
    integration.request_parameters = texts([
        ("integration.request.header.X-C", "method.request.header.X-C"),
        ("integration.request.cookie.X-D", "'d'"),
        ("integration.request.path.id", "method.request.path.id"),
    ]);
    let definition = definition().method("/mock/{id}", "GET", integration);
    let errors = definition.load(stage(&[])).unwrap_err();
    let messages: Vec<String> = errors.iter().map(ToString::to_string).collect();
    let starts = [
        "test: `integration.request.header.X-C`: the method has no parameter `method.request.header.X-C`",
        "test: `integration.request.cookie.X-D` is not `integration.request.{header,querystring,path}.NAME`",
        "test: the request template for `application/json`: ",
        "test, response 200: the selection pattern `(x` cannot be used: ",
        "test, response 200: the template for `application/json`: ",
        "test, response 200: `method.response.header.X-A`: `nonsense` is neither",
        "test, response 200: `integration.response.header.X-B` is not `method.response.header.NAME`",
    ];
    assert_eq!(messages.len(), starts.len(), "{messages:#?}");
    for (message, start) in messages.iter().zip(starts) {
        assert!(message.starts_with(start), "{message}");
    }
}

#[tokio::test]
async fn a_response_must_be_one_of_the_methods() {
    let declared = |statuses: &[u16]| {
        let responses = vec![response(200, None, ""), response(404, Some("404"), "")];
        let mock = mock("{statusCode: $input.params('status')}", responses);
        definition().method("/mock/{id}", "GET", mock).with(|definition| {
            let said = statuses.iter().map(|status| (*status, MethodResponseDefinition::default()));
            definition.resources[0].methods[0].responses = said.collect();
        })
    };
    // Declared statuses, the one that is selected, what the client gets.
    let table: [(&[u16], u16, u16); 5] = [
        (&[], 404, 404),
        (&[200, 404], 404, 404),
        (&[200], 404, 500),
        (&[200], 200, 200),
        (&[404], 200, 500),
    ];
    for (statuses, selected, status) in table {
        let gateway = gateway(declared(statuses), never);
        let answer = send(&gateway, "GET", &format!("/dev/mock/1?status={selected}")).await;
        assert_eq!(answer.status, status, "{statuses:?} {selected}");
    }
}

#[test]
fn what_a_method_does_not_declare_cannot_be_mapped() {
    let mut mapped = response(200, None, "");
    mapped.parameters =
        texts([("method.response.header.x-declared", "'a'"), ("method.response.header.X-Other", "'b'")]);
    let mut integration = mock("{statusCode: 200}", vec![mapped]);
    integration.timeout = Duration::from_millis(49);
    let api = definition().method("/mock", "GET", integration).with(|definition| {
        let said = MethodResponseDefinition { headers: vec!["X-Declared".to_owned()], ..Default::default() };
        definition.resources[0].methods[0].responses.insert(200, said);
    });
    assert_eq!(
        api.load(stage(&[])).unwrap_err().to_string(),
        "test: a time-out is 50 to 29,000 milliseconds, not 49\n\
         test, response 200: the method's response has no header `X-Other`"
    );
}
