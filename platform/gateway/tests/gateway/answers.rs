//! Statuses, headers and bodies that a client receives.

use crate::support::{
    Fixed, Function, body, definition, echo, event, function, gateway, request, send, serve, stage,
};
use lockstep_gateway::{Address, Api, Gateway, InvokeError, LoadError};
use lockstep_route::{Cors, GatewayResponse, GatewayResponseType, HeaderSource};
use serde_json::json;
use std::sync::Arc;

const REQUEST_ID: &str = "11111111-1111-4111-9111-111111111111";

#[tokio::test]
async fn a_function_answers_through_the_gateway() {
    let gateway = gateway(definition().method("/talks", "GET", function()), |invocation| {
        assert_eq!(invocation.function, "echo");
        assert_eq!(invocation.version, 1);
        assert_eq!(invocation.request_id, REQUEST_ID);
        assert_eq!(event(&invocation)["requestContext"]["requestId"], REQUEST_ID);
        Ok(json!({
            "statusCode": 201,
            "headers": {"Content-Type": "text/plain", "Date": "never", "X-Amzn-Trace-Id": "mine"},
            "multiValueHeaders": {"Set-Cookie": ["a=1", "b=2"]},
            "body": "done",
        }))
    });
    let answer = send(&gateway, "GET", "/dev/talks").await;
    let headers: Vec<(&str, &str)> = answer.headers.iter().collect();
    assert_eq!(answer.status, 201);
    assert_eq!(answer.body, b"done".as_slice());
    assert_eq!(
        headers,
        [
            ("x-amzn-RequestId", REQUEST_ID),
            ("x-amz-apigw-id", "ERERERERERERERE="),
            ("Set-Cookie", "a=1"),
            ("Set-Cookie", "b=2"),
            ("Content-Type", "text/plain"),
            ("x-amzn-Remapped-Date", "never"),
            ("X-Amzn-Trace-Id", "Root=1-70dd5525-111111111111111111111111;Parent=1111111111111111;Sampled=0"),
        ]
    );
}

#[tokio::test]
async fn the_gateway_answers_for_itself() {
    let api = definition().method("/talks", "GET", function()).method("/upload", "POST", function());
    let gateway =
        gateway(api, |invocation| match event(&invocation)["queryStringParameters"]["do"].as_str() {
            Some("late") => Err(InvokeError::TimedOut),
            Some("fail") => Err(InvokeError::Failed(json!({ "errorMessage": "secret" }))),
            Some("gone") => Err(InvokeError::Unavailable("secret".to_owned())),
            Some("odd") => Ok(json!({"statusCode": 200, "extra": true})),
            _ => Ok(json!({})),
        });
    let table = [
        ("GET", "/dev/none", 403, "Missing Authentication Token", "MissingAuthenticationTokenException"),
        ("POST", "/dev/talks", 403, "Missing Authentication Token", "MissingAuthenticationTokenException"),
        ("HEAD", "/dev/talks", 403, "Missing Authentication Token", "MissingAuthenticationTokenException"),
        ("GET", "/dev", 403, "Missing Authentication Token", "MissingAuthenticationTokenException"),
        ("GET", "/other/talks", 403, "Forbidden", "ForbiddenException"),
        ("GET", "/dev/talks?do=late", 504, "Endpoint request timed out", "InternalServerErrorException"),
        ("GET", "/dev/talks?do=fail", 502, "Internal server error", "InternalServerErrorException"),
        ("GET", "/dev/talks?do=gone", 500, "Internal server error", "InternalServerErrorException"),
        ("GET", "/dev/talks?do=odd", 502, "Internal server error", "InternalServerErrorException"),
    ];
    for (method, target, status, message, error_type) in table {
        let answer = send(&gateway, method, target).await;
        assert_eq!(answer.status, status, "{method} {target}");
        assert_eq!(body(&answer), json!({ "message": message }), "{method} {target}");
        let headers: Vec<(&str, &str)> = answer.headers.iter().collect();
        let expected = [
            ("x-amzn-RequestId", REQUEST_ID),
            ("x-amz-apigw-id", "ERERERERERERERE="),
            ("x-amzn-ErrorType", error_type),
            ("Content-Type", "application/json"),
        ];
        assert_eq!(headers, expected, "{method} {target}");
    }
    let large = vec![b'x'; 10 * 1024 * 1024 + 1];
    let answer = gateway.answer(request("POST", "/dev/upload", &[], &large)).await;
    assert_eq!(answer.status, 413);
    assert_eq!(body(&answer)["message"], "HTTP content length exceeded 10485760 bytes.");
    let answer = gateway.answer(request("POST", "/dev/upload", &[], &large[1..])).await;
    assert_eq!(answer.status, 200);
    let unread = request("POST", "/dev/upload", &[("Content-Length", "10485761")], b"");
    assert_eq!(gateway.answer(unread).await.status, 413);
}

