//! The few things that are done to a disk, so that a test can make each of them fail.

use crate::error::Error;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// The few things that are done to a disk.
pub(crate) trait Disk: Sync {
    /// Writes a new file whole.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Waits until a file is not in the machine's memory alone.
    fn sync(&self, path: &Path) -> io::Result<()>;
    /// Waits until what was renamed in a folder is not in the machine's memory alone.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
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

    fn sync(&self, path: &Path) -> io::Result<()> {
        OpenOptions::new().write(true).open(path)?.sync_all()
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        // Elsewhere folders cannot be opened like files, and a rename is put down with the file.
        if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
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

/// Replaces a file so that readers find the old one or the new one, never a part. After a power loss there may be a part, or
/// nothing.
pub(crate) fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let partial = partial(path);
    attempt("write", &partial, disk.write(&partial, bytes))?;
    attempt("rename", &partial, disk.rename(&partial, path))
}

/// Replaces a file as [`replace`] does, and returns only when a power loss would leave the new one. Takes some milliseconds.
pub(crate) fn replace_lastingly(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let partial = partial(path);
    attempt("write", &partial, disk.write(&partial, bytes))?;
    attempt("write", &partial, disk.sync(&partial))?;
    attempt("rename", &partial, disk.rename(&partial, path))?;
    path.parent().map_or(Ok(()), |folder| attempt("write", folder, disk.sync_folder(folder)))
}

/// Takes a file away; there need not be one.
pub(crate) fn remove(disk: &dyn Disk, path: &Path) -> Result<(), Error> {
    attempt("remove", path, disk.remove(path))
}

/// Where a file is written before it is put in its place. The server never serves such a file: no page is called so.
fn partial(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".partial");
    path.with_file_name(name)
}

fn attempt(action: &'static str, path: &Path, outcome: io::Result<()>) -> Result<(), Error> {
    outcome.map_err(|source| Error::Disk { action, path: path.to_owned(), source })
}
