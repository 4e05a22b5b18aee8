//! Files made to hurt: script in every field, nesting without end, numbers beyond all bounds.

use crate::sample::{addresses, publish, read_text, try_bytes};
use plenary_domain::published::Published;
use plenary_formats::{ReadError, frab_json, frab_xml, html, icalendar, json_ld};

const SCRIPT: &str =
    "</script></title></textarea><script>alert(1)</script>\"'<img src=x onerror=alert(2)>{{7*7}}";

/// A file of each format with script in every field.
fn hostile_files() -> Vec<(&'static str, String)> {
    let escaped = html::escape(SCRIPT);
    let json = serde_json::Value::from(SCRIPT).to_string();
    let calendar = SCRIPT.replace(';', "\\;").replace(',', "\\,");
    let xml = format!(
        "<schedule><version>{escaped}</version><conference><title>Evil {escaped}</title><subtitle>{escaped}</subtitle>\
         <acronym>{escaped}</acronym><venue>{escaped}</venue><city>{escaped}</city><url>{escaped}</url><logo>{escaped}</logo>\
         <description>{escaped}</description><color primary='{escaped}'/><track name='{escaped}' color='{escaped}'/></conference>\
         <day date='2026-01-01'><room name='{escaped}'><event id='1' code='{escaped}' guid='{escaped}'><start>10:00</start>\
         <duration>00:30</duration><title>Evil {escaped}</title><subtitle>{escaped}</subtitle><track>{escaped}</track>\
         <type>{escaped}</type><language>{escaped}</language><abstract>{escaped}</abstract><description>{escaped}</description>\
         <logo>{escaped}</logo><url>{escaped}</url><feedback_url>javascript:{escaped}</feedback_url><origin_url>{escaped}</origin_url>\
         <recording><license>{escaped}</license></recording><persons><person id='{escaped}'>{escaped}</person></persons>\
         <links><link href='https://ok.example/{escaped}'>{escaped}</link><link href='javascript:{escaped}'>{escaped}</link></links>\
         <attachments><attachment href='{escaped}'>{escaped}</attachment></attachments></event></room></day></schedule>"
    );
    let json = format!(
        "{{\"schedule\":{{\"version\":{json},\"conference\":{{\"title\":{json},\"acronym\":{json},\"description\":{json},\
         \"rooms\":[{{\"name\":{json},\"guid\":{json},\"description\":{json}}}],\"tracks\":[{{\"name\":{json},\"color\":{json}}}],\
         \"days\":[{{\"date\":\"2026-01-01\",\"rooms\":{{{json}:[{{\"start\":\"10:00\",\"duration\":\"00:30\",\"title\":{json},\
         \"guid\":{json},\"code\":{json},\"subtitle\":{json},\"track\":{json},\"type\":{json},\"language\":{json},\"abstract\":{json},\
         \"description\":{json},\"logo\":{json},\"url\":{json},\"recording_license\":{json},\"persons\":[{{\"name\":{json},\
         \"code\":{json},\"biography\":{json},\"avatar\":{json},\"links\":[{{\"url\":{json},\"title\":{json}}}]}}],\
         \"links\":[{{\"url\":{json},\"title\":{json}}}]}}]}}}}]}}}}}}"
    );
    let calendar = format!(
        "BEGIN:VCALENDAR\nX-WR-CALNAME:Evil {calendar}\nX-WR-CALDESC:{calendar}\nBEGIN:VEVENT\nUID:{calendar}\nSUMMARY:{calendar}\n\
         DTSTART:20260101T100000Z\nDTEND:20260101T103000Z\nLOCATION:{calendar}\nCATEGORIES:{calendar}\nURL:{calendar}\n\
         DESCRIPTION:Speaker: {calendar}\\n{calendar}\nEND:VEVENT\nEND:VCALENDAR\n"
    );
    vec![("evil.xml", xml), ("evil.json", json), ("evil.ics", calendar)]
}

