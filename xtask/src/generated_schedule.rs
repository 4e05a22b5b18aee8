//! A schedule of any size, made up but always the same: frab XML, valid against the official schema.
//!
//! What matters to a measurement is real: several days, rooms and tracks, four sessions in ten with two speakers,
//! abstracts of about 300 and descriptions of about 900 characters whose words repeat as those of people do.

mod random;
mod words;

use random::Random;
use std::fmt::Write;
use words::{ROOMS, TRACKS, TYPES};

const DAYS: usize = 4;
const FIRST_DAY: usize = 27;
/// One an hour from ten o'clock, each of 45 minutes.
const SESSIONS_A_DAY: usize = 11;

/// A schedule of so many sessions, as the text of a file.
pub fn frab_xml(sessions: usize) -> String {
    let mut schedule = Schedule { random: Random::new(38), text: String::new(), next: 0, sessions };
    schedule.write();
    schedule.text
}

struct Schedule {
    random: Random,
    text: String,
    next: usize,
    sessions: usize,
}

impl Schedule {
    fn write(&mut self) {
        self.conference();
        let rooms = self.sessions.div_ceil(DAYS * SESSIONS_A_DAY).max(1);
        for day in 0..DAYS {
            self.day(day, rooms);
        }
        self.line(0, "</schedule>");
    }

