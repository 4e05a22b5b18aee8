//! Writing RFC 5545.

use super::zone_rules::{Observance, observances, offset_text};
use crate::addresses::Addresses;
use crate::feed::{self, Entry};
use crate::html;
use jiff::Timestamp;
use jiff::tz::Dst;
use plenary_domain::published::Published;
use plenary_domain::release::{ReleaseNote, ReleaseNumber};
use plenary_domain::session::{Session, SessionState};
use plenary_domain::slot::{Slot, SlotGuid};
use std::collections::HashMap;

/// Writes a release as a calendar: one `VEVENT` a slot, its GUID the `UID`, cancelled ones marked as such.
///
/// `SEQUENCE` grows with every release: calendars take it that each release may have changed each entry.
/// [`write_with_history`] is more precise.
pub fn write(published: &Published, addresses: &Addresses) -> String {
    Calendar::new(published, addresses, Sequences::of_release(published)).write()
}

/// As [`write`], but the `SEQUENCE` of an entry grows only with releases that moved, retitled or cancelled it. `history` are
/// the conference's releases in any order; later ones than the one written are ignored.
pub fn write_with_history(published: &Published, addresses: &Addresses, history: &[ReleaseNote]) -> String {
    Calendar::new(published, addresses, Sequences::of_history(published, history)).write()
}

/// The `SEQUENCE` of each entry: the number of the last release that changed it, less one, so that it begins at 0 and never
/// sinks (RFC 5545, section 3.8.7.4).
struct Sequences {
    known: HashMap<SlotGuid, u32>,
    others: u32,
}

impl Sequences {
    fn of_release(published: &Published) -> Self {
        Self { known: HashMap::new(), others: published.release().note.number.0.saturating_sub(1) }
    }

    fn of_history(published: &Published, history: &[ReleaseNote]) -> Self {
        let current = &published.release().note;
        let mut known: HashMap<SlotGuid, u32> = HashMap::new();
        for note in history.iter().chain([current]).filter(|note| note.number <= current.number) {
            for change in &note.changes {
                let sequence = known.entry(change.slot()).or_default();
                *sequence = (*sequence).max(note.number.0.saturating_sub(ReleaseNumber::FIRST.0));
            }
        }
        Self { known, others: 0 }
    }

    fn of(&self, slot: SlotGuid) -> u32 {
        self.known.get(&slot).copied().unwrap_or(self.others)
    }
}

struct Calendar<'a> {
    published: &'a Published,
    addresses: &'a Addresses,
    sequences: Sequences,
    text: String,
}

impl<'a> Calendar<'a> {
    fn new(published: &'a Published, addresses: &'a Addresses, sequences: Sequences) -> Self {
        Self { published, addresses, sequences, text: String::new() }
    }

    fn write(mut self) -> String {
        let conference = self.published.conference();
        self.line("BEGIN", "VCALENDAR");
        self.line("VERSION", "2.0");
        self.line("PRODID", "-//Plenary//Schedule//EN");
        self.line("CALSCALE", "GREGORIAN");
        self.line("METHOD", "PUBLISH");
        // What RFC 7986 calls NAME, and what calendars have understood for longer.
        self.text("NAME", &conference.title);
        self.text("X-WR-CALNAME", &conference.title);
        self.line("X-WR-TIMEZONE", conference.time_zone.name());
        if let Some(description) = &conference.description {
            let description = html::plain(description);
            self.text("DESCRIPTION", &description);
            self.text("X-WR-CALDESC", &description);
        }
        self.line("URL", &self.addresses.schedule(&conference.slug));
        self.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        self.time_zone();
        for slot in self.published.slots() {
            if let Some(entry) = feed::entry(self.published, slot) {
                self.event(slot, entry);
            }
        }
        self.line("END", "VCALENDAR");
        self.text
    }

    fn time_zone(&mut self) {
        if self.in_utc() {
            return;
        }
        let zone = &self.published.conference().time_zone;
        let slots = self.published.slots();
        let released = self.published.release().note.released_at;
        let first = slots.iter().map(|slot| slot.start).min().unwrap_or(released);
        let last = slots.iter().map(Slot::end).max().unwrap_or(first);
        self.line("BEGIN", "VTIMEZONE");
        self.line("TZID", zone.name());
        for observance in observances(zone.zone(), first, last) {
            self.observance(&observance);
        }
        self.line("END", "VTIMEZONE");
    }

    fn observance(&mut self, observance: &Observance) {
        let kind = if observance.dst == Dst::Yes { "DAYLIGHT" } else { "STANDARD" };
        self.line("BEGIN", kind);
        self.line("DTSTART", &observance.begins.strftime("%Y%m%dT%H%M%S").to_string());
        self.line("TZOFFSETFROM", &offset_text(observance.from));
        self.line("TZOFFSETTO", &offset_text(observance.to));
        self.text("TZNAME", &observance.name);
        self.line("END", kind);
    }

