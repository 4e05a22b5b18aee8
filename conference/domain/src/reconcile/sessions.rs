//! Sessions: the events of a file that have one key are slots of one session.

use crate::code::PageCode;
use crate::identity::{SessionId, SessionTypeId, SpeakerId, TrackId};
use crate::imported::{ImportedEvent, ImportedSpeaker};
use crate::ledger::{Codes, Named, Wanted, identify};
use crate::programme::Programme;
use crate::session::{Recording, Session, SessionState};
use crate::slot::{Slot, SlotContent};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The events of one session that count, the earliest first: those not called off, or all when all are called off.
pub(super) struct Group<'a> {
    pub(super) key: &'a str,
    pub(super) events: Vec<&'a ImportedEvent>,
}

impl<'a> Group<'a> {
    pub(super) fn code(&self) -> Option<PageCode> {
        self.first(|event| event.code.as_ref()?.parse().ok())
    }

    pub(super) fn speakers(&self) -> impl Iterator<Item = &'a ImportedSpeaker> {
        self.events.iter().flat_map(|event| &event.speakers)
    }

    /// What the first event says that says anything.
    fn first<T>(&self, field: impl Fn(&'a ImportedEvent) -> Option<T>) -> Option<T> {
        self.events.iter().find_map(|event| field(event))
    }

    /// The list of the first event that has one.
    fn first_list<T: Clone + 'a>(&self, field: impl Fn(&'a ImportedEvent) -> &'a Vec<T>) -> Vec<T> {
        self.first(|event| Some(field(event)).filter(|list| !list.is_empty())).cloned().unwrap_or_default()
    }
}

/// What sessions refer to, by what the file calls it.
pub(super) struct Known<'a> {
    pub(super) tracks: HashMap<&'a str, TrackId>,
    pub(super) session_types: HashMap<&'a str, SessionTypeId>,
    pub(super) speakers: HashMap<&'a str, SpeakerId>,
}

/// The sessions of a file, in order of their first events.
pub(super) fn group(events: &[ImportedEvent]) -> Vec<Group<'_>> {
    let mut sorted: Vec<&ImportedEvent> = events.iter().filter(|event| !event.is_break).collect();
    sorted.sort_by_key(|event| (event.start, event.guid));
    let mut positions: HashMap<&str, usize> = HashMap::new();
    let mut groups: Vec<Group<'_>> = Vec::new();
    for event in sorted {
        let position = *positions.entry(&event.session_key).or_insert(groups.len());
        match groups.get_mut(position) {
            Some(group) => group.events.push(event),
            None => groups.push(Group { key: &event.session_key, events: vec![event] }),
        }
    }
    for group in &mut groups {
        if group.events.iter().any(|event| !event.cancelled) {
            group.events.retain(|event| !event.cancelled);
        }
    }
    groups
}

/// What each group is: known by its key, else by one of its slots.
pub(super) fn identities(
    groups: &[Group<'_>],
    previous: &Programme,
    ledger: &mut BTreeMap<String, Named<SessionId>>,
    codes: &mut Codes<'_>,
) -> Vec<Named<SessionId>> {
    let by_id: HashMap<_, _> = previous.sessions.iter().map(|session| (session.id, session)).collect();
    let by_slot: HashMap<_, _> = previous
        .slots
        .iter()
        .filter_map(|slot| match slot.content {
            SlotContent::Session(id) => by_id.get(&id).map(|session| (slot.guid, *session)),
            SlotContent::Break(_) => None,
        })
        .collect();
    let likely = |group: &Group<'_>| {
        let session = group.first(|event| by_slot.get(&event.guid).copied())?;
        Some(Named { id: session.id, code: session.code })
    };
    let wanted: Vec<_> = groups
        .iter()
        .map(|group| Wanted { key: group.key, likely: likely(group), code: group.code() })
        .collect();
    identify(ledger, &wanted, codes, SessionId)
}

pub(super) fn sessions(groups: &[Group<'_>], named: &[Named<SessionId>], known: &Known<'_>) -> Vec<Session> {
    groups.iter().zip(named).map(|(group, named)| session(group, *named, known)).collect()
}

fn session(group: &Group<'_>, named: Named<SessionId>, known: &Known<'_>) -> Session {
    let first = group.events[0];
    let mut seen = HashSet::new();
    let speakers = group.speakers().filter_map(|speaker| known.speakers.get(speaker.key.as_str()).copied());
    Session {
        id: named.id,
        code: named.code,
        state: if first.cancelled { SessionState::Cancelled } else { SessionState::Confirmed },
        title: first.title.clone(),
        subtitle: group.first(|event| event.subtitle.clone()),
        track: group.first(|event| known.tracks.get(event.track.as_deref()?).copied()),
        session_type: group.first(|event| known.session_types.get(event.session_type.as_deref()?).copied()),
        language: group.first(|event| event.language.clone()),
        abstract_text: group.first(|event| event.abstract_text.clone()),
        description: group.first(|event| event.description.clone()),
        speakers: speakers.filter(|id| seen.insert(*id)).collect(),
        links: group.first_list(|event| &event.links),
        attachments: group.first_list(|event| &event.attachments),
        logo: group.first(|event| event.logo.clone()),
        recording: Recording {
            license: group.first(|event| event.recording.license.clone()),
            // One slot of it not to be recorded is reason enough to be careful with all.
            opted_out: group.events.iter().any(|event| event.recording.opted_out),
        },
        feedback_url: group.first(|event| event.feedback_url.clone()),
        origin_url: group.first(|event| event.origin_url.clone()),
        source_id: Some(group.key.to_owned()),
    }
}

/// The order of the programme: as the sessions first happen.
pub(super) fn by_first_slot(mut sessions: Vec<Session>, slots: &[Slot]) -> Vec<Session> {
    let mut first: HashMap<SessionId, usize> = HashMap::new();
    for (position, slot) in slots.iter().enumerate() {
        if let SlotContent::Session(session) = slot.content {
            first.entry(session).or_insert(position);
        }
    }
    sessions.sort_by_key(|session| first.get(&session.id).copied());
    sessions
}
