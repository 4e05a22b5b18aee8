//! Reading iCalendar.

use super::content_line::{ContentLine, lines, split_list};
use super::time::{CalendarTime, parse_duration, parse_time};
use super::zone_names;
use crate::assemble::time_zone;
use crate::feed;
use crate::raw::{RawConference, RawEvent, RawLength, RawPerson, RawSchedule, RawStart, single_line};
use crate::read::{FileFormat, ReadOptions};
use crate::read_error::ReadError;
use crate::repair::{RepairKind, Repairs};
use jiff::Timestamp;
use plenary_domain::time_zone::Zone;
use std::collections::HashMap;

/// Reads the text of an iCalendar file.
pub(crate) fn read(
    text: &str,
    options: &ReadOptions,
    repairs: &mut Repairs,
) -> Result<RawSchedule, ReadError> {
    let calendar = components(lines(text, repairs), text)?;
    let zones = Zones::of(&calendar, options, repairs);
    let events = newest_versions(&calendar.events, repairs);
    let events = events.into_iter().filter_map(|event| read_event(event, &zones, repairs)).collect();
    Ok(RawSchedule {
        format: FileFormat::ICalendar,
        label: None,
        conference: read_conference(&calendar),
        time_zone: zones.conference,
        tracks: Vec::new(),
        rooms: Vec::new(),
        days: Vec::new(),
        events,
    })
}

/// The properties of a component.
#[derive(Debug, Default)]
struct Component(Vec<ContentLine>);

impl Component {
    fn line(&self, name: &str) -> Option<&ContentLine> {
        self.0.iter().find(|line| line.name == name)
    }

    fn text(&self, name: &str) -> Option<String> {
        self.line(name).and_then(ContentLine::text)
    }
}

#[derive(Debug, Default)]
struct Calendar {
    own: Component,
    events: Vec<Component>,
    time_zones: Vec<Component>,
}

/// Sorts lines into components; what is neither event nor time zone (to-do, alarm, …) is skipped.
fn components(lines: Vec<ContentLine>, text: &str) -> Result<Calendar, ReadError> {
    let format = FileFormat::ICalendar;
    let mut calendar = Calendar::default();
    let mut open: Vec<(String, usize)> = Vec::new();
    for line in lines {
        let value = line.value.trim().to_ascii_uppercase();
        match (line.name.as_str(), open.as_slice()) {
            ("BEGIN", _) => {
                match value.as_str() {
                    "VEVENT" => calendar.events.push(Component::default()),
                    "VTIMEZONE" => calendar.time_zones.push(Component::default()),
                    _ => {}
                }
                open.push((value, line.line));
            }
            ("END", _) => match open.pop() {
                Some((name, _)) if name == value => {}
                other => {
                    let expected = other.map_or("no END".to_owned(), |(name, _)| format!("END:{name}"));
                    let problem = format!("END:{value} stands there, but {expected} is expected");
                    return Err(ReadError::Malformed { format, line: line.line, column: 1, problem });
                }
            },
            (_, [.., (inner, _)]) => match inner.as_str() {
                "VEVENT" => push(&mut calendar.events, line),
                "VTIMEZONE" => push(&mut calendar.time_zones, line),
                "VCALENDAR" => calendar.own.0.push(line),
                _ => {}
            },
            (_, []) => {}
        }
    }
    match open.pop() {
        None => Ok(calendar),
        Some((name, begun)) => Err(ReadError::Truncated {
            format,
            line: text.trim_end().lines().count(),
            problem: format!("BEGIN:{name} of line {begun} has no END"),
        }),
    }
}

fn push(components: &mut [Component], line: ContentLine) {
    if let Some(component) = components.last_mut() {
        component.0.push(line);
    }
}

fn read_conference(calendar: &Calendar) -> RawConference {
    let own = &calendar.own;
    let name = own.text("X-WR-CALNAME").or_else(|| own.text("NAME"));
    let about = own.text("X-WR-CALDESC").or_else(|| own.text("DESCRIPTION"));
    // Without a name, a short description is one.
    let (title, description) = match (name, about) {
        (None, Some(about)) if about.len() <= 100 => (Some(about), None),
        (name, about) => (name, about),
    };
    RawConference { title, description, url: own.text("URL"), ..RawConference::default() }
}

/// What the calendar's time zones are called and mean.
struct Zones {
    conference: Zone,
    named: HashMap<String, Option<Zone>>,
}

impl Zones {
    fn of(calendar: &Calendar, options: &ReadOptions, repairs: &mut Repairs) -> Self {
        let mut named = HashMap::new();
        for definition in &calendar.time_zones {
            let Some(id) = definition.text("TZID") else { continue };
            let location = definition.text("X-LIC-LOCATION");
            let zone = zone_names::zone(&id).or_else(|| zone_names::zone(&location?));
            named.insert(id, zone);
        }
        let starts: Vec<_> = calendar.events.iter().filter_map(|event| event.line("DTSTART")).collect();
        let mut used: Vec<Zone> = Vec::new();
        let mut unknown: Vec<(&str, usize)> = Vec::new();
        for (id, line) in starts.iter().filter_map(|start| Some((start.parameter("TZID")?, start.line))) {
            match named.entry(id.to_owned()).or_insert_with(|| zone_names::zone(id)) {
                Some(zone) if !used.contains(zone) => used.push(zone.clone()),
                None if unknown.iter().all(|(known, _)| *known != id) => unknown.push((id, line)),
                _ => {}
            }
        }
        let declared = calendar.own.text("X-WR-TIMEZONE").or_else(|| calendar.own.text("TIMEZONE-ID"));
        let known = declared.as_deref().and_then(zone_names::zone).or_else(|| match used.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        });
        let conference = known.unwrap_or_else(|| time_zone::choose(declared.as_deref(), options, repairs));
        for (id, line) in unknown {
            let example = || format!("“{id}” in line {line}, taken as {conference}");
            repairs.note(RepairKind::TimeZoneUnknown, example);
        }
        Self { conference, named }
    }

    /// The instant of a line's time; a zone that nobody knows is taken to be the conference's.
    fn instant(&self, line: &ContentLine, time: CalendarTime) -> Option<Timestamp> {
        let named = || self.named.get(line.parameter("TZID")?)?.as_ref();
        let instant = match time {
            CalendarTime::Utc(local) => Zone::utc().instant(local),
            CalendarTime::Date(date) => self.conference.instant(date.at(0, 0, 0, 0)),
            CalendarTime::Local(local) => named().unwrap_or(&self.conference).instant(local),
        };
        instant.ok()
    }
}

