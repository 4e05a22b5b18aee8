//! `speakers.json`: everybody on stage.

use super::{LinkData, json_file, links};
use crate::pictures::picture;
use crate::published_file::PublishedFile;
use crate::site::Site;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SpeakerData<'a> {
    code: &'a str,
    name: &'a str,
    avatar: Option<&'a str>,
    biography_html: Option<&'a str>,
    links: Vec<LinkData<'a>>,
    /// Codes of the sessions' pages.
    sessions: Vec<&'a str>,
}

/// `speakers.json`.
pub(crate) fn speakers(site: &Site<'_>) -> PublishedFile {
    let published = site.input.published;
    let speakers: Vec<SpeakerData<'_>> = published
        .speakers()
        .iter()
        .map(|speaker| SpeakerData {
            code: speaker.code.as_str(),
            name: &speaker.name,
            avatar: picture(speaker.avatar.as_ref()),
            biography_html: site.biographies.get(&speaker.id).map(String::as_str),
            links: links(&speaker.links),
            sessions: published.sessions_of(speaker.id).map(|session| session.code.as_str()).collect(),
        })
        .collect();
    json_file("speakers.json", &speakers)
}
