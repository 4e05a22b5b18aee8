//! Greets.

use crate::{Anonymous, Error};

#[derive(serde::Deserialize, schemars::JsonSchema)]
pub struct Request {
    name: String,
}

#[derive(serde::Serialize, schemars::JsonSchema)]
pub struct Reply {
    text: String,
}

#[expect(clippy::unused_async, reason = "a handler is asynchronous, also one that waits for nothing")]
pub async fn handler(greeting: &String, _: Anonymous, request: Request) -> Result<Reply, Error> {
    Ok(Reply { text: format!("{greeting}, {}!", request.name) })
}
