//! Reading frab XML.

use crate::sample::{event, read_text, repairs, xml_around};
use plenary_domain::colour::Colour;
use plenary_domain::text::TextFormat;
use plenary_formats::{FileFormat, ReadSchedule, RepairKind};

fn congress() -> ReadSchedule {
    read_text("congress.xml", include_str!("../fixtures/congress.xml"))
}

#[test]
fn what_was_put_right_is_told_in_an_organisers_words() {
    assert_eq!(
        repairs(&congress()),
        [
            "One day does not say when it begins and ends; it runs from day change to day change: 2026-03-28.",
            "One speaker has no name and was left out: in “Opening” (id 1).",
            "2 texts contain HTML; their formatting is shown, scripts and styles are removed; first: “Opening” (id 1).",
            "One link is no http or https address and was left out: “javascript:alert(1)” of “Opening” (id 1).",
            "One event has no readable length; 30 minutes were assumed: “Overlapping” (id 2) with “soon”.",
            "One event has no GUID; it got one made from the conference and its id, the same at every import: “Overlapping” (id 2).",
            "One speaker's name differs from event to event; the first was kept: “Ada” and “Ada L.”.",
            "One event names several languages; the first was kept: “en, de” of “Overlapping” (id 2).",
            "One event has the GUID of another event; it got its own: the event with id 2.",
            "One event has the id of another event; it got a new number: the event with id 2.",
            "One event has no title; it is called Untitled: the event with id 2.",
            "One event names another room than the one it stands under; the latter was taken: the event with id 2 stands under “Great Hall” and names “Cellar”.",
            "One event's language is not known; it was left out: “Klingon” of the event with id 2.",
            "One event's id is no number from 1 to 2147483647; it got a new number: “Only a start” (id 0).",
            "One event has no readable time and was left out: “Never” (id 6).",
            "2 events' dates contradict the days or start times they stand under; the dates with their offsets were taken; first: “Twice” (id 11) stands under the day 2026-03-28, but its date is 2026-03-29T12:00:00.",
            "One code is not six characters A-Z and 0-9; the page got another: “talk-12” of “Contradictory” (id 12).",
            "One event lies outside the file's days; a day was extended or added: “Twice” at 2026-03-29T12:00:00.",
            "One event begins in a room before the one before it has ended; both are shown side by side: “Overlapping” in Great Hall on 2026-03-27 10:30, while “Opening” is on.",
            "One colour is not written as #rrggbb and was left out: “reddish”.",
        ]
    );
}

#[test]
fn the_conference_is_read_whole() {
    let read = congress();
    assert_eq!(read.format, FileFormat::FrabXml);
    assert_eq!(read.schedule.label.as_deref(), Some("Draft 7"));
    let conference = &read.schedule.conference;
    assert_eq!(conference.title, "Congress of Everything");
    assert_eq!(conference.subtitle.as_deref(), Some("Nothing left out"));
    assert_eq!(conference.acronym.as_deref(), Some("Cong-26"));
    assert_eq!(conference.time_zone.name(), "Europe/Berlin");
    assert_eq!(
        (conference.start.to_string(), conference.end.to_string()),
        ("2026-03-27".into(), "2026-03-29".into())
    );
    assert_eq!(conference.day_change.to_string(), "05:00:00");
    assert_eq!(conference.timeslot_minutes, 15);
    assert_eq!(
        (conference.venue.as_deref(), conference.city.as_deref()),
        (Some("The Hall"), Some("Musterstadt"))
    );
    assert_eq!(conference.logo.as_ref().unwrap().as_str(), "https://congress.example/2026/logo.svg");
    assert_eq!(conference.accent.as_ref().unwrap().as_str(), "#aabbcc");
    let tracks: Vec<_> = read
        .schedule
        .tracks
        .iter()
        .map(|track| (track.name.as_str(), track.colour.as_ref().map(Colour::as_str)))
        .collect();
    assert_eq!(tracks, [("Science", Some("#112233")), ("Art", None), ("Elsewhere", None)]);
    let rooms: Vec<_> =
        read.schedule.rooms.iter().map(|room| (room.name.as_str(), room.guid.is_some())).collect();
    assert_eq!(rooms, [("Great Hall", true)]);
}

