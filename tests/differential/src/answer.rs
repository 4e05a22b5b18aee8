//! What either side answers.

/// What came of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It rendered.
    Text(String),
    /// It was refused, with this message.
    Refused(String),
}

/// How two answers compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Both render the same, or both refuse.
    Same,
    /// They differ as our crate's documentation says they do; the rule's name.
    Known(&'static str),
    /// They differ.
    Different,
}
