//! Many writers at once.

use super::{Engine, Verdict, Violation, ensure, key, noon, put};
use crate::{Batch, Condition, Delete, Item, Key, Put, Query, Store, StoreError};
use std::sync::Arc;
use tokio::task::JoinHandle;

const WRITERS: usize = 8;
const ROUNDS: usize = 25;

/// Reads a number and writes it back changed, under the condition that nobody else did.
async fn change(store: &dyn Store, sort: &str, by: i64) -> Result<(), StoreError> {
    let place = key("p", sort)?;
    loop {
        let item = store.get(&place).await?;
        tokio::task::yield_now().await; // gives the others their chance to come between
        match store.commit(Batch::new().with(changed(place.clone(), item.as_ref(), by)?)).await {
            Err(StoreError::Conflict(_)) => {}
            other => return other.map(|_| ()),
        }
    }
}

fn changed(place: Key, item: Option<&Item>, by: i64) -> Result<Put, StoreError> {
    let (before, condition) = match item {
        Some(item) => (item.decode::<i64>()?, Condition::Revision(item.revision)),
        None => (0, Condition::Absent),
    };
    Ok(Put::json(place, &(before + by))?.when(condition))
}

async fn join(writers: Vec<JoinHandle<Result<(), StoreError>>>) -> Verdict {
    for writer in writers {
        writer.await.map_err(|error| Violation::new(format!("a writer panicked: {error}")))??;
    }
    Ok(())
}

/// Eight writers increment one number; none of their increments is lost.
///
/// # Errors
/// The violation.
pub async fn conditional_increments_are_never_lost(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    let writers = (0..WRITERS).map(|_| {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            for _ in 0..ROUNDS {
                change(&*store, "count", 1).await?;
            }
            Ok(())
        })
    });
    join(writers.collect()).await?;
    let item = store.get(&key("p", "count")?).await?;
    let count = item.map_or(Ok(0), |item| item.decode::<usize>())?;
    ensure!(count == WRITERS * ROUNDS, "{} increments made {count}", WRITERS * ROUNDS);
    Ok(())
}

/// Eight writers want each of some names; every name goes to exactly one.
///
/// # Errors
/// The violation.
pub async fn a_free_name_is_taken_once(engine: &dyn Engine) -> Verdict {
    let store = engine.empty(noon()).await?;
    let writers = (0..WRITERS).map(|writer| {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            for name in 0..ROUNDS {
                let lookup = Put::new(key("names", &name.to_string())?, writer.to_string());
                let thing = Put::new(key("things", &format!("{name}#{writer}"))?, "");
                let batch = Batch::new().with(thing).with(lookup.when(Condition::Absent));
                match store.commit(batch).await {
                    Ok(_) | Err(StoreError::Conflict(_)) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(())
        })
    });
    join(writers.collect()).await?;
    let things = store.query(&Query::all("things")).await?.items.len();
    ensure!(things == ROUNDS, "{ROUNDS} names made {things} things");
    Ok(())
}

/// Writers move amounts between accounts, two accounts a batch, creating and deleting them on the way; the sum
/// stays.
///
/// # Errors
/// The violation.
pub async fn transfers_keep_the_sum(engine: &dyn Engine) -> Verdict {
    const ACCOUNTS: usize = 5;
    let store = engine.empty(noon()).await?;
    for account in 0..ACCOUNTS {
        put(&*store, "p", &account.to_string(), "10").await?;
    }
    let writers = (0..WRITERS).map(|writer| {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            for round in 0..ROUNDS {
                let from = (writer + round) % ACCOUNTS;
                let to = (from + 1 + round % (ACCOUNTS - 1)) % ACCOUNTS;
                transfer(&*store, from, to).await?;
            }
            Ok(())
        })
    });
    join(writers.collect()).await?;
    let mut sum = 0;
    for item in store.query(&Query::all("p")).await?.items {
        sum += item.decode::<i64>()?;
    }
    ensure!(sum == 50, "transfers between accounts made 50 into {sum}");
    Ok(())
}

/// Moves all of one account, up to three, to another; an account left empty is deleted.
async fn transfer(store: &dyn Store, from: usize, to: usize) -> Result<(), StoreError> {
    let keys = [key("p", &from.to_string())?, key("p", &to.to_string())?];
    loop {
        let items = store.get_many(&keys).await?;
        let Some(source) = &items[0] else { return Ok(()) };
        let held = source.decode::<i64>()?;
        let moved = held.min(3);
        tokio::task::yield_now().await;
        let mut batch = Batch::new().with(changed(keys[1].clone(), items[1].as_ref(), moved)?);
        if moved == held {
            batch.add(Delete::new(keys[0].clone()).when(Condition::Revision(source.revision)));
        } else {
            batch.add(changed(keys[0].clone(), Some(source), -moved)?);
        }
        match store.commit(batch).await {
            Err(StoreError::Conflict(_)) => {}
            other => return other.map(|_| ()),
        }
    }
}
