//! The rooms of a conference, in the order of the grid's columns.

use crate::view::{List, Room};
use crate::{App, Caller, Error};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Request {
    /// The conference's slug.
    conference: String,
}

pub type Reply = List<Room>;

pub async fn handler(app: &App, _: Caller, request: Request) -> Result<Reply, Error> {
    let published = app.published(&request.conference).await?;
    Ok(List::from(published.rooms()))
}
