//! A directory as the place where the public files stand: one machine's site.

mod disk;
mod record;
#[cfg(test)]
mod tests;

pub use record::{Lengths, Progress, Record};

use crate::compression::{Effort, compress};
use crate::error::Error;
use crate::published_file::{FileKind, PublishedFile};
use crate::site_input::Stamp;
use disk::{Disk, LocalDisk};
use plenary_domain::code::ConferenceSlug;
use rayon::prelude::*;
use record::Listing;
use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

/// A directory with the site's files (`site/`) and, outside of what is served, the record of what is published
/// (`published/`).
///
/// A publication is put in the order immutable files, new pages, changed pages and feeds, pointer; what vanished is taken
/// away last. Every file is replaced in one step. Whenever the process is interrupted, each page finds its styles and data, no
/// page that could be reached before leads to one that is not there, and putting it again brings it to its end.
///
/// When the machine loses power, what was written in the last seconds may be gone, or be there in part: only records and
/// pointers are waited for, because waiting for each of some thousand files would take longer than all else. A record tells
/// how long every file and variant is, and a publication in which one has another length (a part, or nothing) does not count
/// as current; putting it again mends it. Until then the site may serve what is there. What a length does not tell goes
/// unnoticed: a file system that puts a record down before the renames that went before it (ext4, XFS and NTFS do not) may
/// leave an old page of the same length, and a disk may lose what it said to have kept. To put a site anew in spite of what
/// its records say, remove `published/`.
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

/// A file that stands in the site.
#[derive(Debug, Clone, Copy)]
struct Standing {
    lengths: Lengths,
    how: How,
}

