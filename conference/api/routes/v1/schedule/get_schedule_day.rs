//! The schedule of one day.

use crate::view::{DateSchema, ScheduleDay};
use crate::{App, Caller, Error};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Request {
    /// The conference's slug.
    conference: String,
    /// The day's date, local to the venue.
    #[schemars(with = "DateSchema")]
    day: Date,
}

pub type Reply = ScheduleDay;

pub async fn handler(app: &App, _: Caller, request: Request) -> Result<Reply, Error> {
    let published = app.published(&request.conference).await?;
    ScheduleDay::new(&published, request.day).ok_or_else(|| Error::not_found("day", request.day))
}
