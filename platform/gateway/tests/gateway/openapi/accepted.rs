//! What is read, and what it becomes.

use super::{MOCK, document, load, method};
use indexmap::IndexMap;
use lockstep_gateway::{
    ApiDefinition, ApiKeySource, IntegrationResponseDefinition, IntegrationTarget, MethodResponseDefinition,
    ParameterLocation, PassthroughBehavior, RequestParameter,
};
use lockstep_route::{ContentHandling, GatewayResponse, GatewayResponseType, HeaderSource, Validate};
use serde_json::json;
use std::time::Duration;

fn map(pairs: &[(&str, &str)]) -> IndexMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

pub const SWAGGER: &str = r##"{
  "swagger": "2.0",
  "info": { "title": "Talks", "version": "1", "description": "All about talks" },
  "host": "example.org", "schemes": ["https"], "consumes": ["application/json", "application/x-json"],
  "tags": [{ "name": "talks", "x-amazon-apigateway-tag-value": "all" }],
  "x-amazon-apigateway-documentation": { "version": "1", "documentationParts": [] },
  "x-amazon-apigateway-importexport-version": "1.0",
  "x-amazon-apigateway-binary-media-types": ["image/*"],
  "x-amazon-apigateway-minimum-compression-size": 1024,
  "x-amazon-apigateway-api-key-source": "AUTHORIZER",
  "x-amazon-apigateway-request-validators": {
    "all": { "validateRequestBody": true, "validateRequestParameters": true },
    "body": { "validateRequestBody": true, "validateRequestParameters": false },
    "parameters": { "validateRequestParameters": "true" },
    "none": { "validateRequestBody": false, "validateRequestParameters": false }
  },
  "x-amazon-apigateway-request-validator": "all",
  "x-amazon-apigateway-gateway-responses": {
    "THROTTLED": {
      "statusCode": "503",
      "responseParameters": { "gatewayresponse.header.Retry-After": "'1'" },
      "responseTemplates": { "application/json": "{\"message\":$context.error.messageString}" }
    },
    "DEFAULT_5XX": { "statusCode": null }
  },
  "x-somebody-else": true,
  "paths": {
    "x-somebody-else": {},
    "/": {},
    "/talks/{code}/": {
      "parameters": [
        { "$ref": "#/parameters/code" },
        { "name": "lang", "in": "query", "type": "string" }
      ],
      "put": {
        "operationId": "putTalk", "tags": ["talks"], "summary": "Puts it", "produces": ["application/json"],
        "parameters": [
          { "name": "lang", "in": "query", "type": "string", "required": true, "enum": ["de", "en"] },
          { "name": "X-Trace", "in": "header", "type": "string" },
          { "name": "talk", "in": "body", "schema": { "$ref": "#/definitions/Talk" } }
        ],
        "responses": {
          "200": {
            "description": "The talk", "schema": { "$ref": "#/definitions/Talk" },
            "headers": { "ETag": { "type": "string" } }
          },
          "404": { "$ref": "#/responses/missing" },
          "default": { "description": "Anything" }
        },
        "x-amazon-apigateway-request-validator": "body",
        "x-amazon-apigateway-integration": {
          "type": "AWS",
          "httpMethod": "post",
          "uri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:talks:live/invocations",
          "credentials": "arn:aws:iam::123456789012:role/caller",
          "cacheNamespace": "talks", "cacheKeyParameters": ["method.request.path.code"],
          "connectionType": "INTERNET", "responseTransferMode": "BUFFERED",
          "tlsConfig": { "insecureSkipVerification": false },
          "passthroughBehavior": "NEVER",
          "contentHandling": "CONVERT_TO_TEXT",
          "timeoutInMillis": "2500",
          "requestParameters": {
            "integration.request.header.X-Trace": "method.request.header.X-Trace",
            "integration.request.querystring.lang": "method.request.multivaluequerystring.lang",
            "integration.request.header.X-Fixed": "'yes'"
          },
          "requestTemplates": { "application/json": "{\"code\": \"$input.params('code')\"}" },
          "responses": {
            "default": {
              "statusCode": "200",
              "responseParameters": { "method.response.header.ETag": "integration.response.body.etag" },
              "responseTemplates": { "application/json": "$input.json('$')" }
            },
            ".*missing.*": { "statusCode": 404, "contentHandling": "CONVERT_TO_BINARY" }
          }
        }
      },
      "x-amazon-apigateway-any-method": {
        "responses": {},
        "x-amazon-apigateway-request-validator": "none",
        "x-amazon-apigateway-integration": {
          "type": "http_proxy", "httpMethod": "ANY", "uri": "https://${stageVariables.host}/talks/{code}"
        }
      }
    }
  },
  "parameters": { "code": { "name": "code", "in": "path", "required": true, "type": "string" } },
  "responses": { "missing": { "description": "No such talk" } },
  "definitions": {
    "Talk": { "type": "object", "properties": { "speaker": { "$ref": "#/definitions/Speaker" } } },
    "Speaker": { "type": "object", "properties": { "talks": { "type": "array", "items": { "$ref": "#/definitions/Talk" } } } }
  }
}"##;

