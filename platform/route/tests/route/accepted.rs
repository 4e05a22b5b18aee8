//! Everything that may stand in a pair and in `api.json`.

use crate::{SETTINGS, read};
use lockstep_route::{
    Access, AuthorizerKind, ContentHandling, FunctionSettings, GatewayResponseType, HeaderSource,
    Integration, Method, PathTemplate, ResponseSchema, Segment, Trigger, Validate, Version, VersionNumber,
};
use serde_json::json;

const EVERYTHING: &str = r#"{
    "method": "PUT",
    "path": "/talks/{talk}/files/{path+}",
    "summary": "Stores a file",
    "access": "talks.edit",
    "responses": {
        "409": { "selectionPattern": "taken: .*", "schema": "Talk" },
        "201": { "headers": { "Cache-Control": "'no-store'" }, "schema": { "type": "string" } }
    },
    "validate": "all",
    "apiKeyRequired": true,
    "authorizer": "people",
    "contentHandling": "CONVERT_TO_TEXT",
    "function": { "memory": 256, "timeout": 10, "role": "files" }
}"#;

const SHARED: &str = r#"{
    "title": "Talks",
    "cors": {
        "origins": ["https://example.org"],
        "methods": ["GET", "PUT"],
        "headers": ["If-None-Match"],
        "exposedHeaders": ["ETag"],
        "maxAge": 600,
        "credentials": true
    },
    "binaryTypes": ["image/*"],
    "gatewayResponses": {
        "DEFAULT_4XX": {
            "statusCode": 400,
            "headers": { "X-Reason": "'refused'", "X-Request": "context.requestId" },
            "responseTemplates": { "application/json": "{}" }
        },
        "THROTTLED": {}
    },
    "authorizers": {
        "people": {
            "type": "request",
            "function": "files",
            "identitySource": "method.request.header.Authorization",
            "identityValidationExpression": "Bearer .+",
            "resultTtlSeconds": 300
        },
        "pool": { "type": "cognito_user_pools", "providerArns": ["arn:aws:cognito-idp:eu-central-1:1:userpool/x"] }
    },
    "models": { "Talk": { "type": "object", "maxProperties": 3, "nullable": false, "default": null, "required": ["a"] } }
}"#;

