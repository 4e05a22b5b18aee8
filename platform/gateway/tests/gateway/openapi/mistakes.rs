//! Every mistake is reported with its place and a way out.

use super::{MOCK, accept, document, mistakes};

/// An operation with an integration of these fields.
fn integration(fields: &str) -> String {
    document(&format!(r#", "x-amazon-apigateway-integration": {{{fields}}}"#), "")
}

#[test]
fn all_of_them_are_reported_in_order() {
    let text = r#"{
  "openapi": "3.0.1",
  "x-amazon-apigateway-policy": {},
  "info": {},
  "paths": {
    "/talks": {
      "get": {
        "x-amazon-apigateway-integration": { "type": "mocks", "timeoutInMillis": 30000 }
      },
      "trace": {}
    },
    "talks": {}
  },
  "remark": 1
}"#;
    assert_eq!(
        mistakes(text),
        [
            "3:3: /x-amazon-apigateway-policy: `x-amazon-apigateway-policy`: this changes the API as a whole, outside of any \
             deployment, and cannot be honoured locally; keep it with the infrastructure and out of this document",
            "4:11: /info: `info.title` is missing; give the API a name",
            "8:54: /paths/~1talks/get/x-amazon-apigateway-integration/type: `mocks` is not known here; did you mean `mock`? \
             There are `aws`, `aws_proxy`, `http`, `http_proxy`, `mock`",
            "8:82: /paths/~1talks/get/x-amazon-apigateway-integration/timeoutInMillis: `30000` is not a whole number from 50 \
             to 29000; write a whole number from 50 to 29000",
            "10:7: /paths/~1talks/trace: `trace`: API Gateway has no method TRACE; remove the operation",
            "12:5: /paths/talks: `talks` is no path; begin it with `/`",
            "14:3: /remark: unknown field `remark`; remove it",
        ]
    );
}

#[test]
fn documents_that_are_none() {
    let table = [
        (
            "{}",
            "1:1: the document does not say which specification it follows; add `\"openapi\": \"3.0.1\"` or",
        ),
        ("[]", "1:1: expected an object, found a list; write an object here"),
        (
            r#"{"openapi": "3.1.0"}"#,
            "1:13: /openapi: API Gateway imports Swagger 2.0 and OpenAPI 3.0, not `3.1.0`; write",
        ),
        (
            r#"{"swagger": "1.2"}"#,
            "1:13: /swagger: API Gateway imports Swagger 2.0 and OpenAPI 3.0, not `1.2`; write",
        ),
        ("swagger: 2.1", "1:10: /swagger: API Gateway imports Swagger 2.0 and OpenAPI 3.0, not `2.1`; write"),
        (r#"{"openapi": "#, "1:13: this is not JSON: it ends where a value is expected; the whole document"),
        (
            "openapi: !Sub '3'",
            "1:10: this is not YAML: the tag `!Sub` means nothing to API Gateway; write the value",
        ),
    ];
    for (text, expected) in table {
        assert!(mistakes(text)[0].starts_with(expected), "{:?}", mistakes(text));
    }
}

/// Asserts that each document has one mistake, and that it is this.
fn assert_single(table: &[(String, &str)]) {
    for (text, expected) in table {
        let found = mistakes(text);
        assert!(found.len() == 1 && found[0].contains(expected), "expected {expected}\nfound {found:#?}");
    }
}

const FUNCTION: &str = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/f/invocations";

/// An operation with a function and these fields besides.
fn proxy(fields: &str) -> String {
    integration(&format!(r#""type": "aws_proxy", "httpMethod": "POST", "uri": "{FUNCTION}"{fields}"#))
}

#[test]
fn what_integrations_cannot_be() {
    assert_single(&[
        (document("", ""), "/paths/~1talks~1{code}/get: nothing answers this operation; add an"),
        (integration(""), "integration: the integration has no `type`; add one of `aws`"),
        (
            integration(r#""type": "http", "uri": "http://x""#),
            "the integration has no `httpMethod`; add the verb",
        ),
        (
            integration(&format!(r#""type": "aws", "uri": "{FUNCTION}""#)),
            "no `httpMethod`; add `\"httpMethod\": \"POST\"`",
        ),
        (
            integration(r#""type": "http", "httpMethod": "GET""#),
            "the integration has no `uri`; say what it calls",
        ),
        (
            integration(r#""type": "http", "httpMethod": "FETCH", "uri": "http://x""#),
            "httpMethod: `FETCH` is not known here; There are `GET`",
        ),
        (
            integration(r#""type": "http", "httpMethod": "GET", "uri": "ftp://x""#),
            "uri: `ftp://x` is no URL of an HTTP server; write an `http://`",
        ),
        (
            integration(
                r#""type": "aws", "httpMethod": "POST", "uri": "arn:aws:apigateway:eu-west-1:sqs:path/1/q""#,
            ),
            "integrations of other AWS services than Lambda's functions cannot be served; call a function",
        ),
        (
            integration(
                r#""type": "aws", "httpMethod": "POST", "uri": "arn:aws:apigateway:eu-west-1:lambda:path/2021-11-15/functions/f/response-streaming-invocations""#,
            ),
            "answers cannot be streamed; let it end with `/functions/FUNCTION/invocations`",
        ),
        (
            integration(r#""type": "aws", "httpMethod": "POST", "uri": {"Fn::Sub": "x"}"#),
            "uri: expected a text, found an object; write a text here",
        ),
        (
            proxy(r#", "connectionType": "VPC_LINK""#),
            "connectionType: VPC links cannot be reached locally; use",
        ),
        (
            proxy(r#", "connectionId": "x""#),
            "connectionId: `connectionId`: private integrations (VPC links) cannot",
        ),
        (proxy(r#", "integrationSubtype": "x""#), "`integrationSubtype`: this belongs to HTTP APIs"),
        (
            proxy(r#", "responseTransferMode": "STREAM""#),
            "responseTransferMode: answers cannot be streamed; write `BUFFERED`",
        ),
        (
            proxy(r#", "tlsConfig": {"insecureSkipVerification": true}"#),
            "insecureSkipVerification: certificates of other servers are always verified; give",
        ),
        (
            proxy(r#", "tlsConfig": {"insecureSkipVerification": 1}"#),
            "expected true or false, found a number",
        ),
        (
            proxy(r#", "passthroughBehavior": "sometimes""#),
            "`sometimes` is not known here; There are `when_no_match`",
        ),
        (proxy(r#", "timeoutInMillis": 49"#), "`49` is not a whole number from 50 to 29000"),
        (
            proxy(r#", "httpmethod": "GET""#),
            "unknown field `httpmethod`; did you mean `httpMethod`? Else remove it",
        ),
        (
            proxy(r#", "x-amazon-apigateway-ur": "x""#),
            "the extension `x-amazon-apigateway-ur` has no meaning here; remove it",
        ),
        (proxy(r#", "type": "mock""#), "integration/type: `type` stands here twice; remove one of them"),
    ]);
}

#[test]
fn what_cannot_be_mapped() {
    let mapped = |response: &str| {
        integration(&format!(r#""type": "mock", "responses": {{"default": {{{response}}}}}"#))
    };
    assert_single(&[
        (
            proxy(r#", "requestParameters": {"integration.request.body": "'x'"}"#),
            "`integration.request.body` names nothing of the integration's request; write",
        ),
        (
            proxy(r#", "requestParameters": {"integration.request.header.A": "method.request.header.A"}"#),
            "integration.request.header.A: `method.request.header.A` is no parameter of this operation; declare it",
        ),
        (
            proxy(r#", "requestParameters": {"integration.request.header.A": true}"#),
            "`integration.request.header.A`: expected a text, found true or false; write it in quotes; API Gateway imports",
        ),
        (
            mapped(r#""responseTemplates": {}"#),
            "responses/default: the response has no `statusCode`; add the status",
        ),
        (mapped(r#""statusCode": "two""#), "statusCode: `\"two\"` is not a whole number from 100 to 599"),
        (
            mapped(r#""statusCode": 404"#),
            "responses/default: the operation declares no response 404: API Gateway answers 500 when it is selected; declare",
        ),
        (
            mapped(r#""statusCode": 200, "responseParameters": {"method.response.header.A": "'x'"}"#),
            "the response 200 declares no header `A`; declare it in the `headers` of the operation's response",
        ),
        (
            mapped(r#""statusCode": 200, "responseParameters": {"header.A": "'x'"}"#),
            "`header.A` names no header of a response; write `method.response.header.NAME`",
        ),
    ]);
}

#[test]
fn what_cannot_be_taken_or_validated() {
    let parameters = |list: &str| document(&format!(r#"{MOCK}, "parameters": [{list}]"#), "");
    assert_single(&[
        (parameters(r#"{"name": "a"}"#), "parameters/0: a parameter has `in` and `name`; add both"),
        (
            parameters(r#"{"name": "a", "in": "head"}"#),
            "in: `head` is not known here; did you mean `header`?",
        ),
        (parameters(r#"{"name": 1, "in": "query"}"#), "name: expected a text, found a number"),
        (
            parameters(r#"{"name": "a", "in": "cookie"}"#),
            "API Gateway knows no parameters in `cookie`; remove it",
        ),
        (parameters(r#"{"name": "a", "in": "body"}"#), "the body has no `schema`; say what it looks like"),
        (
            parameters(r##"{"$ref": "#/components/parameters/a"}"##),
            "`#/components/parameters/a` leads nowhere; write",
        ),
        (
            parameters(r#"{"$ref": "other.json"}"#),
            "`other.json` leads nowhere; write `#/components/parameters/NAME`",
        ),
        (
            document(
                &format!(r#"{MOCK}, "x-amazon-apigateway-request-validator": "al""#),
                r#", "x-amazon-apigateway-request-validators": {"all": {}}"#,
            ),
            "request-validator: no request validator is named `al`; did you mean `all`?",
        ),
        (
            document(MOCK, r#", "x-amazon-apigateway-request-validator": "all""#),
            "no request validator is named `all`; declare it in `x-amazon-apigateway-request-validators`",
        ),
    ]);
}

#[test]
fn what_apis_cannot_be() {
    assert_single(&[
        (
            document(MOCK, r#", "x-amazon-apigateway-gateway-responses": {"THROTLED": {}}"#),
            "THROTLED: API Gateway has no response `THROTLED`; did you mean `THROTTLED`?",
        ),
        (
            document(
                MOCK,
                r#", "x-amazon-apigateway-gateway-responses": {"THROTTLED": {"responseParameters": {"A": "'x'"}}}"#,
            ),
            "`A` names no header; write `gatewayresponse.header.NAME`",
        ),
        (
            document(MOCK, r#", "x-amazon-apigateway-cors": {}"#),
            "`x-amazon-apigateway-cors`: this belongs to HTTP APIs",
        ),
        (
            document(MOCK, r#", "x-amazon-apigateway-endpoint-configuration": {}"#),
            "outside of any deployment",
        ),
        (
            document(MOCK, r#", "x-amazon-apigateway-importexport-version": "2.0""#),
            "no version `2.0` of the import",
        ),
        (
            document(MOCK, r#", "x-amazon-apigateway-minimum-compression-size": -1"#),
            "`-1` is not a whole number from 0 to",
        ),
        (
            document(MOCK, r#", "x-amazon-apigateway-api-key-source": "QUERY""#),
            "`QUERY` is not known here; There are `HEADER`",
        ),
        (
            document(MOCK, r#", "x-amazon-apigateway-binary-media-types": "image/png""#),
            "expected a list, found a text",
        ),
        (
            document(MOCK, r#", "components": {"x-amazon-apigateway-integrations": {}}"#),
            "belongs to HTTP APIs",
        ),
        (
            document(MOCK, "").replace(r#""Talks""#, r#""""#),
            "/info/title: the title is empty; give the API a name",
        ),
        (
            document(MOCK, "").replace(r#""200": {"#, r#""2XX": {}, "200": {"#),
            "2XX: `2XX` is no status; write a status from 100 to 599",
        ),
        (
            document(MOCK, "").replace(r#""get""#, r#""$ref": "x", "get""#),
            "a path cannot refer to another place; write",
        ),
    ]);
}

#[test]
fn what_models_cannot_be() {
    let schema =
        |schema: &str| document(MOCK, &format!(r#", "components": {{"schemas": {{"Talk": {schema}}}}}"#));
    assert_single(&[
        (
            schema(r##"{"$ref": "#/components/schemas/Talks"}"##),
            "no model is named `Talks`; did you mean `Talk`?",
        ),
        (
            schema(r#"{"items": {"$ref": "talk.json"}}"#),
            "`talk.json` refers to no model of this document; write `#/components/schemas/NAME`",
        ),
        (
            schema(r#"{"properties": {"a": {"nullable": true}}}"#),
            "a/nullable: models know no `nullable`: null is refused; write",
        ),
        (
            schema(r#"{"anyOf": [{"exclusiveMinimum": 1}]}"#),
            "anyOf/0/exclusiveMinimum: `exclusiveMinimum` is true or false in draft 4",
        ),
        (schema(r#"{"const": 1}"#), "models are JSON Schema draft 4, which has no `const`; say it with"),
        (schema(r#"{"items": 1}"#), "items: expected an object, found a number"),
        (
            schema("{}").replace("Talk\"", "Talk_2\""),
            "`Talk_2` is no name of a model; use letters and digits only",
        ),
    ]);
}

#[test]
fn paths_that_cannot_stand_together() {
    let table = [
        ("/talks/{code}/", "`/talks/{code}` is defined twice; choose another path"),
        (
            "/talks/{id}",
            "`/talks/{code}`: `{code}` cannot stand beside `{id}`: API Gateway allows one variable per level",
        ),
        (
            "/talks/{rest+}",
            "`/talks/{code}`: `{code}` cannot stand beside `{rest+}`: API Gateway allows one variable",
        ),
    ];
    for (path, expected) in table {
        let text = document(MOCK, "").replace(r#""paths": {"#, &format!(r#""paths": {{"{path}": {{}}, "#));
        let found = mistakes(&text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains(&format!("/paths/~1talks~1{{code}}: {expected}")), "{}", found[0]);
    }
    let text = document(MOCK, "").replace(r#""paths": {"#, r#""paths": {"/{all+}/more": {}, "/a{b": {}, "#);
    assert_eq!(
        mistakes(&text),
        [
            "2:11: /paths/~1{all+}~1more: `/{all+}/more`: nothing can follow a greedy segment; choose another path",
            "2:31: /paths/~1a{b: `/a{b`: `a{b` is neither a fixed segment nor `{name}` nor `{name+}`; choose another path",
        ]
    );
}

#[test]
fn what_cannot_be_rendered_or_selected() {
    let answer = |response: &str| integration(&format!(r#""type": "mock", "responses": {{{response}}}"#));
    assert_single(&[
        (
            integration(r##""type": "mock", "requestTemplates": {"application/json": "#if($x)"}"##),
            "requestTemplates/application~1json: in the template, line 1, column",
        ),
        (
            answer(r#""default": {"statusCode": 200, "responseTemplates": {"a/b": "\n#end"}}"#),
            "responses/default/responseTemplates/a~1b: in the template, line 2, column",
        ),
        (
            answer(r#""(": {"statusCode": 200}"#),
            "responses/(: the selection pattern `(` cannot be used: ",
        ),
        (
            proxy(r#", "requestParameters": {"integration.request.header.A": "request.header.A"}"#),
            "integration.request.header.A: `request.header.A` is",
        ),
        (
            document(
                r#", "x-amazon-apigateway-integration": {"type": "mock", "responses": {"default": {"statusCode": 201,
                "responseParameters": {"method.response.header.A": "'x'"}}}}"#,
                "",
            ),
            "responses/default: the operation declares no response 201: API Gateway answers 500 when it is selected; declare",
        ),
        (
            document(
                r#", "x-amazon-apigateway-integration": {"type": "mock", "responses": {"default": {"statusCode": 200,
                "responseParameters": {"method.response.header.A": "header.A"}}}}"#,
                "",
            )
            .replace(r#""description": "One""#, r#""headers": {"A": {}}"#),
            "method.response.header.A: `header.A` is",
        ),
        (
            document(MOCK, r#", "x-amazon-apigateway-gateway-responses": {"THROTTLED": {"responseParameters": {
                "gatewayresponse.header.A": "x"}}}"#),
            "gatewayresponse.header.A: `x` is no value of a header; write a text in single quotes, or a variable",
        ),
    ]);
}

/// A mistake in what several operations refer to is one mistake.
#[test]
fn shared_mistakes_are_reported_once() {
    let more = r#", "components": {"parameters": {"lang": {"name": "lang", "in": "cookie"}}}"#;
    let operation = format!(r##"{MOCK}, "parameters": [{{"$ref": "#/components/parameters/lang"}}]"##);
    let text = document(&operation, more);
    let one = text.rfind("\"get\"").unwrap();
    let operation = &text[one..text.len() - 3];
    let twice = text.replace(operation, &format!("{operation}, {}", operation.replace("\"get\"", "\"put\"")));
    assert_eq!(twice.matches("/components/parameters/lang").count(), 2);
    assert_eq!(mistakes(&twice).len(), 1);
}

/// Recorded: API Gateway warns, and imports without what it warns of.
#[test]
fn warnings_may_be_accepted() {
    let text = integration(
        r#""type": "mock", "requestParameters": {"integration.request.header.A": "'x'", "integration.request.header.B": true},
        "responses": {"default": {"statusCode": 200, "colour": "red", "responseTemplates": {"a/b": null, "c/d": 1}},
            "4..": {"statusCode": 404}}"#,
    );
    let (api, warnings) = accept(&text);
    let parameters = &api.resources[0].methods[0].integration.request_parameters;
    assert_eq!(parameters.keys().collect::<Vec<_>>(), ["integration.request.header.A"]);
    let templates = &api.resources[0].methods[0].integration.responses[0].templates;
    assert_eq!(templates.iter().collect::<Vec<_>>(), [(&"a/b".to_owned(), &String::new())]);
    assert_eq!(warnings.len(), 4);
    assert!(warnings[1].ends_with("unknown field `colour`; remove it"), "{warnings:?}");
    let more =
        r##", "components": {"schemas": {"Talk": {"items": {"$ref": "#/components/schemas/Nobody"}}}}"##;
    let operation = format!(
        r##"{MOCK}, "requestBody": {{"content": {{"a/b": {{"schema": {{"$ref": "#/components/schemas/Nobody"}}}}}}}}"##
    );
    let (api, warnings) = accept(&document(&operation, more));
    assert_eq!(api.models["Talk"], serde_json::json!({"items": {}}));
    assert!(api.resources[0].methods[0].models.is_empty());
    assert_eq!(warnings.len(), 2);
}
