//! Loading a version of route pairs.

use crate::support::{body, echo, request, stage};
use lockstep_gateway::{Address, Api, LoadErrors};
use lockstep_route::{
    Authorizer, AuthorizerKind, ContentHandling, Endpoint, HeaderSource, Integration, Response, Trigger,
    Validate, Version,
};
use std::fs;

fn version(settings: &str, pairs: &[(&str, &str)]) -> Version {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("v1");
    let write = |name: &str, text: &str| {
        let file = root.join(name);
        fs::create_dir_all(file.parent().unwrap_or(&root)).expect("a folder");
        fs::write(file, text).expect("a file");
    };
    write("api.json", settings);
    for (name, pair) in pairs {
        write(&format!("{name}.json"), pair);
        write(&format!("{name}.rs"), "");
    }
    Version::read(&root).unwrap_or_else(|problems| panic!("{}", problems.render()))
}

fn load(version: &Version) -> Result<Api, LoadErrors> {
    Api::from_version(version, Address::BasePath("v1".to_owned()), stage(&[]))
}

#[tokio::test]
async fn pairs_become_methods_of_functions() {
    let version = version(
        r#"{ "title": "Talks", "cors": { "origins": ["*"] } }"#,
        &[
            ("talks/list", r#"{"method": "GET", "path": "/talks", "summary": "All", "access": "public"}"#),
            (
                "talks/one",
                r#"{"method": "GET", "path": "/talks/{code}", "summary": "One", "access": "public"}"#,
            ),
        ],
    );
    let api = load(&version).unwrap();
    let invoke = std::sync::Arc::new(crate::support::Function(|invocation: lockstep_gateway::Invocation| {
        assert_eq!(invocation.function, "talks");
        echo(invocation)
    }));
    let gateway =
        lockstep_gateway::Gateway::new(vec![api], invoke, std::sync::Arc::new(crate::support::Fixed))
            .unwrap();
    let answer = gateway.answer(request("GET", "/v1/talks/ABC", &[], b"")).await;
    assert_eq!(body(&answer)["resource"], "/talks/{code}");
    assert_eq!(body(&answer)["pathParameters"]["code"], "ABC");
    let answer = gateway.answer(request("OPTIONS", "/v1/talks", &[], b"")).await;
    assert_eq!(answer.headers.get("Access-Control-Allow-Methods"), Some("GET,OPTIONS"));
}

/// Discovery refuses most of these by itself; a version may also come from elsewhere.
#[test]
fn what_cannot_be_served_yet_is_named() {
    type Ask = fn(&mut Endpoint);
    let pair = r#"{"method": "POST", "path": "/talks", "summary": "s", "access": "public"}"#;
    let plain = version(r#"{ "title": "Talks" }"#, &[("talk", pair)]);
    let table: [(Ask, &str); 7] = [
        (|endpoint| endpoint.api_key_required = true, "`apiKeyRequired`"),
        (|endpoint| endpoint.validate = Some(Validate::Body), "`validate`"),
        (|endpoint| endpoint.authorizer = Some("who".to_owned()), "`authorizer`"),
        (|endpoint| endpoint.content_handling = Some(ContentHandling::ConvertToText), "`contentHandling`"),
        (|endpoint| endpoint.integration = Integration::Mock, "an integration other than a function"),
        (
            |endpoint| {
                let templates = [("text/plain".to_owned(), "x".to_owned())].into_iter().collect();
                let response = Response { response_templates: templates, ..Response::default() };
                endpoint.responses.insert(200, response);
            },
            "`responseTemplates`",
        ),
        (
            |endpoint| {
                let headers = [("X-A".to_owned(), HeaderSource::Mapped("context.requestId".to_owned()))]
                    .into_iter()
                    .collect();
                endpoint.responses.insert(200, Response { headers, ..Response::default() });
            },
            "a mapped header of a response",
        ),
    ];
    for (ask, feature) in table {
        let mut asking = plain.clone();
        let Trigger::Http(endpoint) = &mut asking.functions[0].routes[0].trigger else {
            panic!("an endpoint")
        };
        ask(endpoint);
        let error = load(&asking).unwrap_err();
        assert_eq!(error.to_string(), format!("v1/talk.json: {feature} cannot be served yet"));
    }
    let mut asking = plain;
    let authorizer = Authorizer {
        kind: AuthorizerKind::Token,
        function: Some("talk".to_owned()),
        identity_source: None,
        identity_validation_expression: None,
        result_ttl_seconds: None,
        provider_arns: Vec::new(),
    };
    asking.settings.authorizers.insert("who".to_owned(), authorizer);
    let error = load(&asking).unwrap_err();
    assert_eq!(error.to_string(), "v1/api.json: the authorizer `who` cannot be served yet");
}
