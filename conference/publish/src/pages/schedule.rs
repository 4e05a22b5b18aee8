//! The schedule: all days on one page, and each day on its own.

use super::facts;
use super::frame::{Page, Section, page};
use super::pieces::state;
use super::slot_card::{Setting, slot_card};
use crate::dates;
use crate::pictures::picture;
use crate::published_file::PublishedFile;
use crate::site::{Site, SiteDay};
use crate::words;
use maud::{Markup, html};
use plenary_formats::json_ld;
use serde_json::Value;

/// All days, every session.
pub(super) fn all_days(site: &Site<'_>) -> PublishedFile {
    let days: Vec<&SiteDay<'_>> = site.days.iter().collect();
    page(
        site,
        &Page {
            url_path: site.links.schedule(),
            title: Some(words::SCHEDULE.text().to_owned()),
            description: Some(facts::lead(site)),
            section: Section::Schedule,
            day: None,
            preloaded: days.clone(),
            drawn: days.clone(),
            json_ld: Some(in_short(json_ld::event(site.input.published, site.input.addresses))),
            picture: picture(site.conference().logo.as_ref()),
            content: content(site, &days, None),
        },
    )
}

/// What is kept of each session: the rest stands on its own page, and would be most of this one.
const SESSION_FACTS: [&str; 7] = ["@type", "name", "url", "startDate", "endDate", "eventStatus", "location"];

/// The conference with a line for each session.
fn in_short(mut event: Value) -> Value {
    for session in event.get_mut("subEvent").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(session) = session.as_object_mut() {
            session.retain(|fact, _| SESSION_FACTS.contains(&fact.as_str()));
        }
    }
    event
}

/// One day.
pub(super) fn one_day(site: &Site<'_>, day: &SiteDay<'_>) -> PublishedFile {
    let title = dates::long(day.day.date);
    page(
        site,
        &Page {
            url_path: site.links.day(day.day.date),
            description: Some(format!("{title} · {}", facts::lead(site))),
            title: Some(title),
            section: Section::Schedule,
            day: Some(day),
            preloaded: vec![day],
            drawn: vec![day],
            json_ld: None,
            picture: picture(site.conference().logo.as_ref()),
            content: content(site, &[day], Some(day)),
        },
    )
}

fn content(site: &Site<'_>, days: &[&SiteDay<'_>], only: Option<&SiteDay<'_>>) -> Markup {
    let nothing = site.days.iter().all(|day| day.slots.is_empty());
    html! {
        h1.page-title { (words::SCHEDULE) }
        p.page-lead { (facts::lead(site)) }
        @if nothing {
            (state(words::NOT_OUT_YET, words::NOT_OUT_YET_TEXT))
        } @else {
            (day_tabs(site, only))
            div.filters {}
            @for day in days { (day_section(site, day)) }
        }
    }
}

fn day_tabs(site: &Site<'_>, only: Option<&SiteDay<'_>>) -> Markup {
    let shown = only.map(|day| day.day.date);
    html! {
        nav.days aria-label=(words::DAYS) {
            a.day-tab href=(site.links.schedule()) aria-current=[shown.is_none().then_some("page")] { (words::ALL_DAYS) }
            @for day in &site.days {
                @let date = day.day.date;
                a.day-tab href=(site.links.day(date)) aria-current=[(shown == Some(date)).then_some("page")] {
                    span.day-tab-weekday { (dates::weekday(date)) }
                    " "
                    span.day-tab-date { (dates::short(date)) }
                }
            }
        }
    }
}

fn day_section(site: &Site<'_>, day: &SiteDay<'_>) -> Markup {
    let date = day.day.date;
    let heading = format!("day-{date}-title");
    html! {
        section.day id={ "day-" (date) } aria-labelledby=(heading) {
            h2.day-title id=(heading) { (dates::long(date)) }
            @if day.slots.is_empty() {
                p.day-empty { (words::EMPTY_DAY) }
            } @else {
                div.day-scroll {
                    div.grid {
                        (room_heads(site, day))
                        (time_marks(site, day))
                        ol.slots {
                            @for slot in &day.slots { (slot_card(site, slot, Setting::Day)) }
                        }
                    }
                }
            }
        }
    }
}

fn room_heads(site: &Site<'_>, day: &SiteDay<'_>) -> Markup {
    html! {
        div.room-heads aria-hidden="true" {
            @for (position, column) in day.grid.columns.iter().enumerate() {
                span class={ "room-head c" (position + 1) } {
                    @match column.room.and_then(|room| site.input.published.rooms().get(room)) {
                        Some(room) => (room.name),
                        None => (words::NO_ROOM),
                    }
                }
            }
        }
    }
}

fn time_marks(site: &Site<'_>, day: &SiteDay<'_>) -> Markup {
    let zone = &site.conference().time_zone;
    html! {
        div.time-marks aria-hidden="true" {
            @for (position, mark) in day.grid.marks.iter().enumerate() {
                span class={ "time-mark m" (position + 1) } { span { (dates::clock(mark.time, zone)) } }
            }
        }
    }
}
