//! What runs once before the first event.

use crate::{App, Log, event, talks};
use lockstep_function::{Functions, InvocationContext, PreambleError};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

fn functions(preamble: impl Future<Output = Result<Arc<App>, PreambleError>> + Send + 'static) -> Functions {
    talks::builder(talks::version(talks::SETTINGS)).build(preamble).expect("functions")
}

async fn invoke(functions: &Functions) -> Result<u64, String> {
    let event = event("GET", "/echo/{word}", json!({ "pathParameters": { "word": "x" } }));
    let reply = functions.invoke("talks", event, InvocationContext::new("1")).await;
    reply.map(|reply| reply["statusCode"].as_u64().expect("a status")).map_err(|error| error.to_string())
}

#[tokio::test]
async fn it_runs_once_and_late() {
    let runs = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&runs);
    let functions = functions(async move {
        counter.fetch_add(1, Ordering::SeqCst);
        tokio::task::yield_now().await;
        Ok(Arc::new(App { greeting: String::new() }))
    });
    assert_eq!(runs.load(Ordering::SeqCst), 0);
    let (one, other, copy) = (functions.clone(), functions.clone(), functions.clone());
    let (one, other) = tokio::join!(invoke(&one), invoke(&other));
    assert_eq!((one, other, invoke(&copy).await), (Ok(200), Ok(200), Ok(200)));
    functions.prepare().await.unwrap();
    assert_eq!(runs.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn whoever_gives_up_waiting_does_not_undo_it() {
    let functions = functions(async {
        tokio::task::yield_now().await;
        Ok(Arc::new(App { greeting: String::new() }))
    });
    {
        let mut first = Box::pin(invoke(&functions));
        assert!(futures_util::FutureExt::now_or_never(&mut first).is_none(), "it waits");
    }
    assert_eq!(invoke(&functions).await, Ok(200));
}

#[derive(Debug, thiserror::Error)]
#[error("the store cannot be opened")]
struct NoStore(#[source] std::io::Error);

#[tokio::test]
async fn its_failure_is_told_once_and_every_event_fails() {
    Log::catch();
    let functions = functions(async {
        let error = NoStore(std::io::Error::other("no such folder"));
        Err(error.into())
    });
    let expected = "the preamble failed: the store cannot be opened: no such folder";
    for _ in 0..3 {
        assert_eq!(invoke(&functions).await, Err(expected.to_owned()));
    }
    assert_eq!(functions.prepare().await.unwrap_err().to_string(), expected);
    assert_eq!(Log::text().matches("the preamble failed").count(), 1);
}

#[tokio::test]
async fn its_panic_is_a_failure() {
    let functions = functions(async { panic!("no store") });
    assert_eq!(invoke(&functions).await, Err("the preamble failed: it panicked: no store".to_owned()));
}
