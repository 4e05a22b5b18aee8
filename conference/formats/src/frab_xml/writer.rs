//! Writing frab XML, valid against the official schema (<https://c3voc.de/schedule/schema.xsd>).

use super::xml::Xml;
use crate::addresses::Addresses;
use crate::feed::{self, Entry, FeedDay, FeedRoom};
use plenary_domain::code::PageCode;
use plenary_domain::conference::Conference;
use plenary_domain::language::LanguageTag;
use plenary_domain::published::Published;
use plenary_domain::session::{Link, Session};
use plenary_domain::slot::Slot;
use std::collections::HashSet;

/// Writes a release as frab XML.
///
/// Cancelled sessions are not in it: the format can't say so, and clients take what is missing for cancelled. A session's
/// code stands on its first slot only, since the schema wants it once in a file; the others share its page.
pub fn write(published: &Published, addresses: &Addresses) -> String {
    let conference = published.conference();
    let mut xml = Xml::new();
    xml.open("schedule", &[]);
    let (version, system) = (env!("CARGO_PKG_VERSION"), addresses.base());
    xml.element("generator", &[("name", "Plenary"), ("version", version), ("system", system)], "");
    xml.value("url", &addresses.frab_xml(&conference.slug));
    xml.value("version", &published.release().note.name());
    write_conference(&mut xml, published, addresses);
    let mut writer =
        Writer { published, addresses, word: feed::acronym_word(conference), codes: HashSet::new(), xml };
    for day in feed::frab_days(published) {
        writer.day(&day);
    }
    writer.xml.finish()
}

fn write_conference(xml: &mut Xml, published: &Published, addresses: &Addresses) {
    let conference = published.conference();
    xml.open("conference", &[]);
    xml.value("title", &conference.title);
    xml.value("acronym", &feed::acronym(conference));
    xml.value("start", &conference.start.to_string());
    xml.value("end", &conference.end.to_string());
    xml.value("days", &published.days().len().max(1).to_string());
    xml.value("timeslot_duration", &feed::duration(conference.timeslot_minutes));
    xml.value("base_url", &addresses.conference(&conference.slug));
    xml.optional("logo", conference.logo.as_ref().and_then(feed::strict_address).as_deref());
    xml.value("url", &website(conference, addresses));
    xml.value("time_zone_name", conference.time_zone.name());
    if let Some(accent) = &conference.accent {
        xml.element("color", &[("primary", accent.as_str())], "");
    }
    for track in published.tracks() {
        let mut attributes = vec![("name", track.name.as_str())];
        attributes.extend(track.colour.as_ref().map(|colour| ("color", colour.as_str())));
        if track.slug.len() > 1 && track.slug.starts_with(|first: char| first.is_ascii_lowercase()) {
            attributes.push(("slug", &track.slug));
        }
        xml.element("track", &attributes, "");
    }
    xml.close();
}

/// The conference's own website, else its pages here.
fn website(conference: &Conference, addresses: &Addresses) -> String {
    let own = conference.url.as_ref().and_then(feed::strict_address);
    own.unwrap_or_else(|| addresses.conference(&conference.slug))
}

struct Writer<'a> {
    published: &'a Published,
    addresses: &'a Addresses,
    word: String,
    codes: HashSet<PageCode>,
    xml: Xml,
}

