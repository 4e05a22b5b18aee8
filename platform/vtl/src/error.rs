//! What can be wrong with a template, before and while it renders.

use std::ops::Range;
use thiserror::Error;

/// Why a template cannot be compiled. It prints with its line and a caret below the place.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("line {line}, column {column}: {message}\n{excerpt}")]
pub struct CompileError {
    message: String,
    line: usize,
    column: usize,
    span: Range<usize>,
    excerpt: String,
}

/// Characters of a line that an excerpt shows before and after the place.
const EXCERPT_REACH: usize = 60;

impl CompileError {
    /// An error at bytes `start..end` of `source`.
    pub(crate) fn at(source: &str, start: usize, end: usize, message: impl Into<String>) -> Self {
        let start = floor(source, start);
        let before = source.get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |index| index + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let in_line = source.get(line_start..start).unwrap_or_default();
        let column = in_line.chars().count() + 1;
        let shown_from = in_line.char_indices().rev().nth(EXCERPT_REACH - 1).map_or(0, |(index, _)| index);
        let rest = source.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
        let shown: String = rest.chars().take(EXCERPT_REACH).collect();
        let lead = in_line.get(shown_from..).unwrap_or_default();
        let padding: String = lead.chars().map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
        Self {
            message: message.into(),
            line,
            column,
            span: start..end.max(start).min(source.len()),
            excerpt: format!("    {lead}{shown}\n    {padding}^"),
        }
    }

    /// What is wrong, without the place.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The line it stands on, and below it a caret at the place.
    pub fn excerpt(&self) -> &str {
        &self.excerpt
    }

    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column, from 1, in characters.
    pub fn column(&self) -> usize {
        self.column
    }

    /// The place in bytes of the template, as diagnostics such as miette's want it.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }
}

/// The nearest character boundary at or before `index`.
fn floor(source: &str, index: usize) -> usize {
    let mut index = index.min(source.len());
    while !source.is_char_boundary(index) {
        index -= 1;
    }
    index
}

/// Why a template stopped rendering. API Gateway answers 500 then.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum RenderError {
    /// A method refused its arguments, as `"abc".substring(9)` does in Java.
    #[error("`{method}` failed: {reason}")]
    Method {
        /// The method's name.
        method: String,
        /// Why.
        reason: String,
    },
    /// The text given to `#evaluate` is no template.
    #[error("#evaluate: {0}")]
    Evaluate(CompileError),
    /// A macro was called with a bare word or calls itself too deeply.
    #[error("#{name}: {reason}")]
    Macro {
        /// The macro's name.
        name: String,
        /// Why.
        reason: String,
    },
    /// The template goes beyond what a gateway can answer.
    #[error("the template {0}")]
    Limit(&'static str),
}

impl RenderError {
    /// A method's refusal, for hosts that implement their own methods.
    pub fn method(method: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Method { method: method.into(), reason: reason.into() }
    }
}
