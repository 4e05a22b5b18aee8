//! What a project tells its functions.

use crate::access::Caller;
use crate::error::Error;
use crate::head::Head;
use std::future::Future;

/// A project: what its handlers work on, and how it knows who calls.
pub trait Project: Send + Sync + 'static {
    /// What the preamble builds and every handler gets.
    type App: Send + Sync + 'static;
    /// Who calls.
    type Caller: Caller;

    /// Finds out who calls. Somebody unknown is a caller too; an error refuses the request whatever its route's access.
    fn identify(app: &Self::App, head: &Head<'_>)
    -> impl Future<Output = Result<Self::Caller, Error>> + Send;
}

/// Why a preamble failed.
pub type PreambleError = Box<dyn std::error::Error + Send + Sync>;
