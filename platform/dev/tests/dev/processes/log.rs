//! What is written about functions, and by them.

use super::support::Running;
use lockstep_dev::LogStream::{Error, Output, Platform};
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn lambdas_lines_stand_around_the_functions() {
    let running = Running::new(|_| {});
    running.call(json!({ "do": "log" })).await.unwrap();
    let report = running.log.line("REPORT").await;
    for part in
        ["Duration: ", "Billed Duration: ", "Memory Size: 128 MB", "Max Memory Used: ", "Init Duration: "]
    {
        assert!(report.contains(part), "{report}");
    }
    let lines = running.log.lines();
    let id = "0d2f4c7e-1111-4222-8333-444455556666";
    let shape: Vec<_> =
        lines.iter().map(|(request, stream, text)| (request.as_deref(), *stream, text.as_str())).collect();
    assert_eq!(shape[0], (None, Output, "starting"));
    assert_eq!(shape[1].2, format!("START RequestId: {id} Version: $LATEST"));
    let own: Vec<_> = shape[2..shape.len() - 2].to_vec();
    // Two pipes have no common order; each keeps its own.
    for line in [(Some(id), Output, "to output"), (Some(id), Output, "begun "), (Some(id), Error, "to error")]
    {
        assert!(own.contains(&line), "{line:?} in {shape:?}");
    }
    assert_eq!(own.len(), 3);
    assert_eq!(shape[shape.len() - 2], (Some(id), Platform, format!("END RequestId: {id}").as_str()));
    assert_eq!(shape[shape.len() - 1].1, Platform);
    // The second report has no start in it.
    running.pid().await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    let lines = running.log.lines();
    let (_, _, last) = lines.last().unwrap();
    assert!(last.starts_with("REPORT") && !last.contains("Init Duration"), "{last}");
}

#[tokio::test]
async fn a_flood_arrives_whole() {
    let running = Running::new(|_| {});
    running.call(json!({ "do": "flood", "lines": 50_000 })).await.unwrap();
    running.log.line("REPORT").await;
    let flooded = running.log.lines().iter().filter(|(_, stream, _)| *stream == Output).count();
    assert_eq!(flooded, 50_001);
}
