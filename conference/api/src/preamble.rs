//! What runs once per process before the first event.

use lockstep_function::PreambleError;
use plenary_app::App;
use std::future::{Future, ready};
use std::sync::Arc;

/// The preamble of a host that has opened the app itself, as the server does.
pub(crate) fn with(app: Arc<App>) -> impl Future<Output = Result<Arc<App>, PreambleError>> + Send + 'static {
    ready(Ok(app))
}
