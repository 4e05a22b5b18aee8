//! Routes behind mapping templates.

use crate::{Project, SETTINGS, endpoint, pair_problems, problems, read};
use lockstep_route::{
    BodySchema, ContentHandling, HeaderSource, Integration, PassthroughBehavior, Template, TemplateOrigin,
};
use serde_json::json;

const GOOD: &str = r#""method": "GET", "path": "/talks/{talk}", "summary": "s", "access": "public""#;
const TEMPLATES: &str = r#""requestTemplates": { "application/json": "{}" }"#;

/// A mapped pair with something more.
fn with(more: &str) -> Vec<String> {
    pair_problems(&format!("{{ {GOOD}, {TEMPLATES},\n{more} }}"))
}

const EVERYTHING: &str = r#"{
    "method": "POST",
    "path": "/talks/{talk}",
    "summary": "Changes a talk",
    "access": "talks.edit",
    "authorizer": "people",
    "requestTemplates": {
        "application/json": { "file": "talk.vtl" },
        "text/csv":  "{\"csv\": \"$util.escapeJavaScript($input.body)\"}"
    },
    "requestParameters": {
        "integration.request.header.X-Amz-Invocation-Type": "'RequestResponse'",
        "integration.request.header.A": "method.request.body.name",
        "integration.request.querystring.b": "context.requestId",
        "integration.request.path.c": "stageVariables.c"
    },
    "passthroughBehavior": "WHEN_NO_TEMPLATES",
    "request": { "query": { "day": {} }, "body": { "type": "object" } },
    "validate": "body",
    "contentHandling": "CONVERT_TO_TEXT",
    "responses": {
        "404": {
            "selectionPattern": "no such .*",
            "responseTemplates": { "application/problem+json": { "file": "problem.vtl" } }
        },
        "201": {
            "responseTemplates": { "application/json": "$input.json('$')" },
            "headers": {
                "Location": "integration.response.body.url",
                "X-Whole": "integration.response.body",
                "X-Id": "context.requestId",
                "Cache-Control": "'no-store'"
            },
            "contentHandling": "CONVERT_TO_BINARY",
            "schema": "Talk"
        }
    }
}"#;

#[test]
fn everything_that_api_gateway_maps_can_be_said() {
    let files = [
        ("talk.json", EVERYTHING),
        ("talk.rs", ""),
        ("talk.vtl", "{\n  \"talk\": 1\n}"),
        ("problem.vtl", "$input.path('$.errorMessage')"),
    ];
    let endpoint = endpoint(&files);
    assert_eq!(endpoint.integration, Integration::Function);
    assert!(endpoint.integration.is_mapped() && endpoint.integration.is_function());
    assert_eq!(endpoint.passthrough_behavior, PassthroughBehavior::WhenNoTemplates);
    assert_eq!(endpoint.request_parameters.len(), 4);
    assert_eq!(endpoint.request.body, Some(BodySchema::Inline(json!({ "type": "object" }))));
    assert_eq!(endpoint.success_status(), 201);
    let file = TemplateOrigin::File { file: "v1/talk.vtl".to_owned() };
    assert_eq!(
        endpoint.request_templates["application/json"],
        Template { text: "{\n  \"talk\": 1\n}".to_owned(), origin: file }
    );
    let inline = &endpoint.request_templates["text/csv"];
    assert_eq!(inline.text, "{\"csv\": \"$util.escapeJavaScript($input.body)\"}");
    assert_eq!(inline.place(1, 9), "v1/talk.json:9:22, in line 1, column 9 of this template");
    let problem = &endpoint.responses[&404].response_templates["application/problem+json"];
    assert_eq!(problem.place(1, 2), "v1/problem.vtl:1:2");
    let created = &endpoint.responses[&201];
    assert_eq!(endpoint.content_handling, Some(ContentHandling::ConvertToText));
    assert_eq!(created.content_handling, Some(ContentHandling::ConvertToBinary));
    assert_eq!(created.headers["X-Id"], HeaderSource::Mapped("context.requestId".to_owned()));
    assert_eq!(created.headers["Cache-Control"], HeaderSource::Fixed("no-store".to_owned()));
}

#[test]
fn what_is_left_out_is_strict_or_plain() {
    let pair = format!("{{ {GOOD}, {TEMPLATES} }}");
    let version = read(&[SETTINGS, ("talks/talk.json", &pair), ("talks/talk.rs", "")]);
    let (_, _, endpoint) = version.endpoints().next().unwrap();
    assert_eq!(
        endpoint.passthrough_behavior,
        PassthroughBehavior::Never,
        "nothing but what a template renders"
    );
    assert_eq!(endpoint.success_status(), 200);
    let origin = &endpoint.request_templates["application/json"].origin;
    let TemplateOrigin::Pair { file, .. } = origin else { panic!("{origin:?}") };
    assert_eq!(file, "v1/talks/talk.json");
}

#[test]
fn templates_travel_with_the_version() {
    let files = [("talk.json", EVERYTHING), ("talk.rs", ""), ("talk.vtl", "{}"), ("problem.vtl", "")];
    let version = read(&[&[crate::RICH_SETTINGS, crate::GATE, ("gate.rs", "")][..], &files].concat());
    let text = version.to_json();
    assert_eq!(lockstep_route::Version::from_json(&text).unwrap(), version);
}

