//! Which crate may use which: arrows run one way.

use super::Finding;
use serde_json::Value;

/// A crate of ours and the crates of ours that it may depend on (besides itself in tests).
const ALLOWED: &[(&str, &[&str])] = &[
    ("lockstep-vtl", &[]),
    ("lockstep-route", &[]),
    ("lockstep-contract", &["lockstep-route"]),
    ("lockstep-jsonpath", &[]),
    ("lockstep-function", &["lockstep-route"]),
    ("lockstep-gateway", &["lockstep-route", "lockstep-vtl", "lockstep-jsonpath"]),
    ("lockstep-dev", &["lockstep-route", "lockstep-function", "lockstep-gateway"]),
    (
        "lockstep-conformance",
        &["lockstep-vtl", "lockstep-jsonpath", "lockstep-route", "lockstep-function", "lockstep-gateway"],
    ),
    ("plenary-domain", &[]),
    ("plenary-formats", &["plenary-domain"]),
    ("plenary-store", &[]),
    ("plenary-store-sqlite", &["plenary-store"]),
    ("plenary-publish", &["plenary-domain", "plenary-formats"]),
    ("plenary-app", &["plenary-domain", "plenary-formats", "plenary-store", "plenary-publish"]),
    (
        "plenary-api",
        &[
            "lockstep-route",
            "lockstep-contract",
            "lockstep-function",
            "lockstep-gateway",
            "plenary-domain",
            "plenary-formats",
            "plenary-app",
        ],
    ),
    (
        "plenary-server",
        &[
            "lockstep-route",
            "lockstep-function",
            "lockstep-gateway",
            "lockstep-dev",
            "plenary-domain",
            "plenary-formats",
            "plenary-store",
            "plenary-store-sqlite",
            "plenary-publish",
            "plenary-app",
            "plenary-api",
        ],
    ),
    (
        "bench-gateway",
        &["lockstep-vtl", "lockstep-route", "lockstep-function", "lockstep-gateway", "lockstep-dev"],
    ),
    ("differential", &["lockstep-vtl", "lockstep-jsonpath"]),
    ("fuzz", &["lockstep-vtl", "lockstep-jsonpath", "lockstep-gateway"]),
    ("xtask", &["plenary-domain", "plenary-formats"]),
];

/// Compares every dependency of a member (tests' own excepted) with the table.
pub fn check(metadata: &Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in members(metadata) {
        let name = package["name"].as_str().unwrap_or_default();
        let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == name) else {
            findings.push(Finding::new(
                name,
                "stands in no row of xtask/src/tidy/direction.rs; say what it may use",
            ));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let used = dependency["name"].as_str().unwrap_or_default();
            let ours = used.starts_with("lockstep-") || used.starts_with("plenary-");
            if ours && dependency["kind"] != "dev" && !allowed.contains(&used) {
                findings.push(Finding::new(
                    name,
                    format!("must not depend on {used}: that arrow runs the wrong way"),
                ));
            }
        }
    }
    findings
}

/// The packages of this workspace.
pub fn members(metadata: &Value) -> impl Iterator<Item = &Value> {
    let ids = metadata["workspace_members"].as_array();
    metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(move |package| ids.is_some_and(|ids| ids.contains(&package["id"])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn metadata(dependency: &Value) -> Value {
        json!({
            "workspace_members": ["a"],
            "packages": [{"id": "a", "name": "lockstep-route", "dependencies": [dependency]}],
        })
    }

    #[test]
    fn a_backward_arrow_is_found() {
        let findings = check(&metadata(&json!({"name": "plenary-domain", "kind": null})));
        assert_eq!(findings.len(), 1);
        assert!(findings[0].complaint.contains("plenary-domain"));
    }

    #[test]
    fn tests_may_use_more_and_others_crates_are_free() {
        assert!(check(&metadata(&json!({"name": "plenary-domain", "kind": "dev"}))).is_empty());
        assert!(check(&metadata(&json!({"name": "serde", "kind": null}))).is_empty());
    }

    #[test]
    fn an_unknown_crate_must_be_entered() {
        let metadata = json!({"workspace_members": ["b"], "packages": [{"id": "b", "name": "new-crate", "dependencies": []}]});
        assert_eq!(check(&metadata).len(), 1);
    }
}
