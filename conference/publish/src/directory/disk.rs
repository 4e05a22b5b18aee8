//! The few things that are done to a disk, so that a test can make each of them fail.

use crate::error::Error;
use std::fs;
use std::io;
use std::path::Path;

/// The few things that are done to a disk.
pub(crate) trait Disk: Sync {
    /// Writes a new file whole.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Puts a file in the place of another, in one step that other processes see whole.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Takes a file away; there need not be one.
    fn remove(&self, path: &Path) -> io::Result<()>;
}

/// The machine's own file system.
#[derive(Debug)]
pub(crate) struct LocalDisk;

impl Disk for LocalDisk {
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        match fs::write(path, bytes) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if let Some(folder) = path.parent() {
                    fs::create_dir_all(folder)?;
                }
                fs::write(path, bytes)
            }
            outcome => outcome,
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        match fs::remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            outcome => outcome,
        }
    }
}

/// Replaces a file so that readers find the old one or the new one, never a part.
pub(crate) fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(PARTIAL);
    let partial = path.with_file_name(name);
    attempt("write", &partial, disk.write(&partial, bytes))?;
    attempt("rename", &partial, disk.rename(&partial, path))
}

/// Takes a file away; there need not be one.
pub(crate) fn remove(disk: &dyn Disk, path: &Path) -> Result<(), Error> {
    attempt("remove", path, disk.remove(path))
}

/// Ends the name of a file that is being written. The server never serves such a file: no page is called so.
const PARTIAL: &str = ".partial";

fn attempt(action: &'static str, path: &Path, outcome: io::Result<()>) -> Result<(), Error> {
    outcome.map_err(|source| Error::Disk { action, path: path.to_owned(), source })
}
