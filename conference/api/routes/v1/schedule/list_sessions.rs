//! Sessions by day, track, room, type and language.

use crate::date_parameter::DateParameter;
use crate::filter::{SessionFilter, Wanted};
use crate::page::{Cursor, Limit, ReleasePage};
use crate::view::{SessionPage, SessionSummary};
use crate::{App, Caller, Error};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Request {
    /// The conference's slug.
    conference: String,
    /// Only sessions on one of these days.
    #[serde(default)]
    day: Vec<DateParameter>,
    /// Only sessions of one of these tracks, by slug.
    #[serde(default)]
    track: Vec<String>,
    /// Only sessions in one of these rooms, by slug; together with `day`: there and then.
    #[serde(default)]
    room: Vec<String>,
    /// Only sessions of one of these kinds, by slug.
    #[serde(default)]
    r#type: Vec<String>,
    /// Only sessions in one of these languages; `de` asks for `de-AT` too.
    #[serde(default)]
    language: Vec<String>,
    /// How many items the page holds at most.
    #[serde(default)]
    limit: Limit,
    /// Where the list goes on: `next` of the page before.
    cursor: Option<Cursor>,
}

pub type Reply = SessionPage;

pub async fn handler(app: &App, _: Caller, request: Request) -> Result<Reply, Error> {
    let Request { conference, day, track, room, r#type, language, limit, cursor } = request;
    let days = day.into_iter().map(|day| day.0).collect();
    let wanted = Wanted { days, rooms: room, tracks: track, session_types: r#type, languages: language };
    let page = ReleasePage::of(app, &conference, limit, cursor).await?;
    let published = &*page.published;
    let filter = SessionFilter::new(published, wanted);
    let view = |session: &_| SessionSummary::new(published, session);
    let items = page.of_list(published.sessions(), |session| filter.matches(session), view);
    Ok(SessionPage::new(published, items))
}
