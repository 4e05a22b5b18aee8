//! The schedule of one day.

use crate::date_parameter::DateParameter;
use crate::view::ScheduleDay;
use crate::{App, Caller, Error};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Request {
    /// The conference's slug.
    conference: String,
    /// The day's date, local to the venue.
    day: DateParameter,
}

pub type Reply = ScheduleDay;

pub async fn handler(app: &App, _: Caller, request: Request) -> Result<Reply, Error> {
    let published = app.published(&request.conference).await?;
    let DateParameter(day) = request.day;
    ScheduleDay::new(&published, day).ok_or_else(|| Error::not_found("day", day))
}
