//! An export holds the conference, the whole conference.

use crate::fixture::{app, import, schedule, talk};
use crate::watched_store::{Fault, WatchedStore, assert_tidy};
use plenary_app::{Error, Imported, Outcome, Restore};
use plenary_domain::release::ReleaseNumber;
use plenary_formats::export::Export;
use std::sync::Arc;

fn watched() -> Arc<WatchedStore> {
    Arc::new(WatchedStore::new(Fault::None))
}

async fn restore(store: &Arc<WatchedStore>, export: &Export) -> Result<Imported, Error> {
    let restore =
        Restore { export: export.clone(), actor: "test".to_owned(), source: "export.json".to_owned() };
    app(store).restore(restore, &mut ()).await
}

/// A conference with a history.
async fn exported() -> (Arc<WatchedStore>, Export) {
    let store = watched();
    for (label, talks) in [("1.0", 0..5), ("1.1", 1..6), ("1.2", 2..9)] {
        import(&app(&store), &schedule(label, talks)).await.unwrap();
    }
    let export = app(&store).export("not24").await.unwrap();
    (store, export)
}

#[tokio::test]
async fn nothing_is_lost() {
    let (store, export) = exported().await;
    assert_eq!(export.releases.iter().map(|note| note.number.0).collect::<Vec<_>>(), [1, 2, 3]);
    let file = plenary_formats::export::write(&export);
    assert_eq!(plenary_formats::export::read(file.as_bytes()).unwrap(), export);
    let elsewhere = watched();
    let restored = restore(&elsewhere, &export).await.unwrap();
    assert_eq!((restored.outcome, restored.releases.len()), (Outcome::Created, 3));
    assert_tidy(&elsewhere).await;
    let (here, there) = (app(&store), app(&elsewhere));
    assert_eq!(there.export("not24").await.unwrap(), export);
    let (here_now, there_now) =
        (here.published("not24").await.unwrap(), there.published("not24").await.unwrap());
    assert_eq!(here_now.conference(), there_now.conference());
    assert_eq!(here_now.release(), there_now.release());
    assert_eq!(here.releases("not24").await.unwrap(), there.releases("not24").await.unwrap());
    assert_eq!(here.conferences().await.unwrap(), there.conferences().await.unwrap());

    // And it goes on in the same way: what was gone before the export comes back as what it was.
    let file = schedule("1.3", 0..9);
    let (here, there) = (import(&here, &file).await.unwrap(), import(&there, &file).await.unwrap());
    let number = |imported: &Imported| -> Vec<_> {
        imported.published.slots().iter().map(|slot| (slot.guid, slot.number)).collect()
    };
    assert_eq!(number(&here), number(&there));
    let code = |imported: &Imported| imported.published.sessions()[0].code;
    assert_eq!(code(&here), code(&there));
}

#[tokio::test]
async fn releases_before_the_export_have_their_notes_only() {
    let (_, export) = exported().await;
    let store = watched();
    restore(&store, &export).await.unwrap();
    let app = app(&store);
    assert!(matches!(app.release("not24", ReleaseNumber(1)).await, Err(Error::NotFound { .. })));
    assert_eq!(app.release("not24", ReleaseNumber(3)).await.unwrap().sessions().len(), 7);
}

#[tokio::test]
async fn restoring_what_is_there_changes_nothing() {
    let (store, export) = exported().await;
    store.restart(Fault::None);
    assert_eq!(restore(&store, &export).await.unwrap().outcome, Outcome::Unchanged);
    assert_eq!(store.commits(), 0);
    import(&app(&store), &schedule("2.0", 0..2)).await.unwrap();
    let error = restore(&store, &export).await.unwrap_err();
    assert!(matches!(&error, Error::Conflict { reason } if reason.contains("import the export")), "{error}");
}

#[tokio::test]
async fn one_conference_is_at_one_address() {
    let (store, mut export) = exported().await;
    export.conference.slug = "elsewhere".parse().unwrap();
    let error = restore(&store, &export).await.unwrap_err();
    assert!(matches!(&error, Error::Conflict { reason } if reason.contains("not24")), "{error}");
}

#[tokio::test]
async fn an_export_that_contradicts_itself_is_refused() {
    type Damage = fn(&mut Export);
    let (_, export) = exported().await;
    let store = watched();
    let damages: [(&str, Damage); 4] = [
        ("no release", |export| export.releases.clear()),
        ("out of order", |export| export.releases.reverse()),
        ("contradicts itself", |export| export.programme.days.clear()),
        ("numbers or codes", |export| export.programme.slots[6].number = 3000.try_into().unwrap()),
    ];
    for (expected, damage) in damages {
        let mut export = export.clone();
        damage(&mut export);
        let error = restore(&store, &export).await.unwrap_err();
        assert!(matches!(&error, Error::Invalid { reason } if reason.contains(expected)), "{error}");
    }
    assert_eq!(store.commits(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_restoration_that_dies_is_not_seen_and_can_be_repeated() {
    let (_, export) = exported().await;
    for fault in [Fault::CrashBefore as fn(usize) -> Fault, Fault::CrashAfter] {
        for commit in 0..4 {
            let store = watched();
            store.restart(fault(commit));
            let died = restore(&store, &export).await;
            store.restart(Fault::None);
            if matches!(died, Err(Error::Unavailable { .. })) {
                let seen = app(&store).published("not24").await;
                assert!(matches!(seen, Err(Error::NotFound { .. })) || commit > 2);
            }
            restore(&store, &export).await.unwrap();
            assert_eq!(app(&store).export("not24").await.unwrap(), export);
            assert_tidy(&store).await;
        }
    }
}

#[tokio::test]
async fn an_address_that_a_crash_left_reserved_is_free() {
    let (_, export) = exported().await;
    let store = Arc::new(WatchedStore::new(Fault::CrashBefore(2)));
    let mut file = schedule("other", 0..2);
    file.events.push(talk(7));
    assert!(import(&app(&store), &file).await.is_err());
    store.restart(Fault::None);
    restore(&store, &export).await.unwrap();
    assert_eq!(app(&store).export("not24").await.unwrap(), export);
    assert_tidy(&store).await;
}

#[tokio::test]
async fn more_releases_than_a_batch_holds() {
    let (_, mut export) = exported().await;
    let newest = export.releases.pop().unwrap();
    let note =
        |number| plenary_domain::release::ReleaseNote { number: ReleaseNumber(number), ..newest.clone() };
    export.releases = (1..=200).map(note).collect();
    let store = watched();
    let restored = restore(&store, &export).await.unwrap();
    assert_eq!(restored.releases.len(), 200);
    assert_eq!(app(&store).export("not24").await.unwrap(), export);
}