    fn conference(&mut self) {
        self.line(0, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        self.line(0, "<schedule>");
        self.line(1, "<version>generated</version>");
        self.line(1, "<conference>");
        for (name, value) in [
            ("acronym", format!("generated-{}", self.sessions)),
            ("title", format!("A Conference of {} Sessions", self.sessions)),
            ("start", format!("2026-12-{FIRST_DAY}")),
            ("end", format!("2026-12-{}", FIRST_DAY + DAYS - 1)),
            ("days", DAYS.to_string()),
            ("timeslot_duration", "00:05".to_owned()),
            ("base_url", "https://conference.example/".to_owned()),
            ("time_zone_name", "Europe/Berlin".to_owned()),
        ] {
            self.element(2, name, &value);
        }
        for (name, colour) in TRACKS {
            self.line(2, &format!("<track name=\"{name}\" color=\"{colour}\" slug=\"{}\"/>", slug(name)));
        }
        self.line(1, "</conference>");
    }

    /// The sessions are dealt to the days evenly, and within a day to the rooms in turn.
    fn day(&mut self, day: usize, rooms: usize) {
        let remaining = self.sessions - self.next;
        let today = remaining.div_ceil(DAYS - day);
        let date = format!("2026-12-{}", FIRST_DAY + day);
        let tomorrow = format!("2026-12-{}", FIRST_DAY + day + 1);
        self.line(
            1,
            &format!(
                "<day index=\"{}\" date=\"{date}\" start=\"{date}T10:00:00+01:00\" end=\"{tomorrow}T04:00:00+01:00\">",
                day + 1
            ),
        );
        for room in 0..rooms {
            let sessions = today / rooms + usize::from(room < today % rooms);
            let name = room_name(room);
            self.line(2, &format!("<room name=\"{name}\" guid=\"{}\">", guid(1, room)));
            for place in 0..sessions {
                self.event(&name, &date, place);
            }
            self.line(2, "</room>");
        }
        self.line(1, "</day>");
    }

    fn event(&mut self, room: &str, date: &str, place: usize) {
        let number = self.next;
        self.next += 1;
        let start = 10 * 60 + place * 60 + 15 * (number % 2);
        let time = format!("{:02}:{:02}", start / 60, start % 60);
        let (track, _) = *self.random.choose(&TRACKS);
        let (title, subtitle) = (self.random.title(), self.random.clause());
        let (short, long) = (self.random.text(300), self.random.paragraphs(900));
        self.line(
            3,
            &format!("<event id=\"{}\" guid=\"{}\" code=\"{}\">", number + 1, guid(2, number), code(number)),
        );
        let kind = *self.random.choose(&TYPES);
        let language = *self.random.choose(&["en", "en", "de"]);
        for (name, value) in [
            ("date", format!("{date}T{time}:00+01:00").as_str()),
            ("start", &time),
            ("duration", "00:45"),
            ("room", room),
            ("title", &title),
            ("subtitle", &subtitle),
            ("slug", &format!("generated_{}-{}", number + 1, slug(&title))),
            ("track", track),
            ("type", kind),
            ("language", language),
            ("abstract", &short),
            ("description", &long),
            ("url", &format!("https://conference.example/talk/{}/", code(number))),
        ] {
            self.element(4, name, value);
        }
        self.persons(number);
        self.line(4, "<links>");
        self.line(5, &format!("<link href=\"https://conference.example/paper/{number}\">Paper</link>"));
        self.line(4, "</links>");
        self.line(3, "</event>");
    }

    fn persons(&mut self, number: usize) {
        // People speak more than once: there are fewer of them than there are sessions.
        let people = self.sessions.div_ceil(5) * 4;
        self.line(4, "<persons>");
        for place in 0..=usize::from(number % 5 < 2) {
            let person = (number + place * 7) % people;
            let name = words::person(person);
            self.line(
                5,
                &format!("<person id=\"{}\" guid=\"{}\">{name}</person>", person + 1, guid(3, person)),
            );
        }
        self.line(4, "</persons>");
    }

    fn element(&mut self, depth: usize, name: &str, value: &str) {
        self.line(depth, &format!("<{name}>{value}</{name}>"));
    }

    fn line(&mut self, depth: usize, text: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{:width$}{text}", "", width = depth * 2);
    }
}

fn room_name(room: usize) -> String {
    let name = ROOMS[room % ROOMS.len()];
    if room < ROOMS.len() { name.to_owned() } else { format!("{name} {}", room / ROOMS.len() + 1) }
}

/// A GUID of the form of version 4, out of what it names.
fn guid(kind: usize, number: usize) -> String {
    let mut random = Random::new((kind * 1_000_003 + number) as u64);
    let (high, low) = (random.next(), random.next());
    format!(
        "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        low >> 52,
        low & 0xffff_ffff_ffff
    )
}

/// Six characters `[0-9A-Z]`, different for each of the first 36⁶ numbers.
fn code(number: usize) -> String {
    const CHARACTERS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    // Prime to 36, so that neighbours look unlike each other and none meet.
    let mut rest = number * 1_305_000_007 % 36_usize.pow(6);
    let mut code = [0; 6];
    for character in &mut code {
        *character = CHARACTERS[rest % 36];
        rest /= 36;
    }
    code.map(char::from).iter().collect()
}

fn slug(text: &str) -> String {
    let parts = text.split(|character: char| !character.is_ascii_alphanumeric());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn values<'text>(text: &'text str, before: &str) -> Vec<&'text str> {
        text.split(before).skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }

    #[test]
    fn the_same_size_is_the_same_schedule() {
        assert_eq!(frab_xml(50), frab_xml(50));
        assert_ne!(frab_xml(50), frab_xml(51));
    }

    #[test]
    fn it_has_as_many_sessions_as_asked_and_every_id_once() {
        for sessions in [1, 7, 200, 1351] {
            let text = frab_xml(sessions);
            for before in ["<event id=\"", "code=\""] {
                let found = values(&text, before);
                let distinct: BTreeSet<_> = found.iter().collect();
                assert_eq!((found.len(), distinct.len()), (sessions, sessions), "{before}");
            }
        }
    }

    #[test]
    fn texts_are_about_as_long_as_those_of_real_schedules() {
        let text = frab_xml(200);
        let length: usize = text
            .split("<description>")
            .skip(1)
            .filter_map(|rest| rest.split("</description>").next())
            .map(str::len)
            .sum();
        assert!((800..1100).contains(&(length / 200)), "{}", length / 200);
    }
}