fn everything() -> Version {
    read(&[
        ("api.json", SHARED),
        ("files/store.json", EVERYTHING),
        ("files/store.rs", ""),
        ("files/find.json", r#"{ "method": "ANY", "path": "/", "summary": "s", "access": "signed-in" }"#),
        ("files/find.rs", ""),
        ("health.json", r#"{ "method": "GET", "path": "/health.txt", "summary": "s", "access": "public" }"#),
        ("health.rs", ""),
        ("README.md", "a note"),
        ("notes", "a file without an ending"),
        (".editor/", ""),
    ])
}

#[test]
fn folders_and_single_pairs_are_functions() {
    let version = everything();
    assert_eq!(version.number, VersionNumber(1));
    assert_eq!(version.number.to_string(), "1");
    let names: Vec<(&str, &str, &str)> = version
        .routes()
        .map(|(function, route)| (function.name.as_str(), route.name.as_str(), route.source.as_str()))
        .collect();
    assert_eq!(
        names,
        [("files", "find", "files/find"), ("files", "store", "files/store"), ("health", "health", "health")]
    );
    let settings = FunctionSettings { memory: Some(256), timeout: Some(10), role: Some("files".to_owned()) };
    assert_eq!(version.function("files").unwrap().settings, settings);
    assert_eq!(version.function("health").unwrap().settings, FunctionSettings::default());
    assert_eq!(version.function("nothing"), None);
}

#[test]
fn all_fields_of_a_pair_are_typed() {
    let version = everything();
    let (_, route, endpoint) = version.endpoints().find(|(_, route, _)| route.name == "store").unwrap();
    assert_eq!(route.summary, "Stores a file");
    assert_eq!(endpoint.method, Method::Put);
    assert_eq!(endpoint.method.to_string(), "PUT");
    assert_eq!(endpoint.path.to_string(), "/talks/{talk}/files/{path+}");
    assert_eq!(endpoint.path.variables().collect::<Vec<_>>(), ["talk", "path"]);
    let files = Segment::Fixed("files".to_owned());
    assert_eq!(endpoint.path.segments()[2..], [files, Segment::Greedy("path".to_owned())]);
    assert_eq!(endpoint.access, Access::Permission("talks.edit".to_owned()));
    assert_eq!(endpoint.integration, Integration::Function);
    assert_eq!(endpoint.validate, Some(Validate::All));
    assert!(endpoint.api_key_required);
    assert_eq!(endpoint.authorizer.as_deref(), Some("people"));
    assert_eq!(endpoint.content_handling, Some(ContentHandling::ConvertToText));
    assert_eq!(endpoint.responses.keys().copied().collect::<Vec<_>>(), [201, 409], "in ascending order");
    assert_eq!(endpoint.success_status(), 201);
    let created = &endpoint.responses[&201];
    assert_eq!(created.headers["Cache-Control"], HeaderSource::Fixed("no-store".to_owned()));
    assert_eq!(created.schema, Some(ResponseSchema::Inline(json!({ "type": "string" }))));
    let conflict = &endpoint.responses[&409];
    assert_eq!(conflict.selection_pattern.as_deref(), Some("taken: .*"));
    assert_eq!(conflict.schema, Some(ResponseSchema::Model("Talk".to_owned())));
}

#[test]
fn what_a_pair_leaves_out_has_a_default() {
    let version = everything();
    let (_, _, endpoint) = version.endpoints().find(|(_, route, _)| route.name == "find").unwrap();
    assert_eq!(endpoint.path.segments(), []);
    assert_eq!(endpoint.access, Access::SignedIn);
    assert_eq!(endpoint.success_status(), 200);
    assert!(!endpoint.api_key_required);
    assert_eq!((endpoint.validate, endpoint.content_handling, &endpoint.authorizer), (None, None, &None));
}

#[test]
fn all_settings_are_typed() {
    let settings = everything().settings;
    assert_eq!(settings.title, "Talks");
    assert_eq!(settings.binary_types, ["image/*"]);
    let cors = settings.cors.unwrap();
    assert_eq!(cors.origins, ["https://example.org"]);
    assert_eq!(cors.methods, [Method::Get, Method::Put]);
    assert_eq!((cors.headers.len(), cors.exposed_headers.len()), (1, 1));
    assert_eq!((cors.max_age, cors.credentials), (Some(600), true));
    let refused = &settings.gateway_responses[&GatewayResponseType::Default4xx];
    assert_eq!(refused.status_code, Some(400));
    assert_eq!(refused.headers["X-Reason"], HeaderSource::Fixed("refused".to_owned()));
    assert_eq!(refused.headers["X-Request"], HeaderSource::Mapped("context.requestId".to_owned()));
    assert_eq!(refused.response_templates["application/json"], "{}");
    assert_eq!(settings.authorizers["people"].kind, AuthorizerKind::Request);
    assert_eq!(settings.authorizers["people"].result_ttl_seconds, Some(300));
    assert_eq!(settings.authorizers["pool"].provider_arns.len(), 1);
    let model = json!({ "type": "object", "maxProperties": 3, "nullable": false, "default": null, "required": ["a"] });
    assert_eq!(settings.models["Talk"], model);
}

#[test]
fn a_version_travels_as_json() {
    let version = everything();
    let text = version.to_json();
    assert!(!text.contains('\n'));
    assert_eq!(Version::from_json(&text).unwrap(), version);
    assert!(Version::from_json("{}").is_err());
    let bad = text.replace("/health.txt", "health");
    assert!(Version::from_json(&bad).unwrap_err().to_string().contains("`health` is not a path"));
}

#[test]
fn jobs_are_no_endpoints() {
    let mut version = read(&[SETTINGS]);
    assert_eq!(version.routes().count(), 0);
    let mut function = everything().functions.remove(1);
    function.routes[0].trigger = Trigger::Job(lockstep_route::Schedule::EveryMinutes(5));
    version.functions.push(function);
    assert_eq!((version.routes().count(), version.endpoints().count()), (1, 0));
}

#[test]
fn paths_are_compared_by_their_text() {
    let one: PathTemplate = "/talks/{talk}".parse().unwrap();
    assert_eq!(one.as_str(), "/talks/{talk}");
    assert_eq!(String::from(one.clone()), "/talks/{talk}");
    assert_ne!(one, "/talks/{other}".parse().unwrap());
}

#[test]
fn siblings_may_be_fixed_beside_one_placeholder() {
    let pair = |path: &str| {
        format!(r#"{{ "method": "GET", "path": "{path}", "summary": "s", "access": "public" }}"#)
    };
    let (one, other, deep) = (pair("/talks/{talk}"), pair("/talks/latest"), pair("/talks/{talk}/files"));
    let version = read(&[
        SETTINGS,
        ("talks/one.json", &one),
        ("talks/one.rs", ""),
        ("talks/latest.json", &other),
        ("talks/latest.rs", ""),
        ("talks/files.json", &deep),
        ("talks/files.rs", ""),
    ]);
    assert_eq!(version.functions[0].routes.len(), 3);
}
