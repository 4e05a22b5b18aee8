//! What every engine must pass: laws, each a function that opens empty stores and says what was broken.
//!
//! An engine's test target makes one test of each law:
//!
//! ```text
//! struct Sqlite;
//!
//! #[async_trait::async_trait]
//! impl plenary_store::contract::Engine for Sqlite { … }
//!
//! plenary_store::contract_tests!(Sqlite);
//! ```
//!
//! A law returns its [`Violation`] instead of panicking, so that a test can also demand that it *is* violated: by
//! a store with a fault put in (`tests/faults.rs` does that for every law).

pub mod concurrency;
pub mod conditions;
pub mod expiry;
pub mod history;
pub mod limits;
pub mod paging;
pub mod reading;
pub mod tokens;

use crate::{Batch, Committed, Item, Key, ManualClock, Put, Revision, Store, StoreError};
use async_trait::async_trait;
use jiff::Timestamp;
use std::sync::Arc;

/// Opens stores for the laws.
#[async_trait]
pub trait Engine: Send + Sync {
    /// A store that holds nothing, shares nothing with any other, and goes by this clock.
    ///
    /// # Errors
    /// Whatever keeps the engine from opening one.
    async fn empty(&self, clock: Arc<ManualClock>) -> Result<Arc<dyn Store>, StoreError>;
}

/// How an engine broke a law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation(String);

impl Violation {
    /// A violation, told in a sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl std::fmt::Display for Violation {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(formatter)
    }
}

impl std::error::Error for Violation {}

impl From<StoreError> for Violation {
    fn from(error: StoreError) -> Self {
        Self(format!("an operation that the law allows failed: {error}"))
    }
}

/// What a law gives: nothing, or what was broken.
pub type Verdict = Result<(), Violation>;

/// Ends a law unless a condition holds.
macro_rules! ensure {
    ($holds:expr, $($sentence:tt)+) => {
        if !$holds {
            return Err($crate::contract::Violation::new(format!($($sentence)+)));
        }
    };
}
pub(crate) use ensure;

/// One test for each law, run against an [`Engine`] (an expression). The caller needs `tokio` with its
/// multi-threaded runtime.
#[macro_export]
macro_rules! contract_tests {
    ($engine:expr) => {
        $crate::contract_tests! { $engine =>
            a_value_comes_back_as_it_was_put: reading::a_value_comes_back_as_it_was_put,
            a_deleted_item_is_gone: reading::a_deleted_item_is_gone,
            partitions_are_apart: reading::partitions_are_apart,
            many_keys_answer_in_their_order: reading::many_keys_answer_in_their_order,
            a_revision_never_returns: reading::a_revision_never_returns,
            every_condition_in_every_state: conditions::every_condition_in_every_state,
            a_batch_is_whole_or_nothing: conditions::a_batch_is_whole_or_nothing,
            every_conflict_is_named: conditions::every_conflict_is_named,
            a_lookup_row_makes_a_name_unique: conditions::a_lookup_row_makes_a_name_unique,
            a_repeated_token_replays: tokens::a_repeated_token_replays,
            a_token_refuses_other_content: tokens::a_token_refuses_other_content,
            a_failed_batch_leaves_its_token_free: tokens::a_failed_batch_leaves_its_token_free,
            a_token_is_forgotten_after_a_day: tokens::a_token_is_forgotten_after_a_day,
            a_token_at_the_same_time_applies_once: tokens::a_token_at_the_same_time_applies_once,
            an_expired_item_is_invisible_at_once: expiry::an_expired_item_is_invisible_at_once,
            an_expired_item_is_absent_for_conditions: expiry::an_expired_item_is_absent_for_conditions,
            a_later_put_decides_the_expiry: expiry::a_later_put_decides_the_expiry,
            a_batch_has_ninety_operations: limits::a_batch_has_ninety_operations,
            a_batch_has_four_megabytes: limits::a_batch_has_four_megabytes,
            an_item_has_four_hundred_kilobytes: limits::an_item_has_four_hundred_kilobytes,
            a_batch_is_well_formed: limits::a_batch_is_well_formed,
            a_read_has_a_hundred_keys: limits::a_read_has_a_hundred_keys,
            the_longest_keys_are_taken: limits::the_longest_keys_are_taken,
            pages_follow_the_order_both_ways: paging::pages_follow_the_order_both_ways,
            a_range_is_half_open: paging::a_range_is_half_open,
            a_page_has_a_megabyte: paging::a_page_has_a_megabyte,
            a_position_outlives_its_item: paging::a_position_outlives_its_item,
            conditional_increments_are_never_lost: concurrency::conditional_increments_are_never_lost,
            a_free_name_is_taken_once: concurrency::a_free_name_is_taken_once,
            transfers_keep_the_sum: concurrency::transfers_keep_the_sum,
        }

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn random_histories_agree_with_the_reference() {
            let seeds = $crate::contract::history::Seeds::from_environment(24);
            if let Err(violation) = $crate::contract::history::agrees_with_the_reference(&$engine, seeds).await {
                panic!("{violation}");
            }
        }
    };
    ($engine:expr => $($name:ident: $module:ident::$law:ident,)+) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $name() {
                if let Err(violation) = $crate::contract::$module::$law(&$engine).await {
                    panic!("{violation}");
                }
            }
        )+
    };
}

/// The instant at which every law's clock starts: the first day of the 38th Chaos Communication Congress.
pub(crate) fn noon() -> Arc<ManualClock> {
    Arc::new(ManualClock::new(Timestamp::constant(1_735_297_200, 0)))
}

pub(crate) fn key(partition: &str, sort: &str) -> Result<Key, StoreError> {
    Key::new(partition, sort)
}

/// Puts one value without a condition.
pub(crate) async fn put(
    store: &dyn Store,
    partition: &str,
    sort: &str,
    value: &str,
) -> Result<Revision, StoreError> {
    let put = Put::new(key(partition, sort)?, value.to_owned());
    let Committed { revision, .. } = store.commit(Batch::new().with(put)).await?;
    Ok(revision)
}

/// The values of items, as texts, for comparison.
pub(crate) fn texts(items: &[Item]) -> Vec<String> {
    items.iter().map(|item| String::from_utf8_lossy(&item.value).into_owned()).collect()
}

/// The sort keys of items.
pub(crate) fn sorts(items: &[Item]) -> Vec<&str> {
    items.iter().map(|item| item.key.sort()).collect()
}
