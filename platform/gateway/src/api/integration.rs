//! What answers a method, compiled.

use std::time::Duration;

/// What a method does with a request.
#[derive(Debug)]
pub(crate) enum Integration {
    /// Lambda proxy integration: the function gets the request whole and answers it whole.
    Function {
        /// The function's name within its version.
        name: String,
        /// How long the gateway waits.
        timeout: Duration,
    },
    /// The mock that answers preflight requests of browsers.
    Preflight,
}
