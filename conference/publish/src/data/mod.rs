//! The files that the app reads: the programme, its days, their texts, speakers, changes.

mod changes;
mod day;
mod pointer;
mod programme;
mod speakers;
mod texts;

pub(crate) use changes::changes;
pub(crate) use day::day;
pub(crate) use pointer::Pointer;
pub(crate) use programme::programme;
pub(crate) use speakers::speakers;
pub(crate) use texts::texts;

use crate::published_file::{PublishedFile, media_type};
use serde::Serialize;

fn json_file(name: &str, content: &impl Serialize) -> PublishedFile {
    // Text keys and finite numbers only: there is nothing in these types that JSON could not say.
    let bytes = serde_json::to_vec(content).unwrap_or_default();
    PublishedFile::immutable(name, media_type::JSON, bytes)
}

/// A page elsewhere.
#[derive(Serialize)]
struct LinkData<'a> {
    title: &'a str,
    url: &'a str,
}

fn links(links: &[plenary_domain::session::Link]) -> Vec<LinkData<'_>> {
    links.iter().map(|link| LinkData { title: &link.title, url: link.url.as_str() }).collect()
}
