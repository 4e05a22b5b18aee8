//! Where `lockstep-vtl` means to differ, as its documentation says.

use super::Case;
use crate::answer::Answer;
use regex::Regex;
use std::sync::LazyLock;

static IDENTITY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"@[0-9a-f]{4,}").ok());
static LITERAL: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"literal\}?\s*\(\s*[^)\s]").ok());
static LONG_RANGE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[0-9]{4,}\s*\.\.|\.\.\s*-?[0-9]{4,}|\[\s*\$|\.\.\s*\$").ok());

/// The rule by which the answers of a case may differ.
pub fn rule(case: &Case, oracle: &Answer, ours: &Answer) -> Option<&'static str> {
    let holds =
        |pattern: &Option<Regex>, text: &str| pattern.as_ref().is_some_and(|regex| regex.is_match(text));
    match (oracle, ours) {
        (Answer::Text(text), _) if holds(&IDENTITY, text) => Some("an object prints its address in Java"),
        (_, _) if case.template.contains("class") || case.template.contains("Class") => {
            Some("a java.lang.Class answers its name only")
        }
        _ if ["floatValue", "shortValue", "byteValue", ".chars(", ".lines("]
            .iter()
            .any(|name| case.template.contains(name)) =>
        {
            Some("a float is a double, a short and a byte are integers, and streams are null")
        }
        _ if holds(&LITERAL, &case.template) => Some("#literal prints its body whatever its arguments"),
        (Answer::Refused(reason), Answer::Text(_)) if reason.contains("modulo of BigDecimals") => {
            Some("a BigDecimal is a double")
        }
        (Answer::Refused(reason), _)
            if reason.contains("OutOfMemoryError") || reason.contains("StackOverflowError") =>
        {
            Some("more than the oracle has memory for")
        }
        (_, Answer::Refused(reason)) if reason.contains("#literal holds nothing") => {
            Some("#literal around comments alone is refused")
        }
        (_, Answer::Refused(reason)) if reason.contains("#parse") || reason.contains("#include") => {
            Some("#parse and #include are refused")
        }
        (_, Answer::Refused(reason)) if reason.contains("write #") => {
            Some("a directive without its arguments is refused before it is reached")
        }
        (_, Answer::Refused(reason)) if is_limit(reason) => Some("a limit on depth, length or work"),
        (_, Answer::Refused(reason)) if reason.contains("does not compile") => {
            Some("a regular expression that only Java knows")
        }
        (Answer::Text(one), Answer::Text(other))
            if one.len() > other.len() && holds(&LONG_RANGE, &case.template) =>
        {
            (one.len() > 1_000).then_some("a loop ends after 1,000 turns")
        }
        _ => None,
    }
}

fn is_limit(reason: &str) -> bool {
    reason.starts_with("the template ") || reason.contains("levels deep") || reason.contains("300 KB")
}
