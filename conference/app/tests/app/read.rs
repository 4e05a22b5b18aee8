//! What readers find.

use crate::fixture::{app, import, import_of, long_talk, schedule};
use crate::watched_store::{Fault, WatchedStore};
use plenary_app::{App, Error, Import, Surroundings, Target};
use plenary_domain::release::ReleaseNumber;
use std::sync::Arc;
use std::time::Duration;

#[tokio::test]
async fn conferences_are_listed_the_latest_first() {
    let app = app(&Arc::new(WatchedStore::new(Fault::None)));
    assert!(app.conferences().await.unwrap().is_empty());
    for (slug, year) in [("b", 2024), ("a", 2024), ("old", 2020)] {
        let mut file = schedule("1.0", 0..1);
        file.conference.start = jiff::civil::date(year, 12, 27);
        let import = Import { target: Target::At(slug.parse().unwrap()), ..import_of(file) };
        app.import(import, &mut ()).await.unwrap();
    }
    let listed = app.conferences().await.unwrap();
    let slugs: Vec<_> = listed.iter().map(|conference| conference.slug.as_str()).collect();
    assert_eq!(slugs, ["a", "b", "old"]);
    assert_eq!((listed[0].title.as_str(), listed[0].release), ("Night of Talks", ReleaseNumber(1)));
}

#[tokio::test]
async fn what_is_not_there_is_named() {
    let app = app(&Arc::new(WatchedStore::new(Fault::None)));
    let long = "x".repeat(3000);
    for slug in ["nowhere", "", "a\0b", "../pointer", long.as_str()] {
        let error = app.published(slug).await.unwrap_err();
        assert!(
            matches!(&error, Error::NotFound { what } if *what == format!("conference {slug}")),
            "{error}"
        );
        assert!(matches!(app.releases(slug).await, Err(Error::NotFound { .. })));
        assert!(matches!(app.export(slug).await, Err(Error::NotFound { .. })));
        assert!(matches!(app.release(slug, ReleaseNumber(1)).await, Err(Error::NotFound { .. })));
    }
    import(&app, &schedule("1.0", 0..1)).await.unwrap();
    let error = app.release("not24", ReleaseNumber(2)).await.unwrap_err();
    assert_eq!(error.to_string(), "there is no release 2 of conference not24");
}

#[tokio::test]
async fn every_release_stays_as_it_was() {
    let store = Arc::new(WatchedStore::new(Fault::None));
    let writer = app(&store);
    for number in 1..=4 {
        import(&writer, &schedule(&format!("v{number}"), 0..number)).await.unwrap();
    }
    // Another process, which must read everything from the store.
    let reader = app(&store);
    for number in 1..=4 {
        let release = reader.release("not24", ReleaseNumber(number)).await.unwrap();
        assert_eq!(release.sessions().len(), number as usize);
        assert_eq!(release.release().note.name(), format!("v{number}"));
        let kept = writer.release("not24", ReleaseNumber(number)).await.unwrap();
        assert_eq!((kept.release(), kept.conference()), (release.release(), release.conference()));
    }
    let notes = reader.releases("not24").await.unwrap();
    assert_eq!(notes.iter().map(|note| note.number.0).collect::<Vec<_>>(), [4, 3, 2, 1]);
    assert_eq!(notes[0], reader.published("not24").await.unwrap().release().note);
    assert!(notes[3].changes.is_empty() && notes[0].changes.len() == 1);
}

#[tokio::test]
async fn a_release_is_read_once_and_the_pointer_every_time() {
    let store = Arc::new(WatchedStore::new(Fault::None));
    let (writer, reader) = (app(&store), app(&store));
    import(&writer, &schedule("1.0", 0..3)).await.unwrap();
    let (one, other) = tokio::join!(reader.published("not24"), reader.published("not24"));
    let one = one.unwrap();
    assert!(Arc::ptr_eq(&one, &other.unwrap()));
    let notes = reader.releases("not24").await.unwrap();
    assert!(Arc::ptr_eq(&notes, &reader.releases("not24").await.unwrap()));
    import(&writer, &schedule("2.0", 0..4)).await.unwrap();
    assert_eq!(reader.published("not24").await.unwrap().sessions().len(), 4);
    assert_eq!(reader.releases("not24").await.unwrap().len(), 2);
    assert!(Arc::ptr_eq(&one, &reader.release("not24", ReleaseNumber(1)).await.unwrap()));
}

