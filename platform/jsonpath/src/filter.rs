//! Filters: criteria joined by "and" and "or".

use crate::criterion::Criterion;

/// What a value must fulfil. The order of the parts is the order in which they are tried, which shows when one of them
/// fails with an error.
#[derive(Debug, Clone)]
pub(crate) enum Filter {
    Criterion(Criterion),
    And(Vec<Filter>),
    Or(Box<Filter>, Box<Filter>),
    Not(Box<Filter>),
}

impl Filter {
    /// Joins as Jayway's own filters do: behind "or", "and" binds to the right side.
    pub(crate) fn and(self, other: Self) -> Self {
        match self {
            Self::And(mut parts) => {
                parts.push(other);
                Self::And(parts)
            }
            Self::Or(left, right) => Self::Or(left, Box::new(Self::And(vec![*right, other]))),
            single => Self::And(vec![single, other]),
        }
    }

    pub(crate) fn or(self, other: Self) -> Self {
        Self::Or(Box::new(self), Box::new(other))
    }
}
