//! The whole schedule, day by day.

use crate::view::Schedule;
use crate::{App, Caller, Error};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Request {
    /// The conference's slug.
    conference: String,
}

pub type Reply = Schedule;

pub async fn handler(app: &App, _: Caller, request: Request) -> Result<Reply, Error> {
    let published = app.published(&request.conference).await?;
    Ok(Schedule::from(&*published))
}
