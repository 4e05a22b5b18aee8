//! The browser that the tests drive.

use anyhow::{Result, bail};
use std::path::PathBuf;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// Chromium's path: `CHROME_PATH`, else the first known name on the path.
pub fn find() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("CHROME_PATH").map(PathBuf::from) {
        if path.is_file() {
            return Ok(path);
        }
        bail!("CHROME_PATH names {}, and there is no such file", path.display());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    for folder in std::env::split_paths(&path) {
        for name in NAMES {
            let candidate = folder.join(name);
            if candidate.is_file() {
                return Ok(candidate);
            }
        }
    }
    bail!(
        "the browser tests need Chromium, and none of {} is on the path.\n  \
         Debian and Ubuntu: apt-get install chromium · Fedora: dnf install chromium · macOS: brew install chromium\n  \
         or set CHROME_PATH to a Chromium or Chrome binary",
        NAMES.join(", ")
    )
}
