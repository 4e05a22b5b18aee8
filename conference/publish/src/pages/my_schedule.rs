//! The visitor's own schedule: it lives in the browser, so the page itself has nothing to show.

use super::frame::{Page, Section, page};
use crate::published_file::PublishedFile;
use crate::site::Site;
use crate::words;
use maud::html;

/// The page that the app fills; there is none in a build without the app.
pub(super) fn my_schedule(site: &Site<'_>) -> PublishedFile {
    page(
        site,
        &Page {
            url_path: site.links.my_schedule(),
            title: Some(words::MY_SCHEDULE.text().to_owned()),
            description: Some(words::MY_SCHEDULE_LEAD.text().to_owned()),
            section: Section::MySchedule,
            day: None,
            preloaded: site.days.iter().collect(),
            drawn: Vec::new(),
            json_ld: None,
            picture: None,
            content: html! {
                h1.page-title { (words::MY_SCHEDULE) }
                p.page-lead { (words::MY_SCHEDULE_LEAD) }
                noscript {
                    p.state-text { (words::NEEDS_SCRIPT) }
                }
            },
        },
    )
}
