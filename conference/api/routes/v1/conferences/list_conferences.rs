//! All conferences, the latest first.

use crate::page::{self, BAD_CURSOR, Cursor, Limit, Page};
use crate::view::ConferenceSummary;
use crate::{App, Caller, Error};
use schemars::JsonSchema;
use serde::Deserialize;
use std::cmp::Reverse;

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Request {
    /// How many items the page holds at most.
    #[serde(default)]
    limit: Limit,
    /// Where the list goes on: `next` of the page before.
    cursor: Option<Cursor>,
}

pub type Reply = Page<ConferenceSummary>;

pub async fn handler(app: &App, _: Caller, request: Request) -> Result<Reply, Error> {
    let conferences = app.conferences().await?;
    let rest = match request.cursor {
        None => 0,
        Some(Cursor::Conference(start, slug)) => conferences.partition_point(|one| {
            (Reverse(one.start), one.slug.as_str()) <= (Reverse(start), slug.as_str())
        }),
        Some(_) => return Err(BAD_CURSOR),
    };
    let cursor = |one: &&_| position_of(one);
    Ok(page::of_rest(conferences[rest..].iter(), request.limit, |one| ConferenceSummary::from(*one), cursor))
}

fn position_of(conference: &plenary_app::ConferenceSummary) -> Cursor {
    Cursor::Conference(conference.start, conference.slug.to_string())
}
