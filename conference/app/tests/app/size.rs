//! A large conference, in a file on disk.

use crate::fixture::{app, import, schedule};
use plenary_app::Outcome;
use plenary_domain::text::{Text, TextFormat};
use plenary_store::{Key, Store};
use plenary_store_sqlite::SqliteStore;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The fastest of so many blocks counts: other processes can only slow it down.
const BLOCKS: usize = 20;
const READS: u32 = 50;

#[tokio::test(flavor = "multi_thread")]
async fn a_large_conference_is_imported_in_less_than_two_seconds_and_read_in_microseconds() {
    let directory = tempfile::tempdir().unwrap();
    let store = Arc::new(SqliteStore::open(directory.path().join("store")).unwrap());
    let mut file = schedule("1.0", 0..1351);
    for event in &mut file.events {
        event.description = Text::new(TextFormat::Html, format!("<p>{}</p>", event.title.repeat(250)));
    }
    let app = app(&store);

    let started = Instant::now();
    assert_eq!(import(&app, &file).await.unwrap().outcome, Outcome::Created);
    let first = started.elapsed();

    for event in &mut file.events {
        event.title.push('!');
    }
    let started = Instant::now();
    let again = import(&app, &file).await.unwrap();
    let second = started.elapsed();
    assert_eq!(again.published.release().note.changes.len(), 1351);

    let pointer = format!("conference#{}", again.published.conference().id.0);
    let pointer = Key::new(pointer, "pointer").unwrap();
    let (mut row, mut read) = (Duration::MAX, Duration::MAX);
    for _ in 0..BLOCKS {
        let started = Instant::now();
        for _ in 0..READS {
            store.get(&pointer).await.unwrap().unwrap();
        }
        row = row.min(started.elapsed() / READS);
        let started = Instant::now();
        for _ in 0..READS {
            app.published("not24").await.unwrap();
        }
        read = read.min(started.elapsed() / READS);
    }
    println!("import {first:?}, import again {second:?}, read {read:?}, of it the pointer's row {row:?}");
    assert!(first < Duration::from_secs(2) && second < Duration::from_secs(2));
    assert!(read < Duration::from_millis(1));
}
