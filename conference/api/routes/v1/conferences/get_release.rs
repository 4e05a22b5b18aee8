//! One release with what it changed.

use crate::view::Release;
use crate::{App, Caller, Error};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Request {
    /// The conference's slug.
    conference: String,
    /// The release's number.
    release: u32,
}

pub type Reply = Release;

pub async fn handler(app: &App, _: Caller, request: Request) -> Result<Reply, Error> {
    let notes = app.releases(&request.conference).await?;
    let note = notes.iter().find(|note| note.number.0 == request.release);
    note.map(Release::from).ok_or_else(|| Error::not_found("release", request.release))
}
