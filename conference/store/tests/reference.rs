//! The reference passes the contract itself.

use async_trait::async_trait;
use plenary_store::contract::Engine;
use plenary_store::{ManualClock, MemoryStore, Store, StoreError};
use std::sync::Arc;

struct Memory;

#[async_trait]
impl Engine for Memory {
    async fn empty(&self, clock: Arc<ManualClock>) -> Result<Arc<dyn Store>, StoreError> {
        Ok(Arc::new(MemoryStore::with_clock(clock)))
    }
}

plenary_store::contract_tests!(Memory);
