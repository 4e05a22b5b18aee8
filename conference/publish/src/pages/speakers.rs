//! The list of speakers.

use super::frame::{Page, Section, page};
use super::pieces::state;
use crate::language_name::foreign;
use crate::published_file::PublishedFile;
use crate::site::Site;
use crate::words;
use maud::{Markup, html};
use plenary_domain::session::Session;
use plenary_domain::speaker::Speaker;

/// The list of speakers, each with what they give.
pub(super) fn speakers(site: &Site<'_>) -> PublishedFile {
    page(
        site,
        &Page {
            url_path: site.links.speakers(),
            title: Some(words::SPEAKERS.text().to_owned()),
            description: Some(count(site.input.published.speakers().len())),
            section: Section::Speakers,
            day: None,
            preloaded: Vec::new(),
            drawn: Vec::new(),
            json_ld: None,
            picture: None,
            content: content(site),
        },
    )
}

fn count(speakers: usize) -> String {
    match speakers {
        1 => words::SPEAKER_COUNT_ONE.text().to_owned(),
        many => words::SPEAKER_COUNT.with(&[&many.to_string()]),
    }
}

fn content(site: &Site<'_>) -> Markup {
    let speakers = site.input.published.speakers();
    html! {
        h1.page-title { (words::SPEAKERS) }
        @if speakers.is_empty() {
            (state(words::NO_SPEAKERS, words::NO_SPEAKERS_TEXT))
        } @else {
            div.speaker-filter {}
            p.speaker-count { (count(speakers.len())) }
            ul.speaker-list {
                @for speaker in speakers { (item(site, speaker)) }
            }
        }
    }
}

fn item(site: &Site<'_>, speaker: &Speaker) -> Markup {
    let sessions: Vec<&Session> = site.input.published.sessions_of(speaker.id).collect();
    html! {
        li.speaker-item {
            a href=(site.links.speaker(speaker.code)) { (speaker.name) }
            " "
            @if !sessions.is_empty() {
                p.speaker-sessions {
                    @for (position, session) in sessions.iter().enumerate() {
                        @if position > 0 { "; " }
                        @match foreign(session.language.as_ref()) {
                            Some(language) => span lang=(language) { (session.title) },
                            None => (session.title),
                        }
                    }
                }
            }
        }
    }
}
