//! The feeds as texts, and what only they can show.

use crate::sample::{addresses, publish, read_text};
use jiff::Timestamp;
use plenary_domain::change::{Change, Place};
use plenary_domain::published::Published;
use plenary_domain::release::{Release, ReleaseNote, ReleaseNumber};
use plenary_domain::session::SessionState;
use plenary_domain::slot::SlotContent;
use plenary_formats::{RepairKind, frab_json, frab_xml, icalendar, json_ld};

fn congress() -> Published {
    publish(&read_text("congress.xml", include_str!("../fixtures/congress.xml")).schedule)
}

/// The same release with changes to its parts.
fn changed(published: Published, change: impl FnOnce(&mut Release)) -> Published {
    let (conference, mut release) = published.into_parts();
    change(&mut release);
    Published::new(conference, release)
}

#[test]
fn the_feeds_are_as_recorded() {
    let published = congress();
    insta::assert_snapshot!("congress.xml", frab_xml::write(&published, &addresses()));
    let json: serde_json::Value = serde_json::from_str(&frab_json::write(&published, &addresses())).unwrap();
    insta::assert_json_snapshot!("congress.json", json);
    insta::assert_snapshot!("congress.ics", icalendar::write(&published, &addresses()).replace("\r\n", "\n"));
    insta::assert_json_snapshot!("congress.jsonld", json_ld::event(&published, &addresses()));
}

#[test]
fn pages_have_json_ld_of_their_own() {
    let published = congress();
    let opening = published.sessions().iter().find(|session| session.title == "Opening").unwrap();
    insta::assert_json_snapshot!("session.jsonld", json_ld::session(&published, &addresses(), opening));
    insta::assert_json_snapshot!(
        "speaker.jsonld",
        json_ld::speaker(&published, &addresses(), &published.speakers()[0])
    );
}

#[test]
fn our_own_feeds_need_no_repairs() {
    let published = congress();
    for (name, text) in [
        ("x.xml", frab_xml::write(&published, &addresses())),
        ("x.json", frab_json::write(&published, &addresses())),
        ("x.ics", icalendar::write(&published, &addresses())),
    ] {
        let read = read_text(name, &text);
        let kinds: Vec<_> = read.repairs.iter().map(|repair| repair.kind).collect();
        let unavoidable = [RepairKind::HtmlInText, RepairKind::RoomOverlap];
        assert!(kinds.iter().all(|kind| unavoidable.contains(kind)), "{name}: {kinds:?}");
        assert_eq!(read.schedule.events.len(), published.slots().len(), "{name}");
    }
}

#[test]
fn cancelled_sessions_are_marked_in_calendars_and_missing_from_frab() {
    let published = changed(congress(), |release| {
        release.programme.sessions.iter_mut().for_each(|session| {
            if session.title == "Overlapping" {
                session.state = SessionState::Cancelled;
            }
        });
    });
    assert!(!frab_xml::write(&published, &addresses()).contains("Overlapping"));
    assert!(!frab_json::write(&published, &addresses()).contains("Overlapping"));
    let calendar = icalendar::write(&published, &addresses());
    let entry = calendar.split("BEGIN:VEVENT").find(|entry| entry.contains(":Overlapping")).unwrap();
    assert!(entry.contains("STATUS:CANCELLED"), "{entry}");
    let read = read_text("x.ics", &calendar);
    assert!(crate::sample::event(&read.schedule, "Overlapping").cancelled);
    let value = json_ld::event(&published, &addresses());
    let parts = value["subEvent"].as_array().unwrap();
    let part = parts.iter().find(|part| part["name"] == "Overlapping").unwrap();
    assert_eq!(part["eventStatus"], "https://schema.org/EventCancelled");
}

fn sequences(calendar: &str) -> Vec<String> {
    calendar.lines().filter_map(|line| line.strip_prefix("SEQUENCE:")).map(str::to_owned).collect()
}

#[test]
fn sequences_grow_with_the_releases_that_change_an_entry() {
    let mut moved = None;
    let published = changed(congress(), |release| {
        release.note.number = ReleaseNumber(5);
        moved = release.programme.slots.first().map(|slot| slot.guid);
    });
    let moved = moved.unwrap();
    let place = || Place { start: Timestamp::UNIX_EPOCH, minutes: 30, room: None };
    let note = |number, changes| ReleaseNote {
        number: ReleaseNumber(number),
        label: None,
        released_at: Timestamp::UNIX_EPOCH,
        changes,
    };
    let change = Change::Moved { slot: moved, session: None, title: "x".into(), from: place(), to: place() };
    let history = [note(3, vec![change.clone()]), note(2, vec![change.clone()]), note(9, vec![change])];
    let precise = sequences(&icalendar::write_with_history(&published, &addresses(), &history));
    assert_eq!(precise.iter().filter(|sequence| *sequence == "2").count(), 1);
    assert!(precise.iter().all(|sequence| sequence == "2" || sequence == "0"), "{precise:?}");
    let plain = sequences(&icalendar::write(&published, &addresses()));
    assert!(plain.iter().all(|sequence| sequence == "4"), "{plain:?}");
}

