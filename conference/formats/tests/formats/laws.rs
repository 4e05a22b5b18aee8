//! What holds for the feeds of any conference.

use crate::any_conference::export;
use crate::sample::{addresses, read_text};
use plenary_domain::published::Published;
use plenary_domain::release::Release;
use plenary_domain::session::SessionState;
use plenary_domain::slot::{Slot, SlotContent};
use plenary_formats::export::Export;
use plenary_formats::{frab_json, frab_xml, icalendar, json_ld};
use proptest::prelude::*;
use std::collections::HashSet;

fn publish(export: Export) -> Published {
    let note = export.releases.into_iter().next_back().unwrap();
    Published::new(export.conference, Release { note, programme: export.programme })
}

fn is_cancelled(published: &Published, slot: &Slot) -> bool {
    matches!(slot.content, SlotContent::Session(id)
        if published.session(id).unwrap().state == SessionState::Cancelled)
}

fn title<'a>(published: &'a Published, slot: &'a Slot) -> &'a str {
    match &slot.content {
        SlotContent::Break(title) => title,
        SlotContent::Session(id) => &published.session(*id).unwrap().title,
    }
}

/// Guid, start, minutes, title and room of what a feed shows, as read back.
fn read_back(name: &str, text: &str) -> Vec<(String, String, u32, String, Option<String>)> {
    let mut rows: Vec<_> = read_text(name, text)
        .schedule
        .events
        .into_iter()
        .map(|event| {
            (event.guid.to_string(), event.start.to_string(), event.minutes, event.title, event.room)
        })
        .collect();
    rows.sort();
    rows
}

fn expected(
    published: &Published,
    keep: impl Fn(&Slot) -> bool,
) -> Vec<(String, String, u32, String, Option<String>)> {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rows: Vec<_> = published
        .slots()
        .iter()
        .filter(|slot| keep(slot))
        .map(|slot| {
            let room = slot.room.and_then(|id| published.room(id)).map(|room| line(&room.name));
            (slot.guid.to_string(), slot.start.to_string(), slot.minutes, line(title(published, slot)), room)
        })
        .collect();
    rows.sort();
    rows
}

/// The official schema's rules, as far as texts can break them.
fn obeys_the_schema(xml: &str) {
    let document = roxmltree::Document::parse(xml).unwrap();
    let (mut ids, mut guids, mut codes, mut slugs) =
        (HashSet::new(), HashSet::new(), HashSet::new(), HashSet::new());
    let value = |node: roxmltree::Node<'_, '_>, name: &str| {
        node.children()
            .find(|child| child.has_tag_name(name))
            .map(|child| child.text().unwrap_or_default().to_owned())
    };
    for event in document.descendants().filter(|node| node.has_tag_name("event")) {
        let id: u32 = event.attribute("id").unwrap().parse().unwrap();
        assert!(id > 0 && ids.insert(id));
        assert!(guids.insert(event.attribute("guid").unwrap().to_owned()));
        assert!(event.attribute("code").is_none_or(|code| codes.insert(code.to_owned())));
        let slug = value(event, "slug").unwrap();
        let (word, rest) = slug.split_once('-').unwrap();
        assert!(
            word.len() >= 4 && word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_')),
            "{slug}"
        );
        assert!(
            rest.len() >= 4
                && rest.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-')),
            "{slug}"
        );
        assert!(slugs.insert(slug.clone()), "{slug}");
        for required in ["room", "title", "type", "date", "start", "duration", "abstract", "track"] {
            assert!(value(event, required).is_some(), "{required}");
        }
        let mut names: Vec<_> =
            event.children().filter(roxmltree::Node::is_element).map(|node| node.tag_name().name()).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "each element once");
        for address in
            ["logo", "url", "feedback_url", "origin_url"].into_iter().filter_map(|name| value(event, name))
        {
            assert!(address.is_empty() || address.starts_with("http"), "{address}");
            assert!(address.bytes().all(|byte| byte.is_ascii_graphic()), "{address}");
        }
    }
    let conference = document.descendants().find(|node| node.has_tag_name("conference")).unwrap();
    let acronym = value(conference, "acronym").unwrap();
    assert!(
        acronym.len() >= 4
            && acronym.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-')),
        "{acronym}"
    );
}

fn obeys_rfc_5545(calendar: &str) {
    assert!(calendar.ends_with("END:VCALENDAR\r\n"));
    for line in calendar.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.chars().any(|character| character.is_control() && character != '\t'), "{line:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn feeds_say_what_the_release_says(export in export()) {
        let published = publish(export);
        let running = expected(&published, |slot| !is_cancelled(&published, slot));
        let xml = frab_xml::write(&published, &addresses());
        obeys_the_schema(&xml);
        let calendar = icalendar::write(&published, &addresses());
        obeys_rfc_5545(&calendar);
        prop_assert_eq!(read_back("x.ics", &calendar), expected(&published, |_| true));
        if !running.is_empty() {
            prop_assert_eq!(&read_back("x.xml", &xml), &running);
            prop_assert_eq!(&read_back("x.json", &frab_json::write(&published, &addresses())), &running);
        }
    }

    #[test]
    fn json_ld_has_one_part_a_scheduled_session(export in export()) {
        let published = publish(export);
        let event = json_ld::event(&published, &addresses());
        let scheduled = published.sessions().iter().filter(|session| published.slots_of(session.id).next().is_some());
        prop_assert_eq!(event["subEvent"].as_array().unwrap().len(), scheduled.count());
        let script = json_ld::script_safe(&event);
        prop_assert!(!script.contains(['<', '>', '&']));
        prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&script).unwrap(), event);
    }

    #[test]
    fn the_slots_of_a_session_stay_together_in_frabs_formats(export in export()) {
        let published = publish(export);
        if published.slots().iter().all(|slot| is_cancelled(&published, slot)) {
            return Ok(());
        }
        for (name, text) in [
            ("x.xml", frab_xml::write(&published, &addresses())),
            ("x.json", frab_json::write(&published, &addresses())),
        ] {
            let read = read_text(name, &text);
            for event in read.schedule.events.iter().filter(|event| !event.is_break) {
                let slot = published.slots().iter().find(|slot| slot.guid == event.guid).unwrap();
                let SlotContent::Session(id) = slot.content else { continue };
                prop_assert_eq!(event.code.clone(), Some(published.session(id).unwrap().code.to_string()));
                prop_assert_eq!(&event.session_key, event.code.as_ref().unwrap());
            }
        }
    }
}
