//! The event of a proxy integration, field by field.

use crate::support::{body, definition, echo, function, gateway, request, serve, stage};
use lockstep_gateway::{Address, Api, Gateway, HttpRequest};
use serde_json::{Value, json};

async fn event(gateway: &Gateway, request: HttpRequest) -> Value {
    body(&gateway.answer(request).await)
}

#[tokio::test]
async fn a_whole_event() {
    let api = definition().method("/talks/{code}/{rest+}", "ANY", function());
    let gateway = serve(api.load(stage(&[("mode", "quick")])).unwrap(), echo);
    let request = request(
        "POST",
        "/dev/talks/a%20b/x//y/?tag=one&tag=t+w%2Bo&flag",
        &[
            ("hOsT", "talks.example.org:3000"),
            ("user-agent", "probe/1"),
            ("authorization", "Bearer abc"),
            ("X-oWn", "first"),
            ("x-own", "second"),
            ("Connection", "keep-alive"),
            ("Content-Length", "4"),
            ("te", "trailers"),
            ("content-type", "text/plain"),
        ],
        "grüß".as_bytes(),
    );
    let resource_id = &event(&gateway, request.clone()).await["requestContext"]["resourceId"];
    assert_eq!(resource_id.as_str().map(str::len), Some(6));
    let expected = json!({
        "resource": "/talks/{code}/{rest+}",
        "path": "/talks/a%20b/x//y/",
        "httpMethod": "POST",
        "headers": {
            "Host": "talks.example.org:3000",
            "User-Agent": "probe/1",
            "Authorization": "Bearer abc",
            "X-oWn": "second",
            "content-type": "text/plain",
            "X-Amzn-Trace-Id": "Root=1-70dd5525-111111111111111111111111",
            "X-Forwarded-For": "192.0.2.7",
            "X-Forwarded-Port": "3000",
            "X-Forwarded-Proto": "http",
        },
        "multiValueHeaders": {
            "Host": ["talks.example.org:3000"],
            "User-Agent": ["probe/1"],
            "Authorization": ["Bearer abc"],
            "X-oWn": ["first", "second"],
            "content-type": ["text/plain"],
            "X-Amzn-Trace-Id": ["Root=1-70dd5525-111111111111111111111111"],
            "X-Forwarded-For": ["192.0.2.7"],
            "X-Forwarded-Port": ["3000"],
            "X-Forwarded-Proto": ["http"],
        },
        "queryStringParameters": { "tag": "t w+o", "flag": "" },
        "multiValueQueryStringParameters": { "tag": ["one", "t w+o"], "flag": [""] },
        "pathParameters": { "code": "a%20b", "rest": "x//y" },
        "stageVariables": { "mode": "quick" },
        "requestContext": {
            "resourceId": resource_id,
            "resourcePath": "/talks/{code}/{rest+}",
            "httpMethod": "POST",
            "extendedRequestId": "ERERERERERERERE=",
            "requestTime": "02/Jan/2030:03:04:05 +0000",
            "path": "/dev/talks/a%20b/x//y/",
            "accountId": "123456789012",
            "protocol": "HTTP/1.1",
            "stage": "dev",
            "domainPrefix": "talks",
            "requestTimeEpoch": 1_893_553_445_678_i64,
            "requestId": "11111111-1111-4111-9111-111111111111",
            "identity": {
                "cognitoIdentityPoolId": null,
                "accountId": null,
                "cognitoIdentityId": null,
                "caller": null,
                "sourceIp": "192.0.2.7",
                "principalOrgId": null,
                "accessKey": null,
                "cognitoAuthenticationType": null,
                "cognitoAuthenticationProvider": null,
                "userArn": null,
                "userAgent": "probe/1",
                "user": null,
            },
            "domainName": "talks.example.org",
            "deploymentId": "abc123",
            "apiId": "api1234567",
        },
        "body": "grüß",
        "isBase64Encoded": false,
    });
    assert_eq!(event(&gateway, request).await, expected);
}

#[tokio::test]
async fn what_is_absent_is_null() {
    let gateway = gateway(definition().method("/", "GET", function()), echo);
    let event = event(&gateway, request("GET", "/dev?", &[], b"")).await;
    for member in [
        "queryStringParameters",
        "multiValueQueryStringParameters",
        "pathParameters",
        "stageVariables",
        "body",
    ] {
        assert_eq!(event[member], Value::Null, "{member}");
    }
    assert_eq!(event["requestContext"]["identity"]["userAgent"], Value::Null);
    assert_eq!(event["path"], "/");
    assert_eq!(event["requestContext"]["path"], "/dev");
}

#[tokio::test]
async fn a_base_path_is_part_of_the_path_a_function_sees() {
    let api = definition().method("/talks", "GET", function()).0;
    let api = Api::new(&api, 2, Address::BasePath("v2".to_owned()), stage(&[])).unwrap();
    let gateway = serve(api, echo);
    let event = event(&gateway, request("GET", "/v2/talks/", &[], b"")).await;
    assert_eq!(event["path"], "/v2/talks/");
    assert_eq!(event["resource"], "/talks");
    assert_eq!(event["requestContext"]["path"], "/v2/talks/");
    assert_eq!(event["requestContext"]["stage"], "dev");
}

#[tokio::test]
async fn bodies_are_text_or_base64() {
    let gateway = gateway(definition().method("/", "POST", function()).binary("image/png"), echo);
    let table: [(&str, &[u8], &str, bool); 3] = [
        ("image/png", &[0x89, 0x50], "iVA=", true),
        ("text/plain", b"hello", "hello", false),
        ("application/zip", &[0x50, 0xff], "P\u{fffd}", false),
    ];
    for (content_type, sent, body, encoded) in table {
        let event = event(&gateway, request("POST", "/dev/", &[("Content-Type", content_type)], sent)).await;
        assert_eq!(event["body"], body, "{content_type}");
        assert_eq!(event["isBase64Encoded"], encoded, "{content_type}");
    }
}

#[tokio::test]
async fn addresses_of_proxies_before_are_kept() {
    let gateway = gateway(definition().method("/", "GET", function()), echo);
    let headers = [("X-Forwarded-For", "198.51.100.1"), ("X-Forwarded-Proto", "gopher")];
    let event = event(&gateway, request("GET", "/dev/", &headers, b"")).await;
    assert_eq!(event["headers"]["X-Forwarded-For"], "198.51.100.1, 192.0.2.7");
    assert_eq!(event["headers"]["X-Forwarded-Proto"], "http");
}