/// How a file came to stand.
#[derive(Debug, Clone, Copy)]
enum How {
    Written,
    Unchanged,
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
        self.put_as(Owner::Conference(slug), files, stamp, None)
    }

    /// Puts the pages outside any conference, as [`root_files`](crate::root_files) made them, and writes down which conference
    /// is the only one, when one is.
    ///
    /// # Errors
    /// As [`put`](Self::put).
    pub fn put_root(
        &self,
        files: &[PublishedFile],
        stamp: &Stamp,
        only: Option<&ConferenceSlug>,
    ) -> Result<Put, Error> {
        self.put_as(Owner::Root, files, stamp, only)
    }

    /// The only conference of the site, when there is just one and its schedule stands: who comes to `/` may be led to it.
    pub fn only_conference(&self) -> Option<ConferenceSlug> {
        let record = Record::read(&self.records.join(Owner::Root.record_name()))?;
        record.only.filter(|slug| self.holds(slug))
    }

    /// Whether a conference has pages at all, be they current or not.
    pub fn holds(&self, slug: &ConferenceSlug) -> bool {
        self.site.join(slug.as_str()).join("schedule.html").is_file()
    }

    /// Puts the app's built files at their own paths (`assets/main-AB12.js`). Those of builds before stay, for pages that are
    /// published with them, until [`prune_assets`](Self::prune_assets) takes them away.
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
        let record_path = self.records.join(Owner::Assets.record_name());
        let stamp = Stamp::of(&["assets"]);
        let (put, writing, lengths) = self.write_files(&record_path, &files, &stamp, |_| Effort::Utmost)?;
        writing.complete(&files, lengths).write(&*self.disk, &record_path)?;
        Ok(put)
    }

    /// Takes the app's older builds away, once every page is published with the present one. The build before stays, for who
    /// still has a page that was loaded with it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn prune_assets(&self) -> Result<Put, Error> {
        let record_path = self.records.join(Owner::Assets.record_name());
        let Some(mut record) =
            Record::read(&record_path).filter(|record| record.immutable.len() > record::KEPT)
        else {
            return Ok(Put::default());
        };
        let vanished = self.vanished(&record, &[], &record_path);
        self.take_away(&vanished.iter().collect::<Vec<_>>())?;
        record.immutable.truncate(record::KEPT);
        record.write(&*self.disk, &record_path)?;
        Ok(Put { removed: vanished.len(), ..Put::default() })
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
        only: Option<&ConferenceSlug>,
    ) -> Result<Put, Error> {
        let record_path = self.records.join(owner.record_name());
        let (mut put, writing, lengths) = self.write_files(&record_path, files, stamp, Effort::of)?;
        let vanished = self.vanished(&writing, files, &record_path);
        self.take_away(&vanished.iter().collect::<Vec<_>>())?;
        put.removed = vanished.len();
        let mut complete = writing.complete(files, lengths);
        complete.immutable.truncate(record::KEPT);
        complete.only = only.cloned();
        complete.write(&*self.disk, &record_path)?;
        Ok(put)
    }

    /// Writes files in their order, and takes none away: gives the record of a publication in progress, and what was put.
    fn write_files(
        &self,
        record_path: &Path,
        files: &[PublishedFile],
        stamp: &Stamp,
        effort: fn(&PublishedFile) -> Effort,
    ) -> Result<(Put, Record, Listing), Error> {
        if let Some(bad) = files.iter().find(|file| !stays_inside(&file.path)) {
            return Err(Error::BadPath(bad.path.clone()));
        }
        let before = Record::read(record_path);
        let writing = Record::writing(stamp, files, before.as_ref());
        writing.write(&*self.disk, record_path)?;

        // After a publication that came to its end the variants beside a file are its own when they have the lengths that
        // were written down; one that was interrupted may have left new variants beside an old file.
        let trusted = before.as_ref().filter(|record| record.progress == Progress::Complete);
        let mut put = Put::default();
        let mut lengths = Listing::new();
        for step in steps(files, before.as_ref()) {
            let standing: Vec<Standing> = step
                .par_iter()
                .map(|file| {
                    let known = trusted.and_then(|record| record.lengths_of(&file.path));
                    self.put_file(file, effort(file), known)
                })
                .collect::<Result<_, Error>>()?;
            for (file, standing) in step.iter().zip(standing) {
                match standing.how {
                    How::Written => put.written += 1,
                    How::Unchanged => put.unchanged += 1,
                }
                lengths.insert(file.path.clone(), standing.lengths);
            }
        }
        Ok((put, writing, lengths))
    }

    /// Puts one file with its variants, unless they stand with the lengths that are `known` of them.
    fn put_file(
        &self,
        file: &PublishedFile,
        effort: Effort,
        known: Option<&Lengths>,
    ) -> Result<Standing, Error> {
        let path = self.site.join(&file.path);
        if let Some(lengths) = known.filter(|known| known.stand_in(&self.site, &file.path))
            && std::fs::read(&path).is_ok_and(|bytes| bytes == file.bytes)
        {
            return Ok(Standing { lengths: *lengths, how: How::Unchanged });
        }
        let variants = compress(file, effort);
        let lengths = Lengths {
            plain: record::length(&file.bytes),
            brotli: variants.brotli.as_deref().map(record::length),
            gzip: variants.gzip.as_deref().map(record::length),
        };
        for (extension, variant) in [(".br", variants.brotli), (".gz", variants.gzip)] {
            let beside = self.site.join(format!("{}{extension}", file.path));
            match variant {
                Some(bytes) => disk::replace(&*self.disk, &beside, &bytes)?,
                None => disk::remove(&*self.disk, &beside)?,
            }
        }
        match file.kind {
            FileKind::Pointer => disk::replace_lastingly(&*self.disk, &path, &file.bytes)?,
            FileKind::Immutable | FileKind::Page | FileKind::Feed => {
                disk::replace(&*self.disk, &path, &file.bytes)?;
            }
        }
        Ok(Standing { lengths, how: How::Written })
    }

    /// What a record knows and nothing needs once its publication stands.
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
            .flat_map(|record| record.immutable.into_iter().flat_map(Listing::into_keys))
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
