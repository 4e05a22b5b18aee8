//! What an import does, and what it leaves alone.

use crate::fixture::{app, import, import_of, now, schedule, talk};
use crate::watched_store::{Fault, WatchedStore, assert_tidy};
use plenary_app::{Error, Import, Outcome, Progress, Step, Target};
use plenary_domain::change::Change;
use plenary_domain::release::ReleaseNumber;
use plenary_domain::session::SessionState;
use std::sync::Arc;

fn watched() -> Arc<WatchedStore> {
    Arc::new(WatchedStore::new(Fault::None))
}

#[tokio::test]
async fn a_file_makes_a_conference() {
    let store = watched();
    let app = app(&store);
    let imported = import(&app, &schedule("1.0", 0..10)).await.unwrap();
    assert_eq!(imported.outcome, Outcome::Created);
    let published = &imported.published;
    let note = &published.release().note;
    assert_eq!(
        (note.number, note.label.as_deref(), note.released_at),
        (ReleaseNumber(1), Some("1.0"), now())
    );
    assert_eq!((published.sessions().len(), published.speakers().len()), (10, 7));
    assert_eq!(imported.releases.as_ref(), std::slice::from_ref(note));
    assert_eq!(published.conference().slug.as_str(), "not24");
    assert_tidy(&store).await;
}

#[tokio::test]
async fn the_same_file_again_writes_nothing() {
    let store = watched();
    import(&app(&store), &schedule("1.0", 0..10)).await.unwrap();
    store.restart(Fault::None);
    // The label alone is no content.
    for label in ["1.0", "1.1"] {
        let again = import(&app(&store), &schedule(label, 0..10)).await.unwrap();
        assert_eq!((again.outcome, again.releases.len()), (Outcome::Unchanged, 1));
        assert_eq!(again.published.release().note.label.as_deref(), Some("1.0"));
    }
    assert_eq!(store.commits(), 0);
}

#[tokio::test]
async fn a_changed_file_makes_a_release_that_says_what_changed() {
    let store = watched();
    let app = app(&store);
    let first = import(&app, &schedule("1.0", 0..5)).await.unwrap();
    let mut file = schedule("Gacrux", 1..6);
    file.events[0].title = "Another title".to_owned();
    file.events[1].start = talk(50).start;
    file.events[2].cancelled = true;
    let second = import(&app, &file).await.unwrap();
    assert_eq!(second.outcome, Outcome::Updated);
    let note = &second.published.release().note;
    assert_eq!((note.number, note.name().as_str()), (ReleaseNumber(2), "Gacrux"));
    let kinds: Vec<&str> = note
        .changes
        .iter()
        .map(|change| match change {
            Change::New { .. } => "new",
            Change::Moved { .. } => "moved",
            Change::Cancelled { .. } => "cancelled",
            Change::Retitled { .. } => "retitled",
        })
        .collect();
    assert_eq!(kinds, ["cancelled", "retitled", "cancelled", "new", "moved"]);
    let cancelled = second.published.sessions().iter().find(|session| session.title == "Talk 3").unwrap();
    assert_eq!(cancelled.state, SessionState::Cancelled);
    let earlier = first.published.sessions().iter().find(|session| session.title == "Talk 3").unwrap();
    assert_eq!((earlier.id, earlier.code), (cancelled.id, cancelled.code));
    assert_eq!(second.releases.len(), 2);
    assert_tidy(&store).await;
}

#[tokio::test]
async fn what_is_said_of_the_conference_counts_as_well() {
    let app = app(&watched());
    import(&app, &schedule("1.0", 0..3)).await.unwrap();
    let mut file = schedule("1.1", 0..3);
    file.conference.venue = Some("Castle".to_owned());
    let imported = import(&app, &file).await.unwrap();
    assert_eq!((imported.outcome, imported.releases.len()), (Outcome::Updated, 2));
    assert_eq!(imported.published.conference().venue.as_deref(), Some("Castle"));
    assert_eq!(app.conferences().await.unwrap()[0].venue.as_deref(), Some("Castle"));
    let before = app.release("not24", ReleaseNumber(1)).await.unwrap();
    assert_eq!(before.conference().venue.as_deref(), Some("Town Hall"));
}

