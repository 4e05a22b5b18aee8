//! The workstation: an HTTP server for a [`Gateway`](lockstep_gateway::Gateway) and for a folder of files.
//!
//! [`Server`] accepts connections and hands requests to a [`Handler`]; it bounds what a client can make it hold (heads,
//! bodies, waiting) and ends in good order. [`Site`] serves a folder, [`Api`] a gateway; who has both writes a handler that
//! asks one or the other. [`InProcess`] lets a gateway call functions that are linked into the same program, [`Processes`]
//! such as are programs of their own, [`OutboundClient`] other servers.
//!
//! Nothing here knows what an API or a site is about.

mod api;
mod body;
mod cache;
mod casing;
mod conditional;
mod encoding;
mod error;
mod handler;
mod header_text;
mod in_process;
mod json_length;
mod lambda_failure;
mod limits;
mod media_type;
mod outbound;
#[cfg(unix)]
mod runtime;
mod security;
mod sent_head;
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
pub use outbound::OutboundClient;
#[cfg(unix)]
pub use runtime::{LogLine, LogSink, LogStream, ProcessFunction, ProcessLimits, Processes, TracingLog};
pub use security::SecurityHeaders;
pub use server::{Ended, Server};
pub use signals::termination;
pub use site::Site;
pub use surroundings::SystemSurroundings;
