//! What can go wrong: in a path's text, while it walks a document, in a body.

use thiserror::Error;

/// A path that can't be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{reason} (at byte {position})")]
pub struct PathError {
    pub(crate) position: usize,
    pub(crate) reason: String,
}

impl PathError {
    pub(crate) fn new(position: usize, reason: impl Into<String>) -> Self {
        Self { position, reason: reason.into() }
    }

    /// Where in the path's text, in bytes from its start: the beginning of the part that can't be read.
    pub fn position(&self) -> usize {
        self.position
    }

    /// What is wrong there.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// A readable path that can't be applied to this document. Jayway throws an exception here, as opposed to a path that
/// merely finds nothing.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FindError {
    /// An index or a slice met something that is neither an array nor null.
    #[error("an index or a slice can only be applied to an array, not to {found}")]
    NotAnArray {
        /// What was met, such as "an object".
        found: &'static str,
    },
    /// A filter met something that is neither an object nor an array.
    #[error("a filter can't be applied to {found}")]
    NotAContainer {
        /// What was met, such as "a string".
        found: &'static str,
    },
    /// Several names in one bracket, and the path goes on behind it.
    #[error("several names in one bracket can only stand at the end of a path")]
    SeveralNamesInside,
    /// A filter compares a number with a text that is none.
    #[error("a filter compares the text {text:?} with a number")]
    NotANumber {
        /// The text.
        text: String,
    },
    /// `=~` with neither side a pattern.
    #[error("`=~` needs a pattern between slashes")]
    NotAPattern,
    /// A function was given what it can't work on.
    #[error("{function}() can't be applied to {found}")]
    NotForThisFunction {
        /// The function's name.
        function: &'static str,
        /// What was met.
        found: &'static str,
    },
    /// The document is nested deeper than the walk goes.
    #[error("the document is nested too deeply for a path")]
    TooDeep,
    /// The walk visited more values than allowed.
    #[error("the path visits too many values of the document")]
    TooMuchWork,
}

/// A body that json-smart refuses. Written out it is the message that API Gateway was recorded to answer with (400).
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("Could not process payloadnet.minidev.json.parser.ParseException: {message}")]
pub struct BodyError {
    pub(crate) position: usize,
    pub(crate) message: String,
}

impl BodyError {
    /// Where the reader gave up, in UTF-16 units from the start, as Java counts.
    pub fn position(&self) -> usize {
        self.position
    }

    /// The parser's own message, without what API Gateway puts before it.
    pub fn message(&self) -> &str {
        &self.message
    }
}
