//! Documents through the gateway.

use crate::support::{Fixed, Function, body, event, request, send};
use bytes::Bytes;
use lockstep_gateway::{Address, Api, Gateway, Invocation, InvokeError, Stage};
use serde_json::{Value, json};
use std::sync::Arc;

fn serve(
    document: &str,
    function: impl Fn(Invocation) -> Result<Value, InvokeError> + Send + Sync + 'static,
) -> Gateway {
    let stage = Stage::new("dev").variable("name", "talks");
    let api = Api::from_openapi(document, "api", 1, Address::Stage, stage).unwrap_or_else(|e| panic!("{e}"));
    Gateway::new(vec![api], Arc::new(Function(function)), Arc::new(Fixed)).expect("a gateway")
}

fn nobody(_: Invocation) -> Result<Value, InvokeError> {
    panic!("no function is called")
}

/// A mock as the console of API Gateway makes it for preflight requests, and one that echoes.
const MOCKS: &str = r#"
swagger: "2.0"
info: {title: Mocks}
x-amazon-apigateway-gateway-responses:
  MISSING_AUTHENTICATION_TOKEN:
    statusCode: 404
    responseParameters: {gatewayresponse.header.X-Path: context.path}
    responseTemplates: {application/json: '{"nothing": "$context.path"}'}
paths:
  /talks/{code}:
    parameters:
      - {name: code, in: path, required: true, type: string}
    x-amazon-apigateway-any-method:
      parameters:
        - {name: lang, in: query, type: string}
      responses:
        200: {description: One}
        404: {description: None, headers: {X-Code: {type: string}}}
      x-amazon-apigateway-integration:
        type: mock
        passthroughBehavior: never
        requestTemplates:
          application/json: >-
            {"statusCode": #if($input.params('code') == 'none')404#else 200#end}
        responses:
          default:
            statusCode: 200
            responseTemplates:
              application/json: |-
                {"code": "$input.params('code')", "lang": "$input.params('lang')", "verb": "$context.httpMethod"}
              text/plain: $input.params('code')
          "4..":
            statusCode: 404
            responseParameters: {method.response.header.X-Code: "'none'"}
            responseTemplates: {application/json: '{"message": "no such talk"}'}
    options:
      responses:
        200:
          description: CORS
          headers:
            Access-Control-Allow-Origin: {type: string}
            Access-Control-Allow-Methods: {type: string}
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates: {application/json: '{statusCode: 200}'}
        responses:
          default:
            statusCode: "200"
            responseParameters:
              method.response.header.Access-Control-Allow-Origin: "'*'"
              method.response.header.Access-Control-Allow-Methods: "'GET,OPTIONS'"
"#;

#[tokio::test]
async fn mocks_answer() {
    let gateway = serve(MOCKS, nobody);
    let answer = send(&gateway, "GET", "/dev/talks/ABC?lang=de").await;
    assert_eq!(answer.status, 200);
    assert_eq!(body(&answer), json!({"code": "ABC", "lang": "de", "verb": "GET"}));
    let plain = gateway.answer(request("PATCH", "/dev/talks/ABC", &[("Accept", "text/plain")], b"")).await;
    assert_eq!((plain.status, plain.body), (200, Bytes::from("ABC")));
    let missing = send(&gateway, "GET", "/dev/talks/none").await;
    assert_eq!((missing.status, missing.headers.get("X-Code")), (404, Some("none")));
    assert_eq!(body(&missing)["message"], "no such talk");
    let preflight = send(&gateway, "OPTIONS", "/dev/talks/ABC").await;
    assert_eq!(preflight.headers.get("Access-Control-Allow-Methods"), Some("GET,OPTIONS"));
    let unsupported =
        gateway.answer(request("POST", "/dev/talks/ABC", &[("Content-Type", "text/xml")], b"<a/>")).await;
    assert_eq!(unsupported.status, 415);
    let nothing = send(&gateway, "GET", "/dev/rooms").await;
    assert_eq!((nothing.status, nothing.headers.get("X-Path")), (404, Some("/dev/rooms")));
    assert_eq!(body(&nothing), json!({"nothing": "/dev/rooms"}));
}

const FUNCTIONS: &str = r#"{
  "openapi": "3.0.1",
  "info": {"title": "Functions"},
  "paths": {
    "/proxy/{rest+}": {
      "x-amazon-apigateway-any-method": {
        "x-amazon-apigateway-integration": {
          "type": "aws_proxy", "httpMethod": "POST",
          "uri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:proxy/invocations"
        }
      }
    },
    "/mapped": {
      "post": {
        "responses": {"200": {"description": "Good"}, "404": {"description": "Bad"}},
        "x-amazon-apigateway-integration": {
          "type": "aws", "httpMethod": "POST",
          "uri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:${stageVariables.name}:live/invocations",
          "requestTemplates": {"application/json": "{\"asked\": $input.json('$.code')}"},
          "responses": {
            "default": {"statusCode": "200", "responseTemplates": {"application/json": "{\"got\": $input.json('$.asked')}"}},
            ".*missing.*": {"statusCode": "404", "responseTemplates": {"application/json": "{\"why\": $input.json('$.errorMessage')}"}}
          }
        }
      }
    }
  }
}"#;

