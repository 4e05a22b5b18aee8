//! All public files of a conference.

use crate::data::Pointer;
use crate::pages;
use crate::published_file::{FileKind, PublishedFile, media_type};
use crate::site::Site;
use crate::site_input::{RootInput, SiteInput};
use plenary_formats::{frab_json, frab_xml, icalendar};

/// All public files of a conference: immutable files, pages, feeds, and the pointer `current.json`.
///
/// Pure: the same input gives the same bytes, in the same order.
pub fn files(input: &SiteInput<'_>) -> Vec<PublishedFile> {
    let mut site = Site::new(*input);
    let mut files = std::mem::take(&mut site.immutable);
    let (pages, feeds) = rayon::join(|| pages::pages(&site), || feeds(input));
    files.extend(pages);
    files.extend(feeds);
    files.push(PublishedFile {
        path: format!("{}/current.json", site.conference().slug),
        content_type: media_type::JSON,
        bytes: Pointer::new(&site, None).to_json().into_bytes(),
        kind: FileKind::Pointer,
    });
    files
}

/// The pages outside any conference: the list of conferences and the page for addresses that lead nowhere.
pub fn root_files(input: &RootInput<'_>) -> Vec<PublishedFile> {
    let mut files: Vec<PublishedFile> = input.shell.stylesheet.iter().cloned().collect();
    files.extend([pages::conferences(input), pages::not_found(input)]);
    files
}

/// The schedule in the formats of other programs.
fn feeds(input: &SiteInput<'_>) -> Vec<PublishedFile> {
    let (published, addresses) = (input.published, input.addresses);
    let slug = &published.conference().slug;
    let feed = |extension: &str, content_type, text: String| PublishedFile {
        path: format!("{slug}/schedule.{extension}"),
        content_type,
        bytes: text.into_bytes(),
        kind: FileKind::Feed,
    };
    vec![
        feed("xml", media_type::FRAB_XML, frab_xml::write(published, addresses)),
        feed("json", media_type::JSON, frab_json::write(published, addresses)),
        feed(
            "ics",
            media_type::ICALENDAR,
            icalendar::write_with_history(published, addresses, input.releases),
        ),
    ]
}
