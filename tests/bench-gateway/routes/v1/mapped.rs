//! Greets, and gets what a template makes of the request.

use crate::functions::greeting::{Greeted, Greeting, greet};
use lockstep_function::Error;

#[expect(clippy::unused_async, reason = "a handler is asynchronous, also one that waits for nothing")]
pub async fn handler(word: &str, request: Greeted) -> Result<Greeting, Error> {
    greet(word, &request)
}
