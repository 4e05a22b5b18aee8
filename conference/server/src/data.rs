//! The data directory: the store, the published site, and what is remembered.

use anyhow::{Context, bail};
use plenary_app::{App, Surroundings};
use plenary_publish::Directory;
use plenary_store_sqlite::SqliteStore;
use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::Arc;

/// A directory that holds `plenary.sqlite`, `site/`, `published/` and `settings.json`.
#[derive(Debug, Clone)]
pub struct DataDirectory(PathBuf);

impl DataDirectory {
    /// The directory at a path; nothing is made or read yet.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// Makes the directory when it is not there.
    pub fn create(&self) -> anyhow::Result<()> {
        fs::create_dir_all(&self.0)
            .with_context(|| format!("cannot make the data directory {}", self.0.display()))
    }

    /// Opens the application over the store, which is made when it is not there.
    pub fn open(&self) -> anyhow::Result<Arc<App>> {
        self.create()?;
        let path = self.0.join("plenary.sqlite");
        let store =
            SqliteStore::open(&path).with_context(|| format!("cannot open the store {}", path.display()))?;
        Ok(Arc::new(App::new(Arc::new(store), Surroundings::system())))
    }

    /// Opens the application over a store that must be there.
    pub fn open_existing(&self) -> anyhow::Result<Arc<App>> {
        if !self.0.join("plenary.sqlite").is_file() {
            bail!(
                "there is no conference in {}: import a schedule first (plenary import FILE), or name another directory \
                 with --data",
                self.0.display()
            );
        }
        self.open()
    }

    /// The published site.
    pub fn site(&self) -> Directory {
        Directory::new(&self.0)
    }

    /// Where `settings.json` is.
    pub fn settings(&self) -> PathBuf {
        self.0.join("settings.json")
    }

    /// Waits until no other process publishes, and keeps others from it until the lock is dropped.
    pub fn lock_publication(&self) -> anyhow::Result<File> {
        let path = self.0.join("publication.lock");
        let locked = File::create(&path).and_then(|file| file.lock().map(|()| file));
        locked.with_context(|| format!("cannot lock {}", path.display()))
    }
}
