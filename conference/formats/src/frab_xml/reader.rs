//! Reading frab XML.

use crate::assemble::time_zone;
use crate::raw::{
    RawConference, RawDay, RawEvent, RawLength, RawLink, RawPerson, RawRoom, RawSchedule, RawStart, RawTrack,
};
use crate::read::{FileFormat, ReadOptions};
use crate::read_error::ReadError;
use crate::repair::Repairs;
use roxmltree::{Document, Node};

/// Reads the text of a frab XML file.
pub(crate) fn read(
    text: &str,
    options: &ReadOptions,
    repairs: &mut Repairs,
) -> Result<RawSchedule, ReadError> {
    let document = Document::parse(text).map_err(|error| broken(&error, text))?;
    let root = document.root_element();
    if root.tag_name().name() != "schedule" {
        let found = format!("XML with the root element <{}>", root.tag_name().name());
        return Err(ReadError::Unrecognised { found });
    }
    let conference = child(root, "conference");
    let mut schedule = RawSchedule {
        format: FileFormat::FrabXml,
        label: value(root, "version"),
        conference: conference.map(read_conference).unwrap_or_default(),
        time_zone: time_zone::choose(
            conference.and_then(|node| value(node, "time_zone_name")).as_deref(),
            options,
            repairs,
        ),
        tracks: conference.map(read_tracks).unwrap_or_default(),
        rooms: Vec::new(),
        days: Vec::new(),
        events: Vec::new(),
    };
    for day in children(root, "day") {
        read_day(day, &mut schedule);
    }
    Ok(schedule)
}

fn read_conference(node: Node<'_, '_>) -> RawConference {
    let accent = child(node, "color").and_then(|colour| attribute(colour, "primary"));
    RawConference {
        title: value(node, "title"),
        subtitle: value(node, "subtitle"),
        acronym: value(node, "acronym"),
        start: value(node, "start"),
        end: value(node, "end"),
        day_change: value(node, "day_change"),
        timeslot: value(node, "timeslot_duration"),
        venue: value(node, "venue"),
        city: value(node, "city"),
        base_url: value(node, "base_url"),
        url: value(node, "url"),
        logo: value(node, "logo"),
        accent,
        description: value(node, "description"),
        language: value(node, "language"),
    }
}

fn read_tracks(node: Node<'_, '_>) -> Vec<RawTrack> {
    node.descendants()
        .filter(|node| node.has_tag_name("track"))
        .filter_map(|track| {
            let name = attribute(track, "name").or_else(|| content(track))?;
            Some(RawTrack { name, colour: attribute(track, "color") })
        })
        .collect()
}

fn read_day(node: Node<'_, '_>, schedule: &mut RawSchedule) {
    let day = schedule.days.len();
    schedule.days.push(RawDay {
        date: attribute(node, "date"),
        start: attribute(node, "start"),
        end: attribute(node, "end"),
    });
    for room in children(node, "room") {
        let name = attribute(room, "name");
        if let Some(name) = &name {
            let guid = attribute(room, "guid");
            schedule.rooms.push(RawRoom { name: name.clone(), guid, capacity: None, description: None });
        }
        for event in children(room, "event") {
            schedule.events.push(read_event(event, day, name.clone()));
        }
    }
    for event in children(node, "event") {
        schedule.events.push(read_event(event, day, None));
    }
}

fn read_event(node: Node<'_, '_>, day: usize, room: Option<String>) -> RawEvent {
    let recording = child(node, "recording");
    let opted_out = recording.and_then(|recording| value(recording, "optout"));
    let start = RawStart::Frab { day, date: value(node, "date"), start: value(node, "start") };
    RawEvent {
        length: RawLength { duration: value(node, "duration"), end: value(node, "end"), minutes: None },
        id: attribute(node, "id"),
        guid: attribute(node, "guid"),
        code: attribute(node, "code"),
        slug: value(node, "slug"),
        title: value(node, "title"),
        subtitle: value(node, "subtitle"),
        room,
        own_room: value(node, "room"),
        track: value(node, "track"),
        kind: value(node, "type"),
        language: value(node, "language"),
        abstract_text: value(node, "abstract"),
        description: value(node, "description"),
        persons: grandchildren(node, "persons", "person").map(read_person).collect(),
        links: grandchildren(node, "links", "link").map(read_link).collect(),
        attachments: grandchildren(node, "attachments", "attachment").map(read_link).collect(),
        logo: value(node, "logo"),
        license: recording.and_then(|recording| value(recording, "license")),
        opted_out: opted_out.is_some_and(|text| matches!(text.trim(), "true" | "1" | "yes")),
        url: value(node, "url"),
        feedback_url: value(node, "feedback_url"),
        origin_url: value(node, "origin_url"),
        ..RawEvent::at(start)
    }
}

