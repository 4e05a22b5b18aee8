//! Pages outside any conference.

use super::frame::{RootPage, root_page};
use super::pieces::state;
use crate::dates;
use crate::published_file::PublishedFile;
use crate::site_input::{ListedConference, RootInput};
use crate::words;
use maud::{Markup, html};

/// The list of conferences.
pub(crate) fn conferences(input: &RootInput<'_>) -> PublishedFile {
    let data = serde_json::to_string(input.conferences).unwrap_or_default().replace('<', "\\u003c");
    root_page(
        input.shell,
        RootPage {
            url_path: "/",
            title: words::CONFERENCES.text().to_owned(),
            content: html! {
                h1.page-title { (words::CONFERENCES) }
                @if input.conferences.is_empty() {
                    (state(words::NO_CONFERENCES, words::NO_CONFERENCES_TEXT))
                } @else {
                    ul.conference-list {
                        @for conference in input.conferences { (item(conference)) }
                    }
                }
            },
            data: Some(data),
        },
    )
}

fn item(conference: &ListedConference) -> Markup {
    let place: Vec<&str> =
        [conference.venue.as_deref(), conference.city.as_deref()].into_iter().flatten().collect();
    let when = dates::range(conference.start, conference.end);
    html! {
        li {
            a href={ "/" (conference.slug) "/" } {
                span.conference-title { (conference.title) }
                " "
                span.conference-when {
                    (when)
                    @if !place.is_empty() { " · " (place.join(", ")) }
                }
            }
        }
    }
}

/// The page for addresses that lead nowhere.
pub(crate) fn not_found(input: &RootInput<'_>) -> PublishedFile {
    root_page(
        input.shell,
        RootPage {
            url_path: "/404",
            title: words::NOT_FOUND.text().to_owned(),
            content: html! {
                h1.page-title { (words::NOT_FOUND) }
                p.page-lead { (words::NOT_FOUND_TEXT) }
                p.page-lead { a href="/" { (words::NOT_FOUND_HOME) } }
            },
            data: None,
        },
    )
}
