//! What can go wrong.

use std::path::PathBuf;

/// Why something could not be published.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The app's page carries a script or a style in itself, which the site's content security policy forbids.
    #[error(
        "the app's index.html cannot be used, it has {what} in line {line}: the site allows scripts and styles as files only. \
         Build the app with `\"optimization\": {{\"styles\": {{\"inlineCritical\": false}}}}`"
    )]
    InlineCode {
        /// What was found.
        what: String,
        /// Where, counted from 1.
        line: u64,
    },
    /// The app's page lacks something that pages are built around.
    #[error("the app's index.html cannot be used: {0}")]
    IncompleteShell(&'static str),
    /// A file's path would lead out of the site, or to where something else stands.
    #[error("`{0}` is no path for a file of the site")]
    BadPath(String),
    /// The disk refused.
    #[error("cannot {action} {}: {source}", path.display())]
    Disk {
        /// What was tried: `write`, `rename`, `remove`.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The record of what is published could not be put into words.
    #[error("cannot write down what is published")]
    Record(#[source] serde_json::Error),
}