impl Writer<'_> {
    fn day(&mut self, feed_day: &FeedDay<'_>) {
        let zone = &self.published.conference().time_zone;
        let day = &feed_day.day;
        let attributes = [
            ("index", &day.index.to_string()),
            ("date", &day.date.to_string()),
            ("start", &feed::with_offset(zone, day.start)),
            ("end", &feed::with_offset(zone, day.end)),
        ];
        self.xml.open("day", &attributes.map(|(name, value)| (name, value.as_str())));
        for room in &feed_day.rooms {
            self.room(room);
        }
        self.xml.close();
    }

    fn room(&mut self, room: &FeedRoom<'_>) {
        let guid = room.position.map(|position| self.published.rooms()[position].guid.to_string());
        let mut attributes = vec![("name", room.name)];
        attributes.extend(guid.as_ref().map(|guid| ("guid", guid.as_str())));
        self.xml.open("room", &attributes);
        for (slot, entry) in &room.slots {
            self.event(slot, *entry, room.name);
        }
        self.xml.close();
    }

    fn event(&mut self, slot: &Slot, entry: Entry<'_>, room: &str) {
        let (number, guid) = (slot.number.get().to_string(), slot.guid.to_string());
        let code = match entry {
            Entry::Session(session) if self.codes.insert(session.code) => Some(session.code.to_string()),
            _ => None,
        };
        let mut attributes = vec![("id", number.as_str()), ("guid", guid.as_str())];
        attributes.extend(code.as_ref().map(|code| ("code", code.as_str())));
        self.xml.open("event", &attributes);
        let title = match entry {
            Entry::Session(session) => &session.title,
            Entry::Break(title) => title,
        };
        self.place(slot, room, title);
        match entry {
            Entry::Session(session) => self.session(session),
            Entry::Break(_) => {
                self.xml.value("type", feed::BREAK);
                self.xml.value("track", "");
                self.xml.value("abstract", "");
            }
        }
        self.xml.close();
    }

    /// What a slot says of itself.
    fn place(&mut self, slot: &Slot, room: &str, title: &str) {
        let zone = &self.published.conference().time_zone;
        self.xml.value("date", &feed::with_offset(zone, slot.start));
        self.xml.value("start", &feed::time_of_day(zone, slot.start));
        self.xml.value("duration", &feed::duration(slot.minutes));
        self.xml.value("room", room);
        self.xml.value("slug", &feed::slot_slug(&self.word, slot, title));
        self.xml.value("title", title);
    }

    fn session(&mut self, session: &Session) {
        let (published, xml) = (self.published, &mut self.xml);
        let track = session.track.and_then(|id| published.track(id)).map(|track| track.name.as_str());
        let kind =
            session.session_type.and_then(|id| published.session_type(id)).map(|kind| kind.name.as_str());
        xml.value("subtitle", session.subtitle.as_deref().unwrap_or_default());
        xml.value("track", track.unwrap_or_default());
        xml.value("type", kind.unwrap_or_default());
        xml.optional("language", session.language.as_ref().map(LanguageTag::as_str));
        xml.value("abstract", &feed::long_text(session.abstract_text.as_ref()));
        xml.value("description", &feed::long_text(session.description.as_ref()));
        xml.value("logo", &session.logo.as_ref().and_then(feed::strict_address).unwrap_or_default());
        if session.recording.opted_out || session.recording.license.is_some() {
            xml.open("recording", &[]);
            xml.value("license", session.recording.license.as_deref().unwrap_or_default());
            xml.value("optout", if session.recording.opted_out { "true" } else { "false" });
            xml.close();
        }
        xml.open("persons", &[]);
        for speaker in published.speakers_of(session) {
            xml.element("person", &[("guid", &speaker.guid.to_string())], &speaker.name);
        }
        xml.close();
        links(xml, ("links", "link"), &session.links);
        links(xml, ("attachments", "attachment"), &session.attachments);
        xml.value("url", &self.addresses.session(&published.conference().slug, session.code));
        xml.optional("feedback_url", session.feedback_url.as_ref().and_then(feed::strict_address).as_deref());
        xml.optional("origin_url", session.origin_url.as_ref().and_then(feed::strict_address).as_deref());
    }
}

fn links(xml: &mut Xml, (list, item): (&'static str, &'static str), links: &[Link]) {
    xml.open(list, &[]);
    for link in links {
        if let Some(address) = feed::strict_address(&link.url) {
            xml.element(item, &[("href", &address)], &link.title);
        }
    }
    xml.close();
}
