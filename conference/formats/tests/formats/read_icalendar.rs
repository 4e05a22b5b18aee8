//! Reading iCalendar.

use crate::sample::{event, read_text, repairs, try_bytes};
use plenary_formats::{FileFormat, ReadSchedule};

fn foreign() -> ReadSchedule {
    read_text("foreign.ics", include_str!("../fixtures/foreign.ics"))
}

#[test]
fn what_was_put_right_is_told() {
    assert_eq!(
        repairs(&foreign()),
        [
            "One value stands in the wrong place or form and was read nevertheless: line 62 is no line of a calendar and was taken as the rest of the line before.",
            "One time zone of the file does not exist; it was replaced: “Middle-earth/Shire” in line 58, taken as America/New_York.",
            "One entry is an older version of another one and was left out: “In UTC, older”.",
            "One entry repeats by a rule; only its first time was taken: “Main track: Lunch”.",
            "One event has no readable time and was left out: “No time”.",
            "One text contains HTML; its formatting is shown, scripts and styles are removed: “Keynote, the first” (id aaaaaaaa-0001-4000-8000-00000000000a).",
            "One event has no readable length; 30 minutes were assumed: “Main track: Lunch” (id 3@cal.example).",
            "One entry takes a whole day; it was placed at the day's beginning: “Sprints” (id 4@cal.example).",
        ]
    );
}

#[test]
fn a_foreign_dialect_is_read() {
    let read = foreign();
    assert_eq!(read.format, FileFormat::ICalendar);
    assert_eq!(read.schedule.conference.title, "Calendar Conf");
    assert_eq!(read.schedule.conference.time_zone.name(), "America/New_York");
    let keynote = event(&read.schedule, "Keynote, the first");
    assert_eq!(keynote.guid.to_string(), "aaaaaaaa-0001-4000-8000-00000000000a");
    assert_eq!((keynote.start.to_string().as_str(), keynote.minutes), ("2026-03-12T13:00:00Z", 60));
    assert_eq!(keynote.room.as_deref(), Some("Hall, upper"));
    assert_eq!(keynote.track.as_deref(), Some("Plenary"));
    assert_eq!(keynote.language.as_ref().unwrap().as_str(), "en");
    let names: Vec<_> = keynote.speakers.iter().map(|speaker| speaker.key.as_str()).collect();
    assert_eq!(names, ["name:Ada Lovelace", "name:Grace Hopper"]);
    assert_eq!(keynote.abstract_text.as_ref().unwrap().source, "<p>About <em>everything</em>.</p>");
    assert_eq!(keynote.origin_url.as_ref().unwrap().as_str(), "https://cal.example/keynote");
}

#[test]
fn times_in_every_form_are_read() {
    let read = foreign();
    let utc = event(&read.schedule, "In UTC");
    assert_eq!(
        (utc.start.to_string().as_str(), utc.minutes, utc.cancelled),
        ("2026-03-12T15:00:00Z", 45, true)
    );
    let floating = event(&read.schedule, "Main track: Lunch");
    assert_eq!((floating.start.to_string().as_str(), floating.is_break), ("2026-03-12T16:00:00Z", true));
    let whole_day = event(&read.schedule, "Sprints");
    assert_eq!((whole_day.start.to_string().as_str(), whole_day.minutes), ("2026-03-13T08:00:00Z", 24 * 60));
    let somewhere = event(&read.schedule, "Somewhere");
    assert_eq!(somewhere.start.to_string(), "2026-03-12T22:00:00Z");
    assert_eq!(somewhere.abstract_text.as_ref().unwrap().source, "and a line break that nobody escaped");
    assert_eq!(somewhere.origin_url, None);
    assert_eq!(read.schedule.events.len(), 5);
    let days: Vec<_> = read.schedule.days.iter().map(|day| day.date.to_string()).collect();
    assert_eq!(days, ["2026-03-12", "2026-03-13"]);
}

#[test]
fn guids_made_of_uids_are_the_same_in_every_calendar() {
    let guid = |name: &str| {
        let text = format!(
            "BEGIN:VCALENDAR\nX-WR-CALNAME:{name}\nBEGIN:VEVENT\nUID:1@x\nSUMMARY:a\nDTSTART:20260312T150000Z\nDTEND:20260312T153000Z\nEND:VEVENT\nEND:VCALENDAR\n"
        );
        read_text("x.ics", &text).schedule.events[0].guid
    };
    assert_eq!(guid("One"), guid("Two"));
}

#[test]
fn characters_torn_apart_by_folding_are_read() {
    let mut bytes = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:M\xC3\r\n \xB6bel\r\n".to_vec();
    bytes.extend(b"DTSTART:20260312T150000Z\r\nDTEND:20260312T153000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    assert_eq!(try_bytes("x.ics", &bytes).unwrap().schedule.events[0].title, "Möbel");
}
