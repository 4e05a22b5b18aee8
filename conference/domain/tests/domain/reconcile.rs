//! What a file's things become, and what stays when the file comes again.

use crate::fixture::{Counting, event, guid, minute, room, schedule, speaker, track};
use plenary_domain::imported::{ImportedEvent, ImportedSchedule};
use plenary_domain::ledger::Ledger;
use plenary_domain::programme::Programme;
use plenary_domain::reconcile::reconcile;
use plenary_domain::session::{Link, Recording, SessionState};
use plenary_domain::slot::SlotContent;
use plenary_domain::soundness::flaws;
use plenary_domain::text::{Text, TextFormat};
use uuid::Uuid;

/// A conference over several imports.
#[derive(Default)]
struct History {
    programme: Option<Programme>,
    ledger: Ledger,
    identities: Counting,
}

impl History {
    fn import(&mut self, schedule: &ImportedSchedule) -> Programme {
        let programme = reconcile(schedule, self.programme.as_ref(), &mut self.ledger, &mut self.identities);
        assert_eq!(flaws(&programme), []);
        self.programme = Some(programme.clone());
        programme
    }

    fn events(&mut self, events: Vec<ImportedEvent>) -> Programme {
        self.import(&schedule(events))
    }
}

fn numbers(programme: &Programme) -> Vec<u32> {
    programme.slots.iter().map(|slot| slot.number.get()).collect()
}

fn titles(programme: &Programme) -> Vec<&str> {
    programme.sessions.iter().map(|session| session.title.as_str()).collect()
}

#[test]
fn the_same_file_again_changes_nothing_and_asks_for_nothing() {
    let mut history = History::default();
    let mut talk = event(1, 0);
    talk.speakers = vec![speaker("a", "Ada")];
    let first = history.events(vec![talk.clone(), event(2, 60)]);
    let asked = history.identities.asked;
    let ledger = history.ledger.clone();
    assert_eq!(history.events(vec![talk, event(2, 60)]), first);
    assert_eq!((history.identities.asked, history.ledger), (asked, ledger));
}

