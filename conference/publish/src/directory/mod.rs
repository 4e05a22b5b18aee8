//! A directory as the place where the public files stand: one machine's site.

mod disk;
mod record;
#[cfg(test)]
mod tests;

pub use record::{Progress, Record};

use crate::compression::{Effort, compress};
use crate::error::Error;
use crate::published_file::{FileKind, PublishedFile};
use crate::site_input::Stamp;
use disk::{Disk, LocalDisk};
use plenary_domain::code::ConferenceSlug;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

/// A directory with the site's files (`site/`) and, outside of what is served, the record of what is published
/// (`published/`).
///
/// A publication is put in the order immutable files, new pages, changed pages and feeds, pointer; what vanished is taken
/// away last. Every file is replaced in one step. Whenever it is interrupted, each page finds its styles and data, no page
/// that could be reached before leads to one that is not there, and putting it again brings it to its end.
pub struct Directory {
    site: PathBuf,
    records: PathBuf,
    disk: Box<dyn Disk + Send>,
}

impl fmt::Debug for Directory {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Directory").field("site", &self.site).finish_non_exhaustive()
    }
}

/// What putting a publication came to, in files (their compressed variants not counted).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Put {
    /// Written, because they were new or differed.
    pub written: usize,
    /// Left alone, because they were there already.
    pub unchanged: usize,
    /// Taken away, because nothing leads to them any more.
    pub removed: usize,
}

/// Whose files a record tells of.
#[derive(Debug, Clone, Copy)]
enum Owner<'a> {
    Conference(&'a ConferenceSlug),
    /// The pages outside any conference.
    Root,
    /// The app's built files.
    Assets,
}

/// Whether the variants beside a file are known to be its own. They are after a publication that came to its end; one that was
/// interrupted may have left new variants beside an old file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    Yes,
    No,
}

impl Owner<'_> {
    /// The record's file name; slugs never begin with an underscore.
    fn record_name(self) -> String {
        match self {
            Self::Conference(slug) => format!("{slug}.json"),
            Self::Root => "_root.json".to_owned(),
            Self::Assets => "_assets.json".to_owned(),
        }
    }
}

impl Directory {
    /// The site in `home/site`, its records in `home/published`. Nothing is made before something is put.
    pub fn new(home: &Path) -> Self {
        Self::on_disk(home, Box::new(LocalDisk))
    }

    fn on_disk(home: &Path, disk: Box<dyn Disk + Send>) -> Self {
        Self { site: home.join("site"), records: home.join("published"), disk }
    }

    /// The directory to serve. Path `/a/` is `a/index.html`, `/a/b` is `a/b.html`, a path with an extension is that file;
    /// beside a file stand its `.br` and `.gz`. Names that end in `.partial` are being written and are not to be served.
    pub fn site(&self) -> &Path {
        &self.site
    }

    /// Puts a conference's files, as [`files`](crate::files) made them.
    ///
    /// # Errors
    /// When the disk refuses, or a path leads out of the site. What stood before still stands, or in part the new files.
    pub fn put(&self, slug: &ConferenceSlug, files: &[PublishedFile], stamp: &Stamp) -> Result<Put, Error> {
        self.put_as(Owner::Conference(slug), files, stamp, Effort::of)
    }

    /// Puts the pages outside any conference, as [`root_files`](crate::root_files) made them.
    ///
    /// # Errors
    /// As [`put`](Self::put).
    pub fn put_root(&self, files: &[PublishedFile], stamp: &Stamp) -> Result<Put, Error> {
        self.put_as(Owner::Root, files, stamp, Effort::of)
    }

    /// Puts the app's built files at their own paths (`assets/main-AB12.js`). Files of the build before stay, for pages that
    /// were loaded with it; older ones go.
    ///
    /// # Errors
    /// As [`put`](Self::put).
    pub fn put_assets(&self, assets: &[(&str, &[u8])]) -> Result<Put, Error> {
        let files: Vec<PublishedFile> = assets
            .iter()
            .map(|(path, bytes)| PublishedFile {
                path: (*path).to_owned(),
                content_type: asset_type(path),
                bytes: bytes.to_vec(),
                kind: FileKind::Immutable,
            })
            .collect();
        self.put_as(Owner::Assets, &files, &Stamp::of(&["assets"]), |_| Effort::Utmost)
    }

