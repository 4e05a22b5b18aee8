//! Writes the route table out of the pairs below `routes/`.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let out = std::env::var("OUT_DIR").unwrap_or_default();
    lockstep_route::generate::table(Path::new("routes/v1"), &Path::new(&out).join("v1.rs"))
}
