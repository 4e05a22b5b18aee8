//! What holds for any files, imported one after the other.

use crate::fixture::{Counting, event, guid, minute, room, schedule, speaker, track};
use plenary_domain::change::{Change, changes};
use plenary_domain::code::PageCode;
use plenary_domain::imported::{ImportedEvent, ImportedSchedule};
use plenary_domain::ledger::Ledger;
use plenary_domain::programme::Programme;
use plenary_domain::reconcile::reconcile;
use plenary_domain::session::SessionState;
use plenary_domain::slot::{Slot, SlotContent, SlotGuid};
use plenary_domain::soundness::flaws;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

const ROOMS: [&str; 4] = ["Hall 1", "Hall 2", "Foyer", "Halle 1"];
const TRACKS: [&str; 3] = ["Security", "Ethics", "Ethics!"];

/// Few identities, so that they meet again and again.
fn any_event() -> impl Strategy<Value = ImportedEvent> {
    let identity = (1..12_u32, option::of(0..9_u32), 0..8_u32, option::of(0..6_u64));
    let kind = (prop::bool::weighted(0.15), prop::bool::weighted(0.15), 0..3_u32);
    let place = (option::of(0..ROOMS.len()), 0..40_u32, 1..200_u32, option::of(0..TRACKS.len()));
    (identity, kind, place, vec(0..6_u128, 0..3)).prop_map(|(identity, kind, place, speakers)| {
        let (slot, number, key, code) = identity;
        let (is_break, cancelled, title) = kind;
        let (room, start, minutes, track) = place;
        ImportedEvent {
            guid: guid(slot.into()),
            number,
            session_key: format!("key {key}"),
            code: code.map(|code| PageCode::from_number(code).to_string()),
            is_break,
            cancelled,
            title: format!("Title {title}"),
            room: room.map(|room| ROOMS[room].to_owned()),
            start: minute(start * 60),
            minutes,
            track: track.map(|track| TRACKS[track].to_owned()),
            session_type: (title > 0).then(|| format!("Kind {title}")),
            speakers: speakers
                .into_iter()
                .map(|key| {
                    let mut speaker = speaker(&format!("speaker {key}"), "Kim Lee");
                    // Two keys each lead to one GUID.
                    speaker.guid = Uuid::from_u128(key / 2);
                    speaker.code = (key == 3).then(|| "AAAAAA".to_owned());
                    speaker
                })
                .collect(),
            ..event(slot, start)
        }
    })
}

fn any_schedule() -> impl Strategy<Value = ImportedSchedule> {
    let guids = Just([None, Some(1), Some(2), Some(3)].to_vec()).prop_shuffle();
    (vec(any_event(), 0..12), guids).prop_map(|(events, guids)| {
        let mut seen = HashSet::new();
        let mut schedule = schedule(events.into_iter().filter(|event| seen.insert(event.guid)).collect());
        schedule.rooms = ROOMS.iter().zip(guids).map(|(name, guid)| room(name, guid)).collect();
        schedule.tracks = TRACKS.iter().map(|name| track(name)).collect();
        schedule
    })
}

fn any_history() -> impl Strategy<Value = Vec<ImportedSchedule>> {
    vec(any_schedule(), 1..6)
}

/// The programmes that a conference had, and the ledger after the last.
fn programmes(history: &[ImportedSchedule]) -> (Vec<Programme>, Ledger) {
    let (mut ledger, mut identities) = (Ledger::default(), Counting::default());
    let mut programmes: Vec<Programme> = Vec::new();
    for schedule in history {
        programmes.push(reconcile(schedule, programmes.last(), &mut ledger, &mut identities));
    }
    (programmes, ledger)
}

/// Enters that a name stands for a thing; it must never have stood for another.
fn same<Name, Thing>(known: &mut HashMap<Name, Thing>, name: Name, thing: Thing) -> bool
where
    Name: Eq + std::hash::Hash,
    Thing: PartialEq + Copy,
{
    *known.entry(name).or_insert(thing) == thing
}

fn takes_place(programme: &Programme) -> HashMap<SlotGuid, &Slot> {
    let off: HashSet<_> = programme
        .sessions
        .iter()
        .filter(|session| session.state == SessionState::Cancelled)
        .map(|session| session.id)
        .collect();
    let takes_place = |slot: &&Slot| !matches!(slot.content, SlotContent::Session(id) if off.contains(&id));
    programme.slots.iter().filter(takes_place).map(|slot| (slot.guid, slot)).collect()
}

