//! The speakers of a conference.

use crate::page::{Cursor, Limit, Page, ReleasePage};
use crate::view::SpeakerSummary;
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

pub type Reply = Page<SpeakerSummary>;

pub async fn handler(app: &App, _: Caller, request: Request) -> Result<Reply, Error> {
    let page = ReleasePage::of(app, &request.conference, request.limit, request.cursor).await?;
    let published = &*page.published;
    Ok(page.of_list(published.speakers(), |_| true, |speaker| SpeakerSummary::new(published, speaker)))
}
