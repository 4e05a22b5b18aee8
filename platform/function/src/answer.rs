//! What a handler gives back when all went well.

use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;

/// A body with headers of its own, for a handler that has more to say than its reply; most give the reply alone.
///
/// ```
/// use lockstep_function::Answer;
/// let reply = Answer::new(42).header("Cache-Control", "no-store");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<Body> {
    pub(crate) body: Body,
    pub(crate) headers: Vec<(&'static str, Cow<'static, str>)>,
}

impl<Body> Answer<Body> {
    /// A body without headers.
    pub fn new(body: Body) -> Self {
        Self { body, headers: Vec::new() }
    }

    /// With a header; it replaces one of the same name from the route's configuration.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// What a handler may return: anything that can be serialised, or an [`Answer`] around it.
pub trait IntoAnswer: Send {
    /// What is serialised.
    type Body: Serialize + JsonSchema;
    /// The answer.
    fn into_answer(self) -> Answer<Self::Body>;
}

impl<Body: Serialize + JsonSchema + Send> IntoAnswer for Body {
    type Body = Body;
    fn into_answer(self) -> Answer<Body> {
        Answer::new(self)
    }
}

impl<Body: Serialize + JsonSchema + Send> IntoAnswer for Answer<Body> {
    type Body = Body;
    fn into_answer(self) -> Self {
        self
    }
}
