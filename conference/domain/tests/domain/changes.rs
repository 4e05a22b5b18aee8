//! What a list of changes says, and when there is a release.

use crate::fixture::{Counting, conference, event, guid, minute, room, schedule, speaker};
use plenary_domain::change::{Change, Place, changes};
use plenary_domain::code::PageCode;
use plenary_domain::identity::ConferenceId;
use plenary_domain::imported::{ImportedEvent, ImportedSchedule};
use plenary_domain::programme::Programme;
use plenary_domain::published::Published;
use plenary_domain::reconcile::continues;
use plenary_domain::release::ReleaseNumber;
use plenary_domain::schedule::WorkingCopy;
use plenary_domain::session::SessionState;
use uuid::Uuid;

fn working(schedule: &ImportedSchedule) -> WorkingCopy {
    let id = ConferenceId(Uuid::from_u128(1));
    WorkingCopy::new(id, "not24".parse().unwrap(), schedule, &mut Counting::default())
}

fn programmes(before: Vec<ImportedEvent>, after: Vec<ImportedEvent>) -> (Programme, Programme) {
    let before = working(&schedule(before));
    let after = before.import(&schedule(after), &mut Counting { asked: 1000 });
    (before.programme, after.programme)
}

fn hall(start: u32, minutes: u32, room: &str) -> Place {
    Place { start: minute(start), minutes, room: Some(room.to_owned()) }
}

#[test]
fn new_moved_cancelled_and_retitled_in_order_of_time() {
    let moved =
        ImportedEvent { room: Some("Hall 2".to_owned()), title: "Talk Two".to_owned(), ..event(2, 240) };
    let (before, after) = programmes(
        vec![event(1, 0), event(2, 60), event(3, 180), event(5, 300)],
        vec![event(2, 240), event(3, 180), event(4, 120), event(5, 300)]
            .into_iter()
            .map(|event| if event.number == Some(2) { moved.clone() } else { event })
            .collect(),
    );
    let code = |programme: &Programme, title: &str| -> Option<PageCode> {
        programme.sessions.iter().find(|session| session.title == title).map(|session| session.code)
    };
    let expected = [
        Change::Cancelled {
            slot: guid(1),
            session: code(&before, "Talk 1"),
            title: "Talk 1".to_owned(),
            from: hall(0, 60, "Hall 1"),
        },
        Change::New {
            slot: guid(4),
            session: code(&after, "Talk 4"),
            title: "Talk 4".to_owned(),
            to: hall(120, 60, "Hall 1"),
        },
        Change::Moved {
            slot: guid(2),
            session: code(&after, "Talk Two"),
            title: "Talk Two".to_owned(),
            from: hall(60, 60, "Hall 1"),
            to: hall(240, 60, "Hall 2"),
        },
        Change::Retitled {
            slot: guid(2),
            session: code(&after, "Talk Two"),
            before: "Talk 2".to_owned(),
            title: "Talk Two".to_owned(),
        },
    ];
    let found = changes(&before, &after);
    assert_eq!(found, expected);
    assert_eq!(found.iter().map(Change::slot).collect::<Vec<_>>(), [1, 4, 2, 2].map(guid));
    let json = serde_json::to_value(&found).unwrap();
    assert_eq!((&json[0]["kind"], &json[3]["kind"]), (&"cancelled".into(), &"retitled".into()));
}

#[test]
fn called_off_is_gone_and_on_again_is_new() {
    let off = ImportedEvent { cancelled: true, ..event(1, 0) };
    let (on, called_off) = programmes(vec![event(1, 0)], vec![off.clone()]);
    assert!(matches!(changes(&on, &called_off)[..], [Change::Cancelled { .. }]));
    assert!(matches!(changes(&called_off, &on)[..], [Change::New { .. }]));
    // Where something would be that is off interests nobody, nor that it is gone for good.
    let elsewhere = ImportedEvent { start: minute(60), ..off.clone() };
    let (called_off, elsewhere) = programmes(vec![off.clone()], vec![elsewhere]);
    assert_eq!(changes(&called_off, &elsewhere), []);
    let (called_off, gone) = programmes(vec![off], vec![]);
    assert_eq!(changes(&called_off, &gone), []);
}

