//! Plenary's use cases: load, check, apply the domain's rules, commit, record. They know nothing of HTTP and nothing of the
//! engine below the store.
//!
//! # How a conference is stored
//!
//! | partition | sort key | what |
//! |---|---|---|
//! | `conferences` | the slug | what a list of conferences shows |
//! | `slug#SLUG` | `conference` | which conference has this address |
//! | `conference#ID` | `pointer` | the one row that decides what is there: the working copy, the current release |
//! | | `release#NUMBER` | a release: number, label, time, where its content is |
//! | | `audit#TIME#ID` | who did what, with before and after |
//! | | `unreferenced#GENERATION` | documents that no pointer names: being written, left by a crash, or replaced |
//! | `conference#ID#GENERATION` | `NAME#PART` | a document (working copy, release, differences) in parts |
//!
//! The lists and lookups that lead to a conference can't be in a partition of the conference; everything else is.
//!
//! # Invariants
//! * An import writes a new generation of documents and changes nothing else until one batch flips the pointer. Whatever
//!   happens before that is invisible; whatever is left of it, the next import removes.
//! * The content of a release never changes. What was read of one may be kept.

mod app;
mod audit;
mod cache;
mod commit;
mod document;
mod error;
mod export;
mod generation;
mod import;
mod key;
mod list;
mod progress;
mod read;
mod releases;
mod restore;
mod row;
mod shelf;
mod surroundings;

pub use app::App;
pub use error::Error;
pub use import::{Import, Imported, Outcome, Target};
pub use list::ConferenceSummary;
pub use progress::{Progress, Step};
pub use restore::Restore;
pub use surroundings::{RandomIdentities, Surroundings};
