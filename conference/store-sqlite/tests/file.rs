//! The file itself: what is refused, what survives, what is removed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use jiff::{SignedDuration, Timestamp};
use plenary_store::{Batch, Clock, Expiry, Key, ManualClock, Put, Query, Store, StoreError};
use plenary_store_sqlite::SqliteStore;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

fn place() -> (TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store.db");
    (directory, path)
}

fn put(sort: impl Into<String>, value: &'static str) -> Batch {
    Batch::new().with(Put::new(Key::new("p", sort).unwrap(), value))
}

fn refusal(path: &Path) -> String {
    match SqliteStore::open(path) {
        Err(StoreError::Refused(sentence)) => sentence,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_was_put_is_there_after_reopening() {
    let (_directory, path) = place();
    let before = SqliteStore::open(&path).unwrap().commit(put("a", "1")).await.unwrap();
    let store = SqliteStore::open(&path).unwrap();
    let item = store.get(&Key::new("p", "a").unwrap()).await.unwrap().unwrap();
    assert_eq!((&item.value[..], item.revision), (&b"1"[..], before.revision));
    assert_ne!(store.commit(put("a", "2")).await.unwrap().revision, before.revision);
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left() {
    let (_directory, path) = place();
    let text = "BEGIN:VCALENDAR, and so on for more than a hundred bytes, as SQLite's header has. ".repeat(9);
    std::fs::write(&path, &text).unwrap();
    assert_eq!(refusal(&path), format!("{} is not a Plenary store; it was left as it is", path.display()));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn another_programs_database_is_refused_and_left() {
    let (_directory, path) = place();
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE theirs (id INTEGER)").unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(refusal(&path).ends_with("is not a Plenary store; it was left as it is"));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_newer_layout_is_refused_with_a_way_out() {
    let (_directory, path) = place();
    drop(SqliteStore::open(&path).unwrap());
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 7).unwrap();
    let sentence = refusal(&path);
    assert!(sentence.contains("a newer Plenary (layout 7, and this one knows 1)"), "{sentence}");
    assert!(sentence.contains("restore a backup"), "{sentence}");
}

#[test]
fn a_directory_that_is_missing_is_named() {
    let error = SqliteStore::open("missing/directory/store.db").unwrap_err();
    assert_eq!(
        error.to_string(),
        "the store is unavailable: the store missing/directory/store.db cannot be opened"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let (_directory, path) = place();
    let store = SqliteStore::open(&path).unwrap();
    store.commit(put("a", "1")).await.unwrap();
    for ending in ["", "-wal", "-shm"] {
        let file = PathBuf::from(format!("{}{ending}", path.display()));
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.display());
    }
}

#[tokio::test]
async fn a_damaged_file_is_told_and_not_read_as_empty() {
    let (_directory, path) = place();
    let store = SqliteStore::open(&path).unwrap();
    let operations =
        (0..400).map(|number| Put::new(Key::new("p", format!("{number:03}")).unwrap(), vec![b'x'; 1000]));
    for batch in Batch::chunks(operations.map(Into::into)).unwrap() {
        store.commit(batch).await.unwrap();
    }
    store.verify().unwrap();
    drop(store);
    let mut bytes = std::fs::read(&path).unwrap();
    let page = 16_384;
    let middle = bytes.len() / 2 / page * page;
    bytes[middle..middle + page].fill(0x5a);
    std::fs::write(&path, bytes).unwrap();
    let store = SqliteStore::open(&path).unwrap();
    assert!(matches!(store.verify(), Err(StoreError::Corrupt { .. })));
    let page = store.query(&Query::all("p")).await;
    assert!(matches!(page, Err(StoreError::Corrupt { .. })), "{page:?}");
}

#[tokio::test]
async fn a_sweep_removes_what_has_expired_and_nothing_else() {
    let (_directory, path) = place();
    let clock = Arc::new(ManualClock::new(Timestamp::UNIX_EPOCH));
    let store = SqliteStore::open_with_clock(&path, Arc::<ManualClock>::clone(&clock)).unwrap();
    let hour = SignedDuration::from_hours(1);
    let operations = (0..1300).map(|number| {
        let put = Put::new(Key::new("p", number.to_string()).unwrap(), "x");
        let lasting = number % 13 == 0;
        if lasting { put } else { put.until(Expiry::after(clock.now(), hour)) }
    });
    for batch in Batch::chunks(operations.map(Into::into)).unwrap() {
        store.commit(batch).await.unwrap();
    }
    assert_eq!(store.sweep().await.unwrap(), 0);
    clock.advance(hour);
    assert_eq!(store.sweep().await.unwrap(), 1200);
    let rows: i64 = Connection::open(&path)
        .unwrap()
        .query_row("SELECT count(*) FROM item", [], |row| row.get(0))
        .unwrap();
    assert_eq!(rows, 100);
    clock.advance(-hour);
    assert_eq!(store.query(&Query::all("p")).await.unwrap().items.len(), 100);
}

#[tokio::test]
async fn a_commit_waits_for_another_process_that_writes() {
    let (_directory, path) = place();
    let store = SqliteStore::open(&path).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let started = Instant::now();
    let release = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        other.execute_batch("COMMIT").unwrap();
    });
    // Reading does not wait.
    assert!(store.get(&Key::new("p", "a").unwrap()).await.unwrap().is_none());
    assert!(started.elapsed() < Duration::from_millis(250));
    store.commit(put("a", "1")).await.unwrap();
    assert!(started.elapsed() >= Duration::from_millis(300));
    release.join().unwrap();
}

#[test]
fn many_may_make_the_same_file_at_once() {
    let (_directory, path) = place();
    let openers: Vec<_> = (0..8)
        .map(|_| {
            let path = path.clone();
            std::thread::spawn(move || SqliteStore::open(path).map(drop))
        })
        .collect();
    for opener in openers {
        opener.join().unwrap().unwrap();
    }
}
