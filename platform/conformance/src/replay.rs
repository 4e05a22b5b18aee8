//! Which way a case is replayed.

use crate::case::Case;
use crate::outcome::{Difference, Outcome, Reason};
use crate::{documented, http, language, template};

/// Replays a case, by its kind and by what its input holds.
pub fn replay(case: &Case) -> Outcome {
    match case.kind.as_str() {
        "velocity_lang" => language::replay(case),
        "control_plane" => Outcome::Skipped(Reason::ControlPlane),
        _ if case.input.get("request").is_some() && case.input.get("api").is_some() => http::replay(case),
        "vtl" => template::replay(case),
        kind => {
            if let Some(outcome) = documented::replay(case) {
                return outcome;
            }
            let problem = format!("a case of the kind `{kind}` with such an input is unknown");
            Outcome::failed(Difference::problem("kind", problem))
        }
    }
}
