//! The contract has teeth: a store with a fault put in breaks the law that guards against it.

use async_trait::async_trait;
use plenary_store::contract::history::{Seeds, agrees_with_the_reference};
use plenary_store::contract::{
    Engine, Verdict, concurrency, conditions, expiry, limits, paging, reading, tokens,
};
use plenary_store::{
    Batch, Committed, Delete, Item, Key, ManualClock, MemoryStore, Operation, Outcome, Page, Put, Query,
    Revision, Store, StoreError,
};
use std::sync::Arc;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// Writes whatever the conditions say.
    IgnoresConditions,
    /// Commits each operation of its own.
    TearsBatches,
    /// Reports only the first conflict.
    NamesOneConflict,
    /// Applies a repeated batch again.
    ForgetsTokens,
    /// Takes other content under a used token for a repetition.
    TakesOtherContent,
    /// Never lets go of an item.
    ForgetsExpiry,
    /// Deletes nothing.
    KeepsDeleted,
    /// Writes batches of any size.
    HasNoLimits,
    /// Begins every page at the start.
    LosesPosition,
    /// Leaves out the last item of a page that goes on.
    SkipsAnItem,
    /// Gives every commit the same revision.
    RepeatsRevisions,
    /// Answers many keys in the order it likes.
    ShufflesAnswers,
    /// Looks for every key in the same partition.
    MixesPartitions,
    /// Cuts values off at a round number of bytes.
    CutsValues,
    /// Cuts sort keys off at a round number of bytes.
    CutsKeys,
}

#[derive(Debug)]
struct Faulty {
    inner: MemoryStore,
    fault: Fault,
}

#[async_trait]
impl Engine for Fault {
    async fn empty(&self, clock: Arc<ManualClock>) -> Result<Arc<dyn Store>, StoreError> {
        Ok(Arc::new(Faulty { inner: MemoryStore::with_clock(clock), fault: *self }))
    }
}

#[async_trait]
impl Store for Faulty {
    async fn get(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        let key = if self.fault == Fault::MixesPartitions { &Key::new("p", key.sort())? } else { key };
        let item = self.inner.get(key).await?;
        Ok(item.map(|item| match self.fault {
            Fault::RepeatsRevisions => Item { revision: Revision::new(1), ..item },
            _ => item,
        }))
    }

    async fn get_many(&self, keys: &[Key]) -> Result<Vec<Option<Item>>, StoreError> {
        if self.fault == Fault::HasNoLimits {
            let mut items = Vec::new();
            for key in keys {
                items.push(self.inner.get(key).await?);
            }
            return Ok(items);
        }
        let mut items = self.inner.get_many(keys).await?;
        if self.fault == Fault::ShufflesAnswers {
            items.sort_by(|one, other| {
                one.as_ref().map(|item| &item.key).cmp(&other.as_ref().map(|item| &item.key))
            });
        }
        Ok(items)
    }

    async fn query(&self, query: &Query) -> Result<Page, StoreError> {
        if self.fault == Fault::LosesPosition {
            let bounds = query.bounds()?;
            let start = Query::all(bounds.partition).order(bounds.order).limit(bounds.limit);
            return self.inner.query(&start).await;
        }
        let mut page = self.inner.query(query).await?;
        if self.fault == Fault::SkipsAnItem && page.next.is_some() && page.items.len() > 1 {
            page.items.pop();
        }
        Ok(page)
    }

    async fn commit(&self, batch: Batch) -> Result<Committed, StoreError> {
        match self.fault {
            Fault::TearsBatches | Fault::HasNoLimits => self.commit_torn(batch).await,
            Fault::NamesOneConflict => self.inner.commit(batch).await.map_err(|error| match error {
                StoreError::Conflict(conflicts) => StoreError::Conflict(conflicts[..1].to_vec()),
                other => other,
            }),
            Fault::TakesOtherContent => match self.inner.commit(batch).await {
                Err(StoreError::TokenReused { .. }) => {
                    Ok(Committed { revision: Revision::new(1), outcome: Outcome::Replayed })
                }
                other => other,
            },
            Fault::RepeatsRevisions => {
                let committed = self.inner.commit(batch).await?;
                Ok(Committed { revision: Revision::new(1), ..committed })
            }
            _ => self.inner.commit(self.changed(&batch)).await,
        }
    }
}

impl Faulty {
    async fn commit_torn(&self, batch: Batch) -> Result<Committed, StoreError> {
        if self.fault == Fault::TearsBatches {
            batch.validate()?;
        }
        let mut committed = Committed { revision: Revision::new(0), outcome: Outcome::Applied };
        for operation in batch.operations() {
            committed = self.inner.commit(Batch::new().with(operation.clone())).await?;
        }
        Ok(committed)
    }

