//! Where `lockstep-jsonpath` means to differ, as its documentation says.

use super::Case;
use crate::answer::Answer;
use regex::Regex;
use std::sync::LazyLock;

static LARGE_NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[0-9]{17,}|[eE][-+]?[0-9]{3,}|[0-9]\.[0-9]{17,}").ok());
static PATTERN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\\[dwsDWSbB]|/[a-z]*i|--|~~|&&|\(\?|\\[1-9]").ok());

/// The rule by which the answers of a case may differ.
pub fn rule(case: &Case, oracle: &Answer, ours: &Answer) -> Option<&'static str> {
    let Case { path, body } = case;
    let holds =
        |pattern: &Option<Regex>, text: &str| pattern.as_ref().is_some_and(|regex| regex.is_match(text));
    let refused =
        |answer: &Answer, words: &str| matches!(answer, Answer::Refused(reason) if reason.contains(words));
    let squeezed: String = path.chars().filter(|character| !character.is_whitespace()).collect();
    if squeezed.contains("[?]") || squeezed.contains("?,") || squeezed.contains(",?") {
        return Some("[?] has no filter given in program code");
    }
    if refused(ours, "the pattern /") || (path.contains("=~") && holds(&PATTERN, path)) {
        return Some("a pattern is matched in linear time, and knows all of Unicode");
    }
    if path.chars().any(|character| character.is_numeric() && !character.is_ascii_digit()) {
        return Some("only ASCII digits are digits");
    }
    if refused(oracle, "NumberFormatException") && matches!(ours, Answer::Refused(_)) {
        return Some("a fraction without digits is refused in the parser's own words");
    }
    if matches!(oracle, Answer::Text(text) if text.contains("NaN") || text.contains("Infinity")) {
        return Some("NaN and infinity are null");
    }
    if holds(&LARGE_NUMBER, body) || holds(&LARGE_NUMBER, path) {
        return Some("a number beyond 64 bits or 17 digits is the nearest double");
    }
    let (Answer::Text(ours) | Answer::Refused(ours)) = ours;
    if ours.contains('\u{fffd}') && (body.contains("\\u") || !body.is_ascii()) {
        return Some("half of a surrogate pair");
    }
    None
}
