//! A slot as a card: what the grid, the list and a speaker's page show of it.

use super::pieces::time_span;
use crate::dates;
use crate::language_name::foreign;
use crate::site::Site;
use crate::words;
use maud::{Markup, html};
use plenary_domain::session::{Session, SessionState};
use plenary_domain::slot::{Slot, SlotContent};
use std::fmt::Write as _;

/// Where a card stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// On the grid of its day, placed by its number.
    Day,
    /// Among cards of several days, so that it names its day.
    AcrossDays,
}

/// A slot as an item of `ol.slots`.
pub(super) fn slot_card(site: &Site<'_>, slot: &Slot, setting: Setting) -> Markup {
    let session = site.session_in(slot);
    html! {
        li class=(classes(site, slot, session, setting)) {
            article.session {
                (when(site, slot, setting))
                @match (session, &slot.content) {
                    (Some(session), _) => (session_lines(site, session)),
                    (None, SlotContent::Break(title)) => h3.session-title { (title) },
                    // A slot of a session that the release does not hold: nothing is known of it but when and where.
                    (None, SlotContent::Session(_)) => {}
                }
            }
        }
    }
}

fn classes(site: &Site<'_>, slot: &Slot, session: Option<&Session>, setting: Setting) -> String {
    let track = session
        .and_then(|session| session.track)
        .and_then(|track| site.input.published.track_position(track));
    let mut classes = "slot".to_owned();
    // Writing into a string cannot fail.
    if setting == Setting::Day {
        let _ = write!(classes, " s{}", slot.number.get());
    }
    if let Some(track) = track {
        let _ = write!(classes, " t{track}");
    }
    if session.is_none() {
        classes += " is-break";
    }
    if session.is_some_and(|session| session.state == SessionState::Cancelled) {
        classes += " is-cancelled";
    }
    classes
}

fn when(site: &Site<'_>, slot: &Slot, setting: Setting) -> Markup {
    let room = slot.room.and_then(|room| site.input.published.room(room));
    let zone = &site.conference().time_zone;
    html! {
        p.session-when {
            @if setting == Setting::AcrossDays {
                span.session-day { (short_day(site, slot)) ", " }
            }
            (time_span(slot, zone))
            @if let Some(room) = room {
                " " span.session-room { (room.name) }
            }
        }
    }
}

/// The day of the programme: what begins after midnight is still the evening before's.
fn short_day(site: &Site<'_>, slot: &Slot) -> String {
    let date = site
        .days
        .iter()
        .find(|day| day.day.holds(slot))
        .map_or_else(|| site.conference().time_zone.local(slot.start).date(), |day| day.day.date);
    format!("{} {}", dates::weekday(date), dates::short(date))
}

fn session_lines(site: &Site<'_>, session: &Session) -> Markup {
    let published = site.input.published;
    let speakers: Vec<&str> = published.speakers_of(session).map(|speaker| speaker.name.as_str()).collect();
    html! {
        h3.session-title lang=[foreign(session.language.as_ref())] {
            a href=(site.links.session(session.code)) { (session.title) }
        }
        @if session.state == SessionState::Cancelled {
            p.session-note { (words::CANCELLED) }
        }
        @if !speakers.is_empty() {
            p.session-speakers { (speakers.join(", ")) }
        }
        @if let Some(track) = session.track.and_then(|track| published.track(track)) {
            p.session-track { (track.name) }
        }
        div.session-tools {}
    }
}
