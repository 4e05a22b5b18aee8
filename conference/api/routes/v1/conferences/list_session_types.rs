//! The kinds of session of a conference, in order.

use crate::view::{List, SessionType};
use crate::{App, Caller, Error};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Request {
    /// The conference's slug.
    conference: String,
}

pub type Reply = List<SessionType>;

pub async fn handler(app: &App, _: Caller, request: Request) -> Result<Reply, Error> {
    let published = app.published(&request.conference).await?;
    Ok(List::from(published.session_types()))
}
