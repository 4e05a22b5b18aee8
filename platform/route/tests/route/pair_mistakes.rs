//! Mistakes within one pair.

use crate::pair_problems;

const GOOD: &str = r#""method": "GET", "path": "/talks", "summary": "s", "access": "public""#;

/// A pair with everything it needs and something more.
fn with(more: &str) -> Vec<String> {
    pair_problems(&format!("{{ {GOOD},\n{more} }}"))
}

#[test]
fn a_field_that_is_missing_unknown_or_repeated_is_named() {
    let table: &[(&str, &[&str])] = &[
        (
            "{}",
            &[
                "talk.json:1:1: the field `summary` is missing",
                "talk.json:1:1: the field `method` is missing",
                "talk.json:1:1: the field `path` is missing",
                "talk.json:1:1: the field `access` is missing",
            ],
        ),
        (
            r#"{ "method": "GET", "path": "/", "sumary": "s", "acces": "public" }"#,
            &[
                "talk.json:1:1: the field `summary` is missing",
                "talk.json:1:1: the field `access` is missing",
                "talk.json:1:33: unknown field `sumary`; did you mean `summary`?",
                "talk.json:1:48: unknown field `acces`; did you mean `access`?",
            ],
        ),
        ("[]", &["talk.json:1:1: expected an object, found a list"]),
    ];
    for (json, expected) in table {
        assert_eq!(pair_problems(json), *expected, "{json}");
    }
    assert_eq!(with(r#""path": "/other""#), ["talk.json:2:1: the field `path` stands here twice"]);
    assert_eq!(
        with("\"ünknown\": 1, \"pathh\": 2"),
        [
            "talk.json:2:1: unknown field `ünknown`; did you mean `method`?",
            "talk.json:2:15: unknown field `pathh`; did you mean `path`?"
        ],
        "columns are characters"
    );
}

#[test]
fn a_value_of_another_kind_is_shown() {
    let table = [
        (r#""validate": 3"#, "talk.json:2:13: expected a text, found a number"),
        (r#""apiKeyRequired": "yes""#, "talk.json:2:19: expected true or false, found a text"),
        (r#""authorizer": null"#, "talk.json:2:15: expected a text, found null"),
        (r#""responses": []"#, "talk.json:2:14: expected an object, found a list"),
        (r#""responses": { "200": true }"#, "talk.json:2:23: expected an object, found true or false"),
        (r#""responses": { "200": { "headers": 1 } }"#, "talk.json:2:36: expected an object, found a number"),
        (
            r#""responses": { "200": { "headers": { "A": 1 } } }"#,
            "talk.json:2:43: expected a text, found a number",
        ),
        (
            r#""responses": { "200": { "schema": [] } }"#,
            "talk.json:2:35: expected the name of a model or a JSON Schema, found a list",
        ),
        (
            r#""responses": { "200": { "selectionPattern": {} } }"#,
            "talk.json:2:45: expected a text, found an object",
        ),
        (r#""function": { "memory": "big" }"#, "talk.json:2:25: expected a whole number, found a text"),
    ];
    for (more, expected) in table {
        assert_eq!(with(more), [expected], "{more}");
    }
}

#[test]
fn a_word_or_value_out_of_range_is_shown_with_what_may_be() {
    let table = [
        (r#""validate": "boddy""#, "talk.json:2:13: unknown validation `boddy`; did you mean `body`?"),
        (
            r#""contentHandling": "CONVERT", "requestTemplates": { "a/b": "" }"#,
            "talk.json:2:20: unknown conversion `CONVERT`; did you mean `CONVERT_TO_TEXT`?",
        ),
        (r#""responses": { "20x": {} }"#, "talk.json:2:16: `20x` is not an HTTP status from 200 to 599"),
        (r#""responses": { "+200": {} }"#, "talk.json:2:16: `+200` is not an HTTP status from 200 to 599"),
        (r#""responses": { "199": {} }"#, "talk.json:2:16: `199` is not an HTTP status from 200 to 599"),
        (
            r#""responses": { "200": { "headers": { "A": "b" } } }"#,
            "talk.json:2:43: `b` is not a fixed value; it stands between single quotes: \"'no-store'\"",
        ),
        (
            r#""responses": { "200": { "headers": { "A b": "'b'" } } }"#,
            "talk.json:2:38: `A b` is not a header's name",
        ),
        (r#""function": { "memory": 64 }"#, "talk.json:2:25: `64` is not a memory size from 128 to 10240 MB"),
        (
            r#""function": { "timeout": 1.5 }"#,
            "talk.json:2:26: `1.5` is not a time-out from 1 to 900 seconds",
        ),
        (r#""authorizer": "peple""#, "talk.json:2:15: `api.json` declares no authorizer named `peple`"),
        (
            r#""responses": { "200": { "schema": "Tolk" } }"#,
            "talk.json:2:35: `api.json` declares no model named `Tolk`",
        ),
        (
            r#""responses": { "404": { "selectionPattern": "a" }, "410": { "selectionPattern": "a" } }"#,
            "talk.json:2:81: the pattern `a` is already taken by `404`",
        ),
    ];
    for (more, expected) in table {
        assert_eq!(with(more), [expected], "{more}");
    }
    let broken = with(r#""responses": { "404": { "selectionPattern": "(" } }"#).join(" ");
    assert!(broken.starts_with("talk.json:2:45: this is not a regular expression: "), "{broken}");
}

#[test]
fn paths_follow_api_gateway_s_rules() {
    let segments = "a segment takes letters, digits, `.`, `_`, `-` and `:`, or is one placeholder in braces";
    let empty = "it has no empty segments and no `/` at its end";
    let names = "a placeholder's name takes letters, digits, `.`, `_` and `-`";
    let table = [
        ("talks", "it begins with `/`"),
        ("/talks/", empty),
        ("//talks", empty),
        ("/talks/{path+}/more", "a greedy placeholder such as `{proxy+}` is always the last segment"),
        ("/{talk}/{talk}", "a placeholder stands in a path only once"),
        ("/talks/{}", names),
        ("/talks/{a b}", names),
        ("/talks/a b", segments),
        ("/talks/x{talk}", segments),
    ];
    for (path, reason) in table {
        let json = format!(r#"{{ "method": "GET", "path": "{path}", "summary": "s", "access": "public" }}"#);
        assert_eq!(pair_problems(&json), [format!("talk.json:1:28: `{path}` is not a path: {reason}")]);
    }
}

#[test]
fn method_access_and_summary_are_checked() {
    let json = r#"{ "method": "get", "path": "/", "summary": " ", "access": "every body" }"#;
    assert_eq!(
        pair_problems(json),
        [
            "talk.json:1:13: unknown verb `get`; did you mean `ANY`?",
            "talk.json:1:44: ` ` is not a text with content",
            "talk.json:1:59: `every body` is not an access: `public`, `signed-in` or the name of a permission",
        ]
    );
}

#[test]
fn jobs_have_a_schedule_and_no_http_side() {
    for schedule in [
        "rate(1 minutes)",
        "rate(5 minute)",
        "rate(0 minutes)",
        "rate(5 weeks)",
        "rate(4000000000 days)",
        "rate(5)",
        "rate 5 minutes",
        "cron(0 8)",
        "cron(0 8 * * * *)",
        "cron(0 25 * * ? *)",
        "hourly",
    ] {
        let json = format!(r#"{{ "schedule": "{schedule}", "summary": "s" }}"#);
        let expected =
            format!("talk.json:1:15: `{schedule}` is not a schedule: rate(5 minutes) or cron(0 8 * * ? *)");
        assert_eq!(pair_problems(&json), [expected]);
    }
    assert_eq!(
        pair_problems(r#"{ "schedule": 5, "summary": "s", "method": "GET", "authorizes": "token" }"#),
        [
            "talk.json:1:15: expected a text, found a number",
            "talk.json:1:34: a job has no HTTP side: it has a schedule instead",
            "talk.json:1:51: a job authorizes nobody",
        ]
    );
}

#[test]
fn authorizers_have_a_kind_and_no_http_side() {
    assert_eq!(
        pair_problems(r#"{ "authorizes": "tokens", "summary": "s", "path": "/" }"#),
        [
            "talk.json:1:17: unknown kind of authorizer `tokens`; did you mean `token`?",
            "talk.json:1:43: an authorizer has no HTTP side: it is asked by API Gateway",
        ]
    );
    assert_eq!(
        pair_problems(r#"{ "authorizes": "cognito_user_pools", "summary": "s" }"#),
        ["talk.json:1:17: unknown kind of authorizer `cognito_user_pools`; did you mean `token`?"]
    );
}

#[test]
fn what_api_gateway_does_not_do_with_whole_requests_is_refused() {
    let answers = "API Gateway maps no answers of a proxy integration: this needs `requestTemplates`";
    let table = [
        (r#""responses": { "200": { "responseTemplates": { "text/plain": "x" } } }"#, format!("2:25: {answers}")),
        (r#""responses": { "200": { "contentHandling": "CONVERT_TO_TEXT" } }"#, format!("2:25: {answers}")),
        (
            r#""passthroughBehavior": "NEVER""#,
            "2:1: without templates every body is passed on: `passthroughBehavior` needs `requestTemplates`".to_owned(),
        ),
        (
            r#""contentHandling": "CONVERT_TO_TEXT""#,
            "2:1: a function that gets the whole request gets its body as `binaryTypes` says: this needs `requestTemplates`"
                .to_owned(),
        ),
        (
            r#""requestParameters": {}"#,
            "2:1: API Gateway hands these to another server or through templates to a function, and nowhere else".to_owned(),
        ),
        (
            r#""responses": { "200": { "headers": { "A": "context.requestId" } } }"#,
            "2:43: `context.requestId` is not a fixed value; it stands between single quotes: \"'no-store'\"".to_owned(),
        ),
        (
            r#""responses": { "404": { "selectionPattern": "" } }"#,
            "2:45: an empty pattern selects nothing: the default response has none at all".to_owned(),
        ),
    ];
    for (more, expected) in table {
        assert_eq!(with(more), [format!("talk.json:{expected}")], "{more}");
    }
}

#[test]
fn the_request_is_checked() {
    let nothing = "there is nothing to validate: `request` says what a body looks like and which parameters are required";
    let table = [
        (r#""request": 1"#, "2:12: expected an object, found a number"),
        (r#""request": { "paths": {} }"#, "2:14: unknown field `paths`; did you mean `path`?"),
        (r#""request": { "path": { "talk": {} } }"#, "2:24: the path `/talks` has no placeholder `talk`"),
        (r#""request": { "header": { "A b": {} } }"#, "2:26: `A b` is not a header's name"),
        (
            r#""request": { "query": { "a": { "required": 1 } } }"#,
            "2:44: expected true or false, found a number",
        ),
        (r#""request": { "query": { "a": 1 } }"#, "2:30: expected an object, found a number"),
        (
            r#""request": { "query": { "a": { "schema": 1 } } }"#,
            "2:42: expected a JSON Schema, found a number",
        ),
        (r#""request": { "body": "Tolk" }"#, "2:22: `api.json` declares no model named `Tolk`"),
        (r#""validate": "body""#, &format!("2:1: {nothing}")),
        (r#""validate": "all", "request": { "query": { "a": {} } }"#, &format!("2:1: {nothing}")),
        (r#""validate": "parameters", "request": { "body": "Talk" }"#, &format!("2:1: {nothing}")),
    ];
    for (more, expected) in table {
        assert_eq!(with(more), [format!("talk.json:{expected}")], "{more}");
    }
}
