//! Files that can't be used: one clear error, saying what, where, and what to do.

use crate::sample::{try_bytes, xml_around};
use plenary_formats::{FileFormat, ReadError, SIZE_LIMIT};

fn refused(bytes: &[u8]) -> ReadError {
    try_bytes("file", bytes).unwrap_err()
}

fn message(bytes: &[u8]) -> String {
    refused(bytes).to_string()
}

#[test]
fn what_is_no_schedule_is_named() {
    let cases: &[(&[u8], &str)] = &[
        (b"", "the file is empty: download or export it again"),
        (b" \n\t ", "the file is empty: download or export it again"),
        (b"\xEF\xBB\xBF ", "the file is empty: download or export it again"),
        (
            b"PK\x03\x04rest",
            "the file is a ZIP archive or an office document, not a schedule: give a frab XML, frab JSON or iCalendar file, or an export made here",
        ),
        (
            b"\x1f\x8b\x08",
            "the file is compressed with gzip, not a schedule: give a frab XML, frab JSON or iCalendar file, or an export made here",
        ),
        (
            b"%PDF-1.7",
            "the file is a PDF document, not a schedule: give a frab XML, frab JSON or iCalendar file, or an export made here",
        ),
        (
            b"\x89PNG\r\n",
            "the file is a picture, not a schedule: give a frab XML, frab JSON or iCalendar file, or an export made here",
        ),
        (
            b"<!DOCTYPE html><html></html>",
            "the file is a web page (perhaps the page around the download, or a login page), not a schedule: give a frab XML, frab JSON or iCalendar file, or an export made here",
        ),
        (
            b"<rss version='2.0'/>",
            "the file is XML with the root element <rss>, not a schedule: give a frab XML, frab JSON or iCalendar file, or an export made here",
        ),
        (
            b"{\"talks\": []}",
            "the file is JSON without a `schedule`, not a schedule: give a frab XML, frab JSON or iCalendar file, or an export made here",
        ),
        (
            b"[1, 2]",
            "the file is a JSON list, not a schedule: give a frab XML, frab JSON or iCalendar file, or an export made here",
        ),
        (
            b"BEGIN:VCARD\nEND:VCARD",
            "the file is another kind of card than a calendar, not a schedule: give a frab XML, frab JSON or iCalendar file, or an export made here",
        ),
        (
            b"id,title,start\n1,x,10:00",
            "the file is text of an unknown kind, not a schedule: give a frab XML, frab JSON or iCalendar file, or an export made here",
        ),
    ];
    for (bytes, expected) in cases {
        assert_eq!(message(bytes), *expected);
    }
}

#[test]
fn a_file_of_50_mb_is_refused_with_the_limit() {
    let mut text = xml_around("");
    let filler = "<event id='1'><title>x</title></event>".repeat(50_000_000 / 38);
    text.push_str(&filler);
    let error = refused(text.as_bytes());
    assert_eq!(error, ReadError::TooLarge { bytes: text.len(), limit: SIZE_LIMIT });
    assert!(
        error.to_string().starts_with("the file has 47.7 MiB, more than the 20 MiB that a schedule may have"),
        "{error}"
    );
}

#[test]
fn truncated_files_name_the_line_where_they_end() {
    let xml = include_str!("../fixtures/congress.xml");
    let cut = &xml[..xml.len() / 2];
    let error = refused(cut.as_bytes());
    assert!(
        matches!(error, ReadError::Truncated { format: FileFormat::FrabXml, line, .. } if line == cut.lines().count()),
        "{error:?}"
    );
    let json = include_str!("../fixtures/pretalx.json");
    let cut = &json[..json.len() / 2];
    let error = refused(cut.as_bytes());
    assert!(
        matches!(error, ReadError::Truncated { format: FileFormat::FrabJson, line, .. } if line == cut.lines().count()),
        "{error:?}"
    );
    let calendar = include_str!("../fixtures/foreign.ics");
    let cut = &calendar[..calendar.find("LOCATION:Hall").unwrap()];
    assert_eq!(
        message(cut.as_bytes()),
        "the iCalendar file ends in line 20 before it is complete (BEGIN:VEVENT of line 14 has no END): download or export it again"
    );
}

#[test]
fn every_truncation_of_every_format_is_refused_or_read_but_never_panics() {
    let fixtures: [&str; 3] = [
        include_str!("../fixtures/congress.xml"),
        include_str!("../fixtures/pretalx.json"),
        include_str!("../fixtures/foreign.ics"),
    ];
    for text in fixtures {
        for end in (0..text.len() - 20).step_by(7) {
            assert!(try_bytes("file", &text.as_bytes()[..end]).is_err(), "{end} of {}", text.len());
        }
    }
}

