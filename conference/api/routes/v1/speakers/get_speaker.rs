//! One speaker with biography and sessions.

use crate::view::Speaker;
use crate::{App, Caller, Error};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Request {
    /// The conference's slug.
    conference: String,
    /// The speaker's code: six characters out of A-Z and 0-9.
    speaker: String,
}

pub type Reply = Speaker;

pub async fn handler(app: &App, _: Caller, request: Request) -> Result<Reply, Error> {
    let published = app.published(&request.conference).await?;
    let speaker = request.speaker.parse().ok().and_then(|code| published.speaker_by_code(code));
    let speaker = speaker.ok_or_else(|| Error::not_found("speaker", &request.speaker))?;
    Ok(Speaker::new(&published, speaker))
}
