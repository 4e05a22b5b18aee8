//! Imports at the same moment: each whole, none lost.

use crate::fixture::{app, import, long_talk, schedule};
use crate::watched_store::{Fault, WatchedStore, assert_tidy};
use plenary_app::{Error, Outcome};
use std::sync::Arc;
use tokio::task::JoinSet;

/// What a race came to.
#[derive(Debug, Default)]
struct Race {
    /// How many imports were told that they made a release.
    made: usize,
    /// How many releases there are.
    releases: usize,
    /// Errors that no import should see, whoever else imports.
    strange: Vec<Error>,
}

impl Race {
    fn is_fair(&self) -> bool {
        self.made == self.releases && self.strange.is_empty()
    }
}

/// Imports different files into one conference at once.
async fn race(store: &Arc<WatchedStore>, importers: u32) -> Race {
    let mut imports = JoinSet::new();
    for importer in 1..=importers {
        let store = Arc::clone(store);
        imports.spawn(async move {
            let mut file = schedule(&format!("v{importer}"), 0..importer);
            file.events.push(long_talk(90, 200_000 * (importer as usize % 3)));
            import(&app(&store), &file).await
        });
    }
    let mut race = Race::default();
    while let Some(imported) = imports.join_next().await {
        match imported.unwrap() {
            Ok(imported) => race.made += usize::from(imported.outcome != Outcome::Unchanged),
            Err(Error::Conflict { .. }) => {}
            Err(error) => race.strange.push(error),
        }
    }
    race.releases = app(store).releases("not24").await.map_or(0, |releases| releases.len());
    race
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_import_that_is_acknowledged_is_a_release() {
    for _ in 0..6 {
        let store = Arc::new(WatchedStore::new(Fault::None));
        let race = race(&store, 6).await;
        assert!(race.made > 0 && race.is_fair(), "{race:?}");
        let app = app(&store);
        let published = app.published("not24").await.unwrap();
        let label = published.release().note.label.clone().unwrap();
        assert_eq!(label, format!("v{}", published.sessions().len() - 1), "a mixture");
        // The last of all clears up what those before could not.
        import(&app, &schedule("last", 0..9)).await.unwrap();
        assert_tidy(&store).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn without_conditions_imports_are_lost() {
    for _ in 0..100 {
        let store = Arc::new(WatchedStore::new(Fault::Unguarded));
        if !race(&store, 6).await.is_fair() {
            return;
        }
    }
    panic!("the race above proves nothing: it is won without its guard");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn readers_see_whole_releases_while_they_are_replaced() {
    let store = Arc::new(WatchedStore::new(Fault::None));
    import(&app(&store), &schedule("v1", 0..1)).await.unwrap();
    let writer = Arc::clone(&store);
    let writing = tokio::spawn(async move {
        for talks in 2..30 {
            import(&app(&writer), &schedule(&format!("v{talks}"), 0..talks)).await.unwrap();
        }
    });
    let mut last = 0;
    while !writing.is_finished() {
        let reader = app(&store);
        let published = reader.published("not24").await.unwrap();
        let number = published.release().note.number.0;
        assert_eq!(number as usize, published.sessions().len());
        assert!(number >= last);
        last = number;
        let export = reader.export("not24").await.unwrap();
        assert_eq!(export.releases.len(), export.programme.sessions.len());
    }
    writing.await.unwrap();
}
