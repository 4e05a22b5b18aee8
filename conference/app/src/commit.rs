//! Committing: an answer that got lost is asked for again, a lost race is told apart from a failure.

use crate::app::App;
use crate::error::Error;
use plenary_store::{Batch, Committed, StoreError};
use std::time::Duration;

/// How long to wait before the store is asked again.
const PAUSES: [Duration; 2] = [Duration::from_millis(20), Duration::from_millis(200)];

impl App {
    /// Commits a batch. `None` when a condition does not hold: somebody was faster, and nothing was written.
    ///
    /// It is repeated when the store does not answer; a batch whose conditions would then fail on account of itself needs a
    /// token.
    pub(crate) async fn commit(&self, batch: Batch) -> Result<Option<Committed>, Error> {
        for pause in PAUSES {
            match self.store.commit(batch.clone()).await {
                Err(StoreError::Unavailable { reason, .. }) => {
                    tracing::warn!(reason, "the store does not answer; asking again");
                    tokio::time::sleep(pause).await;
                }
                outcome => return settled(outcome),
            }
        }
        settled(self.store.commit(batch).await)
    }
}

fn settled(outcome: Result<Committed, StoreError>) -> Result<Option<Committed>, Error> {
    match outcome {
        Ok(committed) => Ok(Some(committed)),
        Err(StoreError::Conflict(conflicts)) => {
            tracing::debug!(?conflicts, "somebody was faster");
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}