    /// Takes a conference's pages and feeds away, and every immutable file that only it used.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn remove(&self, slug: &ConferenceSlug) -> Result<Put, Error> {
        let path = self.records.join(Owner::Conference(slug).record_name());
        let Some(record) = Record::read(&path) else { return Ok(Put::default()) };
        let others = self.immutable_of_others(&path);
        let gone: Vec<&String> = record
            .files
            .keys()
            .chain(
                record.immutable.iter().flat_map(|files| files.keys()).filter(|file| !others.contains(*file)),
            )
            .collect();
        self.take_away(&gone)?;
        disk::remove(&*self.disk, &path)?;
        Ok(Put { removed: gone.len(), ..Put::default() })
    }

    /// Whether a conference's site stands whole and with this stamp, so that it need not be put again.
    pub fn is_current(&self, slug: &ConferenceSlug, stamp: &Stamp) -> bool {
        self.stands(Owner::Conference(slug), stamp)
    }

    /// Whether the pages outside any conference stand whole and with this stamp.
    pub fn root_is_current(&self, stamp: &Stamp) -> bool {
        self.stands(Owner::Root, stamp)
    }

    fn stands(&self, owner: Owner<'_>, stamp: &Stamp) -> bool {
        Record::read(&self.records.join(owner.record_name()))
            .is_some_and(|record| record.stamp == *stamp && record.stands_in(&self.site))
    }

    fn put_as(
        &self,
        owner: Owner<'_>,
        files: &[PublishedFile],
        stamp: &Stamp,
        effort: fn(&PublishedFile) -> Effort,
    ) -> Result<Put, Error> {
        if let Some(bad) = files.iter().find(|file| !stays_inside(&file.path)) {
            return Err(Error::BadPath(bad.path.clone()));
        }
        let record_path = self.records.join(owner.record_name());
        let before = Record::read(&record_path);
        let writing = Record::writing(stamp, files, before.as_ref());
        writing.write(&*self.disk, &record_path)?;

        let trust = match &before {
            Some(record) if record.progress == Progress::Complete => Trust::Yes,
            _ => Trust::No,
        };
        let mut put = Put::default();
        for step in steps(files, before.as_ref()) {
            let written = step
                .par_iter()
                .map(|file| self.put_file(file, effort(file), trust))
                .try_reduce(|| 0, |sum, written| Ok(sum + written))?;
            put.written += written;
            put.unchanged += step.len() - written;
        }

        let vanished = self.vanished(&writing, files, &record_path);
        self.take_away(&vanished.iter().collect::<Vec<_>>())?;
        put.removed = vanished.len();
        writing.complete(files).write(&*self.disk, &record_path)?;
        Ok(put)
    }

    /// Puts one file with its variants; 1 when it was written, 0 when it was there.
    fn put_file(&self, file: &PublishedFile, effort: Effort, trust: Trust) -> Result<usize, Error> {
        let path = self.site.join(&file.path);
        if trust == Trust::Yes && std::fs::read(&path).is_ok_and(|bytes| bytes == file.bytes) {
            return Ok(0);
        }
        let variants = compress(file, effort);
        for (extension, variant) in [(".br", variants.brotli), (".gz", variants.gzip)] {
            let beside = self.site.join(format!("{}{extension}", file.path));
            match variant {
                Some(bytes) => disk::replace(&*self.disk, &beside, &bytes)?,
                None => disk::remove(&*self.disk, &beside)?,
            }
        }
        disk::replace(&*self.disk, &path, &file.bytes)?;
        Ok(1)
    }

    /// What the record of a publication in progress knows and nothing needs once it stands.
    fn vanished(&self, writing: &Record, files: &[PublishedFile], record_path: &Path) -> Vec<String> {
        let present: BTreeSet<&String> = files.iter().map(|file| &file.path).collect();
        let kept: BTreeSet<&String> =
            writing.immutable.iter().take(record::KEPT).flat_map(|files| files.keys()).collect();
        let mut old = writing.immutable.iter().skip(record::KEPT).flat_map(|files| files.keys()).peekable();
        let others =
            if old.peek().is_some() { self.immutable_of_others(record_path) } else { BTreeSet::new() };
        let pages = writing.files.keys().filter(|path| !present.contains(path));
        let immutable = old.filter(|path| !kept.contains(path) && !others.contains(*path));
        pages.chain(immutable).cloned().collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Immutable files that other records name: equal content has an equal name.
    fn immutable_of_others(&self, record_path: &Path) -> BTreeSet<String> {
        std::fs::read_dir(&self.records)
            .into_iter()
            .flatten()
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| path != record_path)
            .filter_map(|path| Record::read(&path))
            .flat_map(|record| record.immutable.into_iter().flat_map(BTreeSet::from_iter))
            .map(|(path, _)| path)
            .collect()
    }

    /// Removes files with their variants, and the directories that become empty by it.
    fn take_away(&self, paths: &[&String]) -> Result<(), Error> {
        for path in paths {
            for extension in ["", ".br", ".gz"] {
                disk::remove(&*self.disk, &self.site.join(format!("{path}{extension}")))?;
            }
            if let Some(folder) = self.site.join(path).parent().filter(|folder| *folder != self.site) {
                // Fails when something is left in it, which is as well.
                let _ = std::fs::remove_dir(folder);
            }
        }
        Ok(())
    }
}

/// The files in the order in which they may appear: nothing is named before it is there.
fn steps<'a>(files: &'a [PublishedFile], before: Option<&Record>) -> [Vec<&'a PublishedFile>; 4] {
    let mut steps: [Vec<&PublishedFile>; 4] = Default::default();
    for file in files {
        let step = match file.kind {
            FileKind::Immutable => 0,
            // Nothing leads to a new page before the pages that were there are changed.
            FileKind::Page if before.is_none_or(|record| !record.files.contains_key(&file.path)) => 1,
            FileKind::Page | FileKind::Feed => 2,
            FileKind::Pointer => 3,
        };
        steps[step].push(file);
    }
    steps
}

/// Whether a path stays below the site: relative, no empty or dotted segment, no backslash.
fn stays_inside(path: &str) -> bool {
    !path.contains(['\\', '\0'])
        && path.split('/').all(|segment| !segment.is_empty() && !segment.starts_with('.'))
}

fn asset_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" | "webmanifest" => "application/json",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}
