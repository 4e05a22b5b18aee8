//! Documents: JSON of any size, in parts that fit the store's items.

use crate::app::App;
use crate::error::Error;
use crate::key;
use plenary_domain::identity::ConferenceId;
use plenary_store::{Key, StoreError};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio::task::JoinError;
use uuid::Uuid;

/// Bytes in a part: with its key below the limit of an item, and ten of them below the limit of a batch.
pub(crate) const PART_BYTES: usize = 380_000;
/// Parts in one write or read: `DynamoDB` reads 16 MB at once at the most, and a batch takes 4 MB.
pub(crate) const PARTS_AT_ONCE: usize = 10;
/// Bytes that are parsed where they are read, in less than a millisecond; for more, other requests would have to wait.
const SMALL_BYTES: usize = 64 << 10;

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Name {
    /// A [`WorkingCopy`](plenary_domain::schedule::WorkingCopy).
    Working,
    /// A [`Frozen`](crate::read::Frozen) release.
    Published,
    /// The differences of a release, each with its number when several are written at once.
    Changes(u32),
}

impl Name {
    pub(crate) fn as_str(self) -> String {
        match self {
            Self::Working => "working".to_owned(),
            Self::Published => "published".to_owned(),
            Self::Changes(release) => format!("changes-{release}"),
        }
    }
}

/// Where a document is. It is never overwritten: another content is another generation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Document {
    /// The write that it was part of.
    pub(crate) generation: Uuid,
    /// What it is.
    pub(crate) name: Name,
    /// How many bytes it has.
    pub(crate) bytes: u64,
    /// In how many parts.
    pub(crate) parts: u32,
}

impl Document {
    pub(crate) fn new(generation: Uuid, name: Name, json: &[u8]) -> Self {
        let parts = u32::try_from(json.len().div_ceil(PART_BYTES)).unwrap_or(u32::MAX);
        Self { generation, name, bytes: json.len() as u64, parts }
    }

    pub(crate) fn keys(&self, conference: ConferenceId) -> Result<Vec<Key>, Error> {
        let keys: Result<_, _> = (0..self.parts).map(|part| key::part(conference, self, part)).collect();
        Ok(keys?)
    }
}

impl App {
    /// A document's content; `None` when it is no longer there, because another generation has replaced it.
    pub(crate) async fn load<T: DeserializeOwned + Send + 'static>(
        &self,
        conference: ConferenceId,
        document: &Document,
    ) -> Result<Option<T>, Error> {
        let keys = document.keys(conference)?;
        let mut json = Vec::with_capacity(usize::try_from(document.bytes).unwrap_or_default());
        for keys in keys.chunks(PARTS_AT_ONCE) {
            for part in self.store.get_many(keys).await? {
                let Some(part) = part else { return Ok(None) };
                json.extend_from_slice(&part.value);
            }
        }
        if json.len() as u64 != document.bytes {
            return Err(Error::corrupt(format!("{document:?} has {} bytes", json.len())));
        }
        let damaged = |error| Error::corrupt(format!("{document:?} can't be read: {error}"));
        parse(json, &self.parsers).await?.map(Some).map_err(damaged)
    }
}

/// Parses JSON; if there is much of it and a runtime to ask, on a thread that may take its time.
async fn parse<T: DeserializeOwned + Send + 'static>(
    json: Vec<u8>,
    parsers: &Arc<Semaphore>,
) -> Result<serde_json::Result<T>, Error> {
    let Some(runtime) = Handle::try_current().ok().filter(|_| json.len() > SMALL_BYTES) else {
        return Ok(serde_json::from_slice(&json));
    };
    // Never closed, so this is always a permit. It goes along, because the thread goes on when nobody waits for it any more.
    let permit = Arc::clone(parsers).acquire_owned().await;
    let parsed = runtime.spawn_blocking(move || {
        let parsed = serde_json::from_slice(&json);
        drop((json, permit));
        parsed
    });
    parsed.await.map_err(interrupted)
}

/// What became of a thread that did not finish: the process ends, or the bug shows where it would have without the thread.
fn interrupted(error: JoinError) -> Error {
    match error.try_into_panic() {
        Ok(panic) => std::panic::resume_unwind(panic),
        Err(error) => {
            let reason = format!("the process is ending: {error}");
            StoreError::Unavailable { reason, source: None }.into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};
    use std::thread::{self, ThreadId};

    /// Knows where it was parsed.
    #[derive(Deserialize)]
    #[serde(from = "String")]
    struct Parsed(ThreadId);

    impl From<String> for Parsed {
        fn from(_: String) -> Self {
            Self(thread::current().id())
        }
    }

    fn text(bytes: usize) -> Vec<u8> {
        format!("\"{}\"", "x".repeat(bytes)).into_bytes()
    }

    #[tokio::test]
    async fn large_documents_are_parsed_where_nobody_has_to_wait() {
        let parsers = Arc::new(Semaphore::new(1));
        let parsed: Parsed = parse(text(SMALL_BYTES), &parsers).await.unwrap().unwrap();
        assert_ne!(parsed.0, thread::current().id());
        assert_eq!(parsers.available_permits(), 1);
        let parsed: Parsed = parse(text(10), &parsers).await.unwrap().unwrap();
        assert_eq!(parsed.0, thread::current().id());
        assert!(parse::<Parsed>(vec![b'?'; SMALL_BYTES + 1], &parsers).await.unwrap().is_err());
    }

    #[test]
    fn without_a_runtime_they_are_parsed_on_the_spot() {
        let parsers = Arc::new(Semaphore::new(1));
        let parsing = pin!(parse::<Parsed>(text(SMALL_BYTES), &parsers));
        let Poll::Ready(parsed) = parsing.poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("it waits for something");
        };
        assert_eq!(parsed.unwrap().unwrap().0, thread::current().id());
    }

    #[tokio::test]
    async fn a_panic_of_the_thread_goes_on_where_it_was_waited_for() {
        let error = tokio::spawn(async { panic!("a bug") }).await.unwrap_err();
        let panic = catch_unwind(AssertUnwindSafe(|| interrupted(error))).unwrap_err();
        assert_eq!(panic.downcast_ref::<&str>(), Some(&"a bug"));
    }

    #[tokio::test]
    async fn a_thread_that_never_ran_is_told_as_trouble_with_the_store() {
        let task = tokio::spawn(std::future::pending::<()>());
        task.abort();
        let error = interrupted(task.await.unwrap_err());
        assert!(matches!(error, Error::Unavailable { .. }), "{error:?}");
    }
}
