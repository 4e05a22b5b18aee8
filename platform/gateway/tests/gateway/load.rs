//! Loading a version of route pairs.

use crate::support::{body, echo, request, stage};
use lockstep_gateway::{
    Address, Api, ApiDefinition, Authorization, AuthorizerKind, Gateway, IntegrationTarget, Invocation,
    InvokeError, LoadErrors, MethodDefinition, ParameterLocation, PassthroughBehavior,
};
use lockstep_route::{ContentHandling, Validate, Version};
use serde_json::{Value, json};
use std::fs;
use std::sync::Arc;
use std::time::Duration;

/// Files below `v1`, by name and content.
fn version(settings: &str, files: &[(&str, &str)]) -> Version {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("v1");
    let write = |name: &str, text: &str| {
        let file = root.join(name);
        fs::create_dir_all(file.parent().unwrap_or(&root)).expect("a folder");
        fs::write(file, text).expect("a file");
    };
    write("api.json", settings);
    for (name, text) in files {
        write(name, text);
        if let Some(stem) = name.strip_suffix(".json").filter(|_| !text.contains("\"integration\":")) {
            write(&format!("{stem}.rs"), "");
        }
    }
    Version::read(&root).unwrap_or_else(|problems| panic!("{}", problems.render()))
}

fn load(version: &Version) -> Result<Api, LoadErrors> {
    Api::from_version(version, Address::BasePath("v1".to_owned()), stage(&[]))
}

fn gateway(
    version: &Version,
    function: impl Fn(Invocation) -> Result<Value, InvokeError> + Send + Sync + 'static,
) -> Gateway {
    let api = load(version).unwrap_or_else(|errors| panic!("{errors}"));
    let invoke = Arc::new(crate::support::Function(function));
    Gateway::new(vec![api], invoke, Arc::new(crate::support::Fixed)).expect("a gateway")
}

fn definition(settings: &str, files: &[(&str, &str)]) -> ApiDefinition {
    ApiDefinition::from_version(&version(settings, files)).unwrap_or_else(|errors| panic!("{errors}"))
}

/// The only method of a definition.
fn only(definition: &ApiDefinition) -> &MethodDefinition {
    &definition.resources[0].methods[0]
}

const PLAIN: &str = r#"{ "title": "Talks" }"#;

#[tokio::test]
async fn pairs_become_methods_of_functions() {
    let version = version(
        r#"{ "title": "Talks", "cors": { "origins": ["*"] } }"#,
        &[
            (
                "talks/list.json",
                r#"{"method": "GET", "path": "/talks", "summary": "All", "access": "public"}"#,
            ),
            (
                "talks/one.json",
                r#"{"method": "GET", "path": "/talks/{code}", "summary": "One", "access": "public"}"#,
            ),
            ("sweep.json", r#"{"schedule": "rate(1 day)", "summary": "Sweeps"}"#),
        ],
    );
    let gateway = gateway(&version, |invocation| {
        assert_eq!(invocation.function, "talks");
        echo(invocation)
    });
    let answer = gateway.answer(request("GET", "/v1/talks/ABC", &[], b"")).await;
    assert_eq!(body(&answer)["resource"], "/talks/{code}");
    assert_eq!(body(&answer)["pathParameters"]["code"], "ABC");
    let answer = gateway.answer(request("OPTIONS", "/v1/talks", &[], b"")).await;
    assert_eq!(answer.headers.get("Access-Control-Allow-Methods"), Some("GET,OPTIONS"));
}

const MAPPED: &str = r#"{
    "method": "GET", "path": "/users/{username}", "summary": "s", "access": "public",
    "requestTemplates": { "application/json": { "file": "get_user.vtl" } },
    "responses": {
        "200": { "responseTemplates": { "application/json": "{\"hello\": \"$input.path('$.name')\"}" } },
        "404": {
            "selectionPattern": "no such .*",
            "headers": { "X-Reason": "'missing'" },
            "responseTemplates": { "application/json": "{\"error\": \"$input.path('$.errorMessage')\"}" }
        }
    }
}"#;

