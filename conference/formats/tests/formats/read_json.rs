//! Reading frab JSON.

use crate::sample::{read_text, repairs};
use plenary_domain::text::TextFormat;
use plenary_formats::{FileFormat, ReadSchedule};

fn pretalx() -> ReadSchedule {
    read_text("pretalx.json", include_str!("../fixtures/pretalx.json"))
}

#[test]
fn what_was_put_right_is_told() {
    assert_eq!(
        repairs(&pretalx()),
        [
            "The file names no time zone; times are shown in the one assumed: UTC, for want of a better one; import it with the venue's, such as --time-zone Europe/Berlin.",
            "2 values stand in the wrong place or form and were read nevertheless; first: schedule.rooms, which belongs to schedule.conference.",
            "2 times have an offset that the conference's time zone does not have then; the instants were kept; first: “Typed” (id 5) begins at 2026-06-01T09:00:00+02, which is 2026-06-01T07:00:00 in UTC.",
        ]
    );
}

#[test]
fn everything_is_read() {
    let read = pretalx();
    assert_eq!(read.format, FileFormat::FrabJson);
    let schedule = &read.schedule;
    assert_eq!((schedule.label.as_deref(), schedule.conference.title.as_str()), (Some("0.9"), "Conference"));
    assert_eq!(schedule.conference.accent.as_ref().unwrap().as_str(), "#00ff00");
    let rooms: Vec<_> = schedule.rooms.iter().map(|room| (room.name.as_str(), room.capacity)).collect();
    assert_eq!(rooms, [("Red", Some(120)), ("Blue", None)]);
    assert_eq!(schedule.rooms[0].description.as_ref().unwrap().source, "Upstairs");
    assert_eq!(schedule.days.len(), 2);
    let first = &schedule.events[0];
    assert_eq!(
        (first.number, first.code.as_deref(), first.session_key.as_str()),
        (Some(5), Some("ABCDEF"), "ABCDEF")
    );
    assert_eq!(first.track.as_deref(), Some("Tools"));
    assert_eq!(first.language.as_ref().unwrap().as_str(), "en");
    assert_eq!(first.abstract_text.as_ref().unwrap().format, TextFormat::Markdown);
    assert_eq!(first.logo.as_ref().unwrap().as_str(), "https://talks.example/media/a.png");
    assert!(first.recording.opted_out);
    assert_eq!(first.recording.license, None);
    assert_eq!(first.links[0].url.as_str(), "https://l.example");
    let second = &schedule.events[1];
    assert_eq!((second.minutes, second.session_key.as_str()), (50, "ABCDEF"));
}

#[test]
fn persons_are_known_by_guid_code_or_name() {
    let read = pretalx();
    let speakers = &read.schedule.events[0].speakers;
    let keys: Vec<_> = speakers.iter().map(|speaker| (speaker.key.as_str(), speaker.name.as_str())).collect();
    let expected = [
        ("PERSN1", "Grace"),
        ("dddddddd-0001-4000-8000-000000000000", "Hedy"),
        ("name:Just a name", "Just a name"),
    ];
    assert_eq!(keys, expected);
    assert_eq!(speakers[0].code.as_deref(), Some("PERSN1"));
    assert_eq!(speakers[0].biography.as_ref().unwrap().source, "Line\nline");
    assert!(speakers[0].avatar.is_some());
    assert_eq!(speakers[1].links[0].title, "Home");
}
