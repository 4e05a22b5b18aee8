//! What became of a case.

use serde_json::Value;
use std::fmt;

/// What became of a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Everything that was expected came.
    Passed,
    /// Something else came, or it could not be replayed.
    Failed(Vec<Difference>),
    /// It cannot be decided here, for a written reason.
    Skipped(Reason),
}

impl Outcome {
    /// Failed for one difference.
    pub fn failed(difference: Difference) -> Self {
        Self::Failed(vec![difference])
    }

    /// Passed when nothing differs.
    pub fn of(differences: Vec<Difference>) -> Self {
        if differences.is_empty() { Self::Passed } else { Self::Failed(differences) }
    }
}

/// Why a case is not decided here. Each is written down in the gateway's table of features.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The gateway refuses the API when it is loaded; the feature, as its error and the table of features name it.
    Refused(String),
    /// Velocity's own rule for null references is expected. With that rule the output is as expected; API Gateway has
    /// another: the empty string.
    NullReferences,
    /// It gives a helper a variable that is null, which API Gateway makes the empty string before any helper sees it.
    NullVariable,
    /// It lists or counts all headers of a request as if nobody added any; API Gateway adds its own.
    AddedHeaders,
    /// The gateway never gives this answer: what gives it at AWS is not part of a gateway.
    NeverAnswered(String),
    /// A setting of Velocity's that API Gateway does not have.
    EngineSetting(String),
    /// It is about the service that manages APIs, not about the gateway that serves them.
    ControlPlane,
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(feature) => write!(formatter, "refused at load: {feature}"),
            Self::NullReferences => formatter.write_str(
                "expects Velocity's rule for null references, with which it passes; API Gateway's is the empty string",
            ),
            Self::NullVariable => formatter.write_str(
                "gives a helper null, which API Gateway's rule for null references makes the empty string",
            ),
            Self::AddedHeaders => formatter
                .write_str("lists all headers as sent, without those that API Gateway adds to every request"),
            Self::NeverAnswered(kind) => write!(formatter, "no part of a gateway of REST APIs: {kind}"),
            Self::EngineSetting(setting) => {
                write!(formatter, "needs Velocity's setting `{setting}`, which API Gateway does not make")
            }
            Self::ControlPlane => formatter.write_str(
                "not replayed: answers of the service that manages APIs, which is no part of a gateway",
            ),
        }
    }
}

/// One thing that is not as expected.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Where: a path into the answer, or into the case.
    pub place: String,
    /// What was expected, in words.
    pub expected: String,
    /// What came.
    pub got: String,
}

impl Difference {
    /// Another value than expected.
    pub fn new(place: impl Into<String>, expected: impl Into<String>, got: impl Into<String>) -> Self {
        Self { place: place.into(), expected: expected.into(), got: got.into() }
    }

    /// Another JSON value than expected.
    pub fn values(place: impl Into<String>, expected: &Value, got: &Value) -> Self {
        Self::new(place, expected.to_string(), got.to_string())
    }

    /// What keeps a case from being replayed.
    pub fn problem(place: impl Into<String>, problem: impl fmt::Display) -> Self {
        Self::new(place, "a case that can be replayed", problem.to_string())
    }
}
