//! What is wrong with a version's files, told with file, line, column and a way out.

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A mistake in a route file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mistake {
    /// A file or folder could not be read.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// Not JSON.
    #[error("this is not JSON: {0}")]
    Syntax(String),
    /// A field that does not exist.
    #[error("unknown field `{field}`; did you mean `{nearest}`?")]
    UnknownField {
        /// As written.
        field: String,
        /// The known field that is most like it.
        nearest: &'static str,
        /// All that there are.
        known: &'static [&'static str],
    },
    /// The same field twice.
    #[error("the field `{0}` stands here twice")]
    RepeatedField(String),
    /// A field that must be there is not.
    #[error("the field `{0}` is missing")]
    MissingField(&'static str),
    /// A value of another kind.
    #[error("expected {expected}, found {found}")]
    WrongKind {
        /// What belongs here.
        expected: &'static str,
        /// What stands here.
        found: &'static str,
    },
    /// A word that means nothing here.
    #[error("unknown {what} `{word}`; did you mean `{nearest}`?")]
    UnknownWord {
        /// What the word stands for.
        what: &'static str,
        /// As written.
        word: String,
        /// The known word that is most like it.
        nearest: String,
    },
    /// A name that nothing has.
    #[error("`api.json` declares no {what} named `{name}`")]
    Undeclared {
        /// What is named.
        what: &'static str,
        /// As written.
        name: String,
        /// The declared name that is most like it.
        nearest: Option<String>,
    },
    /// A path that API Gateway would not take.
    #[error("`{path}` is not a path: {reason}")]
    BadPath {
        /// As written.
        path: String,
        /// The rule it breaks.
        reason: &'static str,
    },
    /// A text that breaks its rule.
    #[error("`{value}` is not {expected}")]
    BadValue {
        /// As written.
        value: String,
        /// What it should be.
        expected: &'static str,
    },
    /// A regular expression that cannot be compiled.
    #[error("this is not a regular expression: {0}")]
    BadPattern(String),
    /// Two patterns of one route that a text may match both.
    #[error(
        "`{pattern}` and `{other}` (of {status}) both match `{example}`: which response it gets would be a matter of luck"
    )]
    Overlap {
        /// As written.
        pattern: String,
        /// The other.
        other: String,
        /// The status of the other.
        status: String,
        /// A text that both match.
        example: String,
    },
    /// A placeholder that the path does not have.
    #[error("the path `{path}` has no placeholder `{name}`")]
    NoPlaceholder {
        /// As written.
        name: String,
        /// The path.
        path: String,
    },
    /// A variable of an address that nothing fills.
    #[error("nothing fills `{{{0}}}`: `requestParameters` needs `integration.request.path.{0}`")]
    Unfilled(String),
    /// An authorizer whose function does not authorize.
    #[error("no pair directly below the version is named `{function}` and says `\"authorizes\": \"{kind}\"`")]
    NoAuthorizer {
        /// The function's name.
        function: String,
        /// The kind that it should be.
        kind: &'static str,
    },
    /// A version that cannot be continued.
    #[error("version {version} cannot be continued: {reason}")]
    Continuation {
        /// Its number.
        version: u32,
        /// Why.
        reason: &'static str,
    },
    /// Something that has no meaning where it stands.
    #[error("{0}")]
    Meaningless(&'static str),
    /// One half of a pair.
    #[error("the other half of this pair, `{0}`, is missing")]
    MissingPartner(String),
    /// A file that must be there is not.
    #[error("the file is missing")]
    MissingFile,
    /// Two things that may not be the same.
    #[error("{what} is already taken by {by}")]
    Taken {
        /// What is wanted twice.
        what: String,
        /// Who has it.
        by: String,
    },
    /// Two placeholders of different names at one place of the path.
    #[error(
        "`{variable}` and `{other}` (of {by}) stand at the same place of the path; API Gateway allows one placeholder there"
    )]
    TwoVariables {
        /// Of this path.
        variable: String,
        /// Of the other.
        other: String,
        /// Where the other stands.
        by: String,
    },
}

impl Mistake {
    fn help(&self) -> Option<String> {
        match self {
            Self::UnknownField { known, .. } => Some(format!("known fields: {}", known.join(", "))),
            Self::Undeclared { nearest, .. } => {
                nearest.as_ref().map(|nearest| format!("did you mean `{nearest}`?"))
            }
            Self::MissingField("access") => {
                Some("say who may call: \"public\", \"signed-in\" or the name of a permission".to_owned())
            }
            Self::MissingFile => Some("it needs a title at least: { \"title\": \"My API\" }".to_owned()),
            _ => None,
        }
    }
}

/// A [`Mistake`] and where it is.
#[derive(Debug, Clone)]
pub struct Problem {
    /// What is wrong.
    pub mistake: Mistake,
    /// The file, as reached from the folder that was given.
    pub file: String,
    text: Option<NamedSource<Arc<str>>>,
    span: Range<usize>,
}

impl Problem {
    /// A problem of a whole file or folder.
    pub(crate) fn of_file(file: impl Into<String>, mistake: Mistake) -> Self {
        Self { mistake, file: file.into(), text: None, span: 0..0 }
    }

    /// A problem at a place in a file.
    pub(crate) fn at(file: &str, text: &Arc<str>, span: Range<usize>, mistake: Mistake) -> Self {
        let text = NamedSource::new(file, Arc::clone(text));
        Self { mistake, file: file.to_owned(), text: Some(text), span }
    }

    /// Line and column, both from 1, columns in characters; `None` for a problem of a whole file.
    pub fn position(&self) -> Option<(usize, usize)> {
        Some(position(self.text.as_ref()?.inner(), self.span.start))
    }
}

/// Line and column of a byte, both from 1, columns in characters.
pub(crate) fn position(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position() {
            Some((line, column)) => write!(formatter, "{}:{line}:{column}: {}", self.file, self.mistake),
            None => write!(formatter, "{}: {}", self.file, self.mistake),
        }
    }
}

impl std::error::Error for Problem {}

impl Diagnostic for Problem {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.mistake.help().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.text.as_ref().map(|text| text as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.text.as_ref()?;
        Some(Box::new(std::iter::once(LabeledSpan::at(self.span.clone(), "here"))))
    }
}

/// Everything that is wrong with a version's folder, in the order of files and lines; never empty.
#[derive(Debug, Clone)]
pub struct Problems(pub(crate) Vec<Problem>);

impl Problems {
    /// The problems, one by one.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }

    /// The problems with the lines they stand on, for a terminal without colour.
    pub fn render(&self) -> String {
        let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_links(false);
        let mut report = String::new();
        for problem in &self.0 {
            // It fails when writing does, and writing to a string does not.
            handler.render_report(&mut report, problem).unwrap_or_default();
            report.push('\n');
        }
        report
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, problem) in self.0.iter().enumerate() {
            let gap = if position == 0 { "" } else { "\n" };
            write!(formatter, "{gap}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

impl Diagnostic for Problems {
    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        Some(Box::new(self.0.iter().map(|problem| problem as &dyn Diagnostic)))
    }
}
