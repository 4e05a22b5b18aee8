//! Whenever an import dies, nothing of it is seen, and the next one makes good.

use crate::fixture::{app, import, long_talk, now, schedule};
use crate::watched_store::{Fault, WatchedStore, assert_tidy};
use plenary_app::{App, Error, Outcome, RandomIdentities, Surroundings};
use plenary_domain::imported::ImportedSchedule;
use plenary_store::ManualClock;
use std::sync::Arc;

/// Large enough that its documents take several batches.
fn file(label: &str, talks: u32) -> ImportedSchedule {
    let mut file = schedule(label, 0..talks);
    file.events.push(long_talk(90, 2_000_000));
    file
}

/// What everybody sees: the number of sessions and of releases, or nothing.
async fn seen(store: &Arc<WatchedStore>) -> Option<(usize, usize)> {
    let app = app(store);
    match app.published("not24").await {
        Ok(published) => {
            let releases = app.releases("not24").await.unwrap();
            assert_eq!(app.conferences().await.unwrap()[0].release, published.release().note.number);
            Some((published.sessions().len(), releases.len()))
        }
        Err(Error::NotFound { .. }) => {
            assert!(app.conferences().await.unwrap().is_empty());
            None
        }
        Err(error) => panic!("{error}"),
    }
}

/// Dies at every commit in turn, until an import gets through.
async fn die_everywhere(fault: fn(usize) -> Fault, before: Option<u32>) {
    let whole = |talks: u32, releases| Some((talks as usize + 1, releases));
    let releases = usize::from(before.is_some());
    for commit in 0.. {
        let store = Arc::new(WatchedStore::new(Fault::None));
        if let Some(talks) = before {
            import(&app(&store), &file("1.0", talks)).await.unwrap();
        }
        let old = seen(&store).await;
        let new = whole(4, releases + 1);
        store.restart(fault(commit));
        let died = import(&app(&store), &file("2.0", 4)).await;
        let commits = store.commits();
        store.restart(Fault::None);
        let now = seen(&store).await;
        match &died {
            Ok(imported) => {
                // Either it got through, or it died when all that was left was to clear up.
                assert_eq!((now, imported.published.sessions().len()), (new, 5));
            }
            Err(Error::Unavailable { .. }) => assert!(now == old || now == new, "{now:?} at commit {commit}"),
            Err(error) => panic!("{error}"),
        }
        let again = import(&app(&store), &file("2.0", 4)).await.unwrap();
        assert_eq!(again.outcome == Outcome::Unchanged, now == new);
        assert_eq!(seen(&store).await, new);
        assert_tidy(&store).await;
        if died.is_ok() && commits <= commit {
            assert!(commit >= 5, "a large file takes several commits");
            return;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_first_import_that_dies_before_a_commit() {
    die_everywhere(Fault::CrashBefore, None).await;
}

#[tokio::test(start_paused = true)]
async fn a_first_import_that_dies_after_a_commit() {
    die_everywhere(Fault::CrashAfter, None).await;
}

#[tokio::test(start_paused = true)]
async fn a_later_import_that_dies_before_a_commit() {
    die_everywhere(Fault::CrashBefore, Some(3)).await;
}

#[tokio::test(start_paused = true)]
async fn a_later_import_that_dies_after_a_commit() {
    die_everywhere(Fault::CrashAfter, Some(3)).await;
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_lost_is_asked_for_again() {
    let store = Arc::new(WatchedStore::new(Fault::LostAnswers));
    for talks in 3..6 {
        import(&app(&store), &file("1.0", talks)).await.unwrap();
    }
    store.restart(Fault::None);
    assert_eq!(seen(&store).await, Some((6, 3)));
    assert_tidy(&store).await;
}

#[tokio::test(start_paused = true)]
async fn another_file_makes_good_as_well() {
    let store = Arc::new(WatchedStore::new(Fault::CrashBefore(3)));
    assert!(import(&app(&store), &file("1.0", 3)).await.is_err());
    store.restart(Fault::None);
    assert_eq!(seen(&store).await, None);
    import(&app(&store), &schedule("other", 0..2)).await.unwrap();
    assert_eq!(seen(&store).await, Some((2, 1)));
    assert_tidy(&store).await;
}

#[tokio::test(start_paused = true)]
async fn what_a_crash_leaves_is_removed_also_when_nothing_changes_any_more() {
    let store = Arc::new(WatchedStore::new(Fault::None));
    import(&app(&store), &file("1.0", 3)).await.unwrap();
    store.restart(Fault::CrashAfter(1));
    assert!(import(&app(&store), &file("2.0", 4)).await.is_err());
    store.restart(Fault::None);
    let items = store.items().await.len();

    // It might still be somebody at work.
    import(&app(&store), &file("1.0", 3)).await.unwrap();
    assert_eq!(store.items().await.len(), items);

    let later = ManualClock::new(now());
    later.advance(jiff::SignedDuration::from_hours(1));
    let app =
        App::new(Arc::<WatchedStore>::clone(&store), Surroundings::new(Arc::new(later), RandomIdentities));
    assert_eq!(import(&app, &file("1.0", 3)).await.unwrap().outcome, Outcome::Unchanged);
    assert_tidy(&store).await;
}
