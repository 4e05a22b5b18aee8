//! The ways through a released schedule.

use crate::fixture::{Counting, event, minute, schedule, speaker};
use plenary_domain::code::PageCode;
use plenary_domain::identity::{ConferenceId, RoomId, SessionId, SessionTypeId, SpeakerId, TrackId};
use plenary_domain::imported::ImportedEvent;
use plenary_domain::published::Published;
use plenary_domain::schedule::WorkingCopy;
use uuid::Uuid;

fn published() -> Published {
    let mut talk = event(1, 0);
    talk.speakers = vec![speaker("b", "Bob"), speaker("a", "Ada")];
    let mut again = ImportedEvent { session_key: "talk-1".to_owned(), ..event(2, 24 * 60) };
    again.room = Some("Hall 2".to_owned());
    let mut other = event(3, 60);
    other.speakers = vec![speaker("a", "Ada")];
    let id = ConferenceId(Uuid::from_u128(1));
    let file = schedule(vec![talk, again, other]);
    let working = WorkingCopy::new(id, "not24".parse().unwrap(), &file, &mut Counting::default());
    working.release(None, minute(0), None).unwrap()
}

#[test]
fn everything_is_found_by_its_identity() {
    let published = published();
    assert_eq!(published.conference().slug.as_str(), "not24");
    for (position, track) in published.tracks().iter().enumerate() {
        assert_eq!(published.track(track.id), Some(track));
        assert_eq!(published.track_position(track.id), Some(position));
    }
    for (position, room) in published.rooms().iter().enumerate() {
        assert_eq!(published.room(room.id), Some(room));
        assert_eq!(published.room_position(room.id), Some(position));
    }
    for (position, kind) in published.session_types().iter().enumerate() {
        assert_eq!(published.session_type(kind.id), Some(kind));
        assert_eq!(published.session_type_position(kind.id), Some(position));
    }
    for session in published.sessions() {
        assert_eq!(published.session(session.id), Some(session));
        assert_eq!(published.session_by_code(session.code), Some(session));
    }
    for speaker in published.speakers() {
        assert_eq!(published.speaker(speaker.id), Some(speaker));
        assert_eq!(published.speaker_by_code(speaker.code), Some(speaker));
    }
}

#[test]
fn nothing_is_found_by_another() {
    let (published, nobody) = (published(), Uuid::from_u128(99));
    assert!(published.track(TrackId(nobody)).is_none() && published.room(RoomId(nobody)).is_none());
    assert!(published.session_type(SessionTypeId(nobody)).is_none());
    assert!(published.session(SessionId(nobody)).is_none() && published.speaker(SpeakerId(nobody)).is_none());
    let code = PageCode::from_number(987_654_321);
    assert!(published.session_by_code(code).is_none() && published.speaker_by_code(code).is_none());
    assert_eq!(published.slots_of(SessionId(nobody)).count(), 0);
    assert_eq!(published.sessions_of(SpeakerId(nobody)).count(), 0);
    assert_eq!(published.day_of_slot(99), None);
}

#[test]
fn one_thing_leads_to_the_others() {
    let published = published();
    let talk = &published.sessions()[0];
    let names: Vec<_> = published.speakers_of(talk).map(|speaker| speaker.name.as_str()).collect();
    assert_eq!(names, ["Bob", "Ada"]);
    let slots: Vec<_> = published.slots_of(talk.id).map(|slot| slot.number.get()).collect();
    assert_eq!(slots, [1, 2]);
    let ada = &published.speakers()[0];
    let titles: Vec<_> = published.sessions_of(ada.id).map(|session| session.title.as_str()).collect();
    assert_eq!(titles, ["Talk 1", "Talk 3"]);
    let on_day = |day| published.slots_on(day).map(|(position, _)| position).collect::<Vec<_>>();
    assert_eq!((on_day(0), on_day(1)), (vec![0, 1], vec![2]));
    assert_eq!(published.day_of_slot(2), Some(1));
    assert_eq!(published.days().len(), 2);
}
