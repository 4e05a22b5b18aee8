//! What differs between two releases.

use crate::code::PageCode;
use crate::identity::{RoomId, SessionId};
use crate::programme::Programme;
use crate::session::{Session, SessionState};
use crate::slot::{Slot, SlotContent, SlotGuid};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// When and where a slot is, in words that outlive the room's entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// When it begins.
    pub start: Timestamp,
    /// How long it takes, minutes.
    pub minutes: u32,
    /// The room's name.
    pub room: Option<String>,
}

/// One difference; one slot may appear in several (moved and retitled).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Change {
    /// A slot that was not there.
    New {
        /// The slot.
        slot: SlotGuid,
        /// The session's page; none for a break.
        session: Option<PageCode>,
        /// Its title.
        title: String,
        /// When and where.
        to: Place,
    },
    /// Another time, length or room.
    Moved {
        /// The slot.
        slot: SlotGuid,
        /// The session's page; none for a break.
        session: Option<PageCode>,
        /// Its title.
        title: String,
        /// Before.
        from: Place,
        /// After.
        to: Place,
    },
    /// Gone, or its session called off.
    Cancelled {
        /// The slot.
        slot: SlotGuid,
        /// The session's page; none for a break.
        session: Option<PageCode>,
        /// Its title.
        title: String,
        /// When and where it was.
        from: Place,
    },
    /// Another title.
    Retitled {
        /// The slot.
        slot: SlotGuid,
        /// The session's page; none for a break.
        session: Option<PageCode>,
        /// Before.
        before: String,
        /// After.
        title: String,
    },
}

impl Change {
    /// The slot that it is about.
    pub fn slot(&self) -> SlotGuid {
        match self {
            Self::New { slot, .. }
            | Self::Moved { slot, .. }
            | Self::Cancelled { slot, .. }
            | Self::Retitled { slot, .. } => *slot,
        }
    }
}

/// What differs between two programmes, in the order in which the slots happen (those that are gone: happened).
///
/// A slot counts for as long as it takes place: one whose session is called off is as good as gone, and one that takes place after
/// all is new. Rooms are compared by identity: a room's new name moves nobody.
pub fn changes(before: &Programme, after: &Programme) -> Vec<Change> {
    let (before, after) = (Taking::place(before), Taking::place(after));
    let mut dated: Vec<(Timestamp, u32, Change)> = Vec::new();
    for event in &after.events {
        let (start, number) = (event.slot.start, event.slot.number.get());
        match before.find(event.slot.guid) {
            None => dated.push((start, number, event.appeared())),
            Some(earlier) => {
                let differences = [event.moved(earlier), event.retitled(earlier)];
                dated.extend(differences.into_iter().flatten().map(|change| (start, number, change)));
            }
        }
    }
    for event in &before.events {
        if after.find(event.slot.guid).is_none() {
            dated.push((event.slot.start, event.slot.number.get(), event.cancelled()));
        }
    }
    dated.sort_by_key(|(start, number, _)| (*start, *number));
    dated.into_iter().map(|(_, _, change)| change).collect()
}

/// The slots of a programme that take place.
struct Taking<'a> {
    events: Vec<Event<'a>>,
    positions: HashMap<SlotGuid, usize>,
}

/// A slot with what it refers to.
struct Event<'a> {
    slot: &'a Slot,
    session: Option<PageCode>,
    title: &'a str,
    room: Option<&'a str>,
}

impl<'a> Taking<'a> {
    fn place(programme: &'a Programme) -> Self {
        let sessions: HashMap<SessionId, &Session> =
            programme.sessions.iter().map(|session| (session.id, session)).collect();
        let rooms: HashMap<RoomId, &str> =
            programme.rooms.iter().map(|room| (room.id, room.name.as_str())).collect();
        let event = |slot: &'a Slot| {
            let (session, title) = match &slot.content {
                SlotContent::Break(title) => (None, title),
                SlotContent::Session(id) => {
                    let session =
                        sessions.get(id).filter(|session| session.state != SessionState::Cancelled)?;
                    (Some(session.code), &session.title)
                }
            };
            Some(Event { slot, session, title, room: slot.room.and_then(|room| rooms.get(&room).copied()) })
        };
        let events: Vec<Event<'a>> = programme.slots.iter().filter_map(event).collect();
        let positions =
            events.iter().enumerate().map(|(position, event)| (event.slot.guid, position)).collect();
        Self { events, positions }
    }

    fn find(&self, slot: SlotGuid) -> Option<&Event<'a>> {
        self.positions.get(&slot).map(|position| &self.events[*position])
    }
}

impl Event<'_> {
    fn place(&self) -> Place {
        Place { start: self.slot.start, minutes: self.slot.minutes, room: self.room.map(str::to_owned) }
    }

    fn appeared(&self) -> Change {
        Change::New {
            slot: self.slot.guid,
            session: self.session,
            title: self.title.to_owned(),
            to: self.place(),
        }
    }

    fn cancelled(&self) -> Change {
        Change::Cancelled {
            slot: self.slot.guid,
            session: self.session,
            title: self.title.to_owned(),
            from: self.place(),
        }
    }

    fn moved(&self, earlier: &Event<'_>) -> Option<Change> {
        let place = |slot: &Slot| (slot.start, slot.minutes, slot.room);
        (place(self.slot) != place(earlier.slot)).then(|| Change::Moved {
            slot: self.slot.guid,
            session: self.session,
            title: self.title.to_owned(),
            from: earlier.place(),
            to: self.place(),
        })
    }

    fn retitled(&self, earlier: &Event<'_>) -> Option<Change> {
        (self.title != earlier.title).then(|| Change::Retitled {
            slot: self.slot.guid,
            session: self.session,
            before: earlier.title.to_owned(),
            title: self.title.to_owned(),
        })
    }
}
