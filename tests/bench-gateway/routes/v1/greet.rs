//! Greets, and gets the request as it is.

use crate::functions::greeting::{Greeted, Greeting, greet};
use lockstep_function::{Anonymous, Error};

#[expect(clippy::unused_async, reason = "a handler is asynchronous, also one that waits for nothing")]
pub async fn handler(word: &str, _: Anonymous, request: Greeted) -> Result<Greeting, Error> {
    greet(word, &request)
}
