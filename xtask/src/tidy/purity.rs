//! Pure crates have no input, no output, no clock and no randomness.

use super::sources::Source;
use super::{Finding, direction};
use serde_json::Value;

/// The pure crates with their folders.
const PURE: &[(&str, &str)] = &[
    ("lockstep-vtl", "platform/vtl"),
    ("lockstep-contract", "platform/contract"),
    ("lockstep-gateway", "platform/gateway"),
    ("lockstep-jsonpath", "platform/jsonpath"),
    ("plenary-domain", "conference/domain"),
    ("plenary-formats", "conference/formats"),
];
/// Crates that do input or output, keep time or draw at random.
const IMPURE_CRATES: &[&str] = &[
    "tokio",
    "hyper",
    "hyper-util",
    "rusqlite",
    "rand",
    "getrandom",
    "tempfile",
    "reqwest",
    "tracing-subscriber",
];
/// Words in the source that do the same.
const IMPURE_WORDS: &[&str] = &[
    "std::fs",
    "TcpStream",
    "TcpListener",
    "UdpSocket",
    "std::process",
    "std::env::",
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "new_v4",
    "println!",
    "eprintln!",
];

/// Looks at the dependencies and at the source, tests left out.
pub fn check(metadata: &Value, sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in direction::members(metadata) {
        let name = package["name"].as_str().unwrap_or_default();
        if !PURE.iter().any(|(pure, _)| *pure == name) {
            continue;
        }
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let used = dependency["name"].as_str().unwrap_or_default();
            if dependency["kind"].is_null() && IMPURE_CRATES.contains(&used) {
                findings.push(Finding::new(name, format!("is pure and must not depend on {used}")));
            }
        }
    }
    for (name, folder) in PURE {
        let source_folder = format!("{folder}/src");
        for source in sources.iter().filter(|source| source.within(&source_folder) && source.ending() == "rs")
        {
            findings.extend(impure_lines(name, source));
        }
    }
    findings
}

fn impure_lines(name: &str, source: &Source) -> Vec<Finding> {
    // The unit tests stand at the end of a file; they may do what they like. So may a file of tests.
    let code = source.text.split("#[cfg(test)]").next().unwrap_or_default();
    if source.path.ends_with("/tests.rs") || source.path.contains("/tests/") {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let statement = line.trim_start();
        if statement.starts_with("//") {
            continue;
        }
        if let Some(word) = IMPURE_WORDS.iter().find(|word| statement.contains(*word)) {
            let place = format!("{}:{}", source.path, number + 1);
            findings.push(Finding::new(place, format!("{name} is pure; `{word}` is not")));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> usize {
        let source = Source { path: "conference/domain/src/x.rs".to_owned(), text: text.to_owned() };
        check(&Value::Null, &[source]).len()
    }

    #[test]
    fn a_clock_in_the_domain_is_found() {
        assert_eq!(findings("fn f() { let now = Timestamp::now(); }"), 1);
    }

    #[test]
    fn comments_and_tests_are_free() {
        assert_eq!(
            findings(
                "// never Timestamp::now()\n#[cfg(test)]\nmod tests { fn f() { std::fs::read(\"x\"); } }"
            ),
            0
        );
    }
}