fn title(programme: &Programme, slot: &Slot) -> String {
    match &slot.content {
        SlotContent::Break(title) => title.clone(),
        SlotContent::Session(id) => {
            programme.sessions.iter().find(|session| session.id == *id).unwrap().title.clone()
        }
    }
}

proptest! {
    #[test]
    fn every_programme_is_sound(history in any_history()) {
        for programme in programmes(&history).0 {
            prop_assert_eq!(flaws(&programme), []);
        }
    }

    #[test]
    fn the_same_file_again_is_the_same_programme(history in any_history()) {
        let (programmes, ledger) = programmes(&history);
        let mut again = ledger.clone();
        let mut identities = Counting::default();
        let last = programmes.last();
        let programme = reconcile(history.last().unwrap(), last, &mut again, &mut identities);
        prop_assert_eq!(Some(&programme), last);
        prop_assert_eq!(again, ledger);
        prop_assert_eq!(identities.asked, 0);
    }

    #[test]
    fn a_number_or_a_code_never_comes_to_mean_something_else(history in any_history()) {
        let (mut slots, mut numbers) = (HashMap::new(), HashMap::new());
        let (mut codes, mut pages) = (HashMap::new(), HashMap::new());
        for programme in programmes(&history).0 {
            for slot in &programme.slots {
                prop_assert!(same(&mut numbers, slot.number, slot.guid));
                prop_assert!(same(&mut slots, slot.guid, slot.number));
            }
            let sessions = programme.sessions.iter().map(|session| (session.code, session.id.0));
            let speakers = programme.speakers.iter().map(|speaker| (speaker.code, speaker.id.0));
            for (code, id) in sessions.chain(speakers) {
                prop_assert!(same(&mut codes, code, id));
                prop_assert!(same(&mut pages, id, code));
            }
        }
    }

    #[test]
    fn what_is_in_two_files_running_keeps_its_identity(history in any_history()) {
        for pair in programmes(&history).0.windows(2) {
            let [before, after] = pair else { unreachable!() };
            for session in &after.sessions {
                let same_key = |other: &&plenary_domain::session::Session| other.source_id == session.source_id;
                if let Some(earlier) = before.sessions.iter().find(same_key) {
                    prop_assert_eq!((earlier.id, earlier.code), (session.id, session.code));
                }
            }
            for speaker in &after.speakers {
                let same_key = |other: &&plenary_domain::speaker::Speaker| other.source_id == speaker.source_id;
                if let Some(earlier) = before.speakers.iter().find(same_key) {
                    prop_assert_eq!((earlier.id, earlier.code), (speaker.id, speaker.code));
                }
            }
            for track in &after.tracks {
                let earlier = before.tracks.iter().find(|other| other.name == track.name).unwrap();
                prop_assert_eq!((earlier.id, &earlier.slug), (track.id, &track.slug));
            }
        }
    }

    #[test]
    fn nothing_differs_from_itself(history in any_history()) {
        for programme in programmes(&history).0 {
            prop_assert_eq!(changes(&programme, &programme), []);
        }
    }

    #[test]
    fn changes_tell_every_difference_and_nothing_else(history in any_history()) {
        for pair in programmes(&history).0.windows(2) {
            let [before, after] = pair else { unreachable!() };
            let found = changes(before, after);
            let (old, new) = (takes_place(before), takes_place(after));
            let kinds = |slot: SlotGuid| -> Vec<&Change> {
                found.iter().filter(|change| change.slot() == slot).collect()
            };
            for guid in old.keys().chain(new.keys()) {
                let kinds = kinds(*guid);
                match (old.get(guid), new.get(guid)) {
                    (Some(_), None) => prop_assert!(matches!(kinds[..], [Change::Cancelled { .. }]), "gone: {:?}", kinds),
                    (None, Some(_)) => prop_assert!(matches!(kinds[..], [Change::New { .. }]), "new: {:?}", kinds),
                    (Some(old), Some(new)) => {
                        let moved = (old.start, old.minutes, old.room) != (new.start, new.minutes, new.room);
                        let retitled = title(before, old) != title(after, new);
                        prop_assert_eq!(moved, kinds.iter().any(|kind| matches!(kind, Change::Moved { .. })));
                        prop_assert_eq!(retitled, kinds.iter().any(|kind| matches!(kind, Change::Retitled { .. })));
                        prop_assert_eq!(kinds.len(), usize::from(moved) + usize::from(retitled));
                    }
                    (None, None) => unreachable!(),
                }
            }
            prop_assert!(found.iter().all(|change| old.contains_key(&change.slot()) || new.contains_key(&change.slot())));
        }
    }
}
