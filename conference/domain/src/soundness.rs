//! What is true of every sound programme, whoever made it.

use crate::programme::{Programme, sort_slots};
use crate::slot::SlotContent;
use std::collections::HashSet;
use std::fmt;
use std::hash::Hash;

/// Why a programme is not sound.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// Two things share what tells things of their kind apart.
    #[error("two {things} have the same {identity}: {value}")]
    Shared {
        /// Of what kind they are.
        things: &'static str,
        /// What they share.
        identity: &'static str,
        /// Its value.
        value: String,
    },
    /// Something refers to what is not there.
    #[error("{referrer} refers to a {referee} that does not exist")]
    Dangling {
        /// What refers.
        referrer: String,
        /// To what.
        referee: &'static str,
    },
    /// A slot begins on no day, or on more than one.
    #[error("slot {number} begins on {days} days instead of one")]
    DaysOfSlot {
        /// The slot's number.
        number: u32,
        /// On how many days it begins.
        days: usize,
    },
    /// Slots or days are out of order, or days end before they begin.
    #[error("the {0} are out of order")]
    Order(&'static str),
}

/// Everything that is wrong with a programme; empty for a sound one.
pub fn flaws(programme: &Programme) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    structure(programme, &mut flaws);
    sessions_and_speakers(programme, &mut flaws);
    slots(programme, &mut flaws);
    days(programme, &mut flaws);
    flaws
}

fn unique<T: Hash + Eq + fmt::Display>(
    (things, identity): (&'static str, &'static str),
    values: impl Iterator<Item = T>,
    flaws: &mut Vec<Flaw>,
) {
    let mut seen = HashSet::new();
    for value in values {
        if seen.contains(&value) {
            flaws.push(Flaw::Shared { things, identity, value: value.to_string() });
        }
        seen.insert(value);
    }
}

fn structure(programme: &Programme, flaws: &mut Vec<Flaw>) {
    unique(("tracks", "id"), programme.tracks.iter().map(|track| track.id.0), flaws);
    unique(("tracks", "name"), programme.tracks.iter().map(|track| &track.name), flaws);
    unique(("tracks", "slug"), programme.tracks.iter().map(|track| &track.slug), flaws);
    unique(("rooms", "id"), programme.rooms.iter().map(|room| room.id.0), flaws);
    unique(("rooms", "name"), programme.rooms.iter().map(|room| &room.name), flaws);
    unique(("rooms", "slug"), programme.rooms.iter().map(|room| &room.slug), flaws);
    unique(("rooms", "GUID"), programme.rooms.iter().map(|room| room.guid), flaws);
    unique(("session types", "id"), programme.session_types.iter().map(|kind| kind.id.0), flaws);
    unique(("session types", "name"), programme.session_types.iter().map(|kind| &kind.name), flaws);
    unique(("session types", "slug"), programme.session_types.iter().map(|kind| &kind.slug), flaws);
}

fn sessions_and_speakers(programme: &Programme, flaws: &mut Vec<Flaw>) {
    let (sessions, speakers) = (&programme.sessions, &programme.speakers);
    unique(("sessions", "id"), sessions.iter().map(|session| session.id.0), flaws);
    unique(
        ("sessions", "source id"),
        sessions.iter().filter_map(|session| session.source_id.as_ref()),
        flaws,
    );
    unique(("speakers", "id"), speakers.iter().map(|speaker| speaker.id.0), flaws);
    unique(
        ("speakers", "source id"),
        speakers.iter().filter_map(|speaker| speaker.source_id.as_ref()),
        flaws,
    );
    let codes = sessions.iter().map(|session| session.code);
    unique(("pages", "code"), codes.chain(speakers.iter().map(|speaker| speaker.code)), flaws);

    let tracks: HashSet<_> = programme.tracks.iter().map(|track| track.id).collect();
    let session_types: HashSet<_> = programme.session_types.iter().map(|kind| kind.id).collect();
    let people: HashSet<_> = speakers.iter().map(|speaker| speaker.id).collect();
    for session in sessions {
        let mut needs = |there: bool, referee| {
            if !there {
                flaws.push(Flaw::Dangling { referrer: format!("session {}", session.code), referee });
            }
        };
        needs(session.track.is_none_or(|id| tracks.contains(&id)), "track");
        needs(session.session_type.is_none_or(|id| session_types.contains(&id)), "session type");
        needs(session.speakers.iter().all(|id| people.contains(id)), "speaker");
    }
}

fn slots(programme: &Programme, flaws: &mut Vec<Flaw>) {
    unique(("slots", "GUID"), programme.slots.iter().map(|slot| slot.guid), flaws);
    unique(("slots", "number"), programme.slots.iter().map(|slot| slot.number.get()), flaws);
    let rooms: HashSet<_> = programme.rooms.iter().map(|room| room.id).collect();
    let sessions: HashSet<_> = programme.sessions.iter().map(|session| session.id).collect();
    for slot in &programme.slots {
        let number = slot.number.get();
        let mut needs = |there: bool, referee| {
            if !there {
                flaws.push(Flaw::Dangling { referrer: format!("slot {number}"), referee });
            }
        };
        needs(slot.room.is_none_or(|id| rooms.contains(&id)), "room");
        if let SlotContent::Session(id) = slot.content {
            needs(sessions.contains(&id), "session");
        }
        let days = programme.days.iter().filter(|day| day.holds(slot)).count();
        if days != 1 {
            flaws.push(Flaw::DaysOfSlot { number, days });
        }
    }
    let mut sorted = programme.slots.clone();
    sort_slots(&mut sorted, &programme.rooms);
    if sorted != programme.slots {
        flaws.push(Flaw::Order("slots"));
    }
}

fn days(programme: &Programme, flaws: &mut Vec<Flaw>) {
    let days = &programme.days;
    unique(("days", "date"), days.iter().map(|day| day.date), flaws);
    let numbered = (1..).zip(days).all(|(index, day)| day.index == index && day.start <= day.end);
    let in_order = days.windows(2).all(|pair| pair[0].date < pair[1].date && pair[0].end <= pair[1].start);
    if !numbered || !in_order {
        flaws.push(Flaw::Order("days"));
    }
}
