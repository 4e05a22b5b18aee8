//! How many processes there are, and for how long.

use super::support::{Running, gone, invocation, is_alive};
use lockstep_dev::{ProcessFunction, ProcessLimits};
use lockstep_gateway::{Invoke, InvokeError};
use serde_json::json;
use std::collections::HashSet;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;

#[tokio::test]
async fn a_process_serves_one_event_after_the_other() {
    let running = Running::new(|_| {});
    let mut processes = HashSet::new();
    for _ in 0..20 {
        processes.insert(running.pid().await);
    }
    // A machine that is busy may let one take too long to come back.
    assert!(processes.len() <= 3, "{processes:?}");
}

#[tokio::test]
async fn there_are_as_many_as_events_at_once_and_no_more_than_may_be() {
    let limits = ProcessLimits { concurrency: 3, ..ProcessLimits::default() };
    let running = Running::limited(limits, |_| {});
    let calls = (0..4).map(|_| {
        let processes = Arc::clone(&running.processes);
        tokio::spawn(
            async move { processes.invoke(invocation(json!({ "do": "sleep", "seconds": 1 }))).await },
        )
    });
    let calls: Vec<_> = calls.collect();
    let mut processes = HashSet::new();
    let mut refused = Vec::new();
    for call in calls {
        match call.await.unwrap() {
            Ok(reply) => processes.insert(reply.into_value().unwrap()["pid"].as_u64()),
            Err(error) => {
                refused.push(error);
                true
            }
        };
    }
    assert_eq!(processes.len(), 3);
    assert_eq!(refused, [InvokeError::Unavailable("TooManyRequestsException: Rate Exceeded.".to_owned())]);
    // Afterwards they are used again.
    for _ in 0..5 {
        assert!(processes.contains(&Some(running.pid().await)));
    }
}

#[tokio::test]
async fn who_works_on_after_its_answer_is_not_waited_for() {
    let running = Running::new(|_| {});
    let first = running.pid().await;
    running.call(json!({ "do": "linger", "seconds": 1 })).await.unwrap();
    let second = running.pid().await;
    assert_ne!(first, second);
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(running.pid().await, first, "the last that came back is the first used");
}

#[tokio::test]
async fn idle_processes_end() {
    let limits = ProcessLimits { idle_time: Duration::from_millis(400), ..ProcessLimits::default() };
    let running = Running::limited(limits, |_| {});
    let first = running.pid().await;
    gone(first).await;
    assert_ne!(running.pid().await, first);
}

#[tokio::test]
async fn processes_and_what_they_started_end_with_their_owner() {
    let running = Running::new(|_| {});
    let pid = running.pid().await;
    let child = running.call(json!({ "do": "children" })).await.unwrap().as_u64().unwrap();
    assert!(is_alive(pid) && is_alive(child));
    drop(running.processes);
    gone(pid).await;
    gone(child).await;
}

#[tokio::test]
async fn functions_are_replaced_under_way() {
    let running = Running::new(|_| {});
    let first = running.pid().await;
    let slow = Arc::clone(&running.processes);
    let slow =
        tokio::spawn(async move { slow.invoke(invocation(json!({ "do": "sleep", "seconds": 0.5 }))).await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    let mut function = ProcessFunction::new(1, "work", running.folder.path().join("bootstrap"));
    function.environment.insert("TABLE".to_owned(), "new".to_owned());
    running.processes.replace([function]);
    let seen = running.call(json!({ "do": "environment" })).await.unwrap();
    assert_eq!(seen["variables"]["TABLE"], "new");
    let reply = slow.await.unwrap().unwrap().into_value().unwrap();
    assert_eq!(reply["pid"].as_u64(), Some(first), "what was under way is answered");
    gone(first).await;
}

/// A server with a process that has a child that notices nothing; says which, and stays.
#[tokio::test]
#[ignore = "runs as a server that is killed only"]
async fn a_server_to_be_killed() {
    let running = Running::new(|_| {});
    let child = running.call(json!({ "do": "children" })).await.unwrap();
    println!("\nchild {child}");
    tokio::time::sleep(Duration::from_mins(1)).await;
}

#[tokio::test]
async fn processes_do_not_outlive_a_server_that_is_killed() {
    // What it leaves behind is removed with this.
    let folder = tempfile::tempdir().unwrap();
    let mut server = Command::new(std::env::current_exe().unwrap())
        .env("TMPDIR", folder.path())
        .args(["--exact", "processes::life::a_server_to_be_killed", "--ignored", "--nocapture"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let child = loop {
        let line = lines.next_line().await.unwrap().expect("the server says which child it has");
        if let Some(child) = line.strip_prefix("child ") {
            break child.parse().unwrap();
        }
    };
    assert!(is_alive(child));
    server.kill().await.unwrap();
    gone(child).await;
}
