//! The route table that a build script writes.

use crate::{Project, SETTINGS};
use lockstep_route::{Version, generate};
use std::process::ExitCode;

const PAIR: &str = r#"{ "method": "GET", "path": "/talks", "summary": "says \"hi\"", "access": "public" }"#;

fn is_success(code: ExitCode) -> bool {
    format!("{code:?}") == format!("{:?}", ExitCode::SUCCESS)
}

#[test]
fn the_table_holds_modules_version_and_handlers() {
    let project = Project::new(&[
        SETTINGS,
        ("talks/list.json", PAIR),
        ("talks/list.rs", ""),
        ("health.json", &PAIR.replace("/talks", "/health")),
        ("health.rs", ""),
    ]);
    let out = project.root.path().join("v1.rs");
    assert!(is_success(generate::table(&project.folder(), &out)));
    let table = std::fs::read_to_string(out).unwrap();
    let path = project.folder().join("talks/list.rs");
    for part in [
        format!("mod function_talks {{\n    #[path = {:?}]\n    pub(crate) mod route_list;\n}}", path.display().to_string()),
        ".route::<function_talks::route_list::Request, function_talks::route_list::Reply, _>(\"talks/list\", ".to_owned(),
        "Box::pin(function_health::route_health::handler(app, caller, request))".to_owned(),
    ] {
        assert!(table.contains(&part), "{part}\n{table}");
    }
    let start = table.find("VERSION: &str = \"").unwrap() + "VERSION: &str = ".len();
    let literal = &table[start..start + table[start..].find(";\n").unwrap()];
    // A Rust literal of JSON text reads as a JSON literal too: both escape quotes alike.
    let json: String = serde_json::from_str(literal).unwrap();
    assert_eq!(Version::from_json(&json).unwrap(), project.read().unwrap());
}

#[test]
fn every_kind_of_handler_is_handed_over_as_its_own() {
    let mapped = PAIR.replace(" }", r#", "requestTemplates": { "application/json": "{}" } }"#);
    let mock = mapped.replace(" }", r#", "integration": "mock" }"#).replace("/talks", "/mock");
    let mock = mock.replacen(r#", "integration": "mock" }"#, " }", 1);
    let project = Project::new(&[
        SETTINGS,
        ("talk.json", &mapped),
        ("talk.rs", ""),
        ("mock.json", &mock),
        ("sweep.json", r#"{ "schedule": "rate(1 day)", "summary": "s" }"#),
        ("sweep.rs", ""),
        ("gate.json", r#"{ "authorizes": "token", "summary": "s" }"#),
        ("gate.rs", ""),
    ]);
    let out = project.root.path().join("v1.rs");
    assert!(is_success(generate::table(&project.folder(), &out)), "{:?}", project.read());
    let table = std::fs::read_to_string(out).unwrap();
    let (talk, gate) = ("function_talk::route_talk", "function_gate::route_gate");
    for part in [
        format!(".mapped::<{talk}::Request, {talk}::Reply, _>(\"talk\", |app, request| {{\n            Box::pin({talk}::handler(app, request))"),
        format!(".authorizer::<{gate}::Request, {gate}::Reply, _>(\"gate\", |app, request| {{"),
        ".job::<_>(\"sweep\", |app, event| {\n            Box::pin(function_sweep::route_sweep::handler(app, event))".to_owned(),
    ] {
        assert!(table.contains(&part), "{part}\n{table}");
    }
    assert!(!table.contains("mod function_mock"), "there is no code");
}

#[test]
fn inherited_code_is_that_of_the_version_it_comes_from() {
    let project = Project::new(&[
        SETTINGS,
        ("talks/list.json", PAIR),
        ("talks/list.rs", ""),
        ("../v2/version.json", r#"{ "from": 1 }"#),
        ("../v2/talks/more.json", &PAIR.replace("/talks", "/more")),
        ("../v2/talks/more.rs", ""),
    ]);
    let out = project.root.path().join("v2.rs");
    assert!(is_success(generate::table(&project.root.path().join("v2"), &out)));
    let table = std::fs::read_to_string(out).unwrap();
    for (path, name) in [("v1/talks/list.rs", "list"), ("v2/talks/more.rs", "more")] {
        let path = project.root.path().join(path).display().to_string();
        let part = format!("    #[path = {path:?}]\n    pub(crate) mod route_{name};");
        assert!(table.contains(&part), "{part}\n{table}");
    }
}

#[test]
fn mistakes_fail_the_build() {
    let project = Project::new(&[("talk.json", "{}"), ("talk.rs", "")]);
    let out = project.root.path().join("v1.rs");
    assert!(!is_success(generate::table(&project.folder(), &out)));
    assert!(!out.exists());
}

#[test]
fn a_table_that_cannot_be_written_fails_the_build() {
    let project = Project::new(&[SETTINGS]);
    assert!(!is_success(generate::table(&project.folder(), &project.root.path().join("missing/v1.rs"))));
}
