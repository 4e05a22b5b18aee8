//! Versions that continue another one.

use crate::{Project, SETTINGS};
use lockstep_route::{GatewayResponseType, Problems, Version, VersionNumber};

fn pair(method: &str, path: &str, more: &str) -> String {
    format!(r#"{{ "method": "{method}", "path": "{path}", "summary": "s", "access": "public"{more} }}"#)
}

/// Version 2 beside version 1; names are from version 1's folder on, so that those of version 2 begin with `../v2/`.
fn second(files: &[(&str, &str)]) -> Result<Version, Problems> {
    let (users, other, sweep) = (
        pair("GET", "/users/{username}", r#", "function": { "memory": 256 }"#),
        pair("GET", "/usery/{username}", ""),
        r#"{ "summary": "s", "schedule": "rate(1 day)" }"#,
    );
    let mut all = vec![
        ("users/get_user.json", users.as_str()),
        ("users/get_user.rs", ""),
        ("users/get_usery.json", &other),
        ("users/get_usery.rs", ""),
        ("sweep.json", sweep),
        ("sweep.rs", ""),
    ];
    if !files.iter().any(|(name, _)| *name == "api.json") {
        all.push(SETTINGS);
    }
    all.extend(files);
    let project = Project::new(&all);
    Version::read(&project.root.path().join("v2"))
}

fn problems(files: &[(&str, &str)]) -> Vec<String> {
    let problems = second(files).expect_err("something is wrong").to_string();
    problems.lines().map(|line| line.split_once("/v2/").map_or(line, |(_, rest)| rest).to_owned()).collect()
}

/// The routes of a version: function, source, origin.
fn routes(version: &Version) -> Vec<(&str, &str, u32)> {
    let routes = version.routes();
    routes.map(|(function, route)| (function.name.as_str(), route.source.as_str(), route.origin.0)).collect()
}

#[test]
fn a_version_has_what_it_does_not_change() {
    let version = second(&[
        ("../v2/version.json", r#"{ "from": 1 }"#),
        ("../v2/users/add_user.json", &pair("POST", "/users", "")),
        ("../v2/users/add_user.rs", ""),
    ])
    .unwrap();
    assert_eq!(version.number, VersionNumber(2));
    assert_eq!(version.settings.title, "Talks", "no settings of its own are needed");
    assert_eq!(
        routes(&version),
        [
            ("sweep", "sweep", 1),
            ("users", "users/add_user", 2),
            ("users", "users/get_user", 1),
            ("users", "users/get_usery", 1),
        ]
    );
    assert_eq!(version.function("users").unwrap().settings.memory, Some(256));
    let (_, route) = version.routes().nth(2).unwrap();
    assert_eq!(route.place(), "v1/users/get_user.json");
}

#[test]
fn a_pair_takes_the_place_of_the_one_with_its_name_or_its_path() {
    let version = second(&[
        ("../v2/version.json", r#"{ "from": 1, "without": ["sweep"] }"#),
        ("../v2/get_user.json", &pair("GET", "/people/{username}", "")),
        ("../v2/get_user.rs", ""),
        (
            "../v2/users/read_usery.json",
            &pair("GET", "/usery/{username}", r#", "function": { "memory": 512 }"#),
        ),
        ("../v2/users/read_usery.rs", ""),
    ])
    .unwrap();
    assert_eq!(routes(&version), [("get_user", "get_user", 2), ("users", "users/read_usery", 2)]);
}

#[test]
fn what_a_version_says_of_a_function_replaces_what_it_inherits() {
    let version = second(&[
        ("../v2/version.json", r#"{ "from": 1, "without": ["GET /usery/{username}", "sweep"] }"#),
        ("../v2/users/add_user.json", &pair("POST", "/users", r#", "function": { "memory": 512 }"#)),
        ("../v2/users/add_user.rs", ""),
    ])
    .unwrap();
    assert_eq!(routes(&version), [("users", "users/add_user", 2), ("users", "users/get_user", 1)]);
    assert_eq!(version.function("users").unwrap().settings.memory, Some(512));
}

#[test]
fn settings_are_replaced_entry_by_entry() {
    let base = r#"{
        "title": "Talks", "binaryTypes": ["image/*"], "cors": { "origins": ["*"] },
        "gatewayResponses": { "DEFAULT_4XX": { "statusCode": 400 }, "DEFAULT_5XX": { "statusCode": 500 } },
        "models": { "User": { "type": "object" }, "Name": { "type": "string" } }
    }"#;
    let own = r#"{
        "binaryTypes": ["video/*"], "gatewayResponses": { "DEFAULT_4XX": { "statusCode": 404 } },
        "models": { "Name": { "maxLength": 3 } }
    }"#;
    let version =
        second(&[("api.json", base), ("../v2/version.json", r#"{ "from": 1 }"#), ("../v2/api.json", own)])
            .unwrap();
    let settings = version.settings;
    assert_eq!((settings.title.as_str(), settings.binary_types), ("Talks", vec!["video/*".to_owned()]));
    assert!(settings.cors.is_some());
    assert_eq!(settings.gateway_responses[&GatewayResponseType::Default4xx].status_code, Some(404));
    assert_eq!(settings.gateway_responses[&GatewayResponseType::Default5xx].status_code, Some(500));
    assert_eq!(settings.models["Name"], serde_json::json!({ "maxLength": 3 }));
    assert_eq!(settings.models.len(), 2);
    let renamed =
        second(&[("../v2/version.json", r#"{ "from": 1 }"#), ("../v2/api.json", r#"{ "title": "New" }"#)]);
    assert_eq!(renamed.unwrap().settings.title, "New");
}

#[test]
fn what_cannot_be_continued_is_told() {
    let version = |text: &str| problems(&[("../v2/version.json", text)]);
    let earlier = "a version continues an earlier one";
    let table = [
        ("{}".to_owned(), "1:1: the field `from` is missing".to_owned()),
        (r#"{ "from": 2 }"#.to_owned(), format!("1:11: version 2 cannot be continued: {earlier}")),
        (r#"{ "from": 3 }"#.to_owned(), format!("1:11: version 3 cannot be continued: {earlier}")),
        (r#"{ "from": 0 }"#.to_owned(), "1:11: `0` is not a version's number".to_owned()),
        (r#"{ "from": "v1" }"#.to_owned(), "1:11: expected a whole number, found a text".to_owned()),
        (r#"{ "form": 1, "from": 1 }"#.to_owned(), "1:3: unknown field `form`; did you mean `from`?".to_owned()),
        (r#"{ "from": 1, "without": "x" }"#.to_owned(), "1:25: expected a list, found a text".to_owned()),
        (
            r#"{ "from": 1, "without": ["GET /usery/{user}"] }"#.to_owned(),
            "1:26: unknown route of the continued version `GET /usery/{user}`; did you mean `GET /usery/{username}`?"
                .to_owned(),
        ),
        (
            r#"{ "from": 1, "without": ["swep"] }"#.to_owned(),
            "1:26: unknown route of the continued version `swep`; did you mean `sweep`?".to_owned(),
        ),
    ];
    for (text, expected) in table {
        assert_eq!(version(&text), [format!("version.json:{expected}")], "{text}");
    }
    assert_eq!(version("["), ["version.json:1:2: this is not JSON: it ends where a value is expected"]);
}

#[test]
fn only_a_version_that_stands_by_itself_is_continued() {
    let project = Project::new(&[
        SETTINGS,
        ("../v2/version.json", r#"{ "from": 1 }"#),
        ("../v3/version.json", r#"{ "from": 2 }"#),
        ("../v6/version.json", r#"{ "from": 5 }"#),
    ]);
    let problem =
        |number: u32| Version::read(&project.root.path().join(format!("v{number}"))).unwrap_err().to_string();
    let reason = "it continues another one itself; name a version that stands by itself";
    assert!(problem(3).ends_with(&format!("v3/version.json:1:11: version 2 cannot be continued: {reason}")));
    let reason = "its folder does not lie beside this one";
    assert!(problem(6).ends_with(&format!("v6/version.json:1:11: version 5 cannot be continued: {reason}")));
}

#[test]
fn mistakes_of_the_continued_version_are_told_there() {
    let problems = problems(&[
        ("api.json", r#"{ "titel": "Talks" }"#),
        ("broken.json", "{"),
        ("broken.rs", ""),
        ("../v2/version.json", r#"{ "from": 1 }"#),
    ]);
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(problems[0].contains("/v1/api.json:1:1: the field `title` is missing"), "{problems:?}");
    assert!(problems[2].contains("/v1/broken.json:1:2: this is not JSON"), "{problems:?}");
    let project = Project::new(&[("../v2/version.json", r#"{ "from": 1 }"#)]);
    let missing = Version::read(&project.root.path().join("v2")).unwrap_err().to_string();
    assert!(missing.ends_with("v1/api.json: the file is missing"), "{missing}");
}

#[test]
fn own_and_inherited_pairs_are_checked_together() {
    assert_eq!(
        problems(&[
            ("../v2/version.json", r#"{ "from": 1 }"#),
            ("../v2/users/list.json", &pair("GET", "/users/{user}/talks", "")),
            ("../v2/users/list.rs", ""),
        ]),
        [
            "users/list.json:1:28: `{user}` and `{username}` (of `../v1/users/get_user.json`) stand at the same place of the \
             path; API Gateway allows one placeholder there"
        ]
    );
}

#[test]
fn authorizers_are_inherited_with_their_functions() {
    let gate = r#"{ "summary": "s", "authorizes": "token" }"#;
    let base = r#"{ "title": "T", "authorizers": { "people": { "type": "token", "function": "gate" } } }"#;
    let files = [("api.json", base), ("gate.json", gate), ("gate.rs", "")];
    let with = |more: &[(&'static str, &'static str)]| [&files[..], more].concat();
    let inherited = second(&with(&[("../v2/version.json", r#"{ "from": 1 }"#)])).unwrap();
    assert_eq!(inherited.settings.authorizers["people"].function.as_deref(), Some("gate"));
    let left = problems(&with(&[("../v2/version.json", r#"{ "from": 1, "without": ["gate"] }"#)]));
    assert!(
        left[0].contains("/v1/api.json:1:75: no pair directly below the version is named `gate`"),
        "{left:?}"
    );
    let replaced = second(&with(&[
        ("../v2/version.json", r#"{ "from": 1, "without": ["gate"] }"#),
        ("../v2/api.json", r#"{ "authorizers": { "people": { "type": "token", "function": "door" } } }"#),
        ("../v2/door.json", gate),
        ("../v2/door.rs", ""),
    ]));
    assert_eq!(replaced.unwrap().settings.authorizers["people"].function.as_deref(), Some("door"));
}
