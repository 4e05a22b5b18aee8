//! One batch, inside a transaction.

use crate::failure::failure;
use crate::read::revision;
use jiff::Timestamp;
use plenary_store::{
    Batch, BatchDigest, Committed, Conflict, Expiry, Key, Operation, Outcome, Put, Revision, StoreError,
    Token, limits,
};
use rusqlite::{Connection, OptionalExtension, params};

const FIND: &str = "SELECT revision FROM item
    WHERE partition = ?1 AND sort = ?2 AND (expires IS NULL OR expires > ?3)";
const PUT: &str = "INSERT OR REPLACE INTO item (partition, sort, revision, expires, value)
    VALUES (?1, ?2, ?3, ?4, ?5)";
const DELETE: &str = "DELETE FROM item WHERE partition = ?1 AND sort = ?2";
const FIND_TOKEN: &str = "SELECT digest, revision FROM token WHERE token = ?1 AND expires > ?2";
const PUT_TOKEN: &str = "INSERT OR REPLACE INTO token (token, digest, revision, expires)
    VALUES (?1, ?2, ?3, ?4)";
const NEXT_REVISION: &str = "UPDATE counter SET revision = revision + 1 RETURNING revision";

/// Applies a batch, or refuses it before it has written anything. Any other failure leaves the transaction in a
/// state that only a rollback mends.
pub(crate) fn apply(connection: &Connection, batch: &Batch, now: Timestamp) -> Result<Committed, StoreError> {
    let tokened = batch.token().map(|token| (token, BatchDigest::of(batch)));
    if let Some((token, digest)) = &tokened
        && let Some(committed) = replay(connection, token, digest, now)?
    {
        return Ok(committed);
    }
    let conflicts = conflicts(connection, batch, now)?;
    if !conflicts.is_empty() {
        return Err(StoreError::Conflict(conflicts));
    }
    let revision = next_revision(connection).map_err(failure)?;
    for operation in batch.operations() {
        write(connection, operation, revision).map_err(failure)?;
    }
    if let Some((token, digest)) = &tokened {
        remember(connection, token, digest, revision, now).map_err(failure)?;
    }
    Ok(Committed { revision, outcome: Outcome::Applied })
}

/// What the token was used for, if it was.
fn replay(
    connection: &Connection,
    token: &Token,
    digest: &BatchDigest,
    now: Timestamp,
) -> Result<Option<Committed>, StoreError> {
    let mut statement = connection.prepare_cached(FIND_TOKEN).map_err(failure)?;
    let used: Option<(Vec<u8>, Revision)> = statement
        .query_row(params![token.as_str(), now.as_second()], |row| Ok((row.get(0)?, revision(row, 1)?)))
        .optional()
        .map_err(failure)?;
    match used {
        None => Ok(None),
        Some((used, revision)) if used == digest.as_bytes() => {
            Ok(Some(Committed { revision, outcome: Outcome::Replayed }))
        }
        Some(_) => Err(StoreError::TokenReused { token: token.to_string() }),
    }
}

fn conflicts(connection: &Connection, batch: &Batch, now: Timestamp) -> Result<Vec<Conflict>, StoreError> {
    let mut conflicts = Vec::new();
    for operation in batch.operations() {
        let Some(condition) = operation.condition() else { continue };
        let found = find(connection, operation.key(), now).map_err(failure)?;
        if !condition.holds(found) {
            conflicts.push(Conflict { key: operation.key().clone(), condition, found });
        }
    }
    Ok(conflicts)
}

fn find(connection: &Connection, key: &Key, now: Timestamp) -> rusqlite::Result<Option<Revision>> {
    connection
        .prepare_cached(FIND)?
        .query_row(params![key.partition(), key.sort(), now.as_second()], |row| revision(row, 0))
        .optional()
}

fn next_revision(connection: &Connection) -> rusqlite::Result<Revision> {
    connection.prepare_cached(NEXT_REVISION)?.query_row([], |row| revision(row, 0))
}

fn write(connection: &Connection, operation: &Operation, revision: Revision) -> rusqlite::Result<()> {
    match operation {
        Operation::Put(Put { key, value, expires, .. }) => {
            let expires = expires.map(Expiry::epoch_seconds);
            let parameters = params![key.partition(), key.sort(), signed(revision)?, expires, value.as_ref()];
            connection.prepare_cached(PUT)?.execute(parameters)?;
        }
        Operation::Delete(delete) => {
            let parameters = params![delete.key.partition(), delete.key.sort()];
            connection.prepare_cached(DELETE)?.execute(parameters)?;
        }
        Operation::Check(_) => {}
    }
    Ok(())
}

fn remember(
    connection: &Connection,
    token: &Token,
    digest: &BatchDigest,
    revision: Revision,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let expires = now.as_second().saturating_add(limits::TOKEN_SECONDS);
    let parameters = params![token.as_str(), digest.as_bytes(), signed(revision)?, expires];
    connection.prepare_cached(PUT_TOKEN)?.execute(parameters)?;
    Ok(())
}

fn signed(revision: Revision) -> rusqlite::Result<i64> {
    i64::try_from(revision.number()).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}
