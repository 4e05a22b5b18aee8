//! A path in parts.

use crate::filter::Filter;
use crate::function::Function;

/// One step of a path.
#[derive(Debug, Clone)]
pub(crate) enum Token {
    /// `$`, or `@` in a filter. Inside a path it stands for the value at hand.
    Root,
    /// `..`
    Scan,
    /// `*`
    Wildcard,
    /// `.name`, `['name']`, `['one','two']`
    Names(Vec<String>),
    /// `[0]`, `[0,2]`, `[1:3]`, …
    Indices(Indices),
    /// `[?(…)]`
    Filter(Filter),
    /// `.length()` and the like; only at the end of a path.
    Function(Function),
}

/// What stands between brackets for an array.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Indices {
    /// `[2]`
    One(i64),
    /// `[0,2]`
    Several(Vec<i64>),
    /// `[(@.length-1)]`; the number is negative then.
    FromLength(i64),
    /// `[2:]`
    From(i64),
    /// `[:2]`
    To(i64),
    /// `[1:3]`
    Between(i64, i64),
}

impl Token {
    /// Whether the step leads from one value to at most one.
    pub(crate) fn is_definite(&self) -> bool {
        match self {
            Self::Root | Self::Names(_) | Self::Function(_) => true,
            Self::Indices(indices) => matches!(indices, Indices::One(_) | Indices::FromLength(_)),
            Self::Scan | Self::Wildcard | Self::Filter(_) => false,
        }
    }
}