#[test]
fn breaks_change_as_well() {
    let lunch = ImportedEvent { is_break: true, title: "Lunch".to_owned(), room: None, ..event(1, 0) };
    let late = ImportedEvent { start: minute(30), title: "Late lunch".to_owned(), ..lunch.clone() };
    let (before, after) = programmes(vec![lunch], vec![late]);
    let found = changes(&before, &after);
    assert!(matches!(&found[0], Change::Moved { session: None, to: Place { room: None, .. }, .. }));
    assert!(matches!(&found[1], Change::Retitled { session: None, before, .. } if before == "Lunch"));
}

#[test]
fn a_room_with_another_name_moves_nobody() {
    let mut file = schedule(vec![event(1, 0)]);
    file.rooms = vec![room("Hall 1", Some(1))];
    let before = working(&file);
    file.rooms = vec![room("Saal 1", Some(1))];
    file.events[0].room = Some("Saal 1".to_owned());
    let after = before.import(&file, &mut Counting { asked: 1000 });
    assert_eq!(changes(&before.programme, &after.programme), []);
}

#[test]
fn a_release_has_the_next_number_and_shows_what_everybody_may_see() {
    let mut quiet = event(2, 60);
    quiet.speakers = vec![speaker("q", "Quiet"), speaker("b", "Both")];
    let mut loud = event(1, 0);
    loud.speakers = vec![speaker("b", "Both")];
    let off = ImportedEvent { cancelled: true, ..event(3, 120) };
    let lunch = ImportedEvent { is_break: true, ..event(4, 180) };
    let mut working = working(&schedule(vec![loud, quiet, off, lunch]));
    working.programme.sessions[1].state = SessionState::Pending;

    let at = minute(0);
    let first = working.release(None, at, Some("1.0".to_owned())).unwrap();
    let note = &first.release().note;
    assert_eq!((note.number, note.name(), note.released_at), (ReleaseNumber(1), "1.0".to_owned(), at));
    assert_eq!(note.changes, []);
    assert_eq!((first.sessions().len(), first.slots().len(), first.speakers().len()), (2, 3, 1));

    // Equal content is no release, whatever it is called.
    assert!(working.release(Some(&first), at, Some("2.0".to_owned())).is_none());
    working.programme.sessions[1].state = SessionState::Confirmed;
    let second = working.release(Some(&first), at, None).unwrap();
    assert_eq!(second.release().note.number, ReleaseNumber(2));
    assert!(matches!(second.release().note.changes[..], [Change::New { .. }]));

    // What is said of the conference is content as well.
    working.conference.subtitle = Some("The second".to_owned());
    let third = working.release(Some(&second), at, None).unwrap();
    assert_eq!((third.release().note.number, third.release().note.changes.len()), (ReleaseNumber(3), 0));
    let json = serde_json::to_string(&working).unwrap();
    assert_eq!(serde_json::from_str::<WorkingCopy>(&json).unwrap(), working);
}

#[test]
fn a_file_carries_on_a_conference_by_slot_or_by_name_and_time() {
    let file = schedule(vec![event(1, 0)]);
    let there = working(&file);
    let with = |change: fn(&mut ImportedSchedule)| {
        let mut file = schedule(vec![event(99, 0)]);
        change(&mut file);
        continues(&file, &there.conference, &there.ledger)
    };
    let other_names = |file: &mut ImportedSchedule| {
        file.conference.title = "Another".to_owned();
        file.conference.acronym = None;
    };
    let next_year = |file: &mut ImportedSchedule| {
        file.conference.start = jiff::civil::date(2025, 12, 27);
        file.conference.end = jiff::civil::date(2025, 12, 28);
    };
    let last_year = |file: &mut ImportedSchedule| {
        file.conference.start = jiff::civil::date(2023, 12, 27);
        file.conference.end = jiff::civil::date(2023, 12, 28);
    };
    assert!(with(|_| {}));
    assert!(with(|file| file.conference.title = "Another".to_owned()));
    assert!(with(|file| file.conference.acronym = None));
    assert!(!with(other_names));
    assert!(!with(next_year));
    assert!(!with(last_year));
    let mut same_slots = file.clone();
    other_names(&mut same_slots);
    next_year(&mut same_slots);
    assert!(continues(&same_slots, &there.conference, &there.ledger));
}

#[test]
fn a_conference_is_what_the_file_says_at_its_own_address() {
    let file = schedule(vec![event(1, 0)]);
    let working = working(&file);
    assert_eq!(
        (working.conference.title.clone(), working.conference.id.0.as_u128()),
        (conference().title, 1)
    );
    let (kept, _) = Published::new(
        working.conference.clone(),
        working.release(None, minute(0), None).unwrap().into_parts().1,
    )
    .into_parts();
    assert_eq!(kept, working.conference);
}
