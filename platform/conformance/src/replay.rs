//! Which way a case is replayed.

use crate::case::Case;
use crate::language;
use crate::outcome::{Difference, Outcome, Reason};

/// Replays a case, by its kind and by what its input holds.
pub fn replay(case: &Case) -> Outcome {
    match case.kind.as_str() {
        "velocity_lang" => language::replay(case),
        "control_plane" => Outcome::Skipped(Reason::ControlPlane),
        kind => {
            let problem = format!("a case of the kind `{kind}` with such an input is unknown");
            Outcome::failed(Difference::problem("kind", problem))
        }
    }
}
