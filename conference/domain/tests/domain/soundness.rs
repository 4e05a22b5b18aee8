//! Every way in which a programme can be wrong is found, and named.

use crate::fixture::{Counting, event, schedule, speaker};
use plenary_domain::identity::{RoomId, SessionId, SessionTypeId, SpeakerId, TrackId};
use plenary_domain::ledger::Ledger;
use plenary_domain::programme::Programme;
use plenary_domain::reconcile::reconcile;
use plenary_domain::slot::SlotContent;
use plenary_domain::soundness::flaws;
use uuid::Uuid;

fn sound() -> Programme {
    let mut talk = event(1, 0);
    talk.speakers = vec![speaker("a", "Ada"), speaker("b", "Bob")];
    let mut workshop = event(2, 60);
    workshop.session_type = Some("Workshop".to_owned());
    reconcile(&schedule(vec![talk, workshop]), None, &mut Ledger::default(), &mut Counting::default())
}

#[test]
fn each_flaw_is_named() {
    type Damage = fn(&mut Programme);
    let cases: [(&str, Damage); 29] = [
        ("two tracks have the same id", |p| p.tracks[1].id = p.tracks[0].id),
        ("two tracks have the same name", |p| p.tracks[1].name = p.tracks[0].name.clone()),
        ("two tracks have the same slug", |p| p.tracks[1].slug = p.tracks[0].slug.clone()),
        ("two rooms have the same id", |p| p.rooms[1].id = p.rooms[0].id),
        ("two rooms have the same name", |p| p.rooms[1].name = p.rooms[0].name.clone()),
        ("two rooms have the same slug", |p| p.rooms[1].slug = p.rooms[0].slug.clone()),
        ("two rooms have the same GUID", |p| p.rooms[1].guid = p.rooms[0].guid),
        ("two session types have the same id", |p| p.session_types[1].id = p.session_types[0].id),
        ("two session types have the same name", |p| {
            p.session_types[1].name = p.session_types[0].name.clone();
        }),
        ("two session types have the same slug", |p| {
            p.session_types[1].slug = p.session_types[0].slug.clone();
        }),
        ("two sessions have the same id", |p| p.sessions[1].id = p.sessions[0].id),
        ("two sessions have the same source id", |p| {
            p.sessions[1].source_id = p.sessions[0].source_id.clone();
        }),
        ("two speakers have the same id", |p| p.speakers[1].id = p.speakers[0].id),
        ("two speakers have the same source id", |p| {
            p.speakers[1].source_id = p.speakers[0].source_id.clone();
        }),
        ("two pages have the same code", |p| p.speakers[0].code = p.sessions[0].code),
        ("refers to a track that", |p| p.sessions[0].track = Some(TrackId(Uuid::nil()))),
        ("refers to a session type that", |p| p.sessions[0].session_type = Some(SessionTypeId(Uuid::nil()))),
        ("refers to a speaker that", |p| p.sessions[0].speakers.push(SpeakerId(Uuid::nil()))),
        ("two slots have the same GUID", |p| p.slots[1].guid = p.slots[0].guid),
        ("two slots have the same number", |p| p.slots[1].number = p.slots[0].number),
        ("slot 1 refers to a room that", |p| p.slots[0].room = Some(RoomId(Uuid::nil()))),
        ("slot 1 refers to a session that", |p| {
            p.slots[0].content = SlotContent::Session(SessionId(Uuid::nil()));
        }),
        ("slot 1 begins on 0 days instead of one", |p| p.days[0].start = p.slots[1].start),
        ("begins on 2 days instead of one", |p| p.days[1].start = p.days[0].start),
        ("the slots are out of order", |p| p.slots.reverse()),
        ("two days have the same date", |p| p.days[1].date = p.days[0].date),
        ("the days are out of order", |p| p.days[1].index = 1),
        ("the days are out of order", |p| p.days[1].end = p.days[0].start),
        ("the days are out of order", |p| {
            p.days[0].start = p.days[1].start;
            p.days[1].start = p.days[0].end;
            p.days.swap(0, 1);
        }),
    ];
    assert_eq!(flaws(&sound()), []);
    for (expected, damage) in cases {
        let mut programme = sound();
        damage(&mut programme);
        let found: Vec<_> = flaws(&programme).iter().map(ToString::to_string).collect();
        assert!(found.iter().any(|flaw| flaw.contains(expected)), "{expected}: {found:?}");
    }
}

#[test]
fn a_break_needs_no_session_and_nobody_needs_a_room() {
    let mut programme = sound();
    programme.slots[0].content = SlotContent::Break("Lunch".to_owned());
    programme.slots[0].room = None;
    assert_eq!(flaws(&programme), []);
    assert_eq!(flaws(&Programme::default()), []);
}
