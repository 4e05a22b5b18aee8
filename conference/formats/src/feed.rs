//! What the writers of the feeds share: how our values become what the published schemas allow.

use crate::html;
use jiff::Timestamp;
use plenary_domain::code::slugify;
use plenary_domain::conference::Conference;
use plenary_domain::day::Day;
use plenary_domain::published::Published;
use plenary_domain::session::{Session, SessionState};
use plenary_domain::slot::{Slot, SlotContent};
use plenary_domain::text::{Text, TextFormat};
use plenary_domain::time_zone::Zone;
use plenary_domain::web_url::WebUrl;
use std::borrow::Cow;
use url::Url;

/// The type of break events, also understood by the readers.
pub(crate) const BREAK: &str = "break";

/// For percent-encoding.
const HEX_DIGITS: &[u8; 16] = b"0123456789ABCDEF";

/// The longest length that `hh:mm` with two digits of hours can say, minutes.
const LONGEST_DURATION: u32 = 99 * 60 + 59;

/// What happens in a slot, as far as feeds show it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Entry<'a> {
    /// A session.
    Session(&'a Session),
    /// A break with its title.
    Break(&'a str),
}

/// What a slot shows; `None` for a session that is not public.
pub(crate) fn entry<'a>(published: &'a Published, slot: &'a Slot) -> Option<Entry<'a>> {
    match &slot.content {
        SlotContent::Break(title) => Some(Entry::Break(title)),
        SlotContent::Session(id) => published
            .session(*id)
            .filter(|session| session.state != SessionState::Pending)
            .map(Entry::Session),
    }
}

/// A day with its columns: each room (none for slots that have none) with what takes place in it.
pub(crate) struct FeedDay<'a> {
    pub(crate) day: Cow<'a, Day>,
    pub(crate) rooms: Vec<FeedRoom<'a>>,
}

/// A room's name, its position among the rooms, and what takes place in it.
pub(crate) struct FeedRoom<'a> {
    pub(crate) position: Option<usize>,
    pub(crate) name: &'a str,
    pub(crate) slots: Vec<(&'a Slot, Entry<'a>)>,
}

/// The days as frab's formats have them. Those formats can't say that something is called off, so that cancelled sessions are
/// not in them. The first day has all rooms, which gives their number and order; the others those that are used.
pub(crate) fn frab_days<'a>(published: &'a Published) -> Vec<FeedDay<'a>> {
    let mut days: Vec<FeedDay<'a>> =
        (0..published.days().len()).map(|position| frab_day(published, position)).collect();
    if days.is_empty() {
        days.extend(empty_day(published.conference()));
    }
    days
}

fn frab_day(published: &Published, position: usize) -> FeedDay<'_> {
    let names = published.rooms().iter().map(|room| room.name.as_str());
    let mut rooms: Vec<FeedRoom<'_>> = names
        .enumerate()
        .map(|(position, name)| FeedRoom { position: Some(position), name, slots: Vec::new() })
        .collect();
    rooms.push(FeedRoom { position: None, name: "", slots: Vec::new() });
    for (_, slot) in published.slots_on(position) {
        let Some(entry) = entry(published, slot) else { continue };
        if matches!(entry, Entry::Session(session) if session.state == SessionState::Cancelled) {
            continue;
        }
        let column = slot.room.and_then(|room| published.room_position(room)).unwrap_or(rooms.len() - 1);
        rooms[column].slots.push((slot, entry));
    }
    rooms.retain(|room| !room.slots.is_empty() || (position == 0 && room.position.is_some()));
    FeedDay { day: Cow::Borrowed(&published.days()[position]), rooms }
}

/// A schedule without days still needs one to be valid.
fn empty_day(conference: &Conference) -> Option<FeedDay<'static>> {
    let zone = &conference.time_zone;
    let start = zone.instant(conference.start.to_datetime(conference.day_change)).ok()?;
    let end = zone.instant(conference.start.tomorrow().ok()?.to_datetime(conference.day_change)).ok()?;
    Some(FeedDay { day: Cow::Owned(Day { index: 1, date: conference.start, start, end }), rooms: Vec::new() })
}

