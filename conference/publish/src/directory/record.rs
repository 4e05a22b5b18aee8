//! What is published, written down beside the site.

use crate::directory::disk::{self, Disk};
use crate::error::Error;
use crate::published_file::{FileKind, PublishedFile};
use crate::site_input::Stamp;
use plenary_domain::code::ConferenceSlug;
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

/// How long a file and its compressed variants are, in bytes; none for a variant that there is not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lengths {
    /// The file itself.
    pub plain: u64,
    /// Its `.br`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brotli: Option<u64>,
    /// Its `.gz`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gzip: Option<u64>,
}

impl Lengths {
    /// Whether a file and its variants stand in a site with these lengths, and no variant beside that does not belong to it.
    pub(crate) fn stand_in(&self, site: &Path, path: &str) -> bool {
        let length = |extension: &str| {
            std::fs::metadata(site.join(format!("{path}{extension}"))).ok().map(|found| found.len())
        };
        length("") == Some(self.plain) && length(".br") == self.brotli && length(".gz") == self.gzip
    }
}

/// Files by their paths.
pub(crate) type Listing = BTreeMap<String, Lengths>;

/// A publication as it was put into the directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// What it depends on.
    pub stamp: Stamp,
    /// How far it has come.
    pub progress: Progress,
    /// Pages, feeds and pointers.
    pub files: BTreeMap<String, Lengths>,
    /// The immutable files of this publication and those before it that are still kept; newest first.
    pub immutable: Vec<BTreeMap<String, Lengths>>,
    /// On the pages outside any conference: the conference they list, when it is the only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<ConferenceSlug>,
}

impl Record {
    /// The record to keep while `files` are being written over what `before` tells of: it knows the files of both. How long
    /// the variants become is not known yet.
    pub(crate) fn writing(stamp: &Stamp, files: &[PublishedFile], before: Option<&Record>) -> Self {
        let mut lasting = Listing::new();
        let mut changing = before.map(|record| record.files.clone()).unwrap_or_default();
        for file in files {
            let list = if file.kind == FileKind::Immutable { &mut lasting } else { &mut changing };
            list.insert(file.path.clone(), Lengths { plain: length(&file.bytes), ..Lengths::default() });
        }
        let mut immutable = vec![lasting];
        for older in before.iter().flat_map(|record| &record.immutable) {
            if !immutable.iter().any(|newer| newer.keys().eq(older.keys())) {
                immutable.push(older.clone());
            }
        }
        let only = before.and_then(|record| record.only.clone());
        Self { stamp: stamp.clone(), progress: Progress::Writing, files: changing, immutable, only }
    }

    /// The record of the publication once all its files stand: only its own pages, and the immutable files of those before it
    /// that have not been taken away yet.
    pub(crate) fn complete(mut self, files: &[PublishedFile], mut lengths: Listing) -> Self {
        self.progress = Progress::Complete;
        self.files.clear();
        for file in files.iter().filter(|file| file.kind != FileKind::Immutable) {
            if let Some((path, lengths)) = lengths.remove_entry(&file.path) {
                self.files.insert(path, lengths);
            }
        }
        if let Some(own) = self.immutable.first_mut() {
            *own = lengths;
        }
        self
    }

    /// What is known of a file that this publication put.
    pub(crate) fn lengths_of(&self, path: &str) -> Option<&Lengths> {
        self.files.get(path).or_else(|| self.immutable.iter().find_map(|files| files.get(path)))
    }

    /// Whether the publication is whole: every file is there, with its variants, all in their full length. A site that lost
    /// power while it was written, or from which a file was taken away, is not.
    pub(crate) fn stands_in(&self, site: &Path) -> bool {
        self.progress == Progress::Complete
            && self
                .files
                .iter()
                .chain(self.immutable.first().into_iter().flatten())
                .all(|(path, lengths)| lengths.stand_in(site, path))
    }

    /// Reads a record. One that is missing or damaged counts as none: what it told can be published again.
    pub(crate) fn read(path: &Path) -> Option<Self> {
        serde_json::from_slice(&std::fs::read(path).ok()?).ok()
    }

    /// Writes it so that it outlasts a power loss from here on.
    pub(crate) fn write(&self, disk: &dyn Disk, path: &Path) -> Result<(), Error> {
        let bytes = serde_json::to_vec(self).map_err(Error::Record)?;
        disk::replace_lastingly(disk, path, &bytes)
    }
}

/// A length as files have it; memory holds none that would not fit.
pub(crate) fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