#[test]
fn broken_grammar_is_shown_with_its_place() {
    assert_eq!(
        message(b"<schedule>\n <conference></schedule>"),
        "the frab XML file is broken in line 2, column 14: expected 'conference' tag, not 'schedule'"
    );
    assert_eq!(
        message(b"{\"schedule\":\n {\"x\" 1}}"),
        "the frab JSON file is broken in line 2, column 7: expected `:`"
    );
    assert_eq!(
        message(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n"),
        "the iCalendar file is broken in line 3, column 1: END:VCALENDAR stands there, but END:VEVENT is expected"
    );
}

#[test]
fn entity_bombs_and_document_types_are_refused() {
    let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [\n <!ENTITY a \"aaaaaaaaaa\">\n <!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\n]>\n<schedule>&b;</schedule>";
    assert_eq!(refused(bomb.as_bytes()), ReadError::DocumentType { line: 2 });
    let outside = "<!DOCTYPE schedule SYSTEM \"file:///etc/passwd\"><schedule/>";
    assert_eq!(
        message(outside.as_bytes()),
        "the file has a document type definition (<!DOCTYPE …>), which is refused because entities defined there can blow up a file: remove it from line 1"
    );
}

#[test]
fn wrong_encodings_name_the_byte_and_its_place() {
    let mut bytes = xml_around("<event id='1'><title>M").into_bytes();
    bytes.splice(0..0, *b"<?xml version='1.0' encoding='utf-8'?>\n\n");
    let column = bytes.len() - bytes.iter().rposition(|byte| *byte == b'\n').unwrap();
    bytes.extend(b"\xF6bel</title></event></room></day></schedule>");
    assert_eq!(
        refused(&bytes),
        ReadError::Encoding { encoding: "UTF-8".into(), byte: 0xF6, line: 3, column }
    );
    assert_eq!(
        message(b"{\"schedule\": \"\xFF\"}"),
        "the file says that it is encoded as UTF-8, but the byte 0xFF in line 1, column 15 is none of it: save the file as UTF-8"
    );
    assert_eq!(
        message(b"<?xml version='1.0' encoding='ebcdic-us'?><schedule/>"),
        "the file says that it is encoded as `ebcdic-us`, which is no known encoding: save the file as UTF-8"
    );
}

#[test]
fn an_id_that_is_no_number_is_not_guessed_at() {
    let text = include_str!("../fixtures/pretalx.json").replace("\"id\": 3", "\"id\": \"three\"");
    assert_eq!(
        message(text.as_bytes()),
        "the id of a person is \"three\" at schedule.conference.days[0].rooms[\"Red\"][0].persons[0].id, but an id is a whole \
         number, by which the same event or person is found again at the next import: give the number that the source \
         system knows, or leave the id out"
    );
    for id in ["1.5", "true", "{}", "[1]"] {
        let text = include_str!("../fixtures/pretalx.json").replace("\"id\": 6", &format!("\"id\": {id}"));
        assert!(
            matches!(refused(text.as_bytes()), ReadError::Invalid { what: "the id of an event", .. }),
            "{id}"
        );
    }
}

#[test]
fn json_of_another_shape_is_refused_with_its_place() {
    let cases = [
        ("{\"schedule\": 1}", "the schedule is a number at schedule, but a JSON object is expected there"),
        ("{\"schedule\": {}}", "the frab JSON file has no conference at schedule"),
        (
            "{\"schedule\": {\"conference\": {}}}",
            "the frab JSON file has no list of days at schedule.conference",
        ),
        (
            "{\"schedule\": {\"conference\": {\"days\": {}}}}",
            "the list of days is an object at schedule.conference.days, but a JSON list",
        ),
        (
            "{\"schedule\": {\"conference\": {\"days\": [null]}}}",
            "a day is null at schedule.conference.days[0]",
        ),
        (
            "{\"schedule\": {\"conference\": {\"days\": [{\"rooms\": {\"a \\\"b\\\"\": \"x\"}}]}}}",
            "the events of a room is a text at schedule.conference.days[0].rooms[\"a \\\"b\\\"\"]",
        ),
        (
            "{\"schedule\": {\"conference\": {\"days\": [{\"rooms\": {\"a\": [true]}}]}}}",
            "an event is true or false at schedule.conference.days[0].rooms[\"a\"][0]",
        ),
    ];
    for (text, expected) in cases {
        let message = message(text.as_bytes());
        assert!(message.starts_with(expected), "{message}");
    }
}

#[test]
fn a_schedule_without_events_is_refused() {
    let expected = "the frab XML file holds no events: export it again once the schedule has some";
    assert_eq!(message(xml_around("").as_bytes()), expected);
    let timeless =
        message(xml_around("<event id=\"7\"><title>Lunch</title><start>x</start></event>").as_bytes());
    assert!(
        timeless.starts_with("the frab XML file has events (1), but none with a date and time"),
        "{timeless}"
    );
    assert!(timeless.contains("Lunch"), "{timeless}");
    assert!(matches!(
        refused(b"BEGIN:VCALENDAR\nEND:VCALENDAR"),
        ReadError::NoEvents { format: FileFormat::ICalendar }
    ));
    let json = "{\"schedule\": {\"conference\": {\"days\": []}}}";
    assert!(matches!(refused(json.as_bytes()), ReadError::NoEvents { format: FileFormat::FrabJson }));
}
