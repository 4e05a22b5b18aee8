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