fn hostile() -> Vec<(&'static str, Published)> {
    let publish = |(name, text): (&'static str, String)| (name, publish(&read_text(name, &text).schedule));
    hostile_files().into_iter().map(publish).collect()
}

#[test]
fn script_in_every_field_stays_text() {
    for (name, published) in hostile() {
        let texts =
            published.sessions().iter().flat_map(|session| [&session.abstract_text, &session.description]);
        let biographies = published.speakers().iter().map(|speaker| &speaker.biography);
        for text in texts.chain(biographies).flatten() {
            let rendered = html::render(text);
            assert!(!rendered.contains("<script") && !rendered.contains("<img"), "{name}: {rendered}");
        }
        let session = &published.sessions()[0];
        assert!(
            session.title.contains("<script>alert(1)</script>"),
            "{name}: titles are plain text and kept"
        );
        for link in
            published.sessions().iter().flat_map(|session| session.links.iter().chain(&session.attachments))
        {
            assert!(link.url.as_str().starts_with("https://ok.example/"), "{name}: {}", link.url);
        }
    }
}

#[test]
fn feeds_of_hostile_files_are_well_formed_and_keep_markup_inside_text() {
    for (name, published) in hostile() {
        let xml = frab_xml::write(&published, &addresses());
        let document = roxmltree::Document::parse(&xml).unwrap();
        for forbidden in ["script", "img", "textarea"] {
            assert!(!document.descendants().any(|node| node.has_tag_name(forbidden)), "{name}");
        }
        let json: serde_json::Value =
            serde_json::from_str(&frab_json::write(&published, &addresses())).unwrap();
        assert!(json["schedule"]["conference"]["days"].is_array());
        let calendar = icalendar::write(&published, &addresses());
        assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1, "{name}");
        let script = json_ld::script_safe(&json_ld::event(&published, &addresses()));
        assert!(!script.contains('<') && !script.contains('>'), "{name}");
        serde_json::from_str::<serde_json::Value>(&script).unwrap();
    }
}

#[test]
fn line_breaks_in_titles_do_not_smuggle_properties_into_calendars() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:a\\nATTACH:evil\\r\\nEND:VEVENT\nDTSTART:20260101T100000Z\n\
                DTEND:20260101T103000Z\nLOCATION:x\\nATTACH:evil\nEND:VEVENT\nEND:VCALENDAR\n";
    let calendar = icalendar::write(&publish(&read_text("x.ics", text).schedule), &addresses());
    assert!(!calendar.lines().any(|line| line.starts_with("ATTACH")), "{calendar}");
}

#[test]
fn nesting_without_end_neither_overflows_nor_stalls() {
    let started = std::time::Instant::now();
    let deep_xml = format!("<schedule>{}", "<a>".repeat(2_000_000));
    assert!(matches!(
        try_bytes("x", deep_xml.as_bytes()),
        Err(ReadError::Truncated { .. } | ReadError::Malformed { .. })
    ));
    let balanced = format!("<schedule>{}{}</schedule>", "<a>".repeat(500_000), "</a>".repeat(500_000));
    assert!(matches!(try_bytes("x", balanced.as_bytes()), Err(ReadError::NoEvents { .. })));
    let deep_json = format!("{{\"schedule\":{}", "[".repeat(2_000_000));
    assert!(matches!(try_bytes("x", deep_json.as_bytes()), Err(ReadError::Malformed { .. })));
    let deep_calendar = "BEGIN:VCALENDAR\n".repeat(300_000);
    assert!(matches!(try_bytes("x", deep_calendar.as_bytes()), Err(ReadError::Truncated { .. })));
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn numbers_beyond_all_bounds_are_repaired_or_left_out() {
    let event = |fields: &str| {
        crate::sample::xml_around(&format!(
            "<event id='99999999999999999999' guid='x'>{fields}<title>a</title></event>\
             <event id='1'><date>2026-03-27T10:00:00+01:00</date><duration>00:30</duration><title>b</title></event>"
        ))
    };
    let cases = [
        "<date>9999-12-31T23:59:59-23:59</date><duration>99:99:99</duration>",
        "<date>-9999-01-01T00:00:00+23:59</date><duration>-1:00</duration>",
        "<date>2026-03-27T10:00:00+01:00</date><duration>999999999999:00</duration>",
        "<start>99:99</start><duration>18446744073709551616</duration>",
        "<date>0000-00-00T00:00:00Z</date><start>10:00</start><duration></duration>",
    ];
    for fields in cases {
        let read = try_bytes("x.xml", event(fields).as_bytes()).unwrap();
        let schedule = &read.schedule;
        assert!(!schedule.events.is_empty(), "{fields}");
        for event in &schedule.events {
            let days = schedule.days.iter().filter(|day| day.start <= event.start && event.start < day.end);
            assert_eq!(days.count(), 1, "{fields}");
        }
        let published = publish(schedule);
        roxmltree::Document::parse(&frab_xml::write(&published, &addresses())).unwrap();
        assert!(!icalendar::write(&published, &addresses()).is_empty());
    }
}
