//! The releases of a conference's schedule, the newest first.

use crate::page::{self, BAD_CURSOR, Cursor, Limit, Page};
use crate::view::ReleaseSummary;
use crate::{App, Caller, Error};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Request {
    /// The conference's slug.
    conference: String,
    /// How many items the page holds at most.
    #[serde(default)]
    limit: Limit,
    /// Where the list goes on: `next` of the page before.
    cursor: Option<Cursor>,
}

pub type Reply = Page<ReleaseSummary>;

pub async fn handler(app: &App, _: Caller, request: Request) -> Result<Reply, Error> {
    let notes = app.releases(&request.conference).await?;
    let rest = match request.cursor {
        None => 0,
        Some(Cursor::Note(number)) => notes.partition_point(|note| note.number >= number),
        Some(_) => return Err(BAD_CURSOR),
    };
    let view = |note: &&_| ReleaseSummary::from(*note);
    Ok(page::of_rest(notes[rest..].iter(), request.limit, view, |note| Cursor::Note(note.number)))
}
