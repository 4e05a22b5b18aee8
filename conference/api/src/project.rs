//! What the platform has to know of Plenary.

use lockstep_function::{Anonymous, Head};
use plenary_app::App;

/// Who calls. Nobody can sign in yet, so that nothing is known of anybody.
pub(crate) type Caller = Anonymous;

/// Plenary, as the platform sees it.
pub(crate) struct Project;

impl lockstep_function::Project for Project {
    type App = App;
    type Caller = Caller;

    async fn identify(_: &App, _: &Head<'_>) -> Result<Caller, lockstep_function::Error> {
        Ok(Anonymous)
    }
}
