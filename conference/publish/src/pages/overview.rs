//! A conference's first page: what, when, where.

use super::facts::{self, beginning};
use super::frame::{Page, Section, feeds, page};
use super::pieces::{logo, prose, state};
use crate::dates;
use crate::language_name::foreign;
use crate::pictures::picture;
use crate::published_file::PublishedFile;
use crate::site::Site;
use crate::words;
use maud::{Markup, html};
use plenary_formats::{html, json_ld};
use serde_json::Value;

/// A conference's first page.
pub(super) fn overview(site: &Site<'_>) -> PublishedFile {
    let conference = site.conference();
    let about = conference.description.as_ref().map(html::plain);
    page(
        site,
        &Page {
            url_path: site.links.overview(),
            title: None,
            description: about.as_deref().and_then(beginning).or_else(|| Some(facts::lead(site))),
            section: Section::None,
            day: None,
            preloaded: Vec::new(),
            drawn: Vec::new(),
            json_ld: Some(without_sessions(json_ld::event(site.input.published, site.input.addresses))),
            picture: picture(conference.logo.as_ref()),
            content: content(site),
        },
    )
}

/// The conference alone: its sessions are told by the schedule's page.
fn without_sessions(mut event: Value) -> Value {
    if let Some(event) = event.as_object_mut() {
        event.shift_remove("subEvent");
    }
    event
}

fn content(site: &Site<'_>) -> Markup {
    let conference = site.conference();
    let language = foreign(conference.language.as_ref());
    html! {
        @if let Some(address) = picture(conference.logo.as_ref()) {
            (logo("overview-logo", address))
        }
        h1.page-title lang=[language] { (conference.title) }
        @if let Some(subtitle) = &conference.subtitle {
            p.overview-subtitle lang=[language] { (subtitle) }
        }
        (overview_facts(site))
        @if let Some(description) = &conference.description {
            (prose("overview-about", &html::render(description), language))
        }
        h2.section-title { (words::SCHEDULE) }
        @if site.days.iter().all(|day| day.slots.is_empty()) {
            (state(words::NOT_OUT_YET, words::NOT_OUT_YET_TEXT))
        } @else {
            (days(site))
            h2.section-title { (words::FEEDS) }
            (feeds(site, "overview-feeds"))
        }
    }
}

fn overview_facts(site: &Site<'_>) -> Markup {
    let conference = site.conference();
    html! {
        dl.overview-facts {
            div { dt { (words::WHEN) } dd { (dates::range(conference.start, conference.end)) } }
            @if let Some(place) = facts::place(site) {
                div { dt { (words::WHERE) } dd { (place) } }
            }
            div { dt { (words::TIME_ZONE) } dd { (conference.time_zone) } }
            @if let Some(url) = &conference.url {
                div { dt { (words::WEBSITE) } dd { a href=(url) rel="noopener" { (host(url.as_str())) } } }
            }
        }
    }
}

/// The host of a web address: what a person reads of it.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

fn days(site: &Site<'_>) -> Markup {
    html! {
        ul.overview-days {
            @for day in &site.days {
                li {
                    a href=(site.links.day(day.day.date)) {
                        (dates::long(day.day.date))
                        " "
                        span.overview-count { (count(site.sessions_on(day).len())) }
                    }
                }
            }
        }
    }
}

fn count(sessions: usize) -> String {
    match sessions {
        1 => words::SESSION_COUNT_ONE.text().to_owned(),
        many => words::SESSION_COUNT.with(&[&many.to_string()]),
    }
}
