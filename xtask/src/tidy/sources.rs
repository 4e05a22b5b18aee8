//! The files that git knows or would take.

use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A text file of the checkout.
pub struct Source {
    /// Its path from the root, with `/`.
    pub path: String,
    /// What is in it.
    pub text: String,
}

impl Source {
    /// All text files that git tracks or would add.
    pub fn all(root: &Path) -> Result<Vec<Self>> {
        let listed = crate::step::output(
            Command::new("git")
                .args(["ls-files", "--cached", "--others", "--exclude-standard"])
                .current_dir(root),
        )?;
        let mut sources = Vec::new();
        for path in listed.lines() {
            let file: PathBuf = root.join(path);
            if !file.is_file() {
                continue;
            }
            let bytes = fs::read(&file).with_context(|| format!("{path} cannot be read"))?;
            if let Ok(text) = String::from_utf8(bytes) {
                sources.push(Self { path: path.to_owned(), text });
            }
        }
        Ok(sources)
    }

    /// The file name's ending.
    pub fn ending(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, ending)| ending)
    }

    /// Whether it lies in a folder.
    pub fn within(&self, folder: &str) -> bool {
        self.path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    }
}