#[tokio::test]
async fn templates_stand_before_and_after_a_function() {
    let settings = r#"{ "title": "Users", "cors": { "origins": ["https://a.example"], "exposedHeaders": ["ETag"], "credentials": true } }"#;
    let files = [("get_user.json", MAPPED), ("get_user.vtl", r#"{"name": "$input.params('username')"}"#)];
    let gateway = gateway(&version(settings, &files), |invocation| {
        assert_eq!(invocation.function, "get_user");
        let event = crate::support::event(&invocation);
        match event["name"].as_str() {
            Some("nobody") => Err(InvokeError::Failed(json!({ "errorMessage": "no such user" }))),
            _ => Ok(event),
        }
    });
    let found = gateway.answer(request("GET", "/v1/users/ada", &[], b"")).await;
    assert_eq!((found.status, body(&found)), (200, json!({ "hello": "ada" })));
    for (name, value) in [
        ("Access-Control-Allow-Origin", "https://a.example"),
        ("Access-Control-Expose-Headers", "ETag"),
        ("Access-Control-Allow-Credentials", "true"),
    ] {
        assert_eq!(found.headers.get(name), Some(value), "templates know of nobody else who would say it");
    }
    let missing = gateway.answer(request("GET", "/v1/users/nobody", &[], b"")).await;
    assert_eq!((missing.status, body(&missing)), (404, json!({ "error": "no such user" })));
    assert_eq!(missing.headers.get("X-Reason"), Some("missing"));
    let other = gateway.answer(request("GET", "/v1/users/ada", &[("Content-Type", "text/plain")], b"")).await;
    assert_eq!(other.status, 415, "the function gets what a template renders and nothing else");
}

#[test]
fn everything_a_pair_says_is_in_its_method() {
    let pair = r#"{
        "method": "PUT", "path": "/talks/{talk}", "summary": "s", "access": "public",
        "requestTemplates": { "application/json": "{}", "text/csv": "{}", "application/vnd.talk+json": "{}" },
        "requestParameters": {
            "integration.request.header.A": "method.request.header.X-A",
            "integration.request.header.B": "method.request.multivaluequerystring.b",
            "integration.request.header.C": "method.request.querystring.day",
            "integration.request.header.D": "'d'"
        },
        "request": {
            "query": { "day": { "required": true } }, "header": { "X-Tenant": {} }, "body": { "type": "object" }
        },
        "responses": {
            "201": { "schema": "Talk", "contentHandling": "CONVERT_TO_BINARY" },
            "404": {
                "selectionPattern": "404", "schema": { "type": "string" },
                "responseTemplates": { "text/plain": "gone" },
                "headers": { "Location": "integration.response.header.Location" }
            }
        },
        "validate": "all", "apiKeyRequired": true, "authorizer": "people", "contentHandling": "CONVERT_TO_TEXT"
    }"#;
    let settings = r#"{
        "title": "Talks", "binaryTypes": ["image/*"],
        "models": { "Talk": { "type": "object" }, "PutTalkRequest": { "type": "null" } },
        "authorizers": { "people": { "type": "token", "function": "gate" } }
    }"#;
    let gate = r#"{ "summary": "s", "authorizes": "token" }"#;
    let definition = definition(settings, &[("put_talk.json", pair), ("gate.json", gate)]);
    assert_eq!((definition.place.as_str(), definition.name.as_str()), ("v1/api.json", "Talks"));
    assert_eq!(definition.binary_media_types, ["image/*"]);
    assert_eq!(definition.models["PutTalkRequestx"], json!({ "type": "object" }), "the other name is taken");
    assert_eq!(definition.models["PutTalk404Response"], json!({ "type": "string" }));
    let method = only(&definition);
    assert_eq!((method.place.as_str(), method.verb.as_str()), ("v1/put_talk.json", "PUT"));
    let people = Authorization::Authorizer { name: "people".to_owned(), scopes: Vec::new() };
    assert_eq!(method.authorization, people);
    assert!(method.api_key_required);
    assert_eq!(method.validate, Some(Validate::All));
    let parameters: Vec<(ParameterLocation, &str, bool)> =
        method.parameters.iter().map(|one| (one.location, one.name.as_str(), one.required)).collect();
    assert_eq!(
        parameters,
        [
            (ParameterLocation::Path, "talk", true),
            (ParameterLocation::QueryString, "day", true),
            (ParameterLocation::Header, "X-Tenant", false),
            (ParameterLocation::Header, "X-A", false),
            (ParameterLocation::QueryString, "b", false),
        ]
    );
    let models: Vec<&str> = method.models.keys().map(String::as_str).collect();
    assert_eq!(models, ["application/json", "application/vnd.talk+json"]);
    let integration = &method.integration;
    let function = IntegrationTarget::Function { function: "put_talk".to_owned(), verb: "POST".to_owned() };
    assert_eq!(integration.target, function);
    assert_eq!(integration.passthrough, PassthroughBehavior::Never);
    assert_eq!((integration.request_templates.len(), integration.request_parameters.len()), (3, 4));
    assert_eq!(integration.content_handling, Some(ContentHandling::ConvertToText));
    let [created, gone] = &integration.responses[..] else { panic!("two responses") };
    assert_eq!((created.status, &created.selection_pattern), (201, &None));
    assert_eq!(created.content_handling, Some(ContentHandling::ConvertToBinary));
    assert_eq!((gone.status, gone.selection_pattern.as_deref()), (404, Some("404")));
    assert_eq!(gone.templates["text/plain"], "gone");
    let location = &gone.parameters["method.response.header.Location"];
    assert_eq!(location, "integration.response.header.Location");
    assert_eq!(method.responses[&201].models["application/json"], "Talk");
    assert_eq!(method.responses[&404].models["text/plain"], "PutTalk404Response");
    assert_eq!(method.responses[&404].headers, ["Location"]);
}