#[tokio::test]
async fn only_so_much_is_kept_in_memory() {
    let store = Arc::new(WatchedStore::new(Fault::None));
    let app = App::with_cache(Arc::<WatchedStore>::clone(&store), Surroundings::system(), 0);
    import(&app, &schedule("1.0", 0..3)).await.unwrap();
    let first = app.published("not24").await.unwrap();
    assert!(Arc::ptr_eq(&first, &app.published("not24").await.unwrap()));
    // The older release that was read last is kept, and this makes two of them.
    import(&app, &schedule("2.0", 0..4)).await.unwrap();
    import(&app, &schedule("3.0", 0..5)).await.unwrap();
    let again = app.release("not24", ReleaseNumber(1)).await.unwrap();
    assert!(!Arc::ptr_eq(&first, &again));
    assert_eq!(first.release(), again.release());
}

/// A store with four releases, and an application that has not read any of them and has room for none.
async fn four_releases() -> (Arc<WatchedStore>, App) {
    let store = Arc::new(WatchedStore::new(Fault::None));
    let writer = app(&store);
    for number in 1..=4 {
        import(&writer, &schedule(&format!("v{number}"), 0..number)).await.unwrap();
    }
    let reader = App::with_cache(Arc::<WatchedStore>::clone(&store), Surroundings::system(), 0);
    (store, reader)
}

#[tokio::test]
async fn old_releases_asked_for_over_and_over_leave_the_current_one_in_memory() {
    let (store, reader) = four_releases().await;
    let current = reader.published("not24").await.unwrap();
    let notes = reader.releases("not24").await.unwrap();
    for number in (1..=3).cycle().take(12) {
        reader.release("not24", ReleaseNumber(number)).await.unwrap();
        let reads = store.document_reads();
        assert!(Arc::ptr_eq(&current, &reader.published("not24").await.unwrap()));
        assert!(Arc::ptr_eq(&current, &reader.release("not24", ReleaseNumber(4)).await.unwrap()));
        assert!(Arc::ptr_eq(&notes, &reader.releases("not24").await.unwrap()));
        assert_eq!(store.document_reads(), reads);
    }
}

#[tokio::test]
async fn a_crowd_reads_everything_once() {
    let (store, reader) = four_releases().await;
    let before = store.document_reads();
    let visit = || async {
        let first = ReleaseNumber(1);
        let (current, old, notes) =
            tokio::join!(reader.published("not24"), reader.release("not24", first), reader.releases("not24"));
        (current.unwrap(), old.unwrap(), notes.unwrap())
    };
    let (one, two, three) = tokio::join!(visit(), visit(), visit());
    assert!(Arc::ptr_eq(&one.0, &two.0) && Arc::ptr_eq(&two.0, &three.0));
    assert!(Arc::ptr_eq(&one.1, &two.1) && Arc::ptr_eq(&two.1, &three.1));
    assert!(Arc::ptr_eq(&one.2, &two.2) && Arc::ptr_eq(&two.2, &three.2));
    // The current release, the old one, and the differences of four.
    assert_eq!(store.document_reads() - before, 6);
}

#[tokio::test(start_paused = true)]
async fn nobody_waits_for_an_old_release_but_who_asked_for_it() {
    let (store, reader) = four_releases().await;
    let gate = store.hold_next_document();
    let old = reader.release("not24", ReleaseNumber(1));
    let current = async {
        while store.hold_is_pending() {
            tokio::task::yield_now().await;
        }
        let current = tokio::time::timeout(Duration::from_secs(1), reader.published("not24")).await;
        gate.add_permits(1);
        current.expect("the current release is read meanwhile").unwrap()
    };
    let (old, current) = tokio::join!(old, current);
    assert_eq!((old.unwrap().sessions().len(), current.sessions().len()), (1, 4));
}

#[tokio::test]
async fn texts_larger_than_an_item_are_kept_whole() {
    let store = Arc::new(WatchedStore::new(Fault::None));
    let mut file = schedule("1.0", 0..3);
    file.events.push(long_talk(3, 5_000_000));
    import(&app(&store), &file).await.unwrap();
    let published = app(&store).published("not24").await.unwrap();
    assert_eq!(published.sessions()[3].description, file.events[3].description);
}

#[tokio::test]
async fn a_store_that_does_not_answer_is_said_to_be_unavailable() {
    let store = Arc::new(WatchedStore::new(Fault::None));
    let app = app(&store);
    import(&app, &schedule("1.0", 0..3)).await.unwrap();
    store.restart(Fault::CrashBefore(0));
    assert!(matches!(import(&app, &schedule("2.0", 0..4)).await, Err(Error::Unavailable { .. })));
    let error = app.published("not24").await.unwrap_err();
    assert_eq!(error.to_string(), "The store does not answer. Try again in a moment.");
    assert!(std::error::Error::source(&error).is_some());
}
