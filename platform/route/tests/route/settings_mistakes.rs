//! Mistakes in `api.json`.

use crate::settings_problems;

#[test]
fn the_title_is_all_that_must_be_there() {
    assert_eq!(settings_problems("{}"), ["api.json:1:1: the field `title` is missing"]);
    assert_eq!(settings_problems("7"), ["api.json:1:1: expected an object, found a number"]);
    assert_eq!(
        settings_problems(r#"{ "titel": "Talks" }"#),
        [
            "api.json:1:1: the field `title` is missing",
            "api.json:1:3: unknown field `titel`; did you mean `title`?"
        ]
    );
}

#[test]
fn every_mistake_is_told_at_its_place() {
    let complete = "an authorizer of the kinds `token` and `request` names its `function`, one of the kind \
                    `cognito_user_pools` its `providerArns`";
    let table: &[(&str, &[&str])] = &[
        (r#""cors": {}"#, &["2:9: the field `origins` is missing"]),
        (r#""cors": 1"#, &["2:9: expected an object, found a number"]),
        (r#""cors": { "origins": "*" }"#, &["2:22: expected a list, found a text"]),
        (r#""cors": { "origins": ["*", 1] }"#, &["2:28: expected a text, found a number"]),
        (
            r#""cors": { "origins": ["*"], "methods": ["GOT"] }"#,
            &["2:41: unknown verb `GOT`; did you mean `GET`?"],
        ),
        (
            r#""cors": { "origins": ["*"], "credentials": true }"#,
            &["2:9: browsers refuse credentials together with the origin `*`: name the origins"],
        ),
        (r#""cors": { "origins": [], "maxAge": -1 }"#, &["2:36: `-1` is not an age from 0 to 86400 seconds"]),
        (
            r#""gatewayResponses": { "DEFAULT_3XX": {} }"#,
            &["2:23: unknown gateway response `DEFAULT_3XX`; did you mean `DEFAULT_4XX`?"],
        ),
        (r#""gatewayResponses": { "DEFAULT_4XX": 1 }"#, &["2:38: expected an object, found a number"]),
        (
            r#""gatewayResponses": { "DEFAULT_4XX": { "statusCode": 99 } }"#,
            &["2:54: `99` is not an HTTP status from 200 to 599"],
        ),
        (
            r#""gatewayResponses": { "DEFAULT_4XX": { "headers": { "A:": "'b'", "B": 1 } } }"#,
            &["2:53: `A:` is not a header's name", "2:71: expected a text, found a number"],
        ),
        (
            r#""gatewayResponses": { "DEFAULT_4XX": { "responseTemplates": { "a": 1 } } }"#,
            &["2:68: expected a text, found a number"],
        ),
        (
            r#""gatewayResponses": { "DEFAULT_4XX": { "responseTemplates": 1 } }"#,
            &["2:61: expected an object, found a number"],
        ),
        (r#""authorizers": { "a": {} }"#, &["2:23: the field `type` is missing"]),
        (r#""authorizers": { "a": 1 }"#, &["2:23: expected an object, found a number"]),
        (r#""authorizers": { "a": { "type": "token" } }"#, &[&format!("2:18: {complete}")]),
        (r#""authorizers": { "a": { "type": "cognito_user_pools" } }"#, &[&format!("2:18: {complete}")]),
        (
            r#""authorizers": { "a": { "type": "tokn", "function": "f" } }"#,
            &["2:33: unknown kind of authorizer `tokn`; did you mean `token`?"],
        ),
        (
            r#""authorizers": { "a": { "type": "token", "function": "f", "resultTtlSeconds": 9999 } }"#,
            &[
                "2:54: no pair directly below the version is named `f` and says `\"authorizes\": \"token\"`",
                "2:79: `9999` is not a time from 0 to 3600 seconds",
            ],
        ),
        (
            r#""authorizers": { "a": { "type": "request", "function": "f" } }"#,
            &[
                "2:18: an authorizer of the kind `request` says in `identitySource` what a decision is kept for, or keeps \
                 none: `\"resultTtlSeconds\": 0`",
                "2:56: no pair directly below the version is named `f` and says `\"authorizes\": \"request\"`",
            ],
        ),
        (
            r#""authorizers": { "a": { "type": "cognito_user_pools", "providerArns": ["a"], "identityValidationExpression": "b" } }"#,
            &["2:78: only a token can be validated by an expression: an authorizer of the kind `token`"],
        ),
        (
            r#""authorizers": { "iam": { "type": "cognito_user_pools", "providerArns": ["a"] } }"#,
            &["2:18: the name `iam` is already taken by API Gateway's own IAM"],
        ),
        (
            r#""authorizers": { "a": { "type": "token", "function": "f", "identitySource": "" } }"#,
            &[
                "2:54: no pair directly below the version is named `f` and says `\"authorizes\": \"token\"`",
                "2:77: `` is not a text with content",
            ],
        ),
        (r#""models": { "A": 1 }"#, &["2:18: expected a JSON Schema, found a number"]),
        (r#""models": { "A b": {} }"#, &["2:13: `A b` is not a model's name: letters and digits"]),
        (r#""binaryTypes": {}"#, &["2:16: expected a list, found an object"]),
    ];
    for (more, expected) in table {
        let found = settings_problems(&format!("{{ \"title\": \"Talks\",\n{more} }}"));
        let expected: Vec<String> = expected.iter().map(|problem| format!("api.json:{problem}")).collect();
        assert_eq!(found, expected, "{more}");
    }
}
