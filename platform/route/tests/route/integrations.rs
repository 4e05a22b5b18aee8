//! Integrations other than the pair's own function.

use crate::{codeless_problems, endpoint};
use lockstep_route::{AuthorizerName, HeaderSource, Integration, Method, PassthroughBehavior, Server};

const GOOD: &str = r#""method": "GET", "path": "/talks/{talk}", "summary": "s", "access": "public""#;

fn with(more: &str) -> Vec<String> {
    codeless_problems(&format!("{{ {GOOD},\n{more} }}"))
}

fn accepted(more: &str) -> lockstep_route::Endpoint {
    endpoint(&[("talk.json", &format!("{{ {GOOD},\n{more} }}"))])
}

#[test]
fn a_mock_is_templates_alone() {
    for written in [r#""mock""#, r#"{ "type": "mock" }"#] {
        let endpoint = accepted(&format!(
            r#""integration": {written}, "requestTemplates": {{ "application/json": "{{\"statusCode\": 302}}" }},
            "responses": {{ "302": {{ "headers": {{ "Location": "'/'" }} }}, "404": {{ "selectionPattern": "404" }} }}"#
        ));
        assert_eq!(endpoint.integration, Integration::Mock);
        assert!(endpoint.integration.is_mapped() && !endpoint.integration.is_function());
        assert_eq!(endpoint.integration.server(), None);
        assert_eq!(endpoint.passthrough_behavior, PassthroughBehavior::WhenNoMatch);
        assert_eq!(endpoint.success_status(), 302, "that of the default response");
    }
}

#[test]
fn another_server_is_called_through_templates_or_as_it_is() {
    let server = Server {
        uri: "https://example.org/{talk}".to_owned(),
        method: Method::Get,
        timeout_milliseconds: Some(2_500),
    };
    let written = |kind: &str| {
        format!(
            r#""integration": {{ "type": "{kind}", "uri": "https://example.org/{{talk}}", "method": "GET", "timeout": 2.5 }},
            "requestParameters": {{ "integration.request.path.talk": "method.request.path.talk" }}"#
        )
    };
    let http = accepted(&format!(
        r#"{}, "passthroughBehavior": "WHEN_NO_TEMPLATES", "authorizer": "iam", "responses": {{
            "200": {{ "headers": {{ "ETag": "integration.response.header.ETag" }} }}, "404": {{ "selectionPattern": "404" }} }}"#,
        written("http")
    ));
    assert_eq!(http.integration, Integration::Http(server.clone()));
    assert_eq!(http.passthrough_behavior, PassthroughBehavior::WhenNoTemplates);
    assert_eq!(http.authorizer, Some(AuthorizerName::Iam));
    assert_eq!(String::from(AuthorizerName::Iam), "iam");
    let etag = HeaderSource::Mapped("integration.response.header.ETag".to_owned());
    assert_eq!(http.responses[&200].headers["ETag"], etag);
    let proxy = accepted(&written("http_proxy"));
    assert_eq!(proxy.integration, Integration::HttpProxy(server));
    assert_eq!(proxy.request_parameters["integration.request.path.talk"], "method.request.path.talk");
    assert_eq!(proxy.success_status(), 200);
    let variable = accepted(
        r#""integration": { "type": "http", "uri": "${stageVariables.backend}/{odd", "method": "ANY" }"#,
    );
    assert_eq!(variable.integration.server().unwrap().timeout_milliseconds, None);
}

#[test]
fn mistakes_are_told_at_their_places() {
    let table: &[(&str, &[&str])] = &[
        (r#""integration": "http""#, &["2:16: expected an object with type, uri and method, found a text"]),
        (r#""integration": "moc""#, &["2:16: unknown integration `moc`; did you mean `mock`?"]),
        (
            r#""integration": { "type": "http" }"#,
            &["2:16: the field `uri` is missing", "2:16: the field `method` is missing"],
        ),
        (r#""integration": 1"#, &["2:16: expected an object, found a number"]),
        (
            r#""integration": { "type": "http", "uri": "example.org", "method": "GET" }"#,
            &["2:41: `example.org` is not an address such as `https://example.org/talks`"],
        ),
        (
            r#""integration": { "type": "http", "uri": "http://x/{talk}/{part}", "method": "GET" }"#,
            &[
                "2:16: nothing fills `{talk}`: `requestParameters` needs `integration.request.path.talk`",
                "2:16: nothing fills `{part}`: `requestParameters` needs `integration.request.path.part`",
            ],
        ),
        (
            r#""integration": { "type": "http", "uri": "http://x", "method": "GET", "timeout": 30 }"#,
            &["2:81: `30` is not a time from 0.05 to 29 seconds"],
        ),
        (
            r#""integration": { "type": "http", "uri": "http://x", "method": "GET", "timeout": -1 }"#,
            &["2:81: `-1` is not a time from 0.05 to 29 seconds"],
        ),
        (
            r#""integration": { "type": "http", "uri": "http://x", "method": "GET", "timeout": "1" }"#,
            &["2:81: expected a number, found a text"],
        ),
        (
            r#""integration": { "type": "mock", "timeout": 1 }, "requestTemplates": { "a/b": "{}" }"#,
            &["2:34: a mock calls nobody"],
        ),
        (
            r#""integration": "mock""#,
            &["2:16: a mock answers what its `requestTemplates` say: \"{\\\"statusCode\\\": 200}\""],
        ),
        (
            r#""integration": "mock", "requestTemplates": { "a/b": "{}" }, "function": { "memory": 256 }"#,
            &["2:61: an `integration` answers instead of a function, of which nothing can be said"],
        ),
        (
            r#""integration": "mock", "requestTemplates": { "a/b": "{}" }, "requestParameters": {}"#,
            &[
                "2:61: API Gateway hands these to another server or through templates to a function, and nowhere else",
            ],
        ),
    ];
    for (more, expected) in table {
        let expected: Vec<String> = expected.iter().map(|one| format!("talk.json:{one}")).collect();
        assert_eq!(with(more), expected, "{more}");
    }
}

#[test]
fn what_passes_as_it_is_is_not_mapped() {
    let server = r#""integration": { "type": "http_proxy", "uri": "http://x", "method": "GET" }"#;
    let reason = "`http_proxy` passes requests and answers on as they are: `http` maps them";
    for (more, column) in [
        (r#""requestTemplates": { "text/plain": "" }"#, 1),
        (r#""responses": { "200": { "selectionPattern": "200" } }"#, 25),
        (r#""responses": { "200": { "responseTemplates": {} } }"#, 25),
        (r#""responses": { "200": { "headers": {} } }"#, 25),
        (r#""responses": { "200": { "contentHandling": "CONVERT_TO_TEXT" } }"#, 25),
    ] {
        let problems = with(&format!("{server},\n{more}"));
        assert_eq!(problems, [format!("talk.json:3:{column}: {reason}")], "{more}");
    }
}

#[test]
fn nothing_goes_unguarded() {
    let reason = "nothing would enforce this access: only a function that gets the whole request knows who calls; name an \
                  `authorizer`, or say `public`";
    let json = |more: &str| {
        format!(
            r#"{{ "method": "GET", "path": "/", "summary": "s", "integration": "mock",
"requestTemplates": {{ "application/json": "{{}}" }}{more}, "access": "talks.edit" }}"#
        )
    };
    assert_eq!(codeless_problems(&json("")), [format!("talk.json:2:61: {reason}")]);
    endpoint(&[("talk.json", &json(r#", "authorizer": "people""#))]);
}
