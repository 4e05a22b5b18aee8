//! One session with its texts.

use crate::view::Session;
use crate::{App, Caller, Error};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Request {
    /// The conference's slug.
    conference: String,
    /// The session's code: six characters out of A-Z and 0-9.
    session: String,
}

pub type Reply = Session;

pub async fn handler(app: &App, _: Caller, request: Request) -> Result<Reply, Error> {
    let published = app.published(&request.conference).await?;
    let session = request.session.parse().ok().and_then(|code| published.session_by_code(code));
    let session = session.ok_or_else(|| Error::not_found("session", &request.session))?;
    Ok(Session::new(&published, session))
}
