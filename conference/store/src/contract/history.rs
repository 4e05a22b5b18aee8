//! Random histories: what an engine answers is what the reference answers, step by step.

mod compare;
mod generate;

use super::paging::walk;
use super::{Engine, Verdict, Violation, ensure, noon};
use crate::{Batch, ManualClock, MemoryStore, Order, Query, Store};
use compare::Revisions;
use generate::{Generator, PARTITIONS, Step};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// How many steps a history has.
const STEPS: usize = 120;

/// Which histories to run. A seed makes the same history on every machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seeds {
    first: u64,
    count: u64,
}

impl Seeds {
    /// So many seeds, from this one on.
    pub fn new(first: u64, count: u64) -> Self {
        Self { first, count }
    }

    /// The usual few, from 1 on; or as many as `PLENARY_SOAK_CASES` says, from `PLENARY_SOAK_SEED` or else from a
    /// seed never used before. Prints what it chose when it was asked for.
    pub fn from_environment(usual: u64) -> Self {
        let number = |name| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
        let Some(count) = number("PLENARY_SOAK_CASES") else {
            return Self::new(1, usual);
        };
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let first = number("PLENARY_SOAK_SEED").unwrap_or(since_epoch.as_secs());
        println!("{count} histories from seed {first} on");
        Self::new(first, count)
    }
}

/// Runs histories of puts, deletions, checks, tokens, repeats, reads, pages and passing time on a store and on the
/// reference, and compares every answer, refusals included.
///
/// # Errors
/// The first difference, with its seed and its step.
pub async fn agrees_with_the_reference(engine: &dyn Engine, seeds: Seeds) -> Verdict {
    for seed in seeds.first..seeds.first.saturating_add(seeds.count) {
        let clock = noon();
        let mut run = Run {
            engine: engine.empty(Arc::clone(&clock)).await?,
            reference: MemoryStore::with_clock(Arc::<ManualClock>::clone(&clock)),
            clock,
            revisions: Revisions::default(),
        };
        let mut generator = Generator::new(seed);
        for number in 0..STEPS {
            let step = generator.step(&run.revisions);
            run.take(&step).await.map_err(|violation| {
                Violation::new(format!("seed {seed}, step {number}, {step}: {violation}"))
            })?;
        }
        run.compare_everything().await.map_err(|violation| {
            Violation::new(format!("seed {seed}, at the end of the history: {violation}"))
        })?;
    }
    Ok(())
}

struct Run {
    engine: Arc<dyn Store>,
    reference: MemoryStore,
    clock: Arc<ManualClock>,
    revisions: Revisions,
}

impl Run {
    async fn take(&mut self, step: &Step) -> Verdict {
        match step {
            Step::Commit(batch) => self.commit(batch).await,
            Step::Get(key) => {
                let (actual, expected) = (self.engine.get(key).await?, self.reference.get(key).await?);
                self.revisions.same_item(actual.as_ref(), expected.as_ref())
            }
            Step::GetMany(keys) => {
                let actual = self.engine.get_many(keys).await?;
                let expected = self.reference.get_many(keys).await?;
                ensure!(actual.len() == expected.len(), "{} keys gave {}", keys.len(), actual.len());
                for (actual, expected) in actual.iter().zip(&expected) {
                    self.revisions.same_item(actual.as_ref(), expected.as_ref())?;
                }
                Ok(())
            }
            Step::Query(query) => self.query(query).await,
            Step::Wait(time) => {
                self.clock.advance(*time);
                Ok(())
            }
        }
    }

    /// The batch names the reference's revisions; the engine gets the same batch in its own.
    async fn commit(&mut self, batch: &Batch) -> Verdict {
        let expected = self.reference.commit(batch.clone()).await;
        let actual = self.engine.commit(self.revisions.translate(batch)).await;
        self.revisions.same_outcome(actual, expected)
    }

    async fn query(&self, query: &Query) -> Verdict {
        let actual: Vec<_> =
            walk(&*self.engine, query).await?.into_iter().flat_map(|page| page.items).collect();
        let expected: Vec<_> =
            walk(&self.reference, query).await?.into_iter().flat_map(|page| page.items).collect();
        ensure!(actual.len() == expected.len(), "{} items instead of {}", actual.len(), expected.len());
        for (actual, expected) in actual.iter().zip(&expected) {
            self.revisions.same_item(Some(actual), Some(expected))?;
        }
        let keys: HashSet<_> = actual.iter().map(|item| &item.key).collect();
        ensure!(keys.len() == actual.len(), "an item came twice");
        Ok(())
    }

    async fn compare_everything(&self) -> Verdict {
        for partition in PARTITIONS {
            for order in [Order::Forwards, Order::Backwards] {
                self.query(&Query::all(partition).order(order)).await?;
            }
        }
        Ok(())
    }
}
