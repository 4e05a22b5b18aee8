//! The pages, as HTML. Markup and class names are the app's, so that it can take a page over without moving anything.
//!
//! All text is escaped by construction: only what [`plenary_formats::html`] sanitised is put in as markup.

mod changes;
mod facts;
mod frame;
mod my_schedule;
mod overview;
mod pieces;
mod root;
mod schedule;
mod session;
mod slot_card;
mod speaker;
mod speakers;

pub(crate) use root::{conferences, not_found};

use crate::published_file::PublishedFile;
use crate::site::Site;
use rayon::prelude::*;

/// All pages of a conference.
pub(crate) fn pages(site: &Site<'_>) -> Vec<PublishedFile> {
    let published = site.input.published;
    let mut pages = vec![
        overview::overview(site),
        schedule::all_days(site),
        speakers::speakers(site),
        changes::changes(site),
    ];
    if site.input.shell.runs_app() {
        pages.push(my_schedule::my_schedule(site));
    }
    pages.par_extend(site.days.par_iter().map(|day| schedule::one_day(site, day)));
    pages.par_extend(published.sessions().par_iter().map(|session| session::session(site, session)));
    pages.par_extend(published.speakers().par_iter().map(|speaker| speaker::speaker(site, speaker)));
    pages
}