/// The short name, at least four characters `a-z0-9_-`.
pub(crate) fn acronym(conference: &Conference) -> String {
    let wanted = conference.acronym.as_deref().unwrap_or_default().to_lowercase();
    let clean: String = wanted.split('_').map(|part| slugify(part, 40)).collect::<Vec<_>>().join("_");
    let name = if clean.chars().any(|character| character.is_ascii_alphanumeric()) {
        clean
    } else {
        conference.slug.to_string()
    };
    if name.len() < 4 { format!("{name}-{}", conference.start.year().abs()) } else { name }
}

/// The short name without hyphens, which some places don't allow.
pub(crate) fn acronym_word(conference: &Conference) -> String {
    acronym(conference).replace('-', "_")
}

/// A slot's slug: short name, number, title; unique because the number is.
pub(crate) fn slot_slug(word: &str, slot: &Slot, title: &str) -> String {
    let title = slugify(title, 60);
    let title = if title.len() < 2 { "session" } else { &title };
    format!("{word}-{}-{title}", slot.number.get())
}

/// An instant with the zone's offset: `2024-12-27T10:30:00+01:00`.
pub(crate) fn with_offset(zone: &Zone, instant: Timestamp) -> String {
    instant.to_zoned_datetime(zone.zone().clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// The time of day in the zone: `10:30`.
pub(crate) fn time_of_day(zone: &Zone, instant: Timestamp) -> String {
    zone.local(instant).strftime("%H:%M").to_string()
}

/// A length as `hh:mm`.
pub(crate) fn duration(minutes: u32) -> String {
    let minutes = minutes.min(LONGEST_DURATION);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// A text as frab's formats carry it: Markdown and plain as written; HTML sanitised, for whoever shows the feed may not.
pub(crate) fn long_text(text: Option<&Text>) -> Cow<'_, str> {
    match text {
        None => Cow::Borrowed(""),
        Some(Text { format: TextFormat::Html, source }) => Cow::Owned(html::sanitise(source)),
        Some(Text { source, .. }) => Cow::Borrowed(source),
    }
}

/// An address in the letters of RFC 3986 alone, as the schemas' types want it; `None` when it can't be written so.
pub(crate) fn strict_address(address: &WebUrl) -> Option<String> {
    let url = Url::parse(address.as_str()).ok().filter(Url::has_host)?;
    let mut strict = String::with_capacity(url.as_str().len());
    let after_authority = url[..url::Position::BeforePath].len();
    let mut fragment = false;
    for (at, character) in url.as_str().char_indices() {
        let rest = url.as_str().get(at + 1..at + 3);
        let allowed = match character {
            _ if at < after_authority => true,
            '#' => !std::mem::replace(&mut fragment, true),
            '%' => rest.is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit())),
            other => other.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/?".contains(other),
        };
        if allowed {
            strict.push(character);
        } else {
            let mut buffer = [0; 4];
            for byte in character.encode_utf8(&mut buffer).bytes() {
                strict.push('%');
                strict
                    .extend([byte >> 4, byte & 0xf].map(|digit| char::from(HEX_DIGITS[usize::from(digit)])));
            }
        }
    }
    Some(strict)
}

#[cfg(test)]
mod tests {
    use super::{duration, strict_address};

    #[test]
    fn addresses_use_the_letters_of_the_rfc() {
        let cases = [
            ("https://x.example/a b[c]?d=[e]&f=é#g#h", None),
            (
                "https://x.example/a[c]?d=[e]&f=é#g#h",
                Some("https://x.example/a%5Bc%5D?d=%5Be%5D&f=%C3%A9#g%23h"),
            ),
            ("https://x.example/100%/%2F", Some("https://x.example/100%25/%2F")),
            ("http://[::1]:80/x", Some("http://[::1]/x")),
            ("https://bücher.example/", Some("https://xn--bcher-kva.example/")),
        ];
        for (given, expected) in cases {
            let strict = given.parse().ok().and_then(|url| strict_address(&url));
            assert_eq!(strict.as_deref(), expected, "{given}");
        }
    }

    #[test]
    fn lengths_have_two_digits_of_hours() {
        assert_eq!(duration(5), "00:05");
        assert_eq!(duration(125), "02:05");
        assert_eq!(duration(60_000), "99:59");
    }
}
