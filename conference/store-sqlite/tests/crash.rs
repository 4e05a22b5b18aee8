//! A process that is killed in the middle of commits loses no acknowledged batch and leaves no half one.
//!
//! The parent starts this very test binary again as its child. The child writes batches as fast as it can and
//! prints each acknowledgement; the parent kills it (SIGKILL) at a random moment, opens the file, and compares. Two
//! negative controls show that the comparison sees what it looks for.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use plenary_store::{Batch, Condition, Key, Order, Put, Query, Store};
use plenary_store_sqlite::SqliteStore;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

const WRITERS: usize = 4;
/// Enough for the log to be moved into the file now and then, few enough that the file is soon compared.
const KILLS_A_FILE: u64 = 12;
const FILE: &str = "PLENARY_CRASH_FILE";
const MANNER: &str = "PLENARY_CRASH_MANNER";

/// How the child writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// As the store is meant to be used.
    Atomic,
    /// Negative control: what belongs together in two commits.
    TwoSteps,
    /// Negative control: acknowledged before it is committed.
    TooEarly,
}

#[tokio::test]
async fn a_killed_process_loses_nothing() {
    let number = |name| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let soak = number("PLENARY_SOAK_CASES");
    let seed = number("PLENARY_SOAK_SEED").unwrap_or(1);
    let kills = soak.unwrap_or(KILLS_A_FILE);
    for file in 0..kills.div_ceil(KILLS_A_FILE) {
        let report = kill_again_and_again(Manner::Atomic, KILLS_A_FILE, seed + file).await;
        println!("{KILLS_A_FILE} kills, seed {}: {report:?}", seed + file);
        assert_eq!((report.lost, report.halves), (0, 0), "seed {}", seed + file);
        assert!(report.acknowledged >= KILLS_A_FILE, "the child hardly wrote: {report:?}");
    }
}

#[tokio::test]
async fn two_commits_for_one_change_are_found_out() {
    let report = kill_again_and_again(Manner::TwoSteps, KILLS_A_FILE, 1).await;
    assert!(report.halves > 0, "half batches went unnoticed: {report:?}");
}

#[tokio::test]
async fn an_acknowledgement_too_early_is_found_out() {
    let report = kill_again_and_again(Manner::TooEarly, KILLS_A_FILE, 1).await;
    assert!(report.lost > 0, "lost batches went unnoticed: {report:?}");
}

#[derive(Debug, Default)]
struct Report {
    acknowledged: u64,
    lost: u64,
    halves: u64,
}

async fn kill_again_and_again(manner: Manner, kills: u64, seed: u64) -> Report {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store.db");
    let mut random = StdRng::seed_from_u64(seed);
    let mut acknowledged = BTreeSet::new();
    let mut report = Report::default();
    for _ in 0..kills {
        let patience = random.random_range(1..40);
        let moment = Duration::from_micros(random.random_range(0..4000));
        acknowledged.extend(run_and_kill(&path, manner, patience, moment));
        let store = SqliteStore::open(&path).unwrap();
        store.verify().unwrap();
        let (left, right) = (rows(&store, "left").await, rows(&store, "right").await);
        report.halves += left.iter().filter(|(sort, row)| right.get(*sort) != Some(row)).count() as u64;
        report.halves += right.keys().filter(|sort| !left.contains_key(*sort)).count() as u64;
        report.lost += acknowledged.iter().filter(|sort| !left.contains_key(*sort)).count() as u64;
    }
    report.acknowledged = acknowledged.len() as u64;
    report
}

/// Starts the child, kills it so long after so many acknowledgements, and returns all it had printed by then.
fn run_and_kill(path: &Path, manner: Manner, patience: usize, moment: Duration) -> Vec<String> {
    let mut child = start(path, manner);
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut acknowledged = Vec::new();
    for line in lines {
        // The last line may be cut off; whole ones end in a full stop.
        if let Some(sort) =
            line.unwrap().strip_prefix("acknowledged ").and_then(|rest| rest.strip_suffix('.'))
        {
            acknowledged.push(sort.to_owned());
            if acknowledged.len() == patience {
                std::thread::sleep(moment);
                child.kill().unwrap();
            }
        }
    }
    child.wait().unwrap();
    assert!(acknowledged.len() >= patience, "the child ended by itself: {acknowledged:?}");
    acknowledged
}

fn start(path: &Path, manner: Manner) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_child", "--ignored", "--nocapture"])
        .env(FILE, path)
        .env(MANNER, format!("{manner:?}"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The value and the revision of each row; whole batches have the same on both sides.
async fn rows(store: &SqliteStore, partition: &str) -> BTreeMap<String, (Vec<u8>, Option<u64>)> {
    let mut rows = BTreeMap::new();
    let mut query = Query::all(partition);
    loop {
        let page = store.query(&query).await.unwrap();
        for item in page.items {
            rows.insert(item.key.sort().to_owned(), (item.value.to_vec(), Some(item.revision.number())));
        }
        match page.next {
            Some(next) => query = query.after(next),
            None => return rows,
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a part of the tests above, which start it as a process to kill"]
async fn the_child() {
    let (Ok(path), Ok(manner)) = (std::env::var(FILE), std::env::var(MANNER)) else { return };
    let manner = match manner.as_str() {
        "TwoSteps" => Manner::TwoSteps,
        "TooEarly" => Manner::TooEarly,
        _ => Manner::Atomic,
    };
    let store = Arc::new(SqliteStore::open(path).unwrap());
    let writers: Vec<_> =
        (0..WRITERS).map(|writer| tokio::spawn(write(Arc::clone(&store), writer, manner))).collect();
    for writer in writers {
        writer.await.unwrap();
    }
}

/// Writes until it is killed, from where it was killed the last time.
async fn write(store: Arc<SqliteStore>, writer: usize, manner: Manner) {
    let last = Query::prefix("left", format!("{writer}#")).order(Order::Backwards).limit(1);
    let last = store.query(&last).await.unwrap().items.pop();
    let first = last.map_or(0, |item| item.key.sort()[2..].parse::<u64>().unwrap() + 1);
    for number in first.. {
        let sort = format!("{writer}#{number:08}");
        let value = sort.repeat(1 + usize::try_from(number % 500).unwrap());
        let side = |partition| {
            Put::new(Key::new(partition, sort.as_str()).unwrap(), value.clone()).when(Condition::Absent)
        };
        if manner == Manner::TooEarly {
            acknowledge(&sort);
        }
        if manner == Manner::TwoSteps {
            store.commit(Batch::new().with(side("left"))).await.unwrap();
            store.commit(Batch::new().with(side("right"))).await.unwrap();
        } else {
            store.commit(Batch::new().with(side("left")).with(side("right"))).await.unwrap();
        }
        if manner != Manner::TooEarly {
            acknowledge(&sort);
        }
    }
}

fn acknowledge(sort: &str) {
    let mut output = std::io::stdout().lock();
    writeln!(output, "\nacknowledged {sort}.").unwrap();
    output.flush().unwrap();
}