#[test]
fn a_body_is_taken_only_where_a_function_gets_it() {
    let api = definition().method("/upload", "POST", function()).method("/any/{rest+}", "ANY", function());
    let gateway = gateway(api.cors(cors(&["*"])), |_| Ok(json!({})));
    let table = [
        ("POST", "/dev/upload", true),
        ("POST", "/dev/upload/?x=1", true),
        ("PUT", "/dev/any/a/b", true),
        ("PUT", "/dev/upload", false),
        ("POST", "/dev/none", false),
        ("POST", "/dev", false),
        ("POST", "/other/upload", false),
        ("OPTIONS", "/dev/upload", false),
    ];
    for (method, target, taken) in table {
        assert_eq!(gateway.takes_body(method, target), taken, "{method} {target}");
    }
}

#[tokio::test]
async fn binary_replies_are_decoded_for_who_accepts_them() {
    let api = definition().method("/logo", "GET", function()).binary("image/png");
    let gateway = gateway(api, |_| Ok(json!({"isBase64Encoded": true, "body": "iVA="})));
    let accept = |value| request("GET", "/dev/logo", &[("Accept", value)], b"");
    assert_eq!(gateway.answer(accept("image/png,*/*")).await.body, [0x89, 0x50].as_slice());
    assert_eq!(gateway.answer(accept("*/*")).await.body, b"iVA=".as_slice());
}

#[tokio::test]
async fn gateway_responses_are_an_apis_own() {
    let not_found = GatewayResponse {
        status_code: Some(404),
        headers: [
            ("X-Path", "method.request.path.proxy"),
            ("X-Query", "method.request.querystring.q"),
            ("X-Agent", "method.request.header.User-Agent"),
            ("Cache-Control", "'no-store'"),
            ("X-Stage", "context.stage"),
        ]
        .into_iter()
        .map(|(name, source)| (name.to_owned(), HeaderSource::from(source.to_owned())))
        .collect(),
        response_templates: [
            ("text/plain", "$context.error.message $stageVariables.mode$method.request.querystring.q\n"),
            (
                "application/json",
                r#"{"detail":$context.error.messageString,"type":"$context.error.responseType","from":"$context.identity.sourceIp","id":"$context.requestId","#,
            ),
        ]
        .into_iter()
        .map(|(kind, template)| (kind.to_owned(), template.to_owned()))
        .collect(),
    };
    let server_error = GatewayResponse { status_code: Some(503), ..GatewayResponse::default() };
    let responses = [
        (GatewayResponseType::MissingAuthenticationToken, not_found),
        (GatewayResponseType::Default5xx, server_error),
    ];
    let api = definition()
        .method("/talks", "GET", function())
        .with(|definition| definition.gateway_responses.extend(responses));
    let gateway = serve(api.load(stage(&[("mode", "quick ")])).unwrap(), |_| Err(InvokeError::TimedOut));
    let answer = gateway.answer(request("GET", "/dev/none?q=7", &[("User-Agent", "probe")], b"")).await;
    assert_eq!(answer.status, 404);
    assert_eq!(
        answer.body,
        format!(
            r#"{{"detail":"Missing Authentication Token","type":"MISSING_AUTHENTICATION_TOKEN","from":"192.0.2.7","id":"{REQUEST_ID}","#
        )
        .as_bytes()
    );
    let expected = [
        ("X-Path", ""),
        ("X-Query", "7"),
        ("X-Agent", "probe"),
        ("Cache-Control", "no-store"),
        ("X-Stage", "dev"),
        ("Content-Type", "application/json"),
        ("x-amzn-ErrorType", "MissingAuthenticationTokenException"),
    ];
    for (name, value) in expected {
        assert_eq!(answer.headers.get(name), Some(value), "{name}");
    }
    let plain = request("GET", "/dev/none?q=7", &[("Accept", "text/html, text/plain;q=0.5")], b"");
    let answer = gateway.answer(plain).await;
    assert_eq!(answer.body, b"Missing Authentication Token quick 7\n".as_slice());
    assert_eq!(answer.headers.get("content-type"), Some("text/plain"));
    // The family's response serves what has none of its own.
    let answer = send(&gateway, "GET", "/dev/talks").await;
    assert_eq!(answer.status, 503);
    assert_eq!(body(&answer), json!({"message": "Endpoint request timed out"}));
}

