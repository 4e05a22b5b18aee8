//! Mistakes that show only when all pairs of a version stand side by side.

use crate::problems;

fn pair(method: &str, path: &str, more: &str) -> String {
    format!(r#"{{ "method": "{method}", "path": "{path}", "summary": "s", "access": "public"{more} }}"#)
}

/// The problems of some pairs, given by source and content.
fn together(pairs: &[(&str, &str)]) -> Vec<String> {
    let mut files: Vec<(String, &str)> =
        vec![("api.json".to_owned(), r#"{ "title": "Talks", "models": {} }"#)];
    for (source, json) in pairs {
        files.push((format!("{source}.json"), json));
        files.push((format!("{source}.rs"), ""));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    problems(&files)
}

#[test]
fn a_method_stands_on_a_path_once() {
    let (one, other) = (pair("GET", "/talks", ""), pair("GET", "/talks", ""));
    assert_eq!(
        together(&[("a", &one), ("b/list", &other)]),
        ["b/list.json:1:28: GET /talks is already taken by `a.json`"]
    );
}

#[test]
fn one_place_of_a_path_has_one_placeholder() {
    let (one, other) = (pair("GET", "/talks/{talk}", ""), pair("PUT", "/talks/{id}/files", ""));
    let greedy = pair("GET", "/talks/{talk+}", "");
    assert_eq!(
        together(&[("a", &one), ("b", &other), ("c", &greedy)]),
        [
            "b.json:1:28: `{id}` and `{talk}` (of `a.json`) stand at the same place of the path; API Gateway allows one \
             placeholder there",
            "c.json:1:28: `{talk+}` and `{talk}` (of `a.json`) stand at the same place of the path; API Gateway allows \
             one placeholder there",
        ]
    );
}

#[test]
fn a_name_is_used_once() {
    let (one, other) = (pair("GET", "/a", ""), pair("GET", "/b", ""));
    assert_eq!(
        together(&[("one/list", &one), ("other/list", &other)]),
        ["other/list.json:1:1: the name `list` is already taken by `one/list.json`"]
    );
    assert_eq!(
        together(&[("talks", &one), ("talks/list", &other)]),
        ["talks.json:1:1: the name `talks` is already taken by the folder `talks`"]
    );
}

#[test]
fn a_function_has_one_set_of_settings() {
    let small = r#", "function": { "memory": 128 }"#;
    let (one, same) = (pair("GET", "/a", small), pair("GET", "/b", small));
    let other = pair("GET", "/c", r#", "function": { "memory": 256 }"#);
    assert_eq!(
        together(&[("talks/a", &one), ("talks/b", &same), ("talks/c", &other)]),
        [
            "talks/c.json:1:70: `function` of the function `talks` is already taken by `talks/a.json`, which says otherwise"
        ]
    );
}

#[test]
fn what_is_named_is_declared() {
    let json = pair("GET", "/a", r#", "responses": { "200": { "schema": "Talk" } }"#);
    assert_eq!(together(&[("a", &json)]), ["a.json:1:104: `api.json` declares no model named `Talk`"]);
}

#[test]
fn events_that_name_no_route_need_a_function_of_their_own() {
    let mapped = pair("GET", "/a", r#", "requestTemplates": { "application/json": "{}" }"#);
    let (plain, gate) = (pair("GET", "/b", ""), r#"{ "summary": "s", "authorizes": "token" }"#);
    assert_eq!(
        together(&[("talks/a", &mapped), ("talks/b", &plain), ("gates/one", gate), ("gates/b2", &plain)]),
        [
            "gates/one.json:1:19: an authorizer is a function of its own, directly below the version: its events name no route",
            "talks/a.json:1:70: a route with `requestTemplates` is a function of its own, directly below the version: what a \
             template renders does not say which route it is for",
            "talks/b.json:1:28: GET /b is already taken by `gates/b2.json`",
        ]
    );
    let job = r#"{ "summary": "s", "schedule": "rate(1 day)" }"#;
    assert_eq!(
        together(&[("talks/a", job), ("talks/b", &plain), ("talks/c", job)]),
        ["talks/c.json:1:19: the clock's event for the function `talks` is already taken by `talks/a.json`"]
    );
}

#[test]
fn mapped_answers_name_one_origin() {
    let settings =
        r#"{ "title": "Talks", "cors": { "origins": ["https://a.example", "https://b.example"] } }"#;
    let mapped = |responses: &str| {
        pair("GET", "/a", &format!(r#", "requestTemplates": {{ "application/json": "{{}}" }}{responses}"#))
    };
    let reason = "a.json:1:28: `cors` allows several origins and a mapped answer cannot choose among them: give every one \
                  of the `responses` a header `Access-Control-Allow-Origin`";
    let other = mapped(r#", "responses": { "200": {} }"#);
    for refused in [&mapped(""), &other] {
        assert_eq!(problems(&[("api.json", settings), ("a.json", refused), ("a.rs", "")]), [reason]);
    }
    let named = r#", "responses": { "200": { "headers": { "access-control-allow-origin": "'https://a.example'" } } }"#;
    crate::read(&[("api.json", settings), ("a.json", &mapped(named)), ("a.rs", "")]);
}
