//! Rooms, and what happens twice at once in one.

use super::conference::DayClock;
use super::text;
use crate::raw::RawRoom;
use crate::repair::{RepairKind, Repairs};
use jiff::{SignedDuration, Timestamp};
use plenary_domain::imported::{ImportedEvent, ImportedRoom};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The rooms that the file lists or its days have, then those that only events name; each name once, each GUID once.
pub(super) fn rooms(
    listed: impl Iterator<Item = RawRoom>,
    events: &[ImportedEvent],
    repairs: &mut Repairs,
) -> Vec<ImportedRoom> {
    let mut rooms: Vec<ImportedRoom> = Vec::new();
    let mut positions: HashMap<String, usize> = HashMap::new();
    for raw in listed {
        let guid = raw
            .guid
            .as_deref()
            .and_then(|text| Uuid::parse_str(text.trim()).ok())
            .filter(|guid| !guid.is_nil());
        let position = *positions.entry(raw.name.clone()).or_insert_with(|| {
            rooms.push(ImportedRoom {
                name: raw.name.clone(),
                guid: None,
                capacity: None,
                description: None,
            });
            rooms.len() - 1
        });
        let room = &mut rooms[position];
        room.guid = room.guid.or(guid);
        room.capacity = room.capacity.or(raw.capacity);
        if room.description.is_none() {
            let name = || format!("room “{}”", raw.name);
            room.description =
                raw.description.as_deref().and_then(|source| text::text(source, name, repairs));
        }
    }
    for name in events.iter().filter_map(|event| event.room.as_ref()) {
        positions.entry(name.clone()).or_insert_with(|| {
            rooms.push(ImportedRoom { name: name.clone(), guid: None, capacity: None, description: None });
            rooms.len() - 1
        });
    }
    part_guids(&mut rooms, repairs);
    rooms
}

fn part_guids(rooms: &mut [ImportedRoom], repairs: &mut Repairs) {
    let mut taken = HashSet::new();
    for room in rooms {
        if room.guid.is_some_and(|guid| !taken.insert(guid)) {
            repairs.note(RepairKind::RoomGuidDuplicate, || format!("“{}”", room.name));
            room.guid = None;
        }
    }
}

/// Notes every event that begins while another one is on in its room. Nothing is changed: the organisers may mean it.
pub(super) fn note_overlaps(events: &[ImportedEvent], clock: &DayClock, repairs: &mut Repairs) {
    let mut by_time: Vec<&ImportedEvent> = events.iter().filter(|event| !event.cancelled).collect();
    by_time.sort_by_key(|event| event.start);
    let mut busy: HashMap<&str, (Timestamp, &str)> = HashMap::new();
    for event in by_time {
        let Some(room) = event.room.as_deref() else { continue };
        let length = SignedDuration::from_mins(i64::from(event.minutes));
        let end = event.start.checked_add(length).unwrap_or(Timestamp::MAX);
        let (until, other) = busy.get(room).copied().unwrap_or((Timestamp::MIN, ""));
        if event.start < until {
            repairs.note(RepairKind::RoomOverlap, || {
                let local = clock.zone.local(event.start).strftime("%Y-%m-%d %H:%M");
                format!("“{}” in {room} on {local}, while “{other}” is on", event.title)
            });
        }
        if end > until {
            busy.insert(room, (end, &event.title));
        }
    }
}
