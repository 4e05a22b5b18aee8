//! What a caller may ask of the store at once. Every engine refuses the same.
//!
//! DynamoDB's own limits (AWS, "Quotas in Amazon DynamoDB") are powers of two: 100 operations, 4 MiB a
//! transaction, 400 KiB an item. The difference is the engine's bookkeeping: attribute names, revisions, the
//! token's row.

/// The longest partition key, in bytes of UTF-8.
pub const PARTITION_BYTES: usize = 2048;
/// The longest sort key or prefix, in bytes of UTF-8.
pub const SORT_BYTES: usize = 1024;
/// The largest item: the bytes of its key and of its value.
pub const ITEM_BYTES: usize = 400_000;
/// The most operations in a batch.
pub const BATCH_OPERATIONS: usize = 90;
/// The largest batch: the bytes of all its keys and values.
pub const BATCH_BYTES: usize = 4_000_000;
/// The most keys in one [`Store::get_many`](crate::Store::get_many).
pub const GET_MANY_KEYS: usize = 100;
/// The largest page of a query: the bytes of its items' keys and values.
pub const PAGE_BYTES: usize = 1_000_000;
/// The longest idempotency token, in bytes.
pub const TOKEN_BYTES: usize = 256;
/// How long a token is remembered, in seconds.
pub const TOKEN_SECONDS: i64 = 24 * 60 * 60;
