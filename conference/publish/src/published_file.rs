//! A file of the public site.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// How long a file is good for, and when it is put in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// Named by its content, never changes; put first.
    Immutable,
    /// A page; changes with a release.
    Page,
    /// A schedule for other programs; changes with a release.
    Feed,
    /// Names the current publication; put last.
    Pointer,
}

/// A file of the public site, complete in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedFile {
    /// Where it stands below the site's root, without a leading slash: `38c3/schedule.html`.
    pub path: String,
    /// Its media type as it stands in `Content-Type`.
    pub content_type: &'static str,
    /// What is in it, uncompressed.
    pub bytes: Vec<u8>,
    /// How long it is good for.
    pub kind: FileKind,
}

impl PublishedFile {
    /// The URL path that a browser asks for: `/38c3/schedule` for `38c3/schedule.html`, `/38c3/` for `38c3/index.html`.
    pub fn url_path(&self) -> String {
        let path = match self.path.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => self.path.strip_suffix(".html").unwrap_or(&self.path),
        };
        format!("/{path}")
    }

    /// A page of HTML.
    pub(crate) fn page(path: String, html: String) -> Self {
        Self { path, content_type: media_type::HTML, bytes: html.into_bytes(), kind: FileKind::Page }
    }

    /// A file whose URL holds the first 20 hexadecimal digits of its SHA-256, so that it may be kept for ever.
    pub(crate) fn immutable(name: &str, content_type: &'static str, bytes: Vec<u8>) -> Self {
        let digest = hexadecimal(&Sha256::digest(&bytes));
        Self { path: format!("r/{}/{name}", &digest[..20]), content_type, bytes, kind: FileKind::Immutable }
    }
}

/// The bytes as lower-case hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// The media types of what is published.
pub(crate) mod media_type {
    pub(crate) const HTML: &str = "text/html; charset=utf-8";
    pub(crate) const CSS: &str = "text/css; charset=utf-8";
    pub(crate) const JSON: &str = "application/json";
    pub(crate) const FRAB_XML: &str = "application/vnd.c3voc.schedule+xml; charset=utf-8";
    pub(crate) const ICALENDAR: &str = "text/calendar; charset=utf-8";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_asked_for_by_its_page() {
        for (path, url) in [
            ("index.html", "/"),
            ("404.html", "/404"),
            ("38c3/index.html", "/38c3/"),
            ("38c3/schedule.html", "/38c3/schedule"),
            ("38c3/schedule.xml", "/38c3/schedule.xml"),
            ("38c3/sessions/INDEX0.html", "/38c3/sessions/INDEX0"),
        ] {
            assert_eq!(PublishedFile::page(path.to_owned(), String::new()).url_path(), url);
        }
    }

    #[test]
    fn a_file_that_never_changes_is_named_by_its_content() {
        let file = PublishedFile::immutable("a.css", media_type::CSS, b"abc".to_vec());
        assert_eq!(file.path, "r/ba7816bf8f01cfea4141/a.css");
        assert_eq!(file.kind, FileKind::Immutable);
    }
}
