//! What is published, written down beside the site.

use crate::directory::disk::{self, Disk};
use crate::error::Error;
use crate::published_file::{FileKind, PublishedFile};
use crate::site_input::Stamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// How many publications keep their immutable files: the present one, and the one before for whoever still has its page.
pub(crate) const KEPT: usize = 2;

/// How far a publication has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Progress {
    /// Begun; what stands in the site may be older or newer than the record.
    Writing,
    /// All files are in place.
    Complete,
}

/// A publication as it was put into the directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// What it depends on.
    pub stamp: Stamp,
    /// How far it has come.
    pub progress: Progress,
    /// Pages, feeds and pointers with their lengths in bytes.
    pub files: BTreeMap<String, usize>,
    /// The immutable files, with their lengths, of this publication and those before it that are still kept; newest first.
    pub immutable: Vec<BTreeMap<String, usize>>,
}

impl Record {
    /// The record to keep while `files` are being written over what `before` tells of: it knows the files of both.
    pub(crate) fn writing(stamp: &Stamp, files: &[PublishedFile], before: Option<&Record>) -> Self {
        let mut lasting = BTreeMap::new();
        let mut changing = before.map(|record| record.files.clone()).unwrap_or_default();
        for file in files {
            let list = if file.kind == FileKind::Immutable { &mut lasting } else { &mut changing };
            list.insert(file.path.clone(), file.bytes.len());
        }
        let mut immutable = vec![lasting];
        for older in before.iter().flat_map(|record| &record.immutable) {
            if !immutable.contains(older) {
                immutable.push(older.clone());
            }
        }
        Self { stamp: stamp.clone(), progress: Progress::Writing, files: changing, immutable }
    }

    /// The record of the publication once it stands: only its own files, and the immutable ones still kept.
    pub(crate) fn complete(mut self, files: &[PublishedFile]) -> Self {
        self.progress = Progress::Complete;
        self.files = files
            .iter()
            .filter(|file| file.kind != FileKind::Immutable)
            .map(|file| (file.path.clone(), file.bytes.len()))
            .collect();
        self.immutable.truncate(KEPT);
        self
    }

    /// Whether the publication is whole: every file is there in its full length. A site that lost power while it was
    /// written, or from which a file was taken away, is not.
    pub(crate) fn stands_in(&self, site: &Path) -> bool {
        self.progress == Progress::Complete
            && self.files.iter().chain(self.immutable.first().into_iter().flatten()).all(|(path, length)| {
                std::fs::metadata(site.join(path))
                    .is_ok_and(|found| usize::try_from(found.len()) == Ok(*length))
            })
    }

    /// Reads a record. One that is missing or damaged counts as none: what it told can be published again.
    pub(crate) fn read(path: &Path) -> Option<Self> {
        serde_json::from_slice(&std::fs::read(path).ok()?).ok()
    }

    pub(crate) fn write(&self, disk: &dyn Disk, path: &Path) -> Result<(), Error> {
        let bytes = serde_json::to_vec(self).map_err(Error::Record)?;
        disk::replace(disk, path, &bytes)
    }
}