#[test]
fn an_event_is_read_whole() {
    let read = congress();
    let opening = event(&read.schedule, "Opening");
    assert_eq!(opening.guid.to_string(), "aaaaaaaa-0001-4000-8000-000000000000");
    assert_eq!((opening.number, opening.code.as_deref()), (Some(1), Some("OPEN01")));
    assert_eq!((opening.start.to_string().as_str(), opening.minutes), ("2026-03-27T09:00:00Z", 45));
    assert_eq!(opening.subtitle.as_deref(), Some("With words"));
    assert_eq!(opening.session_type.as_deref(), Some("Ceremony"));
    assert_eq!(opening.language.as_ref().unwrap().as_str(), "de");
    let abstract_text = opening.abstract_text.as_ref().unwrap();
    assert_eq!(abstract_text.format, TextFormat::Markdown);
    assert_eq!(abstract_text.source, "Hello.\n\n* one\n* two");
    assert_eq!(opening.description.as_ref().unwrap().format, TextFormat::Html);
    assert_eq!(opening.logo.as_ref().unwrap().as_str(), "https://congress.example/pictures/opening.png");
    assert_eq!(opening.recording.license.as_deref(), Some("CC BY 4.0"));
    assert!(opening.recording.opted_out);
    let links: Vec<_> = opening.links.iter().map(|link| (link.title.as_str(), link.url.as_str())).collect();
    assert_eq!(links, [("The page", "https://a.example/x"), ("b.example/y", "https://www.b.example/y/")]);
    assert_eq!(opening.attachments[0].url.as_str(), "https://congress.example/2026/slides.pdf");
    assert_eq!(opening.origin_url.as_ref().unwrap().as_str(), "https://congress.example/origin/1");
    assert!(opening.feedback_url.is_some());
}

#[test]
fn speakers_with_the_same_name_and_other_ids_are_two() {
    let read = congress();
    let speakers = &event(&read.schedule, "Opening").speakers;
    assert_eq!(speakers.iter().map(|speaker| speaker.name.as_str()).collect::<Vec<_>>(), ["Ada", "Ada"]);
    assert_eq!(speakers[0].key, "bbbbbbbb-0007-4000-8000-000000000000");
    assert_eq!(speakers[1].key, "8");
    assert_ne!(speakers[0].guid, speakers[1].guid);
    let again = &event(&read.schedule, "Overlapping").speakers[0];
    assert_eq!((again.key.as_str(), again.name.as_str()), (speakers[0].key.as_str(), "Ada"));
}

#[test]
fn the_night_belongs_to_the_evening_before() {
    let read = congress();
    let days: Vec<_> = read
        .schedule
        .days
        .iter()
        .map(|day| (day.date.to_string(), day.start.to_string(), day.end.to_string()))
        .collect();
    let expected = [
        ("2026-03-27", "2026-03-27T09:00:00Z", "2026-03-28T02:00:00Z"),
        ("2026-03-28", "2026-03-28T04:00:00Z", "2026-03-29T03:00:00Z"),
        ("2026-03-29", "2026-03-29T03:00:00Z", "2026-03-30T03:00:00Z"),
    ];
    assert_eq!(days, expected.map(|(date, start, end)| (date.to_owned(), start.to_owned(), end.to_owned())));
    let untitled = event(&read.schedule, "Untitled");
    assert_eq!(untitled.start.to_string(), "2026-03-28T00:30:00Z");
    let only_a_start = event(&read.schedule, "Only a start");
    assert_eq!(only_a_start.start.to_string(), "2026-03-28T01:30:00Z");
}

#[test]
fn identities_are_unique_and_stay() {
    let (one, two) = (congress(), congress());
    assert_eq!(one, two);
    let mut guids: Vec<_> = one.schedule.events.iter().map(|event| event.guid).collect();
    guids.sort();
    guids.dedup();
    assert_eq!(guids.len(), one.schedule.events.len());
    let mut numbers: Vec<_> = one.schedule.events.iter().filter_map(|event| event.number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 10, 11, 12]);
}