#[test]
fn slots_stand_by_time_and_room_and_sessions_by_their_first_slot() {
    let mut parallel = event(1, 60);
    parallel.room = Some("Hall 2".to_owned());
    let mut nowhere = event(4, 60);
    nowhere.room = None;
    let programme = History::default().events(vec![nowhere, parallel, event(2, 60), event(3, 0)]);
    assert_eq!(numbers(&programme), [3, 2, 1, 4]);
    assert_eq!(titles(&programme), ["Talk 3", "Talk 2", "Talk 1", "Talk 4"]);
    assert_eq!(programme.days.iter().map(|day| day.index).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn numbers_come_from_the_file_where_they_can() {
    let mut history = History::default();
    let unnumbered = |number, start| ImportedEvent { number: None, ..event(number, start) };
    let zero = ImportedEvent { number: Some(0), ..event(8, 180) };
    let twice = ImportedEvent { number: Some(7), ..event(9, 240) };
    let programme = history.events(vec![unnumbered(1, 0), event(7, 60), zero, twice]);
    assert_eq!(numbers(&programme), [8, 7, 9, 10]);

    // 7 is gone, and its number with it; 8 was given to another slot before the file named it.
    let eight = ImportedEvent { number: Some(8), ..event(10, 60) };
    let seven = ImportedEvent { number: Some(7), ..event(11, 120) };
    assert_eq!(numbers(&history.events(vec![unnumbered(1, 0), eight, seven])), [8, 11, 12]);

    // It comes back and is what it was, whatever the file says now.
    let back = ImportedEvent { number: Some(70), ..event(7, 60) };
    assert_eq!(numbers(&history.events(vec![back])), [7]);
    assert_eq!(history.ledger.number(guid(1)).map(u32::from), Some(8));
    assert_eq!(history.ledger.number(guid(99)), None);
}

#[test]
fn numbers_past_the_highest_start_again_below() {
    let highest = ImportedEvent { number: Some(0x7fff_ffff), ..event(1, 0) };
    let one = ImportedEvent { number: Some(1), ..event(2, 60) };
    let next = ImportedEvent { number: None, ..event(3, 120) };
    let programme = History::default().events(vec![highest, one, next]);
    assert_eq!(numbers(&programme), [0x7fff_ffff, 1, 2]);
}

#[test]
fn codes_come_from_the_file_where_they_are_good_and_free() {
    let mut history = History::default();
    let wishing =
        |number, code: &str| ImportedEvent { code: Some(code.to_owned()), ..event(number, number * 60) };
    // The first code that would be drawn is wished for by the file.
    let wished = plenary_domain::code::PageCode::from_number(1).to_string();
    let mut last = wishing(5, &wished);
    last.speakers = vec![speaker("a", "Ada")];
    last.speakers[0].code = Some("TALK01".to_owned());
    let programme = history.events(vec![
        wishing(1, "TALK01"),
        wishing(2, "bad"),
        wishing(3, "TALK01"),
        event(4, 240),
        last,
    ]);
    let codes: Vec<_> = programme.sessions.iter().map(|session| session.code.to_string()).collect();
    assert_eq!((codes[0].as_str(), codes[4].as_str()), ("TALK01", wished.as_str()));
    assert!(codes[1..4].iter().all(|code| *code != wished && code != "TALK01"));
    assert_ne!(programme.speakers[0].code.to_string(), "TALK01");

    // The code of what is gone stays with it.
    let programme = history.events(vec![wishing(6, "TALK01")]);
    assert_ne!(programme.sessions[0].code.to_string(), "TALK01");
    assert!(history.ledger.has_code("TALK01".parse().unwrap()));
    let programme = history.events(vec![event(1, 0)]);
    assert_eq!(programme.sessions[0].code.to_string(), "TALK01");
}

#[test]
fn events_of_one_key_are_slots_of_one_session() {
    let again =
        ImportedEvent { session_key: "talk-1".to_owned(), title: "Again".to_owned(), ..event(2, 120) };
    let text = Text::new(TextFormat::Plain, "Why");
    let mut again = ImportedEvent { abstract_text: text.clone(), ..again };
    let link = Link { title: "Slides".to_owned(), url: "https://example.org/".parse().unwrap() };
    again.links = vec![link.clone()];
    again.recording = Recording { license: Some("CC0".to_owned()), opted_out: true };
    let mut first = event(1, 0);
    first.speakers = vec![speaker("a", "Ada"), speaker("a", "Ada")];
    again.speakers = vec![speaker("b", "Bob"), speaker("a", "Ada")];
    let programme = History::default().events(vec![again, first]);
    let [session] = &programme.sessions[..] else { panic!("one session") };
    assert_eq!((session.title.as_str(), &session.abstract_text), ("Talk 1", &text));
    assert_eq!((&session.links, session.speakers.len()), (&vec![link], 2));
    assert_eq!(session.recording, Recording { license: Some("CC0".to_owned()), opted_out: true });
    assert!(programme.slots.iter().all(|slot| slot.content == SlotContent::Session(session.id)));
    assert_eq!(session.source_id.as_deref(), Some("talk-1"));
}

#[test]
fn a_session_is_off_when_all_its_slots_are() {
    let off = |number, start| ImportedEvent { cancelled: true, ..event(number, start) };
    let half = ImportedEvent { session_key: "talk-2".to_owned(), ..off(3, 120) };
    let lunch = ImportedEvent { is_break: true, cancelled: true, ..event(4, 180) };
    let programme = History::default().events(vec![off(1, 0), event(2, 60), half, lunch]);
    let states: Vec<_> = programme.sessions.iter().map(|session| session.state).collect();
    assert_eq!(states, [SessionState::Cancelled, SessionState::Confirmed]);
    assert_eq!(numbers(&programme), [1, 2]);
}

#[test]
fn a_break_is_a_slot_without_session() {
    let lunch = ImportedEvent { is_break: true, title: "Lunch".to_owned(), ..event(1, 0) };
    let programme = History::default().events(vec![lunch]);
    assert_eq!(programme.slots[0].content, SlotContent::Break("Lunch".to_owned()));
    assert!(programme.sessions.is_empty() && programme.session_types.is_empty());
}

#[test]
fn a_session_is_known_by_its_key_else_by_its_slot() {
    let mut history = History::default();
    let first = history.events(vec![event(1, 0), event(2, 60)]);
    let renamed = ImportedEvent { session_key: "new key".to_owned(), ..event(1, 0) };
    let second = history.events(vec![renamed.clone(), event(2, 60)]);
    assert_eq!(first.sessions[0].id, second.sessions[0].id);
    assert_eq!(first.sessions[0].code, second.sessions[0].code);

    // The old key comes back for something else; what has the slot keeps its page.
    let other = ImportedEvent { session_key: "talk-1".to_owned(), ..event(3, 30) };
    let third = history.events(vec![other, renamed]);
    assert_eq!(third.sessions[0].id, first.sessions[0].id);
    assert_ne!(third.sessions[1].id, first.sessions[0].id);

    // A slot that moves from one known session to another does not take its identity along.
    let swapped = ImportedEvent { session_key: "talk-2".to_owned(), ..event(1, 0) };
    let fourth = history.events(vec![swapped, event(9, 60)]);
    assert_eq!(fourth.sessions[0].id, second.sessions[1].id);
    let lunch = ImportedEvent { is_break: true, ..event(1, 0) };
    history.events(vec![lunch]);
    let fresh = history.events(vec![ImportedEvent { session_key: "fresh".to_owned(), ..event(1, 0) }]);
    assert_ne!(fresh.sessions[0].id, fourth.sessions[0].id);
}

#[test]
fn speakers_are_told_apart_by_key_never_by_name() {
    let mut history = History::default();
    let mut talk = event(1, 0);
    let mut twin = speaker("2", "Kim Lee");
    twin.biography = Text::new(TextFormat::Plain, "The other one");
    twin.links = vec![Link { title: "Site".to_owned(), url: "https://example.org".parse().unwrap() }];
    talk.speakers = vec![speaker("1", "Kim Lee"), twin.clone()];
    let mut second = event(2, 60);
    second.speakers = vec![speaker("2", "Kim Lee"), speaker("3", "Änne")];
    let first = history.events(vec![second, talk]);
    let names: Vec<_> = first.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    assert_eq!(names, ["Änne", "Kim Lee", "Kim Lee"]);
    assert_eq!((&first.speakers[2].biography, &first.speakers[2].links), (&twin.biography, &twin.links));

    // Another key, the same GUID: the same person. Another key and GUID, the same name: somebody else.
    let mut talk = event(1, 0);
    let mut renamed = speaker("new", "Kim Lee");
    renamed.guid = first.speakers[1].guid;
    talk.speakers = vec![renamed, speaker("3b", "Änne")];
    let again = history.events(vec![talk]);
    assert_eq!(again.speakers[1].id, first.speakers[1].id);
    assert_ne!(again.speakers[0].id, first.speakers[0].id);
}

#[test]
fn rooms_are_known_by_guid_else_by_name() {
    let mut history = History::default();
    let mut file = schedule(Vec::new());
    file.rooms =
        vec![room("Hall 1", Some(1)), room("Hall 2", Some(2)), room("Foyer", None), room("Foyer", None)];
    let first = history.import(&file);
    assert_eq!(first.rooms.len(), 3);
    assert_eq!(first.rooms[0].guid, Uuid::from_u128(1));

    // Names swapped, one renamed; the foyer known by name; a hall with another GUID that no room has any more.
    file.rooms = vec![room("Hall 2", Some(1)), room("Foyer", None), room("Attic", Some(2))];
    let second = history.import(&file);
    let id = |position: usize| first.rooms[position].id;
    assert_eq!(second.rooms.iter().map(|room| room.id).collect::<Vec<_>>(), [id(0), id(2), id(1)]);
    assert_eq!(second.rooms[1].guid, first.rooms[2].guid);
    let slugs: Vec<_> = second.rooms.iter().map(|room| room.slug.as_str()).collect();
    assert_eq!(slugs, ["hall-2", "foyer", "attic"]);
    file.rooms = vec![room("Attic", Some(9)), room("Hall 2", Some(2))];
    let third = history.import(&file);
    assert_ne!(third.rooms[0].id, id(1));
    assert_eq!(third.rooms[1].id, id(1));
}

#[test]
fn slugs_are_unique_and_stay() {
    let mut history = History::default();
    let mut file = schedule(vec![event(1, 0)]);
    file.tracks = vec![track("Ethik"), track("ETHIK!"), track("日本"), track("政治"), track("Ethik")];
    let slugs = |programme: &Programme| -> Vec<String> {
        programme.tracks.iter().map(|track| track.slug.clone()).collect()
    };
    assert_eq!(slugs(&history.import(&file)), ["ethik", "ethik-2", "track", "track-2"]);
    file.tracks = vec![track("ethik"), track("ETHIK!"), track("政治")];
    file.tracks[1].colour = Some("#ff0000".parse().unwrap());
    let again = history.import(&file);
    assert_eq!(slugs(&again), ["ethik", "ethik-2", "track-2"]);
    assert_eq!(again.tracks[1].colour, file.tracks[1].colour);
}

#[test]
fn what_the_file_does_not_list_is_nowhere() {
    let stray = ImportedEvent {
        room: Some("Roof".to_owned()),
        track: Some("None".to_owned()),
        session_type: None,
        ..event(1, 0)
    };
    let programme = History::default().events(vec![stray]);
    assert_eq!((programme.slots[0].room, programme.sessions[0].track), (None, None));
    assert_eq!(programme.slots[0].start, minute(0));
}

#[test]
fn a_ledger_can_be_made_of_a_programme() {
    let mut talk = event(1, 0);
    talk.speakers = vec![speaker("a", "Ada")];
    let mut history = History::default();
    let mut programme = history.events(vec![talk.clone()]);
    let ledger = Ledger::of(&programme);
    assert_eq!(ledger, history.ledger);
    let json = serde_json::to_string(&ledger).unwrap();
    assert_eq!(serde_json::from_str::<Ledger>(&json).unwrap(), ledger);

    assert!(ledger.agrees_with(&programme) && !Ledger::default().agrees_with(&programme));
    let mut other = programme.clone();
    other.slots[0].number = 99.try_into().unwrap();
    assert!(!ledger.agrees_with(&other));
    let twice = json.replace("\"slots\":{", &format!("\"slots\":{{\"{}\":1,", Uuid::nil()));
    assert!(!serde_json::from_str::<Ledger>(&twice).unwrap().agrees_with(&programme));

    // What was made here has no key; its code is given all the same.
    programme.sessions[0].source_id = None;
    programme.speakers[0].source_id = None;
    let mut ledger = Ledger::default();
    ledger.remember(&programme);
    assert!(ledger.has_code(programme.speakers[0].code));
    let again = reconcile(&schedule(vec![talk]), None, &mut ledger, &mut Counting::default());
    assert_ne!(again.sessions[0].code, programme.sessions[0].code);
}
