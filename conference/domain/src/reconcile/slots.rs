//! Slots: when and where.

use super::sessions::Group;
use super::structure::by_name;
use crate::imported::ImportedEvent;
use crate::ledger::number_slots;
use crate::programme::sort_slots;
use crate::room::Room;
use crate::session::Session;
use crate::slot::{Slot, SlotContent, SlotGuid, SlotNumber};
use std::collections::BTreeMap;

/// The slots of all sessions and breaks, sorted. `sessions` stand in the order of `groups`.
pub(super) fn slots(
    events: &[ImportedEvent],
    groups: &[Group<'_>],
    sessions: &[Session],
    rooms: &[Room],
    numbers: &mut BTreeMap<SlotGuid, SlotNumber>,
) -> Vec<Slot> {
    let breaks = events
        .iter()
        .filter(|event| event.is_break && !event.cancelled)
        .map(|event| (event, SlotContent::Break(event.title.clone())));
    let of_sessions = groups.iter().zip(sessions).flat_map(|(group, session)| {
        group.events.iter().map(|event| (*event, SlotContent::Session(session.id)))
    });
    let mut wanted: Vec<(&ImportedEvent, SlotContent)> = of_sessions.chain(breaks).collect();
    wanted.sort_by_key(|(event, _)| (event.start, event.guid));
    number_slots(numbers, wanted.iter().map(|(event, _)| (event.guid, event.number)));

    let room_order = rooms;
    let rooms = by_name(rooms, |room| (room.name.as_str(), room.id));
    let mut slots: Vec<Slot> = wanted
        .into_iter()
        .map(|(event, content)| Slot {
            guid: event.guid,
            number: numbers[&event.guid],
            content,
            room: event.room.as_deref().and_then(|name| rooms.get(name).copied()),
            start: event.start,
            minutes: event.minutes,
        })
        .collect();
    sort_slots(&mut slots, room_order);
    slots
}
