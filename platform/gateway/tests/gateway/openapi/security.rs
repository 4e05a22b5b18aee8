//! Who may call.

use super::{MOCK, accept, document, load, method, mistakes};
use lockstep_gateway::{Authorization, AuthorizerDefinition, AuthorizerKind};

const URI: &str = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:who/invocations";

/// Schemes of every kind.
fn schemes() -> String {
    format!(
        r#", "components": {{"securitySchemes": {{
  "token": {{"type": "apiKey", "in": "header", "name": "Authorization", "x-amazon-apigateway-authtype": "custom",
    "x-amazon-apigateway-authorizer": {{"type": "token", "authorizerUri": "{URI}", "authorizerCredentials": "",
      "identitySource": "", "identityValidationExpression": "^x-", "authorizerResultTtlInSeconds": 60}}}},
  "request": {{"type": "apiKey", "in": "header", "name": "Unused", "x-amazon-apigateway-authorizer": {{
      "type": "request", "authorizerUri": "{URI}", "authorizerResultTtlInSeconds": "0",
      "identitySource": "method.request.header.A, stageVariables.b"}}}},
  "query": {{"type": "apiKey", "in": "query", "name": "auth", "x-amazon-apigateway-authorizer": {{
      "type": "REQUEST", "authorizerUri": "{URI}"}}}},
  "uncached": {{"type": "apiKey", "in": "header", "name": "Unused", "x-amazon-apigateway-authorizer": {{
      "type": "request", "authorizerUri": "{URI}", "authorizerResultTtlInSeconds": 0}}}},
  "api_key": {{"type": "apiKey", "in": "header", "name": "X-Api-Key"}},
  "sigv4": {{"type": "apiKey", "in": "header", "name": "Authorization", "x-amazon-apigateway-authtype": "awsSigv4"}},
  "oauth": {{"type": "oauth2", "flows": {{}}}}
}}}}"#
    )
}

fn secured(security: &str) -> String {
    document(&format!(r"{MOCK}, {security}"), &schemes())
}

