//! Java's regular expressions in `matches`, `replaceAll` and `split`.
//!
//! Look-around and back-references, which the engine here leaves out to stay linear, make the template fail with that reason.

use crate::error::RenderError;
use crate::print::check_length;
use regex::{Captures, Regex};

/// The most memory a compiled expression may take, in bytes.
const LARGEST: usize = 1 << 20;

fn compile(method: &str, pattern: &str) -> Result<Regex, RenderError> {
    let built = regex::RegexBuilder::new(pattern).size_limit(LARGEST).build();
    built.map_err(|error| {
        let reason = error.to_string();
        let last = reason.lines().last().unwrap_or_default().to_owned();
        RenderError::method(method, format!("the expression `{pattern}` does not compile: {last}"))
    })
}

/// Whether the whole text matches.
pub(super) fn matches(text: &str, pattern: &str) -> Result<bool, RenderError> {
    Ok(compile("matches", &format!("^(?:{pattern})\\z"))?.is_match(text))
}

/// Replaces the first match, or all of them.
pub(super) fn replace(
    method: &str,
    text: &str,
    pattern: &str,
    replacement: &str,
) -> Result<String, RenderError> {
    let regex = compile(method, pattern)?;
    let limit = if method == "replaceFirst" { 1 } else { usize::MAX };
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for captures in regex.captures_iter(text).take(limit) {
        let Some(whole) = captures.get(0) else { continue };
        out.push_str(text.get(end..whole.start()).unwrap_or_default());
        expand(method, replacement, &captures, &mut out)?;
        check_length(&out)?;
        end = whole.end();
    }
    out.push_str(text.get(end..).unwrap_or_default());
    Ok(out)
}

/// Java's replacement text: `$1`, `${name}`, and a backslash before anything else.
fn expand(
    method: &str,
    replacement: &str,
    captures: &Captures<'_>,
    out: &mut String,
) -> Result<(), RenderError> {
    let refused = |reason: &str| RenderError::method(method, reason.to_owned());
    let mut characters = replacement.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => out.push(characters.next().ok_or_else(|| refused("a `\\` stands at the end"))?),
            '$' if characters.next_if_eq(&'{').is_some() => {
                let name: String = characters.by_ref().take_while(|next| *next != '}').collect();
                let group = captures.name(&name).ok_or_else(|| refused("there is no such group"))?;
                out.push_str(group.as_str());
            }
            '$' => {
                let first = characters.next().and_then(|next| next.to_digit(10));
                let mut group = first.ok_or_else(|| refused("a `$` names no group"))? as usize;
                if group >= captures.len() {
                    return Err(refused("there is no such group"));
                }
                // As many digits belong to the number as name a group.
                while let Some(digit) = characters.peek().and_then(|next| next.to_digit(10)) {
                    let longer = group * 10 + digit as usize;
                    if longer >= captures.len() {
                        break;
                    }
                    group = longer;
                    characters.next();
                }
                out.push_str(captures.get(group).map_or("", |found| found.as_str()));
            }
            other => out.push(other),
        }
    }
    Ok(())
}

/// Java's `split`: a limit above 0 bounds the parts, 0 drops empty ones at the end, below 0 keeps them.
pub(super) fn split(text: &str, pattern: &str, limit: i128) -> Result<Vec<String>, RenderError> {
    let regex = compile("split", pattern)?;
    let most = usize::try_from(limit).ok().filter(|most| *most > 0).unwrap_or(usize::MAX);
    let mut parts = Vec::new();
    let mut end = 0;
    for found in regex.find_iter(text) {
        if parts.len() + 1 >= most {
            break;
        }
        if found.end() == 0 || (found.is_empty() && found.start() == text.len()) {
            // A match of nothing at the very beginning or end makes no part.
            continue;
        }
        parts.push(text.get(end..found.start()).unwrap_or_default().to_owned());
        end = found.end();
    }
    if parts.is_empty() {
        return Ok(vec![text.to_owned()]);
    }
    parts.push(text.get(end..).unwrap_or_default().to_owned());
    if limit == 0 {
        while parts.last().is_some_and(String::is_empty) {
            parts.pop();
        }
    }
    Ok(parts)
}
