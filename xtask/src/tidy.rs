//! `cargo xtask tidy`: the invariants that `ARCHITECTURE.md` states, checked.

mod direction;
mod purity;
mod size;
mod snapshots;
mod sources;
mod wording;

use crate::workspace;
use anyhow::{Result, bail};
use sources::Source;

/// One broken invariant: where, and what is wrong.
pub struct Finding {
    place: String,
    complaint: String,
}

impl Finding {
    fn new(place: impl Into<String>, complaint: impl Into<String>) -> Self {
        Self { place: place.into(), complaint: complaint.into() }
    }
}

/// Checks every invariant and lists all that is broken.
pub fn run() -> Result<()> {
    let metadata = workspace::metadata()?;
    let sources = Source::all(&workspace::root())?;
    let checks: [(&str, Vec<Finding>); 5] = [
        ("dependencies point one way", direction::check(&metadata)),
        ("pure crates stay pure", purity::check(&metadata, &sources)),
        ("files stay readable", size::check(&sources)),
        ("every snapshot is used", snapshots::check(&sources)),
        ("the text speaks of the product alone", wording::check(&sources)),
    ];
    let mut broken = 0;
    for (invariant, findings) in &checks {
        println!("{} {invariant}", if findings.is_empty() { "ok    " } else { "BROKEN" });
        for finding in findings {
            println!("         {}: {}", finding.place, finding.complaint);
        }
        broken += findings.len();
    }
    if broken > 0 {
        bail!("tidy: {broken} finding(s); the rules are explained in ARCHITECTURE.md");
    }
    Ok(())
}
