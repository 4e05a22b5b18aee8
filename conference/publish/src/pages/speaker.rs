//! A speaker's page.

use super::facts::beginning;
use super::frame::{Page, Section, page};
use super::pieces::{avatar, link_items, prose};
use super::slot_card::{Setting, slot_card};
use crate::pictures::picture;
use crate::published_file::PublishedFile;
use crate::site::Site;
use crate::words;
use maud::{Markup, html};
use plenary_domain::session::Session;
use plenary_domain::slot::Slot;
use plenary_domain::speaker::Speaker;
use plenary_formats::{html, json_ld};

/// A speaker's page.
pub(super) fn speaker(site: &Site<'_>, speaker: &Speaker) -> PublishedFile {
    page(
        site,
        &Page {
            url_path: site.links.speaker(speaker.code),
            title: Some(speaker.name.clone()),
            description: speaker.biography.as_ref().map(html::plain).as_deref().and_then(beginning),
            section: Section::Speakers,
            day: None,
            preloaded: Vec::new(),
            drawn: Vec::new(),
            json_ld: Some(json_ld::speaker(site.input.published, site.input.addresses, speaker)),
            picture: picture(speaker.avatar.as_ref()),
            content: content(site, speaker),
        },
    )
}

fn content(site: &Site<'_>, speaker: &Speaker) -> Markup {
    let published = site.input.published;
    let sessions: Vec<&Session> = published.sessions_of(speaker.id).collect();
    let mut slots: Vec<&Slot> = sessions.iter().flat_map(|session| published.slots_of(session.id)).collect();
    slots.sort_by_key(|slot| (slot.start, slot.number));
    html! {
        article.speaker-page {
            div.speaker-head {
                @if let Some(address) = picture(speaker.avatar.as_ref()) { (avatar(address)) }
                h1.page-title { (speaker.name) }
            }
            @if let Some(html) = site.biographies.get(&speaker.id) {
                (prose("speaker-biography", html, None))
            }
            @if !slots.is_empty() {
                h2.section-title { (words::SPEAKER_SESSIONS) }
                ol.slots {
                    @for slot in slots { (slot_card(site, slot, Setting::AcrossDays)) }
                }
            }
            @if !speaker.links.is_empty() {
                h2.section-title { (words::SPEAKER_LINKS) }
                ul.session-links { (link_items(&speaker.links)) }
            }
        }
    }
}
