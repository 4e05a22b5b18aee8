//! Tracks, rooms and kinds of session: few, named by people, in the order of the file.

use super::slugs::Slugs;
use crate::identity::{IdentitySource, RoomId, SessionTypeId, TrackId};
use crate::imported::{ImportedEvent, ImportedRoom, ImportedTrack};
use crate::room::Room;
use crate::session::SessionType;
use crate::track::Track;
use std::collections::{HashMap, HashSet};

/// A lookup by name.
pub(super) fn by_name<'a, T, Id>(
    things: &'a [T],
    entry: impl Fn(&'a T) -> (&'a str, Id),
) -> HashMap<&'a str, Id> {
    things.iter().map(entry).collect()
}

pub(super) fn tracks(
    imported: &[ImportedTrack],
    previous: &[Track],
    identities: &mut dyn IdentitySource,
) -> Vec<Track> {
    let known = by_name(previous, |track| (track.name.as_str(), track));
    let mut seen = HashSet::new();
    let imported: Vec<_> = imported.iter().filter(|track| seen.insert(track.name.as_str())).collect();
    let kept = imported.iter().filter_map(|track| known.get(track.name.as_str()));
    let mut slugs = Slugs::new("track", kept.map(|track| track.slug.clone()));
    imported
        .into_iter()
        .map(|track| match known.get(track.name.as_str()) {
            Some(known) => Track { colour: track.colour.clone(), ..(*known).clone() },
            None => Track {
                id: TrackId(identities.uuid()),
                name: track.name.clone(),
                slug: slugs.slug(&track.name),
                colour: track.colour.clone(),
            },
        })
        .collect()
}

pub(super) fn session_types(
    events: &[ImportedEvent],
    previous: &[SessionType],
    identities: &mut dyn IdentitySource,
) -> Vec<SessionType> {
    let known = by_name(previous, |kind| (kind.name.as_str(), kind));
    let mut seen = HashSet::new();
    let names: Vec<&str> = events
        .iter()
        .filter(|event| !event.is_break)
        .filter_map(|event| event.session_type.as_deref())
        .filter(|name| seen.insert(*name))
        .collect();
    let kept = names.iter().filter_map(|name| known.get(name));
    let mut slugs = Slugs::new("type", kept.map(|kind| kind.slug.clone()));
    names
        .into_iter()
        .map(|name| match known.get(name) {
            Some(known) => (*known).clone(),
            None => SessionType {
                id: SessionTypeId(identities.uuid()),
                name: name.to_owned(),
                slug: slugs.slug(name),
            },
        })
        .collect()
}

pub(super) fn rooms(
    imported: &[ImportedRoom],
    previous: &[Room],
    identities: &mut dyn IdentitySource,
) -> Vec<Room> {
    let mut seen = HashSet::new();
    let imported: Vec<_> = imported.iter().filter(|room| seen.insert(room.name.as_str())).collect();
    let known = same_rooms(&imported, previous);
    let kept = imported.iter().zip(&known).filter_map(|(room, known)| kept_slug(room, *known));
    let mut slugs = Slugs::new("room", kept.map(str::to_owned));
    imported
        .iter()
        .zip(&known)
        .map(|(room, known)| Room {
            id: known.map_or_else(|| RoomId(identities.uuid()), |known| known.id),
            name: room.name.clone(),
            slug: kept_slug(room, *known).map_or_else(|| slugs.slug(&room.name), str::to_owned),
            guid: room.guid.or(known.map(|known| known.guid)).unwrap_or_else(|| identities.uuid()),
            capacity: room.capacity,
            description: room.description.clone(),
        })
        .collect()
}

/// The room that each imported one was before: by GUID, else by name when the file gives the earlier room's GUID to none.
fn same_rooms<'a>(imported: &[&ImportedRoom], previous: &'a [Room]) -> Vec<Option<&'a Room>> {
    let guids: HashSet<_> = imported.iter().filter_map(|room| room.guid).collect();
    let by_guid: HashMap<_, _> = previous.iter().map(|room| (room.guid, room)).collect();
    let by_name = by_name(previous, |room| (room.name.as_str(), room));
    imported
        .iter()
        .map(|room| {
            let same_name = || by_name.get(room.name.as_str()).filter(|known| !guids.contains(&known.guid));
            room.guid.and_then(|guid| by_guid.get(&guid)).or_else(same_name).copied()
        })
        .collect()
}

/// A room keeps its slug for as long as it keeps its name.
fn kept_slug<'a>(room: &ImportedRoom, known: Option<&'a Room>) -> Option<&'a str> {
    known.filter(|known| known.name == room.name).map(|known| known.slug.as_str())
}
