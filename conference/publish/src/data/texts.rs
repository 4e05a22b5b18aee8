//! `texts-{date}.json`: the longer texts of a day's sessions, apart from the day because they are read later.

use super::{LinkData, json_file, links};
use crate::pictures::picture;
use crate::published_file::PublishedFile;
use crate::site::{Site, SiteDay};
use indexmap::IndexMap;
use plenary_domain::session::Session;
use plenary_domain::web_url::WebUrl;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TextsData<'a> {
    abstract_html: Option<&'a str>,
    description_html: Option<&'a str>,
    links: Vec<LinkData<'a>>,
    attachments: Vec<LinkData<'a>>,
    logo: Option<&'a str>,
    license: Option<&'a str>,
    feedback_url: Option<&'a str>,
    origin_url: Option<&'a str>,
}

/// `texts-{date}.json`.
pub(crate) fn texts(site: &Site<'_>, day: &SiteDay<'_>) -> PublishedFile {
    let texts: IndexMap<&str, TextsData<'_>> = site
        .sessions_on(day)
        .into_iter()
        .map(|session| (session.code.as_str(), texts_data(site, session)))
        .collect();
    json_file(&format!("texts-{}.json", day.day.date), &texts)
}

fn texts_data<'a>(site: &'a Site<'_>, session: &'a Session) -> TextsData<'a> {
    let texts = site.texts.get(&session.id);
    TextsData {
        abstract_html: texts.and_then(|texts| texts.abstract_html.as_deref()),
        description_html: texts.and_then(|texts| texts.description_html.as_deref()),
        links: links(&session.links),
        attachments: links(&session.attachments),
        logo: picture(session.logo.as_ref()),
        license: session.recording.license.as_deref(),
        feedback_url: session.feedback_url.as_ref().map(WebUrl::as_str),
        origin_url: session.origin_url.as_ref().map(WebUrl::as_str),
    }
}