#[tokio::test]
async fn functions_are_called_by_their_names() {
    let gateway = serve(FUNCTIONS, |invocation| {
        let event = event(&invocation);
        match invocation.function.as_str() {
            "proxy" => Ok(json!({"statusCode": 201, "body": event["pathParameters"]["rest"]})),
            "talks" if event["asked"] == "none" => {
                Err(InvokeError::Failed(json!({"errorMessage": "it is missing"})))
            }
            "talks" => Ok(event),
            other => panic!("{other} is no function"),
        }
    });
    let answer = send(&gateway, "PUT", "/dev/proxy/a/b").await;
    assert_eq!((answer.status, answer.body), (201, Bytes::from("a/b")));
    let answer = gateway.answer(request("POST", "/dev/mapped", &[], br#"{"code": "ABC"}"#)).await;
    assert_eq!((answer.status, body(&answer)), (200, json!({"got": "ABC"})));
    let answer = gateway.answer(request("POST", "/dev/mapped", &[], br#"{"code": "none"}"#)).await;
    assert_eq!((answer.status, body(&answer)), (404, json!({"why": "it is missing"})));
}

/// Who may call, and what is validated.
const GUARDED: &str = r#"
openapi: 3.0.1
info: {title: Guarded}
x-amazon-apigateway-request-validators:
  all: {validateRequestBody: true, validateRequestParameters: true}
x-mock: &mock
  type: mock
  requestTemplates: {application/json: '{"statusCode": 200}'}
  responses: {default: {statusCode: 200}}
x-responses: &responses
  200: {description: Good}
paths:
  /talks:
    post:
      x-amazon-apigateway-request-validator: all
      parameters:
        - {name: lang, in: query, required: true, schema: {type: string}}
        - {name: X-Day, in: header, required: true, schema: {type: string}}
      requestBody:
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Talk'}
      responses: *responses
      x-amazon-apigateway-integration: *mock
  /private:
    get:
      security: [{token: []}]
      responses: *responses
      x-amazon-apigateway-integration: *mock
  /counted:
    get:
      security: [{api_key: []}]
      responses: *responses
      x-amazon-apigateway-integration: *mock
  /signed:
    get:
      x-amazon-apigateway-auth: {type: AWS_IAM}
      responses: *responses
      x-amazon-apigateway-integration: *mock
components:
  securitySchemes:
    api_key: {type: apiKey, in: header, name: x-api-key}
    token:
      type: apiKey
      in: header
      name: X-Token
      x-amazon-apigateway-authorizer:
        type: token
        identityValidationExpression: "[a-z-]+"
        authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:who/invocations
  schemas:
    Talk:
      type: object
      required: [title]
      properties: {title: {type: string}, after: {$ref: '#/components/schemas/Talk'}}
"#;

fn who(invocation: &Invocation) -> Value {
    assert_eq!(invocation.function, "who");
    let event = event(invocation);
    let effect = if event["authorizationToken"] == "let-me-in" { "Allow" } else { "Deny" };
    let statement = json!({"Action": "execute-api:Invoke", "Effect": effect, "Resource": event["methodArn"]});
    let policy = json!({"Version": "2012-10-17", "Statement": [statement]});
    json!({"principalId": "somebody", "policyDocument": policy})
}

#[tokio::test]
async fn authorizers_decide_and_keys_are_asked_for() {
    let gateway = serve(GUARDED, |invocation| Ok(who(&invocation)));
    let table = [
        ("/dev/private", "let-me-in", 200),
        ("/dev/private", "no", 403),
        ("/dev/private", "NO", 401),
        ("/dev/counted", "", 403),
        ("/dev/signed", "", 403),
    ];
    for (target, token, status) in table {
        let answer = gateway.answer(request("GET", target, &[("X-Token", token)], b"")).await;
        assert_eq!(answer.status, status, "{target} {token}");
    }
}

#[tokio::test]
async fn parameters_and_bodies_are_validated() {
    let gateway = serve(GUARDED, nobody);
    let table = [
        ("?lang=de", "1", r#"{"title": "a", "after": {"title": "b"}}"#, None),
        ("?lang=de", "1", r#"{"title": "a", "after": {}}"#, Some("Invalid request body")),
        ("?lang=de", "1", "", Some("Invalid request body")),
        ("", "1", r#"{"title": "a"}"#, Some("Missing required request parameters: [lang]")),
        ("", "", r#"{"title": "a"}"#, Some("Missing required request parameters: [X-Day, lang]")),
    ];
    for (query, day, sent, message) in table {
        let headers: &[(&str, &str)] = if day.is_empty() { &[] } else { &[("X-Day", day)] };
        let answer =
            gateway.answer(request("POST", &format!("/dev/talks{query}"), headers, sent.as_bytes())).await;
        match message {
            None => assert_eq!(answer.status, 200, "{sent}"),
            Some(message) => {
                assert_eq!((answer.status, &body(&answer)["message"]), (400, &json!(message)), "{sent}");
            }
        }
    }
}

#[test]
fn a_document_with_mistakes_is_not_served() {
    let document = FUNCTIONS.replace("\"/mapped\"", "\"mapped\"");
    let errors = Api::from_openapi(&document, "api", 1, Address::Stage, Stage::new("dev")).unwrap_err();
    assert_eq!(errors.to_string(), "api:13:5: /paths/mapped: `mapped` is no path; begin it with `/`");
}
