//! String literals: quotes, Unicode escapes, and templates inside double quotes.

use super::{DEEPEST, Parser, parse_nested};
use crate::ast::{Expression, Padding};
use crate::error::CompileError;
use crate::lexer::Token;

impl Parser<'_, '_> {
    pub(super) fn string(&mut self, token: Token) -> Result<Expression, CompileError> {
        let image = self.image(token);
        let quoted = image.starts_with('"');
        let quote = if quoted { "\"" } else { "'" };
        let inside = image.get(1..image.len().saturating_sub(1)).unwrap_or_default();
        let unescaped = if quoted { unescape(inside) } else { Some(inside.to_owned()) };
        let Some(unescaped) = unescaped else {
            return Err(self.error(token, "`\\u` needs four hexadecimal digits"));
        };
        let mut text = unescaped.replace(&quote.repeat(2), quote);
        if !quoted || !text.contains(['$', '#']) {
            return Ok(Expression::Text(text.into()));
        }
        // The lexer ends a reference or directive by the character after it, so there must be one; a line comment would swallow it.
        let padded = if text.contains("##") { Padding::None } else { Padding::Space };
        if padded == Padding::Space {
            text.push(' ');
        }
        if self.depth >= DEEPEST {
            return Err(self.error(token, "the template nests too deeply"));
        }
        match parse_nested(&text, self.depth + 1, self.macros) {
            Ok(body) => Ok(Expression::Interpolated { body, padded }),
            Err(inner) => {
                let message = format!("in this string, {}", inner.message());
                Err(CompileError::at(&self.source, token.start, token.end, message))
            }
        }
    }
}

/// Replaces `\uXXXX`. Code units are joined, so that a pair of surrogates makes one character.
fn unescape(text: &str) -> Option<String> {
    if !text.contains("\\u") {
        return Some(text.to_owned());
    }
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(position) = rest.find("\\u") {
        units.extend(rest.get(..position)?.encode_utf16());
        let digits = rest.get(position + 2..position + 6)?;
        units.push(u16::from_str_radix(digits, 16).ok()?);
        rest = rest.get(position + 6..)?;
    }
    units.extend(rest.encode_utf16());
    Some(String::from_utf16_lossy(&units))
}
