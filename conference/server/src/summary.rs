//! What an import came to, in words.

use plenary_app::{Imported, Outcome};
use plenary_domain::change::{Change, Place};
use plenary_domain::time_zone::Zone;
use plenary_formats::Repair;
use std::fmt::Write as _;

/// How many changes are told one by one.
const TOLD: usize = 12;

/// The report of an import: what there is now, what changed, what was put right. `version` is what the file calls itself.
pub fn of(imported: &Imported, version: Option<&str>, repairs: &[Repair]) -> String {
    let published = &imported.published;
    let conference = published.conference();
    let note = &published.release().note;
    let mut text = String::new();
    let release = match &note.label {
        Some(label) => format!("release {} ({label})", note.number),
        None => format!("release {}", note.number),
    };
    let verb = match imported.outcome {
        Outcome::Created => "Imported",
        Outcome::Updated => "Updated",
        Outcome::Unchanged => "Unchanged:",
    };
    // Writing to a string cannot fail; so throughout.
    let _ = writeln!(
        text,
        "{verb} {} as /{}/: {}, {}, {}, {release}",
        conference.title,
        conference.slug,
        counted(published.sessions().len(), "session"),
        counted(published.speakers().len(), "speaker"),
        counted(published.days().len(), "day"),
    );
    if imported.outcome == Outcome::Updated {
        changes(&mut text, &note.changes, &conference.time_zone);
    }
    if let Some(version) = version
        && imported.outcome == Outcome::Unchanged
        && note.label.as_deref() != Some(version)
    {
        let _ = writeln!(
            text,
            "The file calls itself {version}, but has nothing new: the release stays as it is"
        );
    }
    if !repairs.is_empty() {
        text.push_str("Put right:\n");
        for repair in repairs {
            let _ = writeln!(text, "  - {repair}");
        }
    }
    text
}

fn changes(text: &mut String, changes: &[Change], zone: &Zone) {
    let counts: Vec<String> = ["new", "moved", "cancelled", "retitled"]
        .into_iter()
        .map(|kind| (changes.iter().filter(|change| kind_of(change) == kind).count(), kind))
        .filter(|(count, _)| *count > 0)
        .map(|(count, kind)| format!("{} {kind}", grouped(count)))
        .collect();
    if counts.is_empty() {
        text.push_str(
            "Changed: texts or the conference's own details; nothing is new, moved, cancelled or retitled\n",
        );
        return;
    }
    let _ = writeln!(text, "Changed: {}", counts.join(", "));
    for change in changes.iter().take(TOLD) {
        let _ = writeln!(text, "  - {}", told(change, zone));
    }
    if changes.len() > TOLD {
        let _ = writeln!(text, "  … and {} more", grouped(changes.len() - TOLD));
    }
}

fn kind_of(change: &Change) -> &'static str {
    match change {
        Change::New { .. } => "new",
        Change::Moved { .. } => "moved",
        Change::Cancelled { .. } => "cancelled",
        Change::Retitled { .. } => "retitled",
    }
}

fn told(change: &Change, zone: &Zone) -> String {
    match change {
        Change::New { title, to, .. } => format!("new: {title}, {}", place(to, zone)),
        Change::Moved { title, from, to, .. } => {
            format!("moved: {title}, from {} to {}", place(from, zone), place(to, zone))
        }
        Change::Cancelled { title, from, .. } => format!("cancelled: {title}, {}", place(from, zone)),
        Change::Retitled { before, title, .. } => format!("retitled: {before}, now {title}"),
    }
}

fn place(place: &Place, zone: &Zone) -> String {
    let start = zone.local(place.start).strftime("%a %-d %b %H:%M").to_string();
    match &place.room {
        Some(room) => format!("{start} {room}"),
        None => start,
    }
}

fn counted(count: usize, word: &str) -> String {
    format!("{} {word}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// `1,007`.
fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{counted, grouped, told};
    use plenary_domain::change::{Change, Place};
    use plenary_domain::slot::SlotGuid;
    use plenary_domain::time_zone::Zone;

    #[test]
    fn counts_read_well() {
        assert_eq!(counted(1, "day"), "1 day");
        assert_eq!(counted(0, "day"), "0 days");
        assert_eq!(grouped(1_007), "1,007");
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(grouped(999), "999");
    }

    #[test]
    fn changes_are_told_in_the_venues_time() {
        let zone: Zone = "Europe/Berlin".parse().unwrap();
        let place = |start: &str, room: Option<&str>| Place {
            start: start.parse().unwrap(),
            minutes: 30,
            room: room.map(str::to_owned),
        };
        let slot = SlotGuid(uuid::Uuid::nil());
        let moved = Change::Moved {
            slot,
            session: None,
            title: "Opening".to_owned(),
            from: place("2030-01-02T09:00:00Z", Some("Hall 1")),
            to: place("2030-01-02T10:30:00Z", None),
        };
        assert_eq!(told(&moved, &zone), "moved: Opening, from Wed 2 Jan 10:00 Hall 1 to Wed 2 Jan 11:30");
        let retitled =
            Change::Retitled { slot, session: None, before: "A".to_owned(), title: "B".to_owned() };
        assert_eq!(told(&retitled, &zone), "retitled: A, now B");
    }
}
