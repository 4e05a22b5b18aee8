//! What keeps an API from being served.

/// Why an API could not be loaded. Nothing is ignored in silence: what cannot be honoured is one of these.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// A verb that API Gateway does not know.
    #[error("`{verb} {path}`: API Gateway has no method `{verb}`")]
    Verb {
        /// The path.
        path: String,
        /// The verb.
        verb: String,
    },
    /// The same verb twice on a path.
    #[error("`{verb} {path}` is defined twice")]
    Twice {
        /// The path.
        path: String,
        /// The verb.
        verb: String,
    },
    /// A path of the wrong shape.
    #[error("`{path}`: a path starts with `/` and does not end with it")]
    PathShape {
        /// The path.
        path: String,
    },
    /// A path with an odd segment.
    #[error("`{path}`: `{segment}` is neither a fixed segment nor `{{name}}` nor `{{name+}}`")]
    PathVariable {
        /// The path.
        path: String,
        /// The segment.
        segment: String,
    },
    /// Two variables at one level.
    #[error("`{path}`: `{new}` cannot stand beside `{present}`: API Gateway allows one variable per level")]
    PathSibling {
        /// The path.
        path: String,
        /// Its variable.
        new: String,
        /// The variable that is there already.
        present: String,
    },
    /// Something below a greedy segment.
    #[error("`{path}`: nothing can follow a greedy segment")]
    PathBelowGreedy {
        /// The path.
        path: String,
    },
    /// The same path twice.
    #[error("`{path}` is defined twice")]
    PathTwice {
        /// The path.
        path: String,
    },
    /// Two APIs at one address.
    #[error("two APIs answer at `/{segment}`")]
    Address {
        /// The first segment of their URLs.
        segment: String,
    },
    /// A value that a gateway response cannot have.
    #[error("{place}: {problem}")]
    GatewayResponse {
        /// The file and field.
        place: String,
        /// What is wrong.
        problem: String,
    },
    /// A template, expression, pattern or the like that cannot be used.
    #[error("{place}: {problem}")]
    Mistake {
        /// The file and what stands there.
        place: String,
        /// What is wrong.
        problem: String,
    },
    /// Something in a document that cannot be imported.
    #[error("{place}:{line}:{column}: {}{problem}; {advice}", label(pointer))]
    Document {
        /// The document.
        place: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1, in characters.
        column: usize,
        /// The JSON pointer; empty for the document as a whole.
        pointer: String,
        /// What is wrong.
        problem: String,
        /// What to do.
        advice: String,
    },
    /// Something that this version cannot do.
    #[error("{place}: {feature} cannot be served yet")]
    Unsupported {
        /// The file.
        place: String,
        /// What it asks for.
        feature: String,
    },
}

/// A JSON pointer before what is said of its place; nothing for the document as a whole.
fn label(pointer: &str) -> String {
    if pointer.is_empty() { String::new() } else { format!("{pointer}: ") }
}

/// Everything that keeps an API from being served, one a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadErrors(Vec<LoadError>);

impl LoadErrors {
    /// Nothing when there is no mistake.
    pub(crate) fn none_of(mistakes: Vec<LoadError>) -> Result<(), Self> {
        if mistakes.is_empty() { Ok(()) } else { Err(Self(mistakes)) }
    }

    /// All of some mistakes, at least one.
    pub(crate) fn all(mistakes: Vec<LoadError>) -> Self {
        Self(mistakes)
    }

    /// All of them; there is at least one.
    pub fn iter(&self) -> impl Iterator<Item = &LoadError> {
        self.0.iter()
    }
}

impl IntoIterator for LoadErrors {
    type Item = LoadError;
    type IntoIter = std::vec::IntoIter<LoadError>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl From<LoadError> for LoadErrors {
    fn from(error: LoadError) -> Self {
        Self(vec![error])
    }
}

impl std::error::Error for LoadErrors {}

impl std::fmt::Display for LoadErrors {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (position, error) in self.0.iter().enumerate() {
            if position > 0 {
                formatter.write_str("\n")?;
            }
            write!(formatter, "{error}")?;
        }
        Ok(())
    }
}