#[test]
fn a_gateway_response_with_an_unknown_variable_is_refused() {
    let headers = [("X-A".to_owned(), HeaderSource::from("integration.response.header.A".to_owned()))];
    let response = GatewayResponse { headers: headers.into_iter().collect(), ..GatewayResponse::default() };
    let api = definition().with(|definition| {
        definition.gateway_responses.insert(GatewayResponseType::Throttled, response);
    });
    let error = api.load(stage(&[])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "api.json, gatewayResponses.THROTTLED.headers.X-A: `integration.response.header.A` is neither a text in \
         single quotes nor a variable of context, stageVariables or method.request"
    );
}

fn cors(origins: &[&str]) -> Cors {
    Cors {
        origins: origins.iter().map(|origin| (*origin).to_owned()).collect(),
        methods: Vec::new(),
        headers: vec!["Content-Type".to_owned(), "X-Own".to_owned()],
        exposed_headers: Vec::new(),
        max_age: Some(600),
        credentials: false,
    }
}

#[tokio::test]
async fn preflight_requests_are_answered_by_a_mock() {
    let api = definition()
        .method("/talks", "GET", function())
        .method("/talks", "POST", function())
        .method("/own", "OPTIONS", function())
        .method("/all", "ANY", function())
        .cors(cors(&["*"]));
    let gateway = gateway(api, echo);
    let answer = send(&gateway, "OPTIONS", "/dev/talks").await;
    let headers: Vec<(&str, &str)> = answer.headers.iter().skip(2).collect();
    assert_eq!(answer.status, 200);
    assert!(answer.body.is_empty());
    assert_eq!(
        headers,
        [
            ("Content-Type", "application/json"),
            ("Access-Control-Allow-Origin", "*"),
            ("Access-Control-Allow-Methods", "GET,POST,OPTIONS"),
            ("Access-Control-Allow-Headers", "Content-Type,X-Own"),
            ("Access-Control-Max-Age", "600"),
        ]
    );
    let answer = send(&gateway, "OPTIONS", "/dev/own").await;
    assert_eq!(body(&answer)["httpMethod"], "OPTIONS");
    let answer = send(&gateway, "OPTIONS", "/dev/all").await;
    assert_eq!(
        answer.headers.get("access-control-allow-methods"),
        Some("DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT")
    );
}

#[tokio::test]
async fn one_of_several_origins_is_named_when_it_asks() {
    let both = cors(&["https://one.example", "https://two.example"]);
    let gateway = gateway(definition().method("/talks", "GET", function()).cors(both), echo);
    for (origin, allowed) in
        [("https://two.example", Some("https://two.example")), ("https://x.example", None)]
    {
        let answer = gateway.answer(request("OPTIONS", "/dev/talks", &[("Origin", origin)], b"")).await;
        assert_eq!(answer.headers.get("Access-Control-Allow-Origin"), allowed);
        assert_eq!(answer.headers.get("Vary"), Some("Origin"));
    }
}

#[tokio::test]
async fn versions_stand_side_by_side() {
    let api = |version: u32, base: &str| {
        let definition = definition().method("/talks", "GET", function()).0;
        Api::new(&definition, version, Address::BasePath(base.to_owned()), stage(&[])).unwrap()
    };
    let invoke = || {
        Arc::new(Function(|invocation: lockstep_gateway::Invocation| {
            Ok(json!({"body": invocation.version.to_string()}))
        }))
    };
    let gateway = Gateway::new(vec![api(1, "v1"), api(2, "v2")], invoke(), Arc::new(Fixed)).unwrap();
    assert_eq!(send(&gateway, "GET", "/v1/talks").await.body, b"1".as_slice());
    assert_eq!(send(&gateway, "GET", "/v2/talks").await.body, b"2".as_slice());
    assert!(gateway.serves("/v2/anything?x") && gateway.serves("/v1") && !gateway.serves("/v3/talks"));
    assert_eq!(send(&gateway, "GET", "/v3/talks").await.status, 403);
    let twice = Gateway::new(vec![api(1, "v1"), api(2, "v1")], invoke(), Arc::new(Fixed));
    assert_eq!(twice.unwrap_err(), LoadError::Address { segment: "v1".to_owned() });
}