/// Leaves out what a higher `SEQUENCE` of the same `UID` and `RECURRENCE-ID` supersedes.
fn newest_versions<'a>(events: &'a [Component], repairs: &mut Repairs) -> Vec<&'a Component> {
    let version = |event: &Component| event.text("SEQUENCE").and_then(|text| text.trim().parse::<u64>().ok());
    let identity = |event: &Component| Some((event.text("UID")?, event.text("RECURRENCE-ID")));
    let mut newest: HashMap<_, u64> = HashMap::new();
    for event in events {
        if let Some(identity) = identity(event) {
            let highest = newest.entry(identity).or_default();
            *highest = (*highest).max(version(event).unwrap_or_default());
        }
    }
    let is_newest = |event: &&Component| {
        let highest = identity(event).and_then(|identity| newest.get(&identity).copied());
        let current = highest.is_none_or(|highest| version(event).unwrap_or_default() == highest);
        if !current {
            repairs.note(RepairKind::Superseded, || called(event));
        }
        current
    };
    events.iter().filter(is_newest).collect()
}

/// How a repair names an entry: in one line.
fn called(component: &Component) -> String {
    match component.text("SUMMARY").map(|summary| single_line(&summary)) {
        Some(summary) if !summary.is_empty() => format!("“{summary}”"),
        _ => "an entry without SUMMARY".to_owned(),
    }
}

fn read_event(component: &Component, zones: &Zones, repairs: &mut Repairs) -> Option<RawEvent> {
    let title = component.text("SUMMARY");
    let time = |name: &str| {
        let line = component.line(name)?;
        Some((line, parse_time(&line.value)?))
    };
    let Some((line, begins)) = time("DTSTART") else {
        repairs.note(RepairKind::EventLeftOut, || called(component));
        return None;
    };
    let instant = zones.instant(line, begins)?;
    let end = time("DTEND").and_then(|(line, ends)| zones.instant(line, ends));
    let start = match begins {
        CalendarTime::Date(date) => RawStart::WholeDay(date),
        CalendarTime::Local(_) | CalendarTime::Utc(_) => RawStart::Instant(instant),
    };
    let minutes = match (end, component.text("DURATION"), begins) {
        (Some(end), _, _) => Some(end.duration_since(instant).as_mins()),
        (None, Some(duration), _) => parse_duration(&duration),
        (None, None, CalendarTime::Date(_)) => Some(24 * 60),
        (None, None, _) => None,
    };
    if component.line("RRULE").is_some() || component.line("RDATE").is_some() {
        repairs.note(RepairKind::RepetitionIgnored, || called(component));
    }
    let (persons, description) = speakers(component.text("DESCRIPTION"));
    let uid = component.text("UID").map(|uid| uid.trim().to_owned());
    let occurrence = component.text("RECURRENCE-ID");
    let category = component.line("CATEGORIES").and_then(|line| split_list(&line.value).into_iter().next());
    let is_break = |category: &String| category.eq_ignore_ascii_case(feed::BREAK);
    let language = component.line("SUMMARY").and_then(|line| line.parameter("LANGUAGE"));
    Some(RawEvent {
        length: RawLength { minutes, ..RawLength::default() },
        id: uid.map(|uid| occurrence.map_or(uid.clone(), |occurrence| format!("{uid}/{occurrence}"))),
        title,
        room: component.text("LOCATION"),
        track: category.clone().filter(|category| !is_break(category)),
        kind: category.filter(|category| is_break(category)),
        language: language.map(str::to_owned),
        abstract_text: description,
        persons,
        url: component.text("URL"),
        cancelled: component
            .text("STATUS")
            .is_some_and(|status| status.trim().eq_ignore_ascii_case("CANCELLED")),
        ..RawEvent::at(start)
    })
}

/// Takes a leading `Speaker: …` line off a description: calendars have no field for speakers. Several names are parted by
/// semicolons or, after `Speakers:`, by commas.
fn speakers(description: Option<String>) -> (Vec<RawPerson>, Option<String>) {
    let Some(description) = description else { return (Vec::new(), None) };
    let (first, rest) = description.split_once('\n').unwrap_or((&description, ""));
    let (label, names) = first.split_once(':').unwrap_or((first, ""));
    let separators: &[char] = match label.trim().to_ascii_lowercase().as_str() {
        "speaker" => &[';'],
        "speakers" => &[';', ','],
        _ => return (Vec::new(), Some(description)),
    };
    let names = names.split(separators).map(str::trim).filter(|name| !name.is_empty());
    let person = |name: &str| RawPerson { name: Some(name.to_owned()), ..RawPerson::default() };
    let rest = rest.trim();
    (names.map(person).collect(), (!rest.is_empty()).then(|| rest.to_owned()))
}
