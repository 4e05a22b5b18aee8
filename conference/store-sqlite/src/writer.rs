//! The thread that writes.

use crate::apply::apply;
use crate::failure::failure;
use crate::sweep::{Swept, sweep};
use plenary_store::{Batch, Clock, Committed, StoreError};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::oneshot;

/// The most batches that share one transaction, and the most bytes: what waits behind a group waits so long.
const GROUP_BATCHES: usize = 128;
const GROUP_BYTES: usize = 16_000_000;

/// How long the writer has nothing to do before it looks for what has expired.
const IDLE: Duration = Duration::from_secs(30);

/// The caller's end of the writing thread. Dropping it ends the thread after what is queued.
#[derive(Debug)]
pub(crate) struct Writer {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

type Reply<T> = oneshot::Sender<Result<T, StoreError>>;

enum Job {
    Commit(Commit),
    Sweep(Reply<usize>),
}

struct Commit {
    batch: Batch,
    reply: Reply<Committed>,
}

impl Writer {
    pub(crate) fn start(connection: Connection, clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        let (jobs, queue) = channel();
        let mut thread = Thread { connection, clock, queue };
        let thread = std::thread::Builder::new()
            .name("store writer".to_owned())
            .spawn(move || thread.run())
            .map_err(|error| StoreError::unavailable("the writing thread cannot start", error))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    pub(crate) async fn commit(&self, batch: Batch) -> Result<Committed, StoreError> {
        self.ask(|reply| Job::Commit(Commit { batch, reply })).await
    }

    pub(crate) async fn sweep(&self) -> Result<usize, StoreError> {
        self.ask(Job::Sweep).await
    }

    async fn ask<T>(&self, job: impl FnOnce(Reply<T>) -> Job) -> Result<T, StoreError> {
        let (reply, answer) = oneshot::channel();
        let sent = self.jobs.as_ref().is_some_and(|jobs| jobs.send(job(reply)).is_ok());
        match answer.await {
            Ok(answer) if sent => answer,
            _ => Err(StoreError::Unavailable {
                reason: "the writing thread has ended".to_owned(),
                source: None,
            }),
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the store's writing thread panicked");
        }
    }
}

struct Thread {
    connection: Connection,
    clock: Arc<dyn Clock>,
    queue: Receiver<Job>,
}

impl Thread {
    fn run(&mut self) {
        loop {
            match self.queue.recv_timeout(IDLE) {
                Ok(Job::Commit(first)) => self.commit_group(first),
                Ok(Job::Sweep(reply)) => self.sweep_all(reply),
                Err(RecvTimeoutError::Timeout) => {
                    if let Err(error) = self.sweep_slice() {
                        tracing::warn!(%error, "expired items were not removed");
                    }
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Commits one batch and what has queued up behind it.
    fn commit_group(&mut self, first: Commit) {
        let mut bytes = first.batch.bytes();
        let mut group = vec![first];
        let mut then = None;
        while group.len() < GROUP_BATCHES && bytes < GROUP_BYTES {
            match self.queue.try_recv() {
                Ok(Job::Commit(next)) => {
                    bytes += next.batch.bytes();
                    group.push(next);
                }
                Ok(Job::Sweep(reply)) => {
                    then = Some(reply);
                    break;
                }
                Err(_) => break,
            }
        }
        let outcomes = self.write_group(&group);
        acknowledge(group, outcomes);
        if let Some(reply) = then {
            self.sweep_all(reply);
        }
    }

    /// Each batch's own outcome once all are durable; or what kept the whole group from becoming so.
    fn write_group(&mut self, group: &[Commit]) -> Result<Vec<Result<Committed, StoreError>>, StoreError> {
        let now = self.clock.now();
        let mut transaction = begin(&mut self.connection)?;
        let mut outcomes = Vec::with_capacity(group.len());
        for Commit { batch, .. } in group {
            let savepoint = transaction.savepoint().map_err(failure)?;
            match apply(&savepoint, batch, now) {
                Ok(committed) => {
                    savepoint.commit().map_err(failure)?;
                    outcomes.push(Ok(committed));
                }
                // Its savepoint is rolled back when it is dropped.
                Err(refusal @ (StoreError::Conflict(_) | StoreError::TokenReused { .. })) => {
                    outcomes.push(Err(refusal));
                }
                Err(broken) => return Err(broken),
            }
        }
        transaction.commit().map_err(failure)?;
        Ok(outcomes)
    }

    fn sweep_all(&mut self, reply: Reply<usize>) {
        let mut removed = 0;
        let outcome = loop {
            match self.sweep_slice() {
                Ok(swept) => {
                    removed += swept.items;
                    if !swept.is_full() {
                        break Ok(removed);
                    }
                }
                Err(error) => break Err(error),
            }
        };
        // Nobody waits for the answer any more: fine.
        let _ = reply.send(outcome);
    }

    fn sweep_slice(&mut self) -> Result<Swept, StoreError> {
        let now = self.clock.now();
        let transaction = begin(&mut self.connection)?;
        let swept = sweep(&transaction, now).map_err(failure)?;
        transaction.commit().map_err(failure)?;
        Ok(swept)
    }
}

/// Takes the file's write lock at once, so that what is read inside is still true when it is written.
fn begin(connection: &mut Connection) -> Result<Transaction<'_>, StoreError> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failure)
}

fn acknowledge(group: Vec<Commit>, outcomes: Result<Vec<Result<Committed, StoreError>>, StoreError>) {
    match outcomes {
        Ok(outcomes) => {
            for (commit, outcome) in group.into_iter().zip(outcomes) {
                // A caller that has gone away has still had its batch applied, as after a lost connection.
                let _ = commit.reply.send(outcome);
            }
        }
        Err(error) => {
            tracing::error!(%error, batches = group.len(), "a group of batches was not written");
            for commit in group {
                let _ = commit.reply.send(Err(shared(&error)));
            }
        }
    }
}

/// The same error for another caller.
fn shared(error: &StoreError) -> StoreError {
    match error {
        StoreError::Corrupt { reason } => StoreError::Corrupt { reason: reason.clone() },
        other => StoreError::Unavailable { reason: other.to_string(), source: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::open_for_writing;
    use plenary_store::{Condition, Key, Put, SystemClock};

    fn put(sort: &str, bytes: usize) -> Batch {
        Batch::new().with(Put::new(Key::new("p", sort).unwrap(), vec![0; bytes]))
    }

    #[tokio::test]
    async fn a_full_disk_refuses_what_does_not_fit_and_takes_what_does() {
        let directory = tempfile::tempdir().unwrap();
        let connection = open_for_writing(&directory.path().join("store.db")).unwrap();
        connection.pragma_update_and_check(None, "max_page_count", 40, |_| Ok(())).unwrap();
        let writer = Writer::start(connection, Arc::new(SystemClock)).unwrap();
        writer.commit(put("small", 1000)).await.unwrap();
        let error = writer
            .commit(put("large", 390_000).with(Put::new(Key::new("p", "more").unwrap(), vec![0; 390_000])))
            .await;
        let Err(StoreError::Unavailable { reason, .. }) = error else { panic!("{error:?}") };
        assert!(reason.contains("the disk is full"), "{reason}");
        writer.commit(put("small again", 1000)).await.unwrap();
    }

    #[tokio::test]
    async fn a_refused_batch_does_not_keep_its_group_from_being_written() {
        let directory = tempfile::tempdir().unwrap();
        let connection = open_for_writing(&directory.path().join("store.db")).unwrap();
        let mut thread = Thread { connection, clock: Arc::new(SystemClock), queue: channel().1 };
        let taken = Put::new(Key::new("p", "b").unwrap(), "").when(Condition::Absent);
        let batches = [put("a", 1), put("b", 1), put("x", 1).with(taken), put("c", 1)];
        let group: Vec<_> =
            batches.into_iter().map(|batch| Commit { batch, reply: oneshot::channel().0 }).collect();
        let outcomes = thread.write_group(&group).unwrap();
        let applied: Vec<_> = outcomes.iter().map(Result::is_ok).collect();
        assert_eq!(applied, [true, true, false, true]);
        let mut statement = thread.connection.prepare("SELECT sort FROM item ORDER BY sort").unwrap();
        let sorts: Vec<String> =
            statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(sorts, ["a", "b", "c"]);
    }

    #[tokio::test]
    async fn what_is_queued_when_the_store_is_closed_is_still_written() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("store.db");
        let writer = Writer::start(open_for_writing(&path).unwrap(), Arc::new(SystemClock)).unwrap();
        let mut answers = Vec::new();
        for number in 0..50 {
            let (reply, answer) = oneshot::channel();
            let batch = put(&number.to_string(), 10);
            writer.jobs.as_ref().unwrap().send(Job::Commit(Commit { batch, reply })).unwrap();
            answers.push(answer);
        }
        drop(writer);
        for answer in answers {
            answer.await.unwrap().unwrap();
        }
    }
}
