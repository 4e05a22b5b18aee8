//! The store: partitions, a sort key, prefix and range queries in pages both ways, and one atomic conditional
//! batch. The shape is DynamoDB's, so that what works here works there; the limits are a little below its own.
//!
//! # How to model
//! * **The conference is in every partition key.** One conference's rows never share a partition with another's.
//! * **Sort keys are paths** such as `session#AB12CD`, so that a prefix is a list.
//! * **Another way to find a thing is a lookup row**: an ordinary item written in the same batch, never an index
//!   beside the data, which could lag behind it. A condition on the lookup row is also what makes a name unique:
//!
//! ```
//! use plenary_store::{Batch, Condition, Key, MemoryStore, Put, Query, Store};
//!
//! # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
//! let store = MemoryStore::new();
//! let account = Key::new("account#7f3a", "profile")?;
//! let by_address = Key::new("address#ada@example.org", "account")?;
//! let batch = Batch::new()
//!     .with(Put::json(account, &"Ada")?)
//!     .with(Put::new(by_address.clone(), "account#7f3a").when(Condition::Absent));
//! store.commit(batch).await?;
//!
//! let found = store.get(&by_address).await?.ok_or("the lookup row leads to the account")?;
//! assert_eq!(&found.value[..], b"account#7f3a");
//! let page = store.query(&Query::all("account#7f3a")).await?;
//! assert_eq!(page.items[0].decode::<String>()?, "Ada");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! * **A change reads, decides and commits under a condition**: [`Condition::Revision`] of what it read. On
//!   [`StoreError::Conflict`] it starts again from the read.
//! * **More than a batch holds** is written as an invisible generation in many batches
//!   ([`Batch::chunks`]) and becomes visible by one pointer row.
//! * **A queue** (the outbox) is a prefix: read forwards, delete what is done.
//!
//! # What holds
//! Reads see every commit acknowledged before they began. A batch is applied whole or not at all. An expired item
//! is invisible to reads and to conditions from its second on; when its bytes go is the engine's affair. Several
//! items read by one call are each current, but need not be of the same instant.

mod batch;
mod clock;
#[cfg(feature = "contract")]
pub mod contract;
mod error;
mod item;
mod key;
pub mod limits;
mod memory;
mod query;
mod store;
mod token;

pub use batch::{Batch, Check, Condition, Delete, Operation, Put};
pub use clock::{Clock, ManualClock, SystemClock};
pub use error::{Conflict, StoreError};
pub use item::{Expiry, Item, Revision};
pub use key::Key;
pub use memory::MemoryStore;
pub use query::{Bounds, Order, Page, Position, Query};
pub use store::{Committed, Outcome, Store};
pub use token::{BatchDigest, Token};
