//! What is compared.

use crate::answer::{Answer, Verdict};
use crate::random::Random;
use serde_json::Value;

/// A kind of random case, and both ways to answer it.
pub trait Subject {
    /// One case.
    type Case: Clone;

    /// Its name, for the report.
    fn name(&self) -> &'static str;

    /// Draws a case.
    fn draw(&self, random: &mut Random) -> Self::Case;

    /// The case as the oracle reads it.
    fn question(&self, case: &Self::Case) -> Value;

    /// Our answer.
    fn ours(&self, case: &Self::Case) -> Answer;

    /// Compares the answers.
    fn judge(&self, case: &Self::Case, oracle: &Answer, ours: &Answer) -> Verdict;

    /// Cases that are a little smaller, the boldest cuts first.
    fn smaller(&self, case: &Self::Case) -> Vec<Self::Case>;

    /// The case as a case file holds it, with the oracle's answer.
    fn recorded(&self, case: &Self::Case, oracle: &Answer) -> Value;

    /// Whether an answer says anything; empty ones prove little and are counted apart.
    fn telling(&self, answer: &Answer) -> bool {
        matches!(answer, Answer::Text(text) if !text.trim().is_empty())
    }
}
