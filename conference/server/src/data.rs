//! The data directory: the store, the published site, and what is remembered.

use anyhow::{Context, bail};
use plenary_app::{App, Surroundings};
use plenary_publish::Directory;
use plenary_store_sqlite::SqliteStore;
use std::fs::{self, DirBuilder, File};
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

    /// Makes the directory for this user alone when it is not there, with those above it that are missing.
    pub fn create_private(&self) -> anyhow::Result<()> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .create(&self.0)
            .with_context(|| format!("cannot make the data directory {}", self.0.display()))
    }

    /// Waits until no other process publishes, and keeps others from it until the lock is dropped.
    pub fn lock_publication(&self) -> anyhow::Result<File> {
        let path = self.0.join("publication.lock");
        // Nothing is ever written to it: whatever stands at this path is not cut off.
        let locked = File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .and_then(|file| file.lock().map(|()| file));
        locked.with_context(|| format!("cannot lock {}", path.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::DataDirectory;
    use std::fs;

    #[test]
    fn the_lock_leaves_what_stands_at_its_path() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("publication.lock");
        fs::write(&path, "kept").unwrap();
        drop(DataDirectory::new(folder.path()).lock_publication().unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "kept");
    }

    #[cfg(unix)]
    #[test]
    fn a_private_directory_is_closed_to_others() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let data = DataDirectory::new(folder.path().join("cache/plenary/demo"));
        data.create_private().unwrap();
        data.create_private().unwrap();
        for made in ["cache", "cache/plenary", "cache/plenary/demo"] {
            let mode = fs::metadata(folder.path().join(made)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700, "{made}");
        }
    }
}
