//! What no file of the repository says.

use super::Finding;
use super::sources::Source;

/// A text that must not appear, and why. Written in two halves so that this table doesn't find itself.
const FORBIDDEN: &[(&str, &str, &str)] = &[
    ("/wo", "rk/", "a path of one machine"),
    ("registry.npm", "js.org", "a registry's host: name packages, not hosts"),
    ("static.crates", ".io", "a registry's host: name packages, not hosts"),
    ("files.python", "hosted.org", "a registry's host: name packages, not hosts"),
    ("deb.debian", ".org", "a registry's host: name packages, not hosts"),
    ("todo", "!(", "unfinished work"),
    ("unimple", "mented!(", "unfinished work"),
    ("FIX", "ME", "unfinished work"),
];
/// An allow without a reason says nothing to the next reader.
const SILENCERS: [&str; 2] = ["#[allow(", "#![allow("];

/// Finds forbidden words, and silenced lints without a reason.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources {
        // The lock file of cargo names its registry by design.
        if source.path.ends_with("Cargo.lock") {
            continue;
        }
        for (number, line) in source.text.lines().enumerate() {
            let place = || format!("{}:{}", source.path, number + 1);
            for (head, tail, why) in FORBIDDEN {
                if line.contains(&format!("{head}{tail}")) {
                    findings.push(Finding::new(place(), format!("`{head}{tail}` is {why}")));
                }
            }
            let silenced = SILENCERS.iter().any(|silencer| line.trim_start().starts_with(silencer));
            if silenced && source.ending() == "rs" && !line.contains("reason") {
                findings.push(Finding::new(place(), "an allowed lint needs `reason = \"…\"`"));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_words_and_silent_allows_are_found() {
        let source = |text: &str| Source { path: "a.rs".to_owned(), text: text.to_owned() };
        assert_eq!(check(&[source(&format!("{}!()", "todo"))]).len(), 1);
        assert_eq!(check(&[source(&format!("#[{}(dead_code)]", "allow"))]).len(), 1);
        assert!(
            check(&[source(&format!("#[{}(dead_code, reason = \"used by the generated table\")]", "allow"))])
                .is_empty()
        );
    }
}
