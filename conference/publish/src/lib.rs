//! The public files of a schedule release: bytes, names, HTML; and the directory where they are put.
//!
//! [`files`] and [`root_files`] are pure: a conference in, files out. [`Directory`] puts them so that readers never see half
//! a publication.

mod compression;
mod data;
mod dates;
mod directory;
mod error;
mod files;
mod geometry;
mod language_name;
mod links;
mod pages;
mod pictures;
mod published_file;
mod shell;
mod site;
mod site_input;
mod styles;
mod words;

pub use directory::{Directory, Lengths, Progress, Put, Record};
pub use error::Error;
pub use files::{files, root_files};
pub use published_file::{FileKind, PublishedFile};
pub use shell::Shell;
pub use site_input::{ListedConference, RootInput, SiteInput, Stamp};