    fn changed(&self, batch: &Batch) -> Batch {
        let mut changed = Batch::new();
        batch.operations().iter().for_each(|operation| changed.add(self.changed_operation(operation)));
        match batch.token() {
            Some(token) if self.fault != Fault::ForgetsTokens => changed.under(token.clone()),
            _ => changed,
        }
    }

    fn changed_operation(&self, operation: &Operation) -> Operation {
        match (self.fault, operation.clone()) {
            (Fault::IgnoresConditions, Operation::Put(put)) => Put { condition: None, ..put }.into(),
            (Fault::IgnoresConditions, Operation::Delete(delete)) => {
                Delete { condition: None, ..delete }.into()
            }
            (Fault::IgnoresConditions, Operation::Check(check)) => Put::new(elsewhere(&check.key), "").into(),
            (Fault::ForgetsExpiry, Operation::Put(put)) => Put { expires: None, ..put }.into(),
            (Fault::KeepsDeleted, Operation::Delete(delete)) => {
                Delete { key: elsewhere(&delete.key), ..delete }.into()
            }
            (Fault::CutsValues, Operation::Put(mut put)) => {
                put.value.truncate(65_536);
                put.into()
            }
            (Fault::CutsKeys, Operation::Put(put)) => Put { key: cut(&put.key), ..put }.into(),
            (_, other) => other,
        }
    }
}

/// A place that no law looks at.
fn elsewhere(key: &Key) -> Key {
    Key::new("elsewhere", key.sort()).expect("a sort key is a sort key in any partition")
}

fn cut(key: &Key) -> Key {
    let sort: String = key.sort().chars().take(8).collect();
    Key::new(key.partition(), sort).expect("a part of a key is a key")
}

/// Every law, with the fault that must break it.
macro_rules! broken_by {
    ($($fault:ident: $module:ident::$law:ident,)+) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $law() {
                let verdict: Verdict = $module::$law(&Fault::$fault).await;
                assert!(verdict.is_err(), "{:?} went unnoticed", Fault::$fault);
            }
        )+
    };
}

broken_by! {
    KeepsDeleted: reading::a_deleted_item_is_gone,
    ForgetsExpiry: reading::a_value_comes_back_as_it_was_put,
    MixesPartitions: reading::partitions_are_apart,
    ShufflesAnswers: reading::many_keys_answer_in_their_order,
    RepeatsRevisions: reading::a_revision_never_returns,
    IgnoresConditions: conditions::every_condition_in_every_state,
    TearsBatches: conditions::a_batch_is_whole_or_nothing,
    NamesOneConflict: conditions::every_conflict_is_named,
    IgnoresConditions: conditions::a_lookup_row_makes_a_name_unique,
    ForgetsTokens: tokens::a_repeated_token_replays,
    TakesOtherContent: tokens::a_token_refuses_other_content,
    IgnoresConditions: tokens::a_failed_batch_leaves_its_token_free,
    ForgetsTokens: tokens::a_token_is_forgotten_after_a_day,
    ForgetsTokens: tokens::a_token_at_the_same_time_applies_once,
    ForgetsExpiry: expiry::an_expired_item_is_invisible_at_once,
    ForgetsExpiry: expiry::an_expired_item_is_absent_for_conditions,
    ForgetsExpiry: expiry::a_later_put_decides_the_expiry,
    HasNoLimits: limits::a_batch_has_ninety_operations,
    HasNoLimits: limits::a_batch_has_four_megabytes,
    CutsValues: limits::an_item_has_four_hundred_kilobytes,
    CutsKeys: limits::the_longest_keys_are_taken,
    HasNoLimits: limits::a_batch_is_well_formed,
    HasNoLimits: limits::a_read_has_a_hundred_keys,
    LosesPosition: paging::pages_follow_the_order_both_ways,
    LosesPosition: paging::a_range_is_half_open,
    SkipsAnItem: paging::a_page_has_a_megabyte,
    LosesPosition: paging::a_position_outlives_its_item,
    IgnoresConditions: concurrency::conditional_increments_are_never_lost,
    TearsBatches: concurrency::a_free_name_is_taken_once,
    IgnoresConditions: concurrency::transfers_keep_the_sum,
}

#[tokio::test(flavor = "multi_thread")]
async fn random_histories_find_every_fault() {
    let faults = [
        Fault::IgnoresConditions,
        Fault::TearsBatches,
        Fault::NamesOneConflict,
        Fault::ForgetsTokens,
        Fault::TakesOtherContent,
        Fault::ForgetsExpiry,
        Fault::KeepsDeleted,
        Fault::HasNoLimits,
        Fault::LosesPosition,
        Fault::SkipsAnItem,
        Fault::RepeatsRevisions,
        Fault::ShufflesAnswers,
        Fault::MixesPartitions,
        Fault::CutsValues,
    ];
    for fault in faults {
        let verdict = agrees_with_the_reference(&fault, Seeds::new(1, 24)).await;
        assert!(verdict.is_err(), "{fault:?} went unnoticed");
    }
}