    fn event(&mut self, slot: &Slot, entry: Entry<'_>) {
        let conference = self.published.conference();
        let released = stamp(self.published.release().note.released_at);
        self.line("BEGIN", "VEVENT");
        self.line("UID", &slot.guid.to_string());
        self.line("DTSTAMP", &released);
        self.line("LAST-MODIFIED", &released);
        self.line("SEQUENCE", &self.sequences.of(slot.guid).to_string());
        self.times(slot);
        if let Some(room) = slot.room.and_then(|id| self.published.room(id)) {
            self.text("LOCATION", &room.name);
        }
        match entry {
            Entry::Session(session) => self.session(session),
            Entry::Break(title) => {
                self.line("STATUS", "CONFIRMED");
                self.text("SUMMARY", title);
                self.line("CATEGORIES", "Break");
                self.line("TRANSP", "TRANSPARENT");
                self.line("URL", &self.addresses.schedule(&conference.slug));
            }
        }
        self.line("END", "VEVENT");
    }

    fn session(&mut self, session: &Session) {
        let cancelled = session.state == SessionState::Cancelled;
        self.line("STATUS", if cancelled { "CANCELLED" } else { "CONFIRMED" });
        match &session.language {
            Some(language) => self.text(&format!("SUMMARY;LANGUAGE={language}"), &session.title),
            None => self.text("SUMMARY", &session.title),
        }
        let description = self.description(session);
        if !description.is_empty() {
            self.text("DESCRIPTION", &description);
        }
        if let Some(track) = session.track.and_then(|id| self.published.track(id)) {
            self.text("CATEGORIES", &track.name);
        }
        self.line("URL", &self.addresses.session(&self.published.conference().slug, session.code));
    }

    /// Who and what, as text: calendars have no field for speakers, and take no markup. Names are parted by semicolons,
    /// because commas stand in some.
    fn description(&self, session: &Session) -> String {
        let names: Vec<_> =
            self.published.speakers_of(session).map(|speaker| speaker.name.as_str()).collect();
        let label = match names.len() {
            0 => String::new(),
            1 => format!("Speaker: {}", names[0]),
            _ => format!("Speaker: {}", names.join("; ")),
        };
        let text = session.abstract_text.as_ref().or(session.description.as_ref()).map(html::plain);
        [Some(label), session.subtitle.clone(), text]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("\n\n")
    }

    fn in_utc(&self) -> bool {
        self.published.conference().time_zone.zone() == &jiff::tz::TimeZone::UTC
    }

    /// From when till when, by the venue's clock. Of a time that the clock shows twice RFC 5545 means the first (section 3.3.5),
    /// so an entry that begins or ends at the second one has both in UTC.
    fn times(&mut self, slot: &Slot) {
        let zone = &self.published.conference().time_zone;
        let times = [("DTSTART", slot.start), ("DTEND", slot.end())];
        let understood = |instant| zone.instant(zone.local(instant)).is_ok_and(|read| read == instant);
        if self.in_utc() || !times.iter().all(|(_, instant)| understood(*instant)) {
            for (name, instant) in times {
                self.line(name, &stamp(instant));
            }
            return;
        }
        for (name, instant) in times {
            let local = zone.local(instant).strftime("%Y%m%dT%H%M%S").to_string();
            self.line(&format!("{name};TZID={}", zone.name()), &local);
        }
    }

    /// A property whose value is text, escaped (section 3.3.11).
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len() + 16);
        for character in value.replace("\r\n", "\n").chars() {
            match character {
                '\\' => escaped.push_str("\\\\"),
                ';' => escaped.push_str("\\;"),
                ',' => escaped.push_str("\\,"),
                '\n' | '\r' => escaped.push_str("\\n"),
                other => escaped.push(other),
            }
        }
        self.line(name, &escaped);
    }

    /// A content line, folded after at most 75 octets without tearing characters (section 3.1); control characters, which no
    /// value may have, are dropped.
    fn line(&mut self, name: &str, value: &str) {
        const LONGEST: usize = 75;
        let mut length = 0;
        let clean = value.chars().filter(|character| !character.is_control() || *character == '\t');
        for character in name.chars().chain([':']).chain(clean) {
            if length + character.len_utf8() > LONGEST {
                self.text.push_str("\r\n ");
                length = 1;
            }
            self.text.push(character);
            length += character.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// An instant in UTC: `20241227T093000Z`.
fn stamp(instant: Timestamp) -> String {
    instant.strftime("%Y%m%dT%H%M%SZ").to_string()
}
