//! The conference's own fields.

use super::language;
use super::link::Links;
use super::{colour, moment, text};
use crate::raw::{RawConference, single_line};
use crate::repair::{RepairKind, Repairs};
use jiff::civil::{Date, Time, time};
use jiff::{Timestamp, ToSpan};
use plenary_domain::code::slugify;
use plenary_domain::imported::{ImportedConference, ImportedDay};
use plenary_domain::time_zone::Zone;

/// When a day turns into the next where the file doesn't say: people are up late, and nobody speaks at four.
const USUAL_DAY_CHANGE: Time = time(4, 0, 0, 0);
/// The planning grid where the file doesn't say, minutes.
const USUAL_TIMESLOT: u32 = 5;

/// How the conference counts its days.
#[derive(Debug, Clone)]
pub(super) struct DayClock {
    /// Its time zone.
    pub(super) zone: Zone,
    /// When a day turns into the next, local.
    pub(super) change: Time,
}

impl DayClock {
    pub(super) fn of(conference: &RawConference, zone: &Zone, repairs: &mut Repairs) -> Self {
        let change = conference.day_change.as_deref().map(|text| (text, moment::parse_clock(text)));
        let change = match change {
            None => USUAL_DAY_CHANGE,
            Some((_, Some(change))) => change,
            Some((text, None)) => {
                let example =
                    || format!("day change “{}”, replaced by {USUAL_DAY_CHANGE}", single_line(text));
                repairs.note(RepairKind::ConferenceFieldUnreadable, example);
                USUAL_DAY_CHANGE
            }
        };
        Self { zone: zone.clone(), change }
    }

    /// The day that an instant belongs to: the night belongs to the evening before.
    pub(super) fn day_of(&self, instant: Timestamp) -> Date {
        let local = self.zone.local(instant);
        if local.time() < self.change {
            local.date().yesterday().unwrap_or(local.date())
        } else {
            local.date()
        }
    }

    /// When a day begins.
    pub(super) fn beginning(&self, date: Date) -> Option<Timestamp> {
        self.zone.instant(date.to_datetime(self.change)).ok()
    }

    /// When a day ends.
    pub(super) fn ending(&self, date: Date) -> Option<Timestamp> {
        self.beginning(date.checked_add(1.day()).ok()?)
    }
}

/// What identities made for want of a file's own are made from: the conference's short name, else its title. Both outlive
/// a new version of the schedule.
pub(super) fn source(conference: &RawConference) -> String {
    let name = conference.acronym.as_deref().or(conference.title.as_deref()).unwrap_or_default();
    let slug = slugify(name, 200);
    if slug.is_empty() { "schedule".to_owned() } else { slug }
}

pub(super) fn conference(
    raw: RawConference,
    file_name: &str,
    clock: &DayClock,
    links: &Links,
    days: &[ImportedDay],
    repairs: &mut Repairs,
) -> ImportedConference {
    let line = |field: Option<String>| field.as_deref().map(single_line).filter(|text| !text.is_empty());
    let acronym = line(raw.acronym);
    let title = line(raw.title).unwrap_or_else(|| {
        let title = acronym.clone().unwrap_or_else(|| stem(file_name));
        repairs.note(RepairKind::ConferenceTitleMissing, || format!("“{title}”"));
        title
    });
    let first = days.first().map_or(Date::MIN, |day| day.date);
    let last = days.last().map_or(first, |day| day.date);
    let mut date = |field: Option<String>, usual: Date, what: &str| {
        let Some(text) = field else { return usual };
        moment::parse_day(&text, &clock.zone).unwrap_or_else(|| {
            let example = || format!("{what} “{}”, replaced by {usual}", single_line(&text));
            repairs.note(RepairKind::ConferenceFieldUnreadable, example);
            usual
        })
    };
    let start = date(raw.start, first, "first day");
    let end = date(raw.end, last, "last day");
    ImportedConference {
        title,
        subtitle: line(raw.subtitle),
        acronym,
        time_zone: clock.zone.clone(),
        start: start.min(first),
        end: end.max(last),
        day_change: clock.change,
        timeslot_minutes: timeslot(raw.timeslot.as_deref(), repairs),
        venue: line(raw.venue),
        city: line(raw.city),
        url: raw.url.and_then(|text| links.address(&text, || "the conference's address".to_owned(), repairs)),
        logo: raw.logo.and_then(|text| links.address(&text, || "the conference's logo".to_owned(), repairs)),
        accent: raw.accent.and_then(|text| colour(&text, repairs)),
        description: raw
            .description
            .and_then(|source| text::text(&source, || "the conference".to_owned(), repairs)),
        language: raw
            .language
            .and_then(|text| language::language(&text, || "the conference".to_owned(), repairs)),
    }
}

fn timeslot(field: Option<&str>, repairs: &mut Repairs) -> u32 {
    let Some(field) = field else { return USUAL_TIMESLOT };
    let minutes = moment::parse_minutes(field).and_then(|minutes| u32::try_from(minutes).ok());
    minutes.filter(|minutes| (1..=24 * 60).contains(minutes)).unwrap_or_else(|| {
        repairs.note(RepairKind::ConferenceFieldUnreadable, || {
            format!("timeslot “{}”, replaced by {USUAL_TIMESLOT} minutes", single_line(field))
        });
        USUAL_TIMESLOT
    })
}

/// A file's name without folders and extension.
fn stem(file_name: &str) -> String {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = single_line(&stem.replace(['_', '-'], " "));
    if stem.is_empty() { "Untitled conference".to_owned() } else { stem }
}