#[test]
fn authorizers_are_read() {
    let api = load(&secured(r#""security": []"#));
    let token = AuthorizerDefinition {
        place: "api:3:5: /components/securitySchemes/token/x-amazon-apigateway-authorizer".to_owned(),
        kind: AuthorizerKind::Token,
        function: "who".to_owned(),
        identity_sources: vec!["method.request.header.Authorization".to_owned()],
        validation_expression: Some("^x-".to_owned()),
        result_ttl_seconds: 60,
    };
    assert_eq!(api.authorizers["token"], token);
    let table: [(&str, &[&str], u32); 3] = [
        ("request", &["method.request.header.A", "stageVariables.b"], 0),
        ("query", &["method.request.querystring.auth"], 300),
        ("uncached", &[], 0),
    ];
    for (name, sources, ttl) in table {
        let authorizer = &api.authorizers[name];
        assert_eq!(authorizer.kind, AuthorizerKind::Request);
        assert_eq!(authorizer.identity_sources, sources, "{name}");
        assert_eq!(authorizer.result_ttl_seconds, ttl, "{name}");
    }
    assert_eq!(api.authorizers.len(), 4);
}

#[test]
fn operations_ask_for_it() {
    let token = || Authorization::Authorizer { name: "token".to_owned(), scopes: Vec::new() };
    let table = [
        (r#""security": []"#, Authorization::None, false),
        (r#""security": [{}]"#, Authorization::None, false),
        (r#""security": [{"token": []}]"#, token(), false),
        (r#""security": [{"token": []}, {"api_key": []}]"#, token(), true),
        (r#""security": [{"api_key": [], "token": []}]"#, token(), true),
        (r#""security": [{"api_key": []}]"#, Authorization::None, true),
        (r#""security": [{"sigv4": []}]"#, Authorization::Iam, false),
        (r#""x-amazon-apigateway-auth": {"type": "aws_iam"}"#, Authorization::Iam, false),
        (r#""x-amazon-apigateway-auth": {"type": "NONE"}"#, Authorization::None, false),
        (
            r#""security": [{"sigv4": []}], "x-amazon-apigateway-auth": {"type": "AWS_IAM"}"#,
            Authorization::Iam,
            false,
        ),
    ];
    for (security, authorization, api_key) in table {
        let method = method(&secured(security));
        assert_eq!((method.authorization, method.api_key_required), (authorization, api_key), "{security}");
    }
}

#[test]
fn what_operations_cannot_ask_for() {
    let table = [
        (
            r#""security": [{"token": []}, {"query": []}]"#,
            "another authorizer is asked for already; leave one",
        ),
        (
            r#""security": [{"token": ["read"]}]"#,
            "only authorizers of user pools know scopes; write an empty list",
        ),
        (r#""security": [{"tokens": []}]"#, "no security scheme is named `tokens`; did you mean `token`?"),
        (
            r#""security": [{"oauth": []}]"#,
            "API Gateway does not check `oauth`: the method would be open; give",
        ),
        (r#""security": {"token": []}"#, "expected a list, found an object; write a list here"),
        (
            r#""security": [{"token": []}], "x-amazon-apigateway-auth": {"type": "NONE"}"#,
            "this contradicts the operation's `security`; leave one of them",
        ),
        (
            r#""x-amazon-apigateway-auth": {"type": "AWS"}"#,
            "`AWS` is not known here; did you mean `AWS_IAM`? There are",
        ),
        (r#""x-amazon-apigateway-auth": {}"#, "the `type` is missing; add `NONE` or `AWS_IAM`"),
    ];
    for (security, expected) in table {
        let found = mistakes(&secured(security));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains(&format!(": {expected}")), "{}", found[0]);
    }
    let (api, warnings) = accept(&secured(r#""security": [{"oauth": []}, {"nobody": []}]"#));
    assert_eq!(api.resources[0].methods[0].authorization, Authorization::None);
    assert_eq!(warnings.len(), 2);
}

#[test]
fn the_documents_own_security_is_not_used() {
    let more = format!(r#"{}, "security": [{{"token": []}}]"#, schemes());
    assert_eq!(
        mistakes(&document(MOCK, &more)),
        [
            "15:5: /security: API Gateway does not use the document's own `security`; operations without one are open, 1 here; write `security` at each operation"
        ]
    );
    load(&document(&format!(r#"{MOCK}, "security": []"#), &more));
    load(&document(MOCK, r#", "security": []"#));
}

#[test]
fn authorizers_that_cannot_be_asked() {
    let scheme = |shape: &str, authorizer: &str| {
        let more = format!(
            r#", "components": {{"securitySchemes": {{"who": {{{shape}, "x-amazon-apigateway-authorizer": {{{authorizer}}}}}}}}}"#
        );
        document(&format!(r#"{MOCK}, "security": [{{"who": []}}]"#), &more)
    };
    let key = r#""type": "apiKey", "in": "header", "name": "A""#;
    let unused = r#""type": "apiKey", "in": "header", "name": "Unused""#;
    let uri = format!(r#""authorizerUri": "{URI}""#);
    let table = [
        (
            key,
            r#""type": "cognito_user_pools""#.to_owned(),
            "user pools of Amazon Cognito cannot be asked locally; use",
        ),
        (
            key,
            r#""type": "jwt""#.to_owned(),
            "authorizers of the type `jwt` belong to HTTP APIs; use an authorizer",
        ),
        (key, uri.clone(), "the authorizer has no `type`; add `token` or `request`"),
        (
            key,
            r#""type": "token""#.to_owned(),
            "the authorizer has no `authorizerUri`; name the function that decides",
        ),
        (
            key,
            r#""type": "token", "authorizerUri": "who""#.to_owned(),
            "`who` names no function; write `arn:aws:",
        ),
        (
            key,
            format!(r#""type": "token", {uri}, "authorizerResultTtlInSeconds": 3601"#),
            "`3601` is not a whole number from 0 to 3600; write a whole number from 0 to 3600",
        ),
        (
            key,
            format!(r#""type": "token", {uri}, "providerARNs": []"#),
            "`providerARNs` belongs to authorizers of the type `cognito_user_pools`; remove it",
        ),
        (
            key,
            format!(r#""type": "request", {uri}, "enableSimpleResponses": true"#),
            "`enableSimpleResponses`: this belongs to HTTP APIs; REST APIs, which this gateway serves, have no such thing; remove",
        ),
        (
            r#""type": "oauth2", "in": "header", "name": "A""#,
            format!(r#""type": "token", {uri}"#),
            "the scheme of an authorizer is of the type `apiKey`; write `\"type\": \"apiKey\"`",
        ),
        (
            unused,
            format!(r#""type": "token", {uri}"#),
            "the scheme names no header for the token; add `in` and `name`",
        ),
        (
            unused,
            format!(r#""type": "request", {uri}"#),
            "decisions are kept, but nothing says for what; add `identitySource`, or `\"authorizerResultTtlInSeconds\": 0`",
        ),
    ];
    for (shape, authorizer, expected) in table {
        let found = mistakes(&scheme(shape, &authorizer));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains(&format!(": {expected}")), "{}", found[0]);
    }
}
