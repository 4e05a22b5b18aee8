//! SQLite's errors as the store's.

use plenary_store::StoreError;
use rusqlite::{Error, ErrorCode};

/// What a failed call to SQLite means to the store's caller.
pub(crate) fn failure(error: Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            StoreError::Corrupt { reason: error.to_string() }
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            StoreError::unavailable("another process has been writing for too long", error)
        }
        Some(ErrorCode::DiskFull) => StoreError::unavailable("the disk is full", error),
        Some(_) => StoreError::unavailable("SQLite failed", error),
        // A value of another type than the schema says, and the like: the file is not what we wrote.
        None => StoreError::Corrupt { reason: error.to_string() },
    }
}
