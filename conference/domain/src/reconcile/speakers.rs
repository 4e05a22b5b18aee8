//! Speakers: one for each key that the source gives.

use super::sessions::Group;
use crate::code::PageCode;
use crate::identity::SpeakerId;
use crate::imported::ImportedSpeaker;
use crate::ledger::{Codes, Named, Wanted, identify};
use crate::reading_order::reading_order;
use crate::speaker::Speaker;
use std::collections::{BTreeMap, HashMap};

/// Everything a file says of one speaker; events may each say a part.
pub(super) struct Person<'a> {
    mentions: Vec<&'a ImportedSpeaker>,
}

impl Person<'_> {
    pub(super) fn code(&self) -> Option<PageCode> {
        self.mentions.iter().find_map(|mention| mention.code.as_ref()?.parse().ok())
    }

    fn speaker(&self, named: Named<SpeakerId>) -> Speaker {
        let first = self.mentions[0];
        Speaker {
            id: named.id,
            code: named.code,
            guid: first.guid,
            source_id: Some(first.key.clone()),
            name: first.name.clone(),
            biography: self.mentions.iter().find_map(|mention| mention.biography.clone()),
            avatar: self.mentions.iter().find_map(|mention| mention.avatar.clone()),
            links: self
                .mentions
                .iter()
                .find(|mention| !mention.links.is_empty())
                .map(|mention| mention.links.clone())
                .unwrap_or_default(),
        }
    }
}

/// The speakers of all sessions, each once.
pub(super) fn merge<'a>(groups: &[Group<'a>]) -> Vec<Person<'a>> {
    let mut positions: HashMap<&str, usize> = HashMap::new();
    let mut people: Vec<Person<'a>> = Vec::new();
    for mention in groups.iter().flat_map(Group::speakers) {
        let position = *positions.entry(&mention.key).or_insert(people.len());
        match people.get_mut(position) {
            Some(person) => person.mentions.push(mention),
            None => people.push(Person { mentions: vec![mention] }),
        }
    }
    people
}

pub(super) fn speakers(
    people: &[Person<'_>],
    previous: &[Speaker],
    known: &mut BTreeMap<String, Named<SpeakerId>>,
    codes: &mut Codes<'_>,
) -> Vec<Speaker> {
    let by_guid: HashMap<_, _> =
        previous.iter().map(|speaker| (speaker.guid, Named { id: speaker.id, code: speaker.code })).collect();
    let wanted: Vec<_> = people
        .iter()
        .map(|person| Wanted {
            key: &person.mentions[0].key,
            likely: by_guid.get(&person.mentions[0].guid).copied(),
            code: person.code(),
        })
        .collect();
    let named = identify(known, &wanted, codes, SpeakerId);
    people.iter().zip(named).map(|(person, named)| person.speaker(named)).collect()
}

pub(super) fn by_key(speakers: &[Speaker]) -> HashMap<&str, SpeakerId> {
    speakers.iter().filter_map(|speaker| Some((speaker.source_id.as_deref()?, speaker.id))).collect()
}

pub(super) fn by_reading_order(mut speakers: Vec<Speaker>) -> Vec<Speaker> {
    speakers.sort_by_cached_key(|speaker| (reading_order(&speaker.name), speaker.source_id.clone()));
    speakers
}