#[test]
fn calendars_in_utc_need_no_rules() {
    let (mut conference, release) = congress().into_parts();
    conference.time_zone = "UTC".parse().unwrap();
    let calendar = icalendar::write(&Published::new(conference, release), &addresses());
    assert!(!calendar.contains("VTIMEZONE"));
    assert!(calendar.contains("DTSTART:20260327T090000Z"));
}

/// The clocks of Berlin went back at 01:00 UTC: 02:30 was at 00:30 and again at 01:30.
#[test]
fn times_that_the_clock_shows_twice_are_written_in_utc() {
    for (start, minutes, lines) in [
        ("2024-10-27T01:30:00Z", 45, ["DTSTART:20241027T013000Z", "DTEND:20241027T021500Z"]),
        ("2024-10-27T00:30:00Z", 60, ["DTSTART:20241027T003000Z", "DTEND:20241027T013000Z"]),
        (
            "2024-10-27T00:30:00Z",
            20,
            ["DTSTART;TZID=Europe/Berlin:20241027T023000", "DTEND;TZID=Europe/Berlin:20241027T025000"],
        ),
        (
            "2024-10-26T23:30:00Z",
            180,
            ["DTSTART;TZID=Europe/Berlin:20241027T013000", "DTEND;TZID=Europe/Berlin:20241027T033000"],
        ),
    ] {
        let start: Timestamp = start.parse().unwrap();
        let published = changed(congress(), |release| {
            release.programme.slots.truncate(1);
            release.programme.slots[0].start = start;
            release.programme.slots[0].minutes = minutes;
        });
        let calendar = icalendar::write(&published, &addresses());
        for line in lines {
            assert!(calendar.lines().any(|written| written == line), "{line} is not in {calendar}");
        }
        let read = read_text("x.ics", &calendar);
        let times: Vec<_> = read.schedule.events.iter().map(|event| (event.start, event.minutes)).collect();
        assert_eq!(times, [(start, minutes)]);
        assert_eq!(read.schedule.conference.time_zone.name(), "Europe/Berlin");
    }
}

#[test]
fn short_and_missing_names_become_what_the_schemas_allow() {
    for (acronym, xml, json) in [
        (Some("Cong-26"), "cong-26", "cong_26"),
        (Some("Q"), "q-2026", "q_2026"),
        (Some("日本"), "congress-of-everything", "congress_of_everything"),
        (Some("a_b c"), "a_b-c", "a_b_c"),
        (None, "congress-of-everything", "congress_of_everything"),
    ] {
        let (mut conference, release) = congress().into_parts();
        conference.acronym = acronym.map(str::to_owned);
        let published = Published::new(conference, release);
        let text = frab_xml::write(&published, &addresses());
        assert!(text.contains(&format!("<acronym>{xml}</acronym>")), "{acronym:?}");
        let text = frab_json::write(&published, &addresses());
        assert!(text.contains(&format!("\"acronym\":\"{json}\"")), "{acronym:?}");
    }
}

#[test]
fn an_empty_programme_still_has_a_day() {
    let published = changed(congress(), |release| {
        release.programme.slots.clear();
        release.programme.days.clear();
    });
    assert_eq!(frab_xml::write(&published, &addresses()).matches("<day ").count(), 1);
    assert!(frab_json::write(&published, &addresses()).contains("\"daysCount\":1"));
    assert!(icalendar::write(&published, &addresses()).contains("BEGIN:VTIMEZONE"));
}

#[test]
fn slots_without_a_room_come_back_without_one() {
    let published = changed(congress(), |release| {
        let slot =
            release.programme.slots.iter_mut().find(|slot| matches!(slot.content, SlotContent::Break(_)));
        slot.unwrap().room = None;
    });
    for (name, text) in [
        ("x.xml", frab_xml::write(&published, &addresses())),
        ("x.json", frab_json::write(&published, &addresses())),
        ("x.ics", icalendar::write(&published, &addresses())),
    ] {
        let read = read_text(name, &text);
        let lunch = crate::sample::event(&read.schedule, "Lunch");
        assert_eq!((lunch.room.as_deref(), lunch.is_break), (None, true), "{name}");
        assert!(read.schedule.rooms.iter().all(|room| room.name == "Great Hall"), "{name}");
    }
}
