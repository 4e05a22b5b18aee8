//! From an imported schedule to a programme with our identities.
//!
//! A source knows nothing of our identities, and is imported again and again. What is the same thing is found out here, by
//! the strongest identity the file has: sessions and speakers by the source's key, slots and rooms by GUID, tracks and kinds by
//! name. People are never taken to be the same because they have the same name.

mod days;
mod sessions;
mod slots;
mod slugs;
mod speakers;
mod structure;

use crate::code::{ConferenceSlug, PageCode};
use crate::conference::Conference;
use crate::identity::{ConferenceId, IdentitySource};
use crate::imported::{ImportedConference, ImportedSchedule};
use crate::ledger::{Codes, Ledger};
use crate::programme::Programme;
use std::collections::HashSet;

/// The programme that a file describes.
///
/// `previous` is the programme that the last import made, `ledger` everything the conference ever gave a number or a code to;
/// both carry identities over, and the ledger is brought up to date. With the same file, programme and ledger the outcome is the
/// same programme, and `identities` is not asked.
///
/// What the documentation of [`ImportedSchedule`] promises is taken for granted; whether the outcome is sound tells
/// [`flaws`](crate::soundness::flaws).
pub fn reconcile(
    imported: &ImportedSchedule,
    previous: Option<&Programme>,
    ledger: &mut Ledger,
    identities: &mut dyn IdentitySource,
) -> Programme {
    let nothing = Programme::default();
    let previous = previous.unwrap_or(&nothing);
    let tracks = structure::tracks(&imported.tracks, &previous.tracks, identities);
    let rooms = structure::rooms(&imported.rooms, &previous.rooms, identities);
    let session_types = structure::session_types(&imported.events, &previous.session_types, identities);

    let groups = sessions::group(&imported.events);
    let people = speakers::merge(&groups);
    let mut codes = Codes::new(&mut ledger.codes, wished_codes(&groups, &people), identities);
    // Sessions first: where a session and a speaker wish for one code, the session's page is the better known.
    let named = sessions::identities(&groups, previous, &mut ledger.sessions, &mut codes);
    let speakers = speakers::speakers(&people, &previous.speakers, &mut ledger.speakers, &mut codes);
    let known = sessions::Known {
        tracks: structure::by_name(&tracks, |track| (track.name.as_str(), track.id)),
        session_types: structure::by_name(&session_types, |kind| (kind.name.as_str(), kind.id)),
        speakers: speakers::by_key(&speakers),
    };
    let sessions = sessions::sessions(&groups, &named, &known);
    let slots = slots::slots(&imported.events, &groups, &sessions, &rooms, &mut ledger.slots);

    Programme {
        sessions: sessions::by_first_slot(sessions, &slots),
        speakers: speakers::by_reading_order(speakers),
        days: days::days(&imported.days),
        tracks,
        rooms,
        session_types,
        slots,
    }
}

fn wished_codes(groups: &[sessions::Group<'_>], people: &[speakers::Person<'_>]) -> HashSet<PageCode> {
    let of_sessions = groups.iter().filter_map(sessions::Group::code);
    of_sessions.chain(people.iter().filter_map(speakers::Person::code)).collect()
}

/// The conference that a file describes: its fields as the file has them, its identity and address as given.
pub fn conference(imported: &ImportedConference, id: ConferenceId, slug: ConferenceSlug) -> Conference {
    Conference {
        id,
        slug,
        title: imported.title.clone(),
        subtitle: imported.subtitle.clone(),
        acronym: imported.acronym.clone(),
        time_zone: imported.time_zone.clone(),
        start: imported.start,
        end: imported.end,
        day_change: imported.day_change,
        timeslot_minutes: imported.timeslot_minutes,
        venue: imported.venue.clone(),
        city: imported.city.clone(),
        url: imported.url.clone(),
        logo: imported.logo.clone(),
        accent: imported.accent.clone(),
        description: imported.description.clone(),
        language: imported.language.clone(),
    }
}

/// Whether a file carries on a conference that is there: it has a slot of it, or the same title or short name at the same
/// time. A conference of last year with the same short name is another one.
pub fn continues(imported: &ImportedSchedule, conference: &Conference, ledger: &Ledger) -> bool {
    let new = &imported.conference;
    let same_name =
        new.title == conference.title || (new.acronym.is_some() && new.acronym == conference.acronym);
    let same_time = new.start <= conference.end && conference.start <= new.end;
    (same_name && same_time) || imported.events.iter().any(|event| ledger.number(event.guid).is_some())
}
