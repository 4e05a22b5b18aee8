//! `programme.json`: what is true whatever the day, and where everything else is.

use super::json_file;
use super::pointer::ReleaseData;
use crate::pictures::picture;
use crate::published_file::PublishedFile;
use crate::site::{Site, SiteDay};
use jiff::Timestamp;
use jiff::civil::Date;
use plenary_domain::colour::Colour;
use plenary_domain::language::LanguageTag;
use plenary_domain::web_url::WebUrl;
use plenary_formats::html;
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Serialize)]
struct ProgrammeData<'a> {
    conference: ConferenceData<'a>,
    release: ReleaseData<'a>,
    tracks: Vec<TrackData<'a>>,
    rooms: Vec<RoomData<'a>>,
    types: Vec<TypeData<'a>>,
    languages: BTreeSet<&'a LanguageTag>,
    days: Vec<DayData<'a>>,
    speakers: &'a str,
    changes: &'a str,
    styles: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ConferenceData<'a> {
    slug: &'a str,
    title: &'a str,
    subtitle: Option<&'a str>,
    acronym: Option<&'a str>,
    time_zone: &'a str,
    start: Date,
    end: Date,
    venue: Option<&'a str>,
    city: Option<&'a str>,
    url: Option<&'a str>,
    logo: Option<&'a str>,
    accent: Option<&'a str>,
    language: Option<&'a str>,
    description_html: Option<String>,
}

#[derive(Serialize)]
struct TrackData<'a> {
    slug: &'a str,
    name: &'a str,
    colour: Option<&'a str>,
}

#[derive(Serialize)]
struct RoomData<'a> {
    slug: &'a str,
    name: &'a str,
    capacity: Option<u32>,
}

#[derive(Serialize)]
struct TypeData<'a> {
    slug: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct DayData<'a> {
    date: Date,
    index: u32,
    start: Timestamp,
    end: Timestamp,
    sessions: usize,
    data: &'a str,
    texts: &'a str,
    styles: &'a str,
}

/// `programme.json`.
pub(crate) fn programme(site: &Site<'_>) -> PublishedFile {
    let published = site.input.published;
    let day = |day| day_data(site, day);
    json_file(
        "programme.json",
        &ProgrammeData {
            conference: conference(site),
            release: (&published.release().note).into(),
            tracks: published
                .tracks()
                .iter()
                .map(|track| TrackData {
                    slug: &track.slug,
                    name: &track.name,
                    colour: track.colour.as_ref().map(Colour::as_str),
                })
                .collect(),
            rooms: published
                .rooms()
                .iter()
                .map(|room| RoomData { slug: &room.slug, name: &room.name, capacity: room.capacity })
                .collect(),
            types: published
                .session_types()
                .iter()
                .map(|kind| TypeData { slug: &kind.slug, name: &kind.name })
                .collect(),
            languages: published.sessions().iter().filter_map(|session| session.language.as_ref()).collect(),
            days: site.days.iter().map(day).collect(),
            speakers: &site.addresses.speakers,
            changes: &site.addresses.changes,
            styles: &site.addresses.styles,
        },
    )
}

fn conference<'a>(site: &Site<'a>) -> ConferenceData<'a> {
    let conference = site.conference();
    ConferenceData {
        slug: conference.slug.as_str(),
        title: &conference.title,
        subtitle: conference.subtitle.as_deref(),
        acronym: conference.acronym.as_deref(),
        time_zone: conference.time_zone.name(),
        start: conference.start,
        end: conference.end,
        venue: conference.venue.as_deref(),
        city: conference.city.as_deref(),
        url: conference.url.as_ref().map(WebUrl::as_str),
        logo: picture(conference.logo.as_ref()),
        accent: conference.accent.as_ref().map(Colour::as_str),
        language: conference.language.as_ref().map(LanguageTag::as_str),
        description_html: conference.description.as_ref().map(html::render),
    }
}

fn day_data<'a>(site: &'a Site<'_>, day: &'a SiteDay<'_>) -> DayData<'a> {
    DayData {
        date: day.day.date,
        index: day.day.index,
        start: day.day.start,
        end: day.day.end,
        sessions: site.sessions_on(day).len(),
        data: &day.addresses.data,
        texts: &day.addresses.texts,
        styles: &day.addresses.styles,
    }
}
