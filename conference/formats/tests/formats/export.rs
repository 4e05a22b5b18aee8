//! Our own export is lossless and strict.

use crate::any_conference;
use crate::sample::{publish, read_text, try_bytes};
use plenary_domain::ledger::Ledger;
use plenary_formats::export::{self, Export};
use plenary_formats::{FileFormat, Opened, ReadError, ReadOptions, SourceFile, open};
use proptest::prelude::*;
use serde_json::{Value, json};

fn congress() -> Export {
    let published = publish(&read_text("congress.xml", include_str!("../fixtures/congress.xml")).schedule);
    let (conference, release) = published.into_parts();
    let ledger = Ledger::of(&release.programme);
    Export { conference, releases: vec![release.note], programme: release.programme, ledger }
}

fn refused(change: impl FnOnce(&mut Value)) -> String {
    let mut value: Value = serde_json::from_str(&export::write(&congress())).unwrap();
    change(&mut value);
    export::read(value.to_string().as_bytes()).unwrap_err().to_string()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_was_written_is_read(export in any_conference::export()) {
        let text = export::write(&export);
        prop_assert_eq!(export::read(text.as_bytes()).unwrap(), export);
    }
}

#[test]
fn an_export_is_recognised() {
    let text = export::write(&congress());
    let file = SourceFile { name: "backup.json", bytes: text.as_bytes() };
    let opened = open(file, &ReadOptions::default()).unwrap();
    assert_eq!(opened, Opened::Export(Box::new(congress())));
}

#[test]
fn an_export_can_be_imported_as_a_schedule_that_keeps_public_identities() {
    let export = congress();
    let text = export::write(&export);
    let read = try_bytes("backup.json", text.as_bytes()).unwrap();
    assert_eq!((read.format, read.repairs.len()), (FileFormat::Export, 0));
    assert_eq!(read.schedule.label.as_deref(), Some("Draft 7"));
    let again = publish(&read.schedule);
    let programme = &again.release().programme;
    let public = |programme: &plenary_domain::programme::Programme| -> Vec<String> {
        let slots = programme.slots.iter().map(|slot| format!("{} {}", slot.guid, slot.number.get()));
        let sessions = programme.sessions.iter().map(|session| format!("{} {}", session.code, session.title));
        let speakers = programme.speakers.iter().map(|speaker| format!("{} {}", speaker.code, speaker.guid));
        slots.chain(sessions).chain(speakers).collect()
    };
    assert_eq!(public(programme), public(&export.programme));
    assert_eq!(programme.days, export.programme.days);
}

#[test]
fn nothing_is_scheduled_nothing_can_be_imported() {
    let mut export = congress();
    export.programme.slots.clear();
    assert_eq!(export.into_schedule().unwrap_err(), ReadError::NoEvents { format: FileFormat::Export });
}

#[test]
fn whatever_is_not_as_written_is_refused_with_its_place() {
    let cases: [(&str, String); 10] = [
        (
            "the export can't be trusted at programme.sessions[1].colour: nothing of that name belongs there",
            refused(|value| value["programme"]["sessions"][1]["colour"] = json!("red")),
        ),
        (
            "the export can't be trusted at conference.venue: it is missing",
            refused(|value| {
                value["conference"].as_object_mut().unwrap().remove("venue");
            }),
        ),
        (
            "the export can't be trusted at conference.accent: \"#AABBCC\" is no form in which it is written, \"#aabbcc\" is",
            refused(|value| value["conference"]["accent"] = json!("#AABBCC")),
        ),
        (
            "the export can't be trusted at programme.rooms[0]: UUID parsing failed",
            refused(|value| value["programme"]["rooms"][0]["guid"] = json!("nonsense")),
        ),
        (
            "the export can't be trusted at conference: `No/Where` is not an IANA time zone",
            refused(|value| value["conference"]["time_zone"] = json!("No/Where")),
        ),
        (
            "the export can't be trusted at programme.slots: missing field `slots`",
            refused(|value| {
                value["programme"].as_object_mut().unwrap().remove("slots");
            }),
        ),
        (
            "the export can't be trusted at programme: slot 1 refers to a room that does not exist",
            refused(|value| value["programme"]["rooms"] = json!([])),
        ),
        (
            "the export can't be trusted at releases: they are not in the order of their numbers",
            refused(|value| {
                let note = value["releases"][0].clone();
                value["releases"].as_array_mut().unwrap().push(note);
            }),
        ),
        (
            "the export can't be trusted at ledger: it calls things otherwise than the programme does",
            refused(|value| value["ledger"]["codes"] = json!([])),
        ),
        (
            "the export has version 2, and this software reads version 1",
            refused(|value| value["version"] = json!(2)),
        ),
    ];
    for (expected, message) in cases {
        assert!(message.starts_with(expected), "{message}");
    }
    assert!(refused(|value| value["extra"] = json!(1)).contains("at extra: nothing of that name"));
    assert!(
        refused(|value| value["format"] = json!("x"))
            .contains("JSON without `\"format\": \"plenary-export\"`")
    );
    assert!(
        refused(|value| *value = json!({ "format": "plenary-export" }))
            .contains("the export has version none")
    );
}

#[test]
fn a_truncated_export_is_refused() {
    let text = export::write(&congress());
    let error = export::read(&text.as_bytes()[..text.len() / 2]).unwrap_err();
    assert!(matches!(error, ReadError::Truncated { .. }), "{error:?}");
}