#[test]
fn what_the_api_has_as_a_whole() {
    let api = load(SWAGGER);
    assert_eq!((api.place.as_str(), api.name.as_str()), ("api", "Talks"));
    assert_eq!(api.binary_media_types, ["image/*"]);
    assert_eq!(api.minimum_compression_size, Some(1024));
    assert_eq!(api.api_key_source, ApiKeySource::Authorizer);
    assert_eq!(api.cors, None);
    let throttled = GatewayResponse {
        status_code: Some(503),
        headers: [("Retry-After".to_owned(), HeaderSource::Fixed("1".to_owned()))].into_iter().collect(),
        response_templates: map(&[("application/json", r#"{"message":$context.error.messageString}"#)]),
    };
    let expected = [
        (GatewayResponseType::Throttled, throttled),
        (GatewayResponseType::Default5xx, GatewayResponse::default()),
    ];
    assert_eq!(api.gateway_responses, IndexMap::from(expected));
    let paths: Vec<_> = api.resources.iter().map(|resource| resource.path.as_str()).collect();
    assert_eq!(paths, ["/", "/talks/{code}"]);
}

#[test]
fn models_refer_to_each_other_in_one_form() {
    let api = load(SWAGGER);
    let expected = [
        (
            "Talk".to_owned(),
            json!({"type": "object", "properties": {"speaker": {"$ref": "#/components/schemas/Speaker"}}}),
        ),
        (
            "Speaker".to_owned(),
            json!({"type": "object", "properties": {
                "talks": {"type": "array", "items": {"$ref": "#/components/schemas/Talk"}}}}),
        ),
    ];
    assert_eq!(api.models, IndexMap::from(expected));
}

#[test]
fn what_a_method_takes_and_says() {
    let api = load(SWAGGER);
    let put = &api.resources[1].methods[0];
    assert_eq!(put.verb, "PUT");
    assert_eq!(put.place, "api:35:7: /paths/~1talks~1{code}~1/put");
    let parameter =
        |location, name: &str, required| RequestParameter { location, name: name.to_owned(), required };
    assert_eq!(
        put.parameters,
        [
            parameter(ParameterLocation::Path, "code", true),
            parameter(ParameterLocation::QueryString, "lang", true),
            parameter(ParameterLocation::Header, "X-Trace", false),
        ]
    );
    assert_eq!(put.models, map(&[("application/json", "Talk"), ("application/x-json", "Talk")]));
    assert_eq!(put.validate, Some(Validate::Body));
    let found = MethodResponseDefinition {
        headers: vec!["ETag".to_owned()],
        models: map(&[("application/json", "Talk")]),
    };
    assert_eq!(put.responses, IndexMap::from([(200, found), (404, MethodResponseDefinition::default())]));
    let any = &api.resources[1].methods[1];
    assert_eq!((any.verb.as_str(), any.validate), ("ANY", None));
    assert_eq!(any.parameters.len(), 2);
}

#[test]
fn what_answers_a_method() {
    let api = load(SWAGGER);
    let put = &api.resources[1].methods[0].integration;
    let target = IntegrationTarget::Function { function: "talks".to_owned(), verb: "POST".to_owned() };
    assert_eq!(put.target, target);
    assert_eq!(put.timeout, Duration::from_millis(2500));
    assert_eq!(put.passthrough, PassthroughBehavior::Never);
    assert_eq!(put.content_handling, Some(ContentHandling::ConvertToText));
    assert_eq!(put.request_templates, map(&[("application/json", r#"{"code": "$input.params('code')"}"#)]));
    assert_eq!(put.request_parameters.len(), 3);
    assert_eq!(put.request_parameters["integration.request.header.X-Fixed"], "'yes'");
    assert_eq!(
        put.responses,
        [
            IntegrationResponseDefinition {
                status: 200,
                selection_pattern: None,
                templates: map(&[("application/json", "$input.json('$')")]),
                parameters: map(&[("method.response.header.ETag", "integration.response.body.etag")]),
                content_handling: None,
            },
            IntegrationResponseDefinition {
                status: 404,
                selection_pattern: Some(".*missing.*".to_owned()),
                content_handling: Some(ContentHandling::ConvertToBinary),
                ..IntegrationResponseDefinition::default()
            },
        ]
    );
    let any = &api.resources[1].methods[1].integration;
    let uri = "https://${stageVariables.host}/talks/{code}".to_owned();
    assert_eq!(any.target, IntegrationTarget::HttpProxy { verb: "ANY".to_owned(), uri });
    assert_eq!(any.timeout, Duration::from_secs(29));
    assert_eq!(any.passthrough, PassthroughBehavior::WhenNoMatch);
}

#[test]
fn every_kind_of_integration() {
    let arn = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${stageVariables.f}/invocations";
    let verb = || "GET".to_owned();
    let uri = || "http://example.org".to_owned();
    let function = || "${stageVariables.f}".to_owned();
    let table = [
        ("aws_proxy", arn, IntegrationTarget::FunctionProxy { function: function(), verb: verb() }),
        ("Aws", arn, IntegrationTarget::Function { function: function(), verb: verb() }),
        ("HTTP", "http://example.org", IntegrationTarget::Http { verb: verb(), uri: uri() }),
        ("http_proxy", "http://example.org", IntegrationTarget::HttpProxy { verb: verb(), uri: uri() }),
        ("MOCK", "anything", IntegrationTarget::Mock),
    ];
    for (kind, uri, target) in table {
        let integration = format!(
            r#", "x-amazon-apigateway-integration": {{"type": "{kind}", "httpMethod": "GET", "uri": "{uri}"}}"#
        );
        assert_eq!(method(&document(&integration, "")).integration.target, target);
    }
}

#[test]
fn bodies_of_openapi_3() {
    let more = r##", "components": {
        "schemas": {"Talk": {"type": "object"}, "MODEL1": {"type": "string"}},
        "requestBodies": {"talk": {"required": true, "content": {"text/xml": {"schema": {"$ref": "#/components/schemas/Talk"}}}}},
        "responses": {"talk": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Talk"}}}}},
        "parameters": {"code": {"name": "code", "in": "path", "required": true, "schema": {"type": "string"}}}
    }"##;
    let bodies = [
        (r##"{"$ref": "#/components/requestBodies/talk"}"##, map(&[("text/xml", "Talk")])),
        (
            r#"{"content": {"application/json": {"schema": {"type": "array"}}, "text/json": {"schema": {"type": "array"}}, "text/plain": {}}}"#,
            map(&[("application/json", "MODEL2"), ("text/json", "MODEL2")]),
        ),
        (
            r#"{"content": {"a/b": {"schema": {"$ref": "https://apigateway.amazonaws.com/restapis/abc/models/Talk"}}}}"#,
            map(&[("a/b", "Talk")]),
        ),
    ];
    for (body, models) in bodies {
        let operation = format!(
            r##"{MOCK}, "requestBody": {body}, "parameters": [{{"$ref": "#/components/parameters/code"}}]"##
        );
        let method = method(&document(&operation, more));
        assert_eq!(method.models, models, "{body}");
        assert_eq!(method.parameters[0].name, "code");
    }
    let operation = format!(
        r##"{MOCK}, "requestBody": {{"content": {{"a/b": {{"schema": {{"not": {{"$ref": "#/components/schemas/Talk"}}}}}}}}}}"##
    );
    let api = load(&document(&operation, more));
    assert_eq!(api.models["MODEL2"], json!({"not": {"$ref": "#/components/schemas/Talk"}}));
    let text = document(MOCK, more)
        .replace(r#"{"description": "One"}"#, r##"{"$ref": "#/components/responses/talk"}"##);
    assert_eq!(method(&text).responses[&200].models, map(&[("application/json", "Talk")]));
}

/// Names of properties are no keywords, and keywords of draft 4 pass as they are.
#[test]
fn schemas_pass_as_they_are() {
    let schema = json!({
        "type": "object", "required": ["const"], "additionalProperties": false, "nullable": false, "example": {},
        "properties": {"const": {"type": "string"}, "if": {"type": "number", "minimum": 0, "exclusiveMinimum": true},
            "$ref": {"type": "string"}},
        "patternProperties": {"^x": {"enum": [{"$ref": "no reference"}]}},
        "items": [{"type": "string"}, {"not": {}}], "additionalItems": {"allOf": [{"type": "string"}]},
        "definitions": {"then": {"default": null}}, "discriminator": {"propertyName": "const"}
    });
    let more = format!(r#", "components": {{"schemas": {{"All": {schema}}}}}"#);
    assert_eq!(load(&document(MOCK, &more)).models["All"], schema);
}

/// The same document as YAML, with what only YAML can write.
#[test]
fn yaml_is_read_alike() {
    let yaml = r"
openapi: 3.0.1
info: {title: Talks, version: 1.0}
x-shared: &mock
  type: mock
  passthroughBehavior: when_no_templates
paths:
  /talks/{code}:
    get:
      responses:
        200:
          description: One
      x-amazon-apigateway-integration:
        <<: *mock
        responses:
          default: {statusCode: 200}
";
    let operation = r#", "x-amazon-apigateway-integration": {"type": "mock", "passthroughBehavior": "when_no_templates",
        "responses": {"default": {"statusCode": "200"}}}"#;
    let without_place = |mut api: ApiDefinition| {
        api.resources[0].methods[0].place.clear();
        api
    };
    assert_eq!(without_place(load(yaml)), without_place(load(&document(operation, ""))));
}

#[test]
fn a_byte_order_mark_is_no_text() {
    assert_eq!(load(&format!("\u{feff}{}", document(MOCK, ""))).name, "Talks");
}
