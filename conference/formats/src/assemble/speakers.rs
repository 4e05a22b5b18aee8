//! Speakers: one key, one speaker; never merged by name where ids differ.

use super::identity::derived_guid;
use super::link::Links;
use super::text;
use crate::raw::{RawEvent, RawPerson, single_line};
use crate::repair::{RepairKind, Repairs};
use plenary_domain::code::PageCode;
use plenary_domain::imported::ImportedSpeaker;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Everybody on stage so far.
pub(super) struct Speakers<'a> {
    source: &'a str,
    links: &'a Links,
    known: HashMap<String, ImportedSpeaker>,
    renamed: HashSet<String>,
}

impl<'a> Speakers<'a> {
    pub(super) fn of(source: &'a str, links: &'a Links) -> Self {
        Self { source, links, known: HashMap::new(), renamed: HashSet::new() }
    }

    /// The speakers of an event, each once. What the file says of one is taken from where it first says it.
    pub(super) fn of_event(&mut self, event: &RawEvent, repairs: &mut Repairs) -> Vec<ImportedSpeaker> {
        let mut speakers: Vec<ImportedSpeaker> = Vec::with_capacity(event.persons.len());
        for person in &event.persons {
            if let Some(speaker) = self.speaker(person, event, repairs)
                && !speakers.iter().any(|present| present.key == speaker.key)
            {
                speakers.push(speaker);
            }
        }
        speakers
    }

    fn speaker(
        &mut self,
        person: &RawPerson,
        event: &RawEvent,
        repairs: &mut Repairs,
    ) -> Option<ImportedSpeaker> {
        let name = person.name.as_deref().map(single_line).filter(|name| !name.is_empty());
        let key = key(person, name.as_deref());
        let Some((key, name)) = key.clone().zip(name.or_else(|| Some(self.known.get(&key?)?.name.clone())))
        else {
            repairs.note(RepairKind::NameMissing, || format!("in {}", event.name()));
            return None;
        };
        if let Some(known) = self.known.get_mut(&key) {
            if known.name != name && self.renamed.insert(key) {
                repairs.note(RepairKind::NameDiffers, || format!("“{}” and “{name}”", known.name));
            }
            return Some(known.clone());
        }
        let owner = || format!("speaker “{name}”");
        let guid = person.guid.as_deref().and_then(|text| Uuid::parse_str(text.trim()).ok());
        let speaker = ImportedSpeaker {
            guid: guid.unwrap_or_else(|| derived_guid(self.source, &format!("speaker:{key}"))),
            code: person
                .code
                .as_deref()
                .map(str::trim)
                .filter(|code| code.parse::<PageCode>().is_ok())
                .map(str::to_owned),
            biography: person.biography.as_deref().and_then(|source| text::text(source, owner, repairs)),
            avatar: person.avatar.as_deref().and_then(|text| self.links.address(text, owner, repairs)),
            links: self.links.list(&person.links, owner, repairs),
            key: key.clone(),
            name: name.clone(),
        };
        self.known.insert(key, speaker.clone());
        Some(speaker)
    }
}

/// The GUID, else the code, else the id; without any of them the name has to do, marked as such so that it never meets an
/// id.
fn key(person: &RawPerson, name: Option<&str>) -> Option<String> {
    let stated = [&person.guid, &person.code, &person.id].into_iter().flatten();
    let mut stated = stated.map(|text| text.trim()).filter(|text| !text.is_empty());
    stated.next().map(str::to_owned).or_else(|| name.map(|name| format!("name:{name}")))
}
