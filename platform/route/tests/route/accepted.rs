//! Everything that may stand in a pair and in `api.json`.

use crate::{SETTINGS, read};
use lockstep_route::{
    Access, AuthorizerKind, AuthorizerName, BodySchema, FunctionSettings, GatewayResponseType, HeaderSource,
    Integration, Method, PathTemplate, Schedule, Segment, Trigger, Validate, Version, VersionNumber,
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
    "request": {
        "path": { "talk": { "schema": { "type": "integer" } } },
        "query": { "part": { "required": true }, "note": {} },
        "header": { "X-Tenant": { "required": true, "schema": { "minLength": 1 } } },
        "body": "Talk"
    },
    "validate": "all",
    "apiKeyRequired": true,
    "authorizer": "people",
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
            "type": "token",
            "function": "gate",
            "identitySource": "method.request.header.Authorization",
            "identityValidationExpression": "Bearer .+",
            "resultTtlSeconds": 300
        },
        "machines": { "type": "request", "function": "door", "resultTtlSeconds": 0 },
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
        ("gate.json", r#"{ "summary": "Who may pass", "authorizes": "token" }"#),
        ("gate.rs", ""),
        ("door.json", r#"{ "summary": "What may pass", "authorizes": "request" }"#),
        ("door.rs", ""),
        ("files/sweep.json", r#"{ "summary": "Sweeps", "schedule": "rate(2 hours)" }"#),
        ("files/sweep.rs", ""),
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
        [
            ("door", "door", "door"),
            ("files", "find", "files/find"),
            ("files", "store", "files/store"),
            ("files", "sweep", "files/sweep"),
            ("gate", "gate", "gate"),
            ("health", "health", "health"),
        ]
    );
    assert!(version.routes().all(|(_, route)| route.has_code() && route.origin == VersionNumber(1)));
    assert_eq!(version.routes().nth(1).unwrap().1.place(), "v1/files/find.json");
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
    assert_eq!(endpoint.integration, Integration::FunctionProxy);
    assert_eq!(endpoint.validate, Some(Validate::All));
    assert!(endpoint.api_key_required);
    assert_eq!(endpoint.authorizer, Some(AuthorizerName::Named("people".to_owned())));
    let request = &endpoint.request;
    assert_eq!(request.path["talk"].schema, Some(json!({ "type": "integer" })));
    assert!(request.path["talk"].required, "a placeholder always is");
    assert_eq!((request.query["part"].required, request.query["note"].required), (true, false));
    assert_eq!(request.header["X-Tenant"].schema, Some(json!({ "minLength": 1 })));
    assert_eq!(request.body, Some(BodySchema::Model("Talk".to_owned())));
    assert_eq!(endpoint.responses.keys().copied().collect::<Vec<_>>(), [201, 409], "in ascending order");
    assert_eq!(endpoint.success_status(), 201);
    let created = &endpoint.responses[&201];
    assert_eq!(created.headers["Cache-Control"], HeaderSource::Fixed("no-store".to_owned()));
    assert_eq!(created.schema, Some(BodySchema::Inline(json!({ "type": "string" }))));
    let conflict = &endpoint.responses[&409];
    assert_eq!(conflict.selection_pattern.as_deref(), Some("taken: .*"));
    assert_eq!(conflict.schema, Some(BodySchema::Model("Talk".to_owned())));
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
    assert_eq!(settings.authorizers["people"].kind, AuthorizerKind::Token);
    assert_eq!(settings.authorizers["machines"].kind, AuthorizerKind::Request);
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
fn jobs_and_authorizers_are_no_endpoints() {
    let version = everything();
    assert_eq!((version.routes().count(), version.endpoints().count()), (6, 3));
    let triggers: Vec<&Trigger> = version.routes().map(|(_, route)| &route.trigger).collect();
    assert_eq!(triggers[0], &Trigger::Authorizer(AuthorizerKind::Request));
    assert_eq!(triggers[3], &Trigger::Job(Schedule::EveryMinutes(120)));
    assert_eq!(triggers[4], &Trigger::Authorizer(AuthorizerKind::Token));
}

#[test]
fn schedules_are_rates_or_cron_expressions() {
    for (text, schedule) in [
        ("rate(1 minute)", Schedule::EveryMinutes(1)),
        ("rate(5 minutes)", Schedule::EveryMinutes(5)),
        ("rate(1 hour)", Schedule::EveryMinutes(60)),
        ("rate(2 days)", Schedule::EveryMinutes(2880)),
        ("cron(0 8 * * ? *)", Schedule::Cron("0 8 * * ? *".to_owned())),
    ] {
        let pair = format!(r#"{{ "summary": "s", "schedule": "{text}" }}"#);
        let version = read(&[SETTINGS, ("job.json", &pair), ("job.rs", "")]);
        assert_eq!(version.functions[0].routes[0].trigger, Trigger::Job(schedule), "{text}");
    }
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
