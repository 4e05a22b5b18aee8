//! A compiled path.

use crate::dialect::Dialect;
use crate::error::{FindError, PathError};
use crate::evaluate::{Budget, Stop, Walk};
use crate::print::{Solidus, list_to_json};
use crate::token::Token;
use crate::{compile, compile_later};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A path, read once and applied to as many documents as you like.
///
/// ```
/// use lockstep_jsonpath::{Found, Path};
///
/// let document = serde_json::json!({ "pets": [{ "name": "Rex", "age": 4 }, { "name": "Tom", "age": 9 }] });
///
/// let one = Path::compile("$.pets[0].name").unwrap();
/// assert_eq!(one.find(&document).unwrap().to_text(), "Rex");
///
/// let many = Path::compile("$.pets[?(@.age > 5)].name").unwrap();
/// assert_eq!(many.find(&document).unwrap().to_json(), r#"["Tom"]"#);
///
/// let missing = Path::compile("$.pets[7]").unwrap();
/// assert_eq!(missing.find(&document).unwrap(), Found::Nothing);
/// ```
#[derive(Debug, Clone)]
pub struct Path {
    text: String,
    pub(crate) tokens: Vec<Token>,
    pub(crate) dialect: Dialect,
    /// Whether the path begins at the document (`$`) and not at the value that a filter looks at (`@`).
    pub(crate) from_document: bool,
}

/// What a path found in a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Found<'d> {
    /// Nothing is there; Jayway's `PathNotFoundException`. API Gateway shows it as nothing.
    Nothing,
    /// What a definite path led to.
    One(Cow<'d, Value>),
    /// What an indefinite path (`..`, `*`, slices, several indices, filters) led to, in order; perhaps nothing.
    Many(Vec<Cow<'d, Value>>),
}

impl Path {
    /// Reads a path as Jayway 2.0.0 does. One without `$` at its front gets it: `a.b` is `$.a.b`.
    pub fn compile(text: &str) -> Result<Self, PathError> {
        Self::compile_in(text, Dialect::Jayway20)
    }

    /// Reads a path as the given release does.
    pub fn compile_in(text: &str, dialect: Dialect) -> Result<Self, PathError> {
        match dialect {
            Dialect::Jayway20 => compile::compile(text, 0),
            Dialect::Jayway29 => compile_later::compile(text, 0),
        }
    }

    pub(crate) fn new(text: &str, tokens: Vec<Token>, dialect: Dialect, from_document: bool) -> Self {
        Self { text: text.to_owned(), tokens, dialect, from_document }
    }

    /// Applies the path to a document. In a document that is neither an object nor an array only `$` finds something.
    pub fn find<'d>(&self, document: &'d Value) -> Result<Found<'d>, FindError> {
        if !document.is_object() && !document.is_array() {
            return Ok(match self.tokens.as_slice() {
                [Token::Root] => Found::One(Cow::Borrowed(document)),
                _ => Found::Nothing,
            });
        }
        let mut budget = Budget::default();
        let mut walk = Walk::new(self, document, &mut budget);
        let outcome = walk.step(0, document);
        let results = walk.into_results();
        match outcome {
            Err(Stop::NotFound) => Ok(Found::Nothing),
            Err(Stop::Failed(error)) => Err(error),
            Ok(()) if self.is_definite() => Ok(results.into_iter().next().map_or(Found::Nothing, Found::One)),
            Ok(()) => Ok(Found::Many(results)),
        }
    }

    /// Whether the path leads to at most one place, so that [`find`](Self::find) never answers [`Found::Many`].
    pub fn is_definite(&self) -> bool {
        self.definite_from(0) || matches!(self.tokens.last(), Some(Token::Function(_)))
    }

    /// Whether every step from this one on is definite.
    pub(crate) fn definite_from(&self, at: usize) -> bool {
        self.tokens.iter().skip(at).enumerate().all(|(index, token)| match token {
            // Several names inside a path lead to several places; Jayway 2.0 doesn't know them there at all.
            Token::Names(names) if self.dialect == Dialect::Jayway29 && names.len() > 1 => {
                at + index + 1 == self.tokens.len()
            }
            _ => token.is_definite(),
        })
    }
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl FromStr for Path {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        Self::compile(text)
    }
}

impl Found<'_> {
    /// The value as one; what an indefinite path found is an array. `None` for nothing.
    pub fn into_value(self) -> Option<Value> {
        match self {
            Self::Nothing => None,
            Self::One(value) => Some(value.into_owned()),
            Self::Many(values) => Some(Value::Array(values.into_iter().map(Cow::into_owned).collect())),
        }
    }

    /// What `$input.path(…)` puts into a template when its result is written out at once: see
    /// [`to_text`](crate::to_text). Nothing, and a null found, are the empty text.
    pub fn to_text(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::One(value) if value.is_null() => String::new(),
            Self::One(value) => crate::to_text(value),
            Self::Many(values) => list_to_json(values, Solidus::Escaped),
        }
    }

    /// What `$input.json(…)` writes: see [`to_json`](crate::to_json). Nothing, and a null found, are the empty JSON
    /// string `""`.
    pub fn to_json(&self) -> String {
        match self {
            Self::Nothing => "\"\"".to_owned(),
            Self::One(value) if value.is_null() => "\"\"".to_owned(),
            Self::One(value) => crate::to_json(value),
            Self::Many(values) => list_to_json(values, Solidus::Bare),
        }
    }
}