#[test]
fn mistakes_are_told_at_their_places() {
    let beside = "is not the name of a file beside the pair that ends in `.vtl`";
    let media = "is not a content type without parameters, such as `application/json`";
    let table = [
        (r#""requestTemplates": {}"#.to_owned(), "2:21: there is no template in here".to_owned()),
        (r#""requestTemplates": "x""#.to_owned(), "2:21: expected an object, found a text".to_owned()),
        (
            r#""requestTemplates": { "a/b": 1 }"#.to_owned(),
            "2:30: expected a template, or the file that holds it, found a number".to_owned(),
        ),
        (r#""requestTemplates": { "json": "" }"#.to_owned(), format!("2:23: `json` {media}")),
        (
            r#""requestTemplates": { "a/b;charset=utf-8": "" }"#.to_owned(),
            format!("2:23: `a/b;charset=utf-8` {media}"),
        ),
        (
            r#""requestTemplates": { "a/b": { "file": "../x.vtl" } }"#.to_owned(),
            format!("2:40: `../x.vtl` {beside}"),
        ),
        (
            r#""requestTemplates": { "a/b": { "file": "x.txt" } }"#.to_owned(),
            format!("2:40: `x.txt` {beside}"),
        ),
        (
            r#""requestTemplates": { "a/b": { "file": "x.vtl" } }"#.to_owned(),
            "2:40: cannot be read: `x.vtl`: No such file or directory (os error 2)".to_owned(),
        ),
        (r#""requestTemplates": { "a/b": { "files": "x.vtl", "file": 1 } }"#.to_owned(), String::new()),
    ];
    for (more, expected) in table {
        let problems = pair_problems(&format!("{{ {GOOD},\n{more} }}"));
        if expected.is_empty() {
            assert_eq!(
                problems,
                [
                    "talk.json:2:32: unknown field `files`; did you mean `file`?",
                    "talk.json:2:58: expected a text, found a number"
                ]
            );
        } else {
            assert_eq!(problems, [format!("talk.json:{expected}")], "{more}");
        }
    }
}

#[test]
fn mappings_are_checked_by_their_form() {
    let parameter =
        "is not a parameter such as `integration.request.header.X-Name`, or one of `querystring` or `path`";
    let value = "is not a value such as `method.request.header.X-Name`, `context.requestId`, `stageVariables.name` or \
                 `'text'`";
    let header = "is not a value such as `integration.response.header.Location`, `integration.response.body.id`, \
                  `context.requestId`, `stageVariables.name` or `'text'`";
    let table = [
        (r#""requestParameters": { "header.A": "'a'" }"#, format!("2:24: `header.A` {parameter}")),
        (
            r#""requestParameters": { "integration.request.header.": "'a'" }"#,
            format!("2:24: `integration.request.header.` {parameter}"),
        ),
        (r#""requestParameters": { "integration.request.header.A": "a" }"#, format!("2:56: `a` {value}")),
        (
            r#""requestParameters": { "integration.request.header.A": 1 }"#,
            "2:56: expected a text, found a number".to_owned(),
        ),
        (
            r#""requestParameters": { "integration.request.header.A": "method.request.path.tolk" }"#,
            "2:56: the path `/talks/{talk}` has no placeholder `tolk`".to_owned(),
        ),
        (
            r#""responses": { "200": { "headers": { "A": "integration.header.B" } } }"#,
            format!("2:43: `integration.header.B` {header}"),
        ),
        (
            r#""passthroughBehavior": "ALWAYS""#,
            "2:24: unknown behaviour `ALWAYS`; did you mean `NEVER`?".to_owned(),
        ),
    ];
    for (more, expected) in table {
        assert_eq!(with(more), [format!("talk.json:{expected}")], "{more}");
    }
}

#[test]
fn exactly_one_response_is_the_default() {
    assert_eq!(
        with(r#""responses": { "404": { "selectionPattern": "a" } }"#),
        ["talk.json:2:1: one response has no `selectionPattern`: the default, for what no pattern matches"]
    );
    assert_eq!(
        with(r#""responses": { "200": {}, "404": { "selectionPattern": "a" }, "500": {} }"#),
        [
            "talk.json:2:63: the default response, the one without `selectionPattern`, is already taken by `200`"
        ]
    );
    // A pattern that is none is one mistake and makes no second default.
    let bad = with(r#""responses": { "200": {}, "404": { "selectionPattern": "(a" } }"#);
    assert!(bad[0].contains("this is not a regular expression"), "{bad:?}");
    assert!(bad.iter().all(|line| !line.contains("default response")), "{bad:?}");
}

#[test]
fn no_template_is_read_from_another_folder() {
    let pair = format!(r#"{{ {GOOD}, "requestTemplates": {{ "a/b": {{ "file": "x.vtl" }} }} }}"#);
    let project =
        Project::new(&[SETTINGS, ("x.vtl", "{}"), ("talks/talk.json", &pair), ("talks/talk.rs", "")]);
    assert!(project.problems()[0].contains("cannot be read: `x.vtl`"));
    assert_eq!(
        problems(&[SETTINGS, ("talk.json", &pair.replace("x.vtl", ".vtl")), ("talk.rs", "")]).len(),
        1
    );
}
