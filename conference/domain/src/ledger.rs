//! What a conference ever gave a name to: so that a number or a code never comes to mean something else.

use crate::code::PageCode;
use crate::identity::{IdentitySource, SessionId, SpeakerId};
use crate::programme::Programme;
use crate::slot::{SlotGuid, SlotNumber};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::Hash;

/// What stands for something that a source names by a key of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named<Id> {
    /// Internal identity.
    pub id: Id,
    /// The code in the URL of its page.
    pub code: PageCode,
}

/// Every slot number and page code that a conference ever gave, and to whom. It outlives what it names: a session that leaves
/// the programme and comes back has the page and the numbers that it had.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    pub(crate) slots: BTreeMap<SlotGuid, SlotNumber>,
    pub(crate) sessions: BTreeMap<String, Named<SessionId>>,
    pub(crate) speakers: BTreeMap<String, Named<SpeakerId>>,
    pub(crate) codes: BTreeSet<PageCode>,
}

impl Ledger {
    /// The ledger of a conference that never had anything but this programme.
    pub fn of(programme: &Programme) -> Self {
        let mut ledger = Self::default();
        ledger.remember(programme);
        ledger
    }

    /// Enters everything a programme uses. What the ledger already knows stays as it is.
    pub fn remember(&mut self, programme: &Programme) {
        for slot in &programme.slots {
            self.slots.entry(slot.guid).or_insert(slot.number);
        }
        for session in &programme.sessions {
            self.codes.insert(session.code);
            if let Some(key) = &session.source_id {
                let named = Named { id: session.id, code: session.code };
                self.sessions.entry(key.clone()).or_insert(named);
            }
        }
        for speaker in &programme.speakers {
            self.codes.insert(speaker.code);
            if let Some(key) = &speaker.source_id {
                let named = Named { id: speaker.id, code: speaker.code };
                self.speakers.entry(key.clone()).or_insert(named);
            }
        }
    }

    /// Whether it gives every number once, and calls everything in a sound programme as the programme does.
    pub fn agrees_with(&self, programme: &Programme) -> bool {
        let used = Self::of(programme);
        let numbers: HashSet<_> = self.slots.values().collect();
        numbers.len() == self.slots.len()
            && used.slots.iter().all(|(slot, number)| self.slots.get(slot) == Some(number))
            && used.sessions.iter().all(|(key, named)| self.sessions.get(key) == Some(named))
            && used.speakers.iter().all(|(key, named)| self.speakers.get(key) == Some(named))
            && used.codes.is_subset(&self.codes)
    }

    /// The number that a slot ever had.
    pub fn number(&self, slot: SlotGuid) -> Option<SlotNumber> {
        self.slots.get(&slot).copied()
    }

    /// Whether a code was ever given.
    pub fn has_code(&self, code: PageCode) -> bool {
        self.codes.contains(&code)
    }
}

/// Gives codes: each at most once in the life of a conference.
pub(crate) struct Codes<'a> {
    given: &'a mut BTreeSet<PageCode>,
    /// Asked for by the file at hand: no fresh code takes them away.
    wished: HashSet<PageCode>,
    identities: &'a mut dyn IdentitySource,
}

impl<'a> Codes<'a> {
    pub(crate) fn new(
        given: &'a mut BTreeSet<PageCode>,
        wished: HashSet<PageCode>,
        identities: &'a mut dyn IdentitySource,
    ) -> Self {
        Self { given, wished, identities }
    }

    pub(crate) fn uuid(&mut self) -> uuid::Uuid {
        self.identities.uuid()
    }

    /// The code wished for when nobody ever had it, else a fresh one.
    fn claim(&mut self, wish: Option<PageCode>) -> PageCode {
        if let Some(code) = wish
            && self.given.insert(code)
        {
            return code;
        }
        loop {
            let code = self.identities.page_code();
            if !self.wished.contains(&code) && self.given.insert(code) {
                return code;
            }
        }
    }
}

/// Something in a file that wants an identity.
pub(crate) struct Wanted<'a, Id> {
    /// How the source names it.
    pub(crate) key: &'a str,
    /// What it probably is when the key is new: another identity in the file points there.
    pub(crate) likely: Option<Named<Id>>,
    /// The code that the file gives.
    pub(crate) code: Option<PageCode>,
}

/// Finds or makes the identity of each thing wanted, in order. Keys are unique, and so are the identities found.
pub(crate) fn identify<Id: Copy + Eq + Hash>(
    known: &mut BTreeMap<String, Named<Id>>,
    wanted: &[Wanted<'_, Id>],
    codes: &mut Codes<'_>,
    fresh: impl Fn(uuid::Uuid) -> Id,
) -> Vec<Named<Id>> {
    let mut claimed = HashSet::new();
    let by_key: Vec<_> = wanted
        .iter()
        .map(|thing| known.get(thing.key).copied().filter(|named| claimed.insert(named.id)))
        .collect();
    let mut renamed: HashMap<Id, &str> = HashMap::new();
    let mut identities = Vec::with_capacity(wanted.len());
    for (thing, by_key) in wanted.iter().zip(by_key) {
        let likely = || thing.likely.filter(|named| claimed.insert(named.id));
        let named = by_key
            .or_else(likely)
            .unwrap_or_else(|| Named { id: fresh(codes.uuid()), code: codes.claim(thing.code) });
        if by_key.is_none() {
            renamed.insert(named.id, thing.key);
            known.insert(thing.key.to_owned(), named);
        }
        identities.push(named);
    }
    // The key that it had before must not claim it again, should it come back for something else.
    known.retain(|key, named| renamed.get(&named.id).is_none_or(|new| new == key));
    identities
}

/// Gives numbers to slots: the one a slot ever had, else the one that its file gives, else the next that is free.
pub(crate) fn number_slots<'a>(
    known: &mut BTreeMap<SlotGuid, SlotNumber>,
    slots: impl Iterator<Item = (SlotGuid, Option<u32>)> + Clone + 'a,
) {
    let mut given: BTreeSet<u32> = known.values().map(|number| number.get()).collect();
    for (guid, wish) in slots.clone() {
        let number = wish.and_then(|wish| SlotNumber::try_from(wish).ok());
        if let Some(number) = number
            && !known.contains_key(&guid)
            && given.insert(number.get())
        {
            known.insert(guid, number);
        }
    }
    let mut next = given.last().map_or(1, |highest| highest + 1);
    for (guid, _) in slots {
        known.entry(guid).or_insert_with(|| next_free(&mut given, &mut next));
    }
}

/// The number after the highest ever given; past the end of the range, the lowest that was never given.
fn next_free(given: &mut BTreeSet<u32>, next: &mut u32) -> SlotNumber {
    loop {
        match SlotNumber::try_from(*next) {
            Ok(number) if given.insert(*next) => {
                *next += 1;
                return number;
            }
            Ok(_) => *next += 1,
            Err(_) => *next = 1,
        }
    }
}