fn read_person(node: Node<'_, '_>) -> RawPerson {
    RawPerson {
        guid: attribute(node, "guid"),
        code: attribute(node, "code"),
        id: attribute(node, "id"),
        name: content(node).or_else(|| attribute(node, "name")),
        ..RawPerson::default()
    }
}

fn read_link(node: Node<'_, '_>) -> RawLink {
    RawLink { title: content(node), url: attribute(node, "href") }
}

fn children<'a, 'input>(
    node: Node<'a, 'input>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

fn grandchildren<'a, 'input>(
    node: Node<'a, 'input>,
    list: &'static str,
    item: &'static str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    children(node, list).flat_map(move |list| children(list, item))
}

fn child<'a, 'input>(node: Node<'a, 'input>, name: &'static str) -> Option<Node<'a, 'input>> {
    children(node, name).next()
}

fn value(node: Node<'_, '_>, name: &'static str) -> Option<String> {
    child(node, name).and_then(content)
}

fn attribute(node: Node<'_, '_>, name: &str) -> Option<String> {
    node.attribute(name).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// What stands in an element; `None` for white space. Elements inside are markup that somebody forgot to escape: the source
/// is taken as it is.
fn content(node: Node<'_, '_>) -> Option<String> {
    let text = if node.children().any(|child| child.is_element()) {
        let first = node.first_child()?.range().start;
        let last = node.last_child()?.range().end;
        without_indentation(node.document().input_text().get(first..last)?)
    } else {
        let whole: String = node.children().filter_map(|child| child.text()).collect();
        without_indentation(&whole)
    };
    (!text.is_empty()).then_some(text)
}

/// Takes away what a pretty printer put before the lines of a text: the white space that all of its lines but the first
/// share. Otherwise paragraphs would look like code to Markdown.
fn without_indentation(text: &str) -> String {
    let text = text.trim();
    let indentation = text
        .lines()
        .skip(1)
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches([' ', '\t']).len())
        .min()
        .unwrap_or(0);
    if indentation == 0 {
        return text.to_owned();
    }
    let mut lines = text.lines();
    let mut result = lines.next().unwrap_or_default().trim_end().to_owned();
    for line in lines {
        result.push('\n');
        result.push_str(line.get(indentation..).unwrap_or_default().trim_end());
    }
    result
}

fn broken(error: &roxmltree::Error, text: &str) -> ReadError {
    use roxmltree::Error;
    let format = FileFormat::FrabXml;
    match error {
        Error::DtdDetected | Error::EntityReferenceLoop(_) => {
            let at = text.find("<!DOCTYPE");
            let line = at.map_or(0, |at| text[..at].split('\n').count());
            ReadError::DocumentType { line }
        }
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream | Error::NoRootNode => ReadError::Truncated {
            format,
            line: text.trim_end().lines().count(),
            problem: "an element is not closed".to_owned(),
        },
        other => {
            let place = other.pos();
            let message = other.to_string();
            let problem = message.split(" at ").next().unwrap_or_default().to_owned();
            let (line, column) = (place.row as usize, place.col as usize);
            ReadError::Malformed { format, line, column, problem }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::without_indentation;

    #[test]
    fn the_indentation_of_a_pretty_printer_goes_and_the_authors_own_stays() {
        let text = "First\n\n        Second\n          * item  \n        Third";
        assert_eq!(without_indentation(text), "First\n\nSecond\n  * item\nThird");
        assert_eq!(without_indentation("  one\ntwo\n  three "), "one\ntwo\n  three");
    }
}
