//! What differs from release to release.

use super::frame::{Page, Section, page};
use crate::dates;
use crate::published_file::PublishedFile;
use crate::site::Site;
use crate::words::{self, Word};
use maud::{Markup, html};
use plenary_domain::change::{Change, Place};
use plenary_domain::code::PageCode;
use plenary_domain::release::{ReleaseNote, ReleaseNumber};

/// The page of releases and their changes.
pub(super) fn changes(site: &Site<'_>) -> PublishedFile {
    page(
        site,
        &Page {
            url_path: site.links.changes(),
            title: Some(words::CHANGES.text().to_owned()),
            description: Some(words::CHANGES_LEAD.text().to_owned()),
            section: Section::None,
            day: None,
            preloaded: Vec::new(),
            drawn: Vec::new(),
            json_ld: None,
            picture: None,
            content: html! {
                h1.page-title { (words::CHANGES) }
                p.page-lead { (words::CHANGES_LEAD) }
                @for note in site.releases() { (release(site, note)) }
            },
        },
    )
}

fn release(site: &Site<'_>, note: &ReleaseNote) -> Markup {
    let zone = &site.conference().time_zone;
    html! {
        section.release {
            h2.release-title { (words::RELEASE.with(&[&note.name()])) }
            p.release-when {
                time datetime=(dates::machine(note.released_at, zone)) { (dates::moment(note.released_at, zone)) }
            }
            @if !note.changes.is_empty() {
                ul.change-list {
                    @for difference in &note.changes { (change(site, difference)) }
                }
            } @else if note.number == ReleaseNumber(1) {
                p.change-none { (words::FIRST_RELEASE) }
            } @else {
                p.change-none { (words::NO_CHANGES) }
            }
        }
    }
}

fn change(site: &Site<'_>, change: &Change) -> Markup {
    let (kind, session, title, detail): (Word, _, _, String) = match change {
        Change::New { session, title, to, .. } => (words::CHANGE_NEW, session, title, place(site, to)),
        Change::Moved { session, title, from, to, .. } => {
            let detail = words::CHANGE_FROM_TO.with(&[&place(site, from), &place(site, to)]);
            (words::CHANGE_MOVED, session, title, detail)
        }
        Change::Cancelled { session, title, from, .. } => {
            (words::CHANGE_CANCELLED, session, title, place(site, from))
        }
        Change::Retitled { session, title, before, .. } => {
            (words::CHANGE_RETITLED, session, title, words::CHANGE_BEFORE.with(&[before]))
        }
    };
    html! {
        li.change {
            span.change-kind { (kind) }
            " "
            span.change-title { (link(site, *session, title)) }
            " "
            span.change-detail { (detail) }
        }
    }
}

/// The title, as a link as long as the session has a page.
fn link(site: &Site<'_>, session: Option<PageCode>, title: &str) -> Markup {
    let code = session.filter(|code| site.input.published.session_by_code(*code).is_some());
    html! {
        @match code {
            Some(code) => a href=(site.links.session(code)) { (title) },
            None => (title),
        }
    }
}

fn place(site: &Site<'_>, place: &Place) -> String {
    let moment = dates::short_moment(place.start, &site.conference().time_zone);
    match &place.room {
        Some(room) => format!("{moment}, {room}"),
        None => moment,
    }
}