#[test]
fn mocks_and_servers_are_integrations_of_their_own() {
    let head = r#""method": "ANY", "path": "/talks", "summary": "s", "access": "public""#;
    let of = |more: &str| definition(PLAIN, &[("talk.json", &format!("{{ {head}, {more} }}"))]);
    let mock =
        of(r#""integration": "mock", "requestTemplates": { "application/json": "{\"statusCode\": 200}" }"#);
    assert_eq!(only(&mock).integration.target, IntegrationTarget::Mock);
    assert_eq!(only(&mock).integration.passthrough, PassthroughBehavior::WhenNoMatch);
    let statuses: Vec<u16> = only(&mock).integration.responses.iter().map(|one| one.status).collect();
    assert_eq!(statuses, [200], "where nothing is said, a 200 is the default");
    assert!(only(&mock).responses.contains_key(&200));
    let server = |kind: &str| {
        format!(
            r#""integration": {{ "type": "{kind}", "uri": "http://x", "method": "POST", "timeout": 1.5 }}"#
        )
    };
    let http = of(&format!(r#"{}, "passthroughBehavior": "WHEN_NO_TEMPLATES""#, server("http")));
    let (verb, uri) = ("POST".to_owned(), "http://x".to_owned());
    assert_eq!(
        only(&http).integration.target,
        IntegrationTarget::Http { verb: verb.clone(), uri: uri.clone() }
    );
    assert_eq!(only(&http).integration.timeout, Duration::from_millis(1_500));
    assert_eq!(only(&http).integration.passthrough, PassthroughBehavior::WhenNoTemplates);
    let proxy = of(&format!(r#"{}, "authorizer": "iam""#, server("http_proxy")));
    assert_eq!(only(&proxy).integration.target, IntegrationTarget::HttpProxy { verb, uri });
    assert_eq!(only(&proxy).authorization, Authorization::Iam);
    assert!(only(&proxy).integration.responses.is_empty());
}

#[test]
fn authorizers_are_functions_that_are_asked() {
    let settings = r#"{ "title": "Talks", "authorizers": {
        "people": { "type": "token", "function": "gate", "identityValidationExpression": "Bearer .+" },
        "machines": {
            "type": "request", "function": "door", "resultTtlSeconds": 60,
            "identitySource": "method.request.header.X-Key, context.identity.sourceIp"
        },
        "open": { "type": "request", "function": "door", "resultTtlSeconds": 0 }
    } }"#;
    let definition = definition(
        settings,
        &[
            ("gate.json", r#"{ "summary": "s", "authorizes": "token" }"#),
            ("door.json", r#"{ "summary": "s", "authorizes": "request" }"#),
        ],
    );
    let people = &definition.authorizers["people"];
    assert_eq!((people.kind, people.function.as_str()), (AuthorizerKind::Token, "gate"));
    assert_eq!(people.place, "v1/api.json: authorizers.people");
    assert_eq!(people.identity_sources, ["method.request.header.Authorization"]);
    assert_eq!(people.validation_expression.as_deref(), Some("Bearer .+"));
    assert_eq!(people.result_ttl_seconds, 300);
    let machines = &definition.authorizers["machines"];
    assert_eq!((machines.kind, machines.result_ttl_seconds), (AuthorizerKind::Request, 60));
    let sources = ["method.request.header.X-Key", "context.identity.sourceIp"];
    assert_eq!(machines.identity_sources, sources);
    assert!(definition.authorizers["open"].identity_sources.is_empty());
}

#[test]
fn what_is_wrong_is_told_where_it_stands() {
    let pair = r##"{
        "method": "GET", "path": "/users", "summary": "s", "access": "public",
        "requestTemplates": { "application/json": { "file": "get_user.vtl" } },
        "responses": { "200": { "responseTemplates": { "application/json": "#if(" } } }
    }"##;
    let settings = r#"{ "title": "Users", "authorizers": { "pool": { "type": "cognito_user_pools", "providerArns": ["a"] } } }"#;
    let version = version(settings, &[("get_user.json", pair), ("get_user.vtl", "{\n  #foreach(\n}")]);
    let errors = load(&version).unwrap_err().to_string();
    for part in [
        "v1/api.json: the authorizer `pool`, a user pool of Amazon Cognito, cannot be served yet",
        "v1/get_user.vtl:",
        "v1/get_user.json:4:76, in line 1, column ",
    ] {
        assert!(errors.contains(part), "{part}\n{errors}");
    }
}
