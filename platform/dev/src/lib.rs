//! The workstation: an HTTP server for a [`Gateway`](lockstep_gateway::Gateway) and for a folder of files.
//!
//! [`Server`] accepts connections and hands requests to a [`Handler`]; it bounds what a client can make it hold (heads,
//! bodies, waiting) and ends in good order. [`Site`] serves a folder, [`Api`] a gateway; who has both writes a handler that
//! asks one or the other. [`InProcess`] lets a gateway call functions that are linked into the same program.
//!
//! Nothing here knows what an API or a site is about.

mod api;
mod body;
mod cache;
mod conditional;
mod encoding;
mod error;
mod handler;
mod in_process;
mod limits;
mod media_type;
mod security;
mod server;
mod signals;
mod site;
mod site_path;
mod surroundings;
mod write_timeout;

pub use api::Api;
pub use error::ServerError;
pub use handler::{BodyError, Handler, Request, Response, text};
pub use in_process::InProcess;
pub use limits::Limits;
pub use security::SecurityHeaders;
pub use server::{Ended, Server};
pub use signals::termination;
pub use site::Site;
pub use surroundings::SystemSurroundings;
