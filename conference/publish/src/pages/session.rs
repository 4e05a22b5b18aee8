//! A session's page.

use super::facts::beginning;
use super::frame::{Page, Section, page};
use super::pieces::{avatar, link_items, logo, prose, time_span};
use crate::dates;
use crate::language_name::{foreign, language_name};
use crate::pictures::picture;
use crate::published_file::PublishedFile;
use crate::site::Site;
use crate::words;
use maud::{Markup, html};
use plenary_domain::session::{Session, SessionState};
use plenary_domain::slot::Slot;
use plenary_domain::speaker::Speaker;
use plenary_formats::{html, json_ld};

/// A session's page.
pub(super) fn session(site: &Site<'_>, session: &Session) -> PublishedFile {
    let day = site.first_day_of(session);
    let about = session.abstract_text.as_ref().or(session.description.as_ref()).map(html::plain);
    let description = about.as_deref().or(session.subtitle.as_deref()).and_then(beginning);
    let conference_logo = site.conference().logo.as_ref();
    page(
        site,
        &Page {
            url_path: site.links.session(session.code),
            title: Some(session.title.clone()),
            description,
            section: Section::Schedule,
            day,
            preloaded: day.into_iter().collect(),
            drawn: Vec::new(),
            json_ld: Some(json_ld::session(site.input.published, site.input.addresses, session)),
            picture: picture(session.logo.as_ref()).or(picture(conference_logo)),
            content: content(site, session),
        },
    )
}

fn content(site: &Site<'_>, session: &Session) -> Markup {
    let language = foreign(session.language.as_ref());
    let texts = site.texts.get(&session.id);
    let cancelled = session.state == SessionState::Cancelled;
    html! {
        article.session-page.is-cancelled[cancelled] {
            h1.page-title lang=[language] { (session.title) }
            @if let Some(subtitle) = &session.subtitle {
                p.session-subtitle lang=[language] { (subtitle) }
            }
            @if cancelled {
                p.session-note { (words::SESSION_CANCELLED) }
            }
            (slots(site, session))
            div.session-tools {}
            (facts(site, session))
            @if let Some(address) = picture(session.logo.as_ref()) {
                (logo("session-logo", address))
            }
            @if let Some(html) = texts.and_then(|texts| texts.abstract_html.as_deref()) {
                (prose("session-abstract", html, language))
            }
            @if let Some(html) = texts.and_then(|texts| texts.description_html.as_deref()) {
                (prose("session-description", html, language))
            }
            (speakers(site, session))
            (links(session))
        }
    }
}

fn slots(site: &Site<'_>, session: &Session) -> Markup {
    let slots: Vec<&Slot> = site.input.published.slots_of(session.id).collect();
    html! {
        @if slots.is_empty() {
            p.session-unscheduled { (words::SESSION_UNSCHEDULED) }
        } @else {
            ul.session-slots {
                @for slot in slots { (slot_line(site, slot)) }
            }
        }
    }
}

fn slot_line(site: &Site<'_>, slot: &Slot) -> Markup {
    let room = slot.room.and_then(|room| site.input.published.room(room));
    html! {
        li {
            @if let Some(day) = site.days.iter().find(|day| day.day.holds(slot)) {
                a href=(site.links.day(day.day.date)) { (dates::long(day.day.date)) }
                " "
            }
            span.session-time { (time_span(slot, &site.conference().time_zone)) }
            @if let Some(room) = room {
                " " span.session-room { (room.name) }
            }
        }
    }
}

fn facts(site: &Site<'_>, session: &Session) -> Markup {
    let published = site.input.published;
    let track = session.track.and_then(|id| Some((published.track_position(id)?, published.track(id)?)));
    let kind = session.session_type.and_then(|id| published.session_type(id));
    let recorded = !session.recording.opted_out;
    html! {
        @if track.is_some() || kind.is_some() || session.language.is_some() || !recorded {
            dl.session-facts {
                @if let Some((position, track)) = track {
                    div { dt { (words::TRACK) } dd class={ "session-track t" (position) } { (track.name) } }
                }
                @if let Some(kind) = kind {
                    div { dt { (words::SESSION_TYPE) } dd { (kind.name) } }
                }
                @if let Some(language) = &session.language {
                    div { dt { (words::LANGUAGE) } dd { (language_name(language)) } }
                }
                @if !recorded {
                    div { dt { (words::RECORDING) } dd { (words::NOT_RECORDED) } }
                }
            }
        }
    }
}

fn speakers(site: &Site<'_>, session: &Session) -> Markup {
    let speakers: Vec<&Speaker> = site.input.published.speakers_of(session).collect();
    html! {
        @if !speakers.is_empty() {
            h2.section-title { (words::SPEAKERS) }
            ul.session-speaker-cards {
                @for speaker in speakers {
                    li.speaker-card {
                        @if let Some(address) = picture(speaker.avatar.as_ref()) { (avatar(address)) }
                        h3.speaker-card-name { a href=(site.links.speaker(speaker.code)) { (speaker.name) } }
                        @if let Some(html) = site.biographies.get(&speaker.id) {
                            (prose("speaker-card-biography", html, None))
                        }
                    }
                }
            }
        }
    }
}

fn links(session: &Session) -> Markup {
    html! {
        @if !session.links.is_empty() || !session.attachments.is_empty() {
            h2.section-title { (words::LINKS) }
            ul.session-links {
                (link_items(&session.links))
                (link_items(&session.attachments))
            }
        }
        @if let Some(address) = &session.feedback_url {
            p.session-feedback { a.button href=(address) rel="noopener" { (words::FEEDBACK) } }
        }
        @if let Some(license) = &session.recording.license {
            p.session-license { (words::LICENSE.with(&[license])) }
        }
        @if let Some(address) = &session.origin_url {
            p.session-origin { a href=(address) rel="noopener" { (words::ORIGIN) } }
        }
    }
}
