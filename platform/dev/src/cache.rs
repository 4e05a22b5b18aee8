//! Files in memory, as long as they are the ones on disk.

use bytes::Bytes;
use http::header::HeaderValue;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// A file's bytes and what a response says of them.
#[derive(Debug, Clone)]
pub(crate) struct CachedFile {
    /// None for a file too large to be kept: what is said of it is enough for an answer without its bytes.
    pub(crate) bytes: Option<Bytes>,
    /// How many bytes it has.
    pub(crate) length: usize,
    /// A strong tag: the start of the SHA-256 of the bytes, then the encoding.
    pub(crate) tag: HeaderValue,
    pub(crate) modified: Timestamp,
    pub(crate) modified_line: HeaderValue,
    state: State,
}

/// What tells that a file on disk is still the one that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct State {
    modified: SystemTime,
    length: u64,
}

impl State {
    pub(crate) fn of(metadata: &Metadata) -> Self {
        Self { modified: metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH), length: metadata.len() }
    }
}

impl CachedFile {
    /// Takes bytes that were read while the file had a state.
    pub(crate) fn new(bytes: Bytes, state: State, suffix: &str) -> Self {
        let mut tag = String::with_capacity(40);
        tag.push('"');
        for byte in &Sha256::digest(&bytes)[..16] {
            // Writing to a string cannot fail.
            let _ = write!(tag, "{byte:02x}");
        }
        tag.push_str(suffix);
        tag.push('"');
        let modified = Timestamp::try_from(state.modified).unwrap_or(Timestamp::UNIX_EPOCH);
        let line = crate::conditional::http_date(modified);
        Self {
            length: bytes.len(),
            bytes: Some(bytes),
            // Digits, letters and a hyphen are a header value.
            tag: HeaderValue::try_from(tag).unwrap_or_else(|_| HeaderValue::from_static("\"\"")),
            modified,
            modified_line: HeaderValue::try_from(line).unwrap_or_else(|_| HeaderValue::from_static("")),
            state,
        }
    }

    /// The same file with bytes that were read again, when it still has the state in which its tag was made.
    pub(crate) fn reread(&self, bytes: &Bytes, state: State) -> Option<Self> {
        let same = self.state == state && self.length == bytes.len();
        same.then(|| Self { bytes: Some(bytes.clone()), ..self.clone() })
    }

    /// What it takes in memory.
    fn cost(&self) -> usize {
        self.bytes.as_ref().map_or(0, Bytes::len) + OVERHEAD
    }
}

/// The files used last, up to a number of bytes.
#[derive(Debug)]
pub(crate) struct FileCache {
    capacity: usize,
    files: Mutex<Files>,
}

#[derive(Debug, Default)]
struct Files {
    entries: HashMap<PathBuf, (CachedFile, u64)>,
    bytes: usize,
    uses: u64,
}

/// What an entry costs beside its bytes, roughly.
const OVERHEAD: usize = 512;

impl FileCache {
    pub(crate) fn new(capacity: usize) -> Self {
        Self { capacity, files: Mutex::default() }
    }

    /// The file at a path, when it was read in this state.
    pub(crate) fn get(&self, path: &Path, state: State) -> Option<CachedFile> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.uses += 1;
        let now = files.uses;
        let (file, used) = files.entries.get_mut(path)?;
        if file.state != state {
            return None;
        }
        *used = now;
        Some(file.clone())
    }

    /// Keeps a file, in place of those that were not used for longest. Of one that would take more than a quarter of the
    /// room, only what is said of it is kept.
    pub(crate) fn keep(&self, path: PathBuf, mut file: CachedFile) {
        if file.cost() > self.capacity / 4 {
            file.bytes = None;
        }
        let cost = file.cost();
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.uses += 1;
        let now = files.uses;
        files.bytes += cost;
        if let Some((replaced, _)) = files.entries.insert(path, (file, now)) {
            files.bytes -= replaced.cost();
        }
        if files.bytes > self.capacity {
            files.shrink(self.capacity / 8 * 7);
        }
    }
}

impl Files {
    fn shrink(&mut self, to: usize) {
        let mut by_use: Vec<(u64, PathBuf)> =
            self.entries.iter().map(|(path, (_, used))| (*used, path.clone())).collect();
        by_use.sort_unstable();
        for (_, path) in by_use {
            if self.bytes <= to {
                return;
            }
            if let Some((gone, _)) = self.entries.remove(&path) {
                self.bytes -= gone.cost();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CachedFile, FileCache, OVERHEAD, State};
    use std::path::{Path, PathBuf};
    use std::time::{Duration, SystemTime};

    fn file(length: usize, second: u64) -> (CachedFile, State) {
        let modified = SystemTime::UNIX_EPOCH + Duration::from_secs(second);
        let state = State { modified, length: length as u64 };
        (CachedFile::new(vec![b'x'; length].into(), state, "-br"), state)
    }

    #[test]
    fn a_changed_file_is_not_the_cached_one() {
        let cache = FileCache::new(100_000);
        let (kept, state) = file(100, 1);
        let tag = kept.tag.to_str().unwrap();
        assert!(tag.len() == 37 && tag.starts_with('"') && tag.ends_with("-br\""), "{tag}");
        cache.keep(PathBuf::from("a"), kept);
        assert!(cache.get(Path::new("a"), state).is_some());
        assert!(cache.get(Path::new("a"), file(100, 2).1).is_none());
        assert!(cache.get(Path::new("b"), state).is_none());
    }

    #[test]
    fn what_was_not_used_for_longest_makes_room() {
        let cost = 1000 + OVERHEAD;
        let cache = FileCache::new(cost * 8);
        for name in 0..8 {
            cache.keep(PathBuf::from(name.to_string()), file(1000, 1).0);
        }
        let state = file(1000, 1).1;
        assert!(cache.get(Path::new("0"), state).is_some());
        cache.keep(PathBuf::from("8"), file(1000, 1).0);
        assert!(cache.get(Path::new("0"), state).is_some());
        assert!(cache.get(Path::new("8"), state).is_some());
        assert!(cache.get(Path::new("1"), state).is_none());
    }

    #[test]
    fn of_a_large_file_all_but_the_bytes_is_kept() {
        let cache = FileCache::new(4000);
        let (large, state) = file(1000, 1);
        cache.keep(PathBuf::from("large"), large.clone());
        let kept = cache.get(Path::new("large"), state).unwrap();
        assert_eq!((kept.bytes.is_none(), kept.length, &kept.tag), (true, 1000, &large.tag));
        let bytes = large.bytes.unwrap();
        let whole = kept.reread(&bytes, state).unwrap();
        assert_eq!((whole.bytes.as_ref(), &whole.tag), (Some(&bytes), &large.tag));
        // The tag is not that of another state, nor of a part.
        assert!(kept.reread(&bytes, file(1000, 2).1).is_none());
        assert!(kept.reread(&bytes.slice(1..), state).is_none());
    }
}
