//! Replays recorded cases of API Gateway's behaviour: a folder with one JSON file a theme, each a list of cases.
//!
//! A case holds what goes in (a template, a request to an API, a function described in words) and what came out. How it is
//! replayed is decided by its kind and by what its input holds, never by its name: any folder of that format can be
//! replayed. A case that cannot be replayed has failed. It is skipped only when it cannot be decided here and
//! the reason is written down: see [`Reason`].

mod api;
mod behaviour;
mod bench;
mod case;
mod compare;
mod documented;
mod error;
mod folder;
mod functions;
mod http;
mod language;
mod outcome;
mod reference;
mod replay;
mod report;
mod request;
mod servers;
mod support;
mod surroundings;
mod template;
mod usage;

pub use case::{Case, Validation};
pub use error::Error;
pub use folder::Folder;
pub use outcome::{Difference, Outcome, Reason};
pub use replay::replay;
pub use report::{Report, Verbosity};
