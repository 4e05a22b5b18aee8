//! The file: its making, its marks, and the refusal of what is not ours.

use crate::failure::failure;
use plenary_store::StoreError;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Marks a file as a Plenary store: "Plen" in ASCII, in the place SQLite keeps for that
/// (<https://www.sqlite.org/fileformat2.html#application_id>).
const APPLICATION_ID: i32 = 0x506c_656e;

/// The layout this program writes, in SQLite's `user_version`. A program refuses a file with a higher one.
const LAYOUT: i32 = 1;

const SCHEMA: &str = include_str!("schema.sql");

/// How long to wait for another process that writes. Its groups take milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);

/// An item of up to a quarter of a page lies in its row; a larger one takes further pages, each whole. Items are mostly a
/// few kilobytes of JSON, so that with SQLite's own page size nearly every one would.
const PAGE_SIZE: i32 = 16384;

/// The log is cut to this size when it has been moved into the file.
const LOG_BYTES: i32 = 32 * 1024 * 1024;

/// What a connection may keep of the file, in kibibytes (SQLite counts them negatively).
const CACHE_KIBIBYTES: i32 = -2048;

/// Opens the file for the writer, and makes or refuses it.
pub(crate) fn open_for_writing(path: &Path) -> Result<Connection, StoreError> {
    create_private(path).map_err(|error| {
        StoreError::unavailable(format!("the store {} cannot be opened", path.display()), error)
    })?;
    let opened = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
        .and_then(|connection| Ok((kind(&connection)?, connection)));
    let (kind, mut connection) = match opened {
        Ok(opened) => opened,
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
            return Err(foreign(path));
        }
        Err(error) => return Err(failure(error)),
    };
    match kind {
        Kind::Foreign => return Err(foreign(path)),
        Kind::Newer(layout) => return Err(newer(path, layout)),
        Kind::Empty => create_schema(&mut connection, path)?,
        Kind::Ours => {}
    }
    use_write_ahead_log(&connection).map_err(failure)?;
    Ok(connection)
}

/// Opens the file, which has been opened for writing before, for one more reader.
pub(crate) fn open_for_reading(path: &Path) -> Result<Connection, StoreError> {
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(failure)?;
    connection.pragma_update(None, "query_only", true).map_err(failure)?;
    Ok(connection)
}

/// Whether SQLite finds the whole file in order.
pub(crate) fn verify(connection: &Connection) -> Result<(), StoreError> {
    let report: String =
        connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(failure)?;
    if report == "ok" { Ok(()) } else { Err(StoreError::Corrupt { reason: report }) }
}

/// The file holds what people told a conference in confidence: only its owner reads it. SQLite gives the files
/// beside it the same permissions.
fn create_private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(file) => {
            file.sync_all()?;
            sync_directory(path)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// Makes the file's name as durable as its bytes.
fn sync_directory(path: &Path) -> io::Result<()> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) { File::open(directory)?.sync_all() } else { Ok(()) }
}

fn connect(path: &Path, access: OpenFlags) -> rusqlite::Result<Connection> {
    // A connection is used by one thread at a time; SQLite need not lock it.
    let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "cache_size", CACHE_KIBIBYTES)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(connection)
}

enum Kind {
    Empty,
    Ours,
    Newer(i32),
    Foreign,
}

fn kind(connection: &Connection) -> rusqlite::Result<Kind> {
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0));
    let (application, layout) = (number("application_id")?, number("user_version")?);
    let tables: i32 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(match (application, layout, tables) {
        (0, 0, 0) => Kind::Empty,
        (APPLICATION_ID, LAYOUT, _) => Kind::Ours,
        (APPLICATION_ID, newer, _) if newer > LAYOUT => Kind::Newer(newer),
        _ => Kind::Foreign,
    })
}

/// Several processes may find the same empty file; the first makes the schema, the others find it made.
fn create_schema(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    connection.pragma_update(None, "page_size", PAGE_SIZE).map_err(failure)?;
    let transaction =
        connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failure)?;
    match kind(&transaction).map_err(failure)? {
        Kind::Ours => Ok(()),
        Kind::Foreign => Err(foreign(path)),
        Kind::Newer(layout) => Err(newer(path, layout)),
        Kind::Empty => {
            transaction.execute_batch(SCHEMA).map_err(failure)?;
            transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(failure)?;
            transaction.pragma_update(None, "user_version", LAYOUT).map_err(failure)?;
            transaction.commit().map_err(failure)
        }
    }
}

/// Changing the journal needs the file for itself for a moment; afterwards the file remembers it. SQLite does not wait
/// for that moment, however patient the connection is, so this asks again.
fn use_write_ahead_log(connection: &Connection) -> rusqlite::Result<()> {
    let started = Instant::now();
    while journal_mode(connection)? != "wal" {
        match connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(())) {
            Err(error) if is_busy(&error) && started.elapsed() < PATIENCE => sleep(Duration::from_millis(2)),
            other => other?,
        }
    }
    connection.pragma_update_and_check(None, "journal_size_limit", LOG_BYTES, |_| Ok(()))
}

fn journal_mode(connection: &Connection) -> rusqlite::Result<String> {
    connection.pragma_query_value(None, "journal_mode", |row| row.get(0))
}

fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

fn foreign(path: &Path) -> StoreError {
    StoreError::Refused(format!("{} is not a Plenary store; it was left as it is", path.display()))
}

fn newer(path: &Path, layout: i32) -> StoreError {
    StoreError::Refused(format!(
        "{} was written by a newer Plenary (layout {layout}, and this one knows {LAYOUT}); \
         it was left as it is. Run the newer program, or restore a backup from before the upgrade",
        path.display()
    ))
}