#[test]
fn the_slots_of_a_session_share_its_key_and_others_do_not() {
    let read = congress();
    let twice: Vec<_> = read.schedule.events.iter().filter(|event| event.title == "Twice").collect();
    assert_eq!(twice.len(), 2);
    assert_eq!((twice[0].session_key.as_str(), twice[1].session_key.as_str()), ("SEVRAL", "SEVRAL"));
    assert_eq!(twice[0].code, twice[1].code);
    let contradictory = event(&read.schedule, "Contradictory");
    assert_eq!((contradictory.session_key.as_str(), contradictory.code.as_deref()), ("talk-12", None));
}

#[test]
fn breaks_are_told_by_their_kind_when_nobody_speaks() {
    let read = congress();
    let breaks: Vec<_> = read
        .schedule
        .events
        .iter()
        .filter(|event| event.is_break)
        .map(|event| event.title.as_str())
        .collect();
    assert_eq!(breaks, ["Lunch"]);
}

#[test]
fn the_date_with_its_offset_wins() {
    let read = congress();
    assert_eq!(event(&read.schedule, "Contradictory").start.to_string(), "2026-03-28T13:00:00Z");
}

#[test]
fn markup_that_nobody_escaped_is_kept() {
    let read = congress();
    let text = event(&read.schedule, "Untitled").abstract_text.clone().unwrap();
    assert_eq!(
        (text.format, text.source.as_str()),
        (TextFormat::Html, "<p>Markup that <b>nobody</b> escaped</p>")
    );
}

#[test]
fn without_a_zone_the_given_one_or_utc_is_taken_and_reported() {
    let text = xml_around("<event id='1' guid='aaaaaaaa-0001-4000-8000-000000000000'><title>x</title><start>10:00</start><duration>00:30</duration></event>")
        .replace("<time_zone_name>Europe/Berlin</time_zone_name>", "");
    let read = read_text("x.xml", &text);
    assert_eq!(read.schedule.conference.time_zone.name(), "UTC");
    assert_eq!(read.repairs[0].kind, RepairKind::TimeZoneAssumed);
    let options = plenary_formats::ReadOptions { time_zone: Some("Europe/Paris".parse().unwrap()) };
    let file = plenary_formats::SourceFile { name: "x.xml", bytes: text.as_bytes() };
    let read = plenary_formats::read(file, &options).unwrap();
    assert_eq!(read.schedule.conference.time_zone.name(), "Europe/Paris");
    assert_eq!(read.schedule.events[0].start.to_string(), "2026-03-27T09:00:00Z");
    assert_eq!(
        read.repairs[0].to_string(),
        "The file names no time zone; times are shown in the one assumed: Europe/Paris, as said or as it was before."
    );
    let wrong = text.replace("<title>Conf", "<time_zone_name>Mars/Base</time_zone_name><title>Conf");
    let read = read_text("x.xml", &wrong);
    assert_eq!(read.repairs[0].kind, RepairKind::TimeZoneUnknown);
}

#[test]
fn a_conference_without_a_title_is_called_by_its_acronym_or_file() {
    let text =
        xml_around("<event id='1'><title>x</title><start>10:00</start><duration>30</duration></event>")
            .replace("<title>Conf</title>", "");
    assert_eq!(read_text("x.xml", &text).schedule.conference.title, "conf");
    let text = text.replace("<acronym>conf</acronym>", "");
    assert_eq!(read_text("dir/our_great-conf.xml", &text).schedule.conference.title, "our great conf");
    assert_eq!(read_text(".xml", &text).schedule.conference.title, "Untitled conference");
}

#[test]
fn namespaces_and_encodings_do_not_matter() {
    let text =
        xml_around("<event id='1'><title>Möbel</title><start>10:00</start><duration>30</duration></event>");
    let spaced = text.replace("<schedule>", "<schedule xmlns='urn:x'>");
    assert_eq!(read_text("x.xml", &spaced).schedule.events[0].title, "Möbel");
    let declared = format!("<?xml version='1.0' encoding='ISO-8859-1'?>{text}");
    let latin: Vec<u8> =
        declared.chars().map(|character| u8::try_from(u32::from(character)).unwrap()).collect();
    let read = crate::sample::try_bytes("x.xml", &latin).unwrap();
    assert_eq!(read.schedule.events[0].title, "Möbel");
    let wide: Vec<u8> =
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(crate::sample::try_bytes("x.xml", &wide).unwrap().schedule.events[0].title, "Möbel");
}
