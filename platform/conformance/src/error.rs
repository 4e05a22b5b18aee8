//! What keeps a folder from being replayed at all.

use std::path::PathBuf;

/// Why no case could be replayed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A folder or file that cannot be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file that is no JSON.
    #[error("{}: {source}", path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: serde_json::Error,
    },
    /// A case without a name, a kind, an input or an expectation.
    #[error("{}: case {number} has no `{member}`", path.display())]
    Case {
        /// The file.
        path: PathBuf,
        /// Which one, from 1.
        number: usize,
        /// What it lacks.
        member: &'static str,
    },
    /// Nothing to replay.
    #[error("{}: there are no cases", path.display())]
    Empty {
        /// The folder.
        path: PathBuf,
    },
}