#[tokio::test]
async fn an_address_comes_from_the_short_name_else_the_title() {
    let app = app(&watched());
    let mut file = schedule("1.0", 0..2);
    file.conference.acronym = None;
    let imported = import(&app, &file).await.unwrap();
    assert_eq!(imported.published.conference().slug.as_str(), "night-of-talks");
    file.conference.title = "会議".to_owned();
    let error = import(&app, &file).await.unwrap_err();
    assert!(matches!(&error, Error::Invalid { reason } if reason.contains("会議")), "{error}");
    let named = Import { target: Target::At("kaigi".parse().unwrap()), ..import_of(file) };
    let imported = app.import(named, &mut ()).await.unwrap();
    assert_eq!(imported.published.conference().slug.as_str(), "kaigi");
}

#[tokio::test]
async fn another_conference_does_not_take_an_address_by_accident() {
    let store = watched();
    let app = app(&store);
    import(&app, &schedule("1.0", 0..3)).await.unwrap();
    let commits = store.commits();
    let mut other = schedule("1.0", 100..103);
    other.conference.title = "Knitting Days".to_owned();
    other.conference.acronym = None;
    let slug: plenary_domain::code::ConferenceSlug = "not24".parse().unwrap();
    let at = Import { target: Target::At(slug.clone()), ..import_of(other.clone()) };
    let error = app.import(at, &mut ()).await.unwrap_err();
    assert!(
        matches!(&error, Error::Conflict { reason } if reason.contains("Night of Talks") && reason.contains("Knitting")),
        "{error}"
    );
    assert_eq!(store.commits(), commits);
    let replacing = Import { target: Target::Replacing(slug), ..import_of(other) };
    let imported = app.import(replacing, &mut ()).await.unwrap();
    assert_eq!((imported.outcome, imported.releases.len()), (Outcome::Updated, 2));
    assert_eq!(imported.published.conference().title, "Knitting Days");
}

#[tokio::test]
async fn a_schedule_that_contradicts_itself_leaves_nothing() {
    let store = watched();
    let app = app(&store);
    let mut file = schedule("1.0", 0..3);
    file.days.clear();
    let error = import(&app, &file).await.unwrap_err();
    assert!(matches!(&error, Error::Invalid { reason } if reason.contains("and 2 more")), "{error}");
    file.events.truncate(1);
    let error = import(&app, &file).await.unwrap_err();
    assert!(
        matches!(&error, Error::Invalid { reason } if reason.contains("0 days instead of one.")),
        "{error}"
    );
    assert_eq!(store.commits(), 0);
}

#[tokio::test]
async fn every_import_that_changes_something_is_recorded() {
    let store = watched();
    let app = app(&store);
    import(&app, &schedule("1.0", 0..3)).await.unwrap();
    import(&app, &schedule("1.0", 0..3)).await.unwrap();
    import(&app, &schedule("2.0", 0..4)).await.unwrap();
    let items = store.items().await;
    let events: Vec<serde_json::Value> = items
        .iter()
        .filter(|item| item.key.sort().starts_with("audit#2024-12-01T12:00:00.000000000Z#"))
        .map(|item| item.decode().unwrap())
        .collect();
    assert_eq!(events.len(), 2);
    let second = events.iter().find(|event| !event["before"].is_null()).unwrap();
    assert_eq!((&second["actor"], &second["action"]), (&"test".into(), &"schedule.import".into()));
    assert_eq!(second["source"], "schedule.xml");
    assert_eq!((&second["before"]["sessions"], &second["after"]["sessions"]), (&3.into(), &4.into()));
    assert_eq!((&second["before"]["release"], &second["after"]["label"]), (&1.into(), &"2.0".into()));
}

#[tokio::test]
async fn the_steps_are_told() {
    struct Steps(Vec<Step>);
    impl Progress for Steps {
        fn step(&mut self, step: Step) {
            self.0.push(step);
        }
    }
    let mut steps = Steps(Vec::new());
    let app = app(&watched());
    app.import(import_of(schedule("1.0", 0..3)), &mut steps).await.unwrap();
    assert_eq!(steps.0.first(), Some(&Step::Reconciled { sessions: 3, slots: 3, speakers: 3 }));
    assert_eq!(steps.0[steps.0.len() - 2..], [Step::Visible, Step::Cleared]);
    assert!(steps.0.iter().any(|step| matches!(step, Step::Written { bytes, of } if bytes == of)));
}
