//! All public files of a conference.

use crate::published_file::{FileKind, PublishedFile, media_type};
use crate::site_input::{RootInput, SiteInput};

/// All public files of a conference: immutable files, pages, feeds, and the pointer `current.json`.
///
/// Pure: the same input gives the same bytes, in the same order.
pub fn files(input: &SiteInput<'_>) -> Vec<PublishedFile> {
    feeds(input)
}

/// The pages outside any conference: the list of conferences and the page for addresses that lead nowhere.
pub fn root_files(input: &RootInput<'_>) -> Vec<PublishedFile> {
    input.shell.stylesheet.iter().cloned().collect()
}

/// The schedule in the formats of other programs.
fn feeds(input: &SiteInput<'_>) -> Vec<PublishedFile> {
    let (published, addresses) = (input.published, input.addresses);
    let slug = &published.conference().slug;
    let feed = |name: &str, content_type, text: String| PublishedFile {
        path: format!("{slug}/{name}"),
        content_type,
        bytes: text.into_bytes(),
        kind: FileKind::Feed,
    };
    vec![
        feed("schedule.xml", media_type::FRAB_XML, plenary_formats::frab_xml::write(published, addresses)),
        feed("schedule.json", media_type::JSON, plenary_formats::frab_json::write(published, addresses)),
        feed("schedule.ics", media_type::ICALENDAR, plenary_formats::icalendar::write(published, addresses)),
    ]
}
