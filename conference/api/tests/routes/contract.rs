//! The committed contract, and what is promised of all routes alike.

use serde_json::Value;

const COMMITTED: &str = include_str!("../../contract/v1.json");

#[test]
fn the_committed_contract_is_what_the_routes_say() {
    let stale =
        "contract/v1.json is stale: run `cargo run -p plenary-api --bin contract` and commit the file";
    assert!(COMMITTED == plenary_api::contract(), "{stale}");
}

#[test]
fn every_component_is_used_and_has_a_proper_name() {
    let contract: Value = serde_json::from_str(COMMITTED).unwrap();
    for name in contract["components"]["schemas"].as_object().unwrap().keys() {
        assert!(COMMITTED.contains(&format!("\"#/components/schemas/{name}\"")), "{name} is not used");
        assert!(!name.ends_with(|last: char| last.is_ascii_digit()), "two types are called {name}");
    }
}

#[test]
fn everything_is_public_and_read_only() {
    let version = plenary_api::version();
    assert_eq!(version.endpoints().count(), 13);
    for (_, route, endpoint) in version.endpoints() {
        assert_eq!(
            (endpoint.method.as_str(), endpoint.access.to_string().as_str()),
            ("GET", "public"),
            "{}",
            route.name
        );
    }
}

#[test]
fn the_gateway_s_own_errors_are_problem_documents() {
    let settings = plenary_api::version().settings;
    for (kind, response) in &settings.gateway_responses {
        let template = response.response_templates["application/json"]
            .replace("$context.error.messageString", "\"message\"")
            .replace("$context.requestId", "1");
        let problem: Value = serde_json::from_str(&template).unwrap();
        assert_eq!(
            (&problem["type"], &problem["instance"]),
            (&"about:blank".into(), &"1".into()),
            "{kind:?}"
        );
        assert_eq!(response.headers["Content-Type"].to_string(), "'application/problem+json'");
    }
}
